package io.shuangsuiji.decision.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.TestInputs;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.ByteEvaluator;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class CompiledJsonEvaluatorTest {
    private static final Edition GENERAL = TestEditions.shipped();
    private static final Edition FAST = CompiledJsonEvaluator.accelerate(GENERAL);

    /** Texts that may stand where a value does. */
    private static final List<String> ODD = List.of(
            "null",
            "true",
            "\"重点\"",
            "\"不是词\"",
            "12",
            "-1",
            "1.0",
            "1e2",
            "1E400",
            "0.5",
            "99999999999999999999",
            "\"2024-02-29\"",
            "\"2023-02-29\"",
            "\"2024-3-1\"",
            "[]",
            "{}",
            "[1,2]",
            "\"\"",
            "\"\\u91cd点\"");

    static List<String> models() {
        return FAST.models().values().stream()
                .filter(model -> FAST.engine().lines(model).isPresent())
                .map(DecisionModel::name)
                .toList();
    }

    private static String fast(DecisionModel model, byte[] json) {
        var out = new ByteArrayOutputStream();
        var answer = lines(model).outputs(json, 0, json.length, out) ? out.toString(StandardCharsets.UTF_8) : null;
        var input = new ByteArrayOutputStream();
        var outputs = new ByteArrayOutputStream();
        var id = lines(model).identified(json, 0, json.length, input, outputs);
        if (answer == null) {
            assertThat(id).isNull();
            assertThat(input.size() + outputs.size()).isZero();
        } else {
            assertThat(outputs.toString(StandardCharsets.UTF_8)).isEqualTo(answer);
            var tree = Json.read(json);
            assertThat(input.toByteArray()).isEqualTo(Json.bytes(tree));
            assertThat(id).isEqualTo(DecisionId.of(FAST, model, tree));
        }
        return answer;
    }

    private static ByteEvaluator lines(DecisionModel model) {
        return FAST.engine().lines(model).orElseThrow();
    }

    private static String general(DecisionModel model, byte[] json) {
        var decided = EvaluationResult.of(GENERAL, model, json);
        return decided.outputs() == null ? null : new String(Json.bytes(decided.outputs()), StandardCharsets.UTF_8);
    }

    @Test
    void shouldAnswerEveryModelThatHasAKernel() {
        assertThat(models()).contains("classification", "quota");
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldAnswerValidInputsAsTheGeneralWayDoes(String name) {
        var model = FAST.model(name).orElseThrow();
        var random = new Random(20240320);
        int accepted = 0;
        int answered = 0;
        for (int i = 0; i < 3_000; i++) {
            var json = TestInputs.of(model, random, i).toString().getBytes(StandardCharsets.UTF_8);
            var expected = general(model, json);
            var got = fast(model, json);
            accepted += expected == null ? 0 : 1;
            answered += got == null ? 0 : 1;
            assertThat(got).as(new String(json, StandardCharsets.UTF_8)).isIn(expected, null);
        }
        assertThat(answered).as("answered without the general way").isGreaterThanOrEqualTo(accepted * 9 / 10);
    }

    @ParameterizedTest
    @MethodSource("models")
    void shouldNeverAnswerWhatTheGeneralWayRefusesOrAnswersOtherwise(String name) {
        var model = FAST.model(name).orElseThrow();
        var random = new Random(7);
        for (int i = 0; i < 6_000; i++) {
            var text = disturbed(TestInputs.of(model, random, i), random);
            var json = text.getBytes(StandardCharsets.UTF_8);
            var got = fast(model, json);
            if (got != null) {
                assertThat(got).as(text).isEqualTo(general(model, json));
            }
        }
    }

    /** The text of an input with one value, key or character changed. */
    private static String disturbed(ObjectNode input, Random random) {
        var objects = new ArrayList<ObjectNode>(List.of(input));
        input.forEach(member -> {
            if (member instanceof ObjectNode structure) {
                objects.add(structure);
            }
        });
        var object = objects.get(random.nextInt(objects.size()));
        var names = new ArrayList<String>();
        object.fieldNames().forEachRemaining(names::add);
        var name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(5)) {
            case 0 -> object.set(name, odd(random));
            case 1 -> object.remove(name);
            case 2 -> object.set(name + (random.nextBoolean() ? "s" : " of another kind"), odd(random));
            case 3 -> {
                var text = input.toString();
                int at = random.nextInt(text.length());
                return text.substring(0, at) + "{}[],:\"1ax ".charAt(random.nextInt(11)) + text.substring(at + 1);
            }
            default -> {
                var text = input.toString();
                // the same key twice, or something after the end
                return random.nextBoolean()
                        ? text.replaceFirst("\\{", "{\"" + name + "\":" + odd(random) + ",")
                        : text + " " + odd(random);
            }
        }
        return input.toString();
    }

    private static JsonNode odd(Random random) {
        return Json.read(ODD.get(random.nextInt(ODD.size())).getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "[]", "1", "{", "{}", "{\"objectType\":\"排污单位\"}", "nul", "{\"population\":1e99999999999}"})
    void shouldLeaveWhatIsNoInput(String text) {
        assertThat(fast(FAST.model("quota").orElseThrow(), text.getBytes(StandardCharsets.UTF_8)))
                .isNull();
    }

    @Test
    void shouldReadOnlyItsOwnPartOfTheBytes() {
        var model = FAST.model("quota").orElseThrow();
        var line = "{\"objectType\":\"排污单位\",\"category\":\"重点\",\"population\":80,\"officers\":36,"
                + "\"participatingOfficers\":12,\"quarter\":1}";
        var bytes = ("xx" + line + "\n{").getBytes(StandardCharsets.UTF_8);
        var out = new ByteArrayOutputStream();
        assertThat(lines(model).outputs(bytes, 2, bytes.length - 2, out)).isTrue();
        assertThat(out.toString(StandardCharsets.UTF_8))
                .isEqualTo(general(model, line.getBytes(StandardCharsets.UTF_8)))
                .contains("\"required\":10");
    }
}
