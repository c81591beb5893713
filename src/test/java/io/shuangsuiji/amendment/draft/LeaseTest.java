package io.shuangsuiji.amendment.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LeaseTest {
    private static final Duration LENGTH = Duration.ofSeconds(30);
    private static final Instant SINCE = Instant.parse("2024-06-01T01:02:03Z");

    @TempDir
    Path folder;

    private long nanos = Long.MAX_VALUE - 5;

    private Lease on(String host) {
        return new Lease(folder, LENGTH, host, SINCE, () -> nanos);
    }

    private void pass(Duration time) {
        nanos += time.toNanos();
    }

    /** Leaves the file as a service on a host would whose locks nobody else sees. */
    private byte[] heldElsewhere() throws IOException {
        var elsewhere = Files.createDirectory(folder.resolve("elsewhere"));
        try (var lease = new Lease(elsewhere, LENGTH, "pod-a", SINCE, () -> nanos)) {
            assertThat(lease.renew()).isTrue();
            return Files.readAllBytes(elsewhere.resolve(Lease.FILE));
        }
    }

    @Test
    void shouldLetOneServiceAtATimeChangeTheFolder() throws IOException {
        var second = on("pod-a");
        try (var first = on("pod-a")) {
            assertThat(first.renew()).isTrue();
            assertThat(second.renew()).isFalse();
            pass(LENGTH.multipliedBy(10));
            assertThat(second.renew())
                    .as("the lock is held: time alone takes nothing")
                    .isFalse();
            assertThat(second.other().orElseThrow()).contains("pod-a", "2024-06-01T01:02:03Z 起");
            assertThat(first.renew()).isTrue();
            assertThat(first.other()).isEmpty();
        }
        assertThat(second.renew()).as("given up, it is free").isTrue();
        assertThat(second.other()).isEmpty();
        second.close();
    }

    @Test
    void shouldPassAtOnceFromAServiceThatEndedOnTheSameHost() throws IOException {
        Files.write(folder.resolve(Lease.FILE), heldElsewhere());
        try (var next = on("pod-a")) {
            assertThat(next.renew()).isTrue();
        }
    }

    @Test
    void shouldWaitForTheSilenceOfAServiceOnAnotherHost() throws IOException {
        Files.write(folder.resolve(Lease.FILE), heldElsewhere());
        try (var next = on("pod-b")) {
            assertThat(next.renew()).isFalse();
            pass(LENGTH.minusSeconds(1));
            assertThat(next.renew()).isFalse();
            Files.write(
                    folder.resolve(Lease.FILE),
                    Files.readString(folder.resolve(Lease.FILE))
                            .replace("\"count\":1", "\"count\":2")
                            .getBytes());
            assertThat(next.renew()).isFalse();
            pass(LENGTH.minusSeconds(1));
            assertThat(next.renew()).as("it showed a sign of life").isFalse();
            assertThat(next.other().orElseThrow()).contains("pod-a");
            pass(Duration.ofSeconds(1));
            assertThat(next.renew()).isTrue();
        }
    }

    @Test
    void shouldNoticeThatAnotherHasTakenTheRight() throws IOException {
        try (var first = on("pod-b")) {
            assertThat(first.renew()).isTrue();
            Files.write(folder.resolve(Lease.FILE), heldElsewhere());
            assertThat(first.renew()).isFalse();
            assertThat(first.other().orElseThrow()).contains("pod-a");
        }
        assertThat(folder.resolve(Lease.FILE)).as("not cleared away").isNotEmptyFile();
    }

    @Test
    void shouldWaitOutWhatCannotBeRead() throws IOException {
        Files.writeString(folder.resolve(Lease.FILE), "{\"id\":\"a\",\"ho");
        try (var next = on("pod-b")) {
            assertThat(next.renew()).isFalse();
            pass(LENGTH);
            assertThat(next.renew()).isTrue();
        }
    }
}
