package io.shuangsuiji.web.drafts;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.response.Response;
import io.restassured.specification.RequestSpecification;
import io.shuangsuiji.amendment.structure.Amended;
import io.shuangsuiji.amendment.structure.Neighbours;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.web.Download;
import io.shuangsuiji.web.Forms;
import jakarta.inject.Inject;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * Neighbours' plans: said by edits of a draft through the calls of the service alone, checked, and asked for; against a
 * plain recomputation, and without a word of the shipped edition that the neighbour does not say itself.
 */
@QuarkusTest
@TestProfile(DraftFolders.OfNeighbours.class)
class NeighbourPlansTest {

    private static int served;

    /** A registry that is made once for a test: what happened to be drawn does not matter, only how many there are. */
    private final List<Map<String, Object>> objects = new ArrayList<>();

    private String edition;

    private static RequestSpecification as(String user) {
        return given().auth().preemptive().basic(user, user + " password");
    }

    private void add(int count, String team, Object... facts) {
        for (int i = 0; i < count; i++) {
            var object = new HashMap<String, Object>();
            object.put("id", "N" + (objects.size() + 1));
            if (team != null) {
                object.put("team", team);
            }
            for (int at = 0; at < facts.length; at += 2) {
                object.put((String) facts[at], facts[at + 1]);
            }
            objects.add(object);
        }
    }

    private static Response step(Response answer, int status) {
        assertThat(answer.statusCode()).as(answer.asString()).isEqualTo(status);
        return answer;
    }

    @Inject
    EditionStore store;

    @ConfigProperty(name = "double-random.editions")
    Path editions;

    /**
     * What its check finds wrong, but for scenarios, and for quotes: what its rows quote stands in a document of its own, and
     * the draft still has that of the edition it began from.
     */
    private static List<String> errors(String draft) {
        return step(as("editor").noContentType().post(draft + "/check"), 200)
                .<List<String>>path("content.findings.findAll { it.level == 'ERROR' && it.part != 'SCENARIO' }.words")
                .stream()
                .filter(words -> !words.contains("引文"))
                .toList();
    }

    /**
     * Makes a neighbour's plan by calls alone: begin, edit, check. What the draft then holds is laid among the editions, as a
     * team does that keeps them in a repository; its scenarios, without which nobody approves, are its testers' affair.
     */
    private void serve(Amended neighbour, boolean own) throws IOException {
        var day = LocalDate.now().plusDays(500 + ++served).toString();
        var begun = new HashMap<String, Object>(Map.of("base", "2024-01-01", "reason", "邻近的方案", "effectiveOn", day));
        if (own) {
            begun.putAll(Map.of("start", "SKELETON", "title", "市场监管抽查方案", "issuer", "某市监局", "basis", List.of("实施细则")));
        }
        var draft = "/drafts/"
                + step(as("editor").contentType("application/json").body(begun).post("/drafts"), 201)
                        .path("id");
        step(
                changing("editor", draft)
                        .contentType("application/json")
                        .body(neighbour.made().toString())
                        .post(draft + "/edits"),
                200);
        assertThat(errors(draft)).isEmpty();
        var folder = Files.createDirectories(editions.resolve("." + day));
        for (var file : neighbour.files().entrySet()) {
            if (file.getKey().endsWith(".dmn")) {
                var made = as("viewer").get(draft + "/dmn/" + file.getKey()).asByteArray();
                assertThat(made).as(file.getKey()).isEqualTo(file.getValue());
                Files.write(folder.resolve(file.getKey()), made);
            } else {
                Files.write(folder.resolve(file.getKey()), file.getValue());
            }
        }
        Files.move(folder, editions.resolve(day));
        store.load();
        edition = day;
        step(given().get("/editions/" + edition), 200);
        kernels(neighbour.compiled());
    }

    private static RequestSpecification changing(String user, String draft) {
        return as(user).header("If-Match", as("viewer").get(draft).header("ETag"));
    }

    /** Every decision model of these editions is answered by a kernel, too. */
    private static void kernels(Edition edition) {
        var fast = (KernelEngine) CompiledJsonEvaluator.accelerate(edition).engine();
        assertThat(edition.models().keySet())
                .allSatisfy(name -> assertThat(fast.kernel(name)).as(name).isPresent());
    }

    private RequestSpecification asking(String... parameters) {
        var asking = given().queryParam("edition", edition).queryParam("evaluationDate", "2024-03-20");
        for (int i = 0; i < parameters.length; i += 2) {
            asking.queryParam(parameters[i], parameters[i + 1]);
        }
        return asking.contentType("application/json").body(objects);
    }

    private JsonNode plan(String... parameters) {
        return Json.read(step(asking(parameters).post("/plans"), 200).asByteArray());
    }

    /** All that people and other systems are given of the edition: for a search for words. */
    private String said(String... parameters) throws Exception {
        var said = new StringBuilder(plan(parameters).toString());
        said.append(
                ShippedWords.of(step(asking(parameters).accept(Download.XLSX).post("/plans"), 200)
                        .asByteArray()));
        var page = Forms.multipart().queryParam("edition", edition).multiPart("evaluationDate", "2024-03-20");
        for (int i = 0; i < parameters.length; i += 2) {
            page.multiPart(parameters[i], parameters[i + 1]);
        }
        page.multiPart("registry", "registry.json", Json.mapper().writeValueAsBytes(objects), "application/json");
        said.append(step(page.post("/plan"), 200).asString());
        for (var model : List.of("classification", "routing")) {
            var input = input(model);
            var line = Json.mapper().writeValueAsString(input) + "\n";
            var flat = new LinkedHashMap<>(input);
            if (flat.remove("object") != null) {
                flat.put("objectType", objects.get(0).get("objectType"));
            }
            var csv = String.join(",", flat.keySet()) + "\n"
                    + flat.values().stream().map(Object::toString).collect(Collectors.joining(",")) + "\n";
            said.append(decided(model, "application/x-ndjson", line))
                    .append(decided(model, "text/csv; charset=UTF-8", csv));
        }
        said.append(step(given().queryParam("edition", edition).get("/schedules/2024/1"), 200)
                .asString());
        said.append(ShippedWords.of(step(given().queryParam("edition", edition).get("/registry-template.xlsx"), 200)
                .asByteArray()));
        return said.toString();
    }

    private String decided(String model, String type, String body) {
        return step(
                        given().queryParam("edition", edition)
                                .contentType(type)
                                .body(body.getBytes(StandardCharsets.UTF_8))
                                .post("/decisions/" + model),
                        200)
                .asString();
    }

    /** An input of a model, as the service describes it. */
    private Map<String, Object> input(String model) {
        var models = Json.read(
                given().queryParam("edition", edition).get("/decisions").asByteArray());
        var input = new LinkedHashMap<String, Object>();
        for (var each : named(models, "name", model).get("inputs")) {
            var name = each.get("name").asText();
            var allowed = each.path("allowed");
            if (name.equals("object")) {
                input.put(name, Map.of("objectType", objects.get(0).get("objectType")));
            } else if (!allowed.isEmpty()) {
                input.put(name, allowed.get(0).asText());
            } else if (each.get("type").asText().equals("date")) {
                input.put(name, "2024-03-20");
            }
        }
        return input;
    }

    private long count(Predicate<Map<String, Object>> which) {
        return objects.stream().filter(which).count();
    }

    private static long up(String rate, long population) {
        return new BigDecimal(rate)
                .multiply(BigDecimal.valueOf(population))
                .setScale(0, RoundingMode.CEILING)
                .longValueExact();
    }

    private static List<JsonNode> list(JsonNode of) {
        return StreamSupport.stream(of.spliterator(), false).toList();
    }

    private static JsonNode named(JsonNode among, String key, String name) {
        return list(among).stream()
                .filter(each -> name.equals(each.get(key).asText()))
                .findFirst()
                .orElseThrow(() -> new AssertionError(name + " is none of " + among));
    }

    private static JsonNode stratum(JsonNode plan, String name) {
        return named(plan.get("strata"), "stratum", name);
    }

    private static long required(JsonNode plan, String stratum) {
        return stratum(plan, stratum).get("required").asLong();
    }

    @Test
    void shouldPlanAnotherCityWithYearlyQuotasOutfallsOfRiversAndADrawWindow() throws Exception {
        var neighbour = Neighbours.city();
        serve(neighbour, false);
        add(400, "执法科一队", "objectType", "排污单位", "supervisionLevel", "一般");
        add(33, "执法科一队", "objectType", "建设项目", "supervisionLevel", "重点");
        add(61, "执法科二队", "objectType", "入河排污口", "supervisionLevel", "重点");
        add(90, "执法科二队", "objectType", "入河排污口", "supervisionLevel", "一般");
        long year = up("2.5", 37);
        long drawn = 0;
        for (int quarter = 1; quarter <= 4; quarter++) {
            var plan = plan("period", "2024Q" + quarter, "officers", "37", "participatingOfficers", "12");
            drawn += required(plan, "一般排污单位");
            assertThat(required(plan, "一般排污单位")).isEqualTo(quarter < 4 ? year / 4 : year - 3 * (year / 4));
            assertThat(required(plan, "重点建设项目")).isEqualTo(up("0.125", 33));
            assertThat(required(plan, "重点入河排污口")).isEqualTo(quarter == 1 ? up("0.05", 61) : 0);
            assertThat(required(plan, "一般入河排污口")).isEqualTo(quarter == 1 ? 24L : 0);
            var deadline = named(plan.get("deadlines"), "rule", "R36");
            assertThat(deadline.get("opensOn").asText())
                    .isEqualTo(LocalDate.of(2024, quarter * 3 - 2, 1).toString());
            assertThat(deadline.get("dueOn").asText())
                    .isEqualTo(LocalDate.of(2024, quarter * 3 - 2, 15).toString());
            assertThat(list(plan.get("milestones")).stream()
                            .map(milestone -> milestone.get("share").asText()))
                    .containsExactly("0.35", "0.7", "1");
            long planned = list(plan.get("strata")).stream()
                    .mapToLong(each -> each.get("sampleSize").asLong())
                    .sum();
            var joint = named(plan.get("findings"), "code", "jointTasks");
            assertThat(joint.get("message").asText()).contains("20%");
            assertThat(joint.get("count").asLong()).isEqualTo(-Math.floorDiv(-planned, 4));
        }
        assertThat(drawn).as("no more and no fewer than the year's").isEqualTo(year);
        assertThat(ShippedWords.gone(neighbour)
                        .in(said("period", "2024Q1", "officers", "37", "participatingOfficers", "12")))
                .isEmpty();
    }

    @Test
    void shouldDivideAStratumByCreditRatingAndTakeAFifthTrigger() throws Exception {
        var neighbour = Neighbours.rating();
        serve(neighbour, false);
        add(77, null, "objectType", "排污单位", "supervisionLevel", "重点", "creditRating", "环保诚信企业");
        add(120, null, "objectType", "排污单位", "supervisionLevel", "重点", "creditRating", "环保良好企业");
        add(31, null, "objectType", "排污单位", "supervisionLevel", "重点");
        add(9, null, "objectType", "排污单位", "supervisionLevel", "一般", "unrectified", true);
        String[] asked = {"period", "2024Q1", "officers", "10", "participatingOfficers", "5"};
        var plan = plan(asked);
        assertThat(list(plan.get("strata")))
                .filteredOn(stratum -> stratum.get("stratum").asText().startsWith("重点排污单位"))
                .extracting(
                        stratum -> stratum.get("population").asLong(),
                        stratum -> stratum.get("required").asLong())
                .containsExactlyInAnyOrder(tuple(77L, up("0.02", 77)), tuple(151L, up("0.125", 151)));
        assertThat(list(plan.get("strata")).stream()
                        .map(stratum -> stratum.get("stratum").asText()))
                .doesNotHaveDuplicates();
        assertThat(stratum(plan, "特殊排污单位").get("population").asLong())
                .isEqualTo(count(facts -> facts.containsKey("unrectified")));
        assertThat(required(plan, "特殊排污单位")).isEqualTo(up("0.25", 9));
        assertThat(ShippedWords.gone(neighbour).in(said(asked))).isEmpty();
    }

    @Test
    void shouldCallCategoriesOtherwiseBoundAStratumAndRoundHalfUp() throws Exception {
        var neighbour = Neighbours.categories();
        serve(neighbour, false);
        add(900, "监察一所", "objectType", "排污单位", "supervisionLevel", "甲类");
        add(1, "监察二所", "objectType", "排污单位", "supervisionLevel", "丙类");
        add(20, "监察二所", "objectType", "建设项目", "supervisionLevel", "甲类");
        add(2, "某某组", "objectType", "排污单位", "supervisionLevel", "甲类", "creditRating", "环保诚信企业");
        String[] asked = {"period", "2024Q1", "officers", "10", "participatingOfficers", "5"};
        var plan = plan(asked);
        assertThat(plan.get("categories").toString()).isEqualTo("{\"甲类\":920,\"乙类\":0,\"丙类\":1,\"免查\":2}");
        assertThat(required(plan, "甲类排污单位")).as("at most").isEqualTo(50);
        assertThat(required(plan, "丙类排污单位"))
                .as("at least, and 0.25 rounds to 0")
                .isEqualTo(1);
        assertThat(required(plan, "甲类建设项目")).as("0.5 half up").isEqualTo(1);
        assertThat(stratum(plan, "甲类排污单位").get("drawnBy").asText()).isEqualTo("监察一所");
        assertThat(named(plan.get("findings"), "code", "unknownTeam")
                        .get("message")
                        .asText())
                .contains("某某组");
        var gone = ShippedWords.gone(neighbour);
        assertThat(gone.words()).contains("一般建设项目", "重点建设项目", "特殊入海排污口", "执法科一队", "粤政易", "广东省行政执法信息公示平台");
        assertThat(gone.in(said(asked))).isEmpty();
    }

    @Test
    void shouldDrawMonthByMonthAndSplitATotalAmongTeams() throws Exception {
        var neighbour = Neighbours.monthly();
        serve(neighbour, false);
        add(130, "执法科一队", "objectType", "排污单位", "supervisionLevel", "重点");
        add(1, "执法科二队", "objectType", "排污单位", "supervisionLevel", "重点");
        add(60, "执法科三队", "objectType", "排污单位", "supervisionLevel", "重点");
        String[] asked = {"period", "2024M05", "officers", "10", "participatingOfficers", "5"};
        var plan = plan(asked);
        assertThat(plan.get("period").asText()).isEqualTo("2024M05");
        assertThat(plan.get("quarter").isNull()).isTrue();
        assertThat(required(plan, "重点排污单位")).isEqualTo(up("0.05", 191));
        // 10 by weights 5 : 3 : 60, of which the second has room for one alone
        assertThat(list(stratum(plan, "重点排污单位").get("teams")))
                .extracting(
                        share -> share.get("team").asText(),
                        share -> share.get("sampleSize").asLong())
                .containsExactly(tuple("执法科一队", 1L), tuple("执法科二队", 0L), tuple("执法科三队", 9L));
        assertThat(list(plan.get("milestones")))
                .singleElement()
                .returns("2024-05-31", milestone -> milestone.get("by").asText());
        var gone = ShippedWords.gone(neighbour);
        assertThat(gone.words()).contains("本季抽取", "下一季度任务抽取完成", "当季全部任务完成");
        var said = said(asked);
        assertThat(gone.in(said)).isEmpty();
        assertThat(said).contains("本月抽取：否", "下月任务抽取完成");
    }

    @Test
    void shouldBeSaidByAMarketSupervisionBureauInItsOwnWords() throws Exception {
        var neighbour = Neighbours.market();
        serve(neighbour, true);
        var types = List.of("企业", "个体工商户", "农民专业合作社");
        for (int i = 0; i < 3; i++) {
            for (var risk : Neighbours.RATES.keySet()) {
                add(37 * (i + 1) + risk.charAt(0), null, "objectType", types.get(i), "creditRisk", risk);
            }
        }
        add(3, null, "objectType", "企业");
        var all = new HashMap<String, Long>();
        for (int quarter = 1; quarter <= 4; quarter++) {
            var plan = plan("period", "2024Q" + quarter);
            for (var risk : Neighbours.RATES.entrySet()) {
                var stratum = stratum(plan, risk.getKey() + "级主体");
                long population = count(facts -> risk.getKey().equals(facts.get("creditRisk")));
                long year = up(risk.getValue(), population);
                assertThat(stratum.get("population").asLong()).isEqualTo(population);
                assertThat(list(stratum.get("objectTypes")).stream().map(JsonNode::asText))
                        .containsExactlyElementsOf(types);
                assertThat(stratum.get("dueThisQuarter").asBoolean()).isEqualTo(quarter % 2 == 0);
                assertThat(stratum.get("required").asLong())
                        .isEqualTo(quarter == 2 ? year / 2 : quarter == 4 ? year - year / 2 : 0);
                all.merge(risk.getKey(), stratum.get("required").asLong(), Long::sum);
                assertThat(all.get(risk.getKey())).isLessThanOrEqualTo(year);
                if (quarter == 4) {
                    assertThat(all.get(risk.getKey())).isEqualTo(year);
                }
            }
        }
        assertThat(named(plan("period", "2024Q2").get("findings"), "code", "noRule")
                        .get("count")
                        .asLong())
                .isEqualTo(3);
        var gone = ShippedWords.gone(neighbour);
        assertThat(gone.words()).contains("特殊", "排污单位", "执法二队", "情形冲突", "摇号主体").hasSizeGreaterThan(100);
        assertThat(gone.in(said("period", "2024Q2"))).isEmpty();
    }
}
