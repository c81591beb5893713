package io.shuangsuiji.decision.explain;

import static io.shuangsuiji.decision.explain.Asking.object;
import static io.shuangsuiji.decision.explain.Asking.whyNot;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.InvalidInput;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WhyNotTest {
    private static String special(String facts) {
        return asking(object(facts), "'classification.category':'特殊'", "");
    }

    private static String asking(String input, String output, String more) {
        return "{'input':" + input + ",'output':{" + output + "}" + more + "}";
    }

    @Test
    void shouldNameEverySmallestChangeNearestFirst() {
        var answer = whyNot("classification", special("'complaintsInQuarter':9,'lastPenaltyDate':'2022-01-31'"));
        assertThat(answer.satisfied()).isFalse();
        assertThat(answer.alternatives())
                .extracting(WhyNotAnswer.Alternative::sentence)
                .containsExactly(
                        "把 监管级别 从「重点」改为「特殊」，即 监管类别 成为「特殊」（R07）",
                        "把 环境信用等级 从空改为「环保警示企业」，即 监管类别 成为「特殊」（R07b）",
                        "把 环境信用等级 从空改为「环保不良企业」，即 监管类别 成为「特殊」（R07b）",
                        "把 涉VOCs企业分级 从空改为「C」，即 监管类别 成为「特殊」（R07c）",
                        "把 季度内投诉宗数 从 9 改为 10，即 监管类别 成为「特殊」（R07d）",
                        "把 行政处罚决定日期 从 2022-01-31 改为 2023-03-20，即 监管类别 成为「特殊」（R07a）",
                        "把 判定日期 从 2024-03-20 改为 2023-01-31，即 监管类别 成为「特殊」（R07a）");
        assertThat(answer.search().complete()).isTrue();
        assertThat(answer.sentence()).isEqualTo(answer.alternatives().get(0).sentence());
    }

    @Test
    void shouldSayWhichCellKeptEachRowOut() {
        var answer = whyNot("classification", special("'complaintsInQuarter':9"));
        var triggers = answer.tables().get(0);
        assertThat(triggers.decision()).isEqualTo("触发情形");
        assertThat(triggers.rows())
                .extracting(Explanation.Row::rule)
                .containsExactly("R07", "R07a", "R07b", "R07c", "R07d");
        assertThat(triggers.rows().get(4).sentence())
                .isEqualTo("第 5 行（R07d：季度内受到投诉 10 宗（含）以上的污染源）不成立：季度内投诉宗数 为 9，要求不小于 10");
        assertThat(triggers.rows().get(4).cells())
                .extracting(Explanation.Cell::column, Explanation.Cell::held)
                .containsExactly(tuple("对象类型", true), tuple("季度内投诉宗数", false));
    }

    @Test
    void shouldSayThatARowHoldsButAnotherTakesPrecedence() {
        var answer = whyNot(
                "classification", asking(object("'complaintsInQuarter':10"), "'classification.category':'重点'", ""));
        assertThat(answer.tables().get(0).sentence()).isEqualTo("监管类别判定：第 3 行（R05：重点监管对象）已成立，但以第 1 行为准");
        assertThat(answer.alternatives().get(0).sentence()).isEqualTo("把 季度内投诉宗数 从 10 改为 9，即 监管类别 成为「重点」（R05）");
    }

    @Test
    void shouldChangeTwoFactsWhereOneDoesNotDo() {
        var answer = whyNot(
                "classification",
                asking(
                        object(""),
                        "'classification.inspectionMode':'非现场'",
                        ",'keep':['taskType','object.objectType']"));
        assertThat(answer.alternatives())
                .extracting(WhyNotAnswer.Alternative::sentence)
                .containsExactly("把 正面清单 从空改为 是，并把 排污许可管理类别 从空改为「重点管理」，即 检查方式 成为「非现场」（R13a）");
    }

    @Test
    void shouldSayThatNothingWasFoundAndHowFarItLooked() {
        var answer = whyNot(
                "classification",
                asking(object(""), "'classification.category':'一般','classification.conflict':true", ""));
        assertThat(answer.alternatives()).isEmpty();
        assertThat(answer.search().complete()).isTrue();
        assertThat(answer.sentence()).startsWith("试过一项和两项事实的各种改动（").contains("没有一种使 监管类别 成为「一般」，情形冲突 成为 是");
    }

    @Test
    void shouldSayThatItStoppedAtALimit() {
        var question = Asking.question(
                "classification",
                asking(object(""), "'classification.category':'一般','classification.conflict':true", ""));
        var answer = WhyNot.answer(
                TestEditions.shipped(), Asking.model("classification"), question, 5, Duration.ofMinutes(1));
        assertThat(answer.search().complete()).isFalse();
        assertThat(answer.sentence()).contains("没有试遍");
        assertThat(WhyNot.answer(TestEditions.shipped(), Asking.model("classification"), question, 9999, Duration.ZERO)
                        .search()
                        .complete())
                .isFalse();
    }

    @Test
    void shouldSayThatItIsSoAlready() {
        var answer = whyNot("classification", special("'vocsGrade':'C'"));
        assertThat(answer.satisfied()).isTrue();
        assertThat(answer.alternatives()).isEmpty();
        assertThat(answer.sentence()).isEqualTo("已经如此：监管类别 为「特殊」");
    }

    @Test
    void shouldKeepTheFactsThatMayNotChangeAndNameNoMoreThanAsked() {
        var answer = whyNot(
                "classification",
                asking(
                        object("'complaintsInQuarter':9"),
                        "'classification.category':'特殊'",
                        ",'keep':['object.supervisionLevel','evaluationDate'],'limit':2"));
        assertThat(answer.alternatives())
                .hasSize(2)
                .noneMatch(one ->
                        one.changes().stream().anyMatch(change -> change.path().equals("object.supervisionLevel")));
        assertThat(answer.search().more()).isEqualTo(3);
    }

    @Test
    void shouldLookIntoListsForAnElement() {
        var answer = whyNot("classification", asking(object(""), "'classification.triggers.rule':'R07d'", ""));
        assertThat(answer.alternatives())
                .extracting(WhyNotAnswer.Alternative::sentence)
                .containsExactly("把 季度内投诉宗数 从空改为 10，即 规则编号 成为「R07d」（R07d）");
    }

    @Test
    void shouldFindANumberThatNoTableNames() {
        var quota =
                "{'objectType':'排污单位','category':'重点','population':100,'officers':3,'participatingOfficers':2,'quarter':1}";
        assertThat(whyNot("quota", asking(quota, "'quota.required':30", ",'keep':['objectType','category']"))
                        .alternatives())
                .extracting(WhyNotAnswer.Alternative::sentence)
                .containsExactly("把 总体数 从 100 改为 233，即 应抽数 成为 30");
    }

    @Test
    void shouldAnswerForEveryModel() {
        assertThat(whyNot(
                                "routing",
                                asking(
                                        "{'objectType':'排污单位','taskType':'日常'}",
                                        "'routing.drawnBy':'执法支队'",
                                        ",'keep':['objectType']"))
                        .sentence())
                .startsWith("试过");
        assertThat(whyNot("routing", asking("{'objectType':'排污单位','taskType':'日常'}", "'routing.rule':'R32'", ""))
                        .alternatives()
                        .get(0)
                        .sentence())
                .isEqualTo("把 任务类型 从「日常」改为「跨部门联合」，即 规则编号 成为「R32」（R32）");
        assertThat(whyNot("schedule", asking("{'year':2024,'quarter':2}", "'schedule.rule':'R40'", ""))
                        .alternatives()
                        .get(0)
                        .sentence())
                .isEqualTo("把 季度 从 2 改为 4，即 规则编号 成为「R40」（R40）");
        assertThat(whyNot("progress", asking("{'nonJointTasks':100}", "'joint.requiredJoint':20", ""))
                        .alternatives()
                        .get(0)
                        .sentence())
                .isEqualTo("把 非联合的双随机任务数 从 100 改为 108，即 联合任务至少 成为 20");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            []                                                                    |                                | 应为 JSON 对象
            {'output':{'classification.category':'特殊'}}                         | /input                         | 应为 JSON 对象
            {'input':INPUT}                                                       | /output                        | 应为对象
            {'input':INPUT,'output':{}}                                           | /output                        | classification.category
            {'input':INPUT,'output':{'classification.categorie':'特殊'}}          | /output/classification.categorie | 疑为「category」之误
            {'input':INPUT,'output':{'result':'特殊'}}                            | /output/result                 | 没有输出「result」，有：classification
            {'input':INPUT,'output':{'classification.category.x':'特殊'}}         | /output/classification.category.x | 没有下级
            {'input':INPUT,'output':{'classification':'特殊'}}                    | /output/classification         | 请写到其中一项
            {'input':INPUT,'output':{'classification.category':'超级'}}           | /output/classification.category | 应为 重点、一般、特殊、不纳入
            {'input':INPUT,'output':{'classification.conflict':'是'}}             | /output/classification.conflict | 应为 true 或 false
            {'input':INPUT,'output':{'classification.category':'特殊'},'keep':1}  | /keep                          | 应为数组
            {'input':INPUT,'output':{'classification.category':'特殊'},'keep':['objectType']} | /keep/0            | object.objectType
            {'input':INPUT,'output':{'classification.category':'特殊'},'limit':0} | /limit                         | 1 至 100
            {'input':INPUT,'output':{'classification.category':'特殊'},'limit':1.5} | /limit                       | 1 至 100
            {'input':INPUT,'output':{'classification.category':'特殊'},'inputs':1} | /inputs                       | 疑为「input」之误
            {'input':{'object':{'objectType':'工厂'},'taskType':'日常','evaluationDate':'2024-03-20'},'output':{'classification.category':'特殊'}} | /input/object/objectType | 应为 排污单位
            """)
    void shouldPointAtWhatIsWrongWithAQuestion(String body, String pointer, String detail) {
        assertThatThrownBy(() -> Asking.question("classification", body.replace("INPUT", object(""))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        invalid -> assertThat(invalid.problems()).anySatisfy(problem -> {
                            assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
                            assertThat(problem.detail()).contains(detail).contains(" / ");
                        }));
    }
}
