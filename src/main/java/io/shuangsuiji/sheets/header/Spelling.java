package io.shuangsuiji.sheets.header;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Tells which known word a misspelt one was probably meant to be. */
public final class Spelling {
    private static final LevenshteinDistance DISTANCE = LevenshteinDistance.getDefaultInstance();

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
        double same = 1 - (double) DISTANCE.apply(a, b) / longer;
        return shorter > 3 && (a.contains(b) || b.contains(a)) ? (2 + same) / 3 : same;
    }

    /** True where at most one letter in four differs. */
    static boolean near(String word, String other) {
        var a = plain(word);
        var b = plain(other);
        int allowed = Math.max(a.length(), b.length()) / 4;
        return Math.abs(a.length() - b.length()) <= allowed && DISTANCE.apply(a, b) <= allowed;
    }

    private static String plain(String word) {
        return word.replaceAll("[_\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
