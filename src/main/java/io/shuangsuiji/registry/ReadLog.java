package io.shuangsuiji.registry;

import io.shuangsuiji.registry.ReadReport.Cause;
import io.shuangsuiji.registry.ReadReport.ColumnRead;
import io.shuangsuiji.registry.ReadReport.Fact;
import io.shuangsuiji.registry.ReadReport.SheetRead;
import io.shuangsuiji.registry.ReadReport.Skipped;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Takes note of what is read while it is read. */
final class ReadLog {
    private static final int EXAMPLES = 5;
    /** So many causes are told apart; the cells of further ones are only counted. */
    private static final int MOST_CAUSES = 200;
    /** So many columns, or keys, are listed. */
    private static final int MOST_COLUMNS = 20_000;

    private final Columns known;
    private final Set<String> declared;
    private final RowShape shape;
    private final List<SheetRead> sheets = new ArrayList<>();
    private final Map<String, ColumnRead> columns = new LinkedHashMap<>();
    private final Set<String> given = new LinkedHashSet<>();
    private final Map<String, Counted> causes = new LinkedHashMap<>();
    private final Counted skipped = new Counted("", "");
    private long rows;
    private long rejected;
    private long furtherColumns;
    Long announced;

    private static final class Counted {
        private final String pointer;
        private final String cause;
        private final List<String> examples = new ArrayList<>();
        private long count;

        Counted(String pointer, String cause) {
            this.pointer = pointer;
            this.cause = cause;
        }

        void add(String example) {
            count++;
            if (examples.size() < EXAMPLES) {
                examples.add(example);
            }
        }
    }

    /** @param declared the keys of the facts that the classification declares */
    ReadLog(Columns known, Set<String> declared, RowShape shape) {
        this.shape = shape;
        this.known = known;
        this.declared = declared;
    }

    void sheet(SheetRead sheet) {
        sheets.add(sheet);
    }

    /** Notes the columns of a table, or the keys of an object, by what has become of each. */
    void columns(Sheet sheet, long line, List<String> headers, Columns.Assignment assigned) {
        for (int i = 0; i < headers.size(); i++) {
            if (!headers.get(i).isBlank()) {
                column(sheet, line, headers.get(i), i, assigned);
            }
        }
        given.addAll(assigned.positions().keySet());
        assigned.marks().forEach(mark -> given.add(mark.key()));
    }

    private void column(Sheet sheet, long line, String header, int position, Columns.Assignment assigned) {
        var use = Use.UNUSED;
        var about = new ArrayList<Column>();
        for (var column : known.all()) {
            if (assigned.position(column.key()) == position) {
                use = Use.TAKEN;
                about.add(column);
            }
        }
        for (var mark : assigned.marks()) {
            if (mark.position() == position) {
                use = Use.MARK;
                about.add(column(mark.key()));
            }
        }
        if (about.isEmpty()) {
            for (var other : assigned.others().entrySet()) {
                if (other.getValue().contains(position)) {
                    use = Use.COMPARED;
                    about.add(column(other.getKey()));
                }
            }
        }
        if (about.isEmpty()) {
            known.resembling(header).ifPresent(about::add);
        }
        if (columns.size() >= MOST_COLUMNS && about.isEmpty()) {
            // the objects of a file may have any number of keys that nobody knows
            furtherColumns++;
            return;
        }
        var name = sheet == null ? "" : sheet.name();
        var fact = about.isEmpty() ? null : about.get(0);
        columns.putIfAbsent(
                name + "\n" + position(sheet, position) + header,
                new ColumnRead(
                        name,
                        header,
                        sheet == null ? null : sheet.address(line, position),
                        use,
                        fact == null ? null : fact.key(),
                        fact == null ? null : fact.label(),
                        null,
                        null));
    }

    private static String position(Sheet sheet, int position) {
        return sheet == null ? "" : position + "\n";
    }

    private Column column(String key) {
        return known.all().stream()
                .filter(column -> column.key().equals(key))
                .findFirst()
                .orElseThrow();
    }

    /** Notes in how many rows a column says something else than the one that was taken. */
    void differing(Sheet sheet, int position, String header, long count, List<String> examples) {
        columns.computeIfPresent(
                sheet.name() + "\n" + position(sheet, position) + header,
                (key, column) -> new ColumnRead(
                        column.sheet(),
                        column.header(),
                        column.cell(),
                        column.use(),
                        column.fact(),
                        column.label(),
                        count,
                        examples));
    }

    void skipped(String place, String text) {
        skipped.add(place + "：" + (text.length() <= 40 ? text : text.substring(0, 40) + "…"));
    }

    void row(RegistryRow row) {
        rows++;
        if (row instanceof RejectedRow bad) {
            rejected++;
            bad.errors().forEach(error -> cause(bad, error));
        }
    }

    private void cause(RejectedRow row, FieldProblem error) {
        var key = error.pointer() + "\n" + error.cause();
        var counted = causes.get(key);
        if (counted == null) {
            boolean full = causes.size() >= MOST_CAUSES;
            counted = causes.computeIfAbsent(
                    full ? "" : key,
                    none -> full
                            ? new Counted("", "其他原因 / other causes")
                            : new Counted(error.pointer(), error.cause()));
        }
        counted.add(error.cell() == null ? row.place() : error.cell());
    }

    ReadReport report(String file, String sha256) {
        var listed = new ArrayList<>(columns.values());
        if (furtherColumns > 0) {
            var words = "……另有 " + furtherColumns + " 处未知的列或键，未一一列出";
            listed.add(new ColumnRead("", words, null, Use.UNUSED, null, null, null, null));
        }
        return new ReadReport(
                file,
                sha256,
                rows,
                List.copyOf(sheets),
                List.copyOf(listed),
                known.all().stream()
                        .filter(column -> !given.contains(column.key()))
                        .map(column -> new Fact(column.key(), column.label(), declared.contains(column.key())))
                        .toList(),
                new Skipped(skipped.count, List.copyOf(skipped.examples)),
                announced,
                causes());
    }

    private List<Cause> causes() {
        return causes.values().stream()
                .sorted(Comparator.comparingLong(cause -> -cause.count))
                .map(cause -> new Cause(cause.pointer, cause.cause, cause.count, List.copyOf(cause.examples)))
                .toList();
    }

    /** Refuses a file of which nothing, or less than half, could be read: what is left of it is not the registry. */
    void refuseUnlessRead() {
        if (rows > 0 && rejected * 2 <= rows) {
            return;
        }
        var problems = new ArrayList<FieldProblem>();
        problems.add(UnreadableFile.whole(
                rows == 0
                        ? shape.chinese() + "里没有任何数据行"
                        : shape.chinese() + "共 " + rows + " 行，有 " + rejected + " 行不能受理，超过一半，不能据此" + shape.use()
                                + "；原因如下",
                rows == 0
                        ? "the " + shape.english() + " has no rows"
                        : rejected + " of " + rows + " rows are rejected, more than half; the causes follow"));
        causes().forEach(cause -> problems.add(new FieldProblem(
                cause.pointer(),
                cause.count() + " 处：" + cause.cause() + "（" + String.join("、", cause.cells())
                        + (cause.count() > cause.cells().size() ? " 等" : "") + "）")));
        throw new UnreadableFile(problems);
    }
}
