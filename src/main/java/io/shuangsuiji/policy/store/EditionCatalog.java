package io.shuangsuiji.policy.store;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;

/**
 * All that is known of the editions at one moment. Immutable: whoever holds one sees no later change.
 *
 * @param folders the folders found, in order of their names
 */
public record EditionCatalog(List<Folder> folders) {
    static final EditionCatalog EMPTY = new EditionCatalog(List.of());

    /**
     * A folder and what became of it.
     *
     * @param folder its name
     * @param edition what serves under that name, or null
     * @param info what it says of itself: that which serves, or that which was withdrawn; null where neither is known
     * @param accepted false where the files as they are now were refused; an edition may go on serving all the same
     * @param digest of the files as they are now, the rules included
     * @param firstServedDigest of those as they were first served since the start, or null where never
     * @param checkedAt when the files were last checked
     * @param messages what that check found
     * @param withdrawal who withdrew it before it took effect, and why; else null
     */
    public record Folder(
            String folder,
            Edition edition,
            EditionInfo info,
            boolean accepted,
            String digest,
            String firstServedDigest,
            Instant checkedAt,
            List<Message> messages,
            Withdrawal withdrawal) {

        /**
         * True where what is there is not what was first served since the start: somebody edited the folder, or the shared
         * rules of an edition that has none of its own.
         */
        public boolean differsFromFirstServed() {
            return firstServedDigest != null && !firstServedDigest.equals(digest);
        }
    }

    /** The edition in force on that day: the greatest date not after it, of that the greatest revision. */
    public Optional<Edition> inForceOn(LocalDate day) {
        return Optional.ofNullable(serving().floorEntry(new EditionName(day, Integer.MAX_VALUE)))
                .map(Map.Entry::getValue);
    }

    /** The edition of exactly that name. */
    public Optional<Edition> named(String name) {
        return EditionName.parse(name).map(serving()::get);
    }

    /** The folder of exactly that name. */
    public Optional<Folder> folder(String name) {
        return folders.stream().filter(folder -> folder.folder().equals(name)).findFirst();
    }

    /**
     * When a serving edition is in force.
     *
     * @param from its first day
     * @param to its last day, or null while no later edition is known
     */
    public record Period(LocalDate from, LocalDate to) {}

    /** When that edition is in force; empty where a later revision of the same day takes its whole place. */
    public Optional<Period> period(Edition edition) {
        var name = edition.name();
        var next = serving().higherKey(name);
        if (next == null) {
            return Optional.of(new Period(name.effectiveOn(), null));
        }
        return next.effectiveOn().equals(name.effectiveOn())
                ? Optional.empty()
                : Optional.of(new Period(name.effectiveOn(), next.effectiveOn().minusDays(1)));
    }

    /** The editions that serve, by name. */
    public NavigableMap<EditionName, Edition> serving() {
        var serving = new TreeMap<EditionName, Edition>();
        folders.stream()
                .filter(folder -> folder.edition() != null)
                .forEach(folder -> serving.put(folder.edition().name(), folder.edition()));
        return serving;
    }
}
