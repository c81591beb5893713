package io.shuangsuiji.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.ValidatableResponse;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.web.FullQueue;
import io.shuangsuiji.web.drafts.DraftFolders;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The pages as a person uses them, in a real browser. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.OfTheBrowser.class)
@Timeout(600)
class PagesInABrowserTest extends BrowserTest {
    private static final int MOST_CLICKS = 8;
    private static final String R05_ADDRESS = "c-quota-decision-rules-table-rule-1-out-4";
    private static final By R05 = By.id(R05_ADDRESS);
    /** The same where no script runs. */
    private static final By R05_LINK = By.cssSelector("[id='" + R05_ADDRESS + "'] a.value");

    @Inject
    JobQueue jobs;

    @Test
    void amendsARatioWithinEightClicksAndBringsItIntoForceWithFourEyes() throws Exception {
        var day = LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);
        browser.get("/");
        browser.inspect("01-home");
        browser.click(By.linkText("修订"));
        browser.signIn("editor");
        browser.focused("reason");
        browser.inspect("02-drafts");
        browser.type("重点排污单位抽查比例提高到 15%", Keys.TAB, "深环〔2026〕1号", Keys.TAB);
        browser.typeDay(day);
        browser.type(Keys.ENTER);

        browser.see("表格还没有改动");
        browser.inspect("03-draft");
        // the rule by its number, and from it to the ratio beside
        browser.click(By.name("q"));
        browser.type("R05", Keys.ENTER);
        browser.see("点一处，打开它所在的单元格");
        browser.inspect("04-find");
        browser.type(Keys.TAB, Keys.ENTER);
        browser.until(driver -> browser.active().getDomAttribute("aria-label") != null
                && browser.active().getDomAttribute("aria-label").endsWith("规则编号：R05"));
        browser.type(
                Keys.HOME, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, "15%", Keys.ENTER);
        browser.see("已保存：「抽样规则」R05 抽查比例/倍数 12.5% → 15%");
        assertThat(browser.see(R05).getText()).isEqualTo("12.5% 15%");
        browser.inspect("05-table");

        browser.click("校验");
        browser.see("期望 0.125，实际 0.15");
        browser.see("161 个重点排污单位，按 12.5% 抽取");
        browser.inspect("06-check-failed");
        browser.click("全部勾选");
        browser.click("修改所选场景的期望并重新校验");
        browser.see("不通过 0 个");
        browser.inspect("07-check-passed");
        browser.print("07-check-passed");

        // the check passed: the next step has the focus
        browser.focused("step");
        browser.type(Keys.ENTER);
        browser.see("第 4 稿");
        browser.see("撤回送审");
        browser.inspect("09-submitted");
        var draft = browser.path();
        // the impact was begun with the submission
        browser.get(draft + "/impact");
        browser.see("各抽样层");
        assertThat(browser.see(By.cssSelector("tr[data-stratum='重点排污单位']")).getText())
                .contains("12.5% 15%");
        assertThat(browser.see(By.cssSelector(".bars li")).getText()).contains("重点排污单位", "→");
        // what stays as it is, is folded away
        assertThat(browser.all(By.cssSelector("details:not([open]) tr[data-stratum='特殊排污单位']")))
                .hasSize(1);
        browser.inspect("08-impact");

        // somebody else, from here on: it is the same mouse, and every click counts
        browser.signOut();
        browser.get("/drafts");
        browser.signIn("approver");
        browser.inspect("10-waiting");
        browser.click(By.linkText("重点排污单位抽查比例提高到 15%"));
        browser.see("样例名录库");
        browser.inspect("11-approve");
        browser.click("批准并发布");
        browser.see("届时取代 2024-01-01 版");
        browser.inspect("11-confirm");
        browser.focused("confirmed");
        browser.type(Keys.ENTER);
        browser.see("已发布为 " + day + " 版。待施行");
        browser.inspect("12-published");

        assertThat(browser.clicks()).isLessThanOrEqualTo(MOST_CLICKS);
        System.out.println("Clicks from the first page to an edition in force: " + browser.clicks());
        quota(day).body("quota.rate", is(0.15f)).body("quota.required", is(25));
        quota(day.minusDays(1)).body("quota.rate", is(0.125f)).body("quota.required", is(21));

        browser.get("/policy/diff?from=2024-01-01&to=" + day);
        browser.see("「抽样规则」R05 抽查比例/倍数 12.5% → 15%");
        browser.inspect("13-diff");
        browser.print("13-diff");
        browser.get("/drafts");
        browser.inspect("14-editions");
    }

    private static ValidatableResponse quota(LocalDate day) {
        return given().contentType("application/json")
                .body("""
                    {"objectType":"排污单位","category":"重点","population":161,"officers":36,\
                    "participatingOfficers":12,"quarter":1}\
                    """)
                .post("/decisions/quota?asOf=" + day)
                .then()
                .statusCode(200);
    }

    @Test
    void amendsByKeyboardAlone() throws Exception {
        browser.get("/drafts");
        browser.signIn("editor");
        browser.focused("reason");
        browser.type("只用键盘", Keys.ENTER);
        browser.see("表格还没有改动");
        browser.get(browser.path() + "/table?file=quota.dmn&at=quota-decision-rules-table");
        browser.see(R05);
        // the skip link first, then whatever leads to the first cell
        for (int i = 0; i < 80 && !"grid-field".equals(browser.active().getDomAttribute("class")); i++) {
            browser.type(Keys.TAB);
        }
        browser.type(Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT, Keys.ARROW_RIGHT);
        assertThat(browser.active().getDomAttribute("aria-label")).isEqualTo("第 1 行 R05，抽查比例/倍数：12.5%");
        browser.type("很多", Keys.ENTER, Keys.ARROW_UP);
        browser.see(By.cssSelector("[role=alert]"));
        browser.type("20%", Keys.ENTER);
        browser.see("12.5% → 20%");
        browser.type(Keys.F2, "9", Keys.ESCAPE);
        browser.type(Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.ARROW_LEFT);
        browser.chord(Keys.ARROW_DOWN, Keys.ALT);
        browser.see(By.cssSelector(".grid-choices"));
        browser.inspect("20-choice");
        // out of the table again, which is no trap
        browser.type(Keys.ESCAPE, Keys.ESCAPE, Keys.TAB);
        assertThat(browser.active().getDomAttribute("class")).isNotEqualTo("grid-field");
    }

    @Test
    void amendsWithoutScripts() throws Exception {
        browser.withoutScripts();
        browser.get("/drafts");
        browser.signIn("editor");
        browser.focused("reason");
        browser.type("不用脚本", Keys.TAB, Keys.TAB);
        browser.typeDay(LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(2));
        browser.type(Keys.ENTER);
        browser.see("表格还没有改动");
        var draft = browser.path();
        browser.click(By.linkText("抽样规则"));
        browser.click(R05_LINK);
        browser.focused("text");
        browser.retype("很多", Keys.ENTER);
        browser.see(By.cssSelector("[role=alert]"));
        browser.focused("text");
        browser.retype("16%", Keys.ENTER);
        browser.see("已保存：「抽样规则」R05 抽查比例/倍数 12.5% → 16%");
        browser.click("撤销");
        assertThat(browser.see(R05_LINK).getText()).isEqualTo("12.5%");
        browser.click(R05_LINK);
        browser.focused("text");
        browser.retype("16%", Keys.ENTER);
        browser.see("已保存");
        browser.click("校验");
        browser.see("期望 0.125，实际 0.16");
        browser.click("全部勾选");
        browser.click("修改所选场景的期望并重新校验");
        browser.see("不通过 0 个");
        browser.click("影响测算");
        browser.click("测算");
        browser.see("各抽样层");
        assertThat(browser.see(By.cssSelector("tr[data-stratum='重点排污单位']")).getText())
                // a ratio that no other test publishes: the stratum is among those that change, whatever is in force
                // before
                .contains("16%");
        browser.click("送审");
        browser.until(driver -> browser.path().equals(draft));
        browser.click("退出", "header");
        browser.until(driver -> browser.path().equals("/login"));
        browser.get("/drafts");
        browser.signIn("approver");
        browser.click(By.linkText("不用脚本"));
        browser.click("批准，暂不发布");
        browser.see("确认批准，暂不发布");
        browser.click("确认批准");
        browser.see("approver 已批准");
    }

    @Test
    void signsInChangesThePasswordAndReadsTheRecords() throws Exception {
        browser.get("/login");
        browser.focused("name");
        browser.type("newcomer", Keys.TAB, "not the password", Keys.ENTER);
        browser.see("用户名或口令不对");
        browser.see("第 6 行");
        browser.inspect("40-login-failed");
        browser.focused("name");
        browser.type("newcomer", Keys.TAB, "newcomer password", Keys.ENTER);
        browser.until(driver -> browser.path().equals("/"));
        browser.click("newcomer", "header");
        browser.focused("current");
        browser.inspect("41-password");
        browser.type("newcomer password", Keys.TAB, "newcomer", Keys.TAB, "newcomer", Keys.ENTER);
        browser.see("不能含用户名");
        browser.inspect("42-password-refused");
        browser.focused("current");
        browser.type("newcomer password", Keys.TAB, "Shan.Shui-2026", Keys.TAB, "Shan.Shui-2026", Keys.ENTER);
        browser.until(driver -> browser.path().equals("/"));
        browser.click("退出", "header");

        browser.get("/records");
        browser.signIn("approver");
        browser.until(driver -> browser.path().equals("/records"));
        browser.see("修改口令");
        browser.see("access:");
        browser.inspect("43-records");
    }

    /** The page of a check that is under way, which shows the result once there is one. */
    @Test
    void showsHowFarACheckHasCome() throws Exception {
        browser.get("/drafts");
        browser.signIn("editor");
        browser.focused("reason");
        browser.type("校验中", Keys.ENTER);
        browser.see("表格还没有改动");
        try (var full = new FullQueue(jobs)) {
            full.makePlace();
            browser.click("校验");
            browser.see("完成后这里显示结果");
            browser.inspect("44-running");
        }
        browser.see("不通过 0 个");

        // the table tells which row how many of the scenarios reach, until it is another than was checked
        browser.get(browser.path().replace("/check", "/table?file=quota.dmn&at=quota-decision-rules-table"));
        browser.see(R05);
        assertThat(browser.see(By.cssSelector("tbody tr th .hits")).getText()).matches("命中 [1-9]\\d*");
        browser.inspect("44-hits");
        browser.width(1440);
        browser.click(R05);
        browser.type("13%", Keys.ENTER);
        browser.see("12.5% → 13%");
        browser.until(driver -> browser.all(By.cssSelector("th .hits")).isEmpty());
    }

    @Test
    void showsEveryOtherPage() throws Exception {
        browser.get("/login");
        browser.inspect("30-login");
        browser.get("/policy");
        browser.inspect("31-policy");
        browser.print("31-policy");
        browser.get("/scenarios");
        browser.inspect("32-scenarios");
        browser.see(By.name("workbook"))
                .sendKeys(Path.of("test-scenarios/D-路由.xlsx").toAbsolutePath().toString());
        browser.click("运行");
        browser.see("用到的表行");
        browser.inspect("33-scenario-run");

        browser.get("/drafts");
        browser.signIn("editor");
        browser.focused("reason");
        browser.type("用 DMN 编辑器修改", Keys.ENTER);
        browser.see("表格还没有改动");
        var draft = browser.path();
        var dmn = Files.readString(Path.of("dmn/2024-01-01/quota.dmn"))
                .replace("<text>0.125</text>", "<text>0.15</text>")
                .replaceAll("(?s)(rule-13-in-1\\W+<text>)[^<]*", "$1\"加油站\"");
        var file = Files.writeString(Files.createTempDirectory("upload").resolve("配额 修改.dmn"), dmn);
        browser.see(By.cssSelector("form[action$='/uploads'] input[type=file]")).sendKeys(file.toString());
        browser.click("上传并预览");
        browser.see("共 2 处改动，尚未写入");
        browser.inspect("34-upload");
        browser.click("写入草案");
        browser.see("「抽样规则」R05 抽查比例/倍数 12.5% → 15%");
        var scenarios = Files.copy(Path.of("test-scenarios/D-路由.xlsx"), file.resolveSibling("路由 补充.xlsx"));
        browser.see(By.cssSelector("form[action$='/scenario-files'] input[type=file]"))
                .sendKeys(scenarios.toString());
        browser.click("上传场景");
        browser.see("路由 补充.xlsx");
        browser.get(draft + "/check");
        browser.inspect("35-not-checked");
        browser.get("/drafts/20990101-aaaaaaaa");
        browser.inspect("36-not-found");
    }

    @Test
    void addsAFactAndRenamesAValueAfterAPreviewOnThePageOfWords() throws Exception {
        browser.get("/drafts");
        browser.signIn("editor");
        browser.focused("reason");
        browser.type("增加事实", Keys.ENTER);
        browser.see("表格还没有改动");
        var draft = browser.path();
        browser.click(By.linkText("词汇"));
        browser.inspect("23-words");
        browser.see(By.cssSelector("#add-fact input[name='e.label']")).sendKeys("环境信用等级", Keys.ENTER);
        browser.see("已有事实「环境信用等级」");
        browser.see(By.cssSelector("#add-fact input[name='e.label']")).sendKeys("整改未完成", Keys.ENTER);
        browser.see("已保存：");
        browser.see("fact1");

        browser.get(draft + "/vocabulary");
        var form = "form:has(input[value='检查方式']):has(input[value='现场']) ";
        browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.see(By.cssSelector(form + "input[name='e.to']")).sendKeys("实地", Keys.ENTER);
        browser.see("改名预览");
        browser.see("现场 → 实地");
        browser.inspect("24-renaming");
        browser.click("写入草案");
        browser.see("已保存：");

        browser.get(draft + "/table?file=classification.dmn&at=classification-decision-triggers-table");
        browser.script("document.querySelectorAll('details').forEach(each => each.open = true)");
        browser.inspect("25-columns");
        browser.see(By.name("e.expression")).sendKeys("object.fact1");
        browser.see(By.cssSelector("form:has([name='e.expression']) [name='e.label']"))
                .sendKeys("整改未完成", Keys.ENTER);
        browser.see("增加列「整改未完成」");
    }

    /** The first page, a plan, and the first page again, which remembers it. */
    @Test
    void makesAPlanThatTheFirstPageRemembersAndThatCanBePrinted() throws Exception {
        browser.get("/");
        browser.see("这个浏览器里还没有编过");
        assertThat(browser.see(By.cssSelector("header nav [aria-current='page']"))
                        .getText())
                .isEqualTo("首页");
        browser.click("编制方案");
        browser.until(driver -> browser.path().equals("/plan"));
        browser.inspect("22-plan-form");
        browser.click(By.name("sample"));
        browser.see(By.name("officers")).sendKeys("36");
        browser.see(By.name("participatingOfficers")).sendKeys("12", Keys.ENTER);
        browser.see("实抽数与总体数");
        var period = Period.of(Period.Unit.QUARTER, LocalDate.now(ZoneId.of("Asia/Shanghai")))
                .inWords();
        assertThat(browser.see(By.id("result")).getText()).isEqualTo(period + "抽查方案");
        assertThat(browser.see(By.cssSelector("tfoot th")).getText()).isEqualTo("合计");
        assertThat(browser.see(By.cssSelector(".bars li .value")).getText()).matches("\\d+ / \\d+");
        assertThat(longestBarIsThatOfTheLargestStratum()).isEqualTo(true);
        browser.inspect("22-plan");

        browser.onPaper(() -> {
            assertThat(browser.style("header.top", "display")).isEqualTo("none");
            assertThat(browser.style(".actions", "display")).isEqualTo("none");
            assertThat(browser.style("main form", "display")).isEqualTo("none");
            assertThat(browser.style("thead", "display")).isEqualTo("table-header-group");
            assertThat(browser.style(".scroll", "overflowX")).isEqualTo("visible");
        });
        assertThat(browser.print("22-plan")).isBetween(2, 8);

        browser.get("/");
        browser.see(period + "抽查方案");
        browser.see("registry.csv");
        assertThat(browser.see(By.cssSelector("[data-sha]")).getText()).matches("[0-9a-f]{64}");
        browser.inspect("01-home-with-plan");
    }

    /** On a linear scale the bar of the largest stratum fills the room there is. */
    private Object longestBarIsThatOfTheLargestStratum() {
        return browser.script("""
            const lines = [...document.querySelectorAll('.bars li')].map((line) => ({
              width: line.querySelector('rect.first').getBoundingClientRect().width,
              room: line.querySelector('svg').getBoundingClientRect().width,
              all: Number(line.querySelector('.value').textContent.split('/')[1]),
            }));
            const most = Math.max(...lines.map((line) => line.all));
            return lines.every((line) => Math.abs(line.width / line.room - line.all / most) < 0.02);
            """);
    }

    /** Rows that were not taken are told by their cause; each unfolds to its cells. */
    @Test
    void groupsWhatIsWrongWithARegistry() throws Exception {
        var rows = IntStream.range(0, 30)
                .mapToObj(i -> "X" + i + ",排污单位," + (i % 10 == 3 ? "要紧" : "重点"))
                .collect(Collectors.joining("\n"));
        var file = Files.writeString(
                Files.createTempDirectory("upload").resolve("名录.csv"), "对象编号,对象类型,监管级别\n" + rows + "\n");
        browser.get("/plan");
        browser.see(By.name("registry")).sendKeys(file.toString());
        browser.see(By.name("officers")).sendKeys("36", Keys.ENTER);
        browser.see("名录库有 3 行没有受理");
        browser.click("看原因");
        assertThat(browser.all(By.cssSelector("details.cause"))).hasSize(1);
        browser.see("3 处");
        browser.click(By.cssSelector("details.cause summary"));
        browser.see("第 5 行");
        browser.inspect("22-plan-rejected");
    }

    /** An upload on a slow line: it can be stopped, the page is as it was before, and a plan can be made all the same. */
    @Test
    void stopsAnUploadThatTakesTooLong() throws Exception {
        var file = Files.writeString(
                Files.createTempDirectory("upload").resolve("名录.csv"),
                "对象编号,对象类型,监管级别\n" + "X1,排污单位,重点\n".repeat(200_000));
        browser.get("/plan");
        browser.see(By.name("registry")).sendKeys(file.toString());
        browser.see(By.name("officers")).sendKeys("36");
        browser.upload(50_000);
        assertThat(browser.later("""
            const done = arguments[0];
            const form = document.querySelector('form[action="/plan"]');
            const button = form.querySelector('[type=submit]');
            button.click();
            setTimeout(() => {
              const cancel = form.querySelector('.cancel');
              const during = [cancel?.textContent, button.textContent, button.disabled];
              cancel?.click();
              setTimeout(() => done([...during, button.textContent, button.disabled, !!form.querySelector('.cancel')]), 500);
            }, 1500);
            """)).isEqualTo(List.of("取消上传", "正在编制…", true, "编制方案", false, false));
        browser.upload(0);
        assertThat(browser.path()).isEqualTo("/plan");
        assertThat(browser.all(By.id("result"))).isEmpty();
        assertThat(browser.see(By.name("officers")).getDomProperty("value")).isEqualTo("36");
        // nothing is under way any more that would come back over what is done next
        browser.script("document.querySelector('[name=registry]').value = ''");
        browser.click(By.name("sample"));
        browser.click("编制方案");
        browser.see(By.id("result"));
    }

    @Test
    void tellsErrorsOnAPage() throws Exception {
        browser.get("/nowhere");
        browser.see("没有这个地址");
        browser.inspect("45-no-page");
        browser.click("回到首页");
        browser.until(driver -> browser.path().equals("/"));
        browser.see("工作台");
        browser.get("/login");
        browser.signIn("editor");
        browser.get("/records");
        browser.see("没有权限");
        browser.inspect("46-not-permitted");
    }
}
