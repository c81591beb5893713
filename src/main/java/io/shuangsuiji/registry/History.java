package io.shuangsuiji.registry;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.header.Columns;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What was drawn earlier in the year (本年已抽取).
 *
 * @param entries in the order of the file
 */
public record History(List<Entry> entries) {
    /** Nothing was. */
    public static final History NONE = new History(List.of());

    /**
     * That an object was drawn.
     *
     * @param id in canonical form
     * @param period when, or null where the file does not say
     * @param inspectors ids of those who inspected it, canonical, sorted; empty where the file does not say
     */
    public record Entry(String id, String period, List<String> inspectors) {}

    private static final String PREFIX = "history.";

    private static final String ID = "id";
    private static final String PERIOD = "period";
    private static final List<String> FACTS = List.of(ID, PERIOD, "inspectors");

    /**
     * Reads a history of one drawn object a row (CSV, XLSX, a JSON array or NDJSON); one without rows says that nothing was
     * drawn yet.
     *
     * @param edition whose table says what the columns may be called: 检查对象编号, 所属时段, 检查人员编号 …
     * @throws io.shuangsuiji.sheets.UnreadableFile with every bad row
     */
    public static History read(Source file, Edition edition) throws IOException {
        var columns = new Columns(FACTS.stream()
                .map(fact -> Roster.named(edition, PREFIX, fact, fact.equals(ID)))
                .toList());
        var entries = new ArrayList<Entry>();
        var places = new HashMap<List<String>, String>();
        new PeopleTable(columns, "抽取历史", "histories").read(file, FileFormat.of(file, null), line -> {
            var entry = new Entry(line.identifier(ID), period(line), line.list("inspectors"));
            if (entry.id().isEmpty()) {
                line.refuse(ID, "缺少检查对象编号", "the object's id is required");
                return;
            }
            var before = places.putIfAbsent(Arrays.asList(entry.id(), entry.period()), line.place);
            if (before != null) {
                var shown = Listed.shortened(entry.id());
                line.refuse(ID, "「" + shown + "」与" + before + "重复", "\"" + shown + "\" is already there: " + before);
            }
            entries.add(entry);
        });
        return new History(List.copyOf(entries));
    }

    private static String period(PeopleTable.Line line) {
        var text = line.text(PERIOD);
        if (text == null) {
            return null;
        }
        var period = Period.parse(Notation.identifier(text));
        if (period.isEmpty()) {
            var shown = Listed.shortened(text);
            line.refuse(
                    PERIOD,
                    "时段应写作 2024Q1、2024M03、2024H1 或 2024，收到「" + shown + "」",
                    "expected a period such as 2024Q1, got \"" + shown + "\"");
        }
        return period.map(Period::toString).orElse(null);
    }

    /** The ids of the objects. */
    public Set<String> ids() {
        var ids = new LinkedHashSet<String>();
        entries.forEach(entry -> ids.add(entry.id()));
        return ids;
    }

    /** What the digest of a history is taken of. */
    public List<Map<String, Object>> rows() {
        return entries.stream()
                .map(entry -> {
                    var row = new LinkedHashMap<String, Object>();
                    row.put("id", entry.id());
                    row.put("period", entry.period());
                    row.put("inspectors", entry.inspectors());
                    return (Map<String, Object>) row;
                })
                .toList();
    }
}
