package io.shuangsuiji.sheets.writer;

import java.util.HexFormat;
import org.apache.poi.ss.usermodel.BorderStyle;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.usermodel.HorizontalAlignment;
import org.apache.poi.ss.usermodel.VerticalAlignment;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFColor;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.apache.poi.xssf.usermodel.extensions.XSSFCellBorder.BorderSide;

/** How a cell looks in the workbooks that we make, and in what we add to others. */
public enum Look {
    /** A line above a table. */
    TITLE("General", null, 14),
    /** The name of a column. */
    HEADER("General", "E7E6E6", 11),
    /** The name of several columns together. */
    GROUP("General", "44546A", 11),
    /** Words, or a number. */
    TEXT("General", null, 0),
    /** Stays as it is typed: no number, date or formula is made of it. */
    TYPED("@", null, 0),
    /** A sum of what stands above. */
    TOTAL("General", "F2F2F2", 11),
    DATE("yyyy-mm-dd", null, 0),
    PERCENT("0.############%", null, 0),
    /** The name of a column that a table tests. */
    INPUT("@", "CCCCFF", 0),
    /** The name of a column that a table answers. */
    OUTPUT("@", "CCFFCC", 0),
    /** What is said beside, or cannot be changed. */
    FIXED("@", "C0C0C0", 0),
    GOOD("General", "C6EFCE", 0),
    BAD("General", "FFC7CE", 0),
    DOUBTFUL("General", "FFEB9C", 0);

    private final String format;
    private final String fill;
    private final int bold;

    /**
     * @param fill the colour behind, or null
     * @param bold the size of bold letters, 0 for plain ones
     */
    Look(String format, String fill, int bold) {
        this.format = format;
        this.fill = fill;
        this.bold = bold;
    }

    /** The colour behind. */
    public XSSFColor fill() {
        return colour(fill);
    }

    XSSFCellStyle style(XSSFWorkbook workbook) {
        var style = workbook.createCellStyle();
        style.setDataFormat(workbook.createDataFormat().getFormat(format));
        style.setVerticalAlignment(VerticalAlignment.TOP);
        style.setAlignment(compareTo(GOOD) < 0 ? HorizontalAlignment.GENERAL : HorizontalAlignment.CENTER);
        if (fill != null) {
            style.setFillForegroundColor(colour(fill));
            style.setFillPattern(FillPatternType.SOLID_FOREGROUND);
        }
        if (bold > 0) {
            var font = workbook.createFont();
            font.setBold(true);
            font.setFontHeightInPoints((short) bold);
            font.setColor(this == GROUP ? colour("FFFFFF") : null);
            style.setFont(font);
        }
        if (this != TITLE) {
            style.setWrapText(true);
            style.setBorderTop(BorderStyle.THIN);
            style.setBorderBottom(BorderStyle.THIN);
            style.setBorderLeft(BorderStyle.THIN);
            style.setBorderRight(BorderStyle.THIN);
            for (var side : BorderSide.values()) {
                style.setBorderColor(side, colour("BFBFBF"));
            }
        }
        return style;
    }

    private static XSSFColor colour(String hex) {
        return new XSSFColor(HexFormat.of().parseHex(hex), null);
    }
}
