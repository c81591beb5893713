package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.shuangsuiji.TestEditions;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A disk that takes no more: files break off in the middle of a write. What was acknowledged is there, and nothing half. */
class FullDiskTest {
    @TempDir
    Path folder;

    @Test
    void shouldLoseNothingAcknowledgedWhereFilesCanGrowNoFurther() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "needs a shell that limits the size of files (ulimit -f)");
        Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(folder.resolve("dmn"), "2024-01-01");
        // in blocks of 512 bytes: from one where hardly a step succeeds to one where the log grows full after several
        for (int blocks : new int[] {1, 4, 96}) {
            var out = folder.resolve("out" + blocks);
            var process = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "ulimit -f " + blocks + " && exec \"$@\"",
                            "sh",
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-XX:TieredStopAtLevel=1",
                            "-XX:-UsePerfData",
                            "-cp",
                            System.getProperty("java.class.path"),
                            CrashingPublisher.class.getName(),
                            folder.toString())
                    .redirectErrorStream(true)
                    .start();
            var told = new String(process.getInputStream().readAllBytes());
            assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).as(told).isNotZero();
            Files.writeString(out, told);
            var amendments = CrashingPublisher.open(folder);
            assertThat(amendments.log().verifies()).isTrue();
            assertThat(amendments.log().torn()).isFalse();
            for (var line : told.split("\n")) {
                if (line.matches("\\d{8}-\\S+ \\d+")) {
                    var step = line.split(" ");
                    assertThat(amendments.draft(step[0]).version()).isGreaterThanOrEqualTo(Integer.parseInt(step[1]));
                }
            }
            for (var draft : amendments.drafts()) {
                assertThat(amendments.files(draft)).isNotEmpty();
            }
            try (var left = Files.list(folder.resolve("dmn"))) {
                assertThat(left).noneMatch(each -> each.getFileName().toString().startsWith(".publishing-"));
            }
        }
        CrashingPublisher.publishOne(CrashingPublisher.open(folder), draft -> {});
    }
}
