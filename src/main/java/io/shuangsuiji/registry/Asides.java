package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.HeadedTable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Tells rows that are no objects: section headings, totals, remarks, signatures, the header again on the next page. */
final class Asides {
    private final List<String> words;
    /** With what characters the words begin: most cells begin otherwise, and need not be looked at further. */
    private final Set<Character> beginnings;

    private final List<String> required;
    private final String id;

    /**
     * By an edition's words.
     *
     * @param words with which such rows begin, or end
     * @param id the key of the column that tells rows apart
     */
    Asides(List<String> words, Columns columns, String id) {
        this.id = id;
        this.words = words.stream().map(Notation::plain).toList();
        this.beginnings = this.words.stream().map(word -> word.charAt(0)).collect(Collectors.toSet());
        this.required =
                columns.all().stream().filter(Column::required).map(Column::key).toList();
    }

    /** What stands in the row, where it is none of an object; empty where it is one, or may be meant as one. */
    Optional<String> of(HeadedTable table, Row row) {
        int filled = 0;
        for (var key : required) {
            filled += row.isBlank(table.columns().position(key)) ? 0 : 1;
        }
        boolean aside;
        if (filled == required.size()) {
            aside = isWord(row.text(table.columns().position(id)))
                    || row.texts().equals(table.headers());
        } else {
            aside = filled == 0 || cells(row) == 1 || beginsOrEndsWithWord(first(row));
        }
        return aside ? Optional.of(text(row)) : Optional.empty();
    }

    /** True for a word alone, or before a colon: no id is written so, whatever stands in the type's column. */
    private boolean isWord(String text) {
        if (text.isEmpty() || !beginnings.contains(Character.toLowerCase(text.charAt(0)))) {
            return false;
        }
        var plain = Notation.plain(text);
        int colon = plain.indexOf(':');
        return words.contains(plain) || colon > 0 && words.contains(plain.substring(0, colon));
    }

    private boolean beginsOrEndsWithWord(String text) {
        var plain = Notation.plain(text);
        return !plain.isEmpty() && words.stream().anyMatch(word -> plain.startsWith(word) || plain.endsWith(word));
    }

    private static long cells(Row row) {
        long cells = 0;
        for (int i = 0; i < row.texts().size(); i++) {
            cells += row.isBlank(i) ? 0 : 1;
        }
        return cells;
    }

    private static String first(Row row) {
        return row.texts().stream().filter(text -> !text.isBlank()).findFirst().orElse("");
    }

    /** What people see in the row, cell after cell. */
    static String text(Row row) {
        return row.texts().stream()
                .map(Notation::tidy)
                .filter(text -> !text.isEmpty())
                .distinct()
                .collect(Collectors.joining(" "));
    }
}
