package io.shuangsuiji.draw.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.verify.ChainLink.State;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A bureau's commitments: what is abandoned remains to be seen, and a second try beside is found. */
class ChainTest {
    private final SampleDraw first = maker().period("2024Q1", "2024-01-01").make(1);
    private final SampleDraw failed = maker().voided("当日没有开奖").after(first).make(2);
    private final SampleDraw abandoned = maker().after(failed).replaces(failed).make(3);
    private final SampleDraw last = maker().after(abandoned).make(4);

    private static SampleDraw.Maker maker() {
        return new SampleDraw.Maker().stratum("甲层", 6);
    }

    private static Verification verify(SampleDraw draw, Object... before) {
        var files = new ArrayList<Published.File>();
        for (var each : before) {
            files.add(new Published.File("file-" + files.size() + ".json", (byte[]) each));
        }
        return Verification.of(new Published(draw.draw().bytes(), null, null, List.of(), files));
    }

    private static String difference(Verification verified) {
        return verified.firstDifference().chinese();
    }

    @Test
    void followsTheChainInWhateverOrderItIsGiven() {
        var verified = verify(
                last,
                abandoned.commitment().bytes(),
                first.draw().bytes(),
                failed.draw().bytes(),
                failed.commitment().bytes());
        assertThat(verified.firstDifference()).isNull();
        assertThat(verified.chain())
                .extracting(ChainLink::state)
                .containsExactly(State.COMMITTED, State.VOID, State.DRAWN);
        assertThat(verified.chain()).extracting(ChainLink::sequence).containsExactly(2, 1, 1);
        assertThat(verify(abandoned, failed.draw().bytes(), first.draw().bytes())
                        .consistent())
                .isTrue();
    }

    @Test
    void showsWhereItBreaksOff() {
        assertThat(verify(last).chain()).extracting(ChainLink::state).containsExactly(State.NOT_GIVEN);
        assertThat(verify(last, abandoned.commitment().bytes()).chain())
                .extracting(ChainLink::state)
                .containsExactly(State.COMMITTED, State.NOT_GIVEN);
        assertThat(verify(first).chain()).isEmpty();
    }

    @Test
    void findsASecondTryBesideTheChain() {
        var beside = maker().after(failed).make(5);
        assertThat(difference(verify(
                        last,
                        abandoned.commitment().bytes(),
                        failed.draw().bytes(),
                        beside.commitment().bytes())))
                .contains("不在前后相接的承诺里");
        assertThat(difference(verify(last, last.commitment().bytes()))).contains("所验证的承诺本身");
    }

    @Test
    void findsAWrongSequenceAnotherBureauAndALaterPeriod() {
        assertThat(difference(verify(
                        maker().after(first).sequence(3).make(6),
                        first.commitment().bytes())))
                .contains("次序应为 1");
        var stranger = maker().issuer("另一局").make(7);
        assertThat(difference(verify(
                        maker().after(stranger).make(8), stranger.commitment().bytes())))
                .contains("另一机关");
        var later = maker().period("2024Q4", "2024-10-01").make(9);
        assertThat(difference(
                        verify(maker().after(later).make(10), later.commitment().bytes())))
                .contains("之后");
    }

    /** Whichever of the two turned out better could be published. */
    @Test
    void findsRandomnessThatWasNamedBefore() {
        var again = maker().after(first).by(first.day()).make(13);
        assertThat(difference(verify(again, first.draw().bytes())))
                .isEqualTo("file-0.json：公开随机数「双色球 2024-03-26」已用于 2024Q1 第 1 次抽取，另一次抽取须用新的");
        var later = maker().after(again).by(first.day().plusDays(9)).make(14);
        var last = maker().after(later).by(first.day()).make(15);
        assertThat(difference(verify(
                        last,
                        maker().after(first).make(16).commitment().bytes(),
                        later.commitment().bytes())))
                .contains("不在前后相接的承诺里");
        var between = maker().after(first).make(17);
        var third = maker().after(between).by(first.day()).make(18);
        assertThat(difference(
                        verify(third, first.draw().bytes(), between.commitment().bytes())))
                .startsWith("file-0.json：公开随机数「双色球 2024-03-26」已用于 2024Q1 第 1 次抽取");
    }

    @Test
    void letsAVoidDrawAloneBeReplaced() {
        var again = maker().after(first).replaces(first).make(11);
        assertThat(difference(verify(again, first.draw().bytes()))).contains("没有作废");
        var elsewhere = maker().after(first).replaces(last).make(12);
        assertThat(difference(verify(elsewhere, first.draw().bytes()))).contains("不在前后相接的承诺里");
    }

    @Test
    void looksIntoTheDrawsBefore() {
        var bytes = SampleDraw.replaced(first.draw().bytes(), "\"place\":1", "\"place\":2");
        assertThat(difference(verify(
                        last, abandoned.commitment().bytes(), failed.draw().bytes(), bytes)))
                .startsWith("file-2.json：");
    }
}
