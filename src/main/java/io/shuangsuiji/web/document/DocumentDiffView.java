package io.shuangsuiji.web.document;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.amendment.document.DocumentDiff;
import io.shuangsuiji.amendment.document.DocumentDiff.Pair;
import io.shuangsuiji.amendment.document.DocumentDiff.What;
import io.shuangsuiji.amendment.document.TextDiff;
import io.shuangsuiji.amendment.document.Todo;
import io.shuangsuiji.web.document.ClausesView.QuotingRow;
import java.util.List;
import java.util.Map;

/**
 * What another text of a document changes, as callers and pages see it.
 *
 * @param counts how many sentences were changed, are new, vanished, or stayed
 * @param sentences all but those that stayed in their clause, in the order of the new text
 * @param rows those that quote what was changed, renumbered or left out
 */
public record DocumentDiffView(Map<What, Long> counts, List<SentencePair> sentences, List<RowToLookAt> rows) {
    /**
     * A sentence of one text and what it is in the other.
     *
     * @param what became of it
     * @param clauseBefore where it stood
     * @param clause where it stands
     * @param before null for a new one
     * @param after null for one that vanished
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record SentencePair(
            What what,
            String clauseBefore,
            String clause,
            String before,
            String after,
            @JsonIgnore List<TextDiff.Run> runs) {
        static SentencePair of(Pair pair) {
            return new SentencePair(
                    pair.what(),
                    pair.before() == null ? null : pair.before().clause(),
                    pair.after() == null ? null : pair.after().clause(),
                    pair.before() == null ? null : pair.before().text(),
                    pair.after() == null ? null : pair.after().text(),
                    pair.runs());
        }

        /** What became of it, in Chinese. */
        @JsonIgnore
        public String label() {
            return what == What.UNCHANGED ? "改了编号" : what.label();
        }

        /** Where it stands, or stood. */
        @JsonIgnore
        public String at() {
            return clause == null
                    ? clauseBefore
                    : clauseBefore == null || clauseBefore.equals(clause) ? clause : clauseBefore + " → " + clause;
        }
    }

    /**
     * A row that quotes what was changed.
     *
     * @param row the row
     * @param sentences what became of the sentences that it quotes
     * @param state what has become of the row in the draft
     * @param stands true where what it quotes stands in the new text
     * @param confirmedBy who confirmed that it needs no change
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record RowToLookAt(
            QuotingRow row, List<SentencePair> sentences, Todo.State state, boolean stands, String confirmedBy) {
        static RowToLookAt of(Todo.Item item) {
            return new RowToLookAt(
                    QuotingRow.of(item.quotation()),
                    item.reasons().stream().map(SentencePair::of).toList(),
                    item.state(),
                    item.stands(),
                    item.confirmed() == null ? null : item.confirmed().by());
        }
    }

    /** The view. */
    static DocumentDiffView of(DocumentDiff diff, Todo rows) {
        return new DocumentDiffView(
                diff.counts(),
                diff.pairs().stream()
                        .filter(pair -> pair.what() != What.UNCHANGED || pair.renumbered())
                        .map(SentencePair::of)
                        .toList(),
                rows.items().stream().map(RowToLookAt::of).toList());
    }

    /** How many sentences the thing of that name became of. */
    public long count(String what) {
        return counts.getOrDefault(What.valueOf(what), 0L);
    }

    /** How many rows wait to be changed or confirmed. */
    @JsonIgnore
    public long open() {
        return rows.stream().filter(row -> row.state() == Todo.State.OPEN).count();
    }
}
