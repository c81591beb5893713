package io.shuangsuiji.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.web.document.NextYearsDocumentTest;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The policy page, 条款对照 and next year's document as a person uses them. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.OfTheBrowser.class)
@Timeout(300)
class DocumentInABrowserTest extends BrowserTest {
    @Test
    void readsThePolicyFromTheQuestionsDownToTheFormulas() throws Exception {
        browser.get("/policy");
        browser.see("抽多少");
        assertThat(browser.see(By.id("q-quota")).getText()).contains("R05").contains("12.5%");
        assertThat(browser.see(By.id("q-classification")).getText()).contains("R07d");
        assertThat(browser.see(By.id("q-schedule")).getText()).contains("月17日");
        assertThat(browser.see(By.id("q-routing")).getText()).contains("深圳市智慧环保系统");
        browser.inspect("50-policy");
        assertThat(browser.all(By.cssSelector("details.topic[open]"))).isEmpty();
        // a link to a table opens the part in which it is folded
        browser.get("/policy#quota.dmn-quota-decision-rules-table");
        browser.see(By.id("quota.dmn-quota-decision-rules-table"));
    }

    @Test
    void comparesNextYearsDocumentAndDraftsFromIt() throws Exception {
        var file = Files.write(
                Files.createTempDirectory("next").resolve("2025年方案.txt"),
                NextYearsDocumentTest.nextYear().getBytes(Charset.forName("GBK")));
        browser.get("/policy");
        browser.click("条款对照");
        browser.see("已落入规则");
        browser.inspect("51-clauses");
        browser.click(By.cssSelector(".counts .OPEN a"));
        browser.until(driver -> browser.all(By.cssSelector(".sentence.ENCODED")).isEmpty());
        assertThat(browser.all(By.cssSelector(".sentence.OPEN"))).hasSize(1);

        browser.see(By.name("file")).sendKeys(file.toString());
        browser.click("上传并比较");
        browser.see("4 句改动");
        browser.see("引文已不在新文件里");
        browser.inspect("52-comparison-not-signed-in");
        // whoever drafts signs in first
        browser.get("/drafts");
        browser.signIn("editor");
        browser.get("/policy/clauses");
        browser.see(By.name("file")).sendKeys(file.toString());
        browser.click("上传并比较");
        browser.see(By.name("reason")).sendKeys("2025年的方案");
        browser.inspect("53-comparison");
        browser.click("起草，并列出要看的行");
        browser.see("行待改");
        browser.inspect("54-todo");
        var todo = browser.path();
        var rows = browser.all(By.cssSelector(".todo li.OPEN")).size();

        browser.click("不需要改");
        browser.until(
                driver -> browser.all(By.cssSelector(".todo li.CONFIRMED")).size() == 1);
        assertThat(browser.all(By.cssSelector(".todo li.OPEN"))).hasSize(rows - 1);
        browser.click("取消确认");
        browser.until(driver -> browser.all(By.cssSelector(".todo li.OPEN")).size() == rows);
        // a row whose words are gone cannot be confirmed: it is changed in its cell
        browser.click(By.xpath("//li[contains(., '已不在新文件里')]//a[normalize-space()='去改']"));
        browser.until(driver -> browser.path().endsWith("/table"));
        browser.until(driver -> browser.script("return document.activeElement.closest('td')?.id") != null);
        var version = "return document.querySelector('main input[name=version]').value";
        var before = browser.script(version);
        browser.type("每季度按不少于 15% 的比例抽取重点监管对象", Keys.ENTER);
        browser.until(driver -> !before.equals(browser.script(version)));
        browser.get(todo);
        browser.until(driver -> browser.all(By.cssSelector(".todo li.CHANGED")).size() == 1);

        browser.click(By.cssSelector("a[href$='clauses?state=OPEN']"));
        browser.see("对新设立的经营主体");
        browser.inspect("55-draft-clauses");
        var open = browser.all(By.cssSelector(".sentence.OPEN")).size();
        browser.click(By.xpath("//li[contains(., '对新设立的经营主体')]//button"));
        browser.until(driver -> browser.all(By.cssSelector(".sentence.OPEN")).size() == open - 1);
        browser.click(By.cssSelector(".counts .ORGANISATIONAL a"));
        browser.see("取消标记");
        var page = Files.readString(Path.of("docs/next-years-document.zh-CN.md"));
        assertThat(page).contains("起草，并列出要看的行", "不需要改", "去改", "标为组织性条款", "上传并比较");
    }
}
