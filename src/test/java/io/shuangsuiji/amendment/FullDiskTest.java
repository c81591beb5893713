package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.Audit;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.policy.EditionName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more, in the middle of a step: the system refuses to let a file become longer. */
@EnabledOnOs(OS.LINUX)
class FullDiskTest {
    private static final int MOST_KB = 400;
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final Actor APPROVER = new Actor("李四", Set.of(Role.APPROVER));

    @TempDir
    Path folder;

    @Test
    void shouldRefuseAStepThatCannotBeRecordedAndLeaveNothingOfIt() throws Exception {
        TestEditions.copyTo(Files.createDirectories(folder.resolve("dmn")), "2024-01-01");
        var out = folder.resolve("out");
        var process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f " + 2 * MOST_KB + "; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FullDiskTest.class.getName(),
                        folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
        assertThat(Files.readString(out)).contains("REFUSED 无法写入 amendments.ndjson", "这一步没有做");

        var amendments = CrashingPublisher.open(folder);
        assertThat(amendments.log().verifies()).isTrue();
        assertThat(amendments.log().torn()).isFalse();
        assertThat(amendments.altered()).isEmpty();
        assertThat(Audit.of(folder.resolve("drafts"), folder.resolve("dmn")).findings())
                .isEmpty();
        var draft = amendments.drafts().get(0);
        assertThat(draft.state()).isEqualTo(State.SUBMITTED);
        assertThat(Files.readString(out)).contains("BEFORE " + draft.version());
        try (var files = Files.walk(folder.resolve("drafts"))) {
            assertThat(files.map(file -> file.getFileName().toString())).noneMatch(name -> name.endsWith(".tmp"));
        }
        // as soon as there is room it goes on
        amendments.publishing().returnToEditors(APPROVER, draft.id(), draft.version(), "补充依据");
    }

    /** Gives a draft back again and again, with more and more words, until they do not fit. */
    public static void main(String[] arguments) throws Exception {
        var amendments = CrashingPublisher.open(Path.of(arguments[0]));
        var header = new Draft.Header("方案", null, "理由", LocalDate.of(2024, 7, 1), null);
        var draft = amendments.create(EDITOR, EditionName.parse("2024-01-01").orElseThrow(), header);
        var publishing = amendments.publishing();
        while (true) {
            draft = publishing.submit(EDITOR, draft.id(), draft.version());
            System.out.println("BEFORE " + draft.version());
            try {
                draft = publishing.returnToEditors(APPROVER, draft.id(), draft.version(), "理".repeat(40_000));
            } catch (NotWritten full) {
                System.out.println("REFUSED " + full.getMessage());
                return;
            }
        }
    }
}
