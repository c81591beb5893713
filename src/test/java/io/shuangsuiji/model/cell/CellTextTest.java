package io.shuangsuiji.model.cell;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType.Kind;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kie.dmn.feel.FEEL;
import org.kie.dmn.feel.lang.impl.FEELBuilder;

class CellTextTest {
    private static final FEEL KIE = FEELBuilder.builder().build();
    private static final CellType RATING =
            CellType.of("环境信用等级", Kind.TEXT).allowing(List.of("环保诚信企业", "环保良好企业", "环保警示企业", "环保不良企业"), true);
    private static final CellType MODE = CellType.of("检查方式", Kind.TEXT).allowing(List.of("现场", "非现场", "不检查"), false);
    private static final CellType AWKWARD =
            CellType.of("难写的词", Kind.TEXT).allowing(List.of("甲、乙", "空", "-", "不是甲", "=甲", "说\"甲\""), true);
    private static final CellType TEXT = CellType.of("string", Kind.TEXT);
    private static final CellType NUMBER = CellType.of("number", Kind.NUMBER);
    private static final CellType RATIO = NUMBER.within("[0..1]", true);
    private static final CellType TRUTH = CellType.of("boolean", Kind.BOOLEAN);
    private static final CellType DATE = CellType.of("date", Kind.DATE);
    private static final CellType DURATION = CellType.of("years and months duration", Kind.DURATION);

    private static CellType type(String name) {
        return switch (name) {
            case "rating" -> RATING;
            case "mode" -> MODE;
            case "text" -> TEXT;
            case "texts" -> TEXT.listOf();
            case "numbers" -> NUMBER.listOf();
            case "number" -> NUMBER;
            case "ratio" -> RATIO;
            case "truth" -> TRUTH;
            case "date" -> DATE;
            default -> DURATION;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            rating | 环保诚信企业、环保良好企业   | "环保诚信企业","环保良好企业"
            rating | 环保诚信企业，环保良好企业   | "环保诚信企业","环保良好企业"
            rating | 环保诚信企业；“环保良好企业” | "环保诚信企业","环保良好企业"
            rating | "环保诚信企业", "环保良好企业" | "环保诚信企业","环保良好企业"
            rating | 不是环保诚信企业            | not("环保诚信企业")
            rating | 不是 环保诚信企业、空        | not("环保诚信企业",null)
            rating | not（“环保诚信企业”）        | not("环保诚信企业")
            rating | 除环保诚信企业以外           | not("环保诚信企业")
            rating | 空                         | null
            rating | 不为空                     | not(null)
            rating | not(null)                  | not(null)
            rating | －                         | -
            rating | 任意                       | -
            rating | ''                         | -
            mode   | 非现场                     | "非现场"
            mode   | 不是非现场                 | not("非现场")
            number | ≥ 10                       | >= 10
            number | ＞＝１０                    | >= 10
            number | 不少于 10                   | >= 10
            number | 大于10                     | > 10
            number | 不足 10                    | < 10
            number | 1 至 10                    | [1..10]
            number | （１．．１０】               | (1..10]
            number | 1、2、3                    | 1,2,3
            number | －5                        | -5
            number | [0..1000000000],null       | [0..1000000000],null
            ratio  | ≥ 12.5％                   | >= 0.125
            truth  | 是                         | true
            truth  | 否、空                      | false,null
            date   | 不早于 2024年3月20日         | >= date("2024-03-20")
            date   | 2024/3/1 至 2024/3/31      | [date("2024-03-01")..date("2024-03-31")]
            number | = floor(?) = ?             | floor(?) = ?
            number | ≥10                        | >= 10
            number | ≧１０宗                     | >= 10
            number | 10宗（含）以上               | >= 10
            number | 10宗以上                    | >= 10
            number | 10以上                      | >= 10
            number | 10家及以上                   | >= 10
            number | 10宗（不含）以上              | > 10
            number | 10以下                      | <= 10
            number | 10宗以内                    | <= 10
            number | 10（不含）以下                | < 10
            number | 不满10件                    | < 10
            number | 超过10个                    | > 10
            number | 多于10                      | > 10
            number | 至少 3 艘                   | >= 3
            number | 10以上20以下                 | [10..20]
            number | 10宗以上不满20宗              | [10..20)
            number | ≠10                        | not(10)
            number | ≠ 10宗、20宗                 | not(10,20)
            number | !=10                       | not(10)
            number | 不等于10                    | not(10)
            number | ]10..20]                   | (10..20]
            number | [10..20[                   | [10..20)
            number | ］１０．．２０］             | (10..20]
            number | ＝１０                      | 10
            ratio  | 15%以上                    | >= 0.15
            ratio  | 10% 至 100%                | [0.1..1]
            duration | ≥ 12个月                  | >= duration("P12M")
            duration | P12M                     | duration("P12M")
            duration | 2年以上                   | >= duration("P2Y")
            date   | 2024-03-20以上              | >= date("2024-03-20")
            """)
    void shouldReadAnInputCell(String type, String text, String feel) {
        assertThat(CellText.read(Role.TESTS, type(type), text)).isEqualTo(new CellText.Parsed(feel, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ratio    | 15%                        | 0.15
            ratio    | 12.50 ％                    | 0.125
            ratio    | 0.125                      | 0.125
            ratio    | ５‰                         | 0.005
            date     | 20240301                   | date("2024-03-01")
            date     | 2024-03-01 10:30           | date("2024-03-01")
            truth    | √                          | true
            text     | 四(二)1 一是                | "四(二)1 一是"
            text     | 粤政易“双随机工作群”          | "粤政易“双随机工作群”"
            text     | 空                         | null
            text     | "空"                       | "空"
            text     | = 抽样规则.stratum           | 抽样规则.stratum
            text     | ＝if a then “甲” else “乙”   | if a then "甲" else "乙"
            texts    | R38、R39                   | ["R38","R39"]
            texts    | （空列表）                   | []
            texts    | ["R38", "R39"]             | ["R38","R39"]
            numbers  | 1、2、3、4                  | [1,2,3,4]
            numbers  | [1,2]                      | [1,2]
            truth    | 否                         | false
            date     | 2024年3月1日                | date("2024-03-01")
            duration | 12个月                      | duration("P12M")
            duration | 2 年                       | duration("P2Y")
            duration | 1年6个月                    | duration("P1Y6M")
            duration | P12M                       | duration("P12M")
            duration | P1Y6M                      | duration("P1Y6M")
            duration | Ｐ１０Ｄ                    | duration("P10D")
            number   | 2.5 倍                     | 2.5
            number   | 12 艘次                     | 12
            ratio    | 100%                       | 1
            ratio    | 0                          | 0
            """)
    void shouldReadAnOutputCell(String type, String text, String feel) {
        assertThat(CellText.read(Role.VALUE, type(type), text)).isEqualTo(new CellText.Parsed(feel, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TESTS | rating   | 环保城信企业     | 是否想写「环保诚信企业」
            TESTS | rating   | 环保诚信企业、、空 | 缺少内容
            TESTS | number   | 十              | 可填数字
            TESTS | number   | ≥ 1,000         | 千位分隔
            VALUE | ratio    | 1，000           | 千位分隔
            TESTS | number   | 10 至 1         | 下限大于上限
            TESTS | truth    | 也许            | 可填：是、否
            VALUE | mode     | 空              | 不能为空，可填：现场、非现场、不检查
            VALUE | mode     | 现场、非现场      | 可填：现场
            TESTS | number   | ≥ 1,000、5       | 千位分隔
            TESTS | number   | ≥ 1,0000        | 千位分隔
            VALUE | number   | 10万            | 可填数字
            VALUE | number   | 12个月           | 可填数字
            VALUE | number   | 3成             | 可填数字
            VALUE | number   | 10多个           | 可填数字
            TESTS | number   | 10左右           | 可填数字
            TESTS | number   | 10以上20以上      | 可填数字
            TESTS | number   | 10、≠20         | 可填数字
            VALUE | ratio    | 15%%            | 0% 至 100%
            VALUE | ratio    | 15              | 是否指 15%？
            VALUE | ratio    | 2.5 倍          | 是否指 2.5%？
            TESTS | ratio    | ≥ 15            | 是否指 15%？
            VALUE | ratio    | 150%            | 可填：0% 至 100%
            VALUE | ratio    | -5%             | 可填：0% 至 100%
            VALUE | ratio    | officers        | 公式以 = 开头
            VALUE | date     | 2024-02-30      | 可填日期
            VALUE | duration | 1年3天           | 可填时长
            """)
    void shouldSayWhatIsAllowed(Role role, String type, String text, String problem) {
        var read = CellText.read(role, type(type), text);
        assertThat(read.feel()).isNull();
        assertThat(read.problem()).contains(problem);
    }

    @Test
    void shouldRefuseWhatXmlCannotHoldAndWhatIsTooLong() {
        assertThat(CellText.read(Role.PLAIN, TEXT, "a\u0000b").problem()).contains("控制字符");
        assertThat(CellText.read(Role.VALUE, TEXT, "\ud800").problem()).contains("控制字符");
        assertThat(CellText.read(Role.VALUE, TEXT, "长".repeat(4001)).problem()).contains("4000");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            TESTS | rating   | "环保警示企业","环保不良企业" | 环保警示企业、环保不良企业
            TESTS | rating   | not("环保警示企业")         | 不是 环保警示企业
            TESTS | number   | >= 10                     | ≥ 10
            TESTS | number   | [0..10]                   | 0 至 10
            TESTS | text     | "重点","一般",null          | 重点、一般、空
            VALUE | ratio    | 0.125                     | 12.5%
            VALUE | ratio    | 1                         | 100%
            VALUE | ratio    | 0                         | 0%
            VALUE | ratio    | 15                        | = 15
            TESTS | number   | ]0..10[                   | (0..10)
            VALUE | number   | 0.125                     | 0.125
            VALUE | numbers  | [1,2,3,4]                 | 1、2、3、4
            VALUE | numbers  | []                        | （空列表）
            VALUE | text     | null                      | 空
            VALUE | text     | "空"                      | "空"
            VALUE | date     | 季度末日                   | = 季度末日
            VALUE | duration | duration("P12M")          | 12个月
            """)
    void shouldShowWhatStaffWouldWrite(Role role, String type, String feel, String text) {
        assertThat(CellText.show(role, type(type), feel)).isEqualTo(text);
    }

    /** What staff type is judged, whichever way it is typed; what a file says is shown all the same. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VALUE | ratio  | = 15            | 是否指 15%？
            VALUE | mode   | = "乱写"         | 可填：现场、非现场、不检查
            VALUE | mode   | == "乱写"        | 可填：现场、非现场、不检查
            VALUE | mode   | = null          | 不能为空
            VALUE | number | = "十"          | 可填数字
            TESTS | mode   | = "乱写"         | 可填：现场、非现场、不检查
            TESTS | number | = ≥ 10          | 语法有误
            TESTS | number | ''              | 条件不能空着
            TESTS | mode   | ' '             | 条件不能空着
            VALUE | number | = 1 +           | 语法有误
            VALUE | number | = officer * 2   | 「officer」不认识；可用的名称：officers、抽样规则
            VALUE | number | = 抽样规则.rate * population | 「population」不认识
            VALUE | number | = SUM(1,2)      | 「SUM」不认识
            VALUE | text   | = "甲           | 语法有误
            """)
    void shouldJudgeWhatIsTyped(Role role, String type, String text, String problem) {
        var known = type(type).naming(List.of("officers", "抽样规则"));
        var typed = CellText.typed(role, known, text);
        assertThat(typed.feel()).isNull();
        assertThat(typed.problem()).contains(problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            VALUE | number | = officers * 0.15                   | officers * 0.15
            VALUE | number | = 抽样规则.rate * officers             | 抽样规则.rate * officers
            VALUE | number | = for i in [1,2] return i            | for i in [1,2] return i
            VALUE | ratio  | = 15/100                            | 15/100
            VALUE | text   | = if officers > 1 then “甲” else null | if officers > 1 then "甲" else null
            TESTS | number | = > officers                        | > officers
            TESTS | number | = floor(?) = ?                      | floor(?) = ?
            TESTS | number | 不限                                 | -
            """)
    void shouldTakeAFormulaOfKnownNames(Role role, String type, String text, String feel) {
        var known = type(type).naming(List.of("officers", "抽样规则"));
        assertThat(CellText.typed(role, known, text)).isEqualTo(new CellText.Parsed(feel, null));
    }

    @Property
    void shouldReadBackEveryInputCellThatItShows(@ForAll("inputCells") Cell cell) {
        var shown = CellText.show(Role.TESTS, cell.type(), cell.feel());
        assertThat(CellText.read(Role.TESTS, cell.type(), shown).feel())
                .as(shown)
                .isEqualTo(cell.feel());
        assertThat(shown).as("constants need no FEEL").doesNotStartWith("= ");
    }

    @Property
    void shouldReadBackEveryValueThatItShowsAndMeanTheSameToKie(@ForAll("values") Cell cell) {
        var shown = CellText.show(Role.VALUE, cell.type(), cell.feel());
        var read = CellText.read(Role.VALUE, cell.type(), shown).feel();
        assertThat(read).as(shown).isEqualTo(cell.feel());
        assertThat(KIE.evaluate(read)).isEqualTo(KIE.evaluate(cell.feel()));
        assertThat(shown).as("constants need no FEEL").doesNotStartWith("= ");
    }

    @Property
    void shouldReadBackWhateverElseStandsInACell(@ForAll("anything") String feel) {
        for (var type : List.of(RATING, TEXT, NUMBER, RATIO, DATE, TRUTH, TEXT.listOf(), AWKWARD)) {
            for (var role : List.of(Role.TESTS, Role.VALUE)) {
                var shown = CellText.show(role, type, feel);
                if (!feel.isBlank()) {
                    var read = CellText.read(role, type, shown);
                    assertThat(CellText.sameMeaning(role, String.valueOf(read.feel()), feel))
                            .as(role + " " + type.kind() + ": " + feel + " shown as " + shown + " read as " + read)
                            .isTrue();
                }
            }
        }
    }

    public record Cell(CellType type, String feel) {}

    private static Arbitrary<String> strings() {
        return Arbitraries.oneOf(
                        Arbitraries.strings()
                                .withChars("甲乙空是否不除外至、，,；;“”\"\\ =-()（）[]≥<>1.%非\n")
                                .ofMaxLength(6),
                        Arbitraries.of("null", "true", "空", "-", "任意", "不为空", "not(1)", "1 至 2", "R05"))
                .map(text -> SimpleFeel.write(new SimpleFeel.Constant.Text(text)));
    }

    private static Arbitrary<String> numbers() {
        return Arbitraries.bigDecimals()
                .ofScale(4)
                .map(number -> SimpleFeel.write(new SimpleFeel.Constant.Number(number)));
    }

    private static Arbitrary<String> shares() {
        return Arbitraries.bigDecimals()
                .between(java.math.BigDecimal.ZERO, java.math.BigDecimal.ONE)
                .ofScale(6)
                .map(number -> SimpleFeel.write(new SimpleFeel.Constant.Number(number)));
    }

    private static Arbitrary<String> dates() {
        return Arbitraries.integers()
                .between(0, 60_000)
                .map(day -> "date(\"" + java.time.LocalDate.ofEpochDay(day) + "\")");
    }

    private static Arbitrary<String> words(CellType type) {
        return Arbitraries.of(type.values()).map(word -> SimpleFeel.write(new SimpleFeel.Constant.Text(word)));
    }

    @Provide
    Arbitrary<Cell> values() {
        var durations = Combinators.combine(Arbitraries.integers().between(1, 99), Arbitraries.of("Y", "M"))
                .as((n, unit) -> "duration(\"P" + n + unit + "\")");
        return Arbitraries.oneOf(
                strings().map(feel -> new Cell(TEXT, feel)),
                numbers().map(feel -> new Cell(NUMBER, feel)),
                shares().map(feel -> new Cell(RATIO, feel)),
                dates().map(feel -> new Cell(DATE, feel)),
                durations.map(feel -> new Cell(DURATION, feel)),
                words(RATING).map(feel -> new Cell(RATING, feel)),
                words(AWKWARD).map(feel -> new Cell(AWKWARD, feel)),
                Arbitraries.of("true", "false", "null").map(feel -> new Cell(TRUTH, feel)),
                strings().list().ofMaxSize(3).map(list -> new Cell(TEXT.listOf(), "[" + String.join(",", list) + "]")),
                numbers()
                        .list()
                        .ofMaxSize(3)
                        .map(list -> new Cell(NUMBER.listOf(), "[" + String.join(",", list) + "]")));
    }

    @Provide
    Arbitrary<Cell> inputCells() {
        return Arbitraries.oneOf(
                lists(strings(), TEXT),
                lists(words(RATING), RATING),
                lists(words(AWKWARD), AWKWARD),
                lists(compared(numbers()), NUMBER),
                lists(compared(shares()), RATIO),
                lists(compared(dates()), DATE),
                Arbitraries.of("true", "false", "true,null", "-", "not(null)").map(feel -> new Cell(TRUTH, feel)));
    }

    private static Arbitrary<String> compared(Arbitrary<String> constants) {
        var compare = Combinators.combine(Arbitraries.of("<", "<=", ">", ">="), constants)
                .as((sign, constant) -> sign + " " + constant);
        return Arbitraries.oneOf(constants, compare);
    }

    private static Arbitrary<Cell> lists(Arbitrary<String> items, CellType type) {
        return Combinators.combine(
                        Arbitraries.oneOf(items, Arbitraries.just("null"))
                                .list()
                                .ofMinSize(1)
                                .ofMaxSize(3),
                        Arbitraries.of(true, false))
                .as((list, negated) ->
                        new Cell(type, negated ? "not(" + String.join(",", list) + ")" : String.join(",", list)));
    }

    @Provide
    Arbitrary<String> anything() {
        return Arbitraries.oneOf(
                Arbitraries.strings()
                        .withChars("ab1（）()\"“”=＝-＞<、, .甲空不是非[]")
                        .ofMaxLength(12)
                        .map(String::strip),
                strings(),
                numbers(),
                Arbitraries.of(
                        "基数（总）",
                        "a + \"、，\"",
                        "not(\"甲\", \"乙\")",
                        "\"a\" , \"b\"",
                        "..",
                        "[..]",
                        "if x then 1 else 2"));
    }
}
