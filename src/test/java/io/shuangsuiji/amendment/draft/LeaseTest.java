package io.shuangsuiji.amendment.draft;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one folder of drafts: one changes it, the other waits until that one has stopped. */
class LeaseTest {
    @TempDir
    Path folder;

    private final AtomicLong nanos = new AtomicLong();

    private Lease of(String machine) {
        return new Lease(folder, machine + " 1 x", nanos::get);
    }

    private void pass(double terms) {
        nanos.addAndGet((long) (terms * Lease.TERM.toNanos()));
    }

    @Test
    void shouldRefuseTheSecondWhileTheFirstCountsOn() throws Exception {
        var first = of("a");
        var second = of("b");
        first.take();
        for (int i = 0; i < 10; i++) {
            assertThatThrownBy(second::take)
                    .isInstanceOf(HeldElsewhere.class)
                    .hasMessageContaining("另一个服务实例（a，进程 1）")
                    .hasMessageContaining("another instance");
            assertThat(second.holder()).contains("a，进程 1");
            pass(0.6);
            first.renew();
        }
    }

    @Test
    void shouldHandOverAfterAWholeTermOfSilenceAndRefuseTheFirstThen() throws Exception {
        var first = of("a");
        var second = of("b");
        first.take();
        assertThatThrownBy(second::take).isInstanceOf(HeldElsewhere.class);
        pass(0.9);
        assertThatThrownBy(second::take).isInstanceOf(HeldElsewhere.class);
        pass(0.2);
        second.take();
        // the first was only asleep
        first.renew();
        assertThatThrownBy(first::take).isInstanceOf(HeldElsewhere.class);
        assertThat(second.holder()).isEmpty();
    }

    @Test
    void shouldHandOverAtOnceWhenGivenUp() throws Exception {
        var first = of("a");
        first.take();
        first.release();
        of("b").take();
    }

    @Test
    void shouldHandOverAtOnceWhereTheHolderOfThisMachineHasEnded() throws Exception {
        var ended = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-version")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        ended.waitFor();
        var own = new Lease(folder);
        own.take();
        var machine = Files.readString(folder.resolve(Lease.FILE)).split(" ")[0];
        Files.writeString(folder.resolve(Lease.FILE), machine + " " + ended.pid() + " other 0000000000000000001\n");
        own.take();
        assertThat(Files.readString(folder.resolve(Lease.FILE))).doesNotContain(" other ");
    }

    @Test
    void shouldTakeALeaseThatWasCutShort() throws Exception {
        Files.writeString(folder.resolve(Lease.FILE), "a 1");
        of("b").take();
    }

    @Test
    void shouldReadDraftsOfAFolderThatAnotherChangesAndRefuseEachStep() throws Exception {
        var editions = Files.createDirectory(folder.resolve("dmn"));
        new Lease(folder, "elsewhere 1 x", nanos::get).take();
        var workspace = new Workspace(folder, editions);
        assertThat(workspace.drafts()).isEmpty();
        assertThat(workspace.holder()).contains("elsewhere，进程 1");
        assertThatThrownBy(() -> workspace.locked(() -> null)).isInstanceOf(HeldElsewhere.class);
    }

    @Test
    void shouldClaimTheFolderForAServiceAlone() throws Exception {
        var editions = Files.createDirectory(folder.resolve("dmn"));
        new Workspace(folder, editions).locked(() -> null);
        assertThat(folder.resolve(Lease.FILE)).doesNotExist();
        new Workspace(folder, editions).claim();
        assertThat(folder.resolve(Lease.FILE)).exists();
    }
}
