package io.shuangsuiji.decision;

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
        var plain = plain(word);
        return known.stream()
                .filter(candidate -> near(plain, plain(candidate)))
                .min(Comparator.comparingInt(candidate -> DISTANCE.apply(plain, plain(candidate))));
    }

    private static boolean near(String a, String b) {
        int allowed = Math.max(a.length(), b.length()) / 4;
        return Math.abs(a.length() - b.length()) <= allowed && DISTANCE.apply(a, b) <= allowed;
    }

    private static String plain(String word) {
        return word.replaceAll("[_\\s-]", "").toLowerCase(Locale.ROOT);
    }
}
