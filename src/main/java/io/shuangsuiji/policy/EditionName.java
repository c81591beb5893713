package io.shuangsuiji.policy;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The name of an edition's folder: the day it takes effect, and the revision of that day's edition.
 *
 * @param effectiveOn the first day on which the edition is in force
 * @param revision 0 for the first edition of that day ({@code 2024-01-01}), n for a correction ({@code 2024-01-01.n})
 */
public record EditionName(LocalDate effectiveOn, int revision) implements Comparable<EditionName> {
    private static final Pattern FORM = Pattern.compile("(\\d{4}-\\d{2}-\\d{2})(?:\\.([1-9]\\d{0,5}))?");

    /** The name that a folder bears, or empty where it is not the name of an edition. */
    public static Optional<EditionName> parse(String folder) {
        var form = FORM.matcher(folder);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(new EditionName(
                    LocalDate.parse(form.group(1)), form.group(2) == null ? 0 : Integer.parseInt(form.group(2))));
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    @Override
    public int compareTo(EditionName other) {
        int byDate = effectiveOn.compareTo(other.effectiveOn);
        return byDate != 0 ? byDate : Integer.compare(revision, other.revision);
    }

    @Override
    public String toString() {
        return revision == 0 ? effectiveOn.toString() : effectiveOn + "." + revision;
    }
}
