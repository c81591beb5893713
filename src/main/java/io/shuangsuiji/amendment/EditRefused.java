package io.shuangsuiji.amendment;

/** A change that a draft cannot take; the message says where, why and what is allowed, in Chinese and English. */
public final class EditRefused extends Exception {
    private final String where;

    /**
     * With the reason.
     *
     * @param where file and address, sheet and cell, or file name concerned
     */
    public EditRefused(String where, String message) {
        super(message, null, false, false);
        this.where = where;
    }

    /** The place concerned. */
    public String where() {
        return where;
    }
}
