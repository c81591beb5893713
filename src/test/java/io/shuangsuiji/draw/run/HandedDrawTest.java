package io.shuangsuiji.draw.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From files and texts to documents. */
class HandedDrawTest {
    private static DrawRun.Made made(HandedDraws handed) throws Exception {
        return HandedDraw.draw(handed.handed(), HandedDraws.IN_FORCE, HandedDraws.DRAWN);
    }

    @Test
    void drawsWhatWasCommittedToAndItVerifies() throws Exception {
        var made = made(HandedDraws.draw());
        var files = DrawFiles.of(made);
        assertThat(files.keySet())
                .containsExactly(
                        "commitment.json", "draw.json", "review.json", "tasks.json", "任务清单.csv", "任务清单.xlsx", "备选.csv");
        assertThat(new String(files.get("commitment.json"), StandardCharsets.UTF_8))
                .isEqualTo(HandedDraws.commitment());
        var verified = Verification.of(new Published(
                files.get("draw.json"), files.get("commitment.json"), files.get("tasks.json"), List.of(), List.of()));
        assertThat(verified.consistent())
                .as(() -> String.valueOf(verified.firstDifference()))
                .isTrue();
        assertThat(made.review().digest()).isEqualTo(made.draw().commitment().review());
        assertThat(made.draw().strata().stream()
                        .mapToInt(stratum -> stratum.drawn().size())
                        .sum())
                .isEqualTo(made.tasks().visits().stream()
                        .mapToInt(visit -> visit.tasks().size())
                        .sum())
                .isPositive();
        assertThat(new String(files.get("任务清单.csv"), StandardCharsets.UTF_8)).contains("2023-12-27");
        var all = CanonicalJson.tree(DrawFiles.json(made));
        assertThat(CanonicalJson.write(all.get("draw"))).isEqualTo(made.draw().bytes());
        assertThat(CanonicalJson.write(all.get("tasks"))).isEqualTo(made.tasks().bytes());
    }

    @Test
    void takesTheOrderOfNoFile() throws Exception {
        var one = DrawFiles.of(made(HandedDraws.draw()));
        for (long seed = 1; seed <= 3; seed++) {
            var random = new Random(seed);
            var other = DrawFiles.of(made(HandedDraws.draw()
                    .file(Handed.REGISTRY, shuffled(String.join("\n", Draws.lines()), random))
                    .file(Handed.ROSTER, shuffled(HandedDraws.roster(), random))
                    .file(Handed.HISTORY, shuffled(HandedDraws.history(), random))));
            for (var name : List.of("commitment.json", "draw.json", "review.json", "tasks.json", "任务清单.csv")) {
                assertThat(other.get(name)).as(name).isEqualTo(one.get(name));
            }
        }
    }

    private static String shuffled(String text, Random random) {
        var lines = HandedDraws.lines(text);
        Collections.shuffle(lines.subList(1, lines.size()), random);
        return String.join("\n", lines);
    }

    @Test
    void takesOfficersFromTheRosterWhereNobodyGivesThem() throws Exception {
        var committed = HandedDraw.commit(
                HandedDraws.commit()
                        .without("officers")
                        .without("participatingOfficers")
                        .handed(),
                HandedDraws.IN_FORCE,
                Draws.TODAY);
        assertThat(committed.commitment().parameters())
                .containsEntry("officers", "36")
                .containsEntry("participatingOfficers", "36");
    }

    @Test
    void recordsADrawWhoseRandomnessDidNotCome() throws Exception {
        var made = made(HandedDraws.draw().without(Handed.RANDOMNESS).text(Handed.VOID, "当期开奖取消"));
        assertThat(made.tasks()).isNull();
        assertThat(DrawFiles.of(made).keySet()).containsExactly("commitment.json", "draw.json", "review.json");
        assertThat(new String(DrawFiles.json(made), StandardCharsets.UTF_8)).endsWith("\"tasks\":null}");
        var next = HandedDraw.commit(
                HandedDraws.commit()
                        .text(Handed.SEQUENCE, "2")
                        .text(Handed.PREDECESSOR, made.draw().commitmentDigest().replaceAll("(.{4})", "$1 "))
                        .text(Handed.REPLACES, made.draw().commitmentDigest())
                        .handed(),
                HandedDraws.IN_FORCE,
                Draws.TODAY);
        assertThat(next.commitment().predecessor()).isEqualTo(made.draw().commitmentDigest());
        assertThat(next.commitment().replaces()).isEqualTo(made.draw().commitmentDigest());
    }

    @Test
    void takesTheCommitmentBeforeWhole() throws Exception {
        var before = HandedDraws.commitment();
        var next = HandedDraws.commit()
                .text(Handed.SEQUENCE, "2")
                .text(Handed.RANDOMNESS, "双色球@2023-12-28", "超级大乐透@2023-12-30")
                .text(Handed.PREDECESSOR, before)
                .handed();
        assertThat(HandedDraw.commit(next, HandedDraws.IN_FORCE, Draws.TODAY)
                        .commitment()
                        .predecessor())
                .isEqualTo(HashAlgorithm.SHA_256.hex(before.getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void takesRandomnessAsOneList() throws Exception {
        var committed = HandedDraw.commit(
                HandedDraws.commit()
                        .text(
                                Handed.RANDOMNESS,
                                "[{\"source\":\"双色球\",\"day\":\"2023-12-26\"},{\"source\":\"超级大乐透\",\"day\":\"2023-12-27\"}]")
                        .handed(),
                HandedDraws.IN_FORCE,
                Draws.TODAY);
        assertThat(new String(committed.commitment().bytes(), StandardCharsets.UTF_8))
                .isEqualTo(HandedDraws.commitment());
        assertThat(made(HandedDraws.draw().text(Handed.RANDOMNESS, "[\"" + String.join("\",\"", Draws.RESULTS) + "\"]"))
                        .draw()
                        .bytes())
                .isEqualTo(made(HandedDraws.draw()).draw().bytes());
    }

    @Test
    void keepsTheSecretOutOfEveryText() {
        assertThat(HandedDraws.commit().handed().toString()).doesNotContain(Draws.SECRET);
    }

    /** Asked for 12 of 48, of which 39 have reached the cap: the rest is drawn, and it is said by which clause. */
    @Test
    void saysThatFewerAreBelowTheirCapThanAreAskedFor(@TempDir Path editions) throws Exception {
        var folder = TestEditions.copyTo(editions, "2024-01-01");
        TestEditions.replaceOnce(folder.resolve("caps.dmn"), "<text>null</text>", "<text>1</text>");
        var edition =
                TestEditions.load(editions).inForceOn(LocalDate.of(2024, 1, 1)).orElseThrow();
        var registry = new StringBuilder("对象编号,对象类型,监管级别,执法队,本年已检查次数\n");
        for (int i = 0; i < 48; i++) {
            registry.append("P%02d,排污单位,特殊,执法科一队,%d\n".formatted(i, i < 39 ? 1 : 0));
        }
        var committed = HandedDraw.commit(
                HandedDraws.commit()
                        .file(Handed.REGISTRY, registry.toString())
                        .without(Handed.HISTORY)
                        .handed(),
                day -> edition,
                Draws.TODAY);
        var made = HandedDraw.draw(
                HandedDraws.draw()
                        .file(Handed.REGISTRY, registry.toString())
                        .without(Handed.HISTORY)
                        .file(Handed.COMMITMENT, committed.commitment().bytes())
                        .handed(),
                day -> edition,
                HandedDraws.DRAWN);
        var stratum = made.draw().strata().stream()
                .filter(each -> each.population() > 0)
                .findFirst()
                .orElseThrow();
        assertThat(stratum.drawn()).hasSize(9);
        assertThat(stratum.passedOver()).isNotEmpty();
        assertThat(made.tasks().findings()).anySatisfy(finding -> {
            assertThat(finding.message()).contains("应抽 12", "只能抽 9", "缺口 3");
            assertThat(finding.clause()).isEqualTo("四(二)1 一是");
        });
    }
}
