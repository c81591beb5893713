package io.shuangsuiji.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Message;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The table 提示 against the rules and the classification: whatever does not fit refuses the edition by name. */
class FindingTablesTest {
    @TempDir
    Path editions;

    private List<String> refusal(String file, String from, String to) {
        var changed = TestEditions.copyTo(editions, "2025-01-01").resolve(file);
        try {
            Files.writeString(changed, Files.readString(changed).replace(from, to));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        var catalog = TestEditions.load(editions);
        assertThat(catalog.serving()).isEmpty();
        return catalog.folders().stream()
                .flatMap(refused -> refused.messages().stream())
                .filter(Message::refuses)
                .map(Message::inWords)
                .toList();
    }

    @Test
    void shouldRefuseACodeOfTheClassificationThatWasRenamedThereAlone() {
        assertThat(refusal("classification.dmn", "\"情形冲突\"", "\"两种情形\""))
                .singleElement()
                .asString()
                .startsWith("findings.dmn")
                .contains("没有代码「两种情形」");
    }

    @Test
    void shouldRefuseARuleWithoutAText() {
        assertThat(refusal("findings.dmn", "<text>\"shortfall\"</text>", "<text>\"shortfal\"</text>"))
                .singleElement()
                .asString()
                .contains("没有代码「shortfall」");
    }

    @Test
    void shouldNameWhatATextMayName() {
        assertThat(refusal("findings.dmn", "应抽 {required}", "应抽 {requird}"))
                .singleElement()
                .asString()
                .contains("shortfall", "{requird}", "{required}", "{population}");
    }

    @Test
    void shouldRefuseAStrayBrace() {
        assertThat(refusal("findings.dmn", "缺口 {shortfall}。", "缺口 {shortfall。"))
                .singleElement()
                .asString()
                .contains("不成对的花括号");
    }

    @Test
    void shouldTellInTheWordsAndWeightOfTheTable() throws IOException {
        var folder = TestEditions.copyTo(editions, "2025-01-01");
        var table = folder.resolve("findings.dmn");
        Files.writeString(table, Files.readString(table).replace("未登记级别", "未定类"));
        var edition =
                TestEditions.load(editions).inForceOn(LocalDate.of(2025, 1, 1)).orElseThrow();
        assertThat(edition.findings().word("undecided")).isEqualTo("未定类");
    }
}
