package io.shuangsuiji.web;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PolicyFolders.Several.class)
class SeveralEditionsTest {
    private static final String EDITION = "editions.find { it.name == '%s' }.";

    @Test
    void shouldChooseByDateTheGreatestRevisionAndByNameExactly() {
        Bodies.post("/decisions/quota?asOf=2024-05-10", Bodies.QUOTA)
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01.1")
                .body("quota.rate", equalTo(new BigDecimal("0.15")));
        Bodies.post("/decisions/quota?edition=2024-01-01", Bodies.QUOTA)
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("quota.rate", equalTo(new BigDecimal("0.125")));
        Bodies.post("/decisions/quota?asOf=2999-01-01", Bodies.QUOTA).header("Policy-Edition", "2999-01-01");
    }

    @Test
    void shouldAnswerBothOfTwoInterleavedEditionsByTheirOwnDigest() {
        var first = get("/decisions/quota?edition=2024-01-01").header("Policy-Digest");
        get("/decisions/quota?edition=2024-01-01.1").then().header("Policy-Digest", not(equalTo(first)));
    }

    @Test
    void shouldNotServeARefusedEditionButSayWhatThereIs() {
        get("/decisions?edition=2024-06-01")
                .then()
                .statusCode(404)
                .body("editions", contains("2024-01-01", "2024-01-01.1", "2999-01-01"));
    }

    @Test
    void shouldTellWhichEditionIsInForceWhen() {
        get("/editions")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01.1")
                .body("editions.name", contains("2024-01-01", "2024-01-01.1", "2024-06-01", "2999-01-01", "draft"))
                .body(EDITION.formatted("2024-01-01") + "inForce", nullValue())
                .body(EDITION.formatted("2024-01-01") + "serving", equalTo(true))
                .body(EDITION.formatted("2024-01-01.1") + "revision", equalTo(1))
                .body(EDITION.formatted("2024-01-01.1") + "inForceNow", equalTo(true))
                .body(EDITION.formatted("2024-01-01.1") + "inForce.from", equalTo("2024-01-01"))
                .body(EDITION.formatted("2024-01-01.1") + "inForce.to", equalTo("2998-12-31"))
                .body(EDITION.formatted("2999-01-01") + "inForceNow", equalTo(false))
                .body(EDITION.formatted("2999-01-01") + "inForce.to", nullValue())
                .body(EDITION.formatted("2024-06-01") + "accepted", equalTo(false))
                .body(EDITION.formatted("2024-06-01") + "serving", equalTo(false))
                .body(EDITION.formatted("2024-06-01") + "effectiveOn", equalTo("2024-06-01"))
                .body(EDITION.formatted("2024-06-01") + "messages.file", hasItem("quota.dmn"))
                .body(EDITION.formatted("draft") + "messages.text", hasItem(containsString("文件夹名应为施行日期")));
    }

    @Test
    void shouldShowOneEditionAndOneThatWasRefused() {
        get("/editions/2024-01-01")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("title", containsString("南山区"))
                .body("differsFromFirstServed", equalTo(false))
                .body("checkedAt", notNullValue())
                .body("models", hasItem("quota"));
        get("/editions/2024-06-01")
                .then()
                .statusCode(200)
                .header("Policy-Edition", nullValue())
                .body("accepted", equalTo(false))
                .body("messages.severity", hasItem("ERROR"));
    }

    @Test
    void shouldSayByWhichEngineEachModelIsAnswered() {
        get("/editions/2024-01-01")
                .then()
                .body(
                        "engines.model",
                        containsInAnyOrder(
                                "caps", "classification", "draw", "progress", "quota", "routing", "schedule"))
                .body("engines.path", everyItem(equalTo("KERNEL")))
                .body("engines.cases", everyItem(greaterThan(0)));
    }

    @Test
    void shouldTellInJsonAndOnThePageWhatCapsKeepFromBeingDrawn() {
        var registry = "对象编号,对象类型,监管级别,本年已检查次数\nK-1,排污单位,一般,1\nK-2,排污单位,一般,0\nK-3,排污单位,一般,\n";
        given().contentType("text/csv")
                .body(registry.getBytes(StandardCharsets.UTF_8))
                .post("/plans?quarter=2024Q1&officers=2")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01.1")
                .body("strata.find { it.stratum == '一般排污单位' }.capped", equalTo(1))
                .body("strata.find { it.stratum == '一般排污单位' }.sampleSize", equalTo(2))
                .body("strata.find { it.stratum == '一般排污单位' }.shortfall", equalTo(3))
                .body("findings.find { it.code == 'capReached' }.count", equalTo(1))
                .body("findings.find { it.code == 'capUnknown' }.examples", contains("K-3"));
        Forms.multipart()
                .multiPart("quarter", "2024Q1")
                .multiPart("officers", "2")
                .multiPart("registry", "registry.csv", registry.getBytes(StandardCharsets.UTF_8), "text/csv")
                .post("/plan")
                .then()
                .statusCode(200)
                .body(containsString(">已达上限</th>"))
                .body(containsString("本年已检查次数"));
    }

    @Test
    void shouldBeReadyAndNameTheFoldersThatWereRefused() {
        get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'policy' }.data.edition", equalTo("2024-01-01.1"))
                .body("checks.find { it.name == 'policy' }.data.digest", notNullValue())
                .body("checks.find { it.name == 'policy' }.data.'refused 2024-06-01'", containsString("quota.dmn"))
                .body("checks.find { it.name == 'policy' }.data.'refused draft'", containsString("施行日期"));
        get("/q/health/live").then().statusCode(200).body("status", equalTo("UP"));
    }
}
