package io.shuangsuiji.web.plan;

import static io.restassured.RestAssured.get;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

@QuarkusTest
class SchedulesResourceTest {
    private static final String DEADLINE = "deadlines.find { it.rule == '%s' }.";

    @Test
    void shouldResolveTheDatesOfAQuarter() {
        var draw = DEADLINE.formatted("R36");
        get("/schedules/2024/1")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("year", equalTo(2024))
                .body("quarter", equalTo(1))
                .body("policy.edition", equalTo("2024-01-01"))
                .body("policy.title", containsString("南山区"))
                .body("policy.documentNumber", nullValue())
                .body("policy.digest", matchesPattern("[0-9a-f]{64}"))
                .body(draw + "event", equalTo("下一季度任务抽取完成"))
                .body(draw + "actor", notNullValue())
                .body(draw + "dueOn", equalTo("2024-03-25"))
                .body(draw + "remindOn", equalTo("2024-03-25"))
                .body(draw + "clause", equalTo("五(二)1"))
                .body(draw + "error", nullValue())
                .body("checklist.step", contains("摇号抽取", "实施检查", "填报信息", "依法查处", "公开结果", "填报季报"))
                .body("checklist[0].rule", equalTo("R34"));
    }

    @Test
    void shouldTakeTheDaysOnWhichTasksEnded() {
        get("/schedules/2024/3?taskEndedOn=2024-09-27&quarterEndedOn=2024-09-29")
                .then()
                .statusCode(200)
                .body(DEADLINE.formatted("R39") + "dueOn", equalTo("2024-10-28"))
                .body(DEADLINE.formatted("R38") + "dueOn", equalTo("2024-10-12"))
                .body(DEADLINE.formatted("R38/R39") + "dueOn", equalTo("2024-10-12"));
    }

    @Test
    void shouldLeaveOpenOnlyWhatReachesIntoAYearWithoutOfficialDays() {
        get("/schedules/2026/4?taskEndedOn=2026-12-25")
                .then()
                .statusCode(200)
                .body(DEADLINE.formatted("R36") + "dueOn", equalTo("2026-12-24"))
                .body(DEADLINE.formatted("R39") + "dueOn", nullValue())
                .body(DEADLINE.formatted("R39") + "error.code", equalTo("CALENDAR_YEAR_NOT_COVERED"))
                .body(DEADLINE.formatted("R39") + "error.year", equalTo(2027))
                .body(DEADLINE.formatted("R39") + "error.detail", containsString("补充日历"));
    }

    @Test
    void shouldNameTheYearThatIsNotCoveredOnceAndKeepTheFixedDates() {
        get("/schedules/2027/1")
                .then()
                .statusCode(200)
                .body(DEADLINE.formatted("R08") + "dueOn", equalTo("2027-03-17"))
                .body(DEADLINE.formatted("R08") + "remindOn", nullValue())
                .body(DEADLINE.formatted("R36") + "dueOn", nullValue())
                .body("uncovered.year", contains(2027))
                .body("uncovered[0].code", equalTo("CALENDAR_YEAR_NOT_COVERED"))
                .body("uncovered[0].rules", hasItem("R36"));
    }

    @Test
    void shouldGiveAYearAsItsPeriodsAndAsACalendar() {
        get("/schedules/2024")
                .then()
                .statusCode(200)
                .header("Policy-Edition", "2024-01-01")
                .body("periods.period", contains("2024Q1", "2024Q2", "2024Q3", "2024Q4"))
                .body("periods[3].deadlines.rule", hasItem("R40"))
                .body("withoutEdition", hasSize(0))
                .body("uncovered", hasSize(0));
        get("/schedules/2024?taskEndedOn=2024-03-01")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("taskEndedOn"));
        get("/schedules/2020").then().statusCode(404).body("code", equalTo("NO_EDITION_IN_FORCE"));
        var feed = get("/schedules/2024.ics")
                .then()
                .statusCode(200)
                .contentType("text/calendar;charset=UTF-8")
                .header("Policy-Edition", "2024-01-01")
                .header("Calendar-Year-Not-Covered", nullValue())
                .body(containsString("BEGIN:VEVENT"))
                .extract();
        given().header("If-None-Match", feed.header("ETag"))
                .get("/schedules/2024.ics")
                .then()
                .statusCode(304);
        get("/schedules/2027.ics").then().statusCode(200).header("Calendar-Year-Not-Covered", "2027");
        get("/schedules/1999.ics?edition=2024-01-01")
                .then()
                .statusCode(400)
                .body("errors[0].parameter", equalTo("year"));
        get("/schedules/x.ics").then().statusCode(400);
    }

    @Test
    void shouldLeaveOutRowsOfOtherQuarters() {
        get("/schedules/2024/2").then().statusCode(200).body("deadlines.rule", not(hasItem("R16")));
    }
}
