package io.shuangsuiji.policy.document;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Row;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * A row of a table that quotes the document.
 *
 * @param table the table
 * @param row the row
 * @param cell the address of the cell that quotes
 * @param rule the row's id; its name where it has none
 * @param clause the clause that it names, or null
 * @param quote what it quotes
 */
public record Quotation(Table table, Row row, String cell, String rule, String clause, Quote quote) {
    /** The rows of an edition that quote, in the order of the tables. */
    public static List<Quotation> of(EditionModel tables) {
        var columns = QuoteColumns.of(tables);
        return columns.quote() == null
                ? List.of()
                : tables.tables().stream()
                        .flatMap(table -> table.rows().stream()
                                .flatMap(row -> (table.hasRows()
                                                ? of(table, row, columns)
                                                : of(table, row, columns.quote()))
                                        .stream()))
                        .toList();
    }

    /** What a row quotes; empty where it has only remarks, or nothing. */
    public static Optional<Quotation> of(Table table, Row row, QuoteColumns columns) {
        return QuoteColumns.under(table, row, columns.quote())
                .map(cell -> new Quotation(
                        table,
                        row,
                        cell.address(),
                        text(table, row, columns.rule()).orElse(row.name()),
                        text(table, row, columns.clause()).orElse(null),
                        Quote.of(cell.text())))
                .filter(quotation -> quotation.quote().quotes());
    }

    /** What a line of a context quotes for the whole of it: the line that is called as quotes are. */
    private static Optional<Quotation> of(Table table, Row row, String header) {
        return Optional.of(row)
                .filter(line ->
                        table.kind() == Table.Kind.CONTEXT && line.name().equals(header))
                .map(line -> line.cells().get(line.cells().size() - 1))
                .map(cell -> new Quotation(table, row, cell.address(), table.label(), null, Quote.of(cell.text())))
                .filter(quotation -> quotation.quote().quotes());
    }

    /** The ids in the cell of the row's id, which may hold several. */
    public List<String> rules() {
        return Arrays.stream(rule.split("[\\s、，,/]+"))
                .filter(id -> !id.isEmpty())
                .toList();
    }

    /** The sentences that it stands in; empty where it does not stand in the document. */
    public Optional<List<Sentence>> in(DocumentText document) {
        return quote.in(document, clause);
    }

    private static Optional<String> text(Table table, Row row, String header) {
        return header == null
                ? Optional.empty()
                : QuoteColumns.under(table, row, header).map(Cell::text);
    }
}
