package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.EditionDiff.Change;
import io.shuangsuiji.amendment.diff.EditionDiff.TableChange;
import java.util.List;

/**
 * A difference as callers see it.
 *
 * @param tables the tables that differ
 * @param words all changes as sentences
 */
public record DiffView(List<Table> tables, List<String> words) {
    /**
     * A table that differs, and how.
     *
     * @param file the file that the addresses are of; null for what lies outside the tables
     */
    public record Table(
            @JsonInclude(JsonInclude.Include.NON_NULL) String file, String model, String label, List<Change> changes) {
        private static Table of(TableChange table) {
            var known = table.after() == null ? table.before() : table.after();
            return new Table(known == null ? null : known.file(), table.model(), table.label(), table.changes());
        }
    }

    public static DiffView of(EditionDiff diff) {
        return new DiffView(diff.tables().stream().map(Table::of).toList(), diff.words());
    }
}
