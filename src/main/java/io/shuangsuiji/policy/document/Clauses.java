package io.shuangsuiji.policy.document;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.policy.document.Marks.Mark;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A document beside the tables that put it into rules (条款对照): what has become of each sentence, and the rows whose
 * quotes do not stand in it.
 *
 * @param lines the sentences in order
 * @param misquotes the rows whose words do not stand in the document, in this order
 */
public record Clauses(List<Line> lines, List<Misquote> misquotes) {
    /** What has become of a sentence. */
    public enum State {
        /** A title or heading. */
        HEADING("标题"),
        /** Some row quotes it. */
        ENCODED("已落入规则"),
        /** Somebody has found that it asks nothing of the tables. */
        ORGANISATIONAL("组织性条款"),
        /** Neither. */
        OPEN("尚未落入规则");

        private final String label;

        State(String label) {
            this.label = label;
        }

        /** In Chinese. */
        public String label() {
            return label;
        }
    }

    /**
     * A sentence.
     *
     * @param sentence the sentence
     * @param state what has become of it
     * @param rows those that quote it, wholly or in part
     * @param mark who marked it, or null; a sentence that is quoted as well is encoded all the same
     * @param pieces the sentence, what rows quote told apart from what none does
     */
    public record Line(Sentence sentence, State state, List<Quotation> rows, Mark mark, List<Piece> pieces) {}

    /** A piece of a sentence, and whether some row quotes it. */
    public record Piece(String text, boolean quoted) {}

    /**
     * A row whose words do not stand in the document.
     *
     * @param quotation the row
     * @param words the first of its words that do not; null where each does, but not in this order
     */
    public record Misquote(Quotation quotation, String words) {
        /** In one sentence. */
        public String inWords() {
            return words == null
                    ? "引文各段都在方案原文里，但先后不同：「" + quotation.quote().text() + "」"
                    : "引文不在方案原文里：「" + words + "」。省略处用 …… 隔开，不是原文的话写在【】里";
        }

        /** The same for whoever reads no Chinese. */
        public String inEnglish() {
            return "the row quotes words that do not stand in " + DocumentText.FILE;
        }
    }

    /** Holds a document against tables and marks. */
    public static Clauses of(DocumentText document, EditionModel tables, Marks marks) {
        var rows = new IdentityHashMap<Sentence, List<Quotation>>();
        var misquotes = new ArrayList<Misquote>();
        var quoted = new BitSet();
        for (var quotation : Quotation.of(tables)) {
            var found = quotation.in(document);
            quotation.quote().ranges(document, quotation.clause()).stream()
                    .flatMap(List::stream)
                    .forEach(range -> quoted.set(range.from(), range.to()));
            if (found.isEmpty()) {
                misquotes.add(new Misquote(
                        quotation, quotation.quote().missing(document).orElse(null)));
            }
            found.ifPresent(sentences -> sentences.forEach(sentence ->
                    rows.computeIfAbsent(sentence, none -> new ArrayList<>()).add(quotation)));
        }
        return new Clauses(
                document.sentences().stream()
                        .map(sentence -> line(
                                sentence,
                                rows.getOrDefault(sentence, List.of()),
                                marks,
                                pieces(sentence, quoted, document.start(sentence.number() - 1))))
                        .toList(),
                List.copyOf(misquotes));
    }

    private static Line line(Sentence sentence, List<Quotation> rows, Marks marks, List<Piece> pieces) {
        var mark = marks.of(sentence).orElse(null);
        var state = !rows.isEmpty()
                ? State.ENCODED
                : sentence.heading() ? State.HEADING : mark != null ? State.ORGANISATIONAL : State.OPEN;
        return new Line(sentence, state, List.copyOf(rows), mark, pieces);
    }

    /** The text for people, in which white space counts for nothing, told apart by what is quoted of the plain text. */
    private static List<Piece> pieces(Sentence sentence, BitSet quoted, int start) {
        var pieces = new ArrayList<Piece>();
        var piece = new StringBuilder();
        boolean isQuoted = quoted.get(start);
        int at = start;
        for (char c : sentence.text().toCharArray()) {
            boolean counts = !Sentence.plain(String.valueOf(c)).isEmpty();
            if (counts && quoted.get(at) != isQuoted) {
                pieces.add(new Piece(piece.toString(), isQuoted));
                piece.setLength(0);
                isQuoted = !isQuoted;
            }
            piece.append(c);
            at += counts ? 1 : 0;
        }
        pieces.add(new Piece(piece.toString(), isQuoted));
        return List.copyOf(pieces);
    }

    /** How many sentences are in each state. */
    public Map<State, Long> counts() {
        var counts = new EnumMap<State, Long>(State.class);
        for (var state : State.values()) {
            counts.put(
                    state, lines.stream().filter(line -> line.state() == state).count());
        }
        return counts;
    }

    /** The sentence of that number, from 1. */
    public Optional<Line> line(int number) {
        return number < 1 || number > lines.size() ? Optional.empty() : Optional.of(lines.get(number - 1));
    }
}
