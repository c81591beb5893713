package io.shuangsuiji.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.calendar.ChineseDate;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A draft sent up, taken back, given back, mended, approved and published, by mouse and keyboard, at a desk and on a telephone. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.OfApproval.class)
@Timeout(600)
class ApprovalInABrowserTest extends BrowserTest {
    private static final String R05 = "quota-decision-rules-table-rule-1-out-4";

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password").contentType("application/json");
    }

    /** A draft that changes a ratio, with the scenarios that go with it, at version 3. */
    private static String draft(String reason, LocalDate day) {
        String id = as("editor")
                .body(Map.of(
                        "base",
                        "2024-01-01",
                        "reason",
                        reason,
                        "documentNumber",
                        "深环〔2027〕5号",
                        "effectiveOn",
                        day.toString()))
                .post("/drafts")
                .path("id");
        as("editor")
                .header("If-Match", "\"1\"")
                .body("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + R05 + "\",\"text\":\"15%\"}]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        var failed = as("editor").post("/drafts/" + id + "/check");
        as("editor")
                .header("If-Match", "\"2\"")
                .body(failed.<Object>path(
                        "content.findings.findAll { it.level == 'ERROR' }.collect { [file: it.file, at: it.at] }"))
                .post("/drafts/" + id + "/expectations")
                .then()
                .statusCode(200);
        as("editor").post("/drafts/" + id + "/check").then().statusCode(200);
        return id;
    }

    @ParameterizedTest
    @ValueSource(ints = {1440, 390})
    void sendsUpTakesBackGivesBackMendsApprovesAndPublishes(int width) throws Exception {
        var day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(width);
        var reason = "提高比例，屏宽 " + width;
        var draft = "/drafts/" + draft(reason, day);
        browser.width(width);
        browser.get(draft);
        browser.signIn("editor");
        browser.until(driver -> browser.path().equals(draft));
        browser.click("送审");
        browser.see("撤回送审");
        browser.click("撤回送审");
        browser.see(By.xpath("//button[normalize-space()='送审']"));
        browser.click("送审");
        browser.see("撤回送审");
        browser.signOut();

        // the approver gives it back, and is told that a reason is needed first
        browser.get("/drafts");
        browser.signIn("approver");
        browser.click(By.linkText(reason));
        browser.until(driver -> browser.path().equals(draft + "/approval"));
        // what was typed while the reports are made is not lost
        browser.see(By.name("reason")).sendKeys("先看看");
        browser.see(By.xpath("//button[normalize-space()='批准并发布']"));
        assertThat(browser.see(By.name("reason")).getDomProperty("value")).isEqualTo("先看看");
        browser.see("R05 抽查比例/倍数 12.5% → 15%");
        browser.see("样例名录库");
        browser.inspect("50-approval-" + width);
        browser.width(width);
        browser.see(By.name("reason")).clear();
        browser.click("退回");
        browser.see("请写明退回的理由");
        browser.see(By.name("reason")).sendKeys("请在说明里写明依据");
        browser.click("退回");
        browser.until(driver -> browser.path().equals(draft));
        browser.signOut();

        // the reason stands on top; the drafter mends, and sends it up with the keyboard
        browser.get(draft);
        browser.signIn("editor");
        browser.see("已退回：");
        browser.see("退回：请在说明里写明依据");
        browser.inspect("51-returned-" + width);
        browser.width(width);
        browser.click(By.xpath("//summary[contains(., '修改名称')]"));
        browser.see(By.cssSelector("form[action$='/header'] textarea[name=note]"))
                .sendKeys("依据上级通知");
        browser.click("保存");
        browser.see("修改发文机关、依据或说明");
        // what is to be sent up is another draft now, which nobody has checked
        browser.see("校验之后才能送审");
        browser.click("校验");
        browser.focused("step");
        browser.type(Keys.ENTER);
        browser.see("撤回送审");
        browser.signOut();

        // the approver sees the earlier opinion, and approves by keyboard alone
        browser.get(draft + "/approval");
        browser.signIn("approver");
        browser.see("以前的审批意见");
        browser.see("退回：请在说明里写明依据");
        browser.see("版本信息");
        browser.see(By.xpath("//button[normalize-space()='批准并发布']"));
        browser.script("document.querySelector('textarea[name=reason]').focus()");
        browser.type("依据已补，同意", Keys.TAB);
        browser.focused("publish");
        browser.type(Keys.ENTER);
        browser.see("确认批准并发布");
        browser.see("自 " + ChineseDate.of(day) + " 起施行，届时");
        browser.see("意见：依据已补，同意");
        browser.inspect("52-confirm-" + width);
        browser.width(width);
        browser.focused("confirmed");
        browser.type(Keys.ENTER);
        browser.see("已发布为 " + day + " 版。待施行，自 " + ChineseDate.of(day) + " 起");
        browser.see("意见：依据已补，同意");
        browser.inspect("53-published-" + width);
        browser.get("/drafts");
        browser.see("待施行，自 " + ChineseDate.of(day) + " 起");
        browser.inspect("54-editions-" + width);

        // what is published is what was drafted and nothing else
        given().get("/policy/diff?from=2024-01-01&to=" + day)
                .then()
                .body("words", hasItem("「抽样规则」R05 抽查比例/倍数 12.5% → 15%"))
                .body("tables.find { it.label == '抽样规则' }.changes.size()", is(1))
                .body("words", hasItem("「版本信息」文号 无 → 深环〔2027〕5号"));
        given().get("/editions/" + day)
                .then()
                .body("state.kind", is("FUTURE"))
                .body("documentNumber", is("深环〔2027〕5号"))
                .body("publication.approver", is("approver"))
                .body("publication.reason", is(reason));
        as("viewer").get(draft + "/history").then().body("step", hasItem("RECALL"));
        as("approver")
                .body(Map.of("reason", "试毕"))
                .post("/editions/" + day + "/withdrawal")
                .then()
                .statusCode(204);
        given().get("/editions/" + day)
                .then()
                .body("state.kind", is("WITHDRAWN"))
                .body("documentNumber", is("深环〔2027〕5号"))
                .body("publication.approver", is("approver"));
        browser.get(draft);
        browser.see("已撤回，不施行；撤回人 approver");
        browser.inspect("55-withdrawn-" + width);
    }
}
