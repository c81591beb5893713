package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.CrashPoint;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.EditionFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A crash at any point leaves all of a step or nothing of it. {@code -Dcrash.kills=200} kills more processes. */
class CrashTest {
    private static final class Crash extends Error {
        private static final long serialVersionUID = 1;
    }

    @TempDir
    Path folder;

    @BeforeEach
    void anEdition() throws IOException {
        Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(folder.resolve("dmn"), "2024-01-01");
    }

    @AfterEach
    void noMoreCrashes() {
        CrashPoint.listen(null);
    }

    @Test
    void shouldRecoverFromACrashAtEveryPointOfEveryStep() throws Exception {
        int places = 0;
        boolean crashed = true;
        for (int crashAt = 1; crashed; crashAt++) {
            crashed = false;
            int[] countdown = {crashAt};
            CrashPoint.listen(place -> {
                if (--countdown[0] == 0) {
                    throw new Crash();
                }
            });
            try {
                CrashingPublisher.publishOne(CrashingPublisher.open(folder), draft -> {});
            } catch (Crash simulated) {
                crashed = true;
                places++;
            }
            CrashPoint.listen(null);
            verify(Map.of());
        }
        assertThat(places).isGreaterThan(15);
    }

    @Test
    void shouldSurviveKillsAtRandomMoments() throws Exception {
        int kills = Integer.getInteger("crash.kills", 3);
        var random = new Random(20240601);
        var promised = new HashMap<String, Integer>();
        // the moments lie within the time that a whole publication takes on this machine, from the first to the last
        // step
        var began = System.nanoTime();
        var whole = publisher(folder.resolve("whole"));
        awaitLines(whole, folder.resolve("whole"), 6);
        whole.destroyForcibly().waitFor();
        long longest = System.nanoTime() - began;
        for (int i = 0; i < kills; i++) {
            var out = folder.resolve("out" + i);
            var process = publisher(out);
            awaitLines(process, out, 1);
            process.waitFor(random.nextLong(longest), TimeUnit.NANOSECONDS);
            process.destroyForcibly().waitFor();
            // what was said last may be cut short
            var told =
                    List.of(Files.readString(out).replaceFirst("[^\n]*\\z", "").split("\n"));
            told.stream()
                    .filter(line -> !line.equals("ready"))
                    .map(line -> line.split(" "))
                    .forEach(step -> promised.merge(step[0], Integer.parseInt(step[1]), Math::max));
            verify(promised);
        }
        assertThat(promised).isNotEmpty();
    }

    private Process publisher(Path out) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        CrashingPublisher.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .redirectOutput(out.toFile())
                .start();
    }

    /** Until the process has told so many things; the first is that it is ready. */
    private static void awaitLines(Process process, Path out, int lines) throws Exception {
        while (Files.readString(out).chars().filter(c -> c == '\n').count() < lines) {
            assertThat(process.waitFor(3, TimeUnit.MILLISECONDS)).isFalse();
        }
    }

    /** What holds after every recovery. */
    private void verify(Map<String, Integer> promised) throws Exception {
        var amendments = CrashingPublisher.open(folder);
        var log = amendments.log();
        assertThat(log.verifies()).isTrue();
        assertThat(log.torn()).isFalse();

        Map<String, Integer> logged = new HashMap<>();
        log.entries().stream()
                .filter(entry -> entry.step() != Step.CHECK)
                .forEach(entry -> logged.put(entry.draft(), entry.version()));
        Map<String, Integer> there = new HashMap<>();
        amendments.drafts().forEach(draft -> there.put(draft.id(), draft.version()));
        assertThat(there).isEqualTo(logged);
        promised.forEach((draft, version) -> assertThat(there.get(draft)).isGreaterThanOrEqualTo(version));
        for (var draft : amendments.drafts()) {
            assertThat(amendments.files(draft).keySet())
                    .containsAll(Shipped.files().keySet())
                    .containsAll(Shipped.read(Path.of("rules")).keySet());
        }

        var published = amendments.drafts().stream()
                .filter(draft -> draft.state() == State.PUBLISHED)
                .map(Draft::published)
                .toList();
        var folders = new ArrayList<String>();
        try (var listed = Files.list(folder.resolve("dmn"))) {
            listed.map(path -> path.getFileName().toString()).forEach(folders::add);
        }
        folders.remove("2024-01-01");
        assertThat(folders).as("no half edition").containsExactlyInAnyOrderElementsOf(published);
        for (var entry : log.entries()) {
            if (entry.step() == Step.PUBLISH) {
                assertThat(EditionFolder.read(folder.resolve("dmn").resolve(entry.edition()))
                                .isOf(entry))
                        .isTrue();
            }
        }
        try (var files = Files.walk(folder.resolve("drafts"))) {
            assertThat(files.map(path -> path.getFileName().toString())
                            .filter(name -> name.endsWith(".yaml.tmp"))
                            .toList())
                    .isEqualTo(List.of());
        }
    }
}
