package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.analysis.TableAnalysis;
import io.shuangsuiji.model.analysis.TableAnalysis.What;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The tables that lack an answer since a change: a category, an object type, a condition that no row speaks of. */
public final class Gaps {
    /**
     * An input to which no row of a table applies.
     *
     * @param file the table's file
     * @param table its address
     * @param label its name
     * @param example the input, by column header as staff write it
     * @param words the same in a sentence
     */
    public record Gap(String file, String table, String label, Map<String, String> example, String words) {}

    private Gaps() {}

    /** Those that the later tables have and the earlier ones had not. */
    public static List<Gap> opened(EditionModel before, EditionModel after) {
        var known = new HashSet<String>();
        var tables = new ArrayList<Table>();
        for (var table : after.tables()) {
            var old = before.table(table.file(), table.address());
            if (!old.equals(Optional.of(table))) {
                old.ifPresent(was -> in(before, was).forEach(gap -> known.add(key(gap))));
                tables.add(table);
            }
        }
        return tables.stream()
                .flatMap(table -> in(after, table).stream())
                .filter(gap -> !known.contains(key(gap)))
                .toList();
    }

    private static String key(Gap gap) {
        return gap.file() + "#" + gap.table() + " " + gap.example();
    }

    private static List<Gap> in(EditionModel tables, Table table) {
        return TableAnalysis.of(tables, table).stream()
                .filter(found -> found.what() == What.GAP)
                .map(found -> new Gap(table.file(), table.address(), table.label(), found.example(), found.words()))
                .toList();
    }
}
