package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.check.Check.Candidate;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.model.work.TooMuchWork;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A formula that never ends, in whatever place, costs its own edition alone: it is named, and the next edition compiles. */
class EndlessFormulasTest {
    private static final EditionCompiler COMPILER = new EditionCompiler(Kernels::accelerate);

    static Stream<String> cells() {
        return Stream.of(
                "A" + ".a".repeat(60),
                "A" + ".a".repeat(2000),
                "1" + " in (1".repeat(39) + ")".repeat(39),
                "[1..".repeat(39) + "1" + "]".repeat(39),
                "count(for i in 1..100000 return i)",
                "count(for i in 1..9999 return for j in [1,2] return j)",
                "count(for i in [1..100000] return i)",
                "count(for i in 1..100, j in 1..100, k in 1..100 return 1)",
                "count(for i in 10**99999999..10**99999999 return i)",
                "count(for i in [1], j in [10**99999999..10**99999999+5] return i)",
                "floor(10**99999999)",
                "modulo(10**9999999,7)",
                "10**99999999",
                "ceiling(10**-99999999)",
                "round up(10**99999999, 2)",
                "decimal(10**99999999, 2)",
                "string length(string(10**99999999))",
                "sum([10**99999999, 1])",
                "mean([10**99999999, 1])",
                "median([10**99999999, 1])",
                "stddev([10**99999999, 1])",
                "product([10**99999999, 10**99999999])",
                "log(10**-99999999)",
                "sqrt(10**99999999)",
                "exp(10**9)",
                "number(\"1E999999999\")",
                "((10**999999)**999)*1",
                "count([10**99999999])",
                "abs(10**99999999)",
                "odd(10**99999999)",
                "{a: 10**99999999, b: floor(a)}.b",
                "if matches(\"" + "a".repeat(60) + "!\", \"(a|a)*(a|aa)+$\") then 1 else 2",
                "if matches(\"" + "a".repeat(60) + "!\", \"(\" + \"a+)+$\") then 1 else 2",
                "string length(replace(\"" + "a".repeat(60) + "!\", \"(\" + \"a+)+$\", \"b\"))",
                "if matches(\"a\", \"b\", \"') or exists(unparsed-text('file:///etc/passwd')) or matches('a','b','\") then 1 else 2",
                "string length({a0: \"" + "x".repeat(100) + "\"" + doubled(30, "a%d: a%d + a%d") + "}.a30)",
                "count({a0: [1]" + doubled(30, "a%d: concatenate(a%d, a%d)") + "}.a30)",
                "count({a0: [1]" + doubled(30, "a%d: [a%d, a%d]") + "}.a30)",
                "count(get entries({a0: {x: 1}" + doubled(30, "a%d: {x: a%d, y: a%d}") + "}.a30))",
                "if {a0: [1]" + doubled(30, "a%d: [a%d, a%d]") + "}.a30 = 1 then 1 else 2",
                "count(for i in 1..9999 return partial)",
                "string length(string join(for i in 1..9999 return string join(for j in [1] return \"" + "x".repeat(500)
                        + "\"), \"" + "y".repeat(5000) + "\"))",
                "{f: function(n) f(n)}.f(1)",
                "{f: function/**/(n) f(n)}.f(1)",
                "{f: function //\n (n) f(n)}.f(1)",
                "count(sort([1,2], function(x, y) {f: function(n) f(n) + f(n)}.f(1) = 1))",
                "if some x in 1..9999 satisfies every y in 1..9999 satisfies y > 0 then 1 else 2",
                "count([1,2,3][some x in 1..9999 satisfies some y in 1..9999 satisfies x + y = 0])",
                "now()",
                "1 //\r + now().year",
                "count([now])");
    }

    private static String doubled(int times, String entry) {
        return IntStream.rangeClosed(1, times)
                .mapToObj(i -> ", " + String.format(entry, i, i - 1, i - 1))
                .collect(Collectors.joining());
    }

    private static SortedMap<String, byte[]> with(String from, String to) throws Exception {
        var files = EditionFiles.read(Path.of("dmn/2024-01-01"));
        var text = new String(files.get("quota.dmn"), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(
                "quota.dmn",
                text.replaceFirst(from, Matcher.quoteReplacement(to)).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** Why an edition is refused; whatever it holds, its check ends, and the next edition serves. */
    private static List<Message> refusals(SortedMap<String, byte[]> files) {
        var name = new EditionName(LocalDate.of(2024, 7, 1), 0);
        var result = assertTimeoutPreemptively(
                Duration.ofMinutes(2), () -> COMPILER.compile(name, files, Collections.emptySortedMap()));
        assertThat(result.edition() == null).isTrue();
        return result.messages().stream().filter(Message::refuses).toList();
    }

    private static String xml(String feel) {
        return feel.replace("&", "&amp;").replace("<", "&lt;").replace("\r", "&#13;");
    }

    @ParameterizedTest
    @MethodSource("cells")
    void shouldNameTheCellOfATable(String feel) throws Exception {
        var refusals = refusals(with("<text>0.125</text>", "<text>" + xml(feel) + "</text>"));
        assertThat(refusals).anySatisfy(refusal -> {
            assertThat(refusal.file()).isEqualTo("quota.dmn");
            assertThat(refusal.element()).isEqualTo("quota-decision-rules-table-rule-1-out-4");
            assertThat(refusal.text()).contains(" / ");
        });
        if (refusals.stream().noneMatch(refusal -> refusal.text().contains("不允许使用"))) {
            assertThat(refusals.get(0).text())
                    .contains("「抽样规则」第 1 行（R05）「抽查比例/倍数」")
                    .contains(TooMuchWork.shown(feel).replace(" / ", "/"));
        }
    }

    private static final String CONSTANT = "\"" + "x".repeat(100) + "\"";

    private static String decision(String name, String type, String requires, String formula) {
        return "<decision id='d-" + name + "' name='" + name + "'><variable name='" + name + "' typeRef='" + type
                + "'/>" + requires + "<literalExpression><text>" + xml(formula)
                + "</text></literalExpression></decision>";
    }

    private static String chain(String type, String first, String requires, String each) {
        var text = new StringBuilder(decision("k0", type, requires, first));
        for (int i = 1; i <= 40; i++) {
            text.append(decision(
                    "k" + i,
                    type,
                    "<informationRequirement id='d-r" + i + "'><requiredDecision href='#d-k" + (i - 1)
                            + "'/></informationRequirement>",
                    each.replace("@", "k" + (i - 1))));
        }
        return text.toString();
    }

    private static String bkm(String name, String parameters, String text, String... knows) {
        return "<businessKnowledgeModel id='b-" + name + "' name='" + name + "'><variable name='" + name
                + "'/><encapsulatedLogic>"
                + parameters.replaceAll("(\\w+)", "<formalParameter name='$1' typeRef='Any'/>")
                + "<literalExpression><text>" + xml(text) + "</text></literalExpression></encapsulatedLogic>"
                + Stream.of(knows)
                        .map(k -> "<knowledgeRequirement id='b-" + name + "-" + k + "'><requiredKnowledge href='#b-" + k
                                + "'/></knowledgeRequirement>")
                        .collect(Collectors.joining())
                + "</businessKnowledgeModel>";
    }

    private static String knows(String... names) {
        return Stream.of(names)
                .map(k -> "<knowledgeRequirement id='d-k-" + k + "'><requiredKnowledge href='#b-" + k
                        + "'/></knowledgeRequirement>")
                .collect(Collectors.joining());
    }

    static Stream<Arguments> models() {
        var type =
                "<informationRequirement id='d-ri'><requiredInput href='#quota-input-objectType'/></informationRequirement>";
        var number =
                "<informationRequirement id='d-ri'><requiredInput href='#quota-input-population'/></informationRequirement>";
        return Stream.of(
                Arguments.of("text const", chain("string", CONSTANT, "", "@ + @")),
                Arguments.of("text input", chain("string", "objectType", type, "@ + @")),
                Arguments.of("list const", chain("Any", "[1]", "", "concatenate(@, @)")),
                Arguments.of("list input", chain("Any", "[population]", number, "concatenate(@, @)")),
                Arguments.of("nest input", chain("Any", "[population]", number, "[@, @]")),
                Arguments.of("context input", chain("Any", "{a: population}", number, "{a: @, b: @}")),
                Arguments.of("square input", chain("number", "population + 10", number, "@ * @")),
                Arguments.of("power input", chain("number", "population + 10", number, "@ ** 9")),
                Arguments.of(
                        "iterate",
                        chain("Any", "[population]", number, "for x in @ return for y in @ return [x, y, 1]")),
                Arguments.of("iterate2", chain("Any", "[population, 2]", number, "for x in @, y in @ return x")),
                Arguments.of("bkm self param", bkm("f", "g", "g(g)") + decision("k", "number", knows("f"), "f(f)")),
                Arguments.of(
                        "bkm self param 2", bkm("f", "g", "g(g) + g(g)") + decision("k", "number", knows("f"), "f(f)")),
                Arguments.of(
                        "bkm self param 3",
                        bkm("f", "g n", "if n = 0 then 1 else g(g, n - 1) + g(g, n - 1)")
                                + decision("k", "number", number + knows("f"), "f(f, population + 60)")),
                Arguments.of("bkm self", bkm("f", "n", "f/**/(n)") + decision("k", "number", knows("f"), "f(1)")),
                Arguments.of(
                        "bkm mutual",
                        bkm("f", "n", "g(n) + g(n)", "g")
                                + bkm("g", "n", "f(n) + f(n)", "f")
                                + decision("k", "number", knows("f"), "f(1)")),
                Arguments.of(
                        "bkm doubling",
                        bkm("f0", "n", "n")
                                + IntStream.rangeClosed(1, 40)
                                        .mapToObj(i -> bkm(
                                                "f" + i,
                                                "n",
                                                "f" + (i - 1) + "(n) + f" + (i - 1) + "(n)",
                                                "f" + (i - 1)))
                                        .collect(Collectors.joining())
                                + decision("k", "number", number + knows("f40"), "f40(population)")),
                Arguments.of(
                        "boxed for",
                        "<decision id='d-k' name='k'><variable name='k' typeRef='Any'/><for iteratorVariable='i'><in><literalExpression><text>1..100000000</text></literalExpression></in><return><list/></return></for></decision>"),
                Arguments.of(
                        "boxed for 2",
                        "<decision id='d-k' name='k'><variable name='k' typeRef='Any'/><for iteratorVariable='i'><in><literalExpression><text>[1..100000000]</text></literalExpression></in><return><literalExpression><text>1</text></literalExpression></return></for></decision>"),
                Arguments.of(
                        "boxed invocation",
                        "<decision id='d-k' name='k'><variable name='k' typeRef='Any'/><invocation><literalExpression><text>matches</text></literalExpression><binding><parameter name='input'/><literalExpression><text>\"a\"</text></literalExpression></binding><binding><parameter name='pattern'/><literalExpression><text>\"b\"</text></literalExpression></binding><binding><parameter name='flags'/><literalExpression><text>\"') or exists(unparsed-text('file:///etc/passwd')) or matches('a','b','\"</text></literalExpression></binding></invocation></decision>"),
                Arguments.of(
                        "types",
                        IntStream.rangeClosed(1, 40)
                                        .mapToObj(i -> "<itemDefinition name='T" + i
                                                + "'><itemComponent name='a'><typeRef>T" + (i - 1)
                                                + "</typeRef></itemComponent><itemComponent name='b'><typeRef>T"
                                                + (i - 1) + "</typeRef></itemComponent></itemDefinition>")
                                        .collect(Collectors.joining(
                                                "",
                                                "<itemDefinition name='T0'><typeRef>number</typeRef></itemDefinition>",
                                                ""))
                                + "<inputData id='d-i' name='deep'><variable name='deep' typeRef='T40'/></inputData>"
                                + decision(
                                        "k",
                                        "Any",
                                        "<informationRequirement id='d-ri'><requiredInput href='#d-i'/></informationRequirement>",
                                        "deep.a")),
                Arguments.of(
                        "constraint",
                        "<itemDefinition id='d-t' name='T'><typeRef>number</typeRef><allowedValues><text>count(for i in 1..9999, j in [? , 2] return floor(10**(i*99999))) &gt; 0</text></allowedValues></itemDefinition><inputData id='d-i' name='deep'><variable name='deep' typeRef='T'/></inputData>"
                                + decision(
                                        "k",
                                        "T",
                                        "<informationRequirement id='d-ri'><requiredInput href='#d-i'/></informationRequirement>",
                                        "deep")),
                Arguments.of("by input", decision("k", "number", number, "floor(10 ** (population * 99999))")),
                Arguments.of(
                        "by input regex",
                        decision(
                                "k",
                                "boolean",
                                type,
                                "matches(string join(for i in 1..60 return if objectType = null then null else \"a\") + \"!\", \"(a|aa)+$\")")));
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldNameTheDecision(String name, String xml) throws Exception {
        var refusals = refusals(with("  <dmndi:DMNDI>", xml + "  <dmndi:DMNDI>"));
        assertThat(refusals).as(name).anyMatch(refusal -> "quota.dmn".equals(refusal.file()));
    }

    @Test
    void shouldLeaveNothingBehindAndCheckTheNextDraft() throws Exception {
        var name = new EditionName(LocalDate.of(2024, 7, 1), 0);
        var check = new Check(COMPILER, Duration.ofMinutes(2));
        var shipped = new Candidate(name, EditionFiles.read(Path.of("dmn/2024-01-01")), Collections.emptySortedMap());
        var rules = EditionFiles.read(Path.of("rules"));
        for (var feel : List.of("A" + ".a".repeat(2000), "floor(10**99999999)", "10 ** (10 ** population)")) {
            var files = with("<text>0.125</text>", "<text>" + feel + "</text>");
            var result = check.run(
                    new Candidate(name, files, Collections.emptySortedMap()), shipped, rules, JobProgress.NONE);
            assertThat(result.report().passed()).isFalse();
        }
        assertThat(check.run(shipped, shipped, rules, JobProgress.NONE).edition())
                .isNotNull();
        for (var thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("check")) {
                // its result is there a moment before it ends
                thread.join(Duration.ofSeconds(10).toMillis());
                assertThat(thread.isAlive()).isFalse();
            }
        }
    }
}
