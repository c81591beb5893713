package io.shuangsuiji.browser;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.verify.VerificationTest;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.Keys;

/** The page at {@code /verify} finds of the same published draw what the service finds, and asks the service nothing. */
@EnabledIf("io.shuangsuiji.browser.Browser#isInstalled")
@QuarkusTest
@TestProfile(DraftFolders.class)
@Timeout(600)
class VerifyInABrowserTest extends BrowserTest {
    private static final By FILES = By.id("files");

    /** Changes single bytes of documents, and collects those that the page's own functions do not notice. */
    private static final String CHANGES = """
            const [files, changes, done] = arguments;
            const bytes = (text) => Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
            (async () => {
              const { verify } = await import('/verify/verification.js');
              const whole = Object.fromEntries(Object.entries(files).map(([name, text]) => [name, bytes(text)]));
              const first = await verify(whole);
              const missed = first.difference === null ? [] : [first.difference];
              let seed = 12345;
              const below = (n) => (seed = (seed * 1103515245 + 12345) % 2147483648) % n;
              for (let i = 0; i < changes; i++) {
                const name = Object.keys(whole)[below(3)];
                const other = whole[name].slice();
                const at = below(other.length);
                const was = other[at];
                other[at] = below(2) ? below(256) : 48 + below(10);
                if (other[at] !== was && (await verify({ ...whole, [name]: other })).difference === null) {
                  missed.push(`${name} ${at} ${was} ${other[at]}`);
                }
              }
              return missed;
            })().then(done, (failure) => done([String(failure)]));
            """;

    /** The names of the draws in which the page's own functions find no difference. */
    private static final String UNNOTICED = """
            const [draws, done] = arguments;
            (async () => {
              const { verify } = await import('/verify/verification.js');
              const names = [];
              for (const [name, text] of Object.entries(draws)) {
                const draw = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
                if ((await verify({ draw })).difference === null) {
                  names.push(name);
                }
              }
              return names;
            })().then(done, (failure) => done([String(failure)]));
            """;

    @TempDir
    Path folder;

    private Path write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes);
    }

    private void choose(Path... files) {
        browser.see(FILES)
                .sendKeys(String.join(
                        "\n",
                        List.of(files).stream()
                                .map(file -> file.toAbsolutePath().toString())
                                .toList()));
    }

    @Test
    void verifiesInTheBrowserWhatTheServiceVerifies() throws Exception {
        var sample = new SampleDraw.Maker().stratum("甲层", 160).stratum("乙层", 90).make(5);
        var bytes = sample.draw().bytes();
        var receipt = Receipt.stream(sample.draw()).toList().get(8);
        browser.get("/verify");
        browser.inspect("90-verify");
        choose(
                write("draw.json", bytes),
                write("commitment.json", sample.commitment().bytes()),
                write("receipt-8.json", CanonicalJson.write(receipt)));
        browser.see("一致。名录、签号和结果都重算过");
        browser.see(sample.commitment().digest().replaceAll("(.{4})(?=.)", "$1 "));
        browser.see("「" + receipt.id() + "」在「" + receipt.stratum() + "」的名录中");
        given().multiPart("draw", "draw.json", bytes)
                .post("/draws/verification")
                .then()
                .body("consistent", equalTo(true));
        asks(sample.draw());
        browser.inspect("91-verify-consistent");

        browser.click("换一次抽取");
        choose(write("draw.json", SampleDraw.replaced(bytes, "\"place\":3", "\"place\":4")));
        browser.see("不一致：抽取记录的摘要不符");
        assertThat(browser.all(By.cssSelector("#who[hidden]"))).hasSize(1);
        browser.inspect("92-verify-different");
        given().multiPart("draw", "draw.json", SampleDraw.replaced(bytes, "\"place\":3", "\"place\":4"))
                .post("/draws/verification")
                .then()
                .body("consistent", equalTo(false));

        browser.click("换一次抽取");
        choose(write("receipt-8.json", CanonicalJson.write(receipt)));
        browser.see("一致。证明本身正确");
        // nothing but the page and its own files was asked for
        @SuppressWarnings("unchecked")
        var asked = (List<String>) browser.script(
                "return performance.getEntriesByType('resource').map((entry) => new URL(entry.name).pathname)");
        assertThat(asked)
                .isNotEmpty()
                .allMatch(path -> path.matches(
                        "/(verify|grid|webjars)/.*|/(app|print)\\.css|/busy\\.js|/icon\\.svg|/favicon.ico"));
    }

    private void asks(Draw draw) {
        var stratum = draw.strata().stream()
                .filter(each -> !each.passedOver().isEmpty())
                .findFirst()
                .orElseThrow();
        ask(stratum.drawn().get(1).id(), "抽中，第 2 个。");
        browser.see("签号：" + stratum.drawn().get(1).ticket());
        ask(stratum.substitutes().get(0).id(), "备选，第 1 个。");
        ask(stratum.passedOver().get(0).id(), "轮到时因频次上限跳过。");
        ask("没有这家", "它没有参加这次抽取");
    }

    private void ask(String id, String answer) {
        browser.click(By.name("id"));
        browser.retype(id, Keys.ENTER);
        browser.see(answer);
    }

    @Test
    void noticesChangesOfSingleBytesAndVerifiesBySm3AndOfManyThousand() throws Exception {
        browser.get("/verify");
        for (var hash : HashAlgorithm.values()) {
            var sample = SampleDraw.small(hash, 23);
            var files = java.util.Map.of(
                    "draw", base64(sample.draw().bytes()),
                    "commitment", base64(sample.commitment().bytes()),
                    "receipt",
                            base64(CanonicalJson.write(
                                    Receipt.stream(sample.draw()).toList().get(2))));
            assertThat((List<?>) browser.later(CHANGES, files, 300)).isEmpty();
        }
        var rewritten = new LinkedHashMap<String, String>();
        for (var rewriting : VerificationTest.rewritings().toList()) {
            @SuppressWarnings("unchecked")
            var change = (Consumer<ObjectNode>) rewriting.get()[2];
            rewritten.put(
                    (String) rewriting.get()[0],
                    base64(VerificationTest.rewritten(
                            SampleDraw.small(HashAlgorithm.SHA_256, 7).draw(), change)));
        }
        assertThat((List<?>) browser.later(UNNOTICED, rewritten)).isEmpty();
        var large = new SampleDraw.Maker()
                .stratum("甲层", 12_000)
                .stratum("乙层", 8_000)
                .make(6);
        choose(write("draw.json", large.draw().bytes()));
        // it says how far it is, and does not stand still meanwhile
        browser.see("正在验证：重算");
        browser.see("一致。名录、签号和结果都重算过");
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Test
    void saysWithoutScriptsHowToVerify() throws Exception {
        browser.withoutScripts();
        browser.get("/verify");
        browser.see("浏览器没有运行脚本");
        browser.see("python3 verify.py draw.json commitment.json");
        assertThat(given().get("/verify/verify.py")
                        .then()
                        .statusCode(200)
                        .extract()
                        .asByteArray())
                .isEqualTo(Files.readAllBytes(Path.of("docs/verify/verify.py")));
    }
}
