package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.file;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.registry.History.Entry;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HistoryTest {
    @Test
    void shouldReadWhatWasDrawn() throws IOException {
        var history = history("检查对象编号,检查对象名称,所属时段,检查人员编号\nＮＳ-1,甲厂,2024q1,A2、A1\nNS-1,甲厂,2024Q2,\nNS-2,乙厂,,\n");
        assertThat(history.entries())
                .containsExactly(
                        new Entry("NS-1", "2024Q1", List.of("A1", "A2")),
                        new Entry("NS-1", "2024Q2", List.of()),
                        new Entry("NS-2", null, List.of()));
        assertThat(history.ids()).containsExactly("NS-1", "NS-2");
        assertThat(history.rows().get(0))
                .isEqualTo(Map.of("id", "NS-1", "period", "2024Q1", "inspectors", List.of("A1", "A2")));
    }

    @Test
    void shouldReadTheSameAsJson() throws IOException {
        assertThat(history(
                        "[{\"id\":\"NS-1\",\"period\":\"2024Q1\",\"inspectors\":[\"A2\",\"A1\"]},{\"id\":\"NS-2\"}]"))
                .isEqualTo(history("对象编号,时段,检查人员编号\nNS-1,2024Q1,A1 A2\nNS-2,,\n"));
    }

    @Test
    void shouldTakeAHeaderAloneForNothingDrawnYet() throws IOException {
        assertThat(history("检查对象编号,所属时段\n")).isEqualTo(History.NONE);
        assertThat(history("[]")).isEqualTo(History.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "对象编号,时段;1,第一季度|/时段|B2|时段应写作 2024Q1",
                "对象编号,时段;1,2024Q5|/时段|B2|收到「2024Q5」",
                "对象编号,时段;1,2024Q1;1,2024Q1|/对象编号|A3|与第 2 行重复",
                "对象编号,时段;,2024Q1|/对象编号|A2|缺少检查对象编号",
                "时段;2024Q1|/id||缺少必需的列「检查对象编号」",
                "[{'id':{}}]|/id||应为单个的值",
            })
    void shouldNameWhatIsWrongWithAHistory(String content, String pointer, String cell, String detail) {
        var refused = catchThrowableOfType(
                UnreadableFile.class, () -> history(content.replace(';', '\n').replace('\'', '"') + "\n"));
        assertThat(refused.problems()).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer);
            assertThat(problem.cell()).isEqualTo(cell);
            assertThat(problem.detail()).contains(detail).contains(" / ");
        });
    }

    private static History history(String content) throws IOException {
        return History.read(Source.of(file(content)), TestEditions.shipped());
    }
}
