package io.shuangsuiji.policy.document;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The words of a document as a row quotes them. White space and line breaks do not count; an ellipsis stands for words
 * left out, so that what is on both sides of it must stand in this order; what stands in 【 】 is the editor's own remark.
 *
 * @param text as the row has it
 * @param parts the words between ellipses, without white space; none where the row quotes nothing
 */
public record Quote(String text, List<String> parts) {
    private static final Pattern REMARK = Pattern.compile("【[^】]*】");
    private static final Pattern ELLIPSIS = Pattern.compile("…+|\\.{3,}");

    /** Reads the cell of a row. */
    public static Quote of(String text) {
        return new Quote(
                text,
                Arrays.stream(ELLIPSIS.split(REMARK.matcher(text).replaceAll("")))
                        .map(Sentence::plain)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    /** True where the row has words of the document. */
    public boolean quotes() {
        return !parts.isEmpty();
    }

    /** A range of characters of a document, white space not counted. */
    record Range(int from, int to) {}

    /**
     * The sentences that the words stand in; empty where they do not stand in the document, or not in this order.
     *
     * @param clauses where they are looked for first, as rows name them, several separated by 、; may be null
     */
    public Optional<List<Sentence>> in(DocumentText document, String clauses) {
        return ranges(document, clauses)
                .map(ranges -> ranges.stream()
                        .flatMap(range -> document.between(range.from(), range.to()).stream())
                        .distinct()
                        .toList());
    }

    /** Where each part stands; empty where they do not, or not in this order. */
    Optional<List<Range>> ranges(DocumentText document, String clauses) {
        if (!quotes()) {
            return Optional.empty();
        }
        for (var clause : clauses == null ? new String[0] : clauses.split("[、，,；;]")) {
            var sentences = document.sentences();
            int first = 0;
            while (first < sentences.size() && !sentences.get(first).isIn(clause)) {
                first++;
            }
            var found =
                    first == sentences.size() ? Optional.<List<Range>>empty() : from(document, document.start(first));
            if (found.isPresent()) {
                return found;
            }
        }
        return from(document, 0);
    }

    private Optional<List<Range>> from(DocumentText document, int start) {
        var found = new ArrayList<Range>();
        int at = start;
        for (var part : parts) {
            int begins = document.plain().indexOf(part, at);
            if (begins < 0) {
                return Optional.empty();
            }
            at = begins + part.length();
            found.add(new Range(begins, at));
        }
        return Optional.of(found);
    }

    /** The first words that do not stand in the document; empty where each does, if perhaps in another order. */
    public Optional<String> missing(DocumentText document) {
        var plain = document.plain();
        return parts.stream().filter(part -> !plain.contains(part)).findFirst();
    }
}
