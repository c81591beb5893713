package io.shuangsuiji.web.plan;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.lessThanOrEqualTo;
import static org.hamcrest.Matchers.nullValue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.junit.QuarkusTest;
import io.shuangsuiji.web.Download;
import java.io.ByteArrayInputStream;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
class PlansResourceTest {
    private static final String QUERY =
            "?quarter=2024Q1&officers=36&participatingOfficers=12&evaluationDate=2024-03-20";
    private static final String HEADER = "对象编号,对象类型,监管级别,季度内投诉宗数\n";

    private static byte[] sample(String file) throws Exception {
        return Files.readAllBytes(Path.of("samples", file));
    }

    private static String encoded(String name) {
        return URLEncoder.encode(name, StandardCharsets.UTF_8);
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] csv(String rows) {
        return text(HEADER + rows);
    }

    @Test
    void shouldPlanTheSampleRegistry() throws Exception {
        given().contentType("text/csv")
                .body(sample("registry.csv"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("quarter", is("2024Q1"))
                .body("evaluationDate", is("2024-03-20"))
                .body("asOf", is("2024-01-01"))
                .body("objects", is(2400))
                .body("strata.stratum", hasItems("重点排污单位", "加油站和储油库", "特殊建设项目"))
                .body("strata.find { it.stratum == '特殊建设项目' }.required", nullValue())
                .body("strata.find { it.stratum == '重点排污单位' }.required", is(22))
                .body("strata.find { it.stratum == '一般入海排污口' }.required", is(24))
                .body("findings.rule", hasItems("–", "R07/R12", "R26", "R36a"))
                .body("findings.examples.collect { it.size() }", everyItem(lessThanOrEqualTo(5)))
                .body("deadlines.find { it.rule == 'R36' }.dueOn", is("2024-03-25"))
                .body("rejected", hasSize(0));
    }

    @Test
    void shouldGiveTheSamePlanForTheSameRegistryAsWorkbook() throws Exception {
        var fromCsv = given().contentType("text/csv")
                .body(sample("registry.csv"))
                .post("/plans" + QUERY)
                .jsonPath();
        var fromXlsx = given().contentType(Download.XLSX)
                .body(sample("registry.xlsx"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        for (var part : List.of("policy", "objects", "categories", "strata", "deadlines", "findings", "rejected")) {
            assertThat(fromXlsx.getString(part)).isEqualTo(fromCsv.getString(part));
        }
        assertThat(fromXlsx.getList("columns.header")).isEqualTo(fromCsv.getList("columns.header"));
    }

    @Test
    void shouldAnswerAnEmptyRegistryOfTheEditionAskedFor() throws Exception {
        var bytes = given().get("/registry-template.xlsx?asOf=2024-03-20")
                .then()
                .statusCode(200)
                .contentType(Download.XLSX)
                .header("Policy-Edition", "2024-01-01")
                .header("Content-Disposition", containsString("filename*=UTF-8''" + encoded("名录库模板-2024-01-01.xlsx")))
                .extract()
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(workbook.getSheetAt(0).getSheetName()).isEqualTo("名录库");
        }
    }

    @Test
    void shouldReadWhatExcelInChinaWrites() {
        var rows = HEADER + "甲一,排污单位,重点,10\n";
        Stream.of("GBK", "GB18030", "UTF-8")
                .forEach(charset -> given().contentType("text/csv")
                        .body(rows.getBytes(Charset.forName(charset)))
                        .post("/plans" + QUERY)
                        .then()
                        .statusCode(200)
                        .body("categories.特殊", is(1)));
    }

    @Test
    void shouldAnswerAWorkbookThatABureauCanFile() throws Exception {
        var bytes = given().accept(Download.XLSX)
                .contentType("text/csv")
                .body(sample("registry.csv"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(200)
                .header("Content-Disposition", containsString("filename*=UTF-8''" + encoded("抽查方案-2024年第一季度.xlsx")))
                .extract()
                .asByteArray();
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(IntStream.range(0, workbook.getNumberOfSheets()).mapToObj(workbook::getSheetName))
                    .containsExactly("抽查方案", "分类明细", "待复核", "时限", "提示与未受理", "说明");
            var plan = workbook.getSheet("抽查方案");
            var header = plan.getRow(1);
            assertThat(IntStream.range(0, header.getLastCellNum())
                            .mapToObj(i -> header.getCell(i).getStringCellValue()))
                    .containsExactly(
                            "序号", "抽样层", "抽查对象范围", "总体数", "抽查比例/倍数", "应抽数", "实抽数", "缺口", "摇号主体", "摇号平台", "完成时限",
                            "依据条款");
            assertThat(plan.getRow(2).getCell(10).getLocalDateTimeCellValue()).hasToString("2024-03-31T00:00");
            assertThat(workbook.getSheet("待复核").getLastRowNum()).isEqualTo(57);
            assertThat(plan.getRow(0).getCell(0).getStringCellValue()).endsWith("2024年第一季度抽查方案");
            assertThat(plan.getRow(16).getCell(1)).hasToString("合计");
            workbook.forEach(sheet -> {
                assertThat(sheet.getPrintSetup().getLandscape()).isTrue();
                assertThat(sheet.getPrintSetup().getFitWidth()).isEqualTo((short) 1);
                assertThat(sheet.getRepeatingRows()).as(sheet.getSheetName()).isNotNull();
                assertThat(sheet.getHeader().getLeft()).contains("2024年第一季度抽查方案");
                assertThat(sheet.getFooter().getLeft()).containsPattern("名录库 .* SHA-256 [0-9a-f]{64}");
                assertThat(sheet.getFooter().getRight()).contains("&P", "&N");
            });
        }
    }

    @Test
    void shouldReportABadRowWithItsLineAndColumnAndPlanTheRest() {
        given().contentType("text/csv")
                .body(csv("A1,排污单位,重点,1\nA2,排污单位,重要,1\nA3,排污单位,重点,-1\n,排污单位,重点,0\nA5,工厂,重点,0\n"
                        + "A6,排污单位,重点,0\nA7,排污单位,重点,0\nA8,排污单位,重点,0\n"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(200)
                .body("objects", is(4))
                .body("rejected.line", equalTo(List.of(3, 4, 5, 6)))
                .body("rejected[0].errors[0].pointer", is("/监管级别"))
                .body("rejected[0].errors[0].detail", containsString("重点、一般、特殊"))
                .body("rejected[1].errors[0].pointer", is("/季度内投诉宗数"))
                .body("rejected[2].errors[0].pointer", is("/对象编号"))
                .body("rejected[3].errors[0].pointer", is("/对象类型"))
                .body("findings.message", hasItem(containsString("4 行未受理")));
    }

    @Test
    void shouldRefuseARegistryOfWhichLessThanHalfCanBeReadAndGiveTheCauses() {
        given().contentType("text/csv")
                .body(csv("A1,排污单位,重要,1\nA2,排污单位,重大,1\nA3,排污单位,重点,1\n"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("共 3 行，有 2 行不能受理，超过一半"))
                .body("errors[1].pointer", is("/监管级别"))
                .body("errors[1].detail", containsString("2 处：取值不在允许范围"))
                .body("errors[1].detail", containsString("（C2、C3）"));
        given().contentType("text/csv")
                .body(csv(""))
                .post("/plans" + QUERY)
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("没有任何数据行"));
    }

    @Test
    void shouldListAStratumOfTheYearOutsideItsQuarterWithNothingRequired() {
        given().contentType("text/csv")
                .body(csv("A1,入海排污口,重点,\n"))
                .post("/plans?quarter=2024Q2&officers=36")
                .then()
                .statusCode(200)
                .body("strata.find { it.stratum == '重点入海排污口' }.dueThisQuarter", is(false))
                .body("strata.find { it.stratum == '重点入海排污口' }.required", is(0));
    }

    @Test
    void shouldPinAnEditionByNameAndSayWhichDatesCannotBeTold() {
        given().contentType("text/csv")
                .body(csv("A1,排污单位,重点,\n"))
                .post("/plans?quarter=2030Q1&officers=36&edition=2024-01-01")
                .then()
                .statusCode(200)
                .body("policy.edition", is("2024-01-01"))
                .body("asOf", nullValue())
                .body("findings.message", hasItem(containsString("2030 年没有官方节假日数据")));
    }

    static Stream<Arguments> badRequests() {
        return Stream.of(
                Arguments.of("officers=36", "quarter", "没有给出"),
                Arguments.of("quarter=2024Q5&officers=36", "quarter", "2024Q5"),
                Arguments.of("quarter=2024-03&officers=36", "quarter", "2024Q1"),
                Arguments.of("quarter=2024Q1", "officers", "缺少"),
                Arguments.of("quarter=2024Q1&officers=-1", "officers", "整数"),
                Arguments.of("quarter=2024Q1&officers=3.5", "officers", "3.5"),
                Arguments.of("quarter=2024Q1&officers=1e400", "officers", "1e400"),
                Arguments.of("quarter=2024Q1&officers=36&participatingOfficers=x", "participatingOfficers", "x"),
                Arguments.of("quarter=2024Q1&officers=36&evaluationDate=2024-02-30", "evaluationDate", "存在"),
                Arguments.of("quarter=2024Q1&officers=36&oficers=3", "oficers", "officers"),
                Arguments.of("quarter=2024Q1&officers=36&asOf=x", "asOf", "存在"));
    }

    @ParameterizedTest
    @MethodSource("badRequests")
    void shouldNameTheParameterThatIsWrong(String query, String parameter, String says) {
        given().contentType("text/csv")
                .body(csv("A1,排污单位,重点,1\n"))
                .post("/plans?" + query)
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("errors.parameter", hasItem(parameter))
                .body("errors.find { it.parameter == '" + parameter + "' }.detail", containsString(says));
    }

    static Stream<Arguments> badFiles() {
        return Stream.of(
                Arguments.of("text/csv", new byte[0], "空"),
                Arguments.of("text/csv", text("1,2,3\n4,5,6\n"), "对象编号"),
                Arguments.of("text/csv", text(HEADER), "没有任何数据行"),
                Arguments.of("text/csv", text("对象编号,监管级别\nA,重点\n"), "对象类型"),
                Arguments.of("text/csv", text("对象编号,对象类型,监管级别x\nA,排污单位,重点\n"), "监管级别"),
                Arguments.of("text/csv", text("对象编号,对象类型,对象类型\nA,排污单位,排污单位\n"), "对象类型"),
                Arguments.of("application/json", text("[]"), "没有任何数据行"),
                Arguments.of("application/json", text("{\"id\":1}"), "数组"),
                Arguments.of("application/json", text("[{\"id\":\"A\""), "行"),
                Arguments.of(Download.XLSX, text("no zip"), "xlsx"),
                Arguments.of(Download.XLSX, new byte[] {'P', 'K', 3, 4, 0, 0}, "工作簿"),
                Arguments.of("application/pdf", text("%PDF-1.7 ..."), "PDF"),
                Arguments.of("image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10}, "PNG"));
    }

    @ParameterizedTest
    @MethodSource("badFiles")
    void shouldSayWhyAFileIsNoRegistry(String contentType, byte[] body, String says) {
        given().contentType(contentType)
                .body(body)
                .post("/plans" + QUERY)
                .then()
                .statusCode(422)
                .contentType("application/problem+json")
                .body("code", is("UNREADABLE_REGISTRY"))
                .body("errors.detail", hasItem(containsString(says)));
    }

    @Test
    void shouldRefuseAnAnswerItCannotGive() {
        given().contentType("text/csv")
                .accept("image/png")
                .body(csv("A1,排污单位,重点,1\n"))
                .post("/plans" + QUERY)
                .then()
                .statusCode(406);
    }

    /** A plan was recorded before ids and clauses were written once: what it says of them, and of all else, stays. */
    @ParameterizedTest
    @ValueSource(strings = {"2024Q1", "2024Q2", "2024Q3", "2024Q4"})
    void shouldPlanAsRecorded(String quarter) throws Exception {
        var recorded = new ObjectMapper()
                .readTree(Path.of("src/test/resources/plan/2024.json").toFile())
                .get(quarter);
        var plan = new ObjectMapper()
                .readTree(given().contentType("text/csv")
                        .body(sample("registry.csv"))
                        .post("/plans?quarter=" + quarter
                                + "&officers=36&participatingOfficers=12&evaluationDate=2024-03-20")
                        .asByteArray());
        recorded.fields()
                .forEachRemaining(part ->
                        assertThat(plan.get(part.getKey())).as(part.getKey()).isEqualTo(part.getValue()));
    }
}
