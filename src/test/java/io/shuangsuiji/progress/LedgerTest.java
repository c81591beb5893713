package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.Selection.Drawn;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LedgerTest {
    private static final Edition EDITION = TestEditions.served();
    private static final Period PERIOD = Period.parse("2024Q2").orElseThrow();

    private static Source text(String text) {
        return Source.of("", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadWhatWasDrawnInSeveralForms() throws IOException {
        var drawn = DrawnList.of(Map.of("PW-1", "一般排污单位", "PW-2", "一般排污单位"));

        assertThat(DrawnList.read(text("抽样层,检查对象编号\n一般排污单位,PW-1\n一般排污单位,PW-2\n"), FileFormat.CSV, EDITION, PERIOD))
                .isEqualTo(drawn);
        assertThat(DrawnList.read(
                        text("{\"一般排污单位\": [\"PW-1\", {\"objectId\": \"PW-2\"}]}"), FileFormat.JSON, EDITION, PERIOD))
                .isEqualTo(drawn);
        assertThat(DrawnList.read(
                        text(
                                "[{\"objectId\": \"PW-1\", \"stratum\": \"一般排污单位\"}, {\"objectId\": \"PW-2\", \"stratum\": \"一般排污单位\"}]"),
                        FileFormat.JSON,
                        EDITION,
                        PERIOD))
                .isEqualTo(drawn);
        assertThat(DrawnList.within(text("[{\"taskId\": \"T1\"}]"), PERIOD)).isNull();
    }

    @Test
    void shouldReadTheRecordOfADraw() throws IOException {
        var draw = new SampleDraw.Maker().stratum("甲层", 9).make(1).draw();
        var record = new String(draw.bytes(), StandardCharsets.UTF_8);
        var stratum = draw.strata().get(0);

        var list = DrawnList.read(text(record), FileFormat.JSON, EDITION, PERIOD);
        assertThat(list.objects().keySet())
                .containsExactlyInAnyOrderElementsOf(
                        stratum.drawn().stream().map(Drawn::id).toList());
        assertThat(list.substitutes())
                .containsExactly(entry(
                        "甲层", stratum.substitutes().stream().map(Drawn::id).toList()));
        assertThat(DrawnList.within(text("{\"data\": [], \"drawn\": " + record + "}"), PERIOD))
                .isEqualTo(list);
    }

    @Test
    void shouldRefuseARecordThatIsOfAnotherPeriodVoidOrNotWhole() {
        var maker = new SampleDraw.Maker().stratum("甲层", 9);
        var other = Period.parse("2024Q1").orElseThrow();
        var record = new String(maker.make(1).draw().bytes(), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DrawnList.read(text(record), FileFormat.JSON, EDITION, other))
                .hasMessageContaining("抽取记录是 2024Q2 的，台账看的是 2024Q1");
        var voided = new String(maker.voided("当期开奖取消").make(1).draw().bytes(), StandardCharsets.UTF_8);
        assertThatThrownBy(() -> DrawnList.read(text(voided), FileFormat.JSON, EDITION, PERIOD))
                .hasMessageContaining("已作废");
        assertThatThrownBy(() -> DrawnList.read(
                        text("{\"format\": \"shuangsuiji/draw/1\", \"strata\": []}"), FileFormat.JSON, EDITION, PERIOD))
                .hasMessageContaining("不是完整的抽取记录");
    }

    @Test
    void shouldRefuseAListOfWhichAnyPartCannotBeRead() {
        assertThatThrownBy(() -> DrawnList.read(text("{\"一般排污单位\": \"PW-1\"}"), FileFormat.JSON, EDITION, PERIOD))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("应为编号的数组");
        assertThatThrownBy(() -> DrawnList.read(text("检查对象编号,抽样层\nPW-1,甲\n,乙,丙\n"), FileFormat.CSV, EDITION, PERIOD))
                .isInstanceOf(UnreadableFile.class);
    }
}
