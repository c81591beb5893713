package io.shuangsuiji.web.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.amendment.document.Citations;
import io.shuangsuiji.amendment.document.Citations.CitingScenario;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.policy.document.CitingFinding;
import io.shuangsuiji.policy.document.Clauses;
import io.shuangsuiji.policy.document.Clauses.State;
import io.shuangsuiji.policy.document.Marks.Mark;
import io.shuangsuiji.policy.document.Quotation;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A document beside the tables, as callers and pages see it.
 *
 * @param edition the edition, or the draft's id
 * @param counts how many sentences are in each state
 * @param sentences in order, those asked for
 * @param misquotes the rows whose words do not stand in the document
 * @param unreadScenarios the scenario workbooks that could not be read
 */
public record ClausesView(
        String edition,
        Map<State, Long> counts,
        List<SentenceView> sentences,
        List<MisquoteView> misquotes,
        List<String> unreadScenarios) {

    /**
     * A sentence.
     *
     * @param number from 1, headings counted
     * @param clause where it stands; empty before the first numbered heading
     * @param sentence by what marks know it
     * @param text on one line
     * @param state what has become of it
     * @param rows those that quote it
     * @param scenarios those that show one of these rows
     * @param findings those of plans that rest on one of these rules, or on exactly this clause
     * @param markedBy who marked it as organisational
     * @param markedAt when
     * @param pieces the text, what rows quote told apart
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SentenceView(
            int number,
            String clause,
            String sentence,
            String text,
            State state,
            List<QuotingRow> rows,
            List<CitingScenario> scenarios,
            List<CitingFinding> findings,
            String markedBy,
            Instant markedAt,
            @JsonIgnore List<Clauses.Piece> pieces) {
        /** The rows, those of one table and name once. */
        @JsonIgnore
        public Collection<RowGroup> groups() {
            var groups = new LinkedHashMap<String, RowGroup>();
            rows.forEach(row -> groups.merge(
                    row.file() + row.table() + row.name(),
                    new RowGroup(row, 1),
                    (one, other) -> new RowGroup(one.first(), one.count() + 1)));
            return groups.values();
        }

        /** True for a title or heading that nothing quotes. */
        @JsonIgnore
        public boolean isHeading() {
            return state == State.HEADING;
        }

        /** The day of the mark, where the bureaus are. */
        @JsonIgnore
        public String day() {
            return markedAt == null
                    ? ""
                    : markedAt.atZone(ZoneId.of("Asia/Shanghai")).toLocalDate().toString();
        }

        @JsonIgnore
        public boolean isOpen() {
            return state == State.OPEN;
        }

        @JsonIgnore
        public boolean isMarked() {
            return state == State.ORGANISATIONAL;
        }
    }

    /**
     * A row that quotes the document.
     *
     * @param file of its table
     * @param table the table's address
     * @param label the table's Chinese name
     * @param row the row's address
     * @param cell the address of the cell that quotes
     * @param name what people call the row
     * @param quote what it quotes
     */
    public record QuotingRow(
            String file, String table, String label, String row, String cell, String name, String quote) {
        static QuotingRow of(Quotation quotation) {
            return new QuotingRow(
                    quotation.table().file(),
                    quotation.table().address(),
                    quotation.table().label(),
                    quotation.row().address(),
                    quotation.cell(),
                    quotation.table().hasRows() ? quotation.row().name() : "",
                    quotation.quote().text());
        }
    }

    /** Rows of one table that bear one name. */
    record RowGroup(QuotingRow first, int count) {
        public String label() {
            return (first.label() + " " + first.name()).strip() + (count == 1 ? "" : "（" + count + " 行）");
        }
    }

    /** A row whose words do not stand in the document, and which. */
    public record MisquoteView(QuotingRow row, String words) {}

    /**
     * The view.
     *
     * @param state of the sentences that are asked for; null for all
     */
    static ClausesView of(String edition, Clauses clauses, EditionModel tables, Citations citations, State state) {
        var findings = CitingFinding.of(tables);
        var all = clauses.lines().stream()
                .flatMap(line -> line.rows().stream())
                .flatMap(row -> row.rules().stream())
                .collect(Collectors.toSet());
        return new ClausesView(
                edition,
                clauses.counts(),
                clauses.lines().stream()
                        .filter(line -> state == null || line.state() == state)
                        .map(line -> sentence(line, findings, all, citations))
                        .toList(),
                clauses.misquotes().stream()
                        .map(misquote -> new MisquoteView(QuotingRow.of(misquote.quotation()), misquote.inWords()))
                        .toList(),
                citations.unread());
    }

    private static SentenceView sentence(
            Clauses.Line line, List<CitingFinding> findings, Set<String> all, Citations citations) {
        var sentence = line.sentence();
        var rules = line.rows().stream()
                .flatMap(row -> row.rules().stream())
                .distinct()
                .toList();
        Mark mark = line.state() == State.ORGANISATIONAL ? line.mark() : null;
        return new SentenceView(
                sentence.number(),
                sentence.clause(),
                sentence.digest(),
                sentence.text(),
                line.state(),
                line.rows().stream().map(QuotingRow::of).toList(),
                citations.of(rules),
                // a clause alone is too coarse for sentences that no row quotes
                line.rows().isEmpty()
                        ? List.of()
                        : findings.stream()
                                .filter(finding -> finding.cites(rules, all, sentence.clause()))
                                .toList(),
                mark == null ? null : mark.by(),
                mark == null ? null : mark.at(),
                line.pieces());
    }

    /** How many sentences there are, headings left out. */
    @JsonIgnore
    public long all() {
        return counts.entrySet().stream()
                .filter(count -> count.getKey() != State.HEADING)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** How many are in the state of that name. */
    public long count(String state) {
        return counts.getOrDefault(State.valueOf(state), 0L);
    }
}
