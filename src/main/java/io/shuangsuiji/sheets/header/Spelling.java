package io.shuangsuiji.sheets.header;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Tells which known word a misspelt one was probably meant to be. */
public final class Spelling {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

    /** Words that resemble each other by less are not looked at more closely. */
    private static final double UNLIKE = 0.5;

    private Spelling() {}

    /** The known word that the given one nearly spells: at most one letter in four differs, case and {@code _ -} aside. */
    public static Optional<String> nearest(String word, Collection<String> known) {
        return known.stream()
                .filter(candidate -> near(word, candidate))
                .min(Comparator.comparingInt(candidate -> DISTANCE.apply(plain(word), plain(candidate))));
    }

    /**
     * How much two words resemble each other, from 0 to 1: by the share of the longer that does not differ; more where one
     * has the whole of the other, if that is no short word that stands in many.
     */
    static double resemblance(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        int shorter = Math.min(a.length(), b.length());
        // what one has more than the other differs in any case
        double most = (double) shorter / longer;
        if (shorter > 3 && (a.contains(b) || b.contains(a))) {
            return (2 + most) / 3;
        }
        return most < UNLIKE ? most : 1 - (double) DISTANCE.apply(a, b) / longer;
    }

    /** True where at most one letter in four differs. */
    private static boolean near(String word, String other) {
        return nearPlain(plain(word), plain(other));
    }

    /** The same of words that are {@linkplain #plain plain}. */
    static boolean nearPlain(String a, String b) {
        int allowed = Math.max(a.length(), b.length()) / 4;
        return Math.abs(a.length() - b.length()) <= allowed && DISTANCE.apply(a, b) <= allowed;
    }

    /** A word without what does not count in spelling. */
    static String plain(String word) {
        return word.replaceAll("[_\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
