package io.shuangsuiji.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A small disk of its own under a folder, which can become full or read-only. Needs the rights of root. */
final class Mount implements AutoCloseable {
    private final Path folder;

    private Mount(Path folder) {
        this.folder = folder;
    }

    /** A disk of so many KiB at the folder, with what the folder held. */
    static Mount at(Path folder, int kibibytes) throws Exception {
        Files.createDirectories(folder);
        var kept = Files.createTempDirectory(folder.toAbsolutePath().getParent(), "kept");
        run("cp", "-a", folder + "/.", kept.toString());
        var failed = run("mount", "-t", "tmpfs", "-o", "size=" + kibibytes + "k", "tmpfs", folder.toString());
        Assumptions.assumeTrue(failed.isEmpty(), () -> "no small disk can be mounted here (root is needed): " + failed);
        var mount = new Mount(folder);
        assertThat(run("cp", "-a", kept + "/.", folder.toString())).isEmpty();
        return mount;
    }

    /** Leaves no byte free. */
    Path fill() throws IOException {
        var ballast = folder.resolve("ballast");
        var block = new byte[4096];
        try (var out = Files.newOutputStream(ballast)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            return ballast;
        }
    }

    void readOnly(boolean on) throws Exception {
        assertThat(run("mount", "-o", "remount," + (on ? "ro" : "rw"), folder.toString()))
                .isEmpty();
    }

    @Override
    public void close() throws Exception {
        run("umount", "-l", folder.toString());
    }

    private static String run(String... command) throws Exception {
        var process = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return process.exitValue() == 0 ? "" : String.join(" ", command) + ": " + said.strip();
    }
}
