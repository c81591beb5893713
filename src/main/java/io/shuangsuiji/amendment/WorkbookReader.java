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
import java.io.IOException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

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
        try (var workbook = WorkbookOpening.open(xlsx)) {
            var sheet = workbook.getSheet(TableWorkbook.ORIGIN);
            var row = sheet == null ? null : sheet.getRow(0);
            if (row == null || row.getCell(1) == null || row.getCell(2) == null) {
                throw new EditRefused(
                        TableWorkbook.ORIGIN,
                        "不是从本系统下载的政策表工作簿，或隐藏的工作表被删除，请重新下载 / not a workbook that was downloaded here; download it again");
            }
            return new Origin(
                    row.getCell(1).getStringCellValue(),
                    Integer.parseInt(row.getCell(2).getStringCellValue()));
        } catch (IOException | RuntimeException damaged) {
            throw WorkbookOpening.damaged(damaged);
        }
    }

    /**
     * What was edited.
     *
     * @param base the tables that the workbook was written from
     */
    public static Read read(Tables base, byte[] xlsx) throws EditRefused {
        try (var workbook = WorkbookOpening.open(xlsx)) {
            var reader = new WorkbookReader(base);
            reader.read(workbook);
            return new Read(
                    reader.problems.isEmpty() ? List.copyOf(reader.edits) : List.of(),
                    reader.problems.stream().limit(MAX_PROBLEMS).toList());
        } catch (IOException | RuntimeException damaged) {
            throw WorkbookOpening.damaged(damaged);
        }
    }

    private void read(XSSFWorkbook workbook) throws EditRefused {
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

    private void read(XSSFWorkbook workbook, boolean types, Set<String> seen) throws EditRefused {
        for (var sheet : workbook) {
            var marker = text(cell(sheet, 0, 0));
            int hash = marker.indexOf('#');
            if (hash < 0 || types != marker.endsWith("#")) {
                continue;
            }
            var table = tables.table(marker.substring(0, hash), marker.substring(hash + 1));
            if (table.isEmpty()) {
                problem(sheet, cell(sheet, 0, 0), "草案里没有这张表：" + marker + " / the draft has no such table");
            } else if (!seen.add(marker)) {
                problem(sheet, cell(sheet, 0, 0), "这张表出现了两次，请删去一张 / the table is there twice");
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
        if (sheet.getNumMergedRegions() > 0) {
            var merged = sheet.getMergedRegion(0);
            problem(
                    sheet,
                    cell(sheet, merged.getFirstRow(), merged.getFirstColumn()),
                    "不能合并单元格 / cells may not be merged");
            return;
        }
        var wanted = new ArrayList<Wanted>();
        var taken = new HashSet<String>();
        int before = problems.size();
        for (int i = TableWorkbook.FIRST_ROW; i <= sheet.getLastRowNum(); i++) {
            var row = sheet.getRow(i);
            if (row != null && !blank(row, places)) {
                read(sheet, table, row, places, taken, wanted);
            }
        }
        if (!table.hasRows()) {
            for (var row : table.rows()) {
                if (!taken.contains(row.address())) {
                    problems.add(new Problem(
                            sheet.getSheetName(), null, "缺少「" + row.name() + "」一行，这张表不能增删行 / a row is missing"));
                }
            }
        }
        if (problems.size() == before && !unchanged(table, wanted)) {
            edits.addAll(TableEdits.towards(tables, table, wanted, moved(table, wanted)));
        }
    }

    private void read(Sheet sheet, TableView table, Row row, int[] places, Set<String> taken, List<Wanted> wanted) {
        var address = text(row.getCell(0));
        var was = address.isEmpty() ? null : table.row(address).orElse(null);
        if (was == null && !address.isEmpty()) {
            problem(sheet, row.getCell(0), "隐藏的行标识被改动：" + address + " / the hidden row id was changed");
            return;
        }
        // a copied row has the id of the one that it was copied from
        boolean copy = was != null && !taken.add(was.address());
        if ((was == null || copy) && !table.hasRows()) {
            problem(
                    sheet,
                    row.getCell(Math.max(0, row.getFirstCellNum())),
                    "这张表不能加行 / rows cannot be added to this table");
            return;
        }
        var cells = new ArrayList<Text>();
        for (int i = 0; i < places.length; i++) {
            var column = table.columns().get(i);
            var cell = row.getCell(places[i]);
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
                        sheet.getSheetName(),
                        CellReference.convertNumToColString(places[i]) + (row.getRowNum() + 1),
                        column.label() + "：" + read.problem()));
            }
            cells.add(new Text(shown, false));
        }
        wanted.add(new Wanted(was == null || copy ? null : was.address(), cells));
    }

    /** For each column of the table its place in the sheet; null where one is missing. */
    private int[] places(Sheet sheet, TableView table) {
        var ids = sheet.getRow(TableWorkbook.COLUMNS_ROW);
        var places = new int[table.columns().size()];
        for (int i = 0; i < places.length; i++) {
            var wanted = TableWorkbook.columnId(table, i);
            int place = -1;
            if (ids != null) {
                for (var cell : ids) {
                    place = cell.getColumnIndex() > 0 && wanted.equals(text(cell)) ? cell.getColumnIndex() : place;
                }
            }
            if (place < 0) {
                problems.add(new Problem(
                        sheet.getSheetName(),
                        CellReference.convertNumToColString(i + 1) + (TableWorkbook.COLUMNS_ROW + 1),
                        "缺少「" + table.columns().get(i).label() + "」列，或隐藏的列标识被改动；列不能在工作簿里增删 / a column is missing"));
                return null;
            }
            places[i] = place;
        }
        return places;
    }

    private static boolean blank(Row row, int[] places) {
        for (int place : places) {
            if (!text(row.getCell(place)).isBlank()) {
                return false;
            }
        }
        return text(row.getCell(0)).isEmpty();
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
        if (exact.isPresent() && cell != null && cell.getCellType() == CellType.NUMERIC) {
            return exact.get().compareTo(number(cell)) == 0;
        }
        return shown.strip().equals(old.text().strip());
    }

    /** The cell as staff notation; null, and a problem, where it holds an error. */
    private String shown(Sheet sheet, Cell cell, Row row, int place) {
        if (cell == null) {
            return "";
        }
        if (cell.getCellType() == CellType.ERROR
                || cell.getCellType() == CellType.FORMULA
                        && cell.getCachedFormulaResultType() == CellType.ERROR
                        && cell.getCellFormula().isBlank()) {
            problems.add(new Problem(
                    sheet.getSheetName(),
                    CellReference.convertNumToColString(place) + (row.getRowNum() + 1),
                    "单元格是 Excel 错误值 / the cell holds an Excel error"));
            return null;
        }
        return text(cell);
    }

    private static String text(Cell cell) {
        if (cell == null) {
            return "";
        }
        return switch (cell.getCellType()) {
            case STRING -> cell.getStringCellValue();
            case BOOLEAN -> cell.getBooleanCellValue() ? "是" : "否";
            case NUMERIC ->
                DateUtil.isCellDateFormatted(cell)
                        ? cell.getLocalDateTimeCellValue().toLocalDate().toString()
                        : number(cell).toPlainString();
            case FORMULA -> "= " + cell.getCellFormula();
            default -> "";
        };
    }

    private static BigDecimal number(Cell cell) {
        // the fifteen digits that a workbook shows, not the binary fraction behind them
        var digits = new java.math.MathContext(TableWorkbook.EXACT_DIGITS);
        var number = new BigDecimal(cell.getNumericCellValue(), digits);
        return number.signum() == 0 ? BigDecimal.ZERO : number.stripTrailingZeros();
    }

    private static Cell cell(Sheet sheet, int row, int column) {
        return sheet.getRow(row) == null ? null : sheet.getRow(row).getCell(column);
    }

    private void problem(Sheet sheet, Cell cell, String message) {
        problems.add(new Problem(
                sheet.getSheetName(),
                cell == null ? null : new CellReference(cell.getRowIndex(), cell.getColumnIndex()).formatAsString(),
                message));
    }
}
