package io.shuangsuiji.draw.crew;

import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.draw.crew.Tasks.Assigned;
import io.shuangsuiji.draw.crew.Tasks.Task;
import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The task list (任务清单) of a draw, a row an object, those of one visit together: what is known is filled in, the rest left
 * open for those who inspect, the time of the scan (监督码) too. Its columns bear the names by which ledgers (台账) are read,
 * so that a ledger is begun with it; the edition's table has them.
 */
public final class TaskList {
    private static final String TASK = Vocabulary.TASK;
    private static final String PUBLISHED = "published";
    private static final String INSPECTOR_IDS = "history.inspectors";
    private static final String PLACE = "{channel}";

    /** In the order of the columns; what is not known of a drawn task is left open. */
    private static final List<String> FACTS = Vocabulary.TASK_FACTS.stream()
            .filter(fact -> !fact.equals(PUBLISHED))
            .toList();

    private final Edition edition;
    private final Tasks tasks;
    private final LocalDate drawnOn;
    private final List<String> channels;

    /**
     * Of a draw.
     *
     * @param drawnOn when it was drawn, or null
     */
    public TaskList(Edition edition, Tasks tasks, LocalDate drawnOn) {
        this.edition = edition;
        this.tasks = tasks;
        this.drawnOn = drawnOn;
        this.channels = tasks.visits().stream()
                .flatMap(visit -> visit.tasks().stream())
                .flatMap(task -> task.publishedOn().stream())
                .distinct()
                .toList();
    }

    /** The names of the columns. */
    public List<String> headers() {
        var headers =
                new ArrayList<>(FACTS.stream().map(fact -> label(TASK, fact)).toList());
        headers.add(headers.indexOf(label(TASK, "officers")) + 1, label("", INSPECTOR_IDS));
        channels.forEach(channel -> headers.add(channelHeader(channel)));
        return headers;
    }

    /** By the edition's form of such a name; the place alone where it has none. */
    private String channelHeader(String channel) {
        var form = label(TASK, PUBLISHED);
        return form.contains(PLACE) ? form.replace(PLACE, channel) : channel;
    }

    private String label(String prefix, String fact) {
        var label = edition.vocabulary().identity(prefix + fact, false).label();
        return label.equals(TASK + fact) ? fact : label;
    }

    /** The rows by their JSON keys; what is to be filled in is null. */
    public List<Map<String, Object>> rows() {
        var rows = new ArrayList<Map<String, Object>>();
        for (var visit : tasks.visits()) {
            for (var task : visit.tasks()) {
                rows.add(row(visit, task));
            }
        }
        return rows;
    }

    private Map<String, Object> row(Visit visit, Task task) {
        var row = new LinkedHashMap<String, Object>();
        FACTS.forEach(fact -> row.put(fact, null));
        row.put("taskId", task.taskId());
        row.put("period", tasks.period());
        row.put("objectId", task.objectId());
        row.put("name", task.name());
        row.put("creditCode", task.creditCode());
        row.put("stratum", task.stratum());
        row.put("objectType", task.objectType());
        row.put("taskType", task.taskType());
        row.put("team", visit.team());
        row.put(
                "officers",
                joined(visit.inspectors().stream()
                        .map(each -> each.name() == null ? each.id() : each.name())
                        .toList()));
        row.put("drawnOn", Objects.toString(drawnOn, null));
        var published = new LinkedHashMap<String, Object>();
        task.publishedOn().forEach(channel -> published.put(channel, null));
        row.put(PUBLISHED, published);
        return row;
    }

    private static String joined(List<String> texts) {
        return String.join("、", texts);
    }

    private List<List<Object>> cells() {
        var cells = new ArrayList<List<Object>>();
        for (var visit : tasks.visits()) {
            var ids = joined(visit.inspectors().stream().map(Assigned::id).toList());
            for (var task : visit.tasks()) {
                var row = row(visit, task);
                var line = new ArrayList<Object>();
                for (var fact : FACTS) {
                    line.add(row.get(fact));
                    if (fact.equals("officers")) {
                        line.add(ids);
                    }
                }
                channels.forEach(channel -> line.add(null));
                cells.add(line);
            }
        }
        return cells;
    }

    /** As CSV in UTF-8 with a mark for Excel at its beginning. */
    public byte[] csv() {
        var text = new StringBuilder("\uFEFF");
        line(text, headers());
        cells().forEach(cells -> line(
                text, cells.stream().map(cell -> Objects.toString(cell, "")).toList()));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    static void line(StringBuilder text, List<String> cells) {
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(',');
            }
            CsvText.append(text, cells.get(i), ',');
        }
        text.append("\r\n");
    }

    /** As JSON: the rows. */
    public byte[] json() {
        return Json.bytes(rows());
    }

    /**
     * As a sheet of a workbook.
     *
     * @param name of the sheet
     */
    public void sheet(WorkbookWriter workbook, String name) {
        var sheet = workbook.sheet(name);
        var headers = headers();
        for (int i = 0; i < headers.size(); i++) {
            sheet.fit(i, 12, 30, List.of(headers.get(i)));
            sheet.look(i, Look.TEXT);
        }
        sheet.header(headers);
        int drawn = headers.indexOf(label(TASK, "drawnOn"));
        for (var cells : cells()) {
            var line = cells.toArray();
            line[drawn] = drawnOn;
            sheet.row(line);
        }
    }

    /** As a workbook of that sheet alone. */
    public void xlsx(OutputStream out, String name) throws IOException {
        try (var workbook = WorkbookWriter.streaming()) {
            sheet(workbook, name);
            workbook.write(out);
        }
    }
}
