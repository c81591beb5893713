package io.shuangsuiji.kernel;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads one field of a stream of inputs into its slot, by what it read before. Whoever parses the stream knows how a text
 * is read and refused; that is done once for each different text, and from then on the text is looked up:
 *
 * <pre>{@code
 * if (!reader.read(row, text)) {
 *     var value = Values.fromText(reader.slot().type(), text, pointer, problems);   // null, and a problem, where refused
 *     if (problems.isEmpty() && !reader.learn(row, text, value)) { the slot cannot hold it: ask KIE }
 * }
 * }</pre>
 *
 * Only texts that were found good are kept, and no more than a bounded number of them. Thread-safe; the texts of one
 * reader must all be read alike (CSV cells and JSON values have readers of their own).
 */
public final class SlotReader {
    /** Enough for every word, date and count of a register; a column of different numbers does not fill the memory. */
    private static final int MOST = 16_384;

    private static final int LONGEST = 64;

    private final Slot slot;
    private final ConcurrentHashMap<String, Held> known = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    SlotReader(Slot slot) {
        this.slot = slot;
    }

    /** Where it reads to. */
    public Slot slot() {
        return slot;
    }

    /** Fills the slot from a text that was learnt; false, and the slot as it was, where it was not. */
    public boolean read(Row row, String text) {
        var held = text.length() > LONGEST ? null : known.get(text);
        if (held == null) {
            return false;
        }
        held.into(row);
        return true;
    }

    /**
     * Fills the slot with the value that a text was found to stand for, and remembers it.
     *
     * @param value as the decision room reads it, checked; null where the text stands for none
     * @return false where the slot cannot hold the value, and KIE is to answer
     */
    public boolean learn(Row row, String text, Object value) {
        var held = hold(row, value);
        if (held == null) {
            return false;
        }
        if (kept.get() < MOST && text.length() <= LONGEST && known.putIfAbsent(text, held) == null) {
            kept.incrementAndGet();
        }
        return true;
    }

    /** Fills the slot, for who remembers in another way what was read; null where the slot cannot hold the value. */
    public Held hold(Row row, Object value) {
        return Held.of(row, slot, value);
    }
}
