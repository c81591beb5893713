package io.shuangsuiji.sheets.xlsx;

import static io.shuangsuiji.sheets.xlsx.RawWorkbook.relation;
import static io.shuangsuiji.sheets.xlsx.RawWorkbook.relations;
import static io.shuangsuiji.sheets.xlsx.RawWorkbook.workbook;
import static io.shuangsuiji.sheets.xlsx.RawWorkbook.worksheet;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.Cell.Kind;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Row.Visibility;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Workbooks as people and their programs write them, and as nobody should. */
class XlsxFileTest {
    private static final Path CASES = Path.of("src/test/resources/cases");

    private static List<Row> rows(Source source) {
        try (var file = XlsxFile.open(source, Limits.SMALL)) {
            return rows(file.sheets().get(0));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static List<Row> rows(Sheet sheet) throws IOException {
        var rows = new ArrayList<Row>();
        try (var reading = sheet.rows()) {
            for (var row = reading.next(); row != null; row = reading.next()) {
                rows.add(row);
            }
        }
        return rows;
    }

    private static List<Row> rows(String rows) {
        return rows(RawWorkbook.rows(rows).source());
    }

    private static List<Row> sample(String name) {
        return rows(Source.of(CASES.resolve(name)));
    }

    private static Cell cell(RawWorkbook workbook) {
        return rows(workbook.source()).get(0).cell(0);
    }

    private static Cell cell(String cell) {
        return cell(RawWorkbook.rows("<row r=\"1\">" + cell + "</row>"));
    }

    private static Cell formatted(String code, String value) {
        return cell(RawWorkbook.rows("<row><c s=\"1\"><v>" + value + "</v></c></row>")
                .formats(code));
    }

    private static String text(String address, String text) {
        return "<c r=\"" + address + "\" t=\"inlineStr\"><is><t>" + text + "</t></is></c>";
    }

    /** The texts of rows, each with its number, for short comparison. */
    private static List<String> shown(List<Row> rows) {
        return rows.stream()
                .map(row -> row.number() + ":" + String.join("|", row.texts()))
                .toList();
    }

    private static String refusal(RawWorkbook workbook) {
        return refusal(workbook.source(), Limits.SMALL);
    }

    private static String refusal(Source source, Limits limits) {
        try (var file = XlsxFile.open(source, limits)) {
            for (var sheet : file.sheets()) {
                rows(sheet);
            }
        } catch (UnreadableFile refused) {
            assertThat(refused.problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.detail()).contains(" / "));
            return refused.getMessage();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return "not refused";
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "00-base",
                "15g-row-per-cell",
                "15m-inline-rich-phonetic",
                "09-filtered-rows",
                "07b-merged-rating-only",
                "16-invisible-fullwidth"
            })
    void shouldReadTheSampleRegistries(String name) {
        var rows = sample("registry/" + name + ".xlsx");
        assertThat(rows.get(0).texts()).startsWith("对象编号", "单位名称");
        assertThat(rows)
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> assertThat(row.special()).isEmpty());
    }

    @Test
    void shouldReadTheSameHoweverTheElementsAreCut() {
        var base = shown(sample("registry/00-base.xlsx"));
        assertThat(base).hasSize(11).contains("2:NS-PW-01|甲厂|执法科一队|排污单位|一般|2024-01-05|||0|否|登记管理");
        assertThat(shown(sample("registry/15g-row-per-cell.xlsx"))).isEqualTo(base);
        assertThat(shown(sample("registry/15m-inline-rich-phonetic.xlsx"))).isEqualTo(base);
    }

    @Test
    void shouldResolveEscapesInHeaders() {
        assertThat(sample("registry/04-x000D-header.xlsx").get(0).text(5)).isEqualTo("行政处罚\r\n决定日期");
    }

    @Test
    void shouldFillHeadersMergedOverTwoRowsButNoTitle() {
        assertThat(shown(sample("registry/05-two-header-rows.xlsx")).subList(0, 3))
                .containsExactly(
                        "1:2024年第一季度检查对象名录库",
                        "2:序号|对象编号|单位名称|执法队|对象类型" + "|环境管理信息".repeat(7),
                        "3:序号|对象编号|单位名称|执法队|对象类型|监管级别|行政处罚决定日期|环境信用等级|涉VOCs企业分级|季度内投诉宗数|正面清单|排污许可管理类别");
        assertThat(shown(sample("registry/06-government-sheet.xlsx")).get(0)).isEqualTo("1:2024年第一季度南山区双随机检查对象名录库");
    }

    @Test
    void shouldFillARatingMergedOverManyRows() throws IOException {
        var rows = sample("registry/07b-merged-rating-only.xlsx");
        assertThat(rows.subList(1, 9))
                .extracting(row -> row.text(6))
                .containsOnly(rows.get(1).text(6));
        assertThat(rows.get(1).text(6)).isNotEmpty();
        try (var file = XlsxFile.open(Source.of(CASES.resolve("registry/07b-merged-rating-only.xlsx")), Limits.LARGE)) {
            assertThat(file.sheets().get(0).merged()).containsExactly("C2:C9", "G2:G9");
        }
    }

    @Test
    void shouldSeeEverySheet() throws IOException {
        try (var file = XlsxFile.open(Source.of(CASES.resolve("registry/08-sheet-per-type.xlsx")), Limits.LARGE)) {
            assertThat(file.sheets()).extracting(Sheet::name).containsExactly("排污单位", "加油站");
            assertThat(rows(file.sheets().get(1))).hasSizeGreaterThan(30);
        }
    }

    @Test
    void shouldTellRowsLeftOutByAFilter() {
        assertThat(sample("registry/09-filtered-rows.xlsx").stream()
                        .filter(row -> row.visibility() == Visibility.FILTERED))
                .hasSize(7);
    }

    @Test
    void shouldReadDatesOfEveryFormatOfCurrentExcel() {
        assertThat(sample("registry/20c-date-formats-365.xlsx").stream().skip(1))
                .hasSizeGreaterThan(8)
                .allSatisfy(row -> {
                    assertThat(row.cell(5).kind()).isEqualTo(Kind.DATE);
                    assertThat(row.text(5)).startsWith("2024-01-05");
                });
    }

    @Test
    void shouldKeepTheFaultOfACellToThatCell() {
        var huge = sample("security/xlsx-number-1e9.xlsx").get(1);
        assertThat(huge.cell(9).fault()).contains("超过 15 位的数字");
        assertThat(huge.text(0)).isEqualTo("NS-2");
        var date = sample("security/xlsx-date-huge.xlsx").get(1);
        assertThat(date.cell(6).fault()).contains("不是存在的日期");
        assertThat(date.text(11)).isEqualTo("登记管理");
    }

    @ParameterizedTest
    @CsvSource({"xlsx-sst-truncated,附近无法读取", "xlsx-xxe-sst,DOCTYPE"})
    void shouldRefuseDamagedAndHostileTextsAndLeaveNothingOpen(String name, String why) throws IOException {
        var source = Source.of(CASES.resolve("security/" + name + ".xlsx"));
        assertThat(refusal(source, Limits.SMALL)).contains("工作簿损坏", "xl/sharedStrings.xml", why);
        long before = openFiles();
        for (int times = 0; times < 200; times++) {
            refusal(source, Limits.SMALL);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(before);
    }

    private static long openFiles() throws IOException {
        try (var open = Files.list(Path.of("/proc/self/fd"))) {
            return open.count();
        }
    }

    @Test
    void shouldCloseTheFileThatItOpened(@TempDir Path folder) throws IOException {
        var path = Files.write(
                folder.resolve("名录.xlsx"),
                RawWorkbook.rows("<row>" + text("A1", "甲") + "</row>").bytes());
        long before = openFiles();
        for (int times = 0; times < 50; times++) {
            assertThat(shown(rows(Source.of(path)))).containsExactly("1:甲");
            refusal(Source.of("断.xlsx", Files.write(folder.resolve("断.xlsx"), new byte[100])), Limits.SMALL);
        }
        assertThat(openFiles()).isLessThanOrEqualTo(before);
    }

    @Test
    void shouldRefuseADocumentTypeInEveryPart() {
        var parts = List.of(
                "_rels/.rels",
                "xl/workbook.xml",
                "xl/_rels/workbook.xml.rels",
                "xl/worksheets/sheet1.xml",
                "xl/styles.xml",
                "xl/sharedStrings.xml");
        for (var part : parts) {
            for (var type : List.of("<!DOCTYPE x SYSTEM \"file:///etc/passwd\">", "<!DOCTYPE x [<!ENTITY e \"e\">]>")) {
                var workbook = RawWorkbook.rows("").with(part, type + "<x/>");
                assertThat(refusal(workbook)).as(part).contains("DOCTYPE");
            }
        }
    }

    @Test
    void shouldReadStrictWorkbooksAndPrefixedElements() {
        var strict = "http://purl.oclc.org/ooxml/";
        var workbook = RawWorkbook.of("")
                .with(
                        "_rels/.rels",
                        relations(relation("a", "officeDocument", "/xl/Book.xml"))
                                .replace(RawWorkbook.RELATIONS, strict + "officeDocument/relationships"))
                .with(
                        "xl/book.xml",
                        "<x:workbook xmlns:x=\"" + strict + "spreadsheetml/main\" xmlns:q=\"" + strict
                                + "officeDocument/relationships\" conformance=\"strict\"><x:sheets><x:sheet name=\"甲\" sheetId=\"7\""
                                + " q:id=\"b\"/></x:sheets></x:workbook>")
                .with(
                        "xl/_rels/book.xml.rels",
                        relations(relation("b", "worksheet", "./worksheets/../worksheets/a.xml"))
                                .replace(RawWorkbook.RELATIONS, strict + "officeDocument/relationships"))
                .with(
                        "xl\\worksheets\\a.xml",
                        "<x:worksheet xmlns:x=\"" + strict
                                + "spreadsheetml/main\"><x:sheetData><x:row r=\"2\"><x:c r=\"B2\""
                                + " t=\"d\"><x:v>2024-03-20T08:30:00</x:v></x:c></x:row></x:sheetData></x:worksheet>");
        var row = rows(workbook.source()).get(0);
        assertThat(row.cell(1)).isEqualTo(new Cell(Kind.DATE, "2024-03-20 08:30", null, null));
        assertThat(shown(List.of(row))).containsExactly("2:|2024-03-20 08:30");
    }

    @Test
    void shouldTellHiddenSheetsAndLeaveOutCharts() throws IOException {
        var workbook = RawWorkbook.rows("<row>" + text("A1", "甲") + "</row>")
                .with(
                        "xl/workbook.xml",
                        workbook(
                                "<sheets><sheet name=\"图\" r:id=\"c\"/><sheet name=\"一\" r:id=\"rId1\" state=\"hidden\"/>"
                                        + "<sheet name=\"二\" r:id=\"rId1\" state=\"veryHidden\"/><sheet name=\"三\" r:id=\"rId1\"/></sheets>"))
                .with("xl/chartsheets/sheet1.xml", "<chartsheet/>")
                .with(
                        "xl/_rels/workbook.xml.rels",
                        relations(relation("c", "chartsheet", "chartsheets/sheet1.xml")
                                + relation("rId1", "worksheet", "worksheets/sheet1.xml")));
        try (var file = XlsxFile.open(workbook.source(), Limits.LARGE)) {
            assertThat(file.sheets()).extracting(Sheet::name).containsExactly("一", "二", "三");
            assertThat(file.sheets()).extracting(Sheet::hidden).containsExactly(true, true, false);
            var sheet = file.sheets().get(2);
            assertThat(sheet.separator()).isEqualTo((char) 0);
            assertThat(shown(rows(sheet))).isEqualTo(shown(rows(sheet))).containsExactly("1:甲");
        }
    }

    @Test
    void shouldJoinRunsAndLeaveOutPhoneticGuides() {
        var item = "<r><rPr><b/></rPr><t>环保</t></r><r><t xml:space=\"preserve\"> 诚信</t></r>"
                + "<rPh sb=\"0\" eb=\"2\"><t>huan bao</t></rPh><phoneticPr fontId=\"1\"/>";
        assertThat(cell("<c t=\"inlineStr\"><is>" + item + "</is></c>").text()).isEqualTo("环保 诚信");
        assertThat(cell(RawWorkbook.rows("<row><c t=\"s\"><v>1</v></c></row>").texts("<si/><si>" + item + "</si>"))
                        .text())
                .isEqualTo("环保 诚信");
    }

    @ParameterizedTest
    @CsvSource({"a_x0009_b,a\tb", "_x005F_x000D_,_x000D_", "_x5f00_,\u5f00", "_X000D_,_X000D_", "_x00D_,_x00D_"})
    void shouldResolveEscapes(String written, String read) {
        assertThat(cell("<c t=\"inlineStr\"><is><t>" + written + "</t></is></c>")
                        .text())
                .isEqualTo(read);
        assertThat(cell("<c t=\"str\"><v>" + written + "</v></c>").text()).isEqualTo(read);
        assertThat(cell(RawWorkbook.rows("<row><c t=\"s\"><v>0</v></c></row>").texts("<si><t>" + written + "</t></si>"))
                        .text())
                .isEqualTo(read);
    }

    @Test
    void shouldFindSharedTextsByTheirIndexAcrossBlocks() {
        int many = 3_000;
        var items = IntStream.range(0, many)
                .mapToObj(i -> "<si><t>文" + i + "</t></si>")
                .collect(Collectors.joining());
        var cells = IntStream.range(0, many)
                .mapToObj(i -> "<c t=\"s\"><v>" + i + "</v></c>")
                .collect(Collectors.joining());
        assertThat(rows(RawWorkbook.rows("<row>" + cells + "</row>")
                                .texts(items)
                                .source())
                        .get(0)
                        .texts())
                .isEqualTo(IntStream.range(0, many).mapToObj(i -> "文" + i).toList());
    }

    @Test
    void shouldCountOnWhereNoPositionIsWritten() {
        assertThat(shown(rows(
                        "<row><c><v>1</v></c><c r=\"D9\"><v>2</v></c><c><v>3</v></c></row><row/><row><c><v>4</v></c></row>"
                                + "<row r=\"7\"><c><v>5</v></c></row><row r=\"7\"><c><v>6</v></c></row>")))
                .containsExactly("1:1|||2|3", "3:4", "7:5|6");
    }

    @Test
    void shouldLeaveOutBlankRowsAndIgnoreTheDimension() {
        assertThat(shown(rows(RawWorkbook.of(
                                "<dimension ref=\"A1\"/><sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"/>" + text("B1", " ")
                                        + "</row><row r=\"2\">" + text("C2", "丙") + "<c r=\"E2\"/></row></sheetData>")
                        .source())))
                .containsExactly("2:||丙");
    }

    @Test
    void shouldKnowTruthsErrorsAndUnknownTypes() {
        assertThat(cell("<c t=\"b\"><v>1</v></c>")).isEqualTo(new Cell(Kind.TRUTH, "是", null, null));
        assertThat(cell("<c t=\"b\"><v>0</v></c>")).isEqualTo(new Cell(Kind.TRUTH, "否", null, null));
        assertThat(cell("<c t=\"b\"><v>2</v></c>").fault()).contains("无法读取");
        assertThat(cell("<c t=\"e\"><v>#N/A</v></c>").fault()).startsWith("单元格是错误值 #N/A，请改正公式或填写值 / ");
        assertThat(cell("<c t=\"z\"><v>1</v></c>").fault()).contains("无法读取");
        assertThat(cell("<c t=\"s\"><v>5</v></c>").fault()).contains("无法读取");
        assertThat(cell("<c t=\"s\"><v>-5</v></c>").fault()).contains("无法读取");
        assertThat(cell("<c t=\"s\"><v>99999999999</v></c>").fault()).contains("无法读取");
    }

    @ParameterizedTest
    @CsvSource({
        "0.30000000000000004,0.3",
        "1.1000000000000001,1.1",
        "12.500,12.5",
        "-7,-7",
        "1E3,1000",
        "1.5e-7,0.00000015",
        "999999999999999,999999999999999",
        "0.25,0.25",
        "0,0",
        "-0,0",
        "1e-999999999,0",
        " 12 ,12"
    })
    void shouldWriteNumbersPlainly(String written, String read) {
        assertThat(cell("<c><v>" + written + "</v></c>")).isEqualTo(new Cell(Kind.NUMBER, read, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e15", "440301199001011234", "-1e15", "999999999999999.9", "1e999999999", "-1e999999999"})
    void shouldRefuseNumbersOfWhichDigitsAreLost(String written) {
        assertThat(cell("<c><v>" + written + "</v></c>").fault()).contains("超过 15 位的数字");
    }

    @ParameterizedTest
    @ValueSource(strings = {"NaN", "Infinity", "0x1p3", "1d", "1,5", "一", "1e", "--1"})
    void shouldNotTakeForANumberWhatIsNone(String written) {
        assertThat(cell("<c><v>" + written + "</v></c>").fault()).contains("无法读取");
    }

    @Test
    void shouldJudgeALongNumberQuickly() {
        assertThat(cell("<c><v>" + "1".repeat(99_999) + "x</v></c>").fault()).contains("无法读取");
        assertThat(cell("<c><v>" + "1".repeat(99_999) + "</v></c>").fault()).contains("超过 15 位");
    }

    @Test
    void shouldKeepLeadingZerosThatTheFormatShows() {
        assertThat(formatted("000000", "123")).isEqualTo(new Cell(Kind.NUMBER, "000123", null, null));
        assertThat(formatted("000000", "1234567").text()).isEqualTo("1234567");
        assertThat(formatted("0", "5").text()).isEqualTo("5");
        assertThat(formatted("0000", "1.5").text()).isEqualTo("1.5");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "yyyy/m/d",
                "[$-804]yyyy\"年\"m\"月\"d\"日\";@",
                "[$-zh-CN,1]yyyy\"年\"m\"月\"",
                "[$-F800]dddd, mmmm dd, yyyy",
                "[$-x-sysdate]dddd, mmmm dd, yyyy",
                "[DBNum1][$-804]yyyy\"年\"m\"月\"d\"日\"",
                "[Red]m\"月\"d\"日\"",
                "mmm-yy",
                "[$-404]e/m/d",
                "e-m-d",
                "YYYY-MM-DD",
                "yyyy\\-mm\\-dd\\ hh:mm:ss",
                "aaaa",
                "mm",
                "[>=100]d",
                "yyyy年m月d日"
            })
    void shouldKnowTheCodesOfDates(String code) {
        assertThat(formatted(code, "45371")).isEqualTo(new Cell(Kind.DATE, "2024-03-20", null, null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "General",
                "G/通用格式",
                "G/通用格式\"天\"",
                "0.00E+00",
                "##0.0E-0",
                "0",
                "#,##0.00_ ;[Red]\\-#,##0.00\\ ",
                "_ \"¥\"* #,##0.00_ ;yyyy",
                "[$USD] 0.00",
                "0\"days\"",
                "0\\d",
                "0_d",
                "*y0",
                "@",
                "[>=100]0",
                "[DBNum2]0"
            })
    void shouldKnowTheCodesThatAreNoDates(String code) {
        assertThat(formatted(code, "45371")).isEqualTo(new Cell(Kind.NUMBER, "45371", null, null));
    }

    @Test
    void shouldKnowTheFormatsThatHaveNoCode() {
        for (int id : List.of(14, 15, 16, 17, 18, 22, 27, 28, 31, 36, 45, 47, 50, 55, 57, 58)) {
            var workbook = RawWorkbook.rows("<row><c s=\"0\"><v>45371</v></c></row>")
                    .styles("<cellStyleXfs><xf numFmtId=\"0\"/></cellStyleXfs><cellXfs><xf numFmtId=\"" + id
                            + "\"/></cellXfs>");
            assertThat(cell(workbook)).as("" + id).isEqualTo(new Cell(Kind.DATE, "2024-03-20", null, null));
        }
        for (int id : List.of(0, 1, 13, 23, 37, 44, 48, 49, 59)) {
            var workbook = RawWorkbook.rows("<row><c s=\"0\"><v>45371</v></c></row>")
                    .styles("<cellXfs><xf numFmtId=\"" + id + "\"/></cellXfs>");
            assertThat(cell(workbook).kind()).as("" + id).isEqualTo(Kind.NUMBER);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "yyyy/m/d h:mm,45371.354166666664,2024-03-20 08:30,DATE",
        "yyyy/m/d,45371.354178240741,2024-03-20 08:30:01,DATE",
        "h:mm,0.354166666666667,08:30,TEXT",
        "mm:ss,0.000011574074074,00:00:01,TEXT",
        "[h]:mm,1.5,36:00,TEXT",
        "[mm]:ss,0.5,12:00,TEXT",
        "h:mm AM/PM,45371.5,2024-03-20 12:00,DATE",
        "上午/下午h\"时\"mm\"分\",0.5,12:00,TEXT",
        "yyyy/m/d,1,1900-01-01,DATE",
        "yyyy/m/d,59,1900-02-28,DATE",
        "yyyy/m/d,61,1900-03-01,DATE",
        "yyyy/m/d,2958465,9999-12-31,DATE"
    })
    void shouldWriteDatesAndTimes(String code, String value, String read, Kind kind) {
        assertThat(formatted(code, value)).isEqualTo(new Cell(kind, read, null, null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"60", "60.5", "0", "0.5", "-1", "2958466", "2958465.9999999", "1e300", "1e999999999"})
    void shouldRefuseDaysThatNeverWere(String value) {
        assertThat(formatted("yyyy/m/d", value).fault()).contains("不是存在的日期");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"9999999-99-99", "2024-02-30", "2024-13-01", "", "昨天", "+123456789-01-01", "2024-01-01T25:00:00"
            })
    void shouldRefuseIsoDatesThatNeverWere(String value) {
        var cell = rows("<row><c t=\"d\"><v>" + value + "</v></c>" + text("B1", "b") + "</row>")
                .get(0)
                .cell(0);
        if (value.isEmpty()) {
            assertThat(cell.isBlank()).isTrue();
        } else {
            assertThat(cell.fault()).contains("不是存在的日期");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "2024-03-20,2024-03-20",
        "2024-03-20T00:00:00Z,2024-03-20",
        "2024-03-20T08:30:15.000,2024-03-20 08:30:15"
    })
    void shouldReadIsoDates(String value, String read) {
        assertThat(cell("<c t=\"d\"><v>" + value + "</v></c>")).isEqualTo(new Cell(Kind.DATE, read, null, null));
    }

    @Test
    void shouldCountDaysFrom1904WhereTheWorkbookDoes() {
        for (var yes : List.of("1", "true")) {
            var workbook = RawWorkbook.rows("<row><c s=\"1\"><v>43909</v></c><c s=\"1\"><v>60</v></c></row>")
                    .formats("yyyy/m/d")
                    .with(
                            "xl/workbook.xml",
                            workbook("<workbookPr date1904=\"" + yes
                                    + "\"/><sheets><sheet name=\"甲\" r:id=\"rId1\"/></sheets>"));
            assertThat(shown(rows(workbook.source()))).containsExactly("1:2024-03-20|1904-03-01");
        }
    }

    @Test
    void shouldKeepFormulasWithWhatTheyGave() {
        assertThat(cell("<c><f>1+2</f><v>3</v></c>")).isEqualTo(new Cell(Kind.NUMBER, "3", "1+2", null));
        assertThat(cell("<c t=\"str\"><f>\"a\"</f><v>a</v></c>")).isEqualTo(new Cell(Kind.TEXT, "a", "\"a\"", null));
        assertThat(cell("<c t=\"b\"><f>TRUE()</f><v>1</v></c>")).isEqualTo(new Cell(Kind.TRUTH, "是", "TRUE()", null));
        assertThat(cell("<c t=\"e\"><f>1/0</f><v>#DIV/0!</v></c>").formula()).isEqualTo("1/0");
        for (var none : List.of("", "<v/>", "<v></v>")) {
            var cell = cell("<c><f>A2</f>" + none + "</c>");
            assertThat(cell.formula()).isEqualTo("A2");
            assertThat(cell.fault()).startsWith("公式没有保存计算结果，请用 Excel 或 WPS 打开后重新保存 / ");
        }
        var row = rows("<row><c t=\"str\"><f>IF(1,\"\")</f><v></v></c>" + text("B1", "b") + "</row>")
                .get(0);
        assertThat(row.cell(0)).isEqualTo(new Cell(Kind.TEXT, "", "IF(1,\"\")", null));
    }

    @Test
    void shouldKnowTheTextOfASharedFormula() {
        var row =
                rows("<row><c><f t=\"shared\" ref=\"A1:C1\" si=\"0\">X1*2</f><v>2</v></c><c><f t=\"shared\" si=\"0\"/><v>4</v></c>"
                                + "<c><f t=\"shared\" si=\"9\"/><v>6</v></c></row>")
                        .get(0);
        assertThat(row.special().values()).extracting(Cell::formula).containsExactly("X1*2", "X1*2", "…");
    }

    @Test
    void shouldTellApartWhatIsMoreThanText() {
        var row = rows("<row>" + text("A1", "甲") + "<c r=\"C1\"><v>1</v></c><c r=\"D1\" t=\"e\"><v>#REF!</v></c></row>")
                .get(0);
        assertThat(row.texts()).containsExactly("甲", "", "1", "");
        assertThat(row.special()).containsOnlyKeys(2, 3);
    }

    @Test
    void shouldFillMergedCellsWithTheWholeOfTheirFirst() {
        var workbook =
                RawWorkbook.of("<sheetData><row r=\"2\"><c r=\"A2\"><f>1</f><v>1</v></c>" + text("C2", "丙") + "</row>"
                        + "<row r=\"3\">" + text("A3", "藏") + text("C3", "丁") + "</row><row r=\"4\">" + text("B4", "藏")
                        + "</row>"
                        + "<row r=\"6\">" + text("C6", "戊")
                        + "</row></sheetData><mergeCells><mergeCell ref=\"A2:B5\"/></mergeCells>");
        var rows = rows(workbook.source());
        assertThat(shown(rows)).containsExactly("2:1|1|丙", "3:1|1|丁", "6:||戊");
        assertThat(rows.get(1).cell(1)).isEqualTo(new Cell(Kind.NUMBER, "1", "1", null));
    }

    @Test
    void shouldBlankWhatABlankMergedCellCovers() {
        var workbook = RawWorkbook.of("<sheetData><row r=\"3\">" + text("A3", "藏") + text("B3", "乙")
                + "</row></sheetData><mergeCells><mergeCell ref=\"A1:A4\"/></mergeCells>");
        assertThat(shown(rows(workbook.source()))).containsExactly("3:|乙");
    }

    @Test
    void shouldLeaveAHeadingAcrossTheSheetOneCell() {
        var workbook =
                RawWorkbook.of("<sheetData><row r=\"1\">" + text("A1", "题") + "</row><row r=\"2\">" + text("A2", "填报")
                        + text("C2", "日期")
                        + "</row></sheetData><mergeCells><mergeCell ref=\"A1:D1\"/><mergeCell ref=\"A2:B2\"/>"
                        + "<mergeCell ref=\"C2:D2\"/></mergeCells>");
        assertThat(shown(rows(workbook.source()))).containsExactly("1:题", "2:填报|填报|日期|日期");
    }

    @Test
    void shouldRefuseMergedCellsThatMakeNoSense() {
        assertThat(
                        refusal(
                                RawWorkbook.of(
                                        "<sheetData><row>" + text("A1", "题")
                                                + "</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/><mergeCell ref=\"B1:C1\"/></mergeCells>")))
                .contains("名录", "A1:B2", "B1:C1", "重叠");
        assertThat(refusal(RawWorkbook.of("<sheetData/><mergeCells><mergeCell ref=\"A1:\"/></mergeCells>")))
                .contains("合并单元格无法读取");
        assertThat(refusal(RawWorkbook.of(
                        "<sheetData/><mergeCells>" + "<mergeCell ref=\"A1:B1\"/>".repeat(200_001) + "</mergeCells>")))
                .contains("合并单元格超过 200000 个");
    }

    @Test
    void shouldRefuseMergedCellsThatWouldNeverBeFilled() {
        var rows = ("<row><c><v>1</v></c>" + text("XFD1", "x") + "</row>").repeat(5_000);
        assertThat(refusal(RawWorkbook.of(
                        "<sheetData>" + rows + "</sheetData><mergeCells><mergeCell ref=\"A1:XFC9999\"/></mergeCells>")))
                .contains("名录", "合并单元格过多或过大");
    }

    @Test
    void shouldNotTakeAFlippedBitForAValue() {
        var workbook = RawWorkbook.rows("<row><c><v>1234</v></c></row>");
        var bytes = workbook.stored();
        int at = new String(bytes, StandardCharsets.ISO_8859_1).indexOf("1234");
        bytes[at] = '2';
        assertThat(refusal(Source.of("a.xlsx", bytes), Limits.SMALL)).contains("工作表「名录」", "附近无法读取");
    }

    @Test
    void shouldReadManyMergedCellsFast() throws IOException {
        var rows = new StringBuilder();
        for (int row = 1; row <= 100_000; row++) {
            rows.append("<row r=\"").append(row).append("\">");
            for (int column = row % 10 == 1 ? 0 : 1; column < 12; column++) {
                rows.append("<c r=\"")
                        .append((char) ('A' + column))
                        .append(row)
                        .append("\"><v>")
                        .append(row)
                        .append("</v></c>");
            }
            rows.append("</row>");
        }
        var merges = new StringBuilder();
        for (int row = 1; row <= 100_000; row += 10) {
            merges.append("<mergeCell ref=\"A" + row + ":A" + (row + 9) + "\"/>");
        }
        var source = RawWorkbook.of("<sheetData>" + rows + "</sheetData><mergeCells>" + merges + "</mergeCells>")
                .source();
        long start = System.nanoTime();
        long sum = 0;
        try (var file = XlsxFile.open(source, Limits.LARGE);
                var reading = file.sheets().get(0).rows()) {
            for (var row = reading.next(); row != null; row = reading.next()) {
                assertThat(row.width()).isEqualTo(12);
                sum += Long.parseLong(row.text(0));
            }
        }
        assertThat(sum)
                .isEqualTo(10L
                        * IntStream.range(0, 10_000).mapToLong(i -> 10 * i + 1).sum());
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(15));
    }

    @Test
    void shouldTellFilteredFromHidden() {
        var rows = "<sheetData>"
                + IntStream.rangeClosed(1, 6)
                        .mapToObj(i ->
                                "<row r=\"" + i + "\"" + (i % 2 == 0 ? " hidden=\"1\"" : "") + "><c><v>1</v></c></row>")
                        .collect(Collectors.joining())
                + "</sheetData>";
        var filter = "<filterColumn colId=\"0\"><filters><filter val=\"1\"/></filters></filterColumn>";
        BiConsumer<RawWorkbook, List<Visibility>> hasHidden =
                (workbook, expected) -> assertThat(rows(workbook.source()).stream()
                                .map(Row::visibility)
                                .filter(visibility -> visibility != Visibility.SHOWN))
                        .isEqualTo(expected);
        hasHidden.accept(
                RawWorkbook.of(rows + "<autoFilter ref=\"A1:C5\">" + filter + "</autoFilter>"),
                List.of(Visibility.FILTERED, Visibility.FILTERED, Visibility.HIDDEN));
        hasHidden.accept(
                RawWorkbook.of(rows + "<autoFilter ref=\"A1:C5\"/>"),
                List.of(Visibility.HIDDEN, Visibility.HIDDEN, Visibility.HIDDEN));
        hasHidden.accept(
                RawWorkbook.of("<customSheetViews><customSheetView><autoFilter ref=\"A1:C5\">" + filter
                        + "</autoFilter></customSheetView></customSheetViews>" + rows),
                List.of(Visibility.HIDDEN, Visibility.HIDDEN, Visibility.HIDDEN));
        hasHidden.accept(
                RawWorkbook.of(rows)
                        .with(
                                "xl/worksheets/_rels/sheet1.xml.rels",
                                relations(relation("t", "table", "../tables/table1.xml")))
                        .with(
                                "xl/tables/table1.xml",
                                "<table xmlns=\"" + RawWorkbook.MAIN + "\" ref=\"A3:C6\"><autoFilter ref=\"A3:C6\">"
                                        + filter + "</autoFilter></table>"),
                List.of(Visibility.HIDDEN, Visibility.FILTERED, Visibility.FILTERED));
    }

    @Test
    void shouldRefuseRowsOutOfOrder() {
        assertThat(refusal(RawWorkbook.rows("<row r=\"5\"/><row r=\"3\"/>"))).contains("工作簿损坏：工作表「名录」第 3 行的次序颠倒");
        assertThat(refusal(RawWorkbook.rows("<row r=\"5\"/><row r=\"x\"/>"))).contains("第 5 行之后的行号无法读取");
    }

    @Test
    void shouldNameThePlaceOfBadXml() {
        assertThat(refusal(RawWorkbook.rows("<row r=\"7\"><c><v>1</w></c></row>")))
                .contains("工作簿损坏：工作表「名录」第 7 行附近无法读取", "另存为 .xlsx", "row 7 of sheet \"名录\"");
        assertThat(refusal(RawWorkbook.rows("<row r=\"7\"><c><v>&e;</v></c></row>")))
                .contains("第 7 行附近");
        assertThat(refusal(
                        RawWorkbook.rows("").with("xl/worksheets/sheet1.xml", new byte[] {'<', 'a', '>', (byte) 0xFF})))
                .contains("工作表「名录」附近无法读取");
        assertThat(refusal(RawWorkbook.rows("<a>".repeat(100_000)))).contains("嵌套过深");
        assertThat(refusal(RawWorkbook.of("").with("xl/worksheets/sheet1.xml", worksheet("") + "<a/>")))
                .contains("附近无法读取");
    }

    @Test
    void shouldRefuseWhatIsNoWorkbook() {
        assertThat(refusal(Source.of("a.xlsx", new byte[0]), Limits.SMALL)).contains("工作簿损坏");
        assertThat(refusal(Source.of("a.xlsx", "PK\3\4abc".getBytes(StandardCharsets.UTF_8)), Limits.SMALL))
                .contains("工作簿损坏");
        assertThat(refusal(RawWorkbook.rows("").with("_rels/.rels", relations(""))))
                .contains("没有可读的 Excel 工作簿");
        assertThat(refusal(RawWorkbook.rows("").with("xl/_rels/workbook.xml.rels", relations(""))))
                .contains("工作表「名录」不存在");
    }

    @Test
    void shouldSurviveEveryCutAndEveryFlippedByte() {
        var whole = RawWorkbook.of("<sheetData><row r=\"1\"><c t=\"s\"><v>0</v></c><c s=\"1\"><v>45371</v></c>"
                        + text("C1", "丙") + "</row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells>")
                .texts("<si><t>甲</t></si>")
                .formats("yyyy/m/d")
                .bytes();
        for (int length = 0; length < whole.length; length++) {
            assertThat(refusal(Source.of("a.xlsx", Arrays.copyOf(whole, length)), Limits.SMALL))
                    .isNotEqualTo("not refused");
        }
        var random = new Random(7);
        for (int times = 0; times < 5_000; times++) {
            var bytes = whole.clone();
            bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
            refusal(Source.of("a.xlsx", bytes), Limits.SMALL);
        }
    }

    @Test
    void shouldRefuseWhatUnpacksToFarTooMuch() {
        var spaces = " ".repeat(11 << 20);
        assertThat(refusal(RawWorkbook.rows(spaces))).contains("压缩文件解压后异常地大", "sheet1.xml");
        assertThat(refusal(RawWorkbook.rows("").texts("<si><t>" + spaces + "</t></si>")))
                .contains("压缩文件解压后异常地大", "sharedStrings.xml");
        var small = new Limits(50_000, 100, 1 << 20, 1 << 20);
        var sheet = RawWorkbook.rows(
                ("<row>" + text("A1", "甲") + "</row>").repeat(600).replace(" r=\"A1\"", ""));
        assertThat(refusal(sheet.source(), small)).isEqualTo("not refused");
        assertThat(refusal(
                        sheet.texts("<si><t>" + "a".repeat(20_000) + "</t></si>")
                                .source(),
                        small))
                .contains("压缩文件解压后异常地大");
    }

    @Test
    void shouldRefuseACommentThatWouldFillTheMemory() {
        var noise = new byte[17 << 20];
        new Random(1).nextBytes(noise);
        for (int at = 0; at < noise.length; at++) {
            noise[at] = (byte) ('a' + (noise[at] & 15));
        }
        var comment = new ByteArrayOutputStream();
        comment.writeBytes("<worksheet><!--".getBytes(StandardCharsets.UTF_8));
        comment.writeBytes(noise);
        comment.writeBytes("--></worksheet>".getBytes(StandardCharsets.UTF_8));
        assertThat(refusal(RawWorkbook.rows("").with("xl/worksheets/sheet1.xml", comment.toByteArray())))
                .contains("压缩文件解压后异常地大");
    }

    @Test
    void shouldRefuseTooManyPartsTextsColumnsAndCharacters() {
        var workbook = RawWorkbook.rows("<row><c t=\"s\"><v>0</v></c></row>");
        for (int part = 0; part < 2_000; part++) {
            workbook.with("a" + part, "");
        }
        assertThat(refusal(workbook)).contains("超过 2000 个");
        assertThat(refusal(
                        RawWorkbook.rows("").texts("<si/>".repeat(30_000)).source(),
                        new Limits(1 << 20, 9, 100_000, 1)))
                .contains("文字超过");
        assertThat(refusal(RawWorkbook.rows("<row r=\"4\">" + text("XFE4", "x") + "</row>")))
                .contains("第 4 行", "16384 列");
        assertThat(refusal(RawWorkbook.rows("<row r=\"4\"><c r=\"44\"><v>1</v></c></row>")))
                .contains("第 4 行", "列号");
        assertThat(rows("<row>" + text("XFD1", "x") + "</row>").get(0).texts()).hasSize(16_384);
        var repeated = RawWorkbook.rows("<row r=\"2\">" + "<c t=\"s\"><v>0</v></c>".repeat(50) + "</row>")
                .texts("<si><t>" + "字".repeat(90_000) + "</t></si>");
        assertThat(refusal(repeated)).contains("第 2 行的文字超过");
    }

    @Test
    void shouldFindFaultWithACellOfTooManyCharacters() {
        var longest = "字".repeat(Limits.CELL);
        assertThat(cell("<c t=\"inlineStr\"><is><t>" + longest + "</t></is></c>")
                        .text())
                .isEqualTo(longest);
        assertThat(cell("<c t=\"inlineStr\"><is><r><t>" + longest + "</t></r><r><t>字</t></r></is></c>")
                        .fault())
                .contains("超过 100000 个字符");
        assertThat(cell(RawWorkbook.rows("<row><c t=\"s\"><v>0</v></c></row>")
                                .texts("<si><t>" + longest.repeat(3) + "</t></si>"))
                        .fault())
                .contains("超过 100000 个字符");
    }

    @Test
    void shouldReadManyAmpersands() {
        assertThat(rows("<row><c t=\"inlineStr\"><is><t>&amp;</t></is></c></row>".repeat(150_000)))
                .hasSize(150_000);
    }

    @Test
    void shouldReadWhatPoiStreams(@TempDir Path folder) throws IOException {
        var path = folder.resolve("大.xlsx");
        try (var workbook = new SXSSFWorkbook(100);
                var out = Files.newOutputStream(path)) {
            var sheet = workbook.createSheet("名录");
            for (int index = 0; index < 100_000; index++) {
                var row = sheet.createRow(index);
                for (int column = 0; column < 12; column++) {
                    row.createCell(column).setCellValue("第" + index + "行" + column);
                }
            }
            workbook.write(out);
        }
        long count = 0;
        try (var file = XlsxFile.open(Source.of(path), Limits.LARGE);
                var reading = file.sheets().get(0).rows()) {
            for (var row = reading.next(); row != null; row = reading.next()) {
                assertThat(row.number()).isEqualTo(count + 1);
                assertThat(row.text(11)).isEqualTo("第" + count + "行11");
                count++;
            }
        }
        assertThat(count).isEqualTo(100_000);
    }

    @Test
    void shouldReadBackWhatPoiWrites() throws IOException {
        var random = new Random(20240320);
        for (int times = 0; times < 20; times++) {
            var expected = new ArrayList<List<Cell>>();
            var bytes = new ByteArrayOutputStream();
            try (var workbook = new XSSFWorkbook()) {
                var sheet = workbook.createSheet("名录");
                var dated = workbook.createCellStyle();
                dated.setDataFormat(workbook.createDataFormat().getFormat("yyyy\"年\"m\"月\"d\"日\""));
                for (int index = 0; index < 30; index++) {
                    var row = sheet.createRow(index);
                    var cells = new ArrayList<Cell>();
                    for (int column = 0; column < 8; column++) {
                        var cell = row.createCell(column);
                        switch (random.nextInt(4)) {
                            case 0 -> {
                                var text = "文 <&>\n\"" + random.nextInt();
                                cell.setCellValue(text);
                                cells.add(Cell.text(text));
                            }
                            case 1 -> {
                                int hundredths = random.nextInt(2_000_000) - 1_000_000;
                                cell.setCellValue(hundredths / 100.0);
                                var text = BigDecimal.valueOf(hundredths, 2)
                                        .stripTrailingZeros()
                                        .toPlainString();
                                cells.add(new Cell(Kind.NUMBER, text, null, null));
                            }
                            case 2 -> {
                                var day = LocalDate.ofEpochDay(random.nextInt(40_000) - 10_000);
                                cell.setCellValue(day);
                                cell.setCellStyle(dated);
                                cells.add(new Cell(Kind.DATE, day.toString(), null, null));
                            }
                            default -> {
                                boolean truth = random.nextBoolean();
                                cell.setCellValue(truth);
                                cells.add(new Cell(Kind.TRUTH, truth ? "是" : "否", null, null));
                            }
                        }
                    }
                    expected.add(cells);
                }
                int top = random.nextInt(20);
                sheet.addMergedRegion(new CellRangeAddress(top, top + 5, 2, 4));
                for (int row = top; row <= top + 5; row++) {
                    for (int column = 2; column <= 4; column++) {
                        expected.get(row).set(column, expected.get(top).get(2));
                    }
                }
                workbook.write(bytes);
            }
            var rows = rows(Source.of("a.xlsx", bytes.toByteArray()));
            assertThat(rows).hasSize(30);
            for (int index = 0; index < 30; index++) {
                var row = rows.get(index);
                assertThat(IntStream.range(0, 8).mapToObj(row::cell)).isEqualTo(expected.get(index));
            }
        }
    }
}
