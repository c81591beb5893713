package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever goes wrong, a browser gets a page in Chinese that says what to do, and a program the problem. */
@QuarkusTest
class ErrorPageTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private static final String MEGABYTE = " ".repeat((1 << 20) + 1);

    private static RequestSpecification browser() {
        return given().accept(BROWSER).redirects().follow(false);
    }

    private static RequestSpecification viewer(RequestSpecification request) {
        return request.auth().preemptive().basic("viewer", "viewer password");
    }

    private static void isPage(Response answer, int status, String title, String advice) {
        var page = answer.asString();
        assertThat(answer.statusCode()).as(page).isEqualTo(status);
        assertThat(answer.contentType()).isEqualTo("text/html;charset=UTF-8");
        assertThat(answer.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(page)
                .contains("lang=\"zh-CN\"", "<h1>" + title + "</h1>", advice, "role=\"alert\"", "主导航")
                .doesNotContain(" / ", "application/problem+json", "\"code\"", "Exception");
    }

    private static void isProblem(Response answer, int status) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.contentType()).startsWith("application/problem+json");
    }

    @Test
    void shouldTellThatThereIsNoSuchPage() {
        isPage(browser().get("/nowhere"), 404, "没有这个地址", "请从上面的导航重新进入");
        isPage(browser().get("/plan-workbooks/unknown"), 404, "方案已过期", "href=\"/plan\"");
        isPage(browser().get("/policy?edition=1999-01-01"), 404, "没有这个政策版本", "href=\"/policy\"");
        isProblem(given().get("/nowhere"), 404);
    }

    @Test
    void shouldTellThatARoleIsNeeded() {
        isPage(viewer(browser()).get("/records"), 403, "没有权限", "请管理员增加角色");
        isProblem(viewer(given()).get("/records"), 403);
    }

    @Test
    void shouldTellThatAnAddressIsNotOpenedThatWay() {
        isPage(browser().put("/plan"), 405, "不支持此方法", "回到编制方案");
        // where forms of earlier pages were sent to
        isPage(browser().post("/"), 405, "不支持此方法", "编制方案");
        isProblem(given().put("/plan"), 405);
    }

    @Test
    void shouldTellThatAFileIsTooLarge() {
        isPage(
                browser().contentType("application/json").body(MEGABYTE).post("/decisions/quota/dmnresult"),
                413,
                "请求体过大",
                "文件太大");
        isProblem(given().contentType("application/json").body(MEGABYTE).post("/decisions/quota/dmnresult"), 413);
    }

    @Test
    void shouldTellWhatIsWrongWithWhatWasSent() {
        isPage(browser().multiPart("quarter", "2024Q1").post("/plan"), 400, "表单已过期", "刷新后再提交");
        isPage(browser().get("/schedules/2027/5"), 400, "参数有误", "更正后再试");
        isPage(browser().contentType("text/plain").body("x").post("/plan"), 415, "不接受此格式", "更正后再试");
        isPage(given().accept("text/html").get("/schedules/2024Q1"), 406, "不提供此格式", "更正后再试");
    }

    @Test
    void shouldSendPeopleToSignInInsteadOfTellingThatTheyAreNobody() {
        assertThat(browser().get("/records").statusCode()).isEqualTo(303);
    }

    /** What cannot be had from outside at will, too. */
    @ParameterizedTest
    @CsvSource({
        "401, 请先登录",
        "408, 请稍候再试",
        "409, 看现在的情况再操作",
        "412, 看现在的情况再操作",
        "429, 请稍候再试",
        "500, 请把编号告诉管理员",
        "503, 请稍候再试",
        "507, 清理以后再试"
    })
    void shouldSayWhatToDo(int status, String advice) {
        var problem = Problem.of(status, "CODE", "标题 / title", "第一行 / first line\n第二行 / second line")
                .at(List.of(new Problem.Place("/a", null, "应为数字 / expected a number")));
        assertThat(ErrorPage.html(problem, "/drafts/20240101-abcdefgh/table"))
                .contains("<h1>标题</h1>", "<p>第一行</p>", "<p>第二行</p>", "<p>应为数字</p>", advice)
                .contains("href=\"/drafts/20240101-abcdefgh\"", "回到草案")
                .doesNotContain("first", "second", "expected");
    }

    @Test
    void shouldEscapeWhatWasAskedFor() {
        assertThat(browser()
                        .urlEncodingEnabled(false)
                        .get("/%3Cscript%3Ealert(1)")
                        .asString())
                .doesNotContain("<script>alert");
    }
}
