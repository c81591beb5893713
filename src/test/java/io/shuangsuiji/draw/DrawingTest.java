package io.shuangsuiji.draw;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.Commitments.Named;
import io.shuangsuiji.draw.Commitments.Terms;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.lot.Sealed;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DrawingTest {
    private static final DrawInputs INPUTS = Draws.inputs();

    private static Drawing.Objects objects(Commitment commitment, String review, List<String> randomness)
            throws IOException {
        return new Drawing(commitment, INPUTS, Secret.of(Draws.SECRET)).objects(Draws.pool(INPUTS), review, randomness);
    }

    private static Draw draw(DrawInputs inputs) throws IOException {
        return Draws.objects(Draws.commitment(inputs), inputs).with("1".repeat(64));
    }

    private static void refused(ThrowingCallable call, String pointer, String detail) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refusal -> assertThat(refusal.problems()).anySatisfy(problem -> {
                            assertThat(problem.pointer()).isEqualTo(pointer);
                            assertThat(problem.detail()).contains(detail);
                        }));
    }

    @Test
    void commitsToAllThatTheDrawDependsOn() throws Exception {
        var commitment = Draws.commitment(INPUTS);
        assertThat(commitment.period()).isEqualTo("2024Q1");
        assertThat(commitment.evaluationDate()).isEqualTo("2024-01-01");
        assertThat(commitment.bits()).isEqualTo(48);
        assertThat(commitment.parameters()).containsEntry("officers", "36");
        assertThat(commitment.strata()).anySatisfy(sample -> {
            assertThat(sample.stratum()).isEqualTo("重点排污单位");
            assertThat(sample.sampleSize()).isEqualTo((sample.population() + 7) / 8);
            assertThat(sample.substitutes()).isEqualTo((sample.sampleSize() + 4) / 5);
        });
        assertThat(commitment.pool().size())
                .isEqualTo(commitment.strata().stream()
                        .mapToInt(Commitment.Sample::population)
                        .sum());
        assertThat(CanonicalJson.read(commitment.bytes(), Commitment.class)).contains(commitment);
        // names of objects would tell who may be visited
        assertThat(new String(commitment.bytes(), StandardCharsets.UTF_8)).doesNotContain("NS-PW");
    }

    @ParameterizedTest
    @EnumSource
    void drawsByTickets(HashAlgorithm hash) throws Exception {
        var commitment = Draws.commitment(INPUTS, Draws.terms(hash));
        var draw = Draws.objects(commitment, INPUTS).with("1".repeat(64));
        assertThat(CanonicalJson.read(draw.bytes(), Draw.class)).contains(draw);
        assertThat(draw.strata()).hasSameSizeAs(commitment.strata());
        for (int i = 0; i < draw.strata().size(); i++) {
            var sample = commitment.strata().get(i);
            var selection = draw.strata().get(i);
            assertThat(selection.drawn()).hasSize(sample.sampleSize());
            var order = Stream.concat(selection.drawn().stream(), selection.substitutes().stream())
                    .map(Selection.Drawn::ticket)
                    .toList();
            assertThat(order).isSorted().doesNotHaveDuplicates();
            if (selection.firstNotDrawn() != null && selection.lastDrawn() != null) {
                assertThat(selection.firstNotDrawn()).isGreaterThan(selection.lastDrawn());
            }
        }
    }

    @Test
    void takesTheOrderOfNoFile() throws Exception {
        var lines = Draws.lines();
        var rows = lines.subList(1, lines.size());
        var one = draw(INPUTS);
        for (long seed = 1; seed <= 3; seed++) {
            Collections.shuffle(rows, new Random(seed));
            var shuffled = Draws.inputs(TestEditions.served(), Draws.registry(String.join("\n", lines)), Set.of());
            assertThat(draw(shuffled).bytes()).isEqualTo(one.bytes());
        }
    }

    @Test
    void drawsThoseFirstThatWereNotDrawnThisYear() throws Exception {
        var first = draw(INPUTS);
        var drawn = first.strata().stream()
                .flatMap(stratum -> stratum.drawn().stream())
                .map(Selection.Drawn::id)
                .collect(Collectors.toSet());
        var again = draw(Draws.inputs(TestEditions.served(), Draws.sample(), drawn));
        for (var stratum : again.strata()) {
            var fresh = again.pool().stream()
                    .filter(entry -> entry.stratum().equals(stratum.stratum()) && entry.tier() == PoolEntry.FRESH)
                    .count();
            assertThat(stratum.drawn().stream()
                            .filter(each -> each.tier() == PoolEntry.FRESH)
                            .count())
                    .as(stratum.stratum())
                    .isEqualTo(Math.min(fresh, stratum.sampleSize()));
        }
    }

    @Test
    void provesThatEachObjectTookPart() throws Exception {
        var draw = draw(INPUTS);
        var receipts = Receipt.stream(draw).toList();
        assertThat(receipts).hasSize(draw.pool().size()).allMatch(Receipt::proves);
        assertThat(receipts.get(0).root()).isEqualTo(draw.commitment().pool().root());
        var salts = new HashSet<String>();
        receipts.forEach(receipt -> salts.add(receipt.salt()));
        assertThat(salts).hasSameSizeAs(receipts);
    }

    @Test
    void refusesWhatWasNotCommittedTo() throws Exception {
        var commitment = Draws.commitment(INPUTS);
        refused(
                () -> new Drawing(commitment, INPUTS, Secret.of(Draws.SECRET.replace('9', '8'))),
                "/secret",
                "秘密数的摘要与承诺不符");
        var csv = String.join("\n", Draws.lines()) + "\n";
        var id = Draws.pool(INPUTS).entries().get(0).id();
        for (var other : List.of(
                csv.replaceFirst(id + ",", "NS-90002,"),
                csv.replaceFirst("(" + id + ",[^,]*,)[^,]*", "$1执法科九队"),
                csv.replaceFirst("\n" + id + ".*", ""))) {
            var swapped = Draws.inputs(TestEditions.served(), Draws.registry(other), Set.of());
            refused(() -> Draws.objects(commitment, swapped), "/registry", "名录库与承诺不符");
        }
        refused(
                () -> Draws.objects(commitment, Draws.inputs(TestEditions.served(), Draws.sample(), Set.of(id))),
                "/history",
                "本年抽中过的对象与承诺不符");
        refused(() -> objects(commitment, "1".repeat(64), Draws.RESULTS), "/previous", "名录变动与承诺不符");
        refused(() -> objects(commitment, Draws.REVIEW, List.of("03 08 14 20 27 33 + 09")), "/randomness", "承诺了 2 种");
        refused(
                () -> objects(commitment, Draws.REVIEW, List.of("3 8 14", "1")),
                "/randomness/0",
                "应写成「00 00 00 00 00 00 + 00」");
    }

    @Test
    void refusesWhatWouldLetSomebodySteer() {
        refused(() -> terms(List.of(new Named("双色球", "2023-12-26"))), "/randomness", "要求至少 40 位");
        refused(() -> terms(List.of(new Named("双色球", "2023-12-20"))), "/randomness/0/day", "可能已经公布");
        refused(() -> terms(List.of(new Named("掷骰子", "2023-12-26"))), "/randomness/0/source", "可用：双色球");
        refused(() -> terms(List.of(new Named("双色球", "12月26日"))), "/randomness/0/day", "应写成 2024-01-02");
        refused(
                () -> terms(List.of(new Named("双色球", "2023-12-26"), new Named("双色球", "2023-12-26"))),
                "/randomness/1/source",
                "重复");
        refused(() -> terms(List.of()), "/randomness", "没有指定");
        refused(() -> Secret.of("1234"), "/secret", "64 位十六进制");
        refused(() -> Secret.of("01".repeat(32)), "/secret", "不是随机产生的");
        refused(
                () -> Draws.commitment(
                        INPUTS,
                        new Terms(HashAlgorithm.SHA_256, 2, Secret.of(Draws.SECRET), Draws.SOURCES, "", null, null)),
                "/predecessor",
                "上一份承诺");
    }

    private static void terms(List<Named> randomness) throws IOException {
        Draws.commitment(
                INPUTS,
                new Terms(HashAlgorithm.SHA_256, 1, Secret.of(Draws.SECRET), randomness, Draws.REVIEW, null, null));
    }

    @Test
    void refusesAPoolThatCannotBeDrawnFrom() throws Exception {
        var csv = String.join("\n", Draws.lines()) + "\n";
        var twice = Draws.inputs(
                TestEditions.served(),
                Draws.registry(csv + csv.lines().skip(1).findFirst().orElseThrow() + "\n"),
                Set.of());
        refused(() -> Draws.pool(twice), "/registry", "重复");
        var nobody = Draws.inputs(TestEditions.served(), Draws.registry("对象编号,对象类型,监管级别\nA1,建设项目,特殊\n"), Set.of());
        refused(() -> Draws.pool(nobody), "/registry", "样本量都是 0");
    }

    @Test
    void writesRandomnessInOneWay() {
        var sources = RandomnessSource.of(TestEditions.served());
        assertThat(sources.get(0).normalised("33, 27,20,14,08,03+09")).contains("03 08 14 20 27 33 + 09");
        assertThat(sources.get(0).normalised("０３、０８、１４、２０、２７、３３ ＋ ０９")).contains("03 08 14 20 27 33 + 09");
        assertThat(sources.get(0).normalised("03 03 14 20 27 33 + 09")).isEmpty();
        assertThat(sources.get(4).normalised("0 7 0")).contains("0 7 0");
    }

    @Test
    void keepsADrawWhoseRandomnessDidNotCome() throws Exception {
        var commitment = Draws.commitment(INPUTS);
        var voided = Draws.voided(commitment, INPUTS, "当期开奖取消");
        assertThat(voided.voided()).isEqualTo("当期开奖取消");
        assertThat(voided.strata()).isEmpty();
        assertThat(voided.digest()).isEqualTo(Sealed.digest(commitment.hash(), voided));
        refused(() -> Draws.voided(commitment, INPUTS, " "), "/void", "作废须写明");
    }
}
