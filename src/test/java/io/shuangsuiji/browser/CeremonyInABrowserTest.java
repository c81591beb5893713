package io.shuangsuiji.browser;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.web.drafts.DraftFolders;
import io.shuangsuiji.web.draw.page.Rehearsal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** A draw in the meeting room with scripts on: committed to, drawn, revealed by the keyboard, its files on the last page. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.class)
@Timeout(600)
class CeremonyInABrowserTest extends BrowserTest {
    private static final LocalDate TOMORROW =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);

    private Path registry;

    private void chooseRegisters() {
        browser.see(By.name("registry")).sendKeys(registry.toString());
        browser.see(By.name("roster"))
                .sendKeys(Path.of("samples/staffing.csv").toAbsolutePath().toString());
    }

    private void choose(String field, String words) {
        browser.script("""
                const field = document.querySelector(`[name="${arguments[0]}"]`);
                field.value = [...field.options].find((one) => one.text.includes(arguments[1])).value;""", field, words);
    }

    private void day(String field, LocalDate day) {
        browser.script(
                "document.querySelector(`[name=\"${arguments[0]}\"]`).value = arguments[1]", field, day.toString());
    }

    @Test
    void walksThroughADraw() throws Exception {
        var folder = Files.createTempDirectory("ceremony");
        registry = Files.write(folder.resolve("名录库.csv"), Rehearsal.registry());
        commit();
        draw(folder);
    }

    private void commit() throws Exception {
        browser.get("/draw");
        browser.click("在这台电脑上产生");
        browser.see("已产生。请现在保存");
        var secret = browser.see(By.name("secret")).getDomProperty("value");
        assertThat(secret).matches("[0-9a-f]{64}");
        chooseRegisters();
        // of the year for which the sample's edition was written
        browser.script("document.querySelector('[name=\"period\"]').add(new Option('2024Q1', '2024Q1', true, true))");
        choose("source0", "双色球");
        day("day0", TOMORROW);
        browser.inspect("90-draw-prepare");
        // by keyboard; the review stands in a tab of its own, and the form behind it keeps its files
        browser.script("document.querySelector('[formaction=\"/draw/review\"]').focus()");
        browser.type(Keys.ENTER);
        browser.inNewTab(() -> {
            browser.see("名录没有妨碍承诺的问题");
            assertThat(browser.all(By.cssSelector(".files a[download]"))).hasSize(1);
            browser.inspect("90-draw-review");
        });
        assertThat(browser.script("return document.querySelector('#registry').files.length + '' +"
                        + " document.querySelector('#roster').files.length"))
                .isEqualTo("11");
        assertThat(browser.all(By.cssSelector("[aria-busy]"))).isEmpty();
        browser.click("审阅名录并作出承诺");
        // one source alone is too short; what was typed is there, but for the files
        browser.see("要求至少 40 位");
        browser.inspect("91-draw-refused");
        assertThat(browser.see(By.name("secret")).getDomProperty("value")).isEqualTo(secret);
        chooseRegisters();
        choose("source1", "超级大乐透");
        day("day1", TOMORROW);
        browser.click("审阅名录并作出承诺");
        browser.see("承诺的摘要（SHA-256）");
        assertThat(browser.all(By.cssSelector(".groups span"))).hasSize(16);
        browser.inspect("92-draw-commitment");
        browser.onPaper(() -> {
            assertThat(browser.style("body", "backgroundColor")).isIn("rgb(255, 255, 255)", "rgba(0, 0, 0, 0)");
            assertThat(browser.style(".files", "display")).isEqualTo("none");
            assertThat(browser.style(".signatures", "display")).isNotEqualTo("none");
        });
        assertThat(browser.print("92-draw-commitment")).isBetween(1, 6);
    }

    private void draw(Path folder) throws Exception {
        var commitment = Files.write(
                folder.resolve("commitment.json"),
                Rehearsal.committed().commitment().bytes());
        var secret = Files.writeString(folder.resolve("secret.txt"), Draws.SECRET + "\n");
        browser.get("/draw/opening");
        browser.inspect("93-draw-opening");
        browser.see(By.name("commitment")).sendKeys(commitment.toString());
        browser.click(By.name("address"));
        browser.type("https://example.gov.cn/commitment");
        browser.click("把承诺放到屏幕上");
        browser.see("录入人读着公布的结果录入");
        browser.inspect("94-draw-lots");

        browser.click(By.name("first0"));
        browser.type(Draws.RESULTS.get(0), Keys.TAB, "03 08 14 20 27 32 + 09", Keys.TAB);
        browser.see(By.cssSelector("[name='second0'][aria-invalid='true']"));
        browser.click(By.name("second0"));
        browser.retype(Draws.RESULTS.get(0), Keys.TAB, Draws.RESULTS.get(1), Keys.TAB, Draws.RESULTS.get(1), Keys.TAB);
        assertThat(browser.all(By.cssSelector("[aria-invalid='true']"))).isEmpty();
        browser.type(Keys.SPACE, Keys.TAB, Keys.SPACE);
        browser.see(By.name("secretFile")).sendKeys(secret.toString());
        chooseRegisters();
        browser.click("抽取", "form");
        browser.see("揭晓下一层");
        browser.inspect("95-draw-hidden");
        assertThat(browser.all(By.cssSelector(".stratum:not([hidden])"))).isEmpty();
        int strata = browser.all(By.cssSelector(".stratum")).size();
        assertThat(strata).isGreaterThan(3);
        browser.script("document.querySelector('[data-next]').focus()");
        browser.type(Keys.ENTER);
        browser.see("已揭晓 1 层，共 " + strata + " 层");
        browser.type(Keys.ENTER);
        assertThat(browser.all(By.cssSelector(".stratum:not([hidden])"))).hasSize(2);
        browser.inspect("96-draw-revealing");
        browser.click("全部揭晓");
        browser.see("全部 " + strata + " 层已揭晓");
        assertThat(browser.all(By.cssSelector(".stratum:not([hidden])"))).hasSize(strata);
        assertThat(browser.all(By.cssSelector(".files a[download]"))).hasSize(5);
        browser.see("本年抽中的次数：实际与应有");
        // the record that the page carries is chosen for the receipts already; what is wrong is said in a tab of its
        // own
        assertThat(browser.script("return document.querySelector('#record').files[0].name"))
                .isEqualTo("draw-2024Q1-1.json");
        browser.click(By.name("id"));
        browser.type("NS-XX-0", Keys.ENTER);
        browser.inNewTab(() -> browser.see("抽取池里没有「NS-XX-0」"));
        browser.inspect("97-draw-result");
        assertThat(browser.print("97-draw-result")).isGreaterThan(1);

        var record = Files.write(folder.resolve("draw.json"), carried("draw-"));
        browser.get("/draw/announcement");
        browser.inspect("98-announcement-form");
        browser.see(By.name("draw")).sendKeys(record.toString());
        browser.click("出公告");
        browser.see("本公告没有写的");
        browser.inspect("99-announcement");
        assertThat(browser.print("99-announcement")).isBetween(1, 4);
    }

    /** A file that the page carries. */
    private byte[] carried(String name) {
        var href = (String) browser.script(
                "return document.querySelector(`a[download^=\"${arguments[0]}\"]`).getAttribute('href')", name);
        return java.util.Base64.getDecoder().decode(href.substring(href.indexOf(',') + 1));
    }
}
