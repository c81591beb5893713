package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.TableEdits.Text;
import io.shuangsuiji.amendment.TableEdits.Wanted;
import io.shuangsuiji.amendment.TableWorkbook.Origin;
import io.shuangsuiji.amendment.TableWorkbook.Problem;
import io.shuangsuiji.amendment.TableWorkbook.Read;
import io.shuangsuiji.policy.tables.CellText;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.TableView.Kind;
import io.shuangsuiji.policy.tables.Tables;
import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.writer.SheetWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** Reads what was edited in a workbook that {@link TableWorkbook} wrote, and says by cell what cannot be taken. */
public final class WorkbookReader {
    private static final int MAX_PROBLEMS = 200;

    private Tables tables;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    private WorkbookReader(Tables tables) {
        this.tables = tables;
    }

    /** Which draft and version a workbook was written from. */
    public static Origin origin(byte[] xlsx) throws EditRefused {
        var sheets = sheets(xlsx);
        var row = sheets.stream()
                .filter(sheet -> sheet.name().equals(TableWorkbook.ORIGIN))
                .findFirst()
                .map(sheet -> sheet.row(0));
        if (row.isEmpty() || !row.get().text(2).matches("\\d{1,9}")) {
            throw new EditRefused(
                    TableWorkbook.ORIGIN,
                    "不是从本系统下载的政策表工作簿，或隐藏的工作表被删除，请重新下载 / not a workbook that was downloaded here; download it again");
        }
        return new Origin(row.get().text(1), Integer.parseInt(row.get().text(2)));
    }

    /**
     * What was edited.
     *
     * @param base the tables that the workbook was written from
     */
    public static Read read(Tables base, byte[] xlsx) throws EditRefused {
        var reader = new WorkbookReader(base);
        reader.read(sheets(xlsx));
        return new Read(
                reader.problems.isEmpty() ? List.copyOf(reader.edits) : List.of(),
                reader.problems.stream().limit(MAX_PROBLEMS).toList());
    }

    /** A sheet with all its rows. */
    record Sheet(String name, List<String> merged, SortedMap<Integer, Row> rows) {
        private static final Row BLANK = new Row(0, 0, List.of(), Map.of(), Row.Visibility.SHOWN, null);

        /** The row at an index from 0, blank where nothing stands there. */
        Row row(int index) {
            return rows.getOrDefault(index, BLANK);
        }
    }

    /** The sheets of a workbook, those that people do not see included. */
    static List<Sheet> sheets(byte[] xlsx) throws EditRefused {
        try (var file = SheetFile.open(Source.of("", xlsx), FileFormat.XLSX, Limits.SMALL)) {
            var sheets = new ArrayList<Sheet>();
            for (var sheet : file.sheets()) {
                var rows = new TreeMap<Integer, Row>();
                try (var all = sheet.rows()) {
                    for (var row = all.next(); row != null; row = all.next()) {
                        rows.put((int) row.number() - 1, row);
                    }
                }
                sheets.add(new Sheet(sheet.name(), sheet.merged(), rows));
            }
            return sheets;
        } catch (UnreadableFile unreadable) {
            throw new EditRefused("", unreadable.getMessage());
        } catch (IOException damaged) {
            throw new EditRefused("", "工作簿读不出来 / the workbook cannot be read: " + damaged.getMessage());
        }
    }

    private void read(List<Sheet> workbook) throws EditRefused {
        var seen = new HashSet<String>();
        // types first: a word that is added there may be used in the other sheets
        read(workbook, true, seen);
        if (problems.isEmpty()) {
            tables = DmnEditor.apply(tables, edits);
        }
        read(workbook, false, seen);
        for (var table : tables.tables()) {
            boolean written = table.kind() != Kind.LITERAL || table.constant();
            if (written && !seen.contains(table.file() + "#" + table.address())) {
                problems.add(new Problem(
                        table.label(),
                        null,
                        "缺少「" + table.label() + "」的工作表，或其 A1 被改动；删表请在 DMN 中进行 / the sheet is missing"));
            }
        }
    }

    private void read(List<Sheet> workbook, boolean types, Set<String> seen) throws EditRefused {
        for (var sheet : workbook) {
            var marker = sheet.row(0).text(0);
            int hash = marker.indexOf('#');
            if (hash < 0 || types != marker.endsWith("#")) {
                continue;
            }
            var table = tables.table(marker.substring(0, hash), marker.substring(hash + 1));
            if (table.isEmpty()) {
                problem(sheet, 0, 0, "草案里没有这张表：" + marker + " / the draft has no such table");
            } else if (!seen.add(marker)) {
                problem(sheet, 0, 0, "这张表出现了两次，请删去一张 / the table is there twice");
            } else {
                read(sheet, table.get());
            }
        }
    }

    private void read(Sheet sheet, TableView table) throws EditRefused {
        var places = places(sheet, table);
        if (places == null) {
            return;
        }
        if (!sheet.merged().isEmpty()) {
            var cell = sheet.merged().get(0).replaceFirst(":.*", "");
            problems.add(new Problem(sheet.name(), cell, "不能合并单元格 / cells may not be merged"));
            return;
        }
        var wanted = new ArrayList<Wanted>();
        var taken = new HashSet<String>();
        int before = problems.size();
        for (var row : sheet.rows().tailMap(TableWorkbook.FIRST_ROW).values()) {
            if (!blank(row, places)) {
                read(sheet, table, row, places, taken, wanted);
            }
        }
        if (!table.hasRows()) {
            for (var row : table.rows()) {
                if (!taken.contains(row.address())) {
                    problems.add(
                            new Problem(sheet.name(), null, "缺少「" + row.name() + "」一行，这张表不能增删行 / a row is missing"));
                }
            }
        }
        if (problems.size() == before && !unchanged(table, wanted)) {
            edits.addAll(TableEdits.towards(tables, table, wanted, moved(table, wanted)));
        }
    }

    private void read(Sheet sheet, TableView table, Row row, int[] places, Set<String> taken, List<Wanted> wanted) {
        var address = row.text(0);
        var was = address.isEmpty() ? null : table.row(address).orElse(null);
        if (was == null && !address.isEmpty()) {
            problem(sheet, row.number() - 1, 0, "隐藏的行标识被改动：" + address + " / the hidden row id was changed");
            return;
        }
        // a copied row has the id of the one that it was copied from
        boolean copy = was != null && !taken.add(was.address());
        if ((was == null || copy) && !table.hasRows()) {
            problem(sheet, row.number() - 1, first(row), "这张表不能加行 / rows cannot be added to this table");
            return;
        }
        var cells = new ArrayList<Text>();
        for (int i = 0; i < places.length; i++) {
            var column = table.columns().get(i);
            var cell = row.cell(places[i]);
            var old = was == null ? null : was.cells().get(i);
            var shown = shown(sheet, cell, row, places[i]);
            if (shown == null) {
                return;
            }
            boolean same = old != null && same(old, cell, shown);
            if (same && !copy || old != null && old.address() == null) {
                cells.add(null);
                continue;
            }
            if (same) {
                cells.add(new Text(old.feel(), true));
                continue;
            }
            var role = old == null ? column.role() : old.role();
            var type = old == null ? column.type() : old.type();
            var read = CellText.read(role, type, shown);
            if (!read.allowed()) {
                problems.add(new Problem(
                        sheet.name(),
                        io.shuangsuiji.sheets.Sheet.column(places[i]) + row.number(),
                        column.label() + "：" + read.problem()));
            }
            cells.add(new Text(shown, false));
        }
        wanted.add(new Wanted(was == null || copy ? null : was.address(), cells));
    }

    /** For each column of the table its place in the sheet; null where one is missing. */
    private int[] places(Sheet sheet, TableView table) {
        var ids = sheet.row(TableWorkbook.COLUMNS_ROW).texts();
        var places = new int[table.columns().size()];
        for (int i = 0; i < places.length; i++) {
            var wanted = TableWorkbook.columnId(table, i);
            int place = ids.lastIndexOf(wanted);
            if (place < 1) {
                problems.add(new Problem(
                        sheet.name(),
                        io.shuangsuiji.sheets.Sheet.column(i + 1) + (TableWorkbook.COLUMNS_ROW + 1),
                        "缺少「" + table.columns().get(i).label() + "」列，或隐藏的列标识被改动；列不能在工作簿里增删 / a column is missing"));
                return null;
            }
            places[i] = place;
        }
        return places;
    }

    private static boolean blank(Row row, int[] places) {
        for (int place : places) {
            if (!row.cell(place).isBlank()) {
                return false;
            }
        }
        return row.text(0).isEmpty();
    }

    private static boolean unchanged(TableView table, List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= table.rows().size()
                    || !table.rows().get(i).address().equals(wanted.get(i).was())
                    || wanted.get(i).cells().stream().anyMatch(java.util.Objects::nonNull)) {
                return false;
            }
        }
        return wanted.size() == table.rows().size();
    }

    private static List<String> moved(TableView table, List<Wanted> wanted) {
        var order = wanted.stream()
                .map(Wanted::was)
                .filter(java.util.Objects::nonNull)
                .toList();
        var numbers = order.stream()
                .map(address -> table.row(address).orElseThrow().number())
                .toList();
        return RowMatch.outOfOrder(numbers).stream().map(order::get).toList();
    }

    /** True where the cell still holds what was written there. */
    private static boolean same(TableView.Cell old, Cell cell, String shown) {
        var exact = TableWorkbook.exactNumber(old);
        if (exact.isPresent() && cell.kind() == Cell.Kind.NUMBER && cell.formula() == null) {
            return exact.get().compareTo(new BigDecimal(cell.text())) == 0;
        }
        return shown.strip().equals(SheetWriter.cut(old.text()).strip());
    }

    /** The cell as staff notation; null, and a problem, where it holds an error. */
    private String shown(Sheet sheet, Cell cell, Row row, int place) {
        if (cell.formula() != null) {
            return "= " + cell.formula();
        }
        if (cell.fault() != null) {
            problem(sheet, row.number() - 1, place, cell.fault());
            return null;
        }
        return cell.text();
    }

    private static int first(Row row) {
        int first = 0;
        while (first < row.texts().size() && row.cell(first).isBlank()) {
            first++;
        }
        return first;
    }

    private void problem(Sheet sheet, long row, int column, String message) {
        problems.add(new Problem(sheet.name(), io.shuangsuiji.sheets.Sheet.column(column) + (row + 1), message));
    }
}
