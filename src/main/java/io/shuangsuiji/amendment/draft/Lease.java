package io.shuangsuiji.amendment.draft;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * Says which service may change the drafts of a folder: the one whose name stands in its file, as long as that one counts on
 * in it. Another takes over when the count has stood still for a whole term by its own steady clock (clocks of the day may
 * step, and those of two machines differ), or at once where the holder ran on this machine and does not any longer.
 *
 * <p>To be used under the lock of the folder. The locks of some network file systems hold on one machine only; the lease
 * holds there too, for it is read before each step.
 */
final class Lease {
    static final String FILE = ".lease";
    static final Duration TERM = Duration.ofSeconds(30);

    /** Machine, process, and which of all that ever ran there. */
    private static final String OWN = machine() + " " + ProcessHandle.current().pid() + " " + UUID.randomUUID();

    private final Path file;
    private final String own;
    private final LongSupplier nanos;

    /** What stood there of another, and since when. */
    private String seen;

    private long since;

    private long count;

    Lease(Path folder) {
        this(folder, OWN, System::nanoTime);
    }

    Lease(Path folder, String own, LongSupplier nanos) {
        this.file = folder.resolve(FILE);
        this.own = own;
        this.nanos = nanos;
    }

    private static String machine() {
        try {
            return InetAddress.getLocalHost().getHostName().replaceAll("\\s", "-");
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }

    /**
     * Takes the lease, or counts on in it.
     *
     * @throws HeldElsewhere where another holds it
     */
    synchronized void take() throws IOException {
        check();
        // as long as ever, so that it needs no room on a disk that is full
        var content = ByteBuffer.wrap("%s %019d%n".formatted(own, ++count).getBytes(StandardCharsets.UTF_8));
        try (var channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.truncate(channel.position());
        }
    }

    /**
     * Returns where no other holds it.
     *
     * @throws HeldElsewhere where another does
     */
    synchronized void check() throws IOException {
        var other = holder();
        if (other.isPresent()) {
            throw new HeldElsewhere(other.get());
        }
    }

    /** Counts on where it is held, so that others see that its holder lives. */
    synchronized void renew() throws IOException {
        if (read().startsWith(own)) {
            take();
        }
    }

    /** Gives it up. */
    synchronized void release() throws IOException {
        if (read().startsWith(own)) {
            Files.delete(file);
        }
    }

    /** The machine and process of another that holds it. */
    synchronized Optional<String> holder() throws IOException {
        var now = read();
        var words = now.split(" ");
        if (now.startsWith(own) || words.length != 4 || ended(words[0], words[1])) {
            return Optional.empty();
        }
        if (!now.equals(seen)) {
            seen = now;
            since = nanos.getAsLong();
        }
        return nanos.getAsLong() - since >= TERM.toNanos()
                ? Optional.empty()
                : Optional.of(words[0] + "，进程 " + words[1]);
    }

    private String read() throws IOException {
        return Files.exists(file) ? Files.readString(file).strip() : "";
    }

    /** True of a process of this machine that runs no longer; in a container the new one has the number of the old. */
    private static boolean ended(String machine, String process) {
        try {
            long pid = Long.parseLong(process);
            return machine.equals(machine())
                    && (pid == ProcessHandle.current().pid()
                            || ProcessHandle.of(pid).isEmpty());
        } catch (NumberFormatException torn) {
            return false;
        }
    }
}
