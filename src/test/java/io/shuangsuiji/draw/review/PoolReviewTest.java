package io.shuangsuiji.draw.review;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.Rows;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.review.PoolReview.Kind;
import io.shuangsuiji.draw.review.PoolReview.Row;
import io.shuangsuiji.draw.run.DrawRun;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.draw.run.HandedDraw;
import io.shuangsuiji.draw.run.HandedDraws;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class PoolReviewTest {
    private static final String HEADER = "对象编号,单位名称,执法队,对象类型,监管级别,行政处罚决定日期,季度内投诉宗数,本年已检查次数,统一社会信用代码\n";
    private static final String BEFORE = HEADER
            + "A1,甲厂,执法科一队,排污单位,重点,,0,0,\n"
            + "A2,乙厂,执法科一队,排污单位,重点,,0,0,\n"
            + "A3,丙厂,执法科二队,排污单位,重点,,0,0,\n"
            + "A4,丁厂,执法科二队,排污单位,重点,,0,0,\n";

    private static DrawRun.Reviewed review(String before, String now, String history) throws Exception {
        var handed = HandedDraws.review().file(Handed.REGISTRY, now).without(Handed.HISTORY);
        if (before != null) {
            handed.file(Handed.PREVIOUS, before);
        }
        if (history != null) {
            handed.file(Handed.HISTORY, history);
        }
        return HandedDraw.review(handed.handed(), HandedDraws.IN_FORCE);
    }

    private static Map<Kind, List<Row>> rows(DrawRun.Reviewed reviewed) {
        return reviewed.review().rows().stream().collect(Collectors.groupingBy(Row::kind));
    }

    @Test
    void saysWhatEnteredLeftAndChangedAndWhy() throws Exception {
        var now = HEADER
                + "A1,甲厂,执法科一队,排污单位,一般,,0,0,\n"
                + "A2,乙厂,执法科三队,排污单位,重点,,0,0,\n"
                + "A3,丙厂,执法科二队,排污单位,重点,,0,0,\n"
                + "A5,戊厂,,排污单位,重点,,0,0,\n";
        var rows = rows(review(BEFORE, now, "检查对象编号,所属时段\nA3,2023Q4\n"));
        assertThat(rows.get(Kind.ENTERED)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A5");
            assertThat(row.reasons()).containsExactly("上一时段的名录库中没有");
        });
        assertThat(rows.get(Kind.LEFT)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A4");
            assertThat(row.reasons()).containsExactly("本时段的名录库中没有");
        });
        assertThat(rows.get(Kind.STRATUM)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A1");
            assertThat(row.before()).isEqualTo("重点排污单位");
            assertThat(row.after()).isEqualTo("一般排污单位");
            assertThat(row.reasons()).anyMatch(reason -> reason.startsWith("监管级别：重点 → 一般"));
        });
        assertThat(rows.get(Kind.TEAM)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A2");
            assertThat(row.before()).isEqualTo("执法科一队");
            assertThat(row.after()).isEqualTo("执法科三队");
        });
        assertThat(rows.get(Kind.TIER)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A3");
            assertThat(row.after()).isEqualTo("本年抽中过");
            assertThat(row.reasons()).containsExactly("2023Q4 抽中过");
        });
        assertThat(rows.get(Kind.NO_TEAM)).extracting(Row::id).containsExactly("A5");
        assertThat(rows.values().stream().flatMap(List::stream))
                .allSatisfy(row -> assertThat(row.reasons()).isNotEmpty());
    }

    @Test
    void saysThatNothingWasCompared() throws Exception {
        var rows = rows(review(null, BEFORE, null));
        assertThat(rows).containsOnlyKeys(Kind.FIRST);
    }

    @Test
    void saysNothingOfARegistryThatIsAsItWas() throws Exception {
        assertThat(review(BEFORE, BEFORE, null).review().rows()).isEmpty();
    }

    @Test
    void showsWhatIsAmissWhereNothingCanBeDrawnYet() throws Exception {
        var reviewed =
                review(null, BEFORE + "A1,甲厂,执法科一队,排污单位,重点,,0,0,\nA6,己厂,执法科一队,排污单位,重点,,很多,0,\n", "检查对象编号\nA1\nB9\n");
        var rows = rows(reviewed);
        assertThat(reviewed.problems()).anyMatch(problem -> problem.pointer().equals("/registry"));
        assertThat(rows.get(Kind.DUPLICATE)).singleElement().satisfies(row -> {
            assertThat(row.id()).isEqualTo("A1");
            assertThat(row.after()).isEqualTo("2");
        });
        assertThat(rows.get(Kind.UNREADABLE)).singleElement().satisfies(row -> {
            assertThat(row.after()).isEqualTo("1");
            assertThat(row.reasons().get(0)).contains("季度内投诉宗数");
        });
        assertThat(rows.get(Kind.GONE)).extracting(Row::id).containsExactly("B9");
    }

    @Test
    void isADocumentWhoseDigestTheCommitmentStates() throws Exception {
        var review = review(BEFORE, BEFORE.replace("A4,", "A7,"), null).review();
        assertThat(CanonicalJson.read(review.bytes(), PoolReview.class)).contains(review);
        assertThat(review.digest()).isEqualTo(Rows.digest(review.hash(), review.rows()));
        var lines = Draws.lines();
        var rows = new ArrayList<>(lines.subList(1, lines.size()));
        Collections.shuffle(rows, new Random(7));
        var one = review(lines.get(0) + "\n" + String.join("\n", rows), String.join("\n", lines), null);
        var other = review(String.join("\n", lines), lines.get(0) + "\n" + String.join("\n", rows), null);
        assertThat(other.review().bytes()).isEqualTo(one.review().bytes());
    }
}
