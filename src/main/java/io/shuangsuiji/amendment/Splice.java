package io.shuangsuiji.amendment;

import java.util.Comparator;
import java.util.List;

/**
 * Characters of a file that others take the place of.
 *
 * @param from the first that goes
 * @param to the one after the last
 * @param text what comes in their place
 */
record Splice(int from, int to, String text) {
    /** The text after splices that do not overlap; of two at the same place the first comes first. */
    static String apply(String text, List<Splice> splices) {
        var out = new StringBuilder(text.length() + 64);
        int at = 0;
        for (var splice :
                splices.stream().sorted(Comparator.comparingInt(Splice::from)).toList()) {
            out.append(text, at, splice.from()).append(splice.text());
            at = splice.to();
        }
        return out.append(text, at, text.length()).toString();
    }
}
