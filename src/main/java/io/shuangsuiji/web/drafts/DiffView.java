package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.EditionDiff.Change;
import java.util.List;

/**
 * A difference as callers see it.
 *
 * @param tables the tables that differ
 * @param words all changes as sentences
 */
public record DiffView(List<Table> tables, List<String> words) {
    /** A table that differs, and how. */
    public record Table(String model, String label, List<Change> changes) {}

    public static DiffView of(EditionDiff diff) {
        return new DiffView(
                diff.tables().stream()
                        .map(table -> new Table(table.model(), table.label(), table.changes()))
                        .toList(),
                diff.words());
    }
}
