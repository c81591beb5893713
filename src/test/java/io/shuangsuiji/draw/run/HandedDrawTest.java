package io.shuangsuiji.draw.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.verify.Published;
import io.shuangsuiji.draw.verify.Verification;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

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
                .containsExactly("commitment.json", "draw.json", "review.json", "tasks.json", "任务清单.csv", "任务清单.xlsx");
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
}
