package io.shuangsuiji.progress;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.RejectedRow;
import io.shuangsuiji.registry.RowShape;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The tasks of a ledger (台账), read once.
 *
 * @param tasks in the order of the file
 * @param rejected rows that could not be read, at most {@link Progress#MOST_LISTED} of them
 * @param rejectedRows how many there are
 * @param read what was read and what was not
 */
public record Ledger(List<Task> tasks, List<RejectedRow> rejected, long rejectedRows, ReadReport read) {
    private static final String PUBLISHED = "published";
    /** Stands for the channel in the names of columns. */
    private static final String CHANNEL = "{channel}";

    private static final List<String> DAYS =
            List.of("drawnOn", "fedBackOn", "dispatchedOn", "scannedAt", "inspectedOn", "closedOn");
    private static final List<String> MARKS = List.of("problemFound", "caseFiled", "rectified");

    /** In what a row of a ledger is known by; the registry's room reads its texts in this order. */
    private static final List<String> IDENTITY = List.of("taskId", "name", "team", "creditCode");

    /**
     * What the rows of a ledger are: the columns of the tasks, one more for each channel of the edition. A file written
     * with the {@linkplain #label labels} as header is read back as it was.
     */
    public static RowShape shape(Edition edition) {
        var words = edition.vocabulary();
        var fields = new ArrayList<Field>();
        List.of("objectId", "period", "stratum").forEach(fact -> fields.add(field(words, fact, text())));
        fields.add(field(words, "objectType", input(edition, "objectType")));
        fields.add(field(words, "taskType", input(edition, "taskType")));
        fields.add(field(words, "officers", text()));
        DAYS.forEach(fact -> fields.add(field(words, fact, ValueType.any(Kind.DATE))));
        MARKS.forEach(fact -> fields.add(field(words, fact, ValueType.any(Kind.BOOLEAN))));
        var channels = new HashMap<String, List<String>>();
        for (var channel : Channels.of(edition)) {
            var names = words.names(Vocabulary.TASK + PUBLISHED).stream()
                    .map(name -> name.replace(CHANNEL, channel))
                    .toList();
            var key = PUBLISHED + "." + channel;
            channels.put(key, names);
            fields.add(new Field(key, names.isEmpty() ? channel : names.get(0), ValueType.any(Kind.DATE)));
        }
        return new RowShape(
                Vocabulary.TASK, IDENTITY, fields, channels, List.of("objectId"), "台账", "统计", "ledger", "task");
    }

    /** What the column of a fact is called: the first of its names in the edition; a channel's as {@code published.<channel>}. */
    public static String label(Edition edition, String fact) {
        return shape(edition).label(edition.vocabulary(), fact);
    }

    /**
     * Reads a ledger.
     *
     * @throws UnreadableFile where it is none, or where nothing or less than half of it could be read
     */
    public static Ledger read(Source file, FileFormat format, Edition edition) throws IOException {
        try (var rows = RegistryReader.open(file, format, shape(edition), edition.vocabulary())) {
            return read(rows, Channels.of(edition));
        }
    }

    /** Reads a ledger that is a sheet of a workbook. */
    public static Ledger read(Sheet sheet, Edition edition) throws IOException {
        try (var rows = RegistryReader.open(sheet, shape(edition), edition.vocabulary())) {
            return read(rows, Channels.of(edition));
        }
    }

    private static Ledger read(RegistryReader rows, List<String> channels) throws IOException {
        var tasks = new ArrayList<Task>();
        var rejected = new ArrayList<RejectedRow>();
        long count = 0;
        while (rows.hasNext()) {
            var row = rows.next();
            if (row instanceof RegistryObject object) {
                tasks.add(task(object, channels));
            } else if (row instanceof RejectedRow bad) {
                count++;
                if (rejected.size() < Progress.MOST_LISTED) {
                    rejected.add(bad);
                }
            }
        }
        rows.refuseUnlessRead();
        return new Ledger(Collections.unmodifiableList(tasks), List.copyOf(rejected), count, rows.report());
    }

    private static Task task(RegistryObject row, List<String> channels) {
        var facts = row.facts();
        Map<String, LocalDate> published = null;
        for (var channel : channels) {
            if (facts.get(PUBLISHED + "." + channel) instanceof LocalDate day) {
                published = published == null ? new LinkedHashMap<>(4) : published;
                published.put(channel, day);
            }
        }
        return new Task(
                row.sheet(),
                row.line(),
                row.id(),
                identifier(facts.get("objectId")),
                row.name(),
                row.creditCode(),
                (String) facts.get("period"),
                (String) facts.get("stratum"),
                (String) facts.get("objectType"),
                (String) facts.get("taskType"),
                row.team(),
                (String) facts.get("officers"),
                (LocalDate) facts.get("drawnOn"),
                (LocalDate) facts.get("fedBackOn"),
                (LocalDate) facts.get("dispatchedOn"),
                (LocalDate) facts.get("scannedAt"),
                (LocalDate) facts.get("inspectedOn"),
                (LocalDate) facts.get("closedOn"),
                published == null ? Map.of() : Collections.unmodifiableMap(published),
                (Boolean) facts.get("problemFound"),
                (Boolean) facts.get("caseFiled"),
                (Boolean) facts.get("rectified"));
    }

    private static String identifier(Object text) {
        var id = text == null ? "" : Notation.identifier((String) text);
        return id.isEmpty() || Notation.none(id) ? null : id;
    }

    private static Field field(Vocabulary words, String fact, ValueType type) {
        return new Field(fact, words.label(Vocabulary.TASK + fact), type);
    }

    private static ValueType text() {
        return ValueType.any(Kind.TEXT);
    }

    /** The type of an input of the edition's routing, blank where the ledger is. */
    private static ValueType input(Edition edition, String name) {
        return edition.model("routing")
                .orElseThrow()
                .input(name)
                .orElseThrow()
                .type()
                .orNull();
    }
}
