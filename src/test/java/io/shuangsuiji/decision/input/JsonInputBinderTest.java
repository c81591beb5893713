package io.shuangsuiji.decision.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.statistics.Statistics;
import net.jqwik.api.statistics.StatisticsReport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A line read in one pass is answered, repeated and named as one that is parsed first, or left. */
class JsonInputBinderTest {
    private static final Edition GENERAL = TestEditions.shipped();
    private static final Edition FAST = CompiledJsonEvaluator.accelerate(GENERAL);
    private static final DecisionModel MODEL = FAST.model("classification").orElseThrow();
    private static final Workers WORKERS = new Workers(2);

    @AfterContainer
    static void close() {
        WORKERS.close();
    }

    private static byte[] batch(Edition edition, boolean minimal, byte[] lines) throws IOException {
        var request = new Batch.Request(edition, MODEL, FileFormat.NDJSON, minimal, null, Map.of(), null);
        var out = new ByteArrayOutputStream();
        Batch.open(
                        request,
                        Batch.Limits.WIDE,
                        new ByteArrayInputStream(lines),
                        failure -> Map.of("detail", String.valueOf(failure.getMessage())),
                        Batch.Recorder.NONE)
                .run(out, WORKERS, counts -> {});
        return out.toByteArray();
    }

    @Property(tries = 300)
    @StatisticsReport(StatisticsReport.StatisticsReportMode.OFF)
    void anyLineIsAnsweredAsTheGeneralWayDoes(@ForAll("lines") List<byte[]> lines) throws IOException {
        var body = new ByteArrayOutputStream();
        for (var line : lines) {
            body.writeBytes(line);
            body.write('\n');
            Statistics.collect(pass(line) != null);
        }
        Statistics.coverage(lineIs -> lineIs.check(true).percentage(answered -> answered > 20 && answered < 80));
        for (boolean minimal : new boolean[] {true, false}) {
            assertThat(new String(batch(FAST, minimal, body.toByteArray()), StandardCharsets.UTF_8))
                    .isEqualTo(new String(batch(GENERAL, minimal, body.toByteArray()), StandardCharsets.UTF_8));
        }
    }

    @Provide
    Arbitrary<List<byte[]>> lines() {
        return Combinators.combine(
                        objects(), Arbitraries.frequency(Tuple.of(9, -1), Tuple.of(1, 0)), Arbitraries.integers())
                .as((line, disturbed, where) -> {
                    var bytes = line.getBytes(StandardCharsets.UTF_8);
                    if (disturbed == 0) {
                        // what is cut off, added or no longer UTF-8
                        int at = Math.floorMod(where, bytes.length);
                        bytes[at] = (byte) (where >> 8);
                        bytes[at] = bytes[at] == '\n' ? (byte) ' ' : bytes[at];
                    }
                    return bytes;
                })
                .list()
                .ofMinSize(1)
                .ofMaxSize(30);
    }

    /** Inputs of the model in any order of keys, some of them with other values, keys twice, and further keys. */
    private static Arbitrary<String> objects() {
        var object = Combinators.combine(
                        member("objectType", "\"排污单位\"", "\"加油站\"", "\"\\u52a0油站\""),
                        member("supervisionLevel", "\"一般\"", "\"重点\"", "null"),
                        member("creditRating", "\"环保良好企业\"", "\"环保警示企业\"", "null"),
                        member("complaintsInQuarter", "0", "12", "3.0"),
                        member("onPositiveList", "true", "false", "null"),
                        member("lastPenaltyDate", "\"2024-02-29\"", "\"2023-12-31\"", "null"),
                        furtherMembers(),
                        Arbitraries.randomValue(Random::nextLong))
                .as((type, level, rating, complaints, listed, penalty, further, seed) ->
                        object(seed, further, type, level, rating, complaints, listed, penalty));
        return Combinators.combine(
                        object.map(text -> "\"object\":" + text),
                        member("taskType", "\"日常\""),
                        member("evaluationDate", "\"2024-03-20\"", "\"2024-04-01\""),
                        Arbitraries.frequencyOf(
                                Tuple.of(30, Arbitraries.just(List.<String>of())), Tuple.of(1, furtherMembers())),
                        Arbitraries.randomValue(Random::nextLong))
                .as((structure, task, date, further, seed) -> object(seed, further, structure, task, date));
    }

    private static String object(long seed, List<String> further, String... members) {
        var random = new Random(seed);
        var all = new ArrayList<>(further);
        for (var member : members) {
            int times = random.nextInt(200);
            all.addAll(Collections.nCopies(times < 2 ? 2 * times : 1, member));
        }
        Collections.shuffle(all, random);
        var space = random.nextInt(4) == 0 ? " " : "";
        return "{" + space + String.join(space + "," + space, all) + space + "}";
    }

    private static Arbitrary<String> member(String name, String... usual) {
        return Arbitraries.frequencyOf(Tuple.of(30, Arbitraries.of(usual)), Tuple.of(1, values()))
                .map(value -> "\"" + name + "\":" + value);
    }

    private static Arbitrary<List<String>> furtherMembers() {
        return Combinators.combine(texts(), values())
                .as((key, value) -> key + ":" + value)
                .list()
                .ofMaxSize(4);
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.of(
                        "a",
                        "Z",
                        "0",
                        " ",
                        "公",
                        "é",
                        "\u007f",
                        "\u2028",
                        "\uffff",
                        "😀",
                        "\\u0041",
                        "\\u516c",
                        "\\n",
                        "\\u0000",
                        "\\u001f",
                        "\\\"",
                        "\\\\",
                        "\\/",
                        "\\ud83d\\ude00",
                        "\\ud800",
                        "object",
                        "Type")
                .list()
                .ofMaxSize(5)
                .map(pieces -> "\"" + String.join("", pieces) + "\"");
    }

    private static Arbitrary<String> numbers() {
        var odd = Arbitraries.of(
                "-0",
                "-0.0",
                "1e2",
                "1E-3",
                "-1.5E+10",
                "0e0",
                "1e400",
                "1e9999999999",
                "1".repeat(70),
                "0." + "0".repeat(70) + "1",
                "2".repeat(1_001),
                "01",
                "1.",
                "NaN");
        var plain = Arbitraries.of(
                "0",
                "0.00",
                "-0.50",
                "12.500",
                "1.0",
                "100",
                "9223372036854775807",
                "-9223372036854775808",
                "99999999999999999999",
                "0.10000000000000000000000000000001");
        var any = Arbitraries.bigDecimals().ofScale(3).map(BigDecimal::toPlainString);
        return Arbitraries.frequencyOf(Tuple.of(1, odd), Tuple.of(10, plain), Tuple.of(10, any));
    }

    private static Arbitrary<String> values() {
        var single = Arbitraries.frequencyOf(
                Tuple.of(20, texts()),
                Tuple.of(20, numbers()),
                Tuple.of(20, Arbitraries.of("true", "false", "null", "[]", "{}")),
                Tuple.of(1, Arbitraries.of("nul", "\"", "[", "}")));
        var deeper = Arbitraries.oneOf(single, listed(single), kept(single));
        return Arbitraries.frequencyOf(Tuple.of(4, single), Tuple.of(1, listed(deeper)), Tuple.of(1, kept(deeper)));
    }

    private static Arbitrary<String> listed(Arbitrary<String> elements) {
        return elements.list().ofMaxSize(3).map(list -> "[" + String.join(", ", list) + "]");
    }

    private static Arbitrary<String> kept(Arbitrary<String> values) {
        return Combinators.combine(texts(), values)
                .as((key, value) -> key + ": " + value)
                .list()
                .ofMaxSize(3)
                .map(list -> "{" + String.join(",", list) + "}");
    }

    private static String pass(byte[] line) {
        var input = new ByteArrayOutputStream();
        var outputs = new ByteArrayOutputStream();
        var id = FAST.engine().lines(MODEL).orElseThrow().identified(line, 0, line.length, input, outputs);
        if (id == null) {
            assertThat(input.size() + outputs.size()).isZero();
            return null;
        }
        var decided = EvaluationResult.of(GENERAL, MODEL, line);
        assertThat(outputs.toByteArray()).isEqualTo(Json.bytes(decided.outputs()));
        assertThat(input.toString(StandardCharsets.UTF_8))
                .isEqualTo(new String(Json.bytes(decided.input()), StandardCharsets.UTF_8));
        assertThat(id).isEqualTo(DecisionId.of(GENERAL, MODEL, decided.input()));
        return input.toString(StandardCharsets.UTF_8);
    }

    /** How an object is repeated, once every part of the answer is as the general way has it; null where it is left. */
    private static String read(String object) {
        return pass(("{\"object\":" + object + ",\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}")
                .getBytes(StandardCharsets.UTF_8));
    }

    private static String with(String members) {
        return read("{\"objectType\":\"排污单位\",\"supervisionLevel\":\"一般\",\"complaintsInQuarter\":0," + members + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":\"NS-1\"",
                "\"名称\":\"甲公司\"",
                "\"name\":\"“甲”\\\"乙\\\"\\n\\u0001\\u007f\\/\\\\\"",
                "\"name\":\"𠮷野家\\ud83d\\ude00\"",
                "\"n😀\\n\":\"\\ud800\"",
                "\"z\":-12.5,\"a\":99999999999999999999,\"m\":0.10",
                "\"longitude\":113.930,\"latitude\":22.0",
                "\"creditRating\":null,\"note\":null",
                "\"tags\":[\"b\",null,{\"z\":1,\"a\":[],\"n\":null},[1.50,true]],\"address\":{}",
                "\"b\":1,\"B\":2,\"\":3"
            })
    void shouldAnswerFurtherKeysItself(String members) {
        assertThat(with(members)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"id\":1,\"id\":1",
                "\"i\\u0064\":1,\"id\":1",
                "\"id\":null,\"id\":null",
                "\"objectType\":\"排污单位\"",
                "\"address\":{\"a\":1,\"b\":2,\"a\":1}",
                "\"creditrating\":\"环保良好企业\"",
                "\"creditRating\":\"一般\"",
                "\"creditRating\":{}",
                "\"id\":-0",
                "\"id\":-0.00",
                "\"id\":1e2",
                "\"id\":01",
                "\"id\":[1,]",
                "\"id\":1}, {\"a\":2",
            })
    void shouldLeaveWhatIsWrongOrOdd(String members) {
        assertThat(with(members)).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", " 1", ",", "}", "x"})
    void shouldLeaveWhatHasMoreBehindIt(String more) {
        var line = "{\"object\":{\"objectType\":\"排污单位\",\"supervisionLevel\":\"一般\",\"complaintsInQuarter\":0},"
                + "\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}";
        assertThat(pass((line + " \t\r").getBytes(StandardCharsets.UTF_8))).isEqualTo(line);
        assertThat(pass((line + more).getBytes(StandardCharsets.UTF_8))).isNull();
    }

    @Test
    void shouldLeaveALongNumberAndALongLine() {
        assertThat(with("\"id\":" + "1".repeat(64))).isNotNull();
        assertThat(with("\"id\":" + "1".repeat(65))).isNull();
        assertThat(with("\"id\":\"" + "1".repeat(9_700) + "\"")).isNotNull();
        assertThat(with("\"id\":\"" + "1".repeat(10_000) + "\"")).isNull();
    }

    @Test
    void shouldPutAnyNumberOfKeysInOrder() {
        var members = new ArrayList<String>();
        for (int i = 0; i < 300; i++) {
            members.add("\"k" + i * 7 % 300 + "\":" + i);
        }
        assertThat(with(String.join(",", members))).contains("\"k299\":");
        assertThat(with(String.join(",", members) + ",\"k0\":0")).isNull();
    }

    @Test
    void shouldBeginAnewAfterALineThatWasLeft() {
        assertThat(with("\"id\":\"" + "x".repeat(5_000) + "\",\"id\":1")).isNull();
        assertThat(with("\"creditRating\":null"))
                .isEqualTo(
                        "{\"object\":{\"objectType\":\"排污单位\",\"supervisionLevel\":\"一般\","
                                + "\"complaintsInQuarter\":0,\"creditRating\":null},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}");
    }
}
