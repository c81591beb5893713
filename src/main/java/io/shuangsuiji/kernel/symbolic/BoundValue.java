package io.shuangsuiji.kernel.symbolic;

/** A value that was converted once to the form in which rows store it, so that it can be copied into many rows. Immutable. */
public final class BoundValue {
    private final Slot slot;
    private final long whole;
    // the value itself if it does not fit into a long (a decimal, an unknown text); else null
    private final Object beside;

    private BoundValue(Slot slot, long whole, Object beside) {
        this.slot = slot;
        this.whole = whole;
        this.beside = beside;
    }

    /**
     * Sets a slot of a row to a value, as {@link InputVector#set} does, and remembers the stored form.
     *
     * @return null where the slot cannot hold the value
     */
    static BoundValue of(InputVector row, Slot slot, Object value) {
        if (!row.set(slot, value)) {
            return null;
        }
        long held = row.values[slot.index()];
        boolean beside = held == InputVector.WIDE
                || value instanceof String && held > slot.words().size();
        return new BoundValue(slot, held, beside ? value : null);
    }

    /** Copies the value into a row of the same model. */
    public void into(InputVector row) {
        if (beside == null) {
            row.put(slot.index(), whole);
        } else {
            row.set(slot, beside);
        }
    }
}
