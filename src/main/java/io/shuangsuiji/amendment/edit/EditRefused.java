package io.shuangsuiji.amendment.edit;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A change that a draft cannot take; the message says where, why and what is allowed, in Chinese and English. */
public final class EditRefused extends Exception {
    private final String where;
    private final Integer index;
    private final String column;
    private final transient List<EditRefused> others;

    /**
     * With the reason.
     *
     * @param where file and address, sheet and cell, or file name concerned
     */
    public EditRefused(String where, String message) {
        this(where, message, null, null, List.of());
    }

    private EditRefused(String where, String message, Integer index, String column, List<EditRefused> others) {
        super(message, null, false, false);
        this.where = where;
        this.index = index;
        this.column = column;
        this.others = others;
    }

    /** All of several that are refused together: the first one, which knows the others. */
    static EditRefused of(List<EditRefused> all) {
        var first = all.get(0);
        return new EditRefused(
                first.where, first.getMessage(), first.index, first.column, List.copyOf(all.subList(1, all.size())));
    }

    /** The same, of that one among the edits that were to be made together. */
    EditRefused at(int edit) {
        return new EditRefused(where, getMessage(), edit, column, others);
    }

    /** The same, of that column of the row that the edit adds. */
    EditRefused in(String columnOfNewRow) {
        return new EditRefused(where, getMessage(), index, columnOfNewRow, others);
    }

    /** The same where that many edits go before those that it counts. */
    EditRefused after(int edits) {
        return new EditRefused(
                where,
                getMessage(),
                index == null ? null : index + edits,
                column,
                others.stream().map(other -> other.after(edits)).toList());
    }

    /** Which of the edits it was, from 0, where it was one of them. */
    public Optional<Integer> index() {
        return Optional.ofNullable(index);
    }

    /** The address of the column, where it was a cell of a row that the edit adds. */
    public Optional<String> column() {
        return Optional.ofNullable(column);
    }

    /** The place concerned. */
    public String where() {
        return where;
    }

    /** Whatever is refused together with it, itself first. */
    public List<EditRefused> all() {
        return Stream.concat(Stream.of(this), others.stream()).toList();
    }
}
