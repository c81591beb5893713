package io.shuangsuiji.decision;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.header.Columns;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A key of JSON that is a column's label or one of its names is read as the column would be. */
class LabelledKeysTest {
    private static final Edition GENERAL = TestEditions.shipped();
    private static final Edition FAST = CompiledJsonEvaluator.accelerate(GENERAL);
    private static final DecisionModel MODEL = GENERAL.model("classification").orElseThrow();
    private static final Workers WORKERS = new Workers(1);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void shouldDecideByLabelsAndHeaderNamesAsByKeys() {
        var keys = decide("\"objectType\":\"排污单位\",\"supervisionLevel\":\"一般\",\"lastPenaltyDate\":\"2024-03-05\","
                + "\"creditRating\":\"环保警示企业\",\"vocsGrade\":\"C\",\"complaintsInQuarter\":12,\"onPositiveList\":true,"
                + "\"permitManagement\":\"简化管理\"");
        var labels = decide("\"对象类型\":\"排污单位\",\"监管级别\":\"一般\",\"行政处罚决定日期\":\"2024年3月5日\","
                + "\"环境信用等级\":\"环保警示企业（黄牌）\",\"涉VOCs企业分级\":\"C级\",\"季度内投诉宗数\":\"12宗\",\"正面清单\":\"√\","
                + "\"排污许可管理类别\":\"简化\"");
        var names = decide("\"检查对象类型\":\"固定污染源\",\"监管等级\":\"一般监管对象\",\"最近一次处罚日期\":\"2024/3/5 10:30\","
                + "\"信用等级（2023年）\":\"黄牌\",\"VOCs等级\":\"ｃ\",\"本季度投诉次数\":12,\"是否正面清单\":\"已纳入\","
                + "\"排污许可证类别\":\"简化管理\"");
        assertThat(keys.outputs()).isNotNull();
        assertThat(labels.values()).isEqualTo(keys.values());
        assertThat(names.values()).isEqualTo(keys.values());
        assertThat(names.outputs()).isEqualTo(keys.outputs()).isEqualTo(labels.outputs());
    }

    @Test
    void shouldReadTheLabelsOfTheInputsThemselves() {
        var keys =
                decided("{\"object\":{\"objectType\":\"加油站\"},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}");
        var labels = decided("{\"%s\":{\"对象类型\":\"加油站\"},\"%s\":\"日常检查\",\"%s\":\"2024/3/20\"}"
                .formatted(label("object"), label("taskType"), label("evaluationDate")));
        assertThat(labels.failure()).isNull();
        assertThat(labels.values()).isEqualTo(keys.values());
    }

    @ParameterizedTest
    @CsvSource({"是,特殊", "√,特殊", "true,特殊", "否,一般", "'',一般"})
    void shouldReadAFlagOfSpecialObjects(String flag, String category) {
        var decided = decide("\"对象类型\":\"排污单位\",\"监管级别\":\"一般\",\"是否特殊监管对象\":\"" + flag + "\"");
        assertThat(decided.outputs().at("/classification/category").textValue()).isEqualTo(category);
    }

    @Test
    void shouldReadJsonValuesUnderLabels() {
        var decided = decide("\"对象类型\":\"排污单位\",\"季度内投诉宗数\":10,\"正面清单\":false,\"环境信用等级\":null,\"是否特殊\":true");
        assertThat(decided.failure()).isNull();
        assertThat(decided.outputs().at("/classification/category").textValue()).isEqualTo("特殊");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"对象类形\":\"排污单位\"|/object/对象类形|疑为「对象类型」之误",
                "\"objectTyp\":\"排污单位\"|/object/objectTyp|疑为「objectType」之误",
                "\"对象类型\":\"排污单位\",\"监管级列\":\"一般\"|/object/监管级列|疑为「监管级别」之误",
                "\"对象类型\":\"排污单位\",\"objectType\":\"排污单位\"|/object/objectType|是同一项「对象类型」",
                "\"对象类型\":\"排污\"|/object/对象类型|应为 排污单位、建设项目",
                "\"对象类型\":\"排污单位\",\"季度内投诉宗数\":\"约12\"|/object/季度内投诉宗数|应为数字",
                "\"对象类型\":\"排污单位\",\"投诉宗数\":-1|/object/投诉宗数|不小于 0 的整数",
                "\"对象类型\":\"排污单位\",\"是否特殊监管对象\":\"也许\"|/object/是否特殊监管对象|应填 是 或 否",
                "\"objectType\":\"固定污染源\"|/object/objectType|应为 排污单位、建设项目",
                "\"objectType\":\"排污单位\",\"lastPenaltyDate\":\"2024/3/5\"|/object/lastPenaltyDate|2024-03-20",
                "\"objectType\":\"排污单位\",\"onPositiveList\":\"是\"|/object/onPositiveList|应为 true 或 false",
            })
    void shouldRefuseANearMissAndWhatIsNoValue(String members, String pointer, String detail) {
        var decided = decide(members);
        assertThat(decided.failure())
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.problems()).anySatisfy(problem -> {
                            assertThat(problem.pointer()).isEqualTo(pointer);
                            assertThat(problem.detail()).contains(detail);
                        }));
        assertThat(((InvalidInput) decided.failure()).problems())
                .extracting(FieldProblem::pointer)
                .containsOnlyOnce(pointer);
    }

    @Test
    void shouldAnswerLinesByLabelsAndNamesAsThoseByKeys() throws IOException {
        var random = new Random(20240320);
        var keyed = new ArrayList<String>();
        var named = new ArrayList<String>();
        for (int i = 0; i < 100; i++) {
            var input = TestInputs.of(MODEL, random, i);
            keyed.add(input.toString());
            named.add(renamed(input.deepCopy(), random).toString());
        }
        var expected = answers(GENERAL, true, keyed);
        assertThat(answers(GENERAL, true, named)).isEqualTo(expected);
        assertThat(answers(FAST, true, named)).isEqualTo(expected);
        assertThat(answers(FAST, false, named)).isEqualTo(answers(GENERAL, false, named));
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAnswerOddKeysAlikeOnTheFastWay(boolean minimal) throws IOException {
        var lines = List.of(
                line("\"对象类形\":\"排污单位\""),
                line("\"objectType\":\"排污单位\",\"是否特殊\":\"是\""),
                line("\"objectType\":\"排污单位\",\"监管级列\":\"一般\""),
                line("\"objectType\":\"排污单位\",\"对象类型\":\"加油站\""),
                line("\"objectType\":\"排污单位\",\"备注\":\"无\",\"id\":\"1\",\"单位名称\":\"甲\""),
                line("\"ＯｂｊｅｃｔＴｙｐｅ\":\"固定污染源\""),
                line("\"objectType\":\"排污单位\",\"环境信用等级（2023年）\":\"黄牌\""));
        var answers = answers(GENERAL, minimal, lines);
        assertThat(answers(FAST, minimal, lines)).isEqualTo(answers);
        assertThat(answers.get(0)).contains("疑为「对象类型」之误");
        assertThat(answers.get(1)).contains("\"特殊\"");
        assertThat(answers.get(6)).contains("R07b");
    }

    /** The same with other keys for the object's facts. */
    private static ObjectNode renamed(ObjectNode input, Random random) {
        var type = MODEL.input("object").orElseThrow().type();
        var object = (ObjectNode) input.get("object");
        for (var field : type.fields()) {
            JsonNode value = object.remove(field.name());
            if (value != null) {
                var names = Columns.allNames(GENERAL.vocabulary().column(field))
                        .filter(name ->
                                !GENERAL.vocabulary().column(field).marks().containsKey(name))
                        .toList();
                object.set(names.get(random.nextInt(names.size())), value);
            }
        }
        return input;
    }

    private static String label(String input) {
        return MODEL.input(input).orElseThrow().label();
    }

    private static String line(String members) {
        return "{\"object\":{" + members + "},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}";
    }

    @Test
    void shouldRefuseTwoNamesOfOneFactThatDiffer() {
        var differing = decide("\"objectType\":\"排污单位\",\"监管级别\":\"一般\",\"监管等级\":\"特殊\"");
        assertThat(differing.failure()).isInstanceOf(InvalidInput.class).hasMessageContaining("内容不一致");
        var equal = decide("\"objectType\":\"排污单位\",\"监管级别\":\"一般\",\"监管等级\":\"一般监管对象\"");
        assertThat(equal.failure()).isNull();
    }

    @Test
    void shouldReadHeaderNamesOfInputsThatStandAlone() {
        var routing = GENERAL.model("routing").orElseThrow();
        var named = EvaluationResult.of(
                GENERAL, routing, "{\"检查对象类型\":\"加油站\",\"任务类型\":\"日常\"}".getBytes(StandardCharsets.UTF_8));
        var keys = EvaluationResult.of(
                GENERAL, routing, "{\"objectType\":\"加油站\",\"taskType\":\"日常\"}".getBytes(StandardCharsets.UTF_8));
        assertThat(named.failure()).isNull();
        assertThat(named.outputs()).isEqualTo(keys.outputs());
    }

    private static EvaluationResult decide(String members) {
        return decided(line(members));
    }

    private static EvaluationResult decided(String json) {
        return EvaluationResult.of(GENERAL, MODEL, json.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> answers(Edition edition, boolean minimal, List<String> lines) throws IOException {
        var request = new Batch.Request(
                edition,
                edition.model("classification").orElseThrow(),
                FileFormat.NDJSON,
                minimal,
                null,
                Map.of(),
                null);
        var out = new ByteArrayOutputStream();
        Batch.open(
                        request,
                        Batch.Limits.WIDE,
                        new ByteArrayInputStream(String.join("\n", lines).getBytes(StandardCharsets.UTF_8)),
                        failure -> Map.of("detail", String.valueOf(failure.getMessage())),
                        Batch.Recorder.NONE)
                .run(out, WORKERS, counts -> {});
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }
}
