package io.shuangsuiji.amendment.draft;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.shuangsuiji.files.PrivateFiles;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.LongSupplier;

/**
 * The right of one running service to change a folder of drafts. It is a file in the folder, locked for as long as the
 * service runs, in which the holder counts on while it lives.
 *
 * <p>A holder that ended on the same host gives up the lock with its process, and the next one has the right at once.
 * Between hosts that share a folder a lock may not be seen: there the right passes when the count has stood still for the
 * length of the lease, which each service measures by its own monotonic clock, so that no step of the wall clock gives or
 * takes it. A holder that was taken for dead reads before every step of its own that the file is no longer its.
 */
public final class Lease implements AutoCloseable {
    /** The file's name in the folder of drafts. */
    static final String FILE = ".holder";

    private static final int LONGEST = 2_000;
    private static final JsonMapper JSON = new JsonMapper();

    /**
     * Who may change the folder.
     *
     * @param id of the process, unlike that of any other
     * @param host where it runs
     * @param pid its number there
     * @param since when it began, in ISO 8601
     * @param count of its signs of life
     */
    record Holder(String id, String host, long pid, String since, long count) {
        String inWords() {
            return host + "（进程 " + pid + "，" + since + " 起）";
        }
    }

    private final Path file;
    private final Duration length;
    private final LongSupplier nanoTime;
    private FileChannel channel;
    private FileLock lock;
    private Holder self;
    /** Asked by readiness, which waits for no disk. */
    private volatile Holder other;

    private byte[] seen = new byte[0];
    private long seenAt;

    /**
     * A lease that is not yet held.
     *
     * @param folder the folder of drafts
     * @param length how long a holder on another host may show no sign of life
     * @param clock tells since when it is held; only people read that
     */
    public Lease(Path folder, Duration length, Clock clock) {
        this(folder, length, hostName(), clock.instant(), System::nanoTime);
    }

    Lease(Path folder, Duration length, String host, Instant since, LongSupplier nanoTime) {
        this.file = folder.resolve(FILE);
        this.length = length;
        this.nanoTime = nanoTime;
        this.seenAt = nanoTime.getAsLong();
        this.self = new Holder(
                UUID.randomUUID().toString(),
                host,
                ProcessHandle.current().pid(),
                since.truncatedTo(ChronoUnit.SECONDS).toString(),
                0);
    }

    /**
     * Takes the right where nobody has it, and shows a sign of life where this service has it. To be called several times
     * within the lease's length, and before every step.
     *
     * @return whether this service may change the folder
     * @throws IOException where the folder cannot be written
     */
    public synchronized boolean renew() throws IOException {
        if (channel == null) {
            channel = PrivateFiles.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        }
        var content = content();
        var holder = holder(content);
        if (!Arrays.equals(content, seen)) {
            seen = content;
            seenAt = nanoTime.getAsLong();
        }
        boolean mine = holder.filter(found -> found.id().equals(self.id())).isPresent();
        if (!locked() || !mine && !abandoned(content, holder)) {
            other = holder.orElse(null);
            return false;
        }
        other = null;
        self = new Holder(self.id(), self.host(), self.pid(), self.since(), self.count() + 1);
        var sign = JSON.writeValueAsBytes(self);
        channel.write(ByteBuffer.wrap(sign), 0);
        channel.truncate(sign.length);
        seen = sign;
        seenAt = nanoTime.getAsLong();
        return true;
    }

    /** Who else has the right, in words; empty where nobody does. */
    public Optional<String> other() {
        return Optional.ofNullable(other).map(Holder::inWords);
    }

    /** Gives the right up, so that the next service need not wait. */
    @Override
    public synchronized void close() throws IOException {
        if (channel != null) {
            if (lock != null
                    && holder(content())
                            .filter(found -> found.id().equals(self.id()))
                            .isPresent()) {
                channel.truncate(0);
            }
            channel.close();
            channel = null;
            lock = null;
        }
    }

    /** True where the operating system lets this process alone hold the file, as far as it can tell. */
    private boolean locked() throws IOException {
        if (lock == null) {
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException heldInThisProcess) {
                return false;
            }
        }
        return lock != null;
    }

    private boolean abandoned(byte[] content, Optional<Holder> holder) {
        return content.length == 0
                || holder.filter(found -> found.host().equals(self.host())).isPresent()
                || nanoTime.getAsLong() - seenAt >= length.toNanos();
    }

    private byte[] content() throws IOException {
        var buffer = ByteBuffer.allocate(LONGEST);
        int read = channel.read(buffer, 0);
        return Arrays.copyOf(buffer.array(), Math.max(0, read));
    }

    /** What cannot be read may be half of a sign of life: it is waited out like the sign of another host. */
    private static Optional<Holder> holder(byte[] content) {
        try {
            return content.length == 0 ? Optional.empty() : Optional.ofNullable(JSON.readValue(content, Holder.class));
        } catch (IOException torn) {
            return Optional.empty();
        }
    }

    private static String hostName() {
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException nameless) {
            return "localhost";
        }
    }
}
