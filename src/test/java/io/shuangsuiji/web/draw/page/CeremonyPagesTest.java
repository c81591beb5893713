package io.shuangsuiji.web.draw.page;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.builder.MultiPartSpecBuilder;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.Secret;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.web.Forms;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.zip.ZipInputStream;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** A draw from its first form to its announcement as a browser without scripts makes it: forms and files alone. */
@QuarkusTest
class CeremonyPagesTest {
    private static final Pattern FILE =
            Pattern.compile("href=\"data:([^\";]+)[^\"]*;base64,([^\"]+)\" download=\"([^\"]+)\"");
    private static final LocalDate TOMORROW =
            LocalDate.now(ZoneId.of("Asia/Shanghai")).plusDays(1);

    private static RequestSpecification with(RequestSpecification form) {
        return with(form, Rehearsal.registry());
    }

    private static RequestSpecification with(RequestSpecification form, byte[] registry) {
        return form.multiPart("registry", "registry.csv", registry, "text/csv")
                .multiPart("roster", new File("samples/staffing.csv"), "text/csv");
    }

    /** Chinese in the part of a form needs its charset said. */
    private static RequestSpecification text(RequestSpecification form, String name, String text) {
        return form.multiPart(new MultiPartSpecBuilder(text)
                .controlName(name)
                .charset(StandardCharsets.UTF_8)
                .mimeType("text/plain")
                .build());
    }

    private static RequestSpecification committing(String first, String second, LocalDate day) {
        return committing(first, second, day, Rehearsal.registry());
    }

    private static RequestSpecification committing(String first, String second, LocalDate day, byte[] registry) {
        var form = with(Forms.multipart(), registry)
                .multiPart("period", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("participatingOfficers", "12")
                .multiPart("sequence", "1")
                .multiPart("hash", "SHA-256")
                .multiPart("day0", day.toString());
        text(form, "source0", first);
        return second == null ? form : text(form, "source1", second).multiPart("day1", day.toString());
    }

    /** The files that a page carries, by the kind of name that they have. */
    private static Map<String, byte[]> files(String page) {
        var files = new HashMap<String, byte[]>();
        FILE.matcher(page)
                .results()
                .forEach(found -> files.put(
                        found.group(3).replaceAll("-.*", ""),
                        Base64.getDecoder().decode(found.group(2))));
        return files;
    }

    private static RequestSpecification drawing(Commitment committed, String first, String second) {
        return with(Forms.multipart())
                .multiPart("commitment", "commitment.json", committed.bytes(), "application/json")
                .multiPart(
                        "secretFile",
                        "secret.txt",
                        (Draws.SECRET + "\n").getBytes(StandardCharsets.UTF_8),
                        "text/plain")
                .multiPart("first0", first)
                .multiPart("second0", second)
                .multiPart("first1", "01 12 19 22 35 + 03 11")
                .multiPart("second1", "01 12 19 22 35 + 03 11")
                .multiPart("typistConfirms", "true")
                .multiPart("readerConfirms", "true");
    }

    @Test
    void commitsBeforeTheRandomnessIsKnown() throws Exception {
        var page = committing("双色球", "超级大乐透", TOMORROW)
                .post("/draw/commitment")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("2024年第一季度抽取承诺"),
                        containsString("48 位"),
                        containsString("只用「双色球」"),
                        containsString("不到一小时就能全部试完"),
                        containsString("离开这一页就没有了"),
                        containsString("role=\"img\"")))
                .extract()
                .asString();
        var files = files(page);
        assertThat(files).containsOnlyKeys("commitment", "secret", "review");
        var commitment =
                CanonicalJson.read(files.get("commitment"), Commitment.class).orElseThrow();
        assertThat(new Digest(commitment.digest()).groups())
                .allSatisfy(group -> assertThat(page).contains("<span>" + group + "</span>"));
        // the secret is on the page as a file alone, and what is published does not hold it
        var secret = new String(files.get("secret"), StandardCharsets.UTF_8).strip();
        assertThat(Secret.of(secret).digest(commitment.hash())).isEqualTo(commitment.secret());
        assertThat(page).doesNotContain(secret);
        assertThat(new String(files.get("commitment"), StandardCharsets.UTF_8)).doesNotContain(secret);

        // not before its day
        with(Forms.multipart())
                .multiPart("commitment", "commitment.json", files.get("commitment"), "application/json")
                .multiPart("secretFile", "secret.txt", files.get("secret"), "text/plain")
                .multiPart("first0", "03 08 14 20 27 33 + 09")
                .multiPart("second0", "03 08 14 20 27 33 + 09")
                .multiPart("first1", "01 12 19 22 35 + 03 11")
                .multiPart("second1", "01 12 19 22 35 + 03 11")
                .multiPart("typistConfirms", "true")
                .multiPart("readerConfirms", "true")
                .post("/draw/result")
                .then()
                .statusCode(422)
                .body(containsString("才公布"));
    }

    @Test
    void showsTheReviewBeforeAnythingIsCommittedTo() throws Exception {
        var page = committing("双色球", "超级大乐透", TOMORROW)
                .multiPart("secret", Draws.SECRET)
                .multiPart("previous", "last.csv", Rehearsal.registry(), "text/csv")
                .post("/draw/review")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("2024年第一季度名录变动"),
                        containsString("名录没有妨碍承诺的问题"),
                        containsString("<td>重点排污单位</td>"),
                        not(containsString(Draws.SECRET))))
                .extract()
                .asString();
        var files = files(page);
        assertThat(files).containsOnlyKeys("review");
        // what was seen is what is committed to
        var committed = files(committing("双色球", "超级大乐透", TOMORROW)
                .multiPart("secret", Draws.SECRET)
                .multiPart("previous", "last.csv", Rehearsal.registry(), "text/csv")
                .post("/draw/commitment")
                .asString());
        assertThat(files.get("review")).isEqualTo(committed.get("review"));
        var commitment = CanonicalJson.read(committed.get("commitment"), Commitment.class)
                .orElseThrow();
        assertThat(page).contains(commitment.review());
        commitment
                .strata()
                .forEach(sample -> assertThat(page)
                        .contains("<tr><td>" + sample.stratum() + "</td><td class=\"number\">" + sample.population()
                                + "</td><td class=\"number\">" + sample.sampleSize() + "</td><td class=\"number\">"
                                + sample.substitutes() + "</td></tr>"));
    }

    @Test
    void saysInTheReviewWhatKeepsFromACommitment() {
        var twice = new String(Rehearsal.registry(), StandardCharsets.UTF_8);
        var first = twice.lines().skip(1).findFirst().orElseThrow();
        // nothing but the registry and the period is needed
        Forms.multipart()
                .multiPart(
                        "registry", "registry.csv", (twice + "\n" + first).getBytes(StandardCharsets.UTF_8), "text/csv")
                .multiPart("period", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("participatingOfficers", "12")
                .post("/draw/review")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("现在还不能承诺"),
                        containsString("对象编号「" + first.substring(0, first.indexOf(',')) + "」重复"),
                        containsString("编号重复 <strong>1</strong>"),
                        not(containsString("没有妨碍承诺的问题"))));
        // a registry that is there twice: no page of thousands of lines
        var thrice = twice + "\n" + twice.lines().skip(1).collect(Collectors.joining("\n"));
        for (var path : List.of("/draw/commitment", "/draw/review")) {
            var page = committing("双色球", "超级大乐透", TOMORROW, thrice.getBytes(StandardCharsets.UTF_8))
                    .post(path)
                    .asString();
            assertThat(page).containsPattern("另有 1\\d{3} 处，未一一列出");
            assertThat(page.split("</b>：对象编号「")).hasSize(1 + 100);
        }
        Forms.multipart()
                .multiPart("period", "2024Q1")
                .post("/draw/review")
                .then()
                .statusCode(422)
                .body(allOf(containsString("没有核对"), containsString("缺少名录库文件"), not(containsString("<form"))));
    }

    @Test
    void checksTheCommitmentBeforeAsAFile() throws Exception {
        var before = Rehearsal.committed().commitment();
        // its randomness was of days that are past: the one on this form is new, but the number is not
        committing("双色球", "超级大乐透", TOMORROW)
                .multiPart("predecessorFile", "commitment.json", before.bytes(), "application/json")
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(allOf(containsString("上一份承诺"), containsString("2024Q1 的次序应为 2，写的是 1")));
        committing("双色球", "超级大乐透", TOMORROW)
                .multiPart("predecessorFile", "commitment.json", before.bytes(), "application/json")
                .multiPart("predecessor", "a".repeat(64))
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(containsString("既填写了，又选了文件"));
    }

    @Test
    void refusesASecretThatIsTypedAndOtherInItsFile() throws Exception {
        drawing(Rehearsal.committed().commitment(), "03 08 14 20 27 33 + 09", "03 08 14 20 27 33 + 09")
                .multiPart("secret", Draws.SECRET.replace('9', '8'))
                .post("/draw/result")
                .then()
                .statusCode(422)
                .body(allOf(containsString("秘密数文件"), containsString("既填写了，又选了文件")));
    }

    @Test
    void walksFromTheCommitmentToTheAnnouncement() throws Exception {
        var commitment = Rehearsal.committed().commitment();
        var secret = Draws.SECRET;
        Forms.multipart()
                .multiPart("commitment", "commitment.json", commitment.bytes(), "application/json")
                .multiPart("address", "https://example.gov.cn/1")
                .post("/draw/opening")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("name=\"first1\""),
                        containsString("name=\"second1\""),
                        containsString("00 00 00 00 00 00 + 00"),
                        containsString("https://example.gov.cn/1")));

        drawing(commitment, "03 08 14 20 27 33 + 09", "03 08 14 20 27 32 + 09")
                .post("/draw/result")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("两次录入不同"),
                        containsString("公开随机数（1）"),
                        containsString("value=\"03 08 14 20 27 32 + 09\""),
                        containsString("所选的文件须重新选择")));

        var result = drawing(commitment, "33,27,20,14,08,03 + 09", "33,27,20,14,08,03 + 09")
                .multiPart("address", "https://example.gov.cn/1")
                .post("/draw/result")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("03 08 14 20 27 33 + 09"),
                        containsString("data-stratum=\"重点排污单位\""),
                        containsString("第一个没有抽中的签号"),
                        containsString("class=\"bars\"")))
                .extract()
                .asString();
        var second = files(result);
        assertThat(second).containsOnlyKeys("draw", "tasks", "review", "抽取结果", "抽查公告");
        var draw = CanonicalJson.read(second.get("draw"), Draw.class).orElseThrow();
        assertThat(draw.commitmentDigest()).isEqualTo(commitment.digest());
        var some = draw.strata().stream()
                .flatMap(stratum -> stratum.drawn().stream())
                .findFirst()
                .orElseThrow();
        assertThat(result).contains(some.id());
        try (var book = new XSSFWorkbook(new ByteArrayInputStream(second.get("抽取结果")))) {
            assertThat(book.getSheet("任务清单").getLastRowNum())
                    .isEqualTo(1
                            + draw.strata().stream()
                                    .mapToInt(stratum -> stratum.drawn().size())
                                    .sum());
        }
        receipts(second.get("draw"), draw);
        var announced = new String(second.get("抽查公告"), StandardCharsets.UTF_8);
        assertThat(announced)
                .contains("<!DOCTYPE html>", draw.digest(), "https://example.gov.cn/1", "本期的检查全部完成以后公布")
                .doesNotContain(some.id(), secret, "<script");

        var finished = Forms.multipart()
                .multiPart("draw", "draw.json", second.get("draw"), "application/json")
                .multiPart("tasks", "tasks.json", second.get("tasks"), "application/json")
                .multiPart("finished", "true")
                .post("/draw/announcement")
                .then()
                .statusCode(200)
                .body(allOf(containsString(some.id()), containsString(some.ticket()), containsString("检查人员姓名")))
                .extract()
                .asString();
        assertThat(new String(files(finished).get("抽查公告"), StandardCharsets.UTF_8))
                .contains(some.ticket());
        Forms.multipart()
                .multiPart("draw", "draw.json", second.get("draw"), "application/json")
                .post("/draw/announcement")
                .then()
                .statusCode(200)
                .body(not(containsString(some.ticket())));
        var altered = new String(second.get("draw"), StandardCharsets.UTF_8).replace(some.id(), "NS-XX-1");
        Forms.multipart()
                .multiPart("draw", "draw.json", altered.getBytes(StandardCharsets.UTF_8), "application/json")
                .post("/draw/announcement")
                .then()
                .statusCode(422)
                .body(containsString("被改动过"));

        // the randomness did not come
        text(drawing(commitment, "", ""), "void", "当期开奖取消")
                .post("/draw/result")
                .then()
                .statusCode(200)
                .body(allOf(containsString("作废"), containsString("当期开奖取消"), containsString(commitment.digest())));
    }

    private static void receipts(byte[] record, Draw draw) throws Exception {
        var entry = draw.pool().get(draw.pool().size() / 2);
        var one = text(Forms.multipart().multiPart("draw", "draw.json", record, "application/json"), "id", entry.id())
                .post("/draw/receipts");
        assertThat(one.statusCode()).as(one.asString()).isEqualTo(200);
        assertThat(one.header("Content-Disposition")).contains("receipt-" + entry.id() + ".json");
        assertThat(CanonicalJson.read(one.asByteArray(), Receipt.class)).hasValueSatisfying(receipt -> {
            assertThat(receipt.proves()).isTrue();
            assertThat(receipt.root()).isEqualTo(draw.commitment().pool().root());
        });
        var all = Forms.multipart()
                .multiPart("draw", "draw.json", record, "application/json")
                .multiPart("id", "")
                .post("/draw/receipts")
                .asByteArray();
        int many = 0;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(all), StandardCharsets.UTF_8)) {
            for (var file = zip.getNextEntry(); file != null; file = zip.getNextEntry()) {
                many++;
            }
        }
        assertThat(many).isEqualTo(draw.pool().size());
        Forms.multipart()
                .multiPart("draw", "draw.json", record, "application/json")
                .multiPart("id", "NS-XX-0")
                .post("/draw/receipts")
                .then()
                .statusCode(422)
                .body(allOf(containsString("抽取池里没有「NS-XX-0」"), containsString("value=\"NS-XX-0\"")));
        var altered = new String(record, StandardCharsets.UTF_8).replace(entry.id(), "NS-XX-1");
        Forms.multipart()
                .multiPart("draw", "draw.json", altered.getBytes(StandardCharsets.UTF_8), "application/json")
                .post("/draw/receipts")
                .then()
                .statusCode(422)
                .body(containsString("核对不一致，不出证明"));
        Forms.multipart()
                .multiPart("id", "")
                .post("/draw/receipts")
                .then()
                .statusCode(422)
                .body(containsString("请选择抽取记录"));
    }

    @Test
    void saysWhatIsWrongWithTheTermsAndKeepsWhatWasTyped() {
        committing("双色球", null, TOMORROW)
                .multiPart("predecessor", "abcd")
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(allOf(
                        containsString("value=\"" + TOMORROW + "\""),
                        containsString("value=\"abcd\""),
                        containsString("所选的文件须重新选择")));
        committing("双色球", null, TOMORROW)
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(containsString("要求至少 40 位"));
        committing("双色球", "超级大乐透", TOMORROW.minusDays(1))
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(containsString("可能已经公布"));
        Forms.multipart()
                .multiPart("period", "2024Q1")
                .multiPart("officers", "36")
                .multiPart("sequence", "1")
                .post("/draw/commitment")
                .then()
                .statusCode(422)
                .body(containsString("检查对象名录库"));
    }

    @Test
    void saysWhatIsNoCommitment() {
        when().get("/draw/opening").then().statusCode(200).body(containsString("承诺文件"));
        Forms.multipart()
                .multiPart("address", "")
                .post("/draw/opening")
                .then()
                .statusCode(422)
                .body(containsString("承诺"));
        Forms.multipart()
                .multiPart("commitment", "c.json", "{\"a\": 1}".getBytes(StandardCharsets.UTF_8), "application/json")
                .post("/draw/opening")
                .then()
                .statusCode(422)
                .body(containsString("承诺"));
        when().get("/draw/announcement").then().statusCode(200).body(containsString("检查已经全部完成"));
        when().get("/draw")
                .then()
                .statusCode(200)
                .body(allOf(
                        containsString("aria-current=\"page\">抽取"),
                        containsString("name=\"source3\""),
                        containsString("至少 40 位")));
    }
}
