package io.shuangsuiji.draw.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Sealed;
import java.io.IOException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What was drawn is found to agree; what somebody rewrote is found, with all digests made to fit as far as they can be. */
public class VerificationTest {
    private final SampleDraw sample = SampleDraw.small(HashAlgorithm.SHA_256, 7);

    private static Published all(SampleDraw sample) {
        var receipts = Receipt.stream(sample.draw())
                .map(receipt -> new Published.File("receipt-" + receipt.id() + ".json", CanonicalJson.write(receipt)))
                .toList();
        return new Published(sample.draw().bytes(), sample.commitment().bytes(), sample.tasks(), receipts, List.of());
    }

    @ParameterizedTest
    @EnumSource
    void findsADrawConsistent(HashAlgorithm hash) {
        for (int seed = 0; seed < 20; seed++) {
            var verified = Verification.of(all(SampleDraw.small(hash, seed)));
            assertThat(verified.firstDifference()).isNull();
            assertThat(verified.consistent()).isTrue();
            assertThat(verified.checks())
                    .allMatch(check -> check.status() == Check.Status.SAME)
                    .hasSize(Check.Item.values().length);
        }
    }

    @Test
    void findsAVoidDrawConsistentAndNoneThatHasResults() throws IOException {
        var made = new SampleDraw.Maker().stratum("甲层", 5).voided("当日没有开奖").make(3);
        assertThat(Verification.of(Published.draw(made.draw().bytes())).consistent())
                .isTrue();
        assertThat(difference(rewritten(made.draw(), draw -> draw.put("tasks", "0".repeat(64)))))
                .contains("作废的抽取");
        assertThat(difference(rewritten(sample.draw(), draw -> draw.put("void", "结果不合意"))))
                .contains("作废的抽取");
    }

    @Test
    void checksACommitmentOrAReceiptAlone() {
        var commitment = Verification.of(new Published(null, sample.commitment().bytes(), null, List.of(), List.of()));
        assertThat(commitment.consistent()).isTrue();
        assertThat(commitment.commitmentDigest()).isEqualTo(sample.commitment().digest());
        var receipt = CanonicalJson.write(Receipt.stream(sample.draw()).toList().get(4));
        var file = new Published.File("receipt.json", receipt);
        assertThat(Verification.of(new Published(null, null, null, List.of(file), List.of()))
                        .consistent())
                .isTrue();
        assertThat(Verification.of(new Published(null, sample.commitment().bytes(), null, List.of(file), List.of()))
                        .consistent())
                .isTrue();
        var other = SampleDraw.small(HashAlgorithm.SHA_256, 8).commitment();
        assertThat(Verification.of(new Published(null, other.bytes(), null, List.of(file), List.of()))
                        .firstDifference()
                        .chinese())
                .contains("属于另一次抽取");
    }

    /** Names, what is found, and changes of draws that somebody makes who can compute digests. */
    public static Stream<Arguments> rewritings() {
        return Stream.of(
                rewriting("draws another", "应为", draw -> {
                    var drawn = (ArrayNode) draw.at("/strata/0/drawn");
                    ((ObjectNode) drawn.get(0)).put("id", "乙层（一队）-企业1999");
                }),
                rewriting("exchanges two that were drawn", "应为", draw -> {
                    var drawn = (ArrayNode) draw.at("/strata/0/drawn");
                    var first = drawn.get(0).get("id").textValue();
                    ((ObjectNode) drawn.get(0)).set("id", drawn.get(1).get("id"));
                    ((ObjectNode) drawn.get(1)).put("id", first);
                }),
                rewriting("draws one less", "抽中的应有", draw -> ((ArrayNode) draw.at("/strata/0/drawn")).remove(1)),
                rewriting(
                        "leaves out a substitute",
                        "备选的应有",
                        draw -> ((ArrayNode) draw.at("/strata/0/substitutes")).remove(1)),
                rewriting(
                        "asks for fewer", "第 1 层应为", draw -> ((ObjectNode) draw.at("/strata/0")).put("sampleSize", 1)),
                rewriting("leaves out a stratum", "承诺了 3 层", draw -> ((ArrayNode) draw.at("/strata")).remove(0)),
                rewriting(
                        "another ticket at the cut",
                        "最先未抽中",
                        draw -> ((ObjectNode) draw.at("/strata/0")).put("firstNotDrawn", "f".repeat(64))),
                rewriting(
                        "passes over another",
                        "频次上限",
                        draw -> ((ArrayNode) draw.at("/strata/0/passedOver"))
                                .addObject()
                                .put("id", "甲")
                                .put("ticket", "0")),
                rewriting("leaves out an object", "在名录中有", draw -> ((ArrayNode) draw.at("/pool")).remove(2)),
                rewriting(
                        "twice in the pool",
                        "没有按次序排列",
                        draw -> ((ArrayNode) draw.at("/pool")).insert(1, draw.at("/pool/0"))),
                rewriting(
                        "another tier",
                        "名录的根",
                        draw -> ((ObjectNode) draw.at("/pool/0"))
                                .put("tier", 2 - draw.at("/pool/0/tier").intValue() / 2 * 2)),
                rewriting("an impossible tier", "档次应为", draw -> ((ObjectNode) draw.at("/pool/0")).put("tier", 3)),
                rewriting(
                        "another object", "名录的根", draw -> ((ObjectNode) draw.at("/pool/0")).put("id", "乙层（一队）-企业0999")),
                rewriting("another secret", "不是事先承诺的秘密数", draw -> draw.put("secret", "0".repeat(64))),
                rewriting("a secret that is none", "秘密数不是", draw -> draw.put("secret", "0".repeat(63))),
                rewriting(
                        "other randomness",
                        "应为",
                        draw -> ((ArrayNode) draw.at("/randomness")).set(0, draw.textNode("03 08 15 21 29 33 + 13"))),
                rewriting("one randomness less", "承诺了 2 种", draw -> ((ArrayNode) draw.at("/randomness")).remove(1)),
                rewriting(
                        "randomness written otherwise",
                        "不是规定的写法",
                        draw -> ((ArrayNode) draw.at("/randomness")).set(0, draw.textNode("03  08 15 21 29 33 + 12"))),
                rewriting("a null", "没有值", draw -> draw.putNull("pool")),
                rewriting(
                        "a null in a list",
                        "没有值",
                        draw -> ((ArrayNode) draw.at("/randomness")).set(0, draw.nullNode())),
                rewriting("a member more", "多余", draw -> draw.put("comment", "手工调整")),
                rewriting("another type", "类型", draw -> draw.put("secret", 1)),
                rewriting("no tasks", "任务文件的摘要", draw -> draw.putNull("tasks")),
                rewriting("another format", "format", draw -> draw.put("format", "shuangsuiji/draw/2")),
                rewriting(
                        "another commitment",
                        "承诺的摘要应为",
                        draw -> ((ObjectNode) draw.at("/commitment")).put("issuer", "另一局")),
                rewriting("fewer bits", "位数合计", commitment(commitment -> commitment.put("bits", 40))),
                rewriting(
                        "another day",
                        "判定日期",
                        commitment(commitment -> commitment.put("evaluationDate", "2024-04-02"))),
                rewriting(
                        "a sequence without one before",
                        "应写明前一份承诺",
                        commitment(commitment -> commitment.put("sequence", 2))),
                rewriting(
                        "a larger pool",
                        "各层总体数合计",
                        commitment(commitment -> ((ObjectNode) commitment.at("/pool")).put("size", 17))),
                rewriting(
                        "a sample beyond the population",
                        "样本量或备选数有误",
                        commitment(commitment -> ((ObjectNode) commitment.at("/strata/0")).put("sampleSize", 99))),
                rewriting(
                        "strata out of order",
                        "没有按名称排列",
                        commitment(commitment -> ((ArrayNode) commitment.at("/strata"))
                                .add(commitment.at("/strata/0"))
                                .remove(0))),
                rewriting("a digest that is none", "64 位小写", commitment(commitment -> commitment.put("roster", "ABC"))),
                rewriting("no randomness", "没有写明公开随机数", commitment(commitment -> commitment.putArray("randomness"))),
                rewriting(
                        "randomness of no day",
                        "日期或位数",
                        commitment(
                                commitment -> ((ObjectNode) commitment.at("/randomness/0")).put("day", "2024-02-30"))),
                // with its digest made to fit the sample follows from another commitment: the tickets are others
                rewriting(
                        "another sample",
                        "应为",
                        commitment(commitment -> ((ObjectNode) commitment.at("/strata/0")).put("sampleSize", 1))));
    }

    private static Arguments rewriting(String what, String found, Consumer<ObjectNode> change) {
        return Arguments.of(what, found, change);
    }

    private static Consumer<ObjectNode> commitment(Consumer<ObjectNode> change) {
        return draw -> {
            var commitment = (ObjectNode) draw.at("/commitment");
            change.accept(commitment);
            draw.put("commitmentDigest", HashAlgorithm.SHA_256.hex(CanonicalJson.write(commitment)));
        };
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("rewritings")
    void findsWhatSomebodyRewroteAndSealedAnew(String what, String found, Consumer<ObjectNode> change)
            throws IOException {
        assertThat(difference(rewritten(sample.draw(), change))).contains(found);
    }

    @Test
    void findsThatTheCommitmentIsNotTheOnePublished() {
        var other = SampleDraw.small(HashAlgorithm.SHA_256, 8);
        assertThat(Verification.of(new Published(
                                sample.draw().bytes(), other.commitment().bytes(), null, List.of(), List.of()))
                        .firstDifference()
                        .chinese())
                .contains("不是事先公布的那一份");
        assertThat(Verification.of(new Published(sample.draw().bytes(), null, other.tasks(), List.of(), List.of()))
                        .firstDifference()
                        .chinese())
                .contains("任务文件的摘要应为");
    }

    @Test
    void saysWhatCannotBeRead() {
        for (var bytes : List.of("", "[]", "null", "{", "\uFEFF{}", "{\"a\":1,\"a\":1}", "[".repeat(5000))) {
            assertThat(difference(bytes.getBytes(java.nio.charset.StandardCharsets.UTF_8)))
                    .contains("draw.json");
        }
        assertThat(difference(new byte[] {0, 0, 0, '{', (byte) 0xff, (byte) 0xfe}))
                .contains("draw.json");
    }

    /** The draw with a change, and its digest made to fit. */
    public static byte[] rewritten(Draw draw, Consumer<ObjectNode> change) throws IOException {
        var tree = (ObjectNode) CanonicalJson.tree(draw.bytes());
        change.accept(tree);
        tree.put("digest", Sealed.digest(draw.commitment().hash(), tree));
        return CanonicalJson.write(tree);
    }

    static String difference(byte[] draw) {
        var verified = Verification.of(Published.draw(draw));
        assertThat(verified.consistent()).isFalse();
        return verified.firstDifference().chinese();
    }
}
