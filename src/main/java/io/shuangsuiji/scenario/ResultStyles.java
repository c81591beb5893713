package io.shuangsuiji.scenario;

import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFFont;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide;

/** The looks of what a run adds. Green and red are told apart by the words as well. */
final class ResultStyles {
    static final String GREEN = "C6EFCE";
    static final String RED = "FFC7CE";
    static final String YELLOW = "FFEB9C";
    private static final String GREY = "E7E6E6";
    private static final String LINE = "BFBFBF";
    private static final String BLUE = "44546A";

    private final XSSFWorkbook workbook;
    private final Map<Outcome.Status, XSSFCellStyle> statuses = new EnumMap<>(Outcome.Status.class);
    private final XSSFCellStyle text;
    private final XSSFCellStyle label;
    private final XSSFCellStyle group;
    private final XSSFCellStyle title;

    ResultStyles(XSSFWorkbook workbook) {
        this.workbook = workbook;
        statuses.put(Outcome.Status.PASSED, filled(GREEN));
        statuses.put(Outcome.Status.FAILED, filled(RED));
        statuses.put(Outcome.Status.UNCHECKED, filled(YELLOW));
        statuses.values().forEach(style -> style.setAlignment(HorizontalAlignment.CENTER));
        text = bordered();
        label = filled(GREY);
        label.setFont(bold(null, 10));
        group = filled(BLUE);
        group.setFont(bold("FFFFFF", 11));
        title = workbook.createCellStyle();
        title.setFont(bold(null, 14));
    }

    XSSFCellStyle of(Outcome.Status status) {
        return statuses.get(status);
    }

    XSSFCellStyle text() {
        return text;
    }

    XSSFCellStyle label() {
        return label;
    }

    XSSFCellStyle group() {
        return group;
    }

    XSSFCellStyle title() {
        return title;
    }

    private XSSFCellStyle filled(String colour) {
        var style = bordered();
        style.setFillForegroundColor(colour(colour));
        style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        return style;
    }

    private XSSFCellStyle bordered() {
        var style = workbook.createCellStyle();
        style.setVerticalAlignment(VerticalAlignment.CENTER);
        style.setWrapText(true);
        for (var side : BorderSide.values()) {
            style.setBorderColor(side, colour(LINE));
        }
        style.setBorderTop(BorderStyle.THIN);
        style.setBorderBottom(BorderStyle.THIN);
        style.setBorderLeft(BorderStyle.THIN);
        style.setBorderRight(BorderStyle.THIN);
        return style;
    }

    private XSSFFont bold(String colour, int size) {
        var font = workbook.createFont();
        font.setBold(true);
        font.setFontHeightInPoints((short) size);
        if (colour != null) {
            font.setColor(colour(colour));
        }
        return font;
    }

    private static XSSFColor colour(String hex) {
        return new XSSFColor(HexFormat.of().parseHex(hex), null);
    }
}
