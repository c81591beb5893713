package io.shuangsuiji.progress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
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

    private static Source text(String text) {
        return Source.of("", text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldReadWhatWasDrawnInSeveralForms() throws IOException {
        var drawn = Map.of("PW-1", "一般排污单位", "PW-2", "一般排污单位");

        assertThat(DrawnList.read(text("抽样层,检查对象编号\n一般排污单位,PW-1\n一般排污单位,PW-2\n"), FileFormat.CSV, EDITION))
                .isEqualTo(drawn);
        assertThat(DrawnList.read(text("{\"一般排污单位\": [\"PW-1\", {\"objectId\": \"PW-2\"}]}"), FileFormat.JSON, EDITION))
                .isEqualTo(drawn);
        assertThat(DrawnList.read(
                        text(
                                "[{\"objectId\": \"PW-1\", \"stratum\": \"一般排污单位\"}, {\"objectId\": \"PW-2\", \"stratum\": \"一般排污单位\"}]"),
                        FileFormat.JSON,
                        EDITION))
                .isEqualTo(drawn);
        assertThat(DrawnList.within(text("[{\"taskId\": \"T1\"}]"))).isNull();
    }

    @Test
    void shouldRefuseAListOfWhichAnyPartCannotBeRead() {
        assertThatThrownBy(() -> DrawnList.read(text("{\"一般排污单位\": \"PW-1\"}"), FileFormat.JSON, EDITION))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("应为编号的数组");
        assertThatThrownBy(() -> DrawnList.read(text("检查对象编号,抽样层\nPW-1,甲\n,乙,丙\n"), FileFormat.CSV, EDITION))
                .isInstanceOf(UnreadableFile.class);
    }
}
