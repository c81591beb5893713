package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.FileDifferences;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.EditionName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * Which edition a draft would take the place of, what it would be called, and what it changes of the other. That is mostly
 * the edition that it began from, but for a return to an earlier one and a plan of its own.
 */
public final class Succession {
    private final Amendments amendments;
    private final Path editions;
    private final Path scenarios;
    private final Predicate<EditionName> serves;

    Succession(Amendments amendments, Path editions, Path scenarios, Predicate<EditionName> serves) {
        this.amendments = amendments;
        this.editions = editions;
        this.scenarios = scenarios;
        this.serves = serves;
    }

    /** The edition that would be in force on the draft's first day without it; empty where none would, or no day is set. */
    public Optional<EditionName> replaced(Draft draft) throws IOException {
        var day = draft.header().effectiveOn();
        return day == null
                ? Optional.empty()
                : Optional.ofNullable(serving().floor(new EditionName(day, Integer.MAX_VALUE)));
    }

    /** The edition that follows on the draft's, already published for a later day. */
    public Optional<EditionName> next(Draft draft) throws IOException {
        var day = draft.header().effectiveOn();
        return day == null
                ? Optional.empty()
                : Optional.ofNullable(serving().higher(new EditionName(day, Integer.MAX_VALUE)));
    }

    /** What an edition of that day will be called: by the next revision that no folder has. */
    public EditionName name(LocalDate day) {
        int revision = 0;
        while (Files.exists(editions.resolve(new EditionName(day, revision).toString()))) {
            revision++;
        }
        return new EditionName(day, revision);
    }

    /** The edition with which the draft is compared: that which it replaces, else that which it began from. */
    public EditionName compared(Draft draft) throws IOException {
        var base = EditionName.parse(draft.base()).orElseThrow();
        return replaced(draft).orElse(base);
    }

    /** All that differs between the edition that it replaces and the draft. */
    public EditionDiff difference(Draft draft) throws IOException, AmendmentRefused {
        try {
            return EditionDiff.between(before(draft), amendments.content(draft));
        } catch (MalformedXml neverTaken) {
            throw new IOException(neverTaken.getMessage());
        }
    }

    /** True where it says anything else than the edition that it replaces; a document number that is not given is nothing. */
    public boolean changes(Draft draft) throws IOException, AmendmentRefused {
        return difference(draft).tables().stream()
                .flatMap(table -> table.changes().stream())
                .anyMatch(change -> !EditionYaml.FILE.equals(change.at())
                        || !FileDifferences.NUMBER.equals(change.column())
                        || change.after() != null);
    }

    private SortedMap<String, byte[]> before(Draft draft) throws IOException, AmendmentRefused {
        var name = compared(draft);
        if (name.toString().equals(draft.base()) && !draft.isOwnPlan()) {
            // as it was then: what went by shared rules may go by others now, and that is no change of the draft
            return amendments.begun(draft);
        }
        var folder = EditionFolder.proved(editions.resolve(name.toString()), scenarios);
        var files = new TreeMap<>(amendments.withRules(folder.files()));
        folder.scenarios().forEach((workbook, bytes) -> files.put(EditionFolder.SCENARIOS + "/" + workbook, bytes));
        return files;
    }

    private NavigableSet<EditionName> serving() throws IOException {
        var names = new TreeSet<EditionName>();
        try (var folders = Files.list(editions)) {
            folders.filter(Files::isDirectory)
                    .flatMap(folder -> EditionName.parse(folder.getFileName().toString()).stream())
                    .filter(serves)
                    .forEach(names::add);
        }
        return names;
    }
}
