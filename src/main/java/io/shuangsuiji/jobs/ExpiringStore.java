package io.shuangsuiji.jobs;

import java.io.Closeable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Keeps the last few values for a while, each under a name that cannot be guessed.
 *
 * @param <V> what is kept
 */
public final class ExpiringStore<V> implements Closeable {
    private final Clock clock;
    private final Duration keptFor;
    private final int most;
    private final Consumer<V> dropped;
    private final Map<String, Kept<V>> kept = new LinkedHashMap<>();

    private record Kept<V>(V value, Instant since) {}

    /**
     * An empty store.
     *
     * @param keptFor how long a value is kept
     * @param most how many are kept; one more drops the oldest
     * @param dropped told of each value that is kept no longer, unless it was taken
     */
    public ExpiringStore(Clock clock, Duration keptFor, int most, Consumer<V> dropped) {
        this.clock = clock;
        this.keptFor = keptFor;
        this.most = most;
        this.dropped = dropped;
    }

    /** Keeps a value and returns its name. */
    public synchronized String keep(V value) {
        forget(most - 1);
        var name = UUID.randomUUID().toString();
        kept.put(name, new Kept<>(value, clock.instant()));
        return name;
    }

    /** The value of that name, while it is kept. */
    public synchronized Optional<V> find(String name) {
        forget(most);
        return Optional.ofNullable(kept.get(name)).map(Kept::value);
    }

    /** The value of that name, once: it is kept no longer, and is the caller's. */
    public synchronized Optional<V> take(String name) {
        var found = find(name);
        kept.remove(name);
        return found;
    }

    /** Drops all. */
    @Override
    public synchronized void close() {
        forget(0);
    }

    private void forget(int leave) {
        var oldest = clock.instant().minus(keptFor);
        for (var each = kept.values().iterator(); each.hasNext(); ) {
            var one = each.next();
            if (kept.size() <= leave && !one.since().isBefore(oldest)) {
                // in order of age: what follows is younger
                break;
            }
            each.remove();
            dropped.accept(one.value());
        }
    }
}
