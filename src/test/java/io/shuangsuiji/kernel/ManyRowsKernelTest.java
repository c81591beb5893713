package io.shuangsuiji.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.kernel.logic.KieFeel;
import io.shuangsuiji.kernel.logic.ModelReader;
import io.shuangsuiji.kernel.symbolic.Layout;
import io.shuangsuiji.policy.KieModels;
import io.shuangsuiji.samples.ManyRows;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables of too many rows to tabulate are looked up by columns, as KIE would decide. */
class ManyRowsKernelTest {
    private static final int ROWS = 300;

    private static Kernels.Built build(KieModels loaded) {
        return Kernels.build(loaded.models().get(0), loaded.kie(), nothing -> {});
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FIRST",
                "UNIQUE",
                "ANY",
                "PRIORITY",
                "RULE ORDER",
                "OUTPUT ORDER",
                "COLLECT",
                "COLLECT\" aggregation=\"SUM",
                "COLLECT\" aggregation=\"MIN",
                "COLLECT\" aggregation=\"MAX",
                "COLLECT\" aggregation=\"COUNT"
            })
    void shouldDecideAsKieDoesUnderEveryHitPolicy(String hitPolicy) {
        var loaded = KieModels.load(List.of(ManyRows.dmn(ROWS, hitPolicy, 7)));
        var model = loaded.models().get(0);
        var built = build(loaded);
        assertThat(built.report().path()).as(built.report().reason()).isEqualTo(KernelReport.Path.KERNEL);
        assertThat(built.report().cases()).isGreaterThan(200);
        var random = new Random(11);
        int answered = 0;
        for (int i = 0; i < 200; i++) {
            var inputs = ManyRows.inputs(ROWS, random);
            var answer = KernelEngine.answer(built.kernel(), inputs);
            if (answer != null) {
                answered++;
                assertThat(answer).as(inputs.toString()).isEqualTo(loaded.kie().evaluate(model, inputs));
            }
        }
        // rows that meet under ANY are an error that KIE is to report
        assertThat(answered).isGreaterThan(hitPolicy.equals("ANY") ? -1 : 190);
    }

    @Test
    void shouldGiveTheDefaultWhereNoRowMatches() {
        var dmn = ManyRows.dmn(ROWS, "UNIQUE", 3)
                .replace(
                        "typeRef=\"string\"></output>",
                        "typeRef=\"string\"><defaultOutputEntry><text>\"无\"</text></defaultOutputEntry></output>")
                .replace(
                        "typeRef=\"number\"></output>",
                        "typeRef=\"number\"><defaultOutputEntry><text>-1</text></defaultOutputEntry></output>");
        var loaded = KieModels.load(List.of(dmn));
        var built = build(loaded);
        var random = new Random(5);
        int defaults = 0;
        for (int i = 0; i < 100; i++) {
            var inputs = ManyRows.inputs(ROWS, random);
            var answer = KernelEngine.answer(built.kernel(), inputs);
            assertThat(answer).isEqualTo(loaded.kie().evaluate(loaded.models().get(0), inputs));
            defaults += answer.outputs().toString().contains("points=-1") ? 1 : 0;
        }
        assertThat(defaults).isBetween(10, 99);
    }

    @Test
    void shouldRefuseALookupThatDiffersAndShowTheCase() {
        var dmn = ManyRows.dmn(ROWS, "FIRST", 7);
        var model = KieModels.load(List.of(dmn)).models().get(0);
        // judged by a KIE whose table has another conclusion in one row of ten
        var other = KieModels.load(List.of(dmn.replaceAll("\"第(\\d*)3条\"", "\"别的\"")));
        var feel = new KieFeel();
        var steps = new ModelReader(model, feel).read();
        var layout = new Layout(model, ModelReader.words(steps));
        var lookup = new Lookup(model, steps, layout, feel, List.of());
        var kernel = new Kernel(layout, lookup, List.of());

        var proof = new EquivalenceCheck(other.models().get(0), other.kie(), kernel).prove(lookup);

        assertThat(proof.counterexample()).contains("kind=").contains("≠ KIE").contains("别的");
    }

    /** A decision that takes the table's answer further, with a formula. */
    @Test
    void shouldDecideWhatRestsOnTheTableToo() {
        var dmn = ManyRows.dmn(ROWS, "FIRST", 7).replace("</definitions>", """
                          <decision id="e" name="total" label="合计">
                            <variable id="e-var" name="total" typeRef="Any"/>
                            <informationRequirement id="e-1"><requiredDecision href="#d"/></informationRequirement>
                            <informationRequirement id="e-2"><requiredInput href="#in-count"/></informationRequirement>
                            <literalExpression id="e-x"><text>if result = null then count else result.points + count</text></literalExpression>
                          </decision>
                        </definitions>""");
        var loaded = KieModels.load(List.of(dmn));
        var built = build(loaded);
        assertThat(built.report().path()).as(built.report().reason()).isEqualTo(KernelReport.Path.KERNEL);
        var random = new Random(13);
        for (int i = 0; i < 100; i++) {
            var inputs = ManyRows.inputs(ROWS, random);
            assertThat(KernelEngine.answer(built.kernel(), inputs))
                    .isEqualTo(loaded.kie().evaluate(loaded.models().get(0), inputs));
        }
    }

    @Test
    void shouldLeaveValuesThatNoTypeAllowsToKie() {
        var loaded = KieModels.load(List.of(ManyRows.dmn(ROWS, "FIRST", 7)));
        var kernel = build(loaded).kernel();
        var inputs = new HashMap<>(ManyRows.inputs(ROWS, new Random(1)));
        for (var wrong : List.of(Map.entry("kind", "没有这一类"), Map.entry("area", "外"))) {
            var changed = new HashMap<>(inputs);
            changed.put(wrong.getKey(), wrong.getValue());
            assertThat(KernelEngine.answer(kernel, changed)).isNull();
        }
    }
}
