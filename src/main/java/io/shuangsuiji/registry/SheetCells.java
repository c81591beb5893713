package io.shuangsuiji.registry;

import java.math.BigDecimal;
import java.time.LocalTime;
import java.util.Map;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.util.NumberToTextConverter;

/** Writes a typed cell of a workbook as a person would: a date as 2024-03-20, a number without exponent or idle zeros. */
final class SheetCells {
    /** Excel keeps 15 digits of a number: of a longer one the last have been lost. */
    private static final double FIFTEEN_DIGITS = 1e15;

    private SheetCells() {}

    /** The text of a cell, or an empty one and what is wrong with it in {@code faults}. */
    static String text(Cell cell, Map<Integer, String> faults) {
        try {
            boolean formula = cell.getCellType() == CellType.FORMULA;
            return switch (formula ? cell.getCachedFormulaResultType() : cell.getCellType()) {
                case STRING -> cell.getStringCellValue();
                case NUMERIC -> number(cell, faults);
                case BOOLEAN -> cell.getBooleanCellValue() ? "是" : "否";
                case ERROR ->
                    fault(
                            cell,
                            faults,
                            "是错误值 " + error(cell) + "，请改正公式或填写值",
                            "holds the error " + error(cell) + "; mend the formula or write a value");
                default ->
                    formula
                            ? fault(
                                    cell,
                                    faults,
                                    "的公式没有保存计算结果，请用 Excel 或 WPS 打开后重新保存",
                                    "holds a formula whose result was not saved; open the file in Excel or WPS and save it")
                            : "";
            };
        } catch (IllegalArgumentException | IllegalStateException malformed) {
            return fault(cell, faults, "的内容无法读取", "cannot be read (" + malformed.getMessage() + ")");
        }
    }

    private static String number(Cell cell, Map<Integer, String> faults) {
        double value = cell.getNumericCellValue();
        if (isDate(cell, value)) {
            var moment = cell.getLocalDateTimeCellValue();
            return moment.toLocalTime().equals(LocalTime.MIDNIGHT)
                    ? moment.toLocalDate().toString()
                    : moment.toString();
        }
        if (Math.abs(value) >= FIFTEEN_DIGITS) {
            return fault(
                    cell,
                    faults,
                    "是超过 15 位的数字，Excel 已丢失其末尾几位，请把该列设为文本格式后重新填写",
                    "is a number of more than 15 digits, of which Excel has lost the last; format the column as text"
                            + " and write it again");
        }
        var digits = new BigDecimal(NumberToTextConverter.toText(value)).toPlainString();
        var format = cell.getCellStyle() == null ? null : cell.getCellStyle().getDataFormatString();
        // 000123 by the format 000000 is what people see and mean
        return format != null && format.matches("0{2,}") && digits.matches("\\d+") && digits.length() < format.length()
                ? "0".repeat(format.length() - digits.length()) + digits
                : digits;
    }

    private static boolean isDate(Cell cell, double value) {
        if (cell.getCellStyle() == null || !DateUtil.isValidExcelDate(value)) {
            return false;
        }
        int format = cell.getCellStyle().getDataFormat();
        // built-in formats 27 to 36 and 50 to 58 are dates where Excel is Chinese, and written without a pattern
        return format >= 27 && format <= 36
                || format >= 50 && format <= 58
                || DateUtil.isADateFormat(format, cell.getCellStyle().getDataFormatString());
    }

    private static String error(Cell cell) {
        // the streaming reader writes the error's name behind a word of its own
        return cell.getStringCellValue().replaceFirst("^ERROR:\\s*", "");
    }

    private static String fault(Cell cell, Map<Integer, String> faults, String chinese, String english) {
        var address = cell.getAddress().formatAsString();
        faults.put(cell.getColumnIndex(), "单元格 " + address + " " + chinese + " / cell " + address + " " + english);
        return "";
    }
}
