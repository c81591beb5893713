package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.diff.RowMatch;
import io.shuangsuiji.amendment.edit.TableEdits.Text;
import io.shuangsuiji.amendment.edit.TableEdits.Wanted;
import io.shuangsuiji.amendment.edit.TableWorkbook.Origin;
import io.shuangsuiji.amendment.edit.TableWorkbook.Problem;
import io.shuangsuiji.amendment.edit.TableWorkbook.Proposal;
import io.shuangsuiji.amendment.edit.TableWorkbook.Read;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Kind;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.writer.SheetWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads what was edited in a workbook that {@link TableWorkbook} wrote, and says by cell what cannot be taken. */
public final class WorkbookReader {
    /** What in a formula of Excel's stands for other cells: {@code G6}, {@code $A:$B}, {@code Sheet1!A1}, or a formula that is not known. */
    private static final Pattern REFERENCE = Pattern.compile(
            "(?<![\\p{L}\\p{N}_.])\\$?[A-Za-z]{1,3}\\$?\\d{1,7}(?![\\p{L}\\p{N}_(.])|\\$?[A-Za-z]{1,3}:\\$?[A-Za-z]{1,3}|!|…");

    private EditionModel tables;
    private final List<Edit> edits = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();
    private final List<NewColumn> columns = new ArrayList<>();

    private WorkbookReader(EditionModel tables) {
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
    public static Read read(EditionModel base, byte[] xlsx) throws EditRefused {
        var reader = new WorkbookReader(base);
        reader.read(sheets(xlsx));
        var proposals = reader.problems.isEmpty() && !reader.columns.isEmpty()
                ? NewColumn.proposed(DmnEditor.apply(base, reader.edits), reader.columns, reader.problems)
                : List.<Proposal>of();
        return new Read(
                reader.problems.isEmpty() ? List.copyOf(reader.edits) : List.of(),
                Listed.few(reader.problems, words -> new Problem("", null, words)),
                reader.problems.isEmpty() ? proposals : List.of());
    }

    /** A sheet with all its rows. */
    public record Sheet(String name, List<String> merged, SortedMap<Integer, Row> rows) {
        private static final Row BLANK = new Row(0, 0, List.of(), Map.of(), Row.Visibility.SHOWN, null);

        /** The row at an index from 0, blank where nothing stands there. */
        Row row(int index) {
            return rows.getOrDefault(index, BLANK);
        }
    }

    /** The sheets of a workbook, those that people do not see included. */
    public static List<Sheet> sheets(byte[] xlsx) throws EditRefused {
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
        workbook.forEach(this::others);
        // last: a new word may stand in a formula as well
        for (var sheet : workbook) {
            if (sheet.name().equals(FormulaSheet.NAME)) {
                edits.addAll(FormulaSheet.read(sheet, tables, problems));
            }
        }
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
            if (!holdsTable(sheet) || types != marker.endsWith("#")) {
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

    private static boolean holdsTable(Sheet sheet) {
        return sheet.row(0).text(0).indexOf('#') >= 0;
    }

    /** Nothing may stand in a sheet that is no table, but what was written there. */
    private void others(Sheet sheet) {
        if (holdsTable(sheet)
                || sheet.name().equals(TableWorkbook.ORIGIN)
                || sheet.name().equals(FormulaSheet.NAME)) {
            return;
        }
        var known = sheet.name().equals(TableWorkbook.EXPLANATION) ? TableWorkbook.EXPLAINED : List.<String>of();
        for (var row : sheet.rows().values()) {
            for (int i = 0; i < row.texts().size(); i++) {
                int line = (int) row.number() - 1;
                boolean written =
                        i == 0 && line < known.size() && known.get(line).equals(row.text(0));
                if (!row.isBlank(i) && !written) {
                    problem(
                            sheet,
                            line,
                            i,
                            "「" + sheet.name() + "」不是草案里的表，这里的「" + row.text(i)
                                    + "」不会被采用：请删去或写进各表；增表请在 DMN 中进行 / the sheet is no table of the draft, so nothing"
                                    + " may be written in it");
                    return;
                }
            }
        }
    }

    private void read(Sheet sheet, Table table) throws EditRefused {
        var places = places(sheet, table);
        if (places == null) {
            return;
        }
        for (var merged : sheet.merged()) {
            // a merged title hides nothing
            if (Integer.parseInt(merged.replaceFirst(".*?(\\d+)$", "$1")) > TableWorkbook.COLUMNS_ROW) {
                problems.add(new Problem(
                        sheet.name(),
                        merged.replaceFirst(":.*", ""),
                        "不能合并单元格（" + merged + "） / cells may not be merged"));
                return;
            }
        }
        outside(sheet, table, places);
        var wanted = new ArrayList<Wanted>();
        var taken = new HashSet<String>();
        int before = problems.size();
        var rows = sheet.rows().tailMap(TableWorkbook.FIRST_ROW).values().stream()
                .filter(row -> !blank(row, places))
                .toList();
        for (var row : rows) {
            read(sheet, table, row, places, taken, wanted);
        }
        newColumns(sheet, table, places, rows);
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

    private void read(Sheet sheet, Table table, Row row, int[] places, Set<String> taken, List<Wanted> wanted) {
        var address = row.text(0);
        var was = address.isEmpty() ? null : table.row(address).orElse(null);
        if (was == null && !address.isEmpty()) {
            problem(sheet, row.number() - 1, 0, "隐藏的行标识被改动：" + address + " / the hidden row id was changed");
            return;
        }
        // a copied row has the id of the one that it was copied from
        boolean copy = was != null && !taken.add(was.address());
        if (was == null && table.kind() == Kind.TYPES) {
            newType(sheet, table, row, places);
            return;
        }
        if ((was == null || copy) && !table.hasRows()) {
            problem(sheet, row.number() - 1, first(row), "这张表不能加行 / rows cannot be added to this table");
            return;
        }
        if (row.broken() != null) {
            problem(sheet, row.number() - 1, first(row), row.broken());
            return;
        }
        var shown = new String[places.length];
        var feels = new HashMap<String, String>();
        for (int i = 0; i < places.length; i++) {
            var column = table.columns().get(i);
            var old = was == null ? null : was.cells().get(i);
            boolean fixed = old != null && column.type().given().isEmpty();
            shown[i] = shown(
                    sheet, row, places[i], fixed ? old.role() : column.role(), fixed ? old.type() : column.type());
            if (shown[i] == null) {
                return;
            }
            feels.put(
                    column.expression(),
                    old != null && same(old, row.cell(places[i]), shown[i])
                            ? old.feel()
                            : CellText.read(column.role(), column.type(), shown[i])
                                    .feel());
        }
        var cells = new ArrayList<Text>();
        for (int i = 0; i < places.length; i++) {
            var column = table.columns().get(i);
            var old = was == null ? null : was.cells().get(i);
            boolean same = old != null && same(old, row.cell(places[i]), shown[i]);
            boolean dependent = !column.type().given().isEmpty();
            var role = old == null ? column.role() : old.role();
            var type = dependent || old == null ? column.type().in(feels::get) : old.type();
            String problem = null;
            if (old != null && old.address() == null) {
                problem = same
                        ? null
                        : "这一格不能在工作簿里改，原为「" + TableWorkbook.shown(old) + "」 / this cell is there to be read only";
                cells.add(null);
            } else if (same) {
                problem = dependent ? CellText.problem(role, type, old.feel()) : null;
                cells.add(copy ? new Text(old.feel(), true) : null);
            } else {
                problem = CellText.typed(role, type, shown[i]).problem();
                cells.add(new Text(shown[i], false));
            }
            if (problem != null) {
                problem(sheet, row.number() - 1, places[i], column.label() + "：" + problem);
            }
        }
        wanted.add(new Wanted(was == null || copy ? null : was.address(), cells));
    }

    /** A row that a table of types does not have is a new type: its name, and the words that it lists. */
    private void newType(Sheet sheet, Table table, Row row, int[] places) {
        var words = Stream.of(row.text(places[1]).split("、"))
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .toList();
        var type = new StructureEdit.AddType(
                table.file(),
                row.text(places[0]).strip(),
                "取值",
                words.stream().filter(word -> !word.equals(CellText.NULL)).toList(),
                words.contains(CellText.NULL));
        try {
            DmnEditor.apply(tables, List.of(type));
            edits.add(type);
        } catch (EditRefused refused) {
            problem(sheet, row.number() - 1, places[0], refused.getMessage());
        }
    }

    /** Whatever stands beside the table, in a column of nobody's or over the table, would be lost. */
    private void outside(Sheet sheet, Table table, int[] places) {
        var titles = List.of(TableWorkbook.title(table), table.description());
        var beside = new TreeMap<Integer, Row>();
        for (var row : sheet.rows().values()) {
            int line = (int) row.number() - 1;
            for (int i = 1; i < row.texts().size(); i++) {
                int place = i;
                boolean ours = Arrays.stream(places).anyMatch(taken -> taken == place);
                if (line < TableWorkbook.COLUMNS_ROW) {
                    // where a column was moved whole, its part of the title went with it
                    var written = SheetWriter.cut(titles.get(line)).strip();
                    if (!row.isBlank(i) && !row.text(i).strip().equals(written)) {
                        problem(
                                sheet,
                                line,
                                i,
                                "表的名称和说明不能在工作簿里改：「" + row.text(i) + "」 / title and description cannot be changed here");
                    }
                } else if (!ours && !row.isBlank(i) && !isNew(sheet, table, i)) {
                    // its heading tells a column best
                    beside.merge(i, row, (first, next) -> line == TableWorkbook.HEADER_ROW ? next : first);
                }
            }
        }
        beside.forEach((place, row) -> problem(
                sheet,
                row.number() - 1,
                place,
                "表里没有这一列，「" + row.text(place)
                        + "」不会被采用；列不能在工作簿里增删 / there is no such column in the table, and none can be added here"));
        for (int i = 0; i < places.length; i++) {
            var label = table.columns().get(i).label();
            var heading = sheet.row(TableWorkbook.HEADER_ROW).text(places[i]);
            if (!heading.strip().equals(SheetWriter.cut(label).strip())) {
                problem(
                        sheet,
                        TableWorkbook.HEADER_ROW,
                        places[i],
                        "表头不能改：应为「" + label + "」，收到「" + heading + "」 / a heading cannot be changed here");
            }
        }
    }

    /** True for a column with a header of its own that no column of the table has. */
    private static boolean isNew(Sheet sheet, Table table, int place) {
        var header = sheet.row(TableWorkbook.HEADER_ROW).text(place).strip();
        return table.hasRows()
                && !header.isEmpty()
                && sheet.row(TableWorkbook.COLUMNS_ROW).text(place).isBlank()
                && table.columns().stream()
                        .noneMatch(column ->
                                SheetWriter.cut(column.label()).strip().equals(header));
    }

    private void newColumns(Sheet sheet, Table table, int[] places, List<Row> rows) {
        var headers = sheet.row(TableWorkbook.HEADER_ROW);
        for (int i = 1; i < headers.texts().size(); i++) {
            int place = i;
            if (Arrays.stream(places).noneMatch(taken -> taken == place) && isNew(sheet, table, place)) {
                columns.add(new NewColumn(
                        sheet.name(),
                        io.shuangsuiji.sheets.Sheet.column(place) + (TableWorkbook.HEADER_ROW + 1),
                        table,
                        headers.text(place).strip(),
                        rows.stream().map(row -> row.text(place)).toList()));
            }
        }
    }

    /** For each column of the table its place in the sheet; null where one is missing. */
    private int[] places(Sheet sheet, Table table) {
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

    private static boolean unchanged(Table table, List<Wanted> wanted) {
        for (int i = 0; i < wanted.size(); i++) {
            if (i >= table.rows().size()
                    || !table.rows().get(i).address().equals(wanted.get(i).was())
                    || wanted.get(i).cells().stream().anyMatch(java.util.Objects::nonNull)) {
                return false;
            }
        }
        return wanted.size() == table.rows().size();
    }

    private static List<String> moved(Table table, List<Wanted> wanted) {
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
    private static boolean same(Table.Cell old, Cell cell, String shown) {
        var exact = TableWorkbook.exactNumber(old);
        if (exact.isPresent() && cell.kind() == Cell.Kind.NUMBER && cell.formula() == null) {
            return exact.get().compareTo(new BigDecimal(cell.text())) == 0;
        }
        return Stream.of(TableWorkbook.shown(old), old.text())
                .anyMatch(text -> shown.strip().equals(SheetWriter.cut(text).strip()));
    }

    /** The cell as staff notation; null, and a problem, where it holds an error or a formula of Excel's own. */
    private String shown(Sheet sheet, Row row, int place, Role role, CellType type) {
        var cell = row.cell(place);
        var formula = cell.formula();
        if (formula == null && cell.fault() == null) {
            return cell.text();
        }
        if (formula == null) {
            problem(sheet, row.number() - 1, place, cell.fault());
            return null;
        }
        if (role == Role.PLAIN
                || REFERENCE.matcher(formula.replaceAll("\"[^\"]*\"", "")).find()) {
            problem(
                    sheet,
                    row.number() - 1,
                    place,
                    "这里是 Excel 公式「=" + formula + "」：请写出它的值"
                            + (cell.text().isEmpty() ? "" : "（" + cell.text() + "）")
                            + "；要写判定用的公式，先打一个单引号再写 = / a formula of Excel's own is not taken: write its value");
            return null;
        }
        // =15% is a number; what is no constant is FEEL
        boolean constant = type.kind() == CellType.Kind.TEXT
                ? formula.matches("\"[^\"]*\"")
                : CellText.read(role, type, formula).allowed();
        return constant ? formula : "= " + formula;
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
