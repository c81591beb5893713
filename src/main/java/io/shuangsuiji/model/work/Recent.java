package io.shuangsuiji.model.work;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Answers that take long to find and are asked for again and again, the least used forgotten first. Thread-safe; who asks
 * while another still works the same out works it out too.
 */
public final class Recent<K, V> {
    private final Map<K, V> known;

    /** Keeps so many answers. */
    public Recent(int most) {
        known = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1;

            @Override
            protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
                return size() > most;
            }
        };
    }

    /** The answer that was kept, if there is one. */
    public Optional<V> get(K key) {
        synchronized (known) {
            return Optional.ofNullable(known.get(key));
        }
    }

    /** The answer that was kept, or else is worked out now, and kept. */
    public V get(K key, Supplier<? extends V> answer) {
        return get(key).orElseGet(() -> {
            var found = answer.get();
            put(key, found);
            return found;
        });
    }

    /** Keeps an answer. */
    public void put(K key, V answer) {
        synchronized (known) {
            known.put(key, answer);
        }
    }
}
