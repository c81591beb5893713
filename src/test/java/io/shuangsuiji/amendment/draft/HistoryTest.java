package io.shuangsuiji.amendment.draft;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class HistoryTest {
    private final List<Entry> log = new ArrayList<>();

    private HistoryTest did(Step step, String edition, String... words) {
        long number = log.size() + 1L;
        log.add(new Entry(
                number,
                Instant.ofEpochSecond(number),
                step,
                "李四",
                "d",
                1,
                edition,
                new TreeMap<>(),
                List.of(words),
                null,
                null));
        return this;
    }

    private History history() {
        return new History(log);
    }

    @Test
    void shouldTellTheReasonOfAReturnUntilTheDraftGoesUpAnew() {
        did(Step.SUBMIT, null, "送审").did(Step.RETURN, null, "退回：补充依据").did(Step.EDIT, null, "改");
        assertThat(history().returned().orElseThrow().words()).containsExactly("退回：补充依据");
        did(Step.SUBMIT, null, "送审");
        assertThat(history().returned()).isEmpty();
        did(Step.RECALL, null, "撤回送审");
        assertThat(history().returned()).as("it was answered already").isEmpty();
    }

    @Test
    void shouldRememberWhatApproversHaveSaid() {
        did(Step.RETURN, null, "退回：补充依据").did(Step.APPROVE, null, "批准", "意见：同意").did(Step.APPROVE, null, "批准");
        assertThat(history().opinions()).extracting(Entry::number).containsExactly(1L, 2L);
    }

    @Test
    void shouldTakeAStepThatTheServiceTookBackForNobodysOpinion() {
        did(Step.RETURN, "2027-01-01", "步骤没有完成：文件夹 2027-01-01 已存在");
        assertThat(history().returned()).isEmpty();
        assertThat(history().opinions()).isEmpty();
    }
}
