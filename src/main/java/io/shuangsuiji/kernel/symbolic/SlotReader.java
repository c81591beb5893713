package io.shuangsuiji.kernel.symbolic;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Reads one field of a stream of inputs into its slot and remembers what each text stands for. The caller parses and checks
 * a text the first time that it occurs; after that the text is only looked up:
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
    private final ConcurrentHashMap<String, BoundValue> known = new ConcurrentHashMap<>();
    private final AtomicInteger kept = new AtomicInteger();

    public SlotReader(Slot slot) {
        this.slot = slot;
    }

    /** The slot that it fills. */
    public Slot slot() {
        return slot;
    }

    /** Fills the slot from a text that is remembered; if it is not, returns false and leaves the slot as it was. */
    public boolean read(InputVector row, String text) {
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
    public boolean learn(InputVector row, String text, Object value) {
        var held = hold(row, value);
        if (held == null) {
            return false;
        }
        if (kept.get() < MOST && text.length() <= LONGEST && known.putIfAbsent(text, held) == null) {
            kept.incrementAndGet();
        }
        return true;
    }

    /** Fills the slot and returns the stored form, for callers with a memory of their own; null if the slot cannot store the value. */
    public BoundValue hold(InputVector row, Object value) {
        return BoundValue.of(row, slot, value);
    }
}
