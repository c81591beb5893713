package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.CellType.Kind;

/**
 * How people are shown the text of a cell, on pages, in workbooks and in what is said of changes: in words of clerks, which read back as
 * what they stand for.
 */
public final class ShownCell {
    /** What a cell says that demands nothing. */
    public static final String ANY = "-";

    /** How that is shown. */
    public static final String ANY_SHOWN = "不限";

    /** How a cell is shown that says nothing. */
    public static final String NONE_SHOWN = "无";

    /** What stands before what is excluded. */
    public static final String EXCEPT = "除";

    /** What stands behind it. */
    public static final String OTHER = "外";

    /** What a cell says of what is excluded. */
    public static final String NOT = "不是 ";

    /** What a cell says that says nothing. */
    public static final String NULL = "空";

    /** What a cell of a list says that lists nothing. */
    public static final String EMPTY_LIST = "（空列表）";

    /** What a new row says where something must be said. */
    private static final String UNFILLED = "= null";

    private ShownCell() {}

    /** The text of a cell. */
    public static String of(Cell cell) {
        return of(cell, cell.text());
    }

    /** The same of another text of the cell. */
    public static String of(Cell cell, String text) {
        return of(cell.role(), cell.type(), text);
    }

    /** The text of any cell that is read so and may hold that. */
    public static String of(Role role, CellType type, String text) {
        if (role == Role.TESTS && text.equals(ANY) && !type.values().contains(ANY)) {
            return ANY_SHOWN;
        }
        if (role == Role.TESTS && text.startsWith(NOT) && !type.values().contains(text)) {
            return EXCEPT + text.substring(NOT.length()) + OTHER;
        }
        if (role == Role.VALUE && text.equals(UNFILLED)) {
            return "";
        }
        boolean free = type.kind() == Kind.TEXT && type.values().isEmpty() && !type.list();
        boolean none = type.list() ? EMPTY_LIST.equals(text) : NULL.equals(text) && !free;
        return none
                        && role != Role.PLAIN
                        && !type.values().contains(NONE_SHOWN)
                        && !type.values().contains(NULL)
                ? NONE_SHOWN
                : text;
    }
}
