package io.shuangsuiji.sheets.writer;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Workbook;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.ss.util.WorkbookUtil;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Makes a workbook, or adds sheets to one: all that the service writes looks the same and works the same. */
public final class WorkbookWriter implements Closeable {
    /** The hidden sheet of the lists from which people choose. */
    private static final String LISTS = "_lists";

    private static final int LONGEST_NAME = 31;

    private final Workbook workbook;
    private final XSSFWorkbook core;
    private final Map<Look, CellStyle> styles = new EnumMap<>(Look.class);
    private final Map<Integer, CellStyle> typed = new HashMap<>();

    private WorkbookWriter(Workbook workbook, XSSFWorkbook core) {
        this.workbook = workbook;
        this.core = core;
    }

    /** A new workbook, whose cells may be written in any order. */
    public WorkbookWriter() {
        this(new XSSFWorkbook());
    }

    /** Adds to a workbook. */
    public WorkbookWriter(XSSFWorkbook workbook) {
        this(workbook, workbook);
    }

    /** A new workbook of any size: each sheet is written from above to below, and does not stay in memory. */
    public static WorkbookWriter streaming() {
        var workbook = new SXSSFWorkbook(200);
        workbook.setCompressTempFiles(true);
        return new WorkbookWriter(workbook, workbook.getXSSFWorkbook());
    }

    /** A new sheet, named so as far as a workbook takes the name. */
    public SheetWriter sheet(String name) {
        var safe = WorkbookUtil.createSafeSheetName(name, '-');
        var free = safe;
        for (int i = 2; core.getSheet(free) != null; i++) {
            var end = String.valueOf(i);
            free = safe.substring(0, Math.min(safe.length(), LONGEST_NAME - end.length())) + end;
        }
        return new SheetWriter(this, Paper.lay(workbook.createSheet(free)));
    }

    /**
     * Says on every page of every sheet what it is from.
     *
     * @param header above, on the left
     * @param footer below, on the left of the page's number
     */
    public void print(String header, String footer) {
        workbook.forEach(sheet -> Paper.bear(sheet, header, footer));
    }

    /** A sheet that is there. */
    public SheetWriter sheet(XSSFSheet sheet) {
        return new SheetWriter(this, sheet);
    }

    /** The style of a look; a workbook has those alone that are used in it. */
    public CellStyle style(Look look) {
        return styles.computeIfAbsent(look, none -> none.style(core));
    }

    /** The same style of a cell whose content is as if an apostrophe had been typed before it. */
    CellStyle typed(CellStyle style) {
        return typed.computeIfAbsent((int) style.getIndex(), none -> {
            var quoted = workbook.createCellStyle();
            quoted.cloneStyleFrom(style);
            quoted.setQuotePrefixed(true);
            return quoted;
        });
    }

    /** The place where a list stands among the hidden ones; the same list is there once. */
    String listed(List<String> words) {
        var lists = core.getSheet(LISTS) == null ? core.createSheet(LISTS) : core.getSheet(LISTS);
        core.setSheetHidden(core.getSheetIndex(lists), true);
        int column = 0;
        var there = column(lists, column);
        while (!there.isEmpty() && !there.equals(words)) {
            there = column(lists, ++column);
        }
        for (int i = 0; i < words.size(); i++) {
            sheet(lists).put(i, column, words.get(i), null);
        }
        var letters = CellReference.convertNumToColString(column);
        return LISTS + "!$" + letters + "$1:$" + letters + "$" + words.size();
    }

    private static List<String> column(XSSFSheet lists, int column) {
        return IntStream.rangeClosed(0, lists.getLastRowNum())
                .mapToObj(lists::getRow)
                .filter(row -> row != null && row.getCell(column) != null)
                .map(row -> row.getCell(column).toString())
                .toList();
    }

    /** Writes the whole. */
    public void write(OutputStream out) throws IOException {
        workbook.write(out);
    }

    /** The whole. */
    public byte[] bytes() throws IOException {
        var bytes = new ByteArrayOutputStream();
        workbook.write(bytes);
        return bytes.toByteArray();
    }

    @Override
    public void close() throws IOException {
        workbook.close();
    }
}
