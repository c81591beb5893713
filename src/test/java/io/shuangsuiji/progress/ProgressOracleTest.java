package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress.ChannelCount;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** Generated ledgers: the answer is what a plain recomputation gives, and does not depend on the order of the rows. */
class ProgressOracleTest {
    private static final Edition EDITION = TestEditions.served();
    private static final String PROVINCE = "广东省行政执法信息公示平台";
    private static final String WEBSITE = "深圳市生态环境局官网";

    @Property(tries = 60)
    void shouldAgreeWithAPlainRecomputation(
            @ForAll long seed, @ForAll @IntRange(min = 1, max = 60) int size, @ForAll @IntRange(max = 110) int day) {
        var ledger = Ledgers.csv(EDITION, lines(seed, size));
        var on = PlainProgress.FIRST.plusDays(day);
        var plain = new PlainProgress(ledger.tasks(), on);
        var found = Ledgers.progress(EDITION, on.toString(), "2024Q1", ledger, null);

        assertThat(found.tasksOfPeriod()).isEqualTo(plain.tasks);
        var overall = found.completion().get(0);
        assertThat(overall.completed()).isEqualTo(plain.completed);
        for (int i = 0; i < 3; i++) {
            var milestone = overall.milestones().get(i);
            assertThat(milestone.required()).isEqualTo(plain.required[i]);
            assertThat(milestone.completed()).isEqualTo(plain.byMonth[i]);
            assertThat(milestone.missing()).isEqualTo(Math.max(0, plain.required[i] - plain.byMonth[i]));
        }
        plain.teams.forEach((team, counts) -> assertThat(found.completion())
                .filteredOn(each -> team.equals(each.team()))
                .singleElement()
                .satisfies(each -> {
                    assertThat(each.tasks()).isEqualTo(counts[0]);
                    assertThat(each.completed()).isEqualTo(counts[1]);
                }));
        assertThat(found.joint().joint()).isEqualTo(plain.joint);
        assertThat(found.joint().total()).isEqualTo(plain.counted);
        assertThat(found.joint().met()).isEqualTo(plain.joint * 100 >= 15 * plain.counted);
        assertThat(channel(found, PROVINCE).overdue()).isEqualTo(plain.overdueProvince);
        assertThat(channel(found, PROVINCE).late()).isEqualTo(plain.lateProvince);
        assertThat(channel(found, PROVINCE).dueSoon()).isEqualTo(plain.soonProvince);
        assertThat(channel(found, WEBSITE).overdue()).isEqualTo(plain.overdueWebsite);
        assertThat(found.overdue()).hasSize((int) (plain.overdueProvince + plain.overdueWebsite));
        for (int i = 0; i < 5; i++) {
            assertThat(found.states().get(i).tasks()).isEqualTo(plain.states[i]);
            assertThat(found.states().get(i).skipped()).isEqualTo(plain.skipped[i]);
        }
        assertThat(found.rates().get(0).inspected()).isEqualTo(plain.inspected);
        assertThat(found.rates().get(0).problems()).isEqualTo(plain.problems);
        assertThat(found.rates().get(0).filed()).isEqualTo(plain.filed);
    }

    @Property(tries = 25)
    void shouldGiveTheSameAnswerInAnyOrderOfRows(@ForAll long seed, @ForAll @IntRange(min = 2, max = 40) int size) {
        var lines = lines(seed, size);
        var shuffled = new ArrayList<>(Arrays.asList(lines).subList(1, lines.length));
        Collections.shuffle(shuffled, new Random(seed + 1));
        var other = Stream.concat(Stream.of(lines[0]), shuffled.stream()).toArray(String[]::new);

        assertThat(answer(other)).isEqualTo(answer(lines));
    }

    private static ObjectNode answer(String[] lines) {
        var progress = Ledgers.progress(EDITION, "2024-03-10", "2024Q1", lines);
        ObjectNode answer = Json.mapper().valueToTree(progress);
        // the digest of the file itself
        answer.remove("ledger");
        return answer;
    }

    private static ChannelCount channel(Progress progress, String name) {
        return progress.publication().stream()
                .filter(each -> each.channel().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** A ledger of the quarter in any state of disorder; some ids come twice. */
    private static String[] lines(long seed, int size) {
        var random = new Random(seed);
        var lines = new ArrayList<String>();
        lines.add(Ledgers.HEADER + ",所属时段");
        var teams = List.of("执法科一队", "执法科二队", "执法科三队", "执法科九队");
        for (int i = 0; i < size; i++) {
            var id = "T" + random.nextInt(size * 3);
            var days = new String[8];
            var day = PlainProgress.FIRST.plusDays(random.nextInt(60));
            for (int d = 0; d < days.length; d++) {
                day = day.plusDays(random.nextInt(9));
                boolean there = random.nextInt(100) < (d < 4 ? 92 : 75);
                days[d] = there ? (random.nextInt(40) == 0 ? day.minusDays(20) : day).toString() : "";
            }
            lines.add(String.join(
                    ",",
                    id,
                    "PW-" + random.nextInt(100),
                    "企业",
                    "",
                    "一般排污单位",
                    "排污单位",
                    random.nextInt(6) == 0 ? "跨部门联合" : "日常",
                    teams.get(random.nextInt(teams.size())),
                    days[0],
                    days[1],
                    days[2],
                    days[3],
                    days[4],
                    days[5],
                    days[6],
                    days[7],
                    random.nextBoolean() ? "是" : "否",
                    random.nextBoolean() ? "是" : "",
                    "",
                    "2024Q1"));
        }
        return lines.toArray(String[]::new);
    }
}
