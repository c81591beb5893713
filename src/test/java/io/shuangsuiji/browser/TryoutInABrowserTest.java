package io.shuangsuiji.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.web.drafts.DraftFolders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** 试一试 with scripts on: what is filled in is answered in its place, and what is typed stays. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.class)
@Timeout(600)
class TryoutInABrowserTest extends BrowserTest {
    private static final By COMPLAINTS = By.name("in.object.complaintsInQuarter");

    @Test
    void answersInPlaceAsFieldsAreFilledIn() throws Exception {
        browser.get("/try?model=classification");
        browser.inspect("60-try");
        browser.script("window.stayed = true");

        browser.click(COMPLAINTS);
        browser.retype("9", Keys.TAB);
        browser.see("差一项：季度内投诉宗数");
        browser.click(COMPLAINTS);
        browser.retype("10", Keys.TAB);
        browser.see(By.xpath("//tr[@class='counts']/td[normalize-space()='R07d']"));
        browser.inspect("61-try-answered");

        // a wrong one is marked beside its field and keeps what was typed
        browser.click(COMPLAINTS);
        browser.retype("很多", Keys.TAB);
        browser.see(By.cssSelector("[name='in.object.complaintsInQuarter'][aria-invalid]"));
        assertThat(browser.see(COMPLAINTS).getDomProperty("value")).isEqualTo("很多");
        browser.inspect("62-try-wrong");
        browser.click(COMPLAINTS);
        browser.retype("9", Keys.TAB);
        browser.see("差一项：季度内投诉宗数");

        browser.script("const goal = document.querySelector('[name=goal]');"
                + "goal.value = [...goal.options].find(one => one.text.includes('特殊')).value;"
                + "goal.dispatchEvent(new Event('change', { bubbles: true }))");
        browser.see("把 季度内投诉宗数 从 9 改为 10");
        browser.inspect("63-try-why-not");
        assertThat(browser.script("return window.stayed")).isEqualTo(true);
    }

    @Test
    void findsAnObjectOfTheSampleAndAnswersWithoutScriptsToo() throws Exception {
        browser.get("/try");
        browser.click(By.cssSelector("details.lookup summary"));
        browser.click(By.name("who"));
        browser.type("加油站", Keys.ENTER);
        browser.see("只列出前面的");
        browser.inspect("64-try-found");
        browser.click(By.cssSelector(".matches button"));
        browser.see(By.cssSelector("tr.counts"));

        browser.withoutScripts();
        browser.get("/try?model=routing");
        browser.click("试一试");
        browser.see(By.cssSelector("tr.counts"));
    }
}
