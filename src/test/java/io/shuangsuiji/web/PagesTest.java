package io.shuangsuiji.web;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

@QuarkusTest
class PagesTest {
    private static RequestSpecification form() {
        return Forms.multipart()
                .multiPart("quarter", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("participatingOfficers", "12")
                .multiPart("evaluationDate", "2024-03-20");
    }

    @Test
    void shouldOfferTheFormInChineseWithoutForeignHosts() {
        when().get("/plan")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .body(allOf(
                        containsString("<h1>抽查方案</h1>"), containsString("用样例名录库"), containsString("lang=\"zh-CN\"")))
                .body(not(containsString("//")));
    }

    @Test
    void shouldShowThePlanOfTheSampleAsATable() {
        form().multiPart("sample", "true")
                .post("/plan")
                .then()
                .statusCode(200)
                .body(allOf(containsString("重点排污单位"), containsString("12.5%"), containsString("执法科四队")))
                .body(allOf(
                        containsString("2024年第一季度抽查方案"),
                        containsString("<th scope=\"row\">合计</th>"),
                        // its deadlines are of a year long over
                        containsString("已过"),
                        containsString("data-plan-made=")))
                .body(not(containsString("2024Q1抽查")));
    }

    @Test
    void shouldOfferPeriodsInWords() {
        when().get("/plan").then().body(containsString(">2024年第一季度</option>")).body(containsString("value=\"2024Q1\""));
    }

    @Test
    void shouldSayWhichNumberWasNotGiven() {
        Forms.multipart()
                .multiPart("quarter", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("sample", "true")
                .post("/plan")
                .then()
                .statusCode(200)
                .body(containsString("未填参与执法检查人员总数"))
                .body(not(containsString("缺输入")));
    }

    @Test
    void shouldShowThePlanOfAnUploadedRegistryAndGiveItAsAWorkbook() throws Exception {
        var page = form().multiPart("registry", new File("samples/registry.xlsx"))
                .post("/plan")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        var link = Pattern.compile("/plan-workbooks/[-0-9a-f]+").matcher(page);
        assertThat(link.find()).isTrue();
        var workbook = when().get(link.group())
                .then()
                .statusCode(200)
                .header(
                        "Content-Disposition",
                        containsString(
                                "filename*=UTF-8''" + URLEncoder.encode("抽查方案-2024年第一季度.xlsx", StandardCharsets.UTF_8)))
                .extract()
                .asByteArray();
        try (var opened = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            assertThat(opened.getSheet("抽查方案").getRow(1).getCell(1).getStringCellValue())
                    .isEqualTo("抽样层");
            assertThat(opened.getSheet("分类明细").getLastRowNum()).isEqualTo(2400);
        }
    }

    @Test
    void shouldSayWhatIsWrongWithTheFormAndKeepWhatWasTyped() {
        Forms.multipart()
                .multiPart("quarter", "2024Q1")
                .multiPart("officers", "-1")
                .multiPart("evaluationDate", "2024-02-30")
                .multiPart("sample", "true")
                .post("/plan")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("执法人员数量"),
                        containsString("不小于 0 的整数"),
                        containsString("判定日期应为存在的日期"),
                        containsString("value=\"-1\"")));
    }

    @Test
    void shouldAskForAFileWhereNoneIsChosen() {
        form().post("/plan").then().statusCode(422).body(containsString("请选择名录库文件"));
    }

    @Test
    void shouldSayWhyARegistryCannotBeRead() {
        form().multiPart("registry", "registry.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/plan")
                .then()
                .statusCode(422)
                .body(containsString("对象编号"));
    }

    @Test
    void shouldKeepNothingOfARegistryThatCannotBeRead() throws IOException {
        var registry = ("a,b\n1," + UUID.randomUUID() + "\n").getBytes(StandardCharsets.UTF_8);
        form().multiPart("registry", "registry.csv", registry, "text/csv")
                .post("/plan")
                .then()
                .statusCode(422);
        try (var files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
            assertThat(files.filter(file -> file.toString().endsWith(".upload")).filter(file -> holds(file, registry)))
                    .isEmpty();
        }
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException goneMeanwhile) {
            return false;
        }
    }

    @Test
    void shouldEscapeWhatARegistrySays() {
        var hostile = "对象编号,执法队,对象类型,监管级别\nX1,<script>alert(1)</script>,排污单位,重点\n";
        form().multiPart("registry", "registry.csv", hostile.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/plan")
                .then()
                .statusCode(200)
                .body(allOf(containsString("&lt;script&gt;"), not(containsString("<script>alert"))));
    }

    @Test
    void shouldSayThatAWorkbookIsNoLongerKept() {
        when().get("/plan-workbooks/unknown").then().statusCode(404).body("code", is("PLAN_EXPIRED"));
    }

    @Test
    void shouldShowEveryTableOfTheEditionWithItsClauses() {
        when().get("/policy")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("触发情形"),
                        containsString("抽样规则"),
                        containsString("每季度按 25% 的比例抽取社会生态环境监测机构"),
                        containsString("环保警示企业、环保不良企业"),
                        containsString("补充日历")));
    }

    @Test
    void shouldShowTheAskedEditionOrSayThatThereIsNone() {
        when().get("/policy?edition=2024-01-01").then().statusCode(200);
        when().get("/policy?edition=1999-01-01").then().statusCode(404);
    }
}
