package io.shuangsuiji.sheets;

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

    /** True where one word has most of the other in it, or the two differ in no more than a third of their letters. */
    static boolean resembles(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        return Math.min(a.length(), b.length()) > 2 && (a.contains(b) || b.contains(a))
                || longer > 3 && Math.abs(a.length() - b.length()) <= longer / 3 && DISTANCE.apply(a, b) <= longer / 3;
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
