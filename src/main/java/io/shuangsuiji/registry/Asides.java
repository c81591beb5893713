package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.Columns;
import io.shuangsuiji.sheets.HeadedTable;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import java.util.List;
import java.util.Optional;

/** Tells rows that are no objects: section headings, totals, remarks, signatures, the header again on the next page. */
final class Asides {
    private final List<String> words;
    private final Columns columns;
    private final List<String> required;

    /**
     * By an edition's words.
     *
     * @param words with which such rows begin, or end
     */
    Asides(List<String> words, Columns columns) {
        this.words = words.stream().map(Notation::plain).toList();
        this.columns = columns;
        this.required = columns.all().stream()
                .filter(column -> column.required())
                .map(column -> column.key())
                .toList();
    }

    /** What stands in the row, where it is none of an object; empty where it is one, or may be meant as one. */
    Optional<String> of(HeadedTable table, Row row) {
        int filled = 0;
        int blank = 0;
        for (var key : required) {
            if (row.cell(table.columns().position(key)).isBlank()) {
                blank++;
            } else {
                filled++;
            }
        }
        if (filled > 0 && blank == 0 && !isWord(row.text(table.columns().position(ObjectColumns.ID)), true)) {
            return isHeader(table, row) ? Optional.of(text(row)) : Optional.empty();
        }
        boolean alone = cells(row) == 1;
        return filled == 0 || alone || isWord(first(row), false) || blank == 0
                ? Optional.of(text(row))
                : Optional.empty();
    }

    /** True where the row's required columns hold their own names. */
    private boolean isHeader(HeadedTable table, Row row) {
        return required.stream().allMatch(key -> {
            var text = row.text(table.columns().position(key));
            return text.length() <= 20 && columns.knows(text) && row.texts().equals(table.headers());
        });
    }

    private boolean isWord(String text, boolean whole) {
        var plain = Notation.plain(text);
        return plain.length() > 0
                && words.stream()
                        .anyMatch(word -> whole ? plain.equals(word) : plain.startsWith(word) || plain.endsWith(word));
    }

    private static long cells(Row row) {
        long cells = 0;
        for (int i = 0; i < row.texts().size(); i++) {
            cells += row.cell(i).isBlank() ? 0 : 1;
        }
        return cells;
    }

    private static String first(Row row) {
        return row.texts().stream().filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    private static String text(Row row) {
        return String.join(
                " ",
                row.texts().stream()
                        .map(Notation::tidy)
                        .filter(text -> !text.isEmpty())
                        .toList());
    }
}
