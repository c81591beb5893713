package io.shuangsuiji.scenario.workbook;

/**
 * A column of a scenario sheet.
 *
 * @param index from 0
 * @param role what its cells are for
 * @param header what stands above it, without the mark of an ordered list
 * @param path the value concerned, or null where the role needs none
 * @param select the key of the list's element concerned, where the header itself names it ({@code R36.起算日期}), or null
 * @param ordered true where the elements of a list are compared in order
 */
public record Column(int index, Role role, String header, FieldPath path, String select, boolean ordered) {
    /** What the cells of a column are for. */
    public enum Role {
        ID,
        SENTENCE,
        BASIS,
        NOTE,
        INPUT,
        EXPECTATION,
        /** The key of the list's element that the other expectations of the row are about. */
        SELECT,
        /** The pointers of the inputs that should be refused. */
        ERROR,
        /** Written by an earlier run; written again by the next. */
        RESULT
    }

    boolean is(Role other) {
        return role == other;
    }
}
