package io.shuangsuiji.amendment.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.edit.Edit.AddRow;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.TableWorkbook.Origin;
import io.shuangsuiji.amendment.edit.TableWorkbook.Problem;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.function.Consumer;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TableWorkbookTest {
    private static final Origin ORIGIN = new Origin("20240601-abcdefgh", 3);
    private static final byte[] WRITTEN = written();

    private static byte[] written() {
        try (var out = new ByteArrayOutputStream()) {
            TableWorkbook.write(Shipped.tables(), ORIGIN, out);
            return out.toByteArray();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] edited(Consumer<XSSFWorkbook> edit) throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(WRITTEN));
                var out = new ByteArrayOutputStream()) {
            edit.accept(workbook);
            workbook.write(out);
            return out.toByteArray();
        }
    }

    private static SortedMap<String, byte[]> applied(byte[] workbook) throws EditRefused {
        var read = WorkbookReader.read(Shipped.tables(), workbook);
        assertThat(read.problems()).isEmpty();
        return DmnEditor.apply(Shipped.files(), read.edits());
    }

    private static List<Problem> problems(Consumer<XSSFWorkbook> edit) throws Exception {
        var read = WorkbookReader.read(Shipped.tables(), edited(edit));
        assertThat(read.edits()).isEmpty();
        return read.problems();
    }

    private static Row row(Sheet sheet, String address) {
        for (var row : sheet) {
            if (row.getCell(0) != null && row.getCell(0).getStringCellValue().equals(address)) {
                return row;
            }
        }
        throw new AssertionError(address);
    }

    private static Cell rate(XSSFWorkbook workbook, int rule) {
        return row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-" + rule).getCell(5);
    }

    private static void copy(Row from, Row to, boolean withId) {
        for (var cell : from) {
            if (cell.getColumnIndex() > 0 || withId) {
                var target = to.createCell(cell.getColumnIndex());
                switch (cell.getCellType()) {
                    case NUMERIC -> target.setCellValue(cell.getNumericCellValue());
                    default -> target.setCellValue(cell.getStringCellValue());
                }
            }
        }
    }

    @Test
    void shouldChangeNotOneByteWithoutEdits() throws Exception {
        assertThat(WorkbookReader.read(Shipped.tables(), WRITTEN).edits()).isEmpty();
        assertThat(applied(edited(workbook -> {}))).containsExactlyEntriesOf(Shipped.files());
        assertThat(WorkbookReader.origin(WRITTEN)).isEqualTo(ORIGIN);
    }

    @Test
    void shouldShowRatiosAsPercentagesAndOfferTheAllowedWords() throws Exception {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(WRITTEN))) {
            var rate = rate(workbook, 1);
            assertThat(rate.getNumericCellValue()).isEqualTo(0.125);
            assertThat(rate.getCellStyle().getDataFormatString()).endsWith("%");
            assertThat(workbook.getSheet("抽样规则").getDataValidations()).hasSizeGreaterThanOrEqualTo(4);
            assertThat(workbook.getSheet("抽样规则").isColumnHidden(0)).isTrue();
        }
    }

    @Test
    void shouldGiveTheSameBytesAsTheSameEditOnThePage() throws Exception {
        var onPage = DmnEditor.apply(Shipped.files(), List.of(new SetCell("quota.dmn", Shipped.R05, "15%")));
        assertThat(applied(edited(workbook -> rate(workbook, 1).setCellValue(0.15))))
                .containsExactlyEntriesOf(onPage);
        assertThat(applied(edited(workbook -> rate(workbook, 1).setCellValue("１５％"))))
                .containsExactlyEntriesOf(onPage);
        var formula = applied(edited(workbook -> rate(workbook, 1).setCellFormula("15/100")));
        assertThat(Shipped.text(formula, "quota.dmn")).as("a formula is FEEL").contains("<text>15/100</text>");
    }

    @Test
    void shouldTakeRowsAddedCopiedDeletedAndMoved() throws Exception {
        int next = Shipped.table(Shipped.files(), "抽样规则").rows().size() + 1;
        var onPage = DmnEditor.apply(
                Shipped.files(),
                List.of(
                        new AddRow("quota.dmn", Shipped.RULES, 2, Shipped.RULES + "-rule-1"),
                        new SetCell("quota.dmn", Shipped.RULES + "-rule-" + next + "-out-4", "20%"),
                        new Edit.DeleteRow("quota.dmn", Shipped.RULES + "-rule-3")));
        for (boolean withId : new boolean[] {true, false}) {
            var inExcel = applied(edited(workbook -> {
                var sheet = workbook.getSheet("抽样规则");
                sheet.removeRow(row(sheet, Shipped.RULES + "-rule-3"));
                var first = row(sheet, Shipped.RULES + "-rule-1");
                sheet.shiftRows(first.getRowNum() + 1, sheet.getLastRowNum(), 1);
                var added = sheet.createRow(first.getRowNum() + 1);
                copy(first, added, withId);
                added.getCell(5).setCellValue(0.2);
            }));
            assertThat(Shipped.text(inExcel, "quota.dmn")).isEqualTo(Shipped.text(onPage, "quota.dmn"));
        }
    }

    @Test
    void shouldTakeANewWordAndItsUseInOneUpload() throws Exception {
        var files = applied(edited(workbook -> {
            var types = workbook.getSheet("词汇-取值范围");
            var cell = row(types, "types-type-0").getCell(2);
            cell.setCellValue(cell.getStringCellValue() + "、入河排污口");
            row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-1").getCell(1).setCellValue("入河排污口");
        }));
        assertThat(Shipped.text(files, "quota.dmn")).contains("<text>\"入河排污口\"</text>");
    }

    @Test
    void shouldFillTheExtraCalendarFromExcelDates() throws Exception {
        var files = applied(edited(workbook -> {
            var sheet = workbook.getSheet("补充日历");
            var row = sheet.createRow(TableWorkbook.FIRST_ROW);
            var date = row.createCell(1);
            date.setCellValue(java.time.LocalDate.of(2027, 1, 1));
            var style = workbook.createCellStyle();
            style.setDataFormat((short) 14);
            date.setCellStyle(style);
            row.createCell(2).setCellValue(false);
            row.createCell(3).setCellValue("元旦");
        }));
        assertThat(Shipped.text(files, "schedule.dmn")).contains("date(\"2027-01-01\")", "\"元旦\"");
    }

    @Test
    void shouldNameTheCellOfEachProblem() throws Exception {
        var found = problems(workbook -> {
            rate(workbook, 1).setCellValue("一成五");
            row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-2").getCell(2).setCellValue("重典");
            row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-3").getCell(0).setCellValue("changed");
        });
        assertThat(found)
                .extracting(Problem::sheet, Problem::cell)
                .contains(
                        org.assertj.core.groups.Tuple.tuple("抽样规则", "F5"),
                        org.assertj.core.groups.Tuple.tuple("抽样规则", "C6"),
                        org.assertj.core.groups.Tuple.tuple("抽样规则", "A7"));
        assertThat(found).anyMatch(problem -> problem.message().contains("是否想写「重点」"));
    }

    @Test
    void shouldReportStructuralDamage() throws Exception {
        assertThat(problems(workbook -> workbook.removeSheetAt(workbook.getSheetIndex("抽样规则"))))
                .anyMatch(problem -> problem.message().contains("缺少「抽样规则」的工作表"));
        assertThat(problems(workbook -> workbook.getSheet("抽样规则")
                        .getRow(TableWorkbook.COLUMNS_ROW)
                        .getCell(3)
                        .setCellValue("x")))
                .anyMatch(problem ->
                        problem.message().contains("缺少「抽样层」列") && problem.cell().equals("D3"));
        assertThat(problems(workbook -> workbook.getSheet("抽样规则")
                        .addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("B5:B6"))))
                .anyMatch(problem -> problem.message().contains("合并"));
        assertThat(problems(workbook -> {
                    var types = workbook.getSheet("词汇-取值范围");
                    types.removeRow(row(types, "types-type-0"));
                }))
                .anyMatch(problem -> problem.message().contains("不能增删行"));
    }

    private static void put(Sheet sheet, int row, int column, String text) {
        var line = sheet.getRow(row) == null ? sheet.createRow(row) : sheet.getRow(row);
        line.createCell(column).setCellValue(text);
    }

    /** What stands outside the tables is refused by its cell; one problem a column. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            抽样规则 | 6  | 17 | 仅限城区   | R7  | 没有这一列
            抽样规则 | 80 | 19 | 备忘      | T81 | 没有这一列
            抽样规则 | 0  | 4  | 备忘      | E1  | 表的名称和说明
            抽样规则 | 1  | 1  | 改了的说明 | B2  | 表的名称和说明
            抽样规则 | 3  | 1  | 对象      | B4  | 表头不能改：应为「对象类型」
            说明    | 9  | 2  | 备忘      | C10 | 不会被采用
            补充表   | 4  | 1  | 新表      | B5  | 不是草案里的表
            """)
    void shouldRefuseWhatStandsOutsideTheTables(
            String sheet, int row, int column, String text, String cell, String problem) throws Exception {
        var found = problems(workbook -> {
            var into = workbook.getSheet(sheet) == null ? workbook.createSheet(sheet) : workbook.getSheet(sheet);
            put(into, row, column, text);
        });
        assertThat(found).hasSize(1);
        assertThat(found.get(0).sheet()).isEqualTo(sheet);
        assertThat(found.get(0).cell()).isEqualTo(cell);
        assertThat(found.get(0).message()).contains(problem);
    }

    private static TableWorkbook.Read withColumn(String sheet, int column, String header, String first)
            throws Exception {
        return WorkbookReader.read(Shipped.tables(), edited(workbook -> {
            put(workbook.getSheet(sheet), TableWorkbook.HEADER_ROW, column, header);
            put(workbook.getSheet(sheet), TableWorkbook.FIRST_ROW, column, first);
        }));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            触发情形 | 17 | 整改未完成   | 是           | 增加事实「整改未完成」（是否）
            触发情形 | 17 | 风险等级    | 高、低        | 增加事实「风险等级」（取值：高、低）
            触发情形 | 17 | 职工人数    | ≥ 100       | 增加事实「职工人数」（数量）
            触发情形 | 17 | 达标率     | ≥ 12.5%     | 增加事实「达标率」（比例）
            触发情形 | 17 | 投产日期    | ≥ 2024-01-01 | 增加事实「投产日期」（日期）
            抽样规则 | 17 | 备忘      | 仅限城区       | 作为说明列加入
            任务状态 | 15 | 颜色      | 红           | 给清单加一列文字
            """)
    void shouldProposeWhatANewColumnMayBe(String sheet, int column, String header, String first, String question)
            throws Exception {
        var read = withColumn(sheet, column, header, first);
        assertThat(read.problems()).isEmpty();
        assertThat(read.edits()).isEmpty();
        assertThat(read.proposals()).hasSize(1);
        assertThat(read.proposals().get(0).question())
                .startsWith("新列「" + header + "」：")
                .contains(question)
                .endsWith("是/否？");
        var after = DmnEditor.apply(Shipped.tables(), read.edits(true));
        assertThat(after.tables())
                .filteredOn(table -> table.label().equals(sheet))
                .singleElement()
                .satisfies(table -> {
                    var labels = table.columns().stream()
                            .map(io.shuangsuiji.model.Table.Column::label)
                            .toList();
                    assertThat(labels).contains(header);
                    assertThat(table.rows()
                                    .get(0)
                                    .cells()
                                    .get(labels.indexOf(header))
                                    .text())
                            .isEqualTo(first);
                });
    }

    @Test
    void shouldTakeFormulasAndTypesFromTheirSheets() throws Exception {
        var changed = applied(edited(workbook -> {
            row(workbook.getSheet("公式"), "classification.dmn#classification-decision-has-special-expr")
                    .getCell(2)
                    .setCellValue("近期受处罚 or list contains(触发情形.category, \"特殊\")");
            var types = workbook.getSheet("词汇-取值范围");
            var added = types.createRow(types.getLastRowNum() + 1);
            added.createCell(1).setCellValue("风险");
            added.createCell(2).setCellValue("高、低、空");
        }));
        assertThat(Shipped.text(changed, "classification.dmn"))
                .contains("<text>近期受处罚 or list contains(触发情形.category, \"特殊\")</text>");
        assertThat(Shipped.text(changed, "types.dmn")).contains("name=\"风险\"").contains("\"高\",\"低\",null");
        assertThat(problems(
                        workbook -> workbook.getSheet("公式").getRow(1).getCell(2).setCellValue("不认识的名称")))
                .singleElement()
                .satisfies(problem -> assertThat(problem.cell()).isEqualTo("C2"));
    }

    @Test
    void shouldRefuseACopiedColumnByItsHeading() throws Exception {
        assertThat(problems(workbook -> {
                    for (var row : workbook.getSheet("抽样规则")) {
                        if (row.getRowNum() >= TableWorkbook.COLUMNS_ROW && row.getCell(1) != null) {
                            row.createCell(17).setCellValue(row.getCell(1).getStringCellValue());
                        }
                    }
                }))
                .extracting(Problem::cell)
                .containsExactly("B4");
    }

    @Test
    void shouldLetBlankSheetsAndMergedTitlesBe() throws Exception {
        assertThat(applied(edited(workbook -> {
                    workbook.createSheet("空表");
                    workbook.getSheet("抽样规则").addMergedRegion(org.apache.poi.ss.util.CellRangeAddress.valueOf("B1:F1"));
                })))
                .containsExactlyEntriesOf(Shipped.files());
    }

    @Test
    void shouldTakeTheValueOfAConstantFormulaAndRefuseOneOfCells() throws Exception {
        var share = DmnEditor.apply(Shipped.files(), List.of(new SetCell("quota.dmn", Shipped.R05, "15%")));
        assertThat(applied(edited(workbook -> rate(workbook, 1).setCellFormula("15%"))))
                .containsExactlyEntriesOf(share);
        for (var formula : List.of("F6*0.06", "$F$6", "SUM(F5:F9)", "抽样规则!F6", "SUM(1,2)", "15%*2")) {
            assertThat(problems(workbook -> rate(workbook, 1).setCellFormula(formula)))
                    .as(formula)
                    .extracting(Problem::sheet, Problem::cell)
                    .containsExactly(org.assertj.core.groups.Tuple.tuple("抽样规则", "F5"));
        }
        assertThat(problems(workbook -> rate(workbook, 1).setCellFormula("F6*0.06")))
                .anyMatch(problem -> problem.message().contains("「=F6*0.06」"));
        var text = applied(edited(workbook -> rate(workbook, 1).setCellValue("= objectType + category")));
        assertThat(Shipped.text(text, "quota.dmn")).contains("<text>objectType + category</text>");
        assertThat(problems(workbook -> rate(workbook, 1).setCellValue("= objectTyp")))
                .anyMatch(problem -> problem.message().contains("可用的名称：objectType、category"));
    }

    @Test
    void shouldAskWhetherAPercentageIsMeantAndSeeWhichRowsHaveShares() throws Exception {
        assertThat(problems(workbook -> rate(workbook, 1).setCellValue(15)))
                .anyMatch(problem ->
                        problem.cell().equals("F5") && problem.message().contains("是否指 15%？"));
        // the second row has a multiple, unless its measure becomes a share
        assertThat(applied(edited(workbook -> rate(workbook, 2).setCellValue(15))))
                .isNotEmpty();
        assertThat(problems(workbook -> row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-2")
                        .getCell(4)
                        .setCellValue("占总体比例")))
                .anyMatch(problem ->
                        problem.cell().equals("F6") && problem.message().contains("是否指 2.5%？"));
        assertThat(Shipped.text(
                        applied(edited(workbook -> {
                            rate(workbook, 2).setCellValue("40%");
                            row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-2")
                                    .getCell(4)
                                    .setCellValue("占总体比例");
                        })),
                        "quota.dmn"))
                .contains("<text>0.4</text>");
    }

    @Test
    void shouldNotTakeAClearedConditionForAny() throws Exception {
        assertThat(problems(workbook -> row(workbook.getSheet("抽样规则"), Shipped.RULES + "-rule-1")
                        .getCell(2)
                        .setBlank()))
                .anyMatch(problem ->
                        problem.cell().equals("C5") && problem.message().contains("条件不能空着"));
    }

    @Test
    void shouldRefuseToChangeCellsThatAreThereToBeRead() throws Exception {
        assertThat(problems(workbook -> row(workbook.getSheet("词汇-取值范围"), "types-type-0")
                        .getCell(1)
                        .setCellValue("对象种类")))
                .anyMatch(problem -> problem.message().contains("原为「对象类型」"));
    }

    @Test
    void shouldTakeColumnsThatWereMoved() throws Exception {
        var files = applied(edited(workbook -> {
            var sheet = workbook.getSheet("抽样规则");
            for (var row : sheet) {
                var a = row.getCell(1);
                var b = row.getCell(2);
                if (row.getRowNum() >= TableWorkbook.COLUMNS_ROW) {
                    var text = a.getStringCellValue();
                    a.setCellValue(b.getStringCellValue());
                    b.setCellValue(text);
                }
            }
        }));
        assertThat(files).containsExactlyEntriesOf(Shipped.files());
    }

    @Test
    void shouldRefuseHostileAndForeignFilesInBoundedTime() throws Exception {
        assertThatThrownBy(() -> WorkbookReader.origin("no zip".getBytes()))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("另存为 .xlsx");
        try (var foreign = new XSSFWorkbook();
                var out = new ByteArrayOutputStream()) {
            foreign.createSheet("x");
            foreign.write(out);
            assertThatThrownBy(() -> WorkbookReader.origin(out.toByteArray()))
                    .isInstanceOf(EditRefused.class)
                    .hasMessageContaining("不是从本系统下载");
        }
        var bomb = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bomb)) {
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            zip.write(
                    "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                            .getBytes());
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook>".getBytes());
            var zeros = " ".repeat(1 << 20).getBytes();
            for (int i = 0; i < 500; i++) {
                zip.write(zeros);
            }
        }
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThatThrownBy(() -> WorkbookReader.origin(bomb.toByteArray()))
                        .isInstanceOf(EditRefused.class)
                        .hasMessageContaining("异常地大"));
        var entity = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(entity);
                var original = new java.util.zip.ZipInputStream(new ByteArrayInputStream(WRITTEN))) {
            for (var entry = original.getNextEntry(); entry != null; entry = original.getNextEntry()) {
                zip.putNextEntry(new ZipEntry(entry.getName()));
                var bytes = original.readAllBytes();
                zip.write(
                        entry.getName().equals("xl/workbook.xml")
                                ? new String(bytes, java.nio.charset.StandardCharsets.UTF_8)
                                        .replaceFirst(
                                                "<workbook",
                                                "<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]><workbook")
                                        .getBytes(java.nio.charset.StandardCharsets.UTF_8)
                                : bytes);
            }
        }
        assertThatThrownBy(() -> WorkbookReader.origin(entity.toByteArray())).isInstanceOf(EditRefused.class);
    }
}
