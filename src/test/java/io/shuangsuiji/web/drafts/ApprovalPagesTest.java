package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.startsWith;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.calendar.ChineseDate;
import io.shuangsuiji.web.Forms;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Approving, giving back and taking back by pages alone, as they are without scripts. */
@QuarkusTest
@TestProfile(DraftFolders.OfApproval.class)
class ApprovalPagesTest {
    private static final String R05 = "quota-decision-rules-table-rule-1-out-4";
    private static final Pattern FIELD = Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\">");

    private static RequestSpecification as(RequestSpecification request, String user) {
        return request.auth()
                .preemptive()
                .basic(user, user + " password")
                .redirects()
                .follow(false);
    }

    private static RequestSpecification json(String user) {
        return as(given(), user).contentType("application/json");
    }

    private static RequestSpecification form(String user) {
        return as(Forms.urlEncoded(), user).accept("text/html");
    }

    private static String page(String user, String path) {
        return as(given(), user)
                .accept("text/html")
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
    }

    private static LocalDate day(int days) {
        return LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(days);
    }

    private static String begin(LocalDate day) {
        return json("editor")
                .body(Map.of(
                        "base",
                        "2024-01-01",
                        "reason",
                        "换文号",
                        "documentNumber",
                        "深环〔2027〕9号",
                        "effectiveOn",
                        day.toString()))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
    }

    private static Response step(String user, String id, int version, String step) {
        return form(user).formParams(Map.of("version", version, "step", step)).post("/drafts/" + id + "/step");
    }

    /** What the form of the page sends back, its token aside. */
    private static Map<String, String> fields(String page) {
        var fields = new TreeMap<String, String>();
        var form = page.substring(page.indexOf("/approve\""));
        FIELD.matcher(form.substring(0, form.indexOf("</form>")))
                .results()
                .forEach(found -> fields.put(found.group(1), found.group(2)));
        fields.remove("csrf-token");
        return fields;
    }

    /** The page of the approval, once all that submission has begun is there. */
    private static String settled(String id) {
        var deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            var page = page("approver", "/drafts/" + id + "/approval");
            if (!page.contains("data-running")) {
                return page;
            }
            assertThat(page).contains("<progress", "http-equiv=\"refresh\"", "停止");
            LockSupport.parkNanos(100_000_000);
        }
        throw new AssertionError("the reports did not end");
    }

    @Test
    void shouldNameTheEditionAndItsDayBeforeAnythingIsDone() {
        var day = day(40);
        var id = begin(day);
        json("editor")
                .header("If-Match", "\"1\"")
                .body(
                        "[{\"edit\":\"setDescription\",\"file\":\"quota.dmn\",\"element\":\"quota-decision-rules-table\",\"text\":\"抽查比例\"}]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        step("editor", id, 2, "submit").then().statusCode(303).header("Location", endsWith("/drafts/" + id));
        var page = settled(id);
        assertThat(page)
                .contains("一、改了什么", "二、场景的改动", "三、校验", "四、影响", "五、审批")
                .contains("样例名录库", "名录库指纹", "与 <b>2024-01-01 版</b>", "批准，暂不发布")
                .contains("文号 无 → 深环〔2027〕9号");
        var fields = fields(page);
        var confirm = form("approver")
                .formParams(fields)
                .formParam("reason", "同意")
                .formParam("publish", "true")
                .post("/drafts/" + id + "/approve");
        confirm.then().statusCode(200);
        assertThat(confirm.asString())
                .contains("确认批准并发布", "意见：同意", "深环〔2027〕9号《")
                .contains("》自 " + ChineseDate.of(day) + " 起施行，届时取代 2024-01-01 版");
        json("viewer").get("/drafts/" + id).then().body("state", is("SUBMITTED"));
        form("approver")
                .formParams(fields(confirm.asString()))
                .formParam("confirmed", "true")
                .post("/drafts/" + id + "/approve")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/drafts/" + id));
        json("viewer")
                .get("/drafts/" + id)
                .then()
                .body("state", is("PUBLISHED"))
                .body("published", is(day.toString()));
        assertThat(page("viewer", "/drafts/" + id))
                .contains("待施行", "已发布为", "意见：同意", "办理记录", "批准，" + ChineseDate.of(day) + "起施行");

        // and a page of it that says so no longer once it was taken back
        assertThat(page("approver", "/drafts")).contains("待施行，自 " + ChineseDate.of(day) + " 起");
        form("approver")
                .formParams(Map.of("edition", day.toString(), "reason", "文件暂缓施行"))
                .post("/drafts/withdraw")
                .then()
                .statusCode(303);
        for (var path : new String[] {"/drafts/" + id, "/drafts"}) {
            assertThat(page("viewer", path))
                    .contains("已撤回，不施行；撤回人 approver", "理由：文件暂缓施行", "深环〔2027〕9号")
                    .doesNotContain("待施行，自 " + ChineseDate.of(day));
        }
        assertThat(page("viewer", "/drafts/" + id)).contains("撤回版本");
    }

    @Test
    void shouldApproveNothingThatWasNotCheckedAndWeighed() {
        var id = begin(day(41));
        json("editor")
                .header("If-Match", "\"1\"")
                .post("/drafts/" + id + "/submission")
                .then()
                .statusCode(200);
        var page = page("approver", "/drafts/" + id + "/approval");
        assertThat(page)
                .contains("这一稿还没有校验，还不能批准", "这一稿还没有测算影响，还不能批准", "只改了方案的名称、文号等说明", "退回")
                .doesNotContain("批准并发布");
        json("approver").post("/drafts/" + id + "/check").then().statusCode(200);
        assertThat(page("approver", "/drafts/" + id + "/approval"))
                .contains("这一稿还没有测算影响，还不能批准", "没有新的问题")
                .doesNotContain("批准并发布");
        String check = json("approver").get("/drafts/" + id + "/check").path("digest");
        String digest = json("approver").get("/drafts/" + id).path("digest");
        json("approver")
                .header("If-Match", "\"2\"")
                .body(Map.of("draftDigest", digest, "checkDigest", check))
                .post("/drafts/" + id + "/approval")
                .then()
                .statusCode(422)
                .body("errors[0].pointer", is("/impactDigest"))
                .body("detail", containsString("POST /drafts/{id}/impact"));
        form("approver")
                .formParams(fields(page("approver", "/drafts/" + id + "/approval")))
                .formParam("confirmed", "true")
                .post("/drafts/" + id + "/approve")
                .then()
                .statusCode(422)
                .body(allOf(containsString("没有办理"), containsString("批准之前须测算影响")));
        as(Forms.multipart(), "approver")
                .accept("text/html")
                .multiPart("from", "approval")
                .post("/drafts/" + id + "/impact")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/approval#impact"));
        assertThat(settled(id)).contains("批准并发布");
        // whoever wrote it reads it, and does not approve
        assertThat(page("editor", "/drafts/" + id + "/approval"))
                .contains("已送审，等待审批")
                .doesNotContain("批准并发布", "formaction");
    }

    @Test
    void shouldGiveBackOnlyWithAReasonThatStandsOnTopUntilTheNextSubmission() {
        var id = begin(day(42));
        assertThat(page("editor", "/drafts/" + id)).contains("送审").doesNotContain("撤回送审");
        step("editor", id, 1, "submit").then().statusCode(303);
        assertThat(page("editor", "/drafts/" + id)).contains("撤回送审");
        step("editor", id, 2, "recall").then().statusCode(303);
        step("editor", id, 3, "submit").then().statusCode(303);
        form("approver")
                .formParams(Map.of("version", 4, "reason", " "))
                .post("/drafts/" + id + "/return")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("请写明退回的理由"),
                        containsString("aria-invalid"),
                        not(containsString(" / a reason"))));
        form("approver")
                .formParams(Map.of("version", 4, "reason", "请补充依据"))
                .post("/drafts/" + id + "/return")
                .then()
                .statusCode(303);
        assertThat(page("editor", "/drafts/" + id)).contains("<strong>已退回：</strong>approver，", "退回：请补充依据");
        assertThat(page("editor", "/drafts")).contains("已退回", "待我办理");
        step("editor", id, 5, "submit").then().statusCode(303);
        assertThat(page("editor", "/drafts/" + id)).doesNotContain("<strong>已退回：</strong>");
        assertThat(page("approver", "/drafts/" + id + "/approval")).contains("以前的审批意见", "退回：请补充依据（第 5 稿）");
        assertThat(page("approver", "/drafts")).contains("href=\"/drafts/" + id + "/approval\"");
    }

    @Test
    void shouldAskForADayBeforeSubmissionAndGiveNoneItself() {
        assertThat(page("editor", "/drafts")).contains("name=\"effectiveOn\" value=\"\"");
        var location = form("editor")
                .formParams(Map.of("base", "2024-01-01", "reason", "没有日期", "documentNumber", "深环〔2027〕10号"))
                .post("/drafts")
                .then()
                .statusCode(303)
                .extract()
                .header("Location");
        var path = location.substring(location.indexOf("/drafts/"));
        assertThat(page("editor", path)).contains("未定，送审前须填写", "填写施行日期").doesNotContain("value=\"submit\"");
        step("editor", path.substring(8), 1, "submit")
                .then()
                .statusCode(422)
                .body(allOf(containsString("还没有施行日期"), not(containsString(" / an effective"))));
        step("editor", path.substring(8), 1, "nothing").then().statusCode(422);
    }

    @Test
    void shouldSayOnThePageThatNothingWasChanged() {
        String id = json("editor")
                .body(Map.of("base", "2024-01-01", "reason", "没有改", "effectiveOn", day(43).toString()))
                .post("/drafts")
                .path("id");
        step("editor", id, 1, "submit")
                .then()
                .statusCode(409)
                .body(startsWith("<!DOCTYPE html>"))
                .body(allOf(containsString("与 2024-01-01 版没有任何差别，不能送审"), not(containsString("does not differ"))));
        as(given(), "approver")
                .accept("text/html")
                .get("/drafts/" + id + "/approval")
                .then()
                .statusCode(303)
                .header("Location", endsWith("/drafts/" + id));
    }

    @Test
    void shouldShowScenariosOldAndNewAndAskForAnOpinionWhereTheyProveLess() {
        var id = begin(day(44));
        json("editor")
                .header("If-Match", "\"1\"")
                .body("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + R05 + "\",\"text\":\"15%\"}]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        var check = json("editor").post("/drafts/" + id + "/check");
        json("editor")
                .header("If-Match", "\"2\"")
                .body(check.<Object>path(
                        "content.findings.findAll { it.level == 'ERROR' }.collect { [file: it.file, at: it.at] }"))
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(200);
        as(given(), "editor")
                .header("If-Match", "\"3\"")
                .delete("/drafts/{id}/scenarios/{file}", id, "D-路由.xlsx")
                .then()
                .statusCode(200);
        json("editor").post("/drafts/" + id + "/check").then().statusCode(200);
        json("editor")
                .header("If-Match", "\"4\"")
                .body(Map.of("reason", "路由另行核对"))
                .post("/drafts/" + id + "/submission")
                .then()
                .statusCode(200);
        json("approver").post("/drafts/" + id + "/impact").then().statusCode(200);
        var page = page("approver", "/drafts/" + id + "/approval");
        assertThat(page)
                .contains("场景 D-路由.xlsx", "整个场景被删除", "<del>0.125</del>", "<ins>0.15</ins>", "送审时说明：场景减少的理由：路由另行核对")
                .contains("场景核对的比原版本少", "name=\"reason\" rows=\"3\" maxlength=\"2000\" required");
        form("approver")
                .formParams(fields(page))
                .formParam("reason", "")
                .formParam("publish", "true")
                .post("/drafts/" + id + "/approve")
                .then()
                .statusCode(422)
                .body(containsString("批准须写明意见"));
    }
}
