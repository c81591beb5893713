package io.shuangsuiji.web.progress;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class ProgressResourceTest {
    private static final String QUERY = "?on=2024-03-31&period=2024Q1";
    private static final String TASK =
            "{\"taskId\":\"T1\",\"objectId\":\"PW-1\",\"taskType\":\"日常\",\"team\":\"执法科一队\",\"drawnOn\":\"2024-01-03\"}";

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerTheSampleLedger() throws Exception {
        var answer = given().contentType("text/csv")
                .body(Files.readAllBytes(Path.of("samples/ledger.csv")))
                .post("/progress" + QUERY)
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("period", is("2024Q1"))
                .body("on", is("2024-03-31"))
                .body("asOf", is("2024-01-01"))
                .body("tasks", is(600))
                .body("completion[0].milestones", hasSize(3))
                .body("publication.channel", hasItems("广东省行政执法信息公示平台", "深圳市生态环境局官网"))
                .body("findings.code", hasItems("publicationOverdue", "taskUnknownTeam"))
                .body("yearDeadlines.rule", hasItems("R08", "R28", "R40", "R36"))
                .body("taskList", nullValue())
                .body("notCovered", hasSize(0))
                .extract()
                .jsonPath();
        assertThat(answer.getList("overdue")).isNotEmpty();
    }

    @Test
    void shouldListEveryTaskWhereItIsAsked() {
        given().contentType("application/x-ndjson")
                .body(text(TASK + "\n"))
                .post("/progress" + QUERY + "&tasks=true")
                .then()
                .statusCode(200)
                .body("taskList", hasSize(1))
                .body("taskList[0].task.taskId", is("T1"));
    }

    @Test
    void shouldHoldTheLedgerAgainstWhatWasDrawn() {
        given().contentType("application/json")
                .body(text("{\"data\":[" + TASK + "],\"drawn\":{\"一般排污单位\":[\"PW-1\",\"PW-2\"]}}"))
                .post("/progress" + QUERY)
                .then()
                .statusCode(200)
                .body("drawn.matched", is(1))
                .body("drawn.withoutTask.objectId", hasItem("PW-2"));
    }

    @Test
    void shouldRefuseALedgerThatCannotBeRead() {
        given().contentType("text/csv; charset=UTF-8")
                .body(text("任务编号,检查对象编号,抽取日期\nT1,PW-1,昨天\nT2,PW-2,2024-01-03\nT3,PW-3,前天\n"))
                .post("/progress" + QUERY)
                .then()
                .statusCode(422)
                .body("errors[0].detail", containsString("台账共 3 行，有 2 行不能受理"));
        given().contentType("text/csv; charset=UTF-8")
                .body(text("任务编号,检查对象编号\n"))
                .post("/progress" + QUERY)
                .then()
                .statusCode(422);
    }

    @ParameterizedTest
    @CsvSource({
        "on=2024-02-30, on",
        "on=2024-03-31&period=2024Q5, period",
        "on=2024-03-31&period=2024M03, period",
        "onn=2024-03-31, onn"
    })
    void shouldRefuseWhatIsNoQuestion(String query, String name) {
        given().contentType("application/json")
                .body(text("[" + TASK + "]"))
                .post("/progress?" + query)
                .then()
                .statusCode(400)
                .body("errors[0].parameter", is(name));
    }
}
