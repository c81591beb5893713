package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * How a cell is changed: by choosing among the words that it may hold where those are listed and it says nothing else, else
 * by writing.
 *
 * @param control which control the page shows
 * @param mode of a choice of tests: any value, one of, none of
 * @param options what may be chosen
 * @param text what the cell says, as staff read it
 * @param hint what may be written
 */
record CellForm(Control control, Mode mode, List<Option> options, String text, String hint) {

    static final String SEPARATOR = "、";

    /** Which control the page shows. */
    enum Control {
        /** Any, one of or none of the listed words. */
        TESTS,
        /** One of the listed words. */
        ONE,
        /** Any number of the listed words. */
        SEVERAL,
        DATE,
        LINE,
        TEXT
    }

    /** What a choice of tests means. */
    enum Mode {
        ANY,
        IN,
        NOT
    }

    /** A word that may be chosen. */
    record Option(String word, boolean chosen) {}

    /** Which control fits all that the cell may hold, whatever it says now. */
    static CellForm blank(Cell cell) {
        if (cell.role() == Role.PLAIN) {
            return of(cell, true);
        }
        var words = words(cell).stream().map(word -> ShownCell.of(cell, word)).toList();
        if (!words.isEmpty()) {
            var control =
                    cell.role() == Role.TESTS ? Control.TESTS : cell.type().list() ? Control.SEVERAL : Control.ONE;
            return new CellForm(control, null, options(words, List.of()), "", "");
        }
        boolean date = cell.role() == Role.VALUE
                && cell.type().kind() == Kind.DATE
                && !cell.type().list();
        return new CellForm(date ? Control.DATE : Control.LINE, null, List.of(), "", hint(cell));
    }

    /** The form of a cell; a plain line where {@code written} is asked for. */
    static CellForm of(Cell cell, boolean written) {
        var type = cell.type();
        var text = cell.text();
        if (cell.role() == Role.PLAIN) {
            return new CellForm(Control.TEXT, null, List.of(), text, "文字，不参与判定");
        }
        if (!written) {
            var words = words(cell);
            if (!words.isEmpty()) {
                var chosen = chosen(cell, words);
                if (chosen != null) {
                    return chosen;
                }
            }
            if (cell.role() == Role.VALUE && type.kind() == Kind.DATE && text.matches("\\d{4}-\\d{2}-\\d{2}")) {
                return new CellForm(Control.DATE, null, List.of(), text, "日期");
            }
        }
        return new CellForm(Control.LINE, null, List.of(), text, hint(cell));
    }

    /** True where the cell could be chosen, so that writing it is the other way. */
    static boolean choosable(Cell cell) {
        return of(cell, false).control() != of(cell, true).control();
    }

    /** The same with another text. */
    CellForm typed(String other) {
        return new CellForm(control, mode, options, other, hint);
    }

    private static List<String> words(Cell cell) {
        var type = cell.type();
        if (type.kind() == Kind.BOOLEAN) {
            return cell.role() == Role.TESTS ? List.of("是", "否") : List.of("是", "否", ShownCell.NULL);
        }
        if (type.values().isEmpty()) {
            return List.of();
        }
        return type.nullable() && !type.values().contains(ShownCell.NULL) && !(cell.role() == Role.VALUE && type.list())
                ? Stream.concat(type.values().stream(), Stream.of(ShownCell.NULL))
                        .toList()
                : type.values();
    }

    /** The form in which the cell's text is a choice, or null where it is none. */
    private static CellForm chosen(Cell cell, List<String> words) {
        var text = cell.text();
        if (cell.role() == Role.TESTS) {
            if (text.equals(ShownCell.ANY)) {
                return new CellForm(Control.TESTS, Mode.ANY, options(words, List.of()), text, "");
            }
            boolean not = text.startsWith(ShownCell.NOT);
            var listed = List.of((not ? text.substring(ShownCell.NOT.length()) : text).split(SEPARATOR));
            return words.containsAll(listed)
                    ? new CellForm(Control.TESTS, not ? Mode.NOT : Mode.IN, options(words, listed), text, "")
                    : null;
        }
        if (cell.type().list()) {
            var listed = text.equals(ShownCell.EMPTY_LIST) ? List.<String>of() : List.of(text.split(SEPARATOR));
            return words.containsAll(listed)
                    ? new CellForm(Control.SEVERAL, null, options(words, listed), text, "")
                    : null;
        }
        return words.contains(text) ? new CellForm(Control.ONE, null, options(words, List.of(text)), text, "") : null;
    }

    private static List<Option> options(List<String> words, List<String> chosen) {
        return words.stream()
                .map(word -> new Option(word, chosen.contains(word)))
                .toList();
    }

    private static String hint(Cell cell) {
        var type = cell.type();
        if (type.percent()) {
            return "填 25% 或 0.25；公式写在 = 之后";
        }
        boolean tests = cell.role() == Role.TESTS;
        return switch (type.kind()) {
            case NUMBER -> tests ? "如 ≥ 10、10 至 20、不限；公式写在 = 之后" : "数，如 2.5；公式写在 = 之后";
            case DATE -> tests ? "如 ≥ 2027-01-01、2027-01-01 至 2027-03-31、无、不限" : "填 2027-01-01；公式写在 = 之后";
            case DURATION -> "期间，如 12个月、10天；公式写在 = 之后";
            default -> tests ? "词语用顿号分开，如 甲、乙；除甲外；不限；公式写在 = 之后" : "词语；多个用顿号分开；公式写在 = 之后";
        };
    }

    /** The text that a form stands for: what was chosen, or what was written. */
    static String read(Cell cell, String mode, List<String> choice, String text) {
        if (mode == null) {
            return text == null ? "" : text;
        }
        var chosen = new ArrayList<>(choice == null ? List.<String>of() : choice);
        if (cell.role() == Role.VALUE) {
            return chosen.isEmpty() ? ShownCell.EMPTY_LIST : String.join(SEPARATOR, chosen);
        }
        if (mode.equals(Mode.ANY.name())) {
            return ShownCell.ANY;
        }
        if (chosen.isEmpty()) {
            // no condition is not any condition: the cell refuses to be blank
            return "";
        }
        return (mode.equals(Mode.NOT.name()) ? ShownCell.NOT : "") + String.join(SEPARATOR, chosen);
    }
}
