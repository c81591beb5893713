package io.shuangsuiji.draw.run;

import static io.shuangsuiji.draw.run.BadDrawInputsTest.Call.COMMIT;
import static io.shuangsuiji.draw.run.BadDrawInputsTest.Call.DRAW;
import static io.shuangsuiji.draw.run.BadDrawInputsTest.Call.REVIEW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Draws;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever is wrong with what is handed in is refused by name, in Chinese and in English. */
class BadDrawInputsTest {
    enum Call {
        REVIEW,
        COMMIT,
        DRAW
    }

    /**
     * Something that is wrong.
     *
     * @param spoil makes it so
     * @param pointer where it is told
     * @param chinese a part of what is said
     * @param english and in English
     */
    record Bad(
            String name, Call call, UnaryOperator<HandedDraws> spoil, String pointer, String chinese, String english) {
        @Override
        public String toString() {
            return call + " " + name;
        }
    }

    private static Bad bad(
            String name, Call call, UnaryOperator<HandedDraws> spoil, String pointer, String chinese, String english) {
        return new Bad(name, call, spoil, pointer, chinese, english);
    }

    private static final String REGISTRY = String.join("\n", Draws.lines()) + "\n";

    private static UnaryOperator<HandedDraws> commitment(UnaryOperator<String> change) {
        return handed -> {
            var before = HandedDraws.commitment();
            var after = change.apply(before);
            assertThat(after).isNotEqualTo(before);
            return handed.file(Handed.COMMITMENT, after);
        };
    }

    private static UnaryOperator<HandedDraws> text(String name, String... values) {
        return handed -> handed.text(name, values);
    }

    private static UnaryOperator<HandedDraws> file(String name, String content) {
        return handed -> handed.file(name, content);
    }

    private static UnaryOperator<HandedDraws> without(String name) {
        return handed -> handed.without(name);
    }

    static Stream<Bad> cases() {
        return Stream.of(period(), files(), secrets(), randomness(), terms(), commitments(), others())
                .flatMap(List::stream);
    }

    /** An object of the pool. */
    private static String drawable() {
        try {
            return Draws.pool(Draws.inputs()).entries().get(0).id();
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }

    private static List<Bad> period() {
        return List.of(
                bad("no period", COMMIT, without("period"), "/quarter", "时段应写作", "expected a period"),
                bad("no such period", COMMIT, text("period", "2024Q5"), "/quarter", "2024Q5", "expected a period"),
                bad("period of another unit", COMMIT, text("period", "2024M01"), "/quarter", "本版方案按季度", "quarter"),
                bad("two periods", COMMIT, text("quarter", "2024Q2"), "/quarter", "收到两个", "expected a period"),
                bad("officers in words", COMMIT, text("officers", "三十六"), "/officers", "三十六", "expected"),
                bad(
                        "parameter of a misspelt name",
                        COMMIT,
                        text("officer", "36"),
                        "/officer",
                        "疑为 officers 之误",
                        "did you mean officers"),
                bad(
                        "a day of judgement of one's choosing",
                        COMMIT,
                        text("evaluationDate", "2024-02-02"),
                        "/evaluationDate",
                        "未知的字段",
                        "unknown field"),
                bad(
                        "no parameters and a roster that does not count them",
                        COMMIT,
                        handed -> handed.without("officers")
                                .without("participatingOfficers")
                                .file(Handed.ROSTER, "人员编号,姓名\nA1,甲\n"),
                        "/staffing",
                        "缺少参数",
                        "missing"));
    }

    private static List<Bad> files() {
        var line = REGISTRY.lines().skip(1).findFirst().orElseThrow();
        return List.of(
                bad("no registry", COMMIT, without(Handed.REGISTRY), "/registry", "缺少名录库文件", "is required"),
                bad("no roster", COMMIT, without(Handed.ROSTER), "/roster", "缺少检查人员名录文件", "is required"),
                bad(
                        "registry twice",
                        COMMIT,
                        handed -> handed.twice(Handed.REGISTRY),
                        "/registry",
                        "只能给一次",
                        "given 2 times"),
                bad(
                        "a text for a file",
                        COMMIT,
                        handed -> handed.without(Handed.REGISTRY).text(Handed.REGISTRY, "名录库"),
                        "/registry",
                        "应为文件",
                        "expected a file"),
                bad(
                        "a file for a text",
                        COMMIT,
                        handed -> handed.without("officers").file("officers", "36"),
                        "/officers",
                        "应为文字",
                        "expected a text"),
                bad("a file of another name", COMMIT, file("rosters", "x"), "/rosters", "疑为 roster 之误", "did you mean"),
                bad("an id twice", COMMIT, file(Handed.REGISTRY, REGISTRY + line), "/registry", "重复", "occurs twice"),
                bad(
                        "nothing to be drawn",
                        COMMIT,
                        file(Handed.REGISTRY, "对象编号,对象类型,监管级别\nNS-PW-000002,建设项目,特殊\n"),
                        "/registry",
                        "样本量都是 0",
                        "every sample is 0"),
                bad("an empty registry", COMMIT, file(Handed.REGISTRY, ""), "/registry", "名录库：", " / "),
                bad(
                        "a roster in the place of the registry",
                        COMMIT,
                        file(Handed.REGISTRY, HandedDraws.roster()),
                        "/registry/id",
                        "名录库：",
                        " / "),
                bad(
                        "a registry in the place of the roster",
                        COMMIT,
                        file(Handed.ROSTER, REGISTRY),
                        "/roster/id",
                        "检查人员名录：",
                        " / "),
                bad(
                        "an inspector twice",
                        COMMIT,
                        file(Handed.ROSTER, "人员编号\nA1\nA1\n"),
                        "/roster/人员编号",
                        "同一人不能计两次",
                        "already there"),
                bad(
                        "a licence that ends before it begins",
                        COMMIT,
                        file(Handed.ROSTER, "人员编号,执法证有效期起,执法证有效期止\nA1,2024-01-01,2023-01-01\n"),
                        "/roster/执法证有效期止",
                        "早于有效期起",
                        "before it begins"),
                bad(
                        "a roster of mere numbers",
                        COMMIT,
                        file(Handed.ROSTER, "{\"officers\": 36}"),
                        "/roster",
                        "每行一人",
                        "one inspector a row"),
                bad(
                        "a history without ids",
                        COMMIT,
                        file(Handed.HISTORY, "检查对象编号,所属时段\n,2023Q4\n"),
                        "/history/检查对象编号",
                        "缺少检查对象编号",
                        "is required"),
                bad(
                        "a history of no period",
                        COMMIT,
                        file(Handed.HISTORY, "检查对象编号,所属时段\nNS-PW-000002,去年\n"),
                        "/history/所属时段",
                        "时段应写作",
                        "expected a period"),
                bad(
                        "a history of strangers",
                        COMMIT,
                        file(Handed.HISTORY, "检查对象编号\nXX-1\nXX-2\n"),
                        "/history",
                        "像是交错了文件",
                        "the wrong file"),
                bad(
                        "a last registry of strangers",
                        COMMIT,
                        file(Handed.PREVIOUS, "对象编号,对象类型,监管级别\nXX-1,建设项目,一般\n"),
                        "/previous",
                        "像是交错了文件",
                        "the wrong file"),
                bad(
                        "an unreadable last registry",
                        REVIEW,
                        file(Handed.PREVIOUS, "甲,乙\n1,2\n"),
                        "/previous",
                        "上一时段的名录库：",
                        " / "),
                bad("no such digest", REVIEW, text(Handed.HASH, "MD5"), "/hash", "SHA-256、SM3", "expected one of"));
    }

    private static List<Bad> secrets() {
        return List.of(
                bad("no secret", COMMIT, without(Handed.SECRET), "/secret", "64 位", "64 hexadecimal digits"),
                bad("a short secret", COMMIT, text(Handed.SECRET, "123456"), "/secret", "收到 6 个字符", "got 6"),
                bad(
                        "a secret that was typed",
                        COMMIT,
                        text(Handed.SECRET, "01".repeat(32)),
                        "/secret",
                        "不是随机产生的",
                        "not drawn at random"),
                bad(
                        "another secret",
                        DRAW,
                        text(Handed.SECRET, Draws.SECRET.replace('9', '8')),
                        "/secret",
                        "秘密数的摘要与承诺不符",
                        "differs from the commitment"));
    }

    private static List<Bad> randomness() {
        var today = Draws.TODAY.toString();
        return List.of(
                bad("no randomness", COMMIT, without(Handed.RANDOMNESS), "/randomness", "没有指定", "no public randomness"),
                bad(
                        "an unknown source",
                        COMMIT,
                        text(Handed.RANDOMNESS, "掷骰子@2023-12-26"),
                        "/randomness/0/source",
                        "可用：双色球",
                        "no such source"),
                bad(
                        "randomness without a day",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球"),
                        "/randomness/0",
                        "名称@公布日期",
                        "source@day"),
                bad(
                        "randomness of no day",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球@12月26日"),
                        "/randomness/0/day",
                        "应写成 2024-01-02",
                        "expected a day"),
                bad(
                        "randomness of today",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球@" + today),
                        "/randomness/0/day",
                        "可能已经公布",
                        "may be known already"),
                bad(
                        "randomness of the past",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球@2020-01-01"),
                        "/randomness/0/day",
                        "可能已经公布",
                        "may be known already"),
                bad(
                        "too little randomness",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球@2023-12-26"),
                        "/randomness",
                        "要求至少 40 位",
                        "requires 40"),
                bad(
                        "the same randomness twice",
                        COMMIT,
                        text(Handed.RANDOMNESS, "双色球@2023-12-26", "双色球@2023-12-26"),
                        "/randomness/1/source",
                        "不能加两次",
                        "twice"),
                bad(
                        "randomness as broken JSON",
                        COMMIT,
                        text(Handed.RANDOMNESS, "[{\"source\":"),
                        "/randomness",
                        "不是 JSON 数组",
                        "expected a JSON array"),
                bad(
                        "randomness as JSON without a day",
                        COMMIT,
                        text(Handed.RANDOMNESS, "[{\"source\":\"双色球\",\"day\":20231226}]"),
                        "/randomness/0",
                        "应为 {",
                        "both of them texts"),
                bad(
                        "results as numbers",
                        DRAW,
                        text(Handed.RANDOMNESS, "[3, \"1\"]"),
                        "/randomness/0",
                        "加引号的文字",
                        "a text in quotes"),
                bad(
                        "one result of two",
                        DRAW,
                        text(Handed.RANDOMNESS, Draws.RESULTS.get(0)),
                        "/randomness",
                        "承诺了 2 种",
                        "names 2 sources"),
                bad(
                        "results in another order",
                        DRAW,
                        text(Handed.RANDOMNESS, Draws.RESULTS.get(1), Draws.RESULTS.get(0)),
                        "/randomness/0",
                        "的结果应写成",
                        "expected a result of the form"),
                bad(
                        "a number drawn twice",
                        DRAW,
                        text(Handed.RANDOMNESS, "03 03 14 20 27 33 + 09", Draws.RESULTS.get(1)),
                        "/randomness/0",
                        "的结果应写成",
                        "expected a result of the form"),
                bad("no results", DRAW, without(Handed.RANDOMNESS), "/randomness", "收到 0 个结果", "got the results of 0"),
                bad("void, and results", DRAW, text(Handed.VOID, "开奖取消"), "/void", "两者只能给一种", "give either"),
                bad(
                        "void for a reason of two lines",
                        DRAW,
                        handed -> handed.without(Handed.RANDOMNESS).text(Handed.VOID, "开奖\n取消"),
                        "/void",
                        "一行文字",
                        "in one line"));
    }

    private static List<Bad> terms() {
        return List.of(
                bad("sequence 0", COMMIT, text(Handed.SEQUENCE, "0"), "/sequence", "从 1 开始", "begins with 1"),
                bad("a negative sequence", COMMIT, text(Handed.SEQUENCE, "-1"), "/sequence", "应为整数", "whole number"),
                bad("a sequence in words", COMMIT, text(Handed.SEQUENCE, "第一次"), "/sequence", "应为整数", "whole number"),
                bad(
                        "a second draw without a predecessor",
                        COMMIT,
                        text(Handed.SEQUENCE, "2"),
                        "/predecessor",
                        "上一份承诺",
                        "has a predecessor"),
                bad(
                        "replaces without a predecessor",
                        COMMIT,
                        text(Handed.REPLACES, "a".repeat(64)),
                        "/predecessor",
                        "代替作废的抽取",
                        "has a predecessor"),
                bad(
                        "a predecessor that is no digest",
                        COMMIT,
                        text(Handed.PREDECESSOR, "2023Q4"),
                        "/predecessor",
                        "64 位小写十六进制",
                        "expected a digest"),
                bad(
                        "a commitment before whose number this one has",
                        COMMIT,
                        handed -> handed.text(Handed.PREDECESSOR, HandedDraws.commitment()),
                        "/predecessor",
                        "2024Q1 的次序应为 2，写的是 1",
                        "should be 2, not 1"),
                bad(
                        "randomness of the commitment before",
                        COMMIT,
                        handed -> handed.text(Handed.PREDECESSOR, HandedDraws.commitment())
                                .text(Handed.SEQUENCE, "2"),
                        "/predecessor",
                        "「双色球 2023-12-26」已用于 2024Q1 第 1 次抽取",
                        "another draw takes new randomness"),
                bad(
                        "a commitment before that is another document",
                        COMMIT,
                        text(Handed.PREDECESSOR, "{\"format\":\"shuangsuiji/draw/1\"}"),
                        "/predecessor/format",
                        "应为承诺",
                        "expected a commitment"),
                bad(
                        "a commitment before that was opened and saved again",
                        COMMIT,
                        handed -> handed.text(
                                Handed.PREDECESSOR, HandedDraws.commitment().replace(",", ", ")),
                        "/predecessor",
                        "逐字节",
                        "byte for byte"),
                bad(
                        "a replaced one that is no digest",
                        COMMIT,
                        handed ->
                                handed.text(Handed.PREDECESSOR, "a".repeat(64)).text(Handed.REPLACES, "xyz"),
                        "/replaces",
                        "64 位小写十六进制",
                        "expected a digest"));
    }

    private static List<Bad> commitments() {
        return List.of(
                bad("no commitment", DRAW, without(Handed.COMMITMENT), "/commitment", "缺少承诺文件", "is required"),
                bad("no JSON", DRAW, file(Handed.COMMITMENT, "承诺"), "/commitment", "不是 JSON", "no JSON"),
                bad("a list", DRAW, file(Handed.COMMITMENT, "[]"), "/commitment", "应为 JSON 文档", "JSON document"),
                bad(
                        "another document",
                        DRAW,
                        file(Handed.COMMITMENT, "{\"format\":\"shuangsuiji/draw/1\"}"),
                        "/commitment/format",
                        "收到 shuangsuiji/draw/1",
                        "expected a commitment"),
                bad(
                        "written with white space",
                        DRAW,
                        commitment(text -> text.replace(",", ", ")),
                        "/commitment",
                        "逐字节相同",
                        "canonical form"),
                bad(
                        "a line end behind",
                        DRAW,
                        commitment(text -> text + "\n"),
                        "/commitment",
                        "逐字节相同",
                        "canonical form"),
                bad(
                        "an unknown member",
                        DRAW,
                        commitment(text -> text.replace("{\"bits\"", "{\"a\":1,\"bits\"")),
                        "/commitment/a",
                        "没有这个成员",
                        "no such member"),
                bad(
                        "a member twice",
                        DRAW,
                        commitment(text -> text.replace("{\"bits\"", "{\"bits\":1,\"bits\"")),
                        "/commitment",
                        "写了两次",
                        "there twice"),
                bad(
                        "a member less",
                        DRAW,
                        commitment(text -> text.replaceFirst("\"bits\":48,", "")),
                        "/commitment/bits",
                        "缺少这个成员",
                        "lacks this member"),
                bad(
                        "a member without a value",
                        DRAW,
                        commitment(text -> text.replaceFirst("\"objects\":\"[0-9a-f]*\"", "\"objects\":null")),
                        "/commitment/objects",
                        "不能没有值",
                        "must have a value"),
                bad(
                        "a text in the place of a number",
                        DRAW,
                        commitment(text -> text.replace("\"sequence\":1", "\"sequence\":\"1\"")),
                        "/commitment/sequence",
                        "不是规定的类型",
                        "not of its type"),
                bad(
                        "more bits than there are",
                        DRAW,
                        commitment(text -> text.replaceFirst("\"bits\":48,", "\"bits\":64,")),
                        "/commitment/bits",
                        "应为 48",
                        "has 48 bits"),
                bad(
                        "another issuer",
                        DRAW,
                        commitment(text -> text.replaceFirst("\"issuer\":\"[^\"]*\"", "\"issuer\":\"别的机关\"")),
                        "/commitment/issuer",
                        "由谁抽取与承诺不符",
                        "differs from the commitment"),
                bad(
                        "sequence 0 in it",
                        DRAW,
                        commitment(text -> text.replace("\"sequence\":1", "\"sequence\":0")),
                        "/commitment/sequence",
                        "从 1 开始",
                        "begins with 1"),
                bad(
                        "another edition",
                        DRAW,
                        commitment(
                                text -> text.replaceFirst("\"edition\":\"2024-01-01\"", "\"edition\":\"2023-01-01\"")),
                        "/edition",
                        "承诺的是 2023-01-01，这次是 2024-01-01",
                        "2023-01-01 was committed to"),
                bad(
                        "the edition as it was",
                        DRAW,
                        commitment(text -> text.replaceFirst(
                                "\"editionDigest\":\"[0-9a-f]*\"", "\"editionDigest\":\"" + "b".repeat(64) + "\"")),
                        "/edition",
                        "政策版本的摘要与承诺不符",
                        "differs from the commitment"),
                bad(
                        "one more to be drawn",
                        DRAW,
                        commitment(text -> text.replaceFirst("\"sampleSize\":(\\d+)", "\"sampleSize\":1$1")),
                        "/registry",
                        "各层的样本量与承诺不符",
                        "differs from the commitment"),
                bad(
                        "another root",
                        DRAW,
                        commitment(text ->
                                text.replaceFirst("\"root\":\"[0-9a-f]*\"", "\"root\":\"" + "c".repeat(64) + "\"")),
                        "/registry",
                        "抽取池与承诺不符",
                        "differs from the commitment"));
    }

    private static List<Bad> others() {
        return List.of(
                bad("other officers", DRAW, text("officers", "40"), "/staffing", "方案参数与承诺不符", "differs"),
                bad("another period", DRAW, text("period", "2024Q2"), "/period", "时段与承诺不符", "differs"),
                bad("a term of a commitment", DRAW, text(Handed.SEQUENCE, "1"), "/sequence", "未知的字段", "unknown field"),
                bad(
                        "an object less",
                        DRAW,
                        file(Handed.REGISTRY, REGISTRY.replaceFirst("\n" + drawable() + ",.*", "")),
                        "/registry",
                        "名录库与承诺不符",
                        "differs from the commitment"),
                bad(
                        "an inspector more",
                        DRAW,
                        file(Handed.ROSTER, HandedDraws.roster() + "\nZZ-1,,,是,,,"),
                        "/roster",
                        "检查人员名录与承诺不符",
                        "differs from the commitment"),
                bad(
                        "an object less that is not drawn anyway",
                        DRAW,
                        file(Handed.REGISTRY, REGISTRY.replaceFirst("\nNS-PW-000002,.*", "")),
                        "/previous",
                        "名录库中不抽取的对象",
                        "objects of the registry that are not drawn"),
                bad("no history", DRAW, without(Handed.HISTORY), "/history", "本年抽中过的对象与承诺不符", "differs"),
                bad(
                        "a last registry that was not there",
                        DRAW,
                        file(Handed.PREVIOUS, REGISTRY),
                        "/previous",
                        "名录变动与承诺不符",
                        "differs from the commitment"),
                bad(
                        "registry and roster swapped",
                        DRAW,
                        handed -> handed.file(Handed.REGISTRY, HandedDraws.roster())
                                .file(Handed.ROSTER, REGISTRY),
                        "/roster/id",
                        "检查人员名录：",
                        " / "));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void isRefusedByName(Bad bad) {
        var handed = bad.spoil()
                .apply(
                        switch (bad.call()) {
                            case REVIEW -> HandedDraws.review();
                            case COMMIT -> HandedDraws.commit();
                            case DRAW -> HandedDraws.draw();
                        })
                .handed();
        var refusal = catchThrowableOfType(InvalidInput.class, () -> run(bad.call(), handed));
        assertThat(refusal).as("was taken").isNotNull();
        assertThat(refusal.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(bad.pointer());
            assertThat(problem.detail()).contains(bad.chinese()).contains(bad.english());
        });
        assertThat(refusal.problems().toString()).doesNotContain(Draws.SECRET);
    }

    private static void run(Call call, Handed handed) throws IOException {
        switch (call) {
            case REVIEW -> {
                var problems = HandedDraw.review(handed, HandedDraws.IN_FORCE).problems();
                assertThat(problems).isEmpty();
            }
            case COMMIT -> HandedDraw.commit(handed, HandedDraws.IN_FORCE, Draws.TODAY);
            default -> HandedDraw.draw(handed, HandedDraws.IN_FORCE, HandedDraws.DRAWN);
        }
    }

    @org.junit.jupiter.api.Test
    void waitsForTheRandomness() {
        var refusal = catchThrowableOfType(
                InvalidInput.class,
                () -> HandedDraw.draw(HandedDraws.draw().handed(), HandedDraws.IN_FORCE, Draws.TODAY));
        assertThat(refusal.problems())
                .extracting(problem -> problem.pointer())
                .containsExactly("/randomness/0", "/randomness/1");
        assertThat(refusal.getMessage()).contains("才公布").contains("not known before");
    }
}
