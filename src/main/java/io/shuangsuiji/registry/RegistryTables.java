package io.shuangsuiji.registry;

import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.registry.ReadReport.SheetRead;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.header.HeadedTable;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The rows of all tables of a file that are registries, one table after the other; what is left out is noted. */
final class RegistryTables implements Closeable {
    private static final int EXAMPLES = 5;
    /** A sheet whose header names so many columns is meant for a registry, though it may lack one that it must have. */
    private static final int LIKELY = 2;

    /** So many rows tell whether a column of numbers but counts them. */
    private static final int LOOKED_AT = 50;

    private static final Pattern SMALL = Pattern.compile("\\d{1,6}");

    private final SheetFile file;
    private final ObjectColumns columns;
    private final Asides asides;
    private final ReadLog log;
    private final Deque<Sheet> waiting = new ArrayDeque<>();
    private HeadedTable table;
    private Counts counts = new Counts();

    private static final class Counts {
        private long rows;
        private long hidden;
        private long filtered;
        private final Map<Integer, Differing> differing = new LinkedHashMap<>();
    }

    /** In how many rows a column differs from another that bears the same name better. */
    private static final class Differing {
        private final String fact;
        private long count;
        private final List<String> examples = new ArrayList<>();

        Differing(String fact) {
            this.fact = fact;
        }
    }

    RegistryTables(SheetFile file, ObjectColumns columns, Asides asides, ReadLog log) throws IOException {
        this.file = file;
        this.columns = columns;
        this.asides = asides;
        this.log = log;
        HeadedTable best = null;
        for (var sheet : file.sheets()) {
            try (var found = HeadedTable.of(sheet, columns.columns())) {
                boolean likely = found.recognised() >= LIKELY;
                if (sheet.hidden()) {
                    leftOut(sheet, likely, "隐藏的工作表");
                    continue;
                }
                best = best == null || found.recognised() > best.recognised() ? found : best;
                if (found.complete()) {
                    waiting.add(sheet);
                } else if (found.headerLine() > 0) {
                    leftOut(
                            sheet,
                            likely,
                            likely ? lacking(found) : "没有" + columns.shape().chinese() + "的表头");
                }
            }
        }
        if (waiting.isEmpty()) {
            throw best == null
                    ? UnreadableFile.because("工作簿里没有可见的工作表", "the workbook has no visible sheet")
                    : refusal(best);
        }
        open();
    }

    private static UnreadableFile refusal(HeadedTable best) {
        try {
            best.orRefuse();
            throw new IllegalStateException("complete, yet not taken");
        } catch (UnreadableFile why) {
            return why;
        }
    }

    private static String lacking(HeadedTable found) {
        return "缺少必需的列："
                + String.join(
                        "、",
                        found.columns().missing().stream()
                                .map(column -> column.label())
                                .toList());
    }

    private void leftOut(Sheet sheet, boolean likely, String reason) throws IOException {
        long rows = 0;
        try (var all = sheet.rows()) {
            while (all.next() != null) {
                rows++;
            }
        }
        if (rows > 0) {
            log.sheet(new SheetRead(sheet.name(), false, likely, rows, 0, 0, reason));
        }
    }

    private void open() throws IOException {
        var sheet = waiting.poll();
        var opened = HeadedTable.of(sheet, columns.columns());
        try {
            table = opened.orRefuse();
            takeABetterId();
        } catch (Throwable failed) {
            table = null;
            opened.close();
            throw failed;
        }
        counts = new Counts();
        var at = table.columns();
        at.others().forEach((fact, others) -> {
            if (!fact.equals(columns.shape().id())) {
                others.stream()
                        .filter(other -> !at.takes(other))
                        .forEach(other -> counts.differing.put(other, new Differing(fact)));
            }
        });
        log.columns(sheet, table.headerLine(), table.headers(), at);
        table.above().forEach(row -> skipped(row, Asides.text(row)));
    }

    /** A column that but counts the rows is no id where the file has a better one. */
    private void takeABetterId() throws IOException {
        var rows = table.peek(LOOKED_AT).stream()
                .filter(row -> row.broken() == null && asides.of(table, row).isEmpty())
                .toList();
        var id = columns.shape().id();
        for (int other : table.columns().others().getOrDefault(id, List.of())) {
            if (counts(ids(rows, table.columns().position(id))) && tells(ids(rows, other))) {
                table.use(id, other);
            }
        }
    }

    private static List<String> ids(List<Row> rows, int position) {
        return rows.stream().map(row -> Notation.identifier(row.text(position))).toList();
    }

    /** True where the cells are small numbers from 1 on, each greater than the one before. */
    private static boolean counts(List<String> ids) {
        int before = 0;
        for (var id : ids) {
            if (!SMALL.matcher(id).matches() || Integer.parseInt(id) <= before) {
                return false;
            }
            before = Integer.parseInt(id);
        }
        return !ids.isEmpty() && Integer.parseInt(ids.get(0)) == 1;
    }

    /** True where every row has a cell of its own, and they do not but count. */
    private static boolean tells(List<String> ids) {
        return !counts(ids)
                && ids.stream().noneMatch(id -> id.isEmpty() || Notation.none(id))
                && ids.stream().distinct().count() == ids.size();
    }

    /** The next row of a registry, or null after the last. */
    RegistryRow next() throws IOException {
        while (table != null) {
            for (var row = table.next(); row != null; row = table.next()) {
                Cancellation.check();
                var aside = row.broken() == null ? asides.of(table, row) : Optional.<String>empty();
                if (aside.isPresent()) {
                    skipped(row, aside.get());
                } else {
                    return taken(row);
                }
            }
            closed();
            if (waiting.isEmpty()) {
                return null;
            }
            open();
        }
        return null;
    }

    private RegistryRow taken(Row row) {
        counts.rows++;
        counts.hidden += row.visibility() == Row.Visibility.HIDDEN ? 1 : 0;
        counts.filtered += row.visibility() == Row.Visibility.FILTERED ? 1 : 0;
        for (var each : counts.differing.entrySet()) {
            int other = each.getKey();
            var differing = each.getValue();
            int taken = table.columns().position(differing.fact);
            if (columns.differ(differing.fact, row.text(taken), row.text(other))) {
                differing.count++;
                if (differing.examples.size() < EXAMPLES) {
                    differing.examples.add(table.sheet().address(row.number(), other));
                }
            }
        }
        return columns.read(table, row);
    }

    private void skipped(Row row, String text) {
        log.skipped(table.sheet().address(row.number(), 0), text);
    }

    private void closed() throws IOException {
        var sheet = table.sheet();
        counts.differing.forEach((position, differing) ->
                log.differing(sheet, position, table.headers().get(position), differing.count, differing.examples));
        log.sheet(new SheetRead(sheet.name(), true, true, counts.rows, counts.hidden, counts.filtered, null));
        table.close();
        table = null;
    }

    @Override
    public void close() throws IOException {
        if (table != null) {
            table.close();
        }
        file.close();
    }
}
