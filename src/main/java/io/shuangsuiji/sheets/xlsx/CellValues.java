package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.xlsx.NumberFormats.Format;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.util.regex.Pattern;
import org.apache.poi.ss.usermodel.DateUtil;

/** Makes of what a workbook keeps of a cell what people see in it; what cannot be made out is a fault of that cell. */
final class CellValues {
    /** Excel keeps 15 digits of a number: those that follow are noise, and of a longer one the last have been lost. */
    private static final MathContext DIGITS = new MathContext(15);

    private static final BigDecimal TOO_LONG = new BigDecimal("1e15");

    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d++(\\.\\d*+)?|\\.\\d++)([eE][+-]?\\d++)?");

    /** The 29th of February 1900, which Lotus 1-2-3 had and Excel took over. */
    private static final int NO_DAY = 60;

    /** The day after the 31st of December 9999. */
    private static final int END_OF_TIME = 2_958_466;

    private final SharedTexts shared;
    private final NumberFormats formats;
    private final boolean from1904;

    /** @param from1904 whether days are counted from 1904, as on early Macintoshes */
    CellValues(SharedTexts shared, NumberFormats formats, boolean from1904) {
        this.shared = shared;
        this.formats = formats;
        this.from1904 = from1904;
    }

    /**
     * A cell.
     *
     * @param type what the file says the value is
     * @param style the index of its style
     * @param value as the file has it
     */
    Cell read(String type, int style, String value) {
        return switch (type) {
            case "inlineStr" -> text(value);
            case "str" -> text(SharedTexts.unescape(value));
            case "s" -> text(shared.get(XmlPart.index(value)));
            case "n" -> number(value, formats.of(style));
            case "d" -> date(value);
            case "b" -> truth(value);
            case "e" -> error(value.substring(0, Math.min(value.length(), 20)));
            default -> unreadable();
        };
    }

    private static Cell text(String text) {
        if (text == null) {
            return unreadable();
        }
        return text.length() > Limits.CELL
                ? Cell.fault(
                        "单元格的文字超过 " + Limits.CELL + " 个字符", "the cell has more than " + Limits.CELL + " characters")
                : Cell.text(text);
    }

    private static Cell error(String name) {
        return Cell.fault(
                "单元格是错误值 " + name + "，请改正公式或填写值",
                "the cell holds the error " + name + "; mend the formula or write a value");
    }

    private static Cell truth(String value) {
        return switch (value) {
            case "1", "true" -> new Cell(Cell.Kind.TRUTH, "是", null, null);
            case "0", "false" -> new Cell(Cell.Kind.TRUTH, "否", null, null);
            default -> unreadable();
        };
    }

    private Cell number(String written, Format format) {
        if (!NUMBER.matcher(written).matches()) {
            return unreadable();
        }
        // of any exponent this makes a number of bounded size
        double value = Double.parseDouble(written);
        return switch (format.kind()) {
            case NUMBER -> number(value, format.zeros());
            case DATE -> moment(value);
            case TIME -> value >= 0 && value < 1 ? clock(value) : moment(value);
            case ELAPSED -> value >= 0 && value < END_OF_TIME ? clock(value) : noDate();
        };
    }

    private static Cell number(double value, int zeros) {
        var rounded = Double.isInfinite(value) ? TOO_LONG : new BigDecimal(value, DIGITS);
        if (rounded.abs().compareTo(TOO_LONG) >= 0) {
            return Cell.fault(
                    "单元格是超过 15 位的数字，Excel 已丢失其末尾几位，请把该列设为文本格式后重新填写",
                    "the cell is a number of more than 15 digits, of which Excel has lost the last; format the column as text"
                            + " and write it again");
        }
        var text = rounded.signum() == 0 ? "0" : rounded.stripTrailingZeros().toPlainString();
        // 000123 by the format 000000 is what people see and mean
        boolean padded = text.length() < zeros && text.matches("\\d+");
        return new Cell(Cell.Kind.NUMBER, padded ? "0".repeat(zeros - text.length()) + text : text, null, null);
    }

    private Cell moment(double value) {
        if (value < 1 || value >= END_OF_TIME || !from1904 && (int) value == NO_DAY) {
            return noDate();
        }
        return date(DateUtil.getLocalDateTime(value, from1904, true));
    }

    private static Cell date(LocalDateTime moment) {
        if (moment.getYear() < 1 || moment.getYear() > 9999) {
            return noDate();
        }
        var day = moment.toLocalDate().toString();
        var time = moment.toLocalTime();
        return new Cell(
                Cell.Kind.DATE,
                time.equals(LocalTime.MIDNIGHT) ? day : day + " " + clock(time.toSecondOfDay()),
                null,
                null);
    }

    private static Cell date(String written) {
        try {
            return date(
                    written.contains("T")
                            ? LocalDateTime.parse(written, DateTimeFormatter.ISO_DATE_TIME)
                            : LocalDate.parse(written).atStartOfDay());
        } catch (DateTimeException none) {
            return noDate();
        }
    }

    private static Cell clock(double value) {
        return Cell.text(clock(Math.round(value * DateUtil.SECONDS_PER_DAY)));
    }

    private static String clock(long seconds) {
        var text = String.format("%02d:%02d", seconds / 3_600, seconds / 60 % 60);
        return seconds % 60 == 0 ? text : text + String.format(":%02d", seconds % 60);
    }

    private static Cell noDate() {
        return Cell.fault("单元格的值不是存在的日期，请改正", "the cell's value is no date that exists; mend it");
    }

    private static Cell unreadable() {
        return Cell.fault("单元格的内容无法读取，请重新填写", "the cell cannot be read; write its value again");
    }
}
