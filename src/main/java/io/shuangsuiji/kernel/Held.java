package io.shuangsuiji.kernel;

/** A value as its slot keeps it, to be put in many rows. Immutable. */
public final class Held {
    private final Slot slot;
    private final long whole;
    // what is kept beside the row's own values; else null
    private final Object beside;

    private Held(Slot slot, long whole, Object beside) {
        this.slot = slot;
        this.whole = whole;
        this.beside = beside;
    }

    /**
     * Fills a row's slot with a value as {@link Row#set} takes it, and keeps what that made of it.
     *
     * @return null where the slot cannot hold the value
     */
    static Held of(Row row, Slot slot, Object value) {
        if (!row.set(slot, value)) {
            return null;
        }
        long held = row.values[slot.index()];
        boolean beside = held == Row.WIDE
                || value instanceof String && held > slot.words().size();
        return new Held(slot, held, beside ? value : null);
    }

    /** Puts the value in a row of the same model. */
    public void into(Row row) {
        if (beside == null) {
            row.put(slot.index(), whole);
        } else {
            row.set(slot, beside);
        }
    }
}
