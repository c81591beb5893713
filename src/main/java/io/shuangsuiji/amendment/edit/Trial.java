package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.edit.StructureEdit.Rename;
import io.shuangsuiji.amendment.structure.Renaming;
import io.shuangsuiji.amendment.structure.Renaming.Left;
import io.shuangsuiji.amendment.structure.StructureRefused;
import io.shuangsuiji.model.EditionModel;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What edits would come to.
 *
 * @param after the tables after them
 * @param scenarios the scenario workbooks after them: a renaming goes on into these
 * @param left what says an old name and was left as it is
 */
public record Trial(EditionModel after, SortedMap<String, byte[]> scenarios, List<Left> left) {
    /** True where edits reach beyond the tables. */
    public static boolean reachesScenarios(List<? extends Edit> edits) {
        return edits.stream().anyMatch(Rename.class::isInstance);
    }

    /**
     * Tries edits, all of them or none.
     *
     * @param files the edition's files, tables and others
     */
    public static Trial of(
            EditionModel before,
            SortedMap<String, byte[]> files,
            SortedMap<String, byte[]> scenarios,
            List<? extends Edit> edits)
            throws EditRefused {
        var changed = new TreeMap<>(scenarios);
        var left = new ArrayList<Left>();
        var now = before;
        int done = 0;
        for (int i = 0; i < edits.size(); i++) {
            if (edits.get(i) instanceof Rename rename) {
                now = applied(now, edits, done, i);
                try {
                    var outcome = rename.renamed(now);
                    now = outcome.tables();
                    left.addAll(outcome.left());
                    if (outcome.scenarios().isPresent()) {
                        var scenario = outcome.scenarios().get();
                        left.addAll(Renaming.inRules(files, scenario.from()));
                        for (var workbook : changed.entrySet()) {
                            var written = scenario.in(workbook.getKey(), workbook.getValue());
                            left.addAll(written.left());
                            workbook.setValue(written.file());
                        }
                    }
                } catch (StructureRefused refused) {
                    throw new EditRefused(refused.where(), refused.getMessage()).at(i);
                }
                done = i + 1;
            }
        }
        return new Trial(applied(now, edits, done, edits.size()), changed, List.copyOf(left));
    }

    private static EditionModel applied(EditionModel tables, List<? extends Edit> edits, int from, int to)
            throws EditRefused {
        try {
            return from == to ? tables : DmnEditor.apply(tables, edits.subList(from, to));
        } catch (EditRefused refused) {
            throw refused.after(from);
        }
    }
}
