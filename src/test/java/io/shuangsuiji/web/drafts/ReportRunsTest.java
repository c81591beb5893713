package io.shuangsuiji.web.drafts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.Draft;
import io.shuangsuiji.amendment.Report;
import java.io.IOException;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ReportRunsTest {
    private final ReportRuns runs = new ReportRuns();

    @AfterEach
    void stop() {
        runs.stop();
    }

    private static Draft draft(String reason) {
        return new Draft(
                "20240601-aaaaaaaa",
                1,
                Draft.State.DRAFTING,
                new Draft.Header("方案", null, reason, null, null),
                "2024-01-01",
                "",
                "张三",
                Collections.emptySortedSet(),
                Instant.EPOCH,
                "张三",
                Instant.EPOCH,
                null,
                List.of(),
                null,
                null,
                new TreeMap<>(),
                new TreeMap<>());
    }

    private ReportRuns.Run ended(ReportRuns.Work work) throws Exception {
        var run = runs.start(Report.CHECK, draft("一"), work);
        runs.await(Report.CHECK, draft("一"), 20);
        assertThat(run.finished()).isTrue();
        return run;
    }

    @Test
    void shouldTellHowFarItHasComeAndOnlyForward() throws Exception {
        var begun = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var run = runs.start(Report.CHECK, draft("一"), progress -> {
            progress.at("运行场景", 120, 300);
            // another thread, held up
            progress.at("运行场景", 90, 300);
            begun.countDown();
            await(goOn);
            progress.at("比较对象", 200, 0);
        });
        begun.await();
        assertThat(run.finished()).isFalse();
        assertThat(run.step().words()).isEqualTo("运行场景 120 / 300（40%）");
        assertThat(runs.find(Report.CHECK, draft("一"))).contains(run);
        assertThat(runs.find(Report.IMPACT, draft("一"))).isEmpty();
        assertThat(runs.find(Report.CHECK, draft("二")))
                .as("another version of the draft")
                .isEmpty();
        goOn.countDown();
        runs.await(Report.CHECK, draft("一"), 20);
        assertThat(run.finished()).isTrue();
        assertThat(run.step().words()).isEqualTo("比较对象 200");
        assertThat(run.problems()).isEmpty();
    }

    @Test
    void shouldSayWhyThereIsNoReport() throws Exception {
        assertThat(ended(progress -> {
                            throw new AmendmentRefused(AmendmentRefused.Why.INVALID, "草案有错误");
                        })
                        .problems())
                .containsExactly("草案有错误");
        assertThat(ended(progress -> {
                            throw new IOException("secret path");
                        })
                        .problems())
                .singleElement()
                .asString()
                .contains("服务内部错误")
                .doesNotContain("secret");
    }

    @Test
    void shouldTurnAwayWhatIsTooMuchAndGoOnAfterwards() throws Exception {
        var hold = new CountDownLatch(1);
        var ran = new CountDownLatch(9);
        ReportRuns.Work work = progress -> {
            await(hold);
            ran.countDown();
        };
        for (int i = 0; i < 9; i++) {
            runs.start(Report.CHECK, draft("第 " + i), work);
        }
        assertThatThrownBy(() -> runs.start(Report.CHECK, draft("又一"), work))
                .isInstanceOf(AmendmentRefused.class)
                .hasMessageContaining("稍后再试");
        assertThat(runs.find(Report.CHECK, draft("又一"))).isEmpty();
        hold.countDown();
        assertThat(ran.await(20, TimeUnit.SECONDS)).isTrue();
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
