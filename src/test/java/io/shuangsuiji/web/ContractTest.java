package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.run.HandedDraws;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds real traffic against the OpenAPI document that the service gives out. */
@QuarkusTest
class ContractTest {
    private static final String OBJECT =
            "{'object':{'objectType':'排污单位','supervisionLevel':'重点','complaintsInQuarter':12,'name':'甲厂'},'taskType':'日常','evaluationDate':'2024-03-20'}";
    private static final String QUOTA =
            "{'objectType':'排污单位','category':'重点','population':173,'officers':36,'participatingOfficers':null,'quarter':1}";
    private static final String PLAN = "/plans?quarter=2024Q1&officers=36&participatingOfficers=12";
    private static final String LEDGER = "/progress?on=2024-03-31&period=2024Q1";
    private static final String PUBLICATION =
            "/progress/publications?on=2024-03-31&period=2024Q1&channel=%E6%B7%B1%E5%9C%B3%E5%B8%82%E7%94%9F%E6%80%81%E7%8E%AF%E5%A2%83%E5%B1%80%E5%AE%98%E7%BD%91";
    private static final String TASKS =
            "任务编号,检查对象编号,检查对象名称,对象类型,任务类型,抽取日期,检查日期,发现问题\nT1,PW-1,甲厂,排污单位,日常,2024-01-03,2024-01-10,否\n";
    private static final String CSV = "对象编号,对象类型,监管级别\n1,排污单位,重点\n2,加油站,\n3,工厂,一般\n";

    /** One request. */
    record Call(String method, String path, String type, String accept, String body, int status) {
        static Call get(String path, int status) {
            return new Call("GET", path, null, null, null, status);
        }

        static Call post(String path, String json, int status) {
            return new Call("POST", path, "application/json", null, json.replace('\'', '"'), status);
        }

        Call accepting(String media) {
            return new Call(method, path, type, media, body, status);
        }

        Response made() {
            var request = given().urlEncodingEnabled(false)
                    // what is sent is sent as it stands here
                    .config(RestAssuredConfig.config()
                            .encoderConfig(EncoderConfig.encoderConfig()
                                    .appendDefaultContentCharsetToContentTypeIfUndefined(false)
                                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                                    .encodeContentTypeAs("multipart/form-data", ContentType.TEXT)));
            if (accept != null) {
                request.accept(accept);
            }
            if (body != null) {
                request.contentType(type).body(body.getBytes(StandardCharsets.UTF_8));
            }
            return request.request(method, path);
        }

        String plainPath() {
            return path.replaceFirst("\\?.*", "");
        }

        @Override
        public String toString() {
            return method + " " + path + " → " + status
                    + (body == null
                            ? ""
                            : " "
                                    + body.strip()
                                            .substring(
                                                    0,
                                                    Math.min(200, body.strip().length())));
        }
    }

    private static final String CAP =
            "{'object':{'objectType':'加油站'},'category':'一般','taskType':'日常','inspectionsThisYear':2}";

    private static final String LOTS =
            "{'stratum':'重点排污单位','sampleSize':21,'objectType':'排污单位','category':'重点','taskType':'日常'}";

    private static final SampleDraw SAMPLE = SampleDraw.small(HashAlgorithm.SHA_256, 7);
    private static final String DRAW = new String(SAMPLE.draw().bytes(), StandardCharsets.UTF_8);
    private static final String RECEIPT_OF =
            URLEncoder.encode(SAMPLE.draw().pool().get(0).id(), StandardCharsets.UTF_8);

    private static Call form(String path, String accept, String... parts) {
        return new Call(
                "POST",
                path,
                "multipart/form-data; boundary=----part",
                accept,
                String.join("", parts) + "------part--\r\n",
                200);
    }

    private static String file(String name, String file, String content) {
        return "------part\r\nContent-Disposition: form-data; name=\"" + name + "\"; filename=\"" + file
                + "\"\r\nContent-Type: application/octet-stream\r\n\r\n" + content + "\r\n";
    }

    private static String text(String name, String value) {
        return "------part\r\nContent-Disposition: form-data; name=\"" + name
                + "\"\r\nContent-Type: text/plain; charset=UTF-8\r\n\r\n" + value + "\r\n";
    }

    private static String files() {
        return file("registry", "registry.csv", String.join("\n", Draws.lines()))
                + file("roster", "roster.csv", HandedDraws.roster())
                + file("history", "history.csv", HandedDraws.history());
    }

    private static String terms() {
        return text("period", "2099Q1")
                + text("secret", Draws.SECRET)
                + text("randomness", "双色球@2098-12-30")
                + text("randomness", "超级大乐透@2098-12-31");
    }

    private static String opened() {
        return file("commitment", "commitment.json", HandedDraws.commitment())
                + text("secret", Draws.SECRET)
                + Draws.RESULTS.stream()
                        .map(result -> text("randomness", result))
                        .collect(Collectors.joining());
    }

    private static final List<Call> GOOD = List.of(
            Call.get("/decisions", 200),
            Call.get("/decisions?asOf=2024-05-10", 200),
            Call.post("/decisions/classification", OBJECT, 200),
            Call.post("/decisions/classification?explain=true", OBJECT, 200),
            Call.post("/decisions/classification?edition=2024-01-01", OBJECT, 200),
            Call.post(
                    "/decisions/classification?explain=true",
                    "{'object':{'objectType':'加油站','creditRating':null},'taskType':'跨部门联合','evaluationDate':'2024-03-20'}",
                    200),
            Call.post("/decisions/quota", QUOTA, 200),
            Call.post("/decisions/quota?explain=true", QUOTA, 200),
            Call.post("/decisions/quota", QUOTA.replace("排污单位", "建设项目").replace("重点", "特殊"), 200),
            Call.post("/decisions/routing", "{'objectType':'加油站','taskType':'日常'}", 200),
            Call.post("/decisions/routing?explain=true", "{'objectType':'加油站','taskType':'专项'}", 200),
            Call.post("/decisions/schedule", "{'year':2024,'quarter':4,'taskEndedOn':'2024-11-01'}", 200),
            Call.post("/decisions/schedule?explain=true", "{'year':2024,'quarter':1}", 200),
            Call.post("/decisions/progress?explain=true", "{'nonJointTasks':100}", 200),
            Call.post("/decisions/caps", CAP, 200),
            Call.post("/decisions/caps?explain=true", CAP, 200),
            Call.post("/decisions/caps/dmnresult", CAP, 200),
            Call.post("/decisions/caps/why-not", "{'input':" + CAP + ",'output':{'cap.reached':true}}", 200),
            Call.get("/decisions/caps", 200).accepting("application/xml"),
            Call.get("/decisions/caps/schema", 200),
            Call.post("/decisions/draw", LOTS, 200),
            Call.post("/decisions/draw?explain=true", LOTS, 200),
            Call.post("/decisions/draw/dmnresult", LOTS, 200),
            Call.post("/decisions/draw/why-not", "{'input':" + LOTS + ",'output':{'substitutes':6}}", 200),
            Call.get("/decisions/draw", 200).accepting("application/xml"),
            Call.get("/decisions/draw/schema", 200),
            Call.post("/decisions/classification/dmnresult", OBJECT, 200),
            Call.post("/decisions/quota/dmnresult", QUOTA, 200),
            Call.post("/decisions/routing/dmnresult", "{'objectType':'加油站','taskType':'日常'}", 200),
            Call.post("/decisions/schedule/dmnresult", "{'year':2024,'quarter':4}", 200),
            Call.post("/decisions/progress/dmnresult", "{'nonJointTasks':0}", 200),
            Call.post(
                    "/decisions/classification/why-not",
                    "{'input':" + OBJECT + ",'output':{'classification.category':'不纳入'}}",
                    200),
            Call.post(
                    "/decisions/quota/why-not",
                    "{'input':" + QUOTA + ",'output':{'quota.required':30},'keep':['objectType'],'limit':3}",
                    200),
            Call.post(
                    "/decisions/routing/why-not",
                    "{'input':{'objectType':'加油站','taskType':'日常'},'output':{'routing.rule':'R30'}}",
                    200),
            Call.post(
                    "/decisions/schedule/why-not",
                    "{'input':{'year':2024,'quarter':2},'output':{'schedule.rule':'R16'}}",
                    200),
            Call.post(
                    "/decisions/progress/why-not",
                    "{'input':{'nonJointTasks':100},'output':{'joint.requiredJoint':1000000}}",
                    200),
            Call.get("/decisions/classification", 200).accepting("application/xml"),
            Call.get("/decisions/quota", 200).accepting("application/xml"),
            Call.get("/decisions/routing", 200).accepting("application/xml"),
            Call.get("/decisions/schedule", 200).accepting("application/xml"),
            Call.get("/decisions/progress", 200).accepting("application/xml"),
            Call.get("/decisions/classification/schema", 200),
            Call.get("/decisions/quota/schema?of=output", 200),
            Call.get("/decisions/routing/schema?of=input", 200).accepting("application/schema+json"),
            Call.get("/decisions/schedule/schema", 200).accepting("application/json"),
            Call.get("/decisions/progress/schema?edition=2024-01-01", 200),
            new Call(
                    "POST",
                    "/decisions/routing",
                    "application/x-ndjson",
                    null,
                    "{\"objectType\":\"加油站\",\"taskType\":\"日常\"}\n{\n",
                    200),
            new Call("POST", "/decisions/routing?taskType=%E6%97%A5%E5%B8%B8", "text/csv", null, "对象类型\n加油站\n", 200),
            new Call(
                    "POST",
                    "/scenarios?name=routing.csv",
                    "text/csv",
                    "application/json",
                    "说明,输入,输入,期望\n场景,对象类型,任务类型,摇号主体\n加油站摇号,加油站,日常,某某队\n",
                    200),
            Call.get("/scenarios/template?model=quota", 200),
            Call.get("/registry-template.xlsx?asOf=2024-03-20", 200),
            Call.get("/editions", 200),
            Call.get("/editions/2024-01-01", 200),
            Call.get("/editions/2024-01-01/document", 200),
            Call.get("/editions/2024-01-01/clauses", 200),
            Call.get("/editions/2024-01-01/clauses?state=OPEN", 200),
            new Call("POST", "/editions/2024-01-01/document/comparison", "text/plain", null, "某方案\n一、甲\n每年抽查一次。", 200),
            form("/draws/verification", "application/json", file("draw", "draw.json", DRAW)),
            form("/draws/review", "application/json", files(), text("period", "2024Q1")),
            form("/draws/commitments", "application/json", files(), terms()),
            form("/draws/commitments", "application/zip", files(), terms()),
            form("/draws", "application/json", files(), opened()),
            form("/draws", "application/zip", files(), opened()),
            new Call("POST", "/draws/receipts", "application/json", "application/zip", DRAW, 200),
            new Call("POST", "/draws/receipts?id=" + RECEIPT_OF, "application/json", "application/json", DRAW, 200),
            Call.get("/schedules/2024/1", 200),
            Call.get("/schedules/2024Q1", 200),
            Call.get("/schedules/2024", 200),
            Call.get("/schedules/2027.ics", 200),
            Call.get("/schedules/2024/3?taskEndedOn=2024-09-27", 200),
            new Call("POST", LEDGER, "text/csv", Download.XLSX, TASKS, 200),
            new Call("POST", PUBLICATION, "text/csv", "application/json", TASKS, 200),
            new Call("POST", PUBLICATION, "text/csv", "text/csv", TASKS, 200),
            new Call("POST", PUBLICATION, "text/csv", Download.XLSX, TASKS, 200),
            new Call("POST", "/progress/publications?on=2024-03-31&channel=x", "text/csv", null, TASKS, 400),
            new Call("POST", PLAN, "text/csv", "application/json", CSV, 200),
            new Call("POST", PLAN, "text/csv", Download.XLSX, CSV, 200),
            new Call("POST", PLAN, "application/json", null, "[{\"id\":\"1\",\"objectType\":\"入海排污口\"}]", 200),
            new Call("POST", LEDGER, "text/csv", "application/json", TASKS, 200),
            Call.post(
                    LEDGER + "&tasks=true",
                    "{'data':[{'taskId':'T1','objectId':'PW-1','taskType':'日常','drawnOn':'2024-01-03','inspectedOn':'2024-01-10'}],"
                            + "'drawn':{'一般排污单位':['PW-1','PW-2']}}",
                    200));

    private static final List<Call> BAD = List.of(
            Call.post("/decisions/classification", "{", 400),
            Call.post("/decisions/classification?explain=maybe", OBJECT, 400),
            Call.post("/decisions/classification?explian=true", OBJECT, 400),
            Call.post("/decisions/classification?asOf=tomorrow", OBJECT, 400),
            Call.post("/decisions/classification?asOf=2020-01-01", OBJECT, 404),
            Call.post("/decisions/classification?edition=2030-01-01", OBJECT, 404),
            Call.post("/decisions/classification", OBJECT.replace("排污单位", "工厂"), 422),
            Call.post("/decisions/classification", OBJECT.replace("12", "-1"), 422),
            Call.post("/decisions/classification", OBJECT.replace("12", "1.5"), 422),
            Call.post("/decisions/classification", OBJECT.replace("12", "true"), 422),
            Call.post("/decisions/classification", OBJECT.replace("2024-03-20", "20/3"), 422),
            Call.post("/decisions/classification", "{}", 422),
            Call.post("/decisions/classification", "[]", 422),
            Call.post("/decisions/classification", OBJECT.replace("taskType", "tasks"), 422),
            Call.post("/decisions/quota", QUOTA.replace("'quarter':1", "'quarter':5"), 422),
            Call.post("/decisions/quota", QUOTA.replace("排污单位", "入海排污口").replace("重点", "一般"), 422),
            Call.post("/decisions/quota/dmnresult", "{}", 422),
            Call.post("/decisions/classification/why-not", "{}", 422),
            Call.post("/decisions/classification/why-not", "{'input':{},'output':{'x':1}}", 422),
            Call.get("/decisions/classification/schema?of=both", 400),
            Call.get("/decisions/classification", 406).accepting("image/png"),
            Call.get("/registry-template.xlsx?as0f=2024-03-20", 400),
            Call.get("/registry-template.xlsx?edition=1999-01-01", 404),
            Call.get("/editions/1999-01-01", 404),
            Call.get("/editions/1999-01-01/document", 404),
            Call.get("/editions/2024-01-01/clauses?state=NONE", 400),
            Call.get("/editions/2024-01-01/clauses?stat=OPEN", 400),
            new Call("POST", "/editions/2024-01-01/document/comparison", "text/plain", null, "\n", 422),
            Call.get("/schedules/24/1", 400),
            Call.get("/schedules/2024X1", 400),
            Call.get("/schedules/2027/1", 200),
            Call.get("/schedules/2024/1?taskEndedOn=x", 400),
            new Call("POST", "/decisions/routing", "text/plain", null, "{}", 415),
            new Call("POST", "/plans?quarter=2024Q9&officers=1", "text/csv", null, CSV, 400),
            new Call("POST", "/draws/receipts", "application/json", "application/zip", "{}", 422),
            new Call("POST", "/draws/receipts?id=x", "application/json", "application/json", DRAW, 404),
            new Call("POST", PLAN, "text/csv", null, "", 422),
            new Call("POST", "/progress?on=2024-03-32", "text/csv", null, TASKS, 400),
            new Call("POST", LEDGER, "text/csv", null, "", 422));

    @TestFactory
    Stream<DynamicTest> everyAnswerIsOneThatTheDocumentTellsOf() {
        return Stream.of(GOOD, BAD)
                .flatMap(List::stream)
                .map(call -> DynamicTest.dynamicTest(call.toString(), () -> {
                    var contract = Contract.served();
                    var operation =
                            contract.operation(call.method(), call.plainPath()).orElseThrow();
                    var answer = call.made();
                    assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(call.status());
                    contract.accepts(operation, answer);
                }));
    }

    @Test
    void everyGoodRequestIsOneThatTheDocumentAllows() {
        var contract = Contract.served();
        for (var call : GOOD) {
            if ("application/json".equals(call.type())) {
                var operation =
                        contract.operation(call.method(), call.plainPath()).orElseThrow();
                assertThat(contract.againstRequest(operation, call.body()))
                        .as(call.toString())
                        .isEmpty();
            }
        }
    }

    @Test
    void theDocumentRefusesWhatTheTypesRefuse() {
        var contract = Contract.served();
        var refused = BAD.stream()
                .filter(call -> call.status() == 422 && "application/json".equals(call.type()))
                // that an input is missing only in certain cases, and which outputs there are, the types do not say
                .filter(call -> !call.body().contains("入海排污口") && !call.body().contains("output"))
                .toList();
        assertThat(refused)
                .hasSizeGreaterThan(8)
                .allSatisfy(call -> assertThat(contract.againstRequest("POST " + call.plainPath(), call.body()))
                        .as(call.toString())
                        .isNotEmpty());
    }

    @Test
    void everyOperationIsTriedAndDescribedInBothLanguages() {
        var contract = Contract.served();
        var tried = new TreeSet<String>();
        GOOD.forEach(call -> contract.operation(call.method(), call.plainPath()).ifPresent(tried::add));
        // the steps of drafts have a test of their own
        assertThat(tried)
                .containsAll(contract.operations().stream()
                        .filter(operation -> !contract.tagged(operation, "amendment"))
                        .toList());
        contract.document()
                .get("paths")
                .forEach(path -> path.forEach(operation -> {
                    assertThat(operation.path("summary").asText()).contains(" / ");
                    assertThat(operation.path("operationId").asText()).isNotBlank();
                    for (var parameter : operation.path("parameters")) {
                        assertThat(parameter.has("$ref")
                                        || parameter
                                                .path("description")
                                                .asText()
                                                .contains(" / "))
                                .as(parameter.toString())
                                .isTrue();
                    }
                }));
        assertThat(contract.document().at("/paths").findValuesAsText("operationId"))
                .doesNotHaveDuplicates();
    }

    @Test
    void everyPathDeclaresTheParametersThatItHasAndNoOthers() {
        var contract = Contract.served();
        for (var operation : contract.operations()) {
            assertThat(contract.parameters(operation, "path"))
                    .as(operation)
                    .containsExactlyInAnyOrderElementsOf(Pattern.compile("\\{([^}]+)}")
                            .matcher(operation)
                            .results()
                            .map(found -> found.group(1))
                            .toList());
            assertThat(contract.parameters(operation, "header")).doesNotHaveDuplicates();
            assertThat(contract.parameters(operation, "query")).doesNotHaveDuplicates();
        }
    }

    @Test
    void examplesAreAllowedAndAnsweredAsTheySay() throws IOException {
        var contract = Contract.served();
        var models = new ArrayList<String>();
        for (var path : contract.document().get("paths").properties()) {
            var example = path.getValue().at("/post/requestBody/content/application~1json/examples/edition/value");
            if (path.getKey().matches("/decisions/[^/]+") && !example.isMissingNode()) {
                models.add(path.getKey());
                var answer = given().contentType("application/json")
                        .body(example.toString())
                        .post(path.getKey());
                JsonNode told =
                        path.getValue().at("/post/responses/200/content/application~1json/examples/edition/value");
                assertThat(contract.againstRequest("POST " + path.getKey(), example.toString()))
                        .isEmpty();
                assertThat(told)
                        .isEqualTo(new com.fasterxml.jackson.databind.ObjectMapper().readTree(answer.asString()));
            }
        }
        assertThat(models)
                .hasSize(Files.list(Path.of("dmn/2024-01-01"))
                        // words for values and columns, of which nothing is asked
                        .filter(file -> file.toString().endsWith(".dmn")
                                && !file.endsWith("types.dmn")
                                && !file.endsWith("registry.dmn")
                                && !file.endsWith("findings.dmn"))
                        .toList()
                        .size());
    }
}
