package io.shuangsuiji.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Cells of the facts of the shipped edition, as clerks write them. */
class ValuesFromTextTest {
    private static final ValueType OBJECT = TestEditions.shipped()
            .model("classification")
            .orElseThrow()
            .input("object")
            .orElseThrow()
            .type();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "objectType|排 污 单 位|排污单位",
                "objectType|　排污单位。|排污单位",
                "objectType|固定污染源|排污单位",
                "objectType|加油站（中石化）|加油站",
                "supervisionLevel|重点监管对象|重点",
                "supervisionLevel|'重点；'|重点",
                "supervisionLevel|特 殊|特殊",
                "creditRating|环保警示企业（黄牌）|环保警示企业",
                "creditRating|环保警示企业(2023年度)|环保警示企业",
                "creditRating|黄牌|环保警示企业",
                "creditRating|红牌（环保不良企业）|环保不良企业",
                "creditRating|诚信|环保诚信企业",
                "vocsGrade|C级|C",
                "vocsGrade|ｃ|C",
                "vocsGrade|Ｃ 级|C",
                "vocsGrade|涉VOCs企业B级|B",
                "permitManagement|简化|简化管理",
                "permitManagement|重点管理（已发证）|重点管理",
            })
    void shouldReadWordsAsTheyAreWritten(String fact, String cell, String value) {
        assertThat(read(fact, cell)).isEqualTo(value);
        assertThat(read(fact, "\u00A0\u200B" + cell + "\u200B\u3000")).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"12", "12宗", "１２", "12.0", "12 宗。", "12（件）", "\u00A012\u200B"})
    void shouldReadCounts(String cell) {
        assertThat((BigDecimal) read("complaintsInQuarter", cell)).isEqualByComparingTo("12");
    }

    @Test
    void shouldReadThousandsWhole() {
        assertThat(read("complaintsInQuarter", "1,234")).isEqualTo(BigDecimal.valueOf(1234));
        assertThat(read("complaintsInQuarter", "1，234宗")).isEqualTo(BigDecimal.valueOf(1234));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "20240305",
                "2024-03-05 10:30",
                "2024/3/5",
                "２０２４年３月５日",
                "2024.3.5。",
                "2024-03-05（星期二）",
                "2024-03-04T17:00:00Z"
            })
    void shouldReadDays(String cell) {
        assertThat(read("lastPenaltyDate", cell)).isEqualTo(LocalDate.of(2024, 3, 5));
    }

    @ParameterizedTest
    @CsvSource({
        "√,true",
        "已纳入,true",
        "是（已纳入）,true",
        "是。,true",
        "未纳入,false",
        "否（已移出）,false",
        "×,false",
        "无,false",
        "不是,false"
    })
    void shouldReadYesAndNo(String cell, boolean value) {
        assertThat(read("onPositiveList", cell)).isEqualTo(value);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u3000\u200B", "/", "—", "——", "N/A", "#N/A", "-", "不适用", "（空）"})
    void shouldReadNothingWhereTheTypeAllowsThat(String cell) {
        for (var fact : List.of(
                "supervisionLevel",
                "lastPenaltyDate",
                "creditRating",
                "vocsGrade",
                "complaintsInQuarter",
                "onPositiveList",
                "permitManagement")) {
            assertThat(read(fact, cell)).as(fact).isNull();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "creditRating,未评级",
        "creditRating,无",
        "creditRating,未参评（新办企业）",
        "vocsGrade,未评级",
        "vocsGrade,不涉VOCs",
        "supervisionLevel,未定级",
        "lastPenaltyDate,无",
        "complaintsInQuarter,无",
        "permitManagement,不纳入管理"
    })
    void shouldReadTheWordsForNothingOfEachFact(String fact, String cell) {
        assertThat(read(fact, cell)).isNull();
    }

    /** A fact, a cell that is none of its values, and what may stand there. */
    private record Refusal(String fact, String cell, String instead) {}

    private static final String COUNT = "应为数字";
    private static final String DAY = "应为存在的日期，如 2024-03-20";
    private static final String RATING = "应为 环保诚信企业、环保良好企业、环保警示企业、环保不良企业 之一，或留空";

    static Stream<Refusal> refusals() {
        return Stream.of(
                new Refusal("complaintsInQuarter", "10,00", COUNT),
                new Refusal("complaintsInQuarter", "约12", COUNT),
                new Refusal("complaintsInQuarter", "10以上", COUNT),
                new Refusal("complaintsInQuarter", "12（其中3宗属实）", "括号里的内容与括号外的不一致"),
                new Refusal("complaintsInQuarter", "-1", "不小于 0 的整数，可以为空"),
                new Refusal("complaintsInQuarter", "1.5", "不小于 0 的整数，可以为空"),
                new Refusal("complaintsInQuarter", "1e40", "数字超出范围"),
                new Refusal("lastPenaltyDate", "2024-02-30", DAY),
                new Refusal("lastPenaltyDate", "2024年3月", DAY),
                new Refusal("lastPenaltyDate", "2024-03-05（2023-01-01）", "括号里的内容与括号外的不一致"),
                new Refusal("creditRating", "环保良好企业（环保警示企业）", "括号里的内容与括号外的不一致"),
                new Refusal("creditRating", "环保良好企业（黄牌）", "括号里的内容与括号外的不一致"),
                new Refusal("creditRating", "未评级（黄牌）", "括号里的内容与括号外的不一致"),
                new Refusal("creditRating", "环保失信企业", RATING),
                new Refusal("creditRating", "良", RATING),
                new Refusal("vocsGrade", "D", "应为 A、B、C 之一，或留空"),
                new Refusal("vocsGrade", "A（C级）", "括号里的内容与括号外的不一致"),
                new Refusal("vocsGrade", "С", "应为 A、B、C 之一，或留空"),
                new Refusal("supervisionLevel", "重要", "应为 重点、一般、特殊 之一，或留空"),
                new Refusal("permitManagement", "许可管理", "应为 重点管理、简化管理、登记管理 之一，或留空"),
                new Refusal("onPositiveList", "也许", "应填 是 或 否"),
                new Refusal("onPositiveList", "是（已移出）", "括号里的内容与括号外的不一致"),
                new Refusal("onPositiveList", "是（否）", "括号里的内容与括号外的不一致"),
                new Refusal("onPositiveList", "√（×）", "括号里的内容与括号外的不一致"),
                new Refusal("objectType", "社会生态环境监测机关", "是否想写「社会生态环境监测机构」"),
                new Refusal("objectType", "", "缺少必填项（对象类型）"),
                new Refusal("objectType", "无", "应为 排污单位、建设项目"),
                new Refusal("objectType", "/", "应为 排污单位、建设项目"));
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void shouldRefuseWhatIsNotUnderstoodInWordsForClerks(Refusal refusal) {
        var problems = new ArrayList<FieldProblem>();
        assertThat(Values.fromText(type(refusal.fact()), refusal.cell(), "/c", problems))
                .isNull();
        assertThat(problems).singleElement().satisfies(problem -> {
            assertThat(problem.detail()).contains(refusal.instead()).contains(" / ");
            assertThat(problem.detail().toLowerCase(Locale.ROOT)).doesNotContain("null");
            assertThat(problem.cause())
                    .doesNotContain("\"" + refusal.cell() + "\"")
                    .doesNotContain("null");
            if (!refusal.cell().isEmpty()) {
                assertThat(problem.detail()).contains("收到 \"" + refusal.cell() + "\"");
            }
        });
    }

    private static ValueType type(String fact) {
        return OBJECT.field(fact).orElseThrow().type();
    }

    private static Object read(String fact, String cell) {
        var problems = new ArrayList<FieldProblem>();
        var value = Values.fromText(type(fact), cell, "/c", problems);
        assertThat(problems).isEmpty();
        return value;
    }
}
