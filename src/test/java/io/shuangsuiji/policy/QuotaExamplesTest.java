package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.sheets.FieldProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Sections B, C and D of the rule catalogue, example by example. */
class QuotaExamplesTest {
    private static final Edition EDITION = TestEditions.shipped();

    private static JsonNode ask(String modelName, JsonNode inputs) {
        var model = EDITION.model(modelName).orElseThrow();
        return FeelJson.toJson(
                        Decisions.decide(
                                EDITION, model, Inputs.read(model, inputs).valid()),
                        model.outputs())
                .get(model.outputs().get(0).name());
    }

    private static JsonNode quota(
            String type, String category, int population, int officers, Integer participating, int quarter) {
        var inputs = JsonNodeFactory.instance.objectNode();
        inputs.put("objectType", type).put("category", category).put("population", population);
        inputs.put("officers", officers)
                .put("participatingOfficers", participating)
                .put("quarter", quarter);
        return ask("quota", inputs);
    }

    @ParameterizedTest(name = "{0}: {2} {1}, {3} in all, in Q{4}: required {5}, drawn {6}, short of {7}")
    @CsvSource(
            nullValues = "-",
            value = {
                // 12.5 % of 161 is 20.125, of 160 is 20: rounded up on exact decimals
                "R05,  排污单位, 重点, 161, 1, 21, 21, 0",
                "R05,  排污单位, 重点, 160, 4, 20, 20, 0",
                "R05,  排污单位, 重点, 1,   2, 1,  1,  0",
                "R05,  排污单位, 重点, 0,   2, 0,  0,  0",
                // 2.5 times 37 officers is 92.5
                "R06,  排污单位, 一般, 700, 1, 93, 93, 0",
                "R06,  排污单位, 一般, 80,  1, 93, 80, 13",
                "R06,  排污单位, 一般, 0,   1, 0,  0,  0",
                "R11,  排污单位, 特殊, 41,  3, 11, 11, 0",
                "R14,  建设项目, 一般, 90,  2, 93, 90, 3",
                "R15,  建设项目, 重点, 81,  2, 3,  3,  0",
                "R17,  入海排污口, 重点, 11, 1, 3,  3,  0",
                "R17,  入海排污口, 重点, 11, 2, 0,  0,  0",
                "R18,  入海排污口, 一般, 60, 1, 24, 24, 0",
                "R18,  入海排污口, 一般, 20, 1, 24, 20, 4",
                "R18,  入海排污口, 一般, 60, 3, 0,  0,  0",
                "R19,  入海排污口, 特殊, 7,  1, 3,  3,  0",
                "R19,  入海排污口, 特殊, 7,  4, 0,  0,  0",
                "R20,  社会生态环境监测机构, 一般, 13, 2, 4, 4, 0",
                "R22,  柴油车用车大户, -, 101, 2, 2, 2, 0",
                "R23a, 机动车排放检验机构, 重点, 12, 2, 1, 1, 0",
                "R23b, 加油站, 一般, 41, 2, 2, 2, 0",
                "R23b, 储油库, 一般, 40, 2, 1, 1, 0",
            })
    void shouldSizeTheSampleOfAStratum(
            String rule,
            String type,
            String category,
            int population,
            int quarter,
            int required,
            int sampleSize,
            int shortfall) {
        var quota = quota(type, category, population, 37, 12, quarter);
        assertThat(quota.get("rule").textValue()).isEqualTo(rule);
        assertThat(quota.get("required").intValue()).isEqualTo(required);
        assertThat(quota.get("sampleSize").intValue()).isEqualTo(sampleSize);
        assertThat(quota.get("shortfall").intValue()).isEqualTo(shortfall);
        assertThat(quota.get("applicable").booleanValue()).isTrue();
        assertThat(quota.get("clause").textValue()).startsWith("四(二)");
    }

    @Test
    void shouldKeepTheRateExact() {
        assertThat(quota("排污单位", "重点", 161, 37, 12, 1).get("rate").decimalValue())
                .isEqualTo("0.125");
        assertThat(quota("柴油车用车大户", "一般", 161, 37, 12, 1).get("rate").toString())
                .isEqualTo("0.01");
    }

    @Test
    void shouldPoolPetrolStationsAndOilDepots() {
        assertThat(quota("加油站", "一般", 1, 1, 1, 1).get("stratum"))
                .isEqualTo(quota("储油库", "重点", 1, 1, 1, 1).get("stratum"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {"建设项目, 特殊", "排污单位, -", "建设项目, -", "入海排污口, -", "排污单位, 不纳入", "加油站, 不纳入"})
    void shouldSayThatThereIsNoRuleRatherThanZero(String type, String category) {
        var quota = quota(type, category, 50, 37, null, 1);
        assertThat(quota.get("applicable").booleanValue()).isFalse();
        assertThat(quota.get("measure").textValue()).isEqualTo("无规定");
        for (var number : new String[] {"rate", "required", "sampleSize", "shortfall"}) {
            assertThat(quota.get(number).isNull()).as(number).isTrue();
        }
    }

    @Test
    void shouldAskForTheParticipatingOfficersWhereR18NeedsThem() {
        assertThatExceptionOfType(InvalidInput.class)
                .isThrownBy(() -> quota("入海排污口", "一般", 60, 37, null, 1))
                .satisfies(invalid -> assertThat(invalid.problems())
                        .extracting(FieldProblem::pointer)
                        .containsExactly("/participatingOfficers"));
    }

    @ParameterizedTest(name = "not for {0} {1} of {2} in Q{3}")
    @CsvSource({"入海排污口, 一般, 60, 2", "入海排污口, 一般, 0, 1", "入海排污口, 重点, 60, 1", "排污单位, 一般, 60, 1"})
    void shouldNotAskForThemElsewhere(String type, String category, int population, int quarter) {
        assertThat(quota(type, category, population, 37, null, quarter)
                        .get("applicable")
                        .booleanValue())
                .isTrue();
    }

    @ParameterizedTest(name = "R26: {0} other tasks ask for {1} joint ones")
    @CsvSource({"0, 0", "1, 1", "17, 3", "18, 4", "85, 15", "86, 16", "1000, 177"})
    void shouldAskForJointTasks(int nonJoint, int joint) {
        var answer = ask("progress", JsonNodeFactory.instance.objectNode().put("nonJointTasks", nonJoint));
        assertThat(answer.get("requiredJoint").intValue()).isEqualTo(joint);
        // the share is of all tasks, the joint ones included, and one task fewer would not do
        assertThat(joint * 100).isGreaterThanOrEqualTo(15 * (nonJoint + joint));
        assertThat(joint == 0 || (joint - 1) * 100 < 15 * (nonJoint + joint - 1))
                .isTrue();
    }

    @ParameterizedTest(name = "{0} {1}: {2} on {3} ({4})")
    @CsvSource({
        "排污单位, 日常, 执法二队, 广东省生态环境量化监管平台, R30",
        "社会生态环境监测机构, 日常, 执法二队, 广东省生态环境量化监管平台, R30",
        "柴油车用车大户, 日常, 执法支队, 深圳市智慧环保系统, R31/R21",
        "机动车排放检验机构, 日常, 执法支队, 深圳市智慧环保系统, R31/R21",
        "加油站, 日常, 执法支队, 深圳市智慧环保系统, R31/R21",
        "储油库, 日常, 执法支队, 深圳市智慧环保系统, R31/R21",
        "加油站, 跨部门联合, 执法二队, 深圳市“双随机、一公开”监管平台, R32",
        "加油站, 专项, 按专项任务要求, 广东省生态环境量化监管平台, R24"
    })
    void shouldRoute(String type, String task, String drawnBy, String platform, String rule) {
        var routing = ask(
                "routing",
                JsonNodeFactory.instance.objectNode().put("objectType", type).put("taskType", task));
        assertThat(routing.get("drawnBy").textValue()).isEqualTo(drawnBy);
        assertThat(routing.get("platform").textValue()).isEqualTo(platform);
        assertThat(routing.get("rule").textValue()).isEqualTo(rule);
        assertThat(routing.get("inspectedBy").textValue()).isEqualTo("执法科各队");
    }

    @ParameterizedTest
    @ValueSource(strings = {"已抽取", "已反馈", "已分拨", "已检查", "已办结"})
    void shouldListTheStatesOfATask(String state) {
        assertThat(EDITION.constant("routing.taskStates").toString()).contains(state);
    }
}
