package io.shuangsuiji.web.tryout;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.MultiPartSpecification;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.web.Forms;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(DraftFolders.class)
class TryoutPageTest {
    private static final String R05 = "quota-decision-rules-table-rule-1-out-4";

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password");
    }

    private static RequestSpecification classified() {
        return Forms.urlEncoded()
                .formParam("model", "classification")
                .formParam("in.object.objectType", "排污单位")
                .formParam("in.object.supervisionLevel", "重点")
                .formParam("in.taskType", "日常")
                .formParam("in.evaluationDate", "2024-03-20");
    }

    private static MultiPartSpecification who(String name) {
        return new MultiPartSpecBuilder(name)
                .controlName("who")
                .charset(StandardCharsets.UTF_8)
                .build();
    }

    private static String draftOfFifteenPercent() {
        String id = as("editor")
                .contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "提高抽查比例"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("editor")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + R05 + "\",\"text\":\"15%\"}]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        return id;
    }

    private static RequestSpecification quota(String user, String draft) {
        return Forms.urlEncoded()
                .auth()
                .preemptive()
                .basic(user, user + " password")
                .redirects()
                .follow(false)
                .formParam("draft", draft)
                .formParam("model", "quota")
                .formParam("in.objectType", "排污单位")
                .formParam("in.category", "重点")
                .formParam("in.population", "１６１")
                .formParam("in.officers", "36")
                .formParam("in.quarter", "1");
    }

    @Test
    void shouldOfferAFormOfEachModelsInputsThatCanBeSentAsItIs() {
        for (var model : new String[] {"classification", "quota", "routing", "schedule", "progress"}) {
            given().get("/try?model=" + model)
                    .then()
                    .statusCode(200)
                    .body(containsString("name=\"in."), not(containsString("NOT_FOUND")));
        }
        given().accept("text/html").get("/try?model=quotas").then().statusCode(404);
        given().accept("text/html")
                .get("/try?modell=quota")
                .then()
                .statusCode(400)
                .body(containsString("model"));
    }

    @Test
    void shouldShowWhatHeldWhatNearlyHeldAndWhatWouldHaveToChange() {
        classified()
                .formParam("in.object.complaintsInQuarter", "9")
                .formParam("goal", "classification.category=特殊")
                .post("/try")
                .then()
                .statusCode(200)
                .body(
                        containsString("差一项：季度内投诉宗数"),
                        containsString("class=\"counts\""),
                        containsString("把 季度内投诉宗数 从 9 改为 10，即 监管类别 成为「特殊」（R07d）"));
    }

    @Test
    void shouldSayBesideTheFieldWhatIsWrongAndAllowed() {
        classified()
                .formParam("in.object.complaintsInQuarter", "很多")
                .post("/try")
                .then()
                .statusCode(200)
                .body(containsString("aria-invalid"), containsString("收到"), not(containsString("class=\"counts\"")));
        Forms.urlEncoded()
                .formParam("model", "classification")
                .post("/try")
                .then()
                .statusCode(200)
                .body(containsString("请选择"), containsString("class=\"problem\""));
        classified()
                .formParam("goal", "classification.kategory=特殊")
                .post("/try")
                .then()
                .statusCode(400);
    }

    @Test
    void shouldFindAnObjectOfARegistryByItsIdOrAPartOfItsName() {
        Forms.multipart()
                .multiPart("who", "NS-YZ-000001")
                .post("/try/lookup")
                .then()
                .statusCode(200)
                .body(containsString("已填入 <b>NS-YZ-000001</b>"), containsString("class=\"counts\""));
        Forms.multipart()
                .multiPart(who("加油站"))
                .post("/try/lookup")
                .then()
                .statusCode(200)
                .body(containsString("只列出前面的"));
        Forms.multipart()
                .multiPart(who("没有这家"))
                .post("/try/lookup")
                .then()
                .statusCode(422)
                .body(containsString("没有编号为「没有这家」"));
        Forms.multipart()
                .multiPart("who", "NS-1")
                .multiPart(
                        "registry",
                        "名录.csv",
                        "对象编号,单位名称,对象类型,监管级别\nNS-1,某厂,排污单位,重点\n".getBytes(StandardCharsets.UTF_8),
                        "text/csv")
                .post("/try/lookup")
                .then()
                .statusCode(200)
                .body(containsString("某厂"));
        Forms.multipart()
                .multiPart("who", "NS-1")
                .multiPart("registry", "x.csv", "无关,的,表\n1,2,3\n".getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/try/lookup")
                .then()
                .statusCode(422);
    }

    @Test
    void shouldLookAnObjectUpInTheRegistryOfAPlanThatWasMade() {
        var plan = Forms.multipart()
                .multiPart("quarter", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("participatingOfficers", "12")
                .multiPart("evaluationDate", "2024-02-29")
                .multiPart(
                        "registry",
                        "mine.csv",
                        "对象编号,单位名称,对象类型,监管级别\nMY-1,Mine,排污单位,重点\n".getBytes(StandardCharsets.UTF_8),
                        "text/csv")
                .post("/plan");
        var kept = Pattern.compile("name=\"plan\" value=\"([^\"]+)\"").matcher(plan.asString());
        assertThat(kept.find()).isTrue();
        Forms.multipart()
                .multiPart("plan", kept.group(1))
                .multiPart("who", "MY-1")
                .post("/try/lookup")
                .then()
                .statusCode(200)
                .body(containsString("已填入 <b>MY-1</b>"), containsString("2024-02-29"));
        Forms.multipart()
                .multiPart("plan", "gone")
                .multiPart("who", "MY-1")
                .post("/try/lookup")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldPutADraftBesideWhatItAmendsAndKeepATrialAsAScenario() {
        var draft = draftOfFifteenPercent();
        quota("editor", draft)
                .post("/try")
                .then()
                .statusCode(200)
                .body(
                        containsString("原版本 2024-01-01"),
                        containsString("<mark>21</mark>"),
                        containsString("<mark>25</mark>"));
        quota("editor", draft)
                .formParam("version", 2)
                .formParam("sentence", "161 个重点排污单位")
                .post("/try/scenarios")
                .then()
                .statusCode(303)
                .header("Location", containsString("saved=true"));
        as("viewer").get("/drafts/" + draft).then().body("version", is(3)).extract();
        var workbook = as("viewer")
                .get("/drafts/" + draft + "/scenarios/试一试.xlsx")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(workbook).isNotEmpty();
        // on a version that is not the newest nothing is overwritten
        quota("editor", draft)
                .formParam("version", 2)
                .formParam("sentence", "又一个")
                .post("/try/scenarios")
                .then()
                .statusCode(412);
        quota("editor", draft)
                .formParam("version", 3)
                .formParam("sentence", " ")
                .post("/try/scenarios")
                .then()
                .statusCode(422)
                .body(containsString("请用一句话写明"));
    }

    @Test
    void shouldShowADraftOnlyToWhoeverIsSignedInAndKeepNothingForWhoMayNotEdit() {
        var draft = draftOfFifteenPercent();
        given().redirects().follow(false).get("/try?draft=" + draft).then().statusCode(401);
        as("viewer").get("/try?draft=" + draft).then().statusCode(200);
        quota("viewer", draft)
                .formParam("version", 2)
                .formParam("sentence", "161 个重点排污单位")
                .post("/try/scenarios")
                .then()
                .statusCode(403);
    }
}
