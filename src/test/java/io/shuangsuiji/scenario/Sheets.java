package io.shuangsuiji.scenario;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Small workbooks for tests. */
public final class Sheets {
    public static final List<Object> QUOTA_GROUPS = row("说明", null, null, "输入", null, null, null, null, null, "期望");
    public static final List<Object> QUOTA_LABELS =
            row("编号", "场景", "依据", "对象类型", "监管类别", "总体数", "执法人员数量", "参与执法检查人员总数", "季度", "应抽数");

    private Sheets() {}

    @SafeVarargs
    public static <T> List<Object> row(T... cells) {
        return java.util.Arrays.asList((Object[]) cells);
    }

    public static List<Object> quota(String id, Object population, Object expected) {
        return row(id, "场景 " + id, "R05", "排污单位", "重点", population, 36, 12, 1, expected);
    }

    /** A workbook of one sheet. */
    @SafeVarargs
    public static byte[] workbook(String sheet, List<Object>... rows) {
        return workbook(workbook -> fill(workbook.createSheet(sheet), rows));
    }

    public static byte[] workbook(Consumer<XSSFWorkbook> content) {
        try (var workbook = new XSSFWorkbook()) {
            content.accept(workbook);
            var bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    public static XSSFWorkbook open(byte[] file) {
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(file));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    @SafeVarargs
    public static void fill(Sheet sheet, List<Object>... rows) {
        for (int index = 0; index < rows.length; index++) {
            var row = sheet.createRow(index);
            for (int column = 0; column < rows[index].size(); column++) {
                var value = rows[index].get(column);
                if (value instanceof Number number) {
                    row.createCell(column).setCellValue(new BigDecimal(number.toString()).doubleValue());
                } else if (value instanceof Boolean truth) {
                    row.createCell(column).setCellValue(truth);
                } else if (value instanceof LocalDate date) {
                    var style = sheet.getWorkbook().createCellStyle();
                    style.setDataFormat((short) 14);
                    row.createCell(column).setCellValue(date);
                    row.getCell(column).setCellStyle(style);
                } else if (value != null) {
                    row.createCell(column).setCellValue(value.toString());
                }
            }
        }
    }

    public static ScenarioBook read(byte[] file) {
        return ScenarioBook.read(TestEditions.shipped(), "测试.xlsx", file);
    }

    public static ScenarioReport run(ScenarioBook book) {
        return ScenarioRunner.run(TestEditions.shipped(), List.of(book), Progress.NONE);
    }

    @SafeVarargs
    static List<ScenarioResult> outcomes(String sheet, List<Object>... rows) {
        return run(read(workbook(sheet, rows))).outcomes();
    }
}
