package io.shuangsuiji.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.KieModels;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What kernels do not support, or get wrong, is answered by KIE, and the report says so. */
class KernelFallbackTest {
    private static String model(String expression) {
        return """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
                  <itemDefinition name="tWord"><typeRef>string</typeRef></itemDefinition>
                  <itemDefinition name="tNumber"><typeRef>number</typeRef></itemDefinition>
                  <inputData id="w" name="word"><variable name="word" typeRef="tWord"/></inputData>
                  <inputData id="n" name="number"><variable name="number" typeRef="tNumber"/></inputData>
                  <decision id="d" name="answer">
                    <variable name="answer" typeRef="Any"/>
                    <informationRequirement><requiredInput href="#w"/></informationRequirement>
                    <informationRequirement><requiredInput href="#n"/></informationRequirement>
                    <literalExpression><text>%s</text></literalExpression>
                  </decision>
                </definitions>""".formatted(expression);
    }

    private static Kernels.Built build(KieModels loaded) {
        return Kernels.build(loaded.models().get(0), loaded.kie(), nothing -> {});
    }

    private static Map<String, Object> inputs(String word, BigDecimal number) {
        var inputs = new HashMap<String, Object>();
        inputs.put("word", word);
        inputs.put("number", number);
        return inputs;
    }

    @Test
    void shouldLeaveAStringFunctionOfTheInputToKie() {
        var built = build(KieModels.load(List.of(model("upper case(word)"))));

        assertThat(built.kernel()).isNull();
        assertThat(built.report().path()).isEqualTo(KernelReport.Path.KIE);
        assertThat(built.report().reason()).contains("由 KIE 求值").contains("word");
    }

    @Test
    void shouldLeaveALoopOverTheInputToKie() {
        var built = build(KieModels.load(List.of(model("for i in 1..3 return i * number"))));

        assertThat(built.kernel()).isNull();
        assertThat(built.report().reason()).contains("for i in 1..3 return i * number");
    }

    @Test
    void shouldAnswerWhateverIsConstantWhereTheTablesDecide() {
        var loaded = KieModels.load(
                List.of(model("if word = \"a\" then (for i in 1..3 return i * 2) else [string length(\"abc\")]")));
        var built = build(loaded);

        assertThat(built.report().path()).isEqualTo(KernelReport.Path.KERNEL);
        for (var word : new String[] {"a", "b", null}) {
            assertThat(KernelEngine.answer(built.kernel(), inputs(word, BigDecimal.ONE)))
                    .isEqualTo(loaded.kie().evaluate(loaded.models().get(0), inputs(word, BigDecimal.ONE)));
        }
    }

    @Test
    void shouldLeaveThoseCombinationsToKieThatItReportsAsErrors() {
        var loaded = KieModels.load(List.of(model("if word = \"a\" then 1 / number else ceiling(number)")));
        var model = loaded.models().get(0);
        var built = build(loaded);

        assertThat(built.report().path()).isEqualTo(KernelReport.Path.KERNEL_AND_KIE);
        assertThat(built.report().left()).isPositive();
        assertThat(KernelEngine.answer(built.kernel(), inputs("a", BigDecimal.ZERO)))
                .isNull();
        assertThat(KernelEngine.answer(built.kernel(), inputs("a", new BigDecimal("3"))))
                .isEqualTo(loaded.kie().evaluate(model, inputs("a", new BigDecimal("3"))));
        var engine = new KernelEngine(loaded.kie(), Map.of("m", built.kernel()), Map.of());
        assertThat(engine.evaluate(model, inputs("a", BigDecimal.ZERO)).failures())
                .isNotEmpty();
    }

    @Test
    void shouldRefuseAKernelThatDiffersAndShowTheCase() {
        var edition = TestEditions.shipped();
        var model = edition.model("quota").orElseThrow();
        // one combination of all is given another's answer
        var built = Kernels.build(model, edition.kie(), tabulation -> {
            int some = tabulation.situations.get(tabulation.situations.size() / 2);
            tabulation.outcomeOf[some] = (tabulation.outcomeOf[some] + 1) % tabulation.outcomes.size();
        });

        assertThat(built.kernel()).isNull();
        assertThat(built.report().path()).isEqualTo(KernelReport.Path.KIE);
        assertThat(built.report().cases()).isPositive();
        assertThat(built.report().reason())
                .contains("不一致")
                .contains("differs from KIE")
                .contains("objectType=");
    }
}
