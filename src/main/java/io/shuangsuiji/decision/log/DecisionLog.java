package io.shuangsuiji.decision.log;

import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Writes events on a thread of its own. Whoever hands one over never waits: where too many bytes wait already, or the sink
 * fails, the event is dropped, counted, and the log itself says at the next chance how many are missing.
 */
public final class DecisionLog implements Closeable {
    private static final Logger LOG = Logger.getLogger(DecisionLog.class.getName());
    private static final long QUIET_NANOS = TimeUnit.MINUTES.toNanos(1);

    private record Waiting(byte[] line, int decisions) {}

    /** What is missing and was not yet told: events, and how many decisions they were. */
    private record Missing(long events, long decisions) {
        private static final Missing NONE = new Missing(0, 0);

        Missing and(Missing more) {
            return new Missing(events + more.events, decisions + more.decisions);
        }
    }

    private static final Waiting END = new Waiting(new byte[0], 0);

    private final BlockingQueue<Waiting> queue = new LinkedBlockingQueue<>();
    private final AtomicLong waitingBytes = new AtomicLong();
    private final AtomicLong written = new AtomicLong();
    private final AtomicLong dropped = new AtomicLong();
    private final AtomicReference<Missing> untold = new AtomicReference<>(Missing.NONE);
    private final LogSink sink;
    private final LogEvents events;
    private final long capacity;
    private final Thread writer;
    private long complainedAt = System.nanoTime() - QUIET_NANOS;

    /**
     * Starts at once.
     *
     * @param capacity how many bytes may wait to be written
     */
    public DecisionLog(LogSink sink, LogEvents events, long capacity) {
        this.sink = sink;
        this.events = events;
        this.capacity = capacity;
        this.writer = new Thread(this::write, "decision-log");
        writer.setDaemon(true);
        writer.start();
    }

    /**
     * Hands over an event.
     *
     * @param line as {@link LogEvents} writes it
     * @param decisions how many it tells of
     * @return false where it was dropped
     */
    public boolean offer(byte[] line, int decisions) {
        if (waitingBytes.addAndGet(line.length) > capacity) {
            waitingBytes.addAndGet(-line.length);
            drop(1, decisions);
            return false;
        }
        queue.add(new Waiting(line, decisions));
        return true;
    }

    /** Counts an event that could not even be written down. */
    public void drop(int count, int decisions) {
        dropped.addAndGet(count);
        untold.accumulateAndGet(new Missing(count, decisions), Missing::and);
    }

    /** How many events the sink has taken. */
    public long written() {
        return written.get();
    }

    /** How many events are missing. */
    public long dropped() {
        return dropped.get();
    }

    /** How many bytes wait to be written. */
    public long waiting() {
        return waitingBytes.get();
    }

    /** Writes what waits, for at most ten seconds, and ends. */
    @Override
    public void close() throws IOException {
        queue.add(END);
        try {
            writer.join(TimeUnit.SECONDS.toMillis(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void write() {
        try {
            for (var next = queue.take(); next != END; next = queue.take()) {
                write(next);
            }
            tellDropped();
            sink.close();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        } catch (IOException failed) {
            complain(failed);
        }
    }

    private void write(Waiting event) {
        try {
            tellDropped();
            sink.write(event.line());
            written.incrementAndGet();
            if (queue.isEmpty()) {
                sink.flush();
            }
        } catch (IOException | RuntimeException failed) {
            drop(1, event.decisions());
            complain(failed);
        } finally {
            waitingBytes.addAndGet(-event.line().length);
        }
    }

    private void tellDropped() throws IOException {
        var missing = untold.getAndSet(Missing.NONE);
        if (missing.events() > 0) {
            try {
                sink.write(events.dropped(missing.events(), missing.decisions()));
            } catch (IOException | RuntimeException failed) {
                untold.accumulateAndGet(missing, Missing::and);
                throw failed;
            }
        }
    }

    private void complain(Exception failed) {
        if (System.nanoTime() - complainedAt >= QUIET_NANOS) {
            complainedAt = System.nanoTime();
            LOG.log(Level.WARNING, "the decision log cannot be written; events are dropped and counted: " + failed);
        }
    }
}
