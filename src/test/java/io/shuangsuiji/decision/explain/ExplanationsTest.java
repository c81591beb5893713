package io.shuangsuiji.decision.explain;

import static io.shuangsuiji.decision.explain.Asking.explained;
import static io.shuangsuiji.decision.explain.Asking.object;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.Trace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExplanationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            R07  | |
            R07a | 'lastPenaltyDate':'2023-09-01'                     | 近期受处罚 为 是，因此第 2 行成立（R07a：将受到环境行政处罚……的污染源列为特殊监管对象）
            R07b | 'creditRating':'环保警示企业'                      | 环境信用等级 为「环保警示企业」，属于 环保警示企业、环保不良企业，因此第 3 行成立（R07b：环境信用等级评价结果为环保警示企业及环保不良企业）
            R07c | 'vocsGrade':'C'                                    | 涉VOCs企业分级 为「C」，因此第 4 行成立（R07c：涉 VOCs C 级企业）
            R07d | 'complaintsInQuarter':12                           | 季度内投诉宗数 为 12，不小于 10，因此第 5 行成立（R07d：季度内受到投诉 10 宗（含）以上的污染源）
            R12a | 'creditRating':'环保良好企业'                      | 环境信用等级 为「环保良好企业」，属于 环保诚信企业、环保良好企业，因此第 6 行成立（R12a：对环境信用等级评价结果为环保诚信企业或环保良好企业……不纳入双随机日常监管）
            R12b | 'vocsGrade':'A'                                    | 涉VOCs企业分级 为「A」，因此第 7 行成立（R12b：涉 VOCs A 级企业不纳入双随机日常监管）
            R13a | 'onPositiveList':true,'permitManagement':'重点管理' | 正面清单 为 是；排污许可管理类别 为「重点管理」，因此第 8 行成立（R13a：对于纳入正面清单管理的排污许可重点管理单位以非现场方式开展检查）
            R13b | 'onPositiveList':true,'permitManagement':'登记管理' | 排污许可管理类别 为「登记管理」，不为「重点管理」，因此第 9 行成立（R13b：其他类监管单位不抽查【专项、跨部门联合任务不适用】）
            """)
    void shouldSayWhichRowHeldAndWhy(String rule, String facts, String sentence) {
        var input = rule.equals("R07")
                ? "{'object':{'objectType':'加油站','supervisionLevel':'特殊'},'taskType':'日常','evaluationDate':'2024-03-20'}"
                : object(facts);
        var triggers = explained("classification", input, "触发情形");
        assertThat(triggers.hitPolicy()).isEqualTo("COLLECT");
        var row = triggers.rows().get(0);
        assertThat(triggers.rows()).hasSize(1);
        assertThat(row.rule()).isEqualTo(rule);
        assertThat(row.selected()).isTrue();
        assertThat(row.outputs().get("rule").textValue()).isEqualTo(rule);
        assertThat(row.sentence())
                .endsWith(sentence == null ? "监管级别 为「特殊」，因此第 1 行成立（R07：对于特殊监管对象【名录库已登记为特殊的】）" : sentence);
    }

    @Test
    void shouldListDecisionsAfterThoseOnWhichTheyRestAndLeaveOutTheAnswerItself() {
        assertThat(explained("classification", object("")).stream().map(Explanation::decision))
                .containsExactly(
                        "处罚回溯期", "近期受处罚", "触发情形", "有特殊情形", "有不纳入情形", "监管类别判定", "应非现场", "非现场对象计入总体", "检查方式判定", "提示");
    }

    @Test
    void shouldGiveLiteralDecisionsALineWithTheirValue() {
        assertThat(explained("classification", object(""), "处罚回溯期").sentence()).isEqualTo("处罚回溯期 为 1 年");
        var recent = explained("classification", object("'lastPenaltyDate':'2024-01-02'"), "近期受处罚");
        assertThat(recent.value().booleanValue()).isTrue();
        assertThat(recent.table()).isNull();
        assertThat(recent.sentence()).isEqualTo("近期受处罚 为 是");
    }

    @Test
    void shouldSayThatARowHeldButAnotherCounts() {
        var category = explained("classification", object("'complaintsInQuarter':10"), "监管类别判定");
        assertThat(category.hitPolicy()).isEqualTo("PRIORITY");
        assertThat(category.rows())
                .extracting(Explanation.Row::row, Explanation.Row::selected)
                .containsExactly(tuple(1, true), tuple(3, false));
        assertThat(category.rows().get(1).sentence()).isEqualTo("监管级别 为「重点」，因此第 3 行成立（R05：重点监管对象），但以第 1 行为准");
    }

    @Test
    void shouldSayThatNoRowHeld() {
        assertThat(explained("classification", object(""), "提示").sentence()).isEqualTo("提示：没有一行成立");
    }

    @Test
    void shouldExplainEveryRuleOfTheCatalogueThatATableHolds() {
        var rows = new ArrayList<Explanation.Row>();
        for (var input : inputs()) {
            explained(input.getKey(), input.getValue()).stream()
                    .filter(one -> one.rows() != null)
                    .forEach(one -> rows.addAll(one.rows()));
        }
        assertThat(rows).allSatisfy(row -> {
            // where the plan states no rule there is no id
            var rule = row.rule() == null ? "" : row.rule() + "：";
            assertThat(row.sentence()).contains("第 " + row.row() + " 行成立（" + rule + row.clause() + "）");
            assertThat(row.cells()).allSatisfy(cell -> {
                assertThat(cell.held()).as(row.sentence()).isTrue();
                assertThat(row.sentence()).contains(cell.sentence());
                assertThat(cell.sentence()).startsWith(cell.column() + " 为");
            });
        });
        assertThat(rows.stream()
                        .map(Explanation.Row::rule)
                        .filter(Objects::nonNull)
                        .flatMap(rule -> Stream.of(rule.split("[ /]"))))
                .contains(
                        "R05 R06 R07 R07a R07b R07c R07d R12a R12b R13a R13b R11 R14 R15 R17 R18 R19 R20 R22 R23a R23b R26"
                                .split(" "))
                .contains("R21 R24 R30 R31 R32 R08 R10 R16 R27 R28 R35 R36 R36a R38 R39 R40".split(" "));
    }

    private static List<Map.Entry<String, String>> inputs() {
        var inputs = new ArrayList<Map.Entry<String, String>>();
        for (var facts : List.of(
                "'lastPenaltyDate':'2024-03-20','vocsGrade':'C','complaintsInQuarter':10,'onPositiveList':true,'permitManagement':'重点管理','creditRating':'环保不良企业'",
                "'vocsGrade':'A','creditRating':'环保诚信企业','onPositiveList':true")) {
            inputs.add(Map.entry("classification", object(facts)));
        }
        inputs.add(Map.entry("classification", object("").replace("重点", "一般")));
        inputs.add(Map.entry("classification", object("").replace("重点", "特殊")));
        for (var type : values("quota", "objectType")) {
            for (var category : values("quota", "category")) {
                inputs.add(Map.entry(
                        "quota",
                        "{'objectType':'" + type + "','category':'" + category
                                + "','population':80,'officers':9,'participatingOfficers':4,'quarter':1}"));
            }
            for (var task : values("routing", "taskType")) {
                inputs.add(Map.entry("routing", "{'objectType':'" + type + "','taskType':'" + task + "'}"));
            }
        }
        IntStream.rangeClosed(1, 4)
                .forEach(quarter -> inputs.add(
                        Map.entry("schedule", "{'year':2024,'quarter':" + quarter + ",'taskEndedOn':'2024-09-27'}")));
        inputs.add(Map.entry("progress", "{'nonJointTasks':100}"));
        return inputs;
    }

    private static List<Object> values(String model, String input) {
        return Asking.model(model)
                .input(input)
                .orElseThrow()
                .type()
                .constraint()
                .enumeration();
    }

    @Test
    void shouldTakeTheMatchedRulesOfAnyEngine() {
        var model = Asking.model("routing");
        var edition = TestEditions.shipped();
        var table = edition.decisionTables("routing").get(0).address();
        assertThat(Explanations.of(
                        edition,
                        model,
                        new Trace(
                                Map.of("objectType", "加油站", "taskType", "日常"),
                                List.of(new TableMatch("routing", table, List.of(3), List.of(3))),
                                Map.of(),
                                List.of(),
                                null)))
                .singleElement()
                .satisfies(one -> assertThat(one.rows().get(0).rule()).isEqualTo("R31/R21"));
    }

    @Test
    void shouldSpeakInTheWordsOfAnAmendedTable(@TempDir Path editions) {
        var folder = TestEditions.copyTo(editions, "2024-01-01");
        TestEditions.replaceOnce(
                folder.resolve("classification.dmn"), "<text>&gt;= 10</text>", "<text>[20..99)</text>");
        var edition = TestEditions.load(editions).named("2024-01-01").orElseThrow();
        var model = edition.model("classification").orElseThrow();
        var inputs = Asking.input("classification", object("'complaintsInQuarter':20"));
        assertThat(Explanations.of(edition, model, inputs).stream()
                        .filter(one -> one.decision().equals("触发情形"))
                        .findFirst()
                        .orElseThrow()
                        .rows()
                        .get(0)
                        .sentence())
                .contains("季度内投诉宗数 为 20，在 20 至 99 之间（含前不含后），因此第 5 行成立");
    }
}
