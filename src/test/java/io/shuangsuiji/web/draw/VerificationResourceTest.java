package io.shuangsuiji.web.draw;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;

/** Published draws are verified by anybody, and receipts given out. */
@QuarkusTest
class VerificationResourceTest {
    private static final String PATH = "/draws/verification";
    private final SampleDraw sample = SampleDraw.small(HashAlgorithm.SHA_256, 7);

    @Test
    void findsADrawConsistentAndShowsItsChainAndEvidence() {
        var before = new SampleDraw.Maker()
                .period("2024Q1", "2024-01-01")
                .stratum("甲层", 3)
                .make(1);
        var draw = new SampleDraw.Maker().after(before).stratum("甲层", 8).make(2);
        given().multiPart("draw", "draw.json", draw.draw().bytes())
                .multiPart("commitment", "commitment.json", draw.commitment().bytes())
                .multiPart("tasks", "tasks.json", draw.tasks())
                .multiPart(
                        "receipt",
                        "receipt.json",
                        CanonicalJson.write(Receipt.stream(draw.draw()).toList().get(0)))
                .multiPart("predecessor", "before.json", before.draw().bytes())
                .multiPart("timestamp", "none.tsr", "no time-stamp".getBytes())
                .multiPart("publication", "https://example.cn/gg/1")
                .post(PATH)
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("consistent", equalTo(true))
                .body("verdict.chinese", equalTo("一致"))
                .body("commitmentDigest", equalTo(draw.commitment().digest()))
                .body("checks.status", everyItem(equalTo("SAME")))
                .body("chain", hasSize(1))
                .body("chain[0].state", equalTo("DRAWN"))
                .body("evidence.publication", equalTo("https://example.cn/gg/1"))
                .body("evidence.timestamps[0].state", equalTo("INVALID"))
                .body("evidence.timestamps[0].words.chinese", equalTo("不是 RFC 3161 的时间戳"));
    }

    @Test
    void saysTheFirstDifferenceAndWhatIsNoDocument() {
        given().multiPart("draw", "draw.json", SampleDraw.replaced(sample.draw().bytes(), "\"place\":2", "\"place\":3"))
                .post(PATH)
                .then()
                .statusCode(200)
                .body("consistent", equalTo(false))
                .body("verdict.chinese", containsString("抽取记录的摘要应为"))
                .body("checks.find { it.id == 'order' }.status", equalTo("NOT_REACHED"));
        given().multiPart("draw", "draw.json", "PK nonsense".getBytes())
                .post(PATH)
                .then()
                .statusCode(200)
                .body("verdict.chinese", equalTo("draw.json 不是规定写法的 JSON"))
                .body("evidence", nullValue());
    }

    @Test
    void refusesWhatItCannotTake() {
        given().multiPart("publication", "https://example.cn")
                .post(PATH)
                .then()
                .statusCode(422)
                .body("detail", containsString("至少给出"));
        given().multiPart("darw", "draw.json", sample.draw().bytes())
                .post(PATH)
                .then()
                .statusCode(422)
                .body("detail", containsString("未知的部分"));
        given().multiPart("draw", "{}").post(PATH).then().statusCode(422).body("detail", containsString("应为文件"));
        given().multiPart("draw", "a.json", sample.draw().bytes())
                .multiPart("draw", "b.json", sample.draw().bytes())
                .post(PATH)
                .then()
                .statusCode(422)
                .body("detail", containsString("只能给一份"));
        given().multiPart("draw", "a.json", sample.draw().bytes())
                .multiPart("publication", "javascript:alert(1)")
                .post(PATH)
                .then()
                .statusCode(422)
                .body("detail", containsString("网址"));
        given().multiPart("draw", "a.json", sample.draw().bytes())
                .post(PATH + "?verbose=true")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body(sample.draw().bytes())
                .post(PATH)
                .then()
                .statusCode(415);
    }

    @Test
    void givesOutReceipts() throws Exception {
        var wanted = Receipt.stream(sample.draw()).toList().get(3);
        var one = given().contentType(ContentType.JSON)
                .body(sample.draw().bytes())
                .accept(ContentType.JSON)
                .queryParam("id", wanted.id())
                .post("/draws/receipts")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        assertThat(one).isEqualTo(CanonicalJson.write(wanted));
        var all = given().contentType(ContentType.JSON)
                .body(sample.draw().bytes())
                .accept("application/zip")
                .post("/draws/receipts")
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        var found = new ArrayList<Receipt>();
        try (var zip = new ZipInputStream(new ByteArrayInputStream(all))) {
            while (zip.getNextEntry() != null) {
                found.add(CanonicalJson.read(zip.readAllBytes(), Receipt.class).orElseThrow());
            }
        }
        assertThat(found).isEqualTo(Receipt.stream(sample.draw()).toList()).allMatch(Receipt::proves);
        given().contentType(ContentType.JSON)
                .body(sample.draw().bytes())
                .accept(ContentType.JSON)
                .queryParam("id", "没有")
                .post("/draws/receipts")
                .then()
                .statusCode(404)
                .body("code", equalTo("NOT_IN_POOL"));
        given().contentType(ContentType.JSON)
                .body(sample.draw().bytes())
                .accept(ContentType.JSON)
                .post("/draws/receipts")
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .body("{}")
                .accept("application/zip")
                .post("/draws/receipts")
                .then()
                .statusCode(422)
                .body("code", equalTo("INCONSISTENT_DRAW"));
    }
}
