package io.shuangsuiji.policy.document;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.model.EditionModel;
import java.util.Collection;
import java.util.List;

/**
 * A finding of plans that rests on a rule or a clause of the document: a row of table 提示 ({@code findings.dmn}).
 *
 * @param code what it is known by
 * @param text in what words it is told
 * @param rule the id of the rule, or null
 * @param clause the clause, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record CitingFinding(String code, String text, String rule, String clause) {
    /** Those of an edition. */
    public static List<CitingFinding> of(EditionModel tables) {
        return tables.tables().stream()
                .filter(table ->
                        table.model().equals(QuoteColumns.MODEL) && table.name().equals("findings"))
                .flatMap(table -> table.rows().stream()
                        .map(row -> new CitingFinding(
                                QuoteColumns.cell(table, row, "code").orElse(row.name()),
                                QuoteColumns.cell(table, row, "text").orElse(""),
                                QuoteColumns.cell(table, row, "rule").orElse(null),
                                QuoteColumns.cell(table, row, "clause").orElse(null))))
                .toList();
    }

    /**
     * True where it rests on a sentence: on one of the rules that quote it; where no row of the edition has its rule, on
     * exactly its clause.
     *
     * @param rules the ids of the rows that quote the sentence
     * @param all those of all rows that quote
     */
    public boolean cites(Collection<String> rules, Collection<String> all, String sentenceClause) {
        return rule != null && all.contains(rule)
                ? rules.contains(rule)
                : clause != null && !sentenceClause.isEmpty() && clause.equals(sentenceClause);
    }
}
