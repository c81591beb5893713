package io.shuangsuiji.amendment.structure;

/** A change of structure that the tables cannot take; the message says why and what is allowed, in Chinese and English. */
public final class StructureRefused extends Exception {
    private final String where;

    /**
     * With the reason.
     *
     * @param where file and address concerned
     */
    public StructureRefused(String where, String message) {
        super(message, null, false, false);
        this.where = where;
    }

    /** The place concerned. */
    public String where() {
        return where;
    }
}
