package io.shuangsuiji.policy.document;

import io.shuangsuiji.policy.Digests;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * A sentence of a document, or one of its headings.
 *
 * @param number from 1, headings counted
 * @param clause where it stands, as rows name it ({@code 四(二)1 一是}); empty before the first numbered heading
 * @param heading true for a title or a heading, which asks nothing of anybody
 * @param raw its text as the document has it, with the white space up to the next one
 */
public record Sentence(int number, String clause, boolean heading, String raw) {
    private static final Pattern BROKEN = Pattern.compile("(?<=[^\\p{ASCII}])\\s*\\R\\s*|\\s*\\R\\s*(?=[^\\p{ASCII}])");
    private static final int DIGITS = 16;

    /** The sentence on one line, for people; a line broken between Chinese characters leaves no space. */
    public String text() {
        return BROKEN.matcher(raw.strip()).replaceAll("").replaceAll("\\s+", " ");
    }

    /** What is compared: all but white space. */
    public String plain() {
        return plain(raw);
    }

    /** By what a mark knows it: the same words, however they are set, have the same. */
    public String digest() {
        return Digests.of(plain().getBytes(StandardCharsets.UTF_8)).substring(0, DIGITS);
    }

    /** True where it stands in a clause, or in one within that; brackets and spaces may be written either way. */
    public boolean isIn(String wanted) {
        var within = plainClause(wanted);
        return !within.isEmpty() && plainClause(clause).startsWith(within);
    }

    static String plain(String text) {
        // the ideographic and the unbreakable space are no white space to a pattern
        return text.replaceAll("[\\s\\u00a0\\u3000\\ufeff\\u200b]+", "");
    }

    private static String plainClause(String clause) {
        return plain(clause).replace('（', '(').replace('）', ')');
    }
}
