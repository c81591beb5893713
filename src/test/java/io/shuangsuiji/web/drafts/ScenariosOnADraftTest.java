package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.greaterThan;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.is;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.specification.RequestSpecification;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.apache.poi.ss.usermodel.WorkbookFactory;
import org.junit.jupiter.api.Test;

/** Testers prove a draft with their own workbook before it is published; the draft stays as it is. */
@QuarkusTest
@TestProfile(DraftFolders.class)
class ScenariosOnADraftTest {
    private static final String XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
    private static final String R05 = "quota-decision-rules-table-rule-1-out-4";

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password");
    }

    private static String draftOfFifteenPercent() {
        return draftWith(R05, "15%");
    }

    private static String draftWith(String cell, String text) {
        String id = as("editor")
                .contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "提高抽查比例", "effectiveOn", "2099-01-01"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .path("id");
        as("editor")
                .contentType("application/json")
                .header("If-Match", "\"1\"")
                .body("[{\"edit\":\"setCell\",\"file\":\"quota.dmn\",\"cell\":\"" + cell + "\",\"text\":\"" + text
                        + "\"}]")
                .post("/drafts/" + id + "/edits")
                .then()
                .statusCode(200);
        return id;
    }

    private static byte[] quota() throws IOException {
        return Files.readAllBytes(Path.of("test-scenarios/B-配额.xlsx"));
    }

    @Test
    void shouldAnswerWithTheIdThatIsWrittenInANote() throws IOException {
        var id = draftWith("quota-decision-rules-table-rule-1/annotationEntry[1]", "R05甲");
        as("viewer")
                .contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios?draft=" + id)
                .then()
                .statusCode(200)
                .body("failed", greaterThan(0))
                .body("failures.detail", everyItem(containsString("R05甲")));
    }

    @Test
    void shouldRunATestersWorkbookOnADraft() throws IOException {
        var id = draftOfFifteenPercent();
        given().contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios")
                .then()
                .body("failed", is(0));
        as("viewer")
                .contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios?draft=" + id)
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2099-01-01")
                .body("edition", is("2099-01-01"))
                .body("failed", greaterThan(0))
                .body("failures.detail", hasItem(containsString("0.15")));
        var workbook = as("viewer")
                .contentType(XLSX)
                .accept(XLSX)
                .body(quota())
                .post("/scenarios?draft=" + id)
                .then()
                .statusCode(200)
                .extract()
                .asByteArray();
        try (var result = WorkbookFactory.create(new ByteArrayInputStream(workbook))) {
            assertThat(result.getSheet("汇总")).isNotNull();
        }
        as("viewer").get("/drafts/" + id).then().header("ETag", "\"2\"");
    }

    @Test
    void shouldShowADraftOnlyToWhoeverIsSignedIn() throws IOException {
        var id = draftOfFifteenPercent();
        given().contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios?draft=" + id)
                .then()
                .statusCode(401);
        as("viewer")
                .get("/scenarios/template?draft=" + id)
                .then()
                .statusCode(200)
                .contentType(XLSX);
    }

    @Test
    void shouldSayWhichDraftThereIsNot() throws IOException {
        as("viewer")
                .contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios?draft=none")
                .then()
                .statusCode(404)
                .body("detail", containsString("没有这份草案"));
        as("viewer")
                .contentType(XLSX)
                .accept("application/json")
                .body(quota())
                .post("/scenarios?draft=none&edition=2024-01-01")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", is("draft"));
    }
}
