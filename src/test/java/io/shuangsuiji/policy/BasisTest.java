package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class BasisTest {
    private static final LocalDate UNTIL = LocalDate.parse("2026-12-31");
    private static final Basis BASIS = new Basis("某通知", UNTIL);

    @Test
    void shouldBePointedOutForSoManyDaysUpToItsLast() {
        assertThat(BASIS.lapsesWithin(60, UNTIL.minusDays(61))).isFalse();
        assertThat(BASIS.lapsesWithin(60, UNTIL.minusDays(60))).isTrue();
        assertThat(BASIS.lapsesWithin(60, UNTIL)).isTrue();
        assertThat(BASIS.lapsesWithin(60, UNTIL.plusDays(1))).isFalse();
        assertThat(BASIS.expiredOn(UNTIL.plusDays(1))).isTrue();
        assertThat(new Basis("某办法", null).lapsesWithin(60, UNTIL)).isFalse();
    }

    @Test
    void shouldSayHowLongItStillHolds() {
        assertThat(BASIS.lapses(UNTIL.minusDays(10))).isEqualTo("依据「某通知」有效期至 2026-12-31，还有 10 天");
        assertThat(BASIS.lapses(UNTIL)).endsWith("今天是最后一天");
    }

    @Test
    void shouldBeAskedOfAnEditionAtOnce() {
        var info = new EditionInfo("某方案", null, null, List.of(BASIS, new Basis("某办法", null)), null);
        assertThat(info.lapsingWithin(60, UNTIL.minusDays(1))).containsExactly(BASIS);
        assertThat(info.lapsingWithin(60, UNTIL.plusDays(1))).isEmpty();
        assertThat(info.expiredOn(UNTIL.plusDays(1))).containsExactly(BASIS);
    }
}
