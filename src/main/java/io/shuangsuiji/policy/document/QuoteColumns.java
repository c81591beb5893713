package io.shuangsuiji.policy.document;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Under which headers the tables of an edition say of a row its id, its clause and the words that it quotes: what table
 * 用语 ({@code findings.dmn}) has under {@value #RULE}, {@value #CLAUSE} and {@value #QUOTE}.
 *
 * @param rule the header of ids; null where the edition names none
 * @param clause that of clauses
 * @param quote that of quotes; an edition without one quotes nothing
 */
public record QuoteColumns(String rule, String clause, String quote) {
    /** The keys of table 用语. */
    public static final String RULE = "ruleColumn";

    public static final String CLAUSE = "clauseColumn";
    public static final String QUOTE = "quoteColumn";

    /** All of them; an edition may go without. */
    public static final List<String> KEYS = List.of(RULE, CLAUSE, QUOTE);

    static final String MODEL = "findings";
    private static final String WORDS = "words";

    /** What an edition's tables say. */
    public static QuoteColumns of(EditionModel tables) {
        var words = new HashMap<String, String>();
        tables.tables().stream()
                .filter(table -> table.model().equals(MODEL) && table.name().equals(WORDS))
                .forEach(table -> table.rows()
                        .forEach(row -> words.put(
                                cell(table, row, "key").orElse(""),
                                cell(table, row, "text").orElse(null))));
        return of(words);
    }

    /** What the words of an edition say, by key. */
    public static QuoteColumns of(Map<String, String> words) {
        return new QuoteColumns(words.get(RULE), words.get(CLAUSE), words.get(QUOTE));
    }

    static Optional<String> cell(Table table, Row row, String key) {
        for (int i = 0; i < table.columns().size(); i++) {
            if (key.equals(table.columns().get(i).expression())) {
                return text(row.cells().get(i));
            }
        }
        return Optional.empty();
    }

    /** The cell of a row under a header. */
    static Optional<Table.Cell> under(Table table, Row row, String header) {
        for (int i = 0; i < table.columns().size(); i++) {
            var column = table.columns().get(i);
            if (column.kind() != Table.ColumnKind.INPUT
                    && column.label().equals(header)
                    && text(row.cells().get(i)).isPresent()) {
                return Optional.of(row.cells().get(i));
            }
        }
        return Optional.empty();
    }

    static Optional<String> text(Table.Cell cell) {
        return Optional.of(cell.text().strip()).filter(text -> !text.isEmpty() && !text.equals(CellText.NULL));
    }
}
