package io.shuangsuiji.policy.document;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Splits a text into headings and sentences that, joined, are the text again. A sentence ends with a full stop or a
 * semicolon outside brackets, or with its paragraph; a line that stops in the middle of one, as texts taken from PDF
 * files do, is carried on by the next.
 */
final class SentenceSplitter {
    private static final String ENDS = "。！？；";
    private static final String CLOSING = "”’」』）)》】";
    private static final String OPENING = "“‘「『（(《【";
    private static final Pattern LINE = Pattern.compile("[^\\r\\n]*(?:\\R|$)");
    /** Such as {@code 组长：某某}, which nothing carries on. */
    private static final Pattern LABELLED = Pattern.compile("[^，。；：]{1,8}：[^，。；：]{1,30}");

    private final List<Sentence> sentences = new ArrayList<>();
    private final ClauseNumber number = new ClauseNumber();
    /** White space before the first line, and then the paragraph that is being read. */
    private final StringBuilder paragraph = new StringBuilder();

    private SentenceSplitter() {}

    static List<Sentence> split(String text) {
        var splitter = new SentenceSplitter();
        var lines = LINE.matcher(text);
        while (lines.find() && !lines.group().isEmpty()) {
            splitter.line(lines.group());
        }
        splitter.end();
        return List.copyOf(splitter.sentences);
    }

    private void line(String line) {
        var words = words(line);
        if (words.isEmpty()) {
            paragraph.append(line);
            if (words(paragraph.toString()).isEmpty()) {
                carry(line);
            }
        } else if (isTitle(words)
                || ClauseNumber.isHeading(words)
                || LABELLED.matcher(words).matches()) {
            end();
            paragraph.append(line);
            if (!LABELLED.matcher(words).matches()) {
                number.enter(words);
                keep(true);
            } else {
                end();
            }
        } else {
            if (ClauseNumber.begins(words) || isOver()) {
                end();
            }
            paragraph.append(line);
        }
    }

    private static String words(String text) {
        return text.replaceAll("^[\\s\\u3000\\ufeff]+|[\\s\\u3000]+$", "");
    }

    /** The first line is the title, unless it is a sentence. */
    private boolean isTitle(String words) {
        return sentences.isEmpty()
                && words(paragraph.toString()).isEmpty()
                && (ENDS + "：，").indexOf(words.charAt(words.length() - 1)) < 0;
    }

    /** True where the paragraph has come to its end. */
    private boolean isOver() {
        var words = words(paragraph.toString());
        int last = words.length() - 1;
        while (last > 0 && CLOSING.indexOf(words.charAt(last)) >= 0) {
            last--;
        }
        return last >= 0 && (ENDS + "：").indexOf(words.charAt(last)) >= 0;
    }

    /** Splits the paragraph that was read. */
    private void end() {
        var text = paragraph.toString();
        if (words(text).isEmpty()) {
            carry(text);
            return;
        }
        int from = 0;
        for (int to : ends(text)) {
            sentence(text.substring(from, to));
            from = to;
        }
        sentence(text.substring(from));
        paragraph.setLength(0);
    }

    /** White space alone belongs to the sentence before it; before the first sentence it waits for that. */
    private void carry(String blank) {
        if (!sentences.isEmpty() && !blank.isEmpty()) {
            var last = sentences.remove(sentences.size() - 1);
            sentences.add(new Sentence(last.number(), last.clause(), last.heading(), last.raw() + blank));
            paragraph.setLength(0);
        }
    }

    private void sentence(String raw) {
        if (words(raw).isEmpty()) {
            carry(raw);
        } else {
            number.enter(words(raw));
            add(raw, false);
        }
    }

    private void keep(boolean heading) {
        add(paragraph.toString(), heading);
        paragraph.setLength(0);
    }

    private void add(String raw, boolean heading) {
        sentences.add(new Sentence(sentences.size() + 1, number.reference(), heading, raw));
    }

    /** Where sentences end within a paragraph, its own end left out. */
    private static List<Integer> ends(String text) {
        var ends = new ArrayList<Integer>();
        boolean paired = isPaired(text);
        int depth = 0;
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            if (paired && depth > 0) {
                continue;
            }
            boolean ended = ENDS.indexOf(c) >= 0 || c == '：' && ClauseNumber.beginsItem(words(text.substring(at + 1)));
            if (ended) {
                int next = at + 1;
                while (next < text.length()
                        && (Character.isWhitespace(text.charAt(next)) || ENDS.indexOf(text.charAt(next)) >= 0)) {
                    next++;
                }
                if (next < text.length()) {
                    ends.add(next);
                }
                at = next - 1;
            }
        }
        return ends;
    }

    /** Brackets that are not closed, or numbers such as {@code 1)}, tell nothing of where a sentence ends. */
    private static boolean isPaired(String text) {
        int depth = 0;
        for (char c : text.toCharArray()) {
            depth += OPENING.indexOf(c) >= 0 ? 1 : CLOSING.indexOf(c) >= 0 ? -1 : 0;
            if (depth < 0) {
                return false;
            }
        }
        return depth == 0;
    }
}
