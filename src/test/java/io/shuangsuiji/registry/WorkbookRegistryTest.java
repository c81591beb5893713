package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.facts;
import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.object;
import static io.shuangsuiji.registry.Registries.read;
import static io.shuangsuiji.registry.Registries.refusal;
import static io.shuangsuiji.registry.Registries.rejected;
import static io.shuangsuiji.registry.Registries.workbook;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.FormulaError;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.SheetVisibility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkbookRegistryTest {
    private static final String[] HEADER = {"对象编号", "对象类型", "行政处罚决定日期", "季度内投诉宗数", "正面清单"};

    @Test
    void shouldReadTypedCells() {
        var file = table(row -> {
            row.createCell(0).setCellValue("PW-1");
            row.createCell(1).setCellValue("排污单位");
            date(row.createCell(2), "yyyy-mm-dd").setCellValue(LocalDate.of(2024, 3, 5));
            row.createCell(3).setCellValue(12);
            row.createCell(4).setCellValue(true);
        });
        assertThat(object(read(file)))
                .isEqualTo(new RegistryObject(
                        "检查对象",
                        2,
                        "PW-1",
                        null,
                        null,
                        null,
                        facts(
                                "objectType",
                                "排污单位",
                                "lastPenaltyDate",
                                LocalDate.of(2024, 3, 5),
                                "complaintsInQuarter",
                                new BigDecimal(12),
                                "onPositiveList",
                                true)));
    }

    @Test
    void shouldReadTextCellsAsACsvWouldHaveThem() {
        var file = table(row -> text(row, "PW-1", "排污单位", "2024年3月5日", "12", "是"));
        assertThat(object(read(file)).facts())
                .containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5))
                .containsEntry("complaintsInQuarter", new BigDecimal(12))
                .containsEntry("onPositiveList", true);
    }

    @ParameterizedTest
    @ValueSource(strings = {"yyyy\"年\"m\"月\"d\"日\"", "yyyy/m/d", "[$-804]yyyy\"年\"m\"月\"d\"日\";@", "m/d/yy h:mm"})
    void shouldKnowTheDateFormatsOfExcelAndWps(String format) {
        var file = table(row -> {
            text(row, "PW-1", "排污单位");
            date(row.createCell(2), format).setCellValue(LocalDate.of(2024, 3, 5));
        });
        assertThat(object(read(file)).facts()).containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5));
    }

    @ParameterizedTest
    @ValueSource(shorts = {14, 27, 31, 36, 50, 57, 58})
    void shouldKnowTheBuiltInDateFormatsOfChineseExcel(short format) {
        var file = table(row -> {
            text(row, "PW-1", "排污单位");
            var cell = row.createCell(2);
            cell.setCellValue(LocalDate.of(2024, 3, 5));
            var style = row.getSheet().getWorkbook().createCellStyle();
            style.setDataFormat(format);
            cell.setCellStyle(style);
        });
        assertThat(object(read(file)).facts()).containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5));
    }

    @Test
    void shouldCountDaysFrom1904WhereTheWorkbookDoes() {
        var file = workbook(book -> {
            book.getCTWorkbook().getWorkbookPr().setDate1904(true);
            var sheet = book.createSheet();
            text(sheet.createRow(0), HEADER);
            var row = sheet.createRow(1);
            text(row, "PW-1", "排污单位");
            date(row.createCell(2), "yyyy-mm-dd").setCellValue(LocalDate.of(2024, 3, 5));
        });
        assertThat(object(read(file)).facts()).containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5));
    }

    @Test
    void shouldReadNumbersInIdsAsTheyAreSeen() {
        assertThat(object(read(table(row -> id(row, 100200300400.0)))).id()).isEqualTo("100200300400");
        assertThat(object(read(table(row -> id(row, 7)))).id()).isEqualTo("7");
        assertThat(object(read(table(row -> date(id(row, 7), "000000")))).id()).isEqualTo("000007");
    }

    @Test
    void shouldRejectAnIdThatExcelHasRounded() {
        assertThat(rejected(read(table(row -> id(row, 914403001922038216.0)))).errors())
                .singleElement()
                .satisfies(error -> {
                    assertThat(error.pointer()).isEqualTo("/对象编号");
                    assertThat(error.detail()).contains("是超过 15 位的数字").contains("is a number of more");
                    assertThat(error.cell()).endsWith("!A2");
                });
    }

    @Test
    void shouldReadTheSavedResultsOfFormulas() {
        var file = workbook(book -> {
            var sheet = book.createSheet();
            text(sheet.createRow(0), HEADER);
            var row = sheet.createRow(1);
            text(row, null, "排污单位");
            row.createCell(0).setCellFormula("\"PW-\"&1");
            date(row.createCell(2), "yyyy-mm-dd").setCellFormula("DATE(2024,3,5)");
            row.createCell(3).setCellFormula("5+7");
            row.createCell(4).setCellFormula("1=1");
            book.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
        var object = object(read(file));
        assertThat(object.id()).isEqualTo("PW-1");
        assertThat(object.facts())
                .containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5))
                .containsEntry("complaintsInQuarter", new BigDecimal(12))
                .containsEntry("onPositiveList", true);
    }

    @Test
    void shouldRejectCellsThatHoldAnErrorOrNoResult() {
        var file = table(row -> {
            text(row, "PW-1", "排污单位");
            row.createCell(2).setCellErrorValue(FormulaError.NA.getCode());
            row.createCell(3).setCellFormula("5+7");
            row.createCell(9).setCellErrorValue(FormulaError.DIV0.getCode());
        });
        var bad = rejected(read(file));
        assertThat(bad.line()).isEqualTo(2);
        assertThat(bad.errors()).hasSize(2);
        assertThat(bad.errors().get(0).pointer()).isEqualTo("/行政处罚决定日期");
        assertThat(bad.errors().get(0).detail()).contains("是错误值 #N/A").contains("holds the error #N/A");
        assertThat(bad.errors().get(0).cell()).endsWith("!C2");
        assertThat(bad.errors().get(1).pointer()).isEqualTo("/季度内投诉宗数");
        assertThat(bad.errors().get(1).detail()).contains("公式没有保存计算结果");
    }

    @Test
    void shouldRejectADateThatIsANumberAndDropTheTimeOfOne() {
        var number = rejected(read(table(row -> {
            text(row, "PW-1", "排污单位");
            row.createCell(2).setCellValue(45356);
        })));
        var moment = object(read(table(row -> {
            text(row, "PW-1", "排污单位");
            date(row.createCell(2), "yyyy-mm-dd hh:mm").setCellValue(LocalDateTime.of(2024, 3, 5, 13, 30));
        })));
        assertThat(number.errors().get(0).detail()).contains("应为存在的日期").contains("\"45356\"");
        assertThat(moment.facts()).containsEntry("lastPenaltyDate", LocalDate.of(2024, 3, 5));
    }

    @Test
    void shouldFindTheHeaderBelowTitleRowsAndBesideColumnsWithoutOne() {
        var file = workbook(book -> {
            var sheet = book.createSheet();
            sheet.createRow(0).createCell(0).setCellValue("南山区检查对象名录库");
            text(sheet.createRow(2), null, "对象编号", "", "对象类型");
            text(sheet.createRow(4), null, "K-1", "备注", "储油库", "又一个备注");
        });
        assertThat(object(read(file)))
                .isEqualTo(new RegistryObject("Sheet0", 5, "K-1", null, null, null, facts("objectType", "储油库")));
    }

    @Test
    void shouldTakeTheSheetThatHasTheHeader() {
        var file = workbook(book -> {
            var notes = book.createSheet("填写说明");
            text(notes.createRow(0), "列名", "说明");
            text(notes.createRow(1), "对象编号", "必填");
            var hidden = book.createSheet("旧");
            text(hidden.createRow(0), HEADER);
            text(hidden.createRow(1), "OLD", "储油库");
            book.setSheetVisibility(1, SheetVisibility.HIDDEN);
            var sheet = book.createSheet("名录库");
            text(sheet.createRow(0), HEADER);
            text(sheet.createRow(1), "K-1", "储油库");
        });
        assertThat(object(read(file)).id()).isEqualTo("K-1");
    }

    @Test
    void shouldReadEverySheetThatIsARegistry() {
        var file = workbook(book -> {
            for (var name : new String[] {"沙河", "西丽"}) {
                var sheet = book.createSheet(name);
                text(sheet.createRow(0), HEADER);
                text(sheet.createRow(1), name + "-1", "储油库");
            }
        });
        assertThat(read(file)).extracting(RegistryRow::place).containsExactly("沙河 第 2 行", "西丽 第 2 行");
    }

    @Test
    void shouldNameTheSheetAndRowOfABadHeader() {
        var file = workbook(book -> text(book.createSheet("名录").createRow(3), "对象编号", "对象类形"));
        assertThat(refusal(file)).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo("/对象类形");
            assertThat(error.detail()).contains("工作表「名录」第 4 行（表头）").contains("疑为「对象类型」之误");
        });
    }

    @Test
    void shouldRefuseWorkbooksWithoutRowsOrHeader() {
        assertThat(refusal(workbook(book -> book.createSheet("空"))).get(0).detail())
                .contains("工作表「空」没有任何内容");
        assertThat(refusal(workbook(book -> text(book.createSheet("甲").createRow(0), "a", "b")))
                        .get(0)
                        .detail())
                .contains("工作表「甲」前 20 行里没有表头：第 1 行是「a, b」");
    }

    @Test
    void shouldRefuseAnArchiveThatIsNoWorkbook() throws IOException {
        assertThat(refusal(zip("hello.txt", "x")).get(0).detail())
                .contains("实际是ZIP 压缩文件")
                .contains("a ZIP archive");
        var cut = Files.readAllBytes(table(row -> id(row, 1)));
        assertThat(refusal(file(java.util.Arrays.copyOf(cut, cut.length / 2)))
                        .get(0)
                        .detail())
                .contains("工作簿损坏");
    }

    @Test
    void shouldRefuseAWorkbookThatUnpacksToFarMoreThanItIs() throws IOException {
        var file = withSheet(table(row -> id(row, 1)), sheet -> sheet.replace("<sheetData>", " ".repeat(50_000_000)));
        assertThat(refusal(file).get(0).detail()).contains("异常地大").contains("unpacks to far more than its size");
    }

    @Test
    void shouldRefuseASheetThatBreaksOff() throws IOException {
        var file = withSheet(
                table(row -> id(row, 1)), sheet -> sheet.substring(0, sheet.indexOf("</row>") + "</row>".length() + 5));
        assertThat(refusal(file).get(0).detail()).contains("第 1 行附近").contains("工作簿损坏");
    }

    private static Path table(Consumer<Row> content) {
        return workbook(book -> {
            Sheet sheet = book.createSheet("检查对象");
            text(sheet.createRow(0), HEADER);
            content.accept(sheet.createRow(1));
        });
    }

    private static void text(Row row, String... cells) {
        for (int i = 0; i < cells.length; i++) {
            if (cells[i] != null) {
                row.createCell(i).setCellValue(cells[i]);
            }
        }
    }

    private static Cell id(Row row, double number) {
        text(row, null, "储油库");
        var cell = row.createCell(0);
        cell.setCellValue(number);
        return cell;
    }

    private static Cell date(Cell cell, String format) {
        var book = cell.getSheet().getWorkbook();
        var style = book.createCellStyle();
        style.setDataFormat(book.createDataFormat().getFormat(format));
        cell.setCellStyle(style);
        return cell;
    }

    private static Path zip(String entry, String content) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write(content.getBytes(StandardCharsets.UTF_8));
        }
        return file(bytes.toByteArray());
    }

    /** The same workbook with another text of its first sheet. */
    private static Path withSheet(Path workbook, java.util.function.UnaryOperator<String> edit) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var from = new ZipFile(workbook.toFile());
                var to = new ZipOutputStream(bytes)) {
            for (var entry : java.util.Collections.list(from.entries())) {
                to.putNextEntry(new ZipEntry(entry.getName()));
                var content = from.getInputStream(entry).readAllBytes();
                to.write(
                        entry.getName().endsWith("sheet1.xml")
                                ? edit.apply(new String(content, StandardCharsets.UTF_8))
                                        .getBytes(StandardCharsets.UTF_8)
                                : content);
            }
        }
        return file(bytes.toByteArray());
    }
}
