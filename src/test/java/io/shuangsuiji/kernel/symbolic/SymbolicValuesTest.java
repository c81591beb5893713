package io.shuangsuiji.kernel.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.Kernels;
import io.shuangsuiji.policy.KieModels;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;

/** Numbers are KIE's, to the last digit and the number of decimals. */
class SymbolicValuesTest {
    private static final String MODEL = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="m" name="m" namespace="urn:m">
              <itemDefinition name="tNumber"><typeRef>number</typeRef></itemDefinition>
              <inputData id="a" name="a"><variable name="a" typeRef="tNumber"/></inputData>
              <inputData id="b" name="b"><variable name="b" typeRef="tNumber"/></inputData>
              <decision id="d" name="answer">
                <variable name="answer" typeRef="Any"/>
                <informationRequirement><requiredInput href="#a"/></informationRequirement>
                <informationRequirement><requiredInput href="#b"/></informationRequirement>
                <context>
                  <contextEntry><variable name="sum"/><literalExpression><text>a + 0.125 * b</text></literalExpression></contextEntry>
                  <contextEntry><variable name="share"/><literalExpression><text>ceiling(0.15 * a / (1 - 0.15))</text></literalExpression></contextEntry>
                  <contextEntry><variable name="third"/><literalExpression><text>a / 3 - b</text></literalExpression></contextEntry>
                  <contextEntry><variable name="rounded"/><literalExpression><text>round half up(-a * 2.5, 0)</text></literalExpression></contextEntry>
                  <contextEntry><variable name="floored"/><literalExpression><text>floor(a * 0.025)</text></literalExpression></contextEntry>
                  <contextEntry><variable name="cents"/><literalExpression><text>round half up(a * 0.333, 2)</text></literalExpression></contextEntry>
                  <contextEntry><variable name="least"/><literalExpression><text>min(a, b, 7.0)</text></literalExpression></contextEntry>
                  <contextEntry><variable name="more"/><literalExpression><text>a * b > 10 and a >= b</text></literalExpression></contextEntry>
                </context>
              </decision>
            </definitions>""";
    private static final KieModels LOADED = KieModels.load(List.of(MODEL));
    private static final Kernel KERNEL =
            Kernels.build(LOADED.models().get(0), LOADED.kie(), nothing -> {}).kernel();

    @Property(tries = 500)
    void shouldComputeWholeNumbers(@ForAll long a, @ForAll int b) {
        agree(BigDecimal.valueOf(a), BigDecimal.valueOf(b));
    }

    @Property(tries = 500)
    void shouldComputeSmallNumbers(@ForAll short a, @ForAll byte b) {
        agree(BigDecimal.valueOf(a), BigDecimal.valueOf(b));
    }

    @Property(tries = 500)
    void shouldComputeDecimals(
            @ForAll @Scale(12) BigDecimal a, @ForAll @BigRange(min = "-99", max = "99") @Scale(2) BigDecimal b) {
        agree(a, b);
    }

    @Test
    void shouldComputeBeyondTheWholeNumbersOfALong() {
        agree(new BigDecimal("1e30").setScale(0), BigDecimal.TEN);
        agree(BigDecimal.valueOf(1L << 62), BigDecimal.valueOf(-3));
        agree(BigDecimal.valueOf(Long.MIN_VALUE), BigDecimal.valueOf(Long.MIN_VALUE + 1));
        agree(new BigDecimal("10.0"), new BigDecimal("7"));
    }

    private static void agree(BigDecimal a, BigDecimal b) {
        var inputs = new HashMap<String, Object>();
        inputs.put("a", a);
        inputs.put("b", b);
        assertThat(KernelEngine.answer(KERNEL, inputs))
                .isNotNull()
                .isEqualTo(LOADED.kie().evaluate(LOADED.models().get(0), inputs));
    }
}
