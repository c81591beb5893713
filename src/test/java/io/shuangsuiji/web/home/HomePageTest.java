package io.shuangsuiji.web.home;

import static io.restassured.RestAssured.given;
import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.web.drafts.DraftFolders;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The first page, where another edition waits and two documents lapse. */
@QuarkusTest
@TestProfile(HomePageTest.Lapsing.class)
class HomePageTest {
    private static final LocalDate TODAY = LocalDate.now(ZoneId.of("Asia/Shanghai"));

    /** One document has lapsed, one will in a month, one in a year. */
    public static final class Lapsing extends DraftFolders {
        @Override
        public Map<String, String> getConfigOverrides() {
            var overrides = super.getConfigOverrides();
            var editions = Path.of(overrides.get("double-random.editions"));
            TestEditions.replaceOnce(
                    editions.resolve("2024-01-01/edition.yaml"),
                    "basis:\n",
                    "basis:\n" + basis("旧细则", TODAY.minusDays(1)) + basis("试行办法", TODAY.plusDays(30))
                            + basis("长期办法", TODAY.plusYears(1)));
            TestEditions.copyTo(editions, "2999-01-01");
            return overrides;
        }

        private static String basis(String title, LocalDate until) {
            return "  - {title: " + title + ", until: \"" + until + "\"}\n";
        }
    }

    private static String page() {
        return when().get("/").then().statusCode(200).extract().asString();
    }

    @Test
    void shouldSayWhichEditionIsInForceSinceWhenAndUntilWhen() {
        assertThat(page())
                .contains("施行中", "2024年南山区生态环境领域“双随机、一公开”监管工作方案", "2024-01-01")
                .contains("2998-12-31", "待施行", "2999-01-01 起施行", "/policy/diff?from=2024-01-01&amp;to=2999-01-01");
    }

    @Test
    void shouldSayWhatIsDueNextAndByWhom() {
        var page = page();
        assertThat(page)
                .contains("接下来的时限", Period.of(Period.Unit.QUARTER, TODAY).inWords());
        // whatever the day, the work of this quarter or of the next ends some day
        assertThat(page)
                .containsPattern("<time datetime=\"\\d{4}-\\d\\d-\\d\\d\">")
                .containsPattern("还有 \\d+ 天|今天");
        assertThat(page).contains("执法科");
        var days = java.util.regex.Pattern.compile("<time datetime=\"([-0-9]+)\">")
                .matcher(page)
                .results()
                .map(found -> LocalDate.parse(found.group(1)))
                .toList();
        assertThat(days)
                .isSorted()
                .hasSizeBetween(1, 6)
                .allSatisfy(day -> assertThat(day).isAfterOrEqualTo(TODAY));
    }

    @Test
    void shouldSayWhatHasLapsedAndWhatWillWithinSixtyDays() {
        assertThat(page())
                .contains("依据「旧细则」有效期至 " + TODAY.minusDays(1) + "，已经届满")
                .contains("依据「试行办法」有效期至 " + TODAY.plusDays(30) + "，还有 30 天")
                .doesNotContain("长期办法");
    }

    @Test
    void shouldAskAVisitorToSignInAndShowOthersTheirDrafts() {
        when().get("/").then().body(allOf(containsString(">登录</a>后"), not(containsString("没有等您办理"))));
        as("approver").get("/").then().statusCode(200).body(containsString("没有等您办理的草案"));
        var id = as("editor")
                .contentType("application/json")
                .body(Map.of("base", "2024-01-01", "reason", "首页上的草案"))
                .post("/drafts")
                .then()
                .statusCode(201)
                .extract()
                .<String>path("id");
        as("editor")
                .get("/")
                .then()
                .body(allOf(containsString("首页上的草案"), containsString("/drafts/" + id), containsString("继续起草")));
        as("viewer").get("/").then().body(not(containsString("首页上的草案")));
    }

    private static io.restassured.specification.RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password");
    }

    @Test
    void shouldMarkWhereOneIs() {
        for (var path : new String[] {"/", "/plan", "/policy", "/scenarios"}) {
            when().get(path).then().body(containsString("<a href=\"" + path + "\" aria-current=\"page\">"));
        }
    }
}
