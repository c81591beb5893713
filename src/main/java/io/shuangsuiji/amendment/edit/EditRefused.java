package io.shuangsuiji.amendment.edit;

import java.util.Optional;

/** A change that a draft cannot take; the message says where, why and what is allowed, in Chinese and English. */
public final class EditRefused extends Exception {
    private final String where;
    private final Integer index;

    /**
     * With the reason.
     *
     * @param where file and address, sheet and cell, or file name concerned
     */
    public EditRefused(String where, String message) {
        this(where, message, null);
    }

    private EditRefused(String where, String message, Integer index) {
        super(message, null, false, false);
        this.where = where;
        this.index = index;
    }

    /** The same, of that one among the edits that were to be made together. */
    EditRefused at(int edit) {
        return new EditRefused(where, getMessage(), edit);
    }

    /** Which of the edits it was, from 0, where it was one of them. */
    public Optional<Integer> index() {
        return Optional.ofNullable(index);
    }

    /** The place concerned. */
    public String where() {
        return where;
    }
}
