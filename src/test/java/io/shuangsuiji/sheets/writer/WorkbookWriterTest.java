package io.shuangsuiji.sheets.writer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.SpreadsheetVersion;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.xssf.usermodel.XSSFCellStyle;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class WorkbookWriterTest {
    private static final List<String> MANY =
            IntStream.range(0, 100).mapToObj(i -> "第" + i + "中队").toList();

    private static XSSFWorkbook opened(WorkbookWriter workbook) throws IOException {
        try (workbook) {
            return new XSSFWorkbook(new ByteArrayInputStream(workbook.bytes()));
        }
    }

    private static String choices(XSSFSheet sheet, int index) {
        return sheet.getDataValidations().get(index).getValidationConstraint().getFormula1();
    }

    @Test
    void shouldWriteTextsNumbersAndDays() throws IOException {
        for (var workbook : List.of(new WorkbookWriter(), WorkbookWriter.streaming())) {
            var writer = workbook.sheet("表").widths(10, 20);
            writer.header(List.of("甲", "乙", "丙", "丁"));
            writer.row("=1+1", 3.5, LocalDate.of(2024, 3, 20), null);
            var sheet = opened(workbook).getSheet("表");
            var row = sheet.getRow(1);
            assertThat(row.getCell(0).getCellType()).isEqualTo(CellType.STRING);
            assertThat(row.getCell(0)).hasToString("=1+1");
            assertThat(row.getCell(1).getNumericCellValue()).isEqualTo(3.5);
            assertThat(row.getCell(2).getLocalDateTimeCellValue().toLocalDate()).isEqualTo("2024-03-20");
            assertThat(row.getCell(2).getCellStyle().getDataFormatString()).isEqualTo("yyyy-mm-dd");
            assertThat(row.getCell(3).getCellType()).isEqualTo(CellType.BLANK);
            assertThat(sheet.getColumnWidth(1)).isEqualTo(20 * 256);
            assertThat(sheet.getPaneInformation().getHorizontalSplitPosition()).isEqualTo((short) 1);
        }
    }

    @Test
    void shouldComeOutOnPaperAsAFile() throws IOException {
        for (var workbook : List.of(new WorkbookWriter(), WorkbookWriter.streaming())) {
            var writer = workbook.sheet("表");
            writer.title("标题");
            writer.header(List.of("甲", "乙"));
            writer.row("一", 1);
            writer.total("合计", 1);
            workbook.print("甲 & 乙", "名录 " + text(300));
            var sheet = opened(workbook).getSheet("表");
            var print = sheet.getPrintSetup();
            assertThat(print.getPaperSize()).isEqualTo(PrintSetup.A4_PAPERSIZE);
            assertThat(print.getLandscape()).isTrue();
            assertThat(sheet.getFitToPage()).isTrue();
            assertThat(print.getFitWidth()).isEqualTo((short) 1);
            assertThat(print.getFitHeight()).isEqualTo((short) 0);
            assertThat(sheet.getRepeatingRows().formatAsString()).isEqualTo("1:2");
            assertThat(sheet.getHeader().getLeft()).isEqualTo("甲 && 乙");
            assertThat(sheet.getFooter().getLeft())
                    .startsWith("名录 ")
                    .endsWith("…")
                    .hasSizeLessThan(230);
            assertThat(sheet.getFooter().getRight()).isEqualTo("第 &P 页，共 &N 页");
            assertThat(((XSSFCellStyle) sheet.getRow(3).getCell(0).getCellStyle())
                            .getFont()
                            .getBold())
                    .isTrue();
        }
    }

    @Test
    void shouldShowWhereATextWasCut() throws IOException {
        int most = SpreadsheetVersion.EXCEL2007.getMaxTextLength();
        var workbook = new WorkbookWriter();
        workbook.sheet("表").row(text(most), text(most + 1), text(most - 2) + "𠮷𠮷");
        var row = opened(workbook).getSheet("表").getRow(0);
        assertThat(row.getCell(0)).hasToString(text(most));
        assertThat(row.getCell(1)).hasToString(text(most - 1) + "…");
        assertThat(row.getCell(2)).as("no half of a character").hasToString(text(most - 2) + "…");
    }

    /** So many different characters: of the same over and over, a workbook would be taken for an attack. */
    private static String text(int length) {
        return IntStream.range(0, length)
                .mapToObj(i -> Character.toString(0x4e00 + i * 7919 % 20_000))
                .collect(Collectors.joining());
    }

    @Test
    void shouldGoOnInAFurtherSheetWhereOneIsFull() throws IOException {
        var workbook = new WorkbookWriter();
        var writer = workbook.sheet("明细").widths(30);
        writer.header(List.of("编号"));
        writer.put(SpreadsheetVersion.EXCEL2007.getLastRowIndex(), 0, "最后一行", Look.TEXT);
        writer.row("下一行");
        var further = opened(workbook).getSheet("明细2");
        assertThat(further.getRow(0).getCell(0)).hasToString("编号");
        assertThat(further.getRow(1).getCell(0)).hasToString("下一行");
        assertThat(further.getColumnWidth(0)).isEqualTo(30 * 256);
    }

    @Test
    void shouldOfferWordsAndLetOthersBeTyped() throws IOException {
        for (var workbook : List.of(new WorkbookWriter(), WorkbookWriter.streaming())) {
            var writer = workbook.sheet("表");
            writer.header(List.of("队", "队", "是否", "句", "无"));
            writer.offer(0, 1, 5000, MANY);
            writer.offer(1, 1, 5000, MANY);
            writer.offer(2, 1, 5000, List.of("是", "否"));
            writer.offer(3, 1, 5000, List.of("a,b", "c"));
            writer.offer(4, 1, 5000, List.of());
            var opened = opened(workbook);
            var sheet = opened.getSheet("表");
            assertThat(sheet.getDataValidations()).hasSize(4).noneMatch(words -> words.getShowErrorBox());
            assertThat(choices(sheet, 0)).isEqualTo("_lists!$A$1:$A$100").isEqualTo(choices(sheet, 1));
            assertThat(choices(sheet, 2)).isEqualTo("\"是,否\"");
            assertThat(choices(sheet, 3)).as("a comma would part it").isEqualTo("_lists!$B$1:$B$2");
            assertThat(opened.getSheet("_lists").getRow(99).getCell(0)).hasToString("第99中队");
            assertThat(opened.isSheetHidden(opened.getSheetIndex("_lists"))).isTrue();
        }
    }

    @Test
    void shouldKeepTheListsOfAWorkbookThatItAddsTo() throws IOException {
        var first = new WorkbookWriter();
        first.sheet("一").offer(0, 1, 10, MANY);
        var workbook = opened(first);
        var second = new WorkbookWriter(workbook);
        second.sheet("二").offer(0, 1, 10, MANY);
        second.sheet("三").offer(0, 1, 10, List.of("a,b"));
        assertThat(choices(workbook.getSheet("二"), 0)).isEqualTo("_lists!$A$1:$A$100");
        assertThat(choices(workbook.getSheet("三"), 0)).isEqualTo("_lists!$B$1:$B$1");
    }

    @Test
    void shouldNameSheetsAsExcelTakesThem() throws IOException {
        var workbook = new WorkbookWriter();
        workbook.sheet("A/B:一").hide();
        workbook.sheet("a-b-一");
        workbook.sheet("长".repeat(40));
        workbook.sheet("长".repeat(40));
        var opened = opened(workbook);
        assertThat(opened)
                .extracting(sheet -> sheet.getSheetName())
                .containsExactly("A-B-一", "a-b-一2", "长".repeat(31), "长".repeat(30) + "2");
        assertThat(opened.isSheetHidden(0)).isTrue();
    }
}
