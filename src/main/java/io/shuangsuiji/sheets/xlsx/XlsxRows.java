package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Row.Visibility;
import io.shuangsuiji.sheets.Rows;
import java.io.IOException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The rows of a sheet, as its part brings them. */
final class XlsxRows implements Rows {
    /** Where the elements of a sheet are nested. */
    private static final int SHEET_DATA = 2;

    private static final int ROW = 3;
    private static final int CELL = 4;

    /** Excel takes no longer formula. */
    private static final int FORMULA = 8_192;

    /** Of so many shared formulas the text is known where they are used; of others that they are formulas. */
    private static final int SHARED_FORMULAS = 1_000;

    private final XmlPart xml;
    private final CellValues values;
    private final Merges merges;
    private final List<Range> filtered;
    private final int limit;
    private final Map<String, String> formulas = new HashMap<>();
    private final TreeMap<Integer, Cell> cells = new TreeMap<>();
    /** The row whose element has begun; 0 after the last. */
    private long number;

    private int column;
    private long characters;

    /**
     * The rows of a sheet's part, which is closed with them.
     *
     * @param filtered the ranges in which a filter is set
     * @param limit how many characters a row may have
     */
    XlsxRows(XmlPart xml, CellValues values, Merges merges, List<Range> filtered, int limit) {
        this.xml = xml;
        this.values = values;
        this.merges = merges;
        this.filtered = filtered;
        this.limit = limit;
        xml.child(0);
        boolean data = xml.child(1);
        while (data && !xml.name().equals("sheetData")) {
            data = xml.child(1);
        }
        number = data ? number(xml, 0) : 0;
    }

    /**
     * Moves to the next row within the sheet's data.
     *
     * @param last the number of the row before
     * @return the row's number; 0 after the last
     */
    static long number(XmlPart xml, long last) {
        do {
            if (!xml.child(SHEET_DATA)) {
                return 0;
            }
        } while (!xml.name().equals("row"));
        var written = xml.attribute("r");
        long number = written == null ? last + 1 : XmlPart.index(written);
        if (number < 1) {
            throw xml.damaged("之后的行号无法读取", "is followed by a row without a number");
        }
        xml.reached(number);
        if (number < last) {
            throw xml.damaged("的次序颠倒", "is out of order");
        }
        return number;
    }

    @Override
    public Row next() {
        while (number > 0) {
            long row = number;
            boolean hidden = false;
            cells.clear();
            column = -1;
            characters = 0;
            // some programs write an element for every cell
            do {
                hidden |= xml.flag("hidden");
                while (xml.child(ROW)) {
                    if (xml.name().equals("c")) {
                        readCell();
                    }
                }
                number = number(xml, row);
            } while (number == row);
            merges.show(row, cells);
            if (cells.values().stream().anyMatch(cell -> !cell.isBlank())) {
                return row(row, hidden);
            }
        }
        return null;
    }

    private void readCell() {
        var address = xml.attribute("r");
        column = address == null ? column + 1 : Range.column(address);
        if (column < 0 || column >= Limits.COLUMNS) {
            throw xml.damaged(
                    "有单元格的列号无法读取或超出 " + Limits.COLUMNS + " 列", "has a cell beyond " + Limits.COLUMNS + " columns");
        }
        var declared = xml.attribute("t");
        var type = declared == null ? "n" : declared;
        int style = XmlPart.index(xml.attribute("s"));
        String value = "";
        String formula = null;
        while (xml.child(CELL)) {
            switch (xml.name()) {
                case "v" -> value = xml.text();
                case "is" -> value = SharedTexts.rich(xml);
                case "f" -> formula = readFormula();
                default -> {}
            }
        }
        var cell = cell(type, style, value, formula);
        if (!cell.isBlank() || formula != null) {
            cells.put(column, cell);
        }
        characters += cell.text().length();
        if (characters > limit) {
            throw xml.damaged("的文字超过 " + limit + " 个字符", "has more than " + limit + " characters");
        }
    }

    private Cell cell(String type, int style, String written, String formula) {
        boolean text = type.equals("str") || type.equals("inlineStr");
        var value = text ? written : written.strip();
        if (formula == null) {
            return value.isEmpty() ? Cell.text("") : values.read(type, style, value);
        }
        var result = value.isEmpty() && !text
                ? Cell.fault(
                        "公式没有保存计算结果，请用 Excel 或 WPS 打开后重新保存",
                        "the result of the formula was not saved; open the file in Excel or WPS and save it")
                : values.read(type, style, value);
        return new Cell(result.kind(), result.text(), formula, result.fault());
    }

    private String readFormula() {
        var shared = "shared".equals(xml.attribute("t")) ? xml.attribute("si") : null;
        var written = xml.text();
        var text = written.length() > FORMULA ? written.substring(0, FORMULA) + "…" : written;
        if (shared == null || !text.isEmpty() && formulas.size() >= SHARED_FORMULAS) {
            return text.isEmpty() ? "…" : text;
        }
        if (!text.isEmpty()) {
            formulas.put(shared, text);
        }
        return formulas.getOrDefault(shared, "…");
    }

    private Row row(long row, boolean hidden) {
        var texts = new String[cells.lastKey() + 1];
        Arrays.fill(texts, "");
        Map<Integer, Cell> special = new HashMap<>();
        cells.forEach((at, cell) -> {
            texts[at] = cell.text();
            if (cell.kind() != Cell.Kind.TEXT || cell.formula() != null || cell.fault() != null) {
                special.put(at, cell);
            }
        });
        var visibility = !hidden
                ? Visibility.SHOWN
                : filtered.stream().anyMatch(range -> range.crosses(row)) ? Visibility.FILTERED : Visibility.HIDDEN;
        return new Row(
                row,
                row,
                Collections.unmodifiableList(Arrays.asList(texts)),
                Collections.unmodifiableMap(special),
                visibility,
                null);
    }

    @Override
    public void close() throws IOException {
        xml.close();
    }
}
