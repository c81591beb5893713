package io.shuangsuiji.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.store.EditionState.Kind;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EditionStateTest {
    private static EditionCatalog catalog;

    @BeforeAll
    static void load(@TempDir Path editions) throws Exception {
        for (var name : List.of("2024-01-01", "2024-07-01", "2024-07-01.1", "2025-01-01", "2025-06-01")) {
            TestEditions.copyTo(editions, name);
        }
        Files.writeString(
                editions.resolve("2025-06-01").resolve(Withdrawal.FILE),
                "by: 李四\nat: 2025-03-31T17:00:00Z\nreason: 文件暂缓施行\n");
        Files.writeString(
                Files.createDirectories(editions.resolve("2026-01-01")).resolve("edition.yaml"), "x");
        catalog = TestEditions.load(editions);
    }

    private static EditionState state(String edition, String today) {
        return EditionState.of(catalog, catalog.folder(edition).orElseThrow(), LocalDate.parse(today));
    }

    @Test
    void shouldTellWhichEditionAnswersAndUntilWhen() {
        var state = state("2024-07-01.1", "2024-12-31");
        assertThat(state.kind()).isEqualTo(Kind.IN_FORCE);
        assertThat(state.words()).isEqualTo("施行中，自 2024年7月1日 起至 2024年12月31日，之后由 2025-01-01 版接替");
        assertThat(state("2025-01-01", "2025-01-01").words()).isEqualTo("施行中，自 2025年1月1日 起");
    }

    @Test
    void shouldTellWhatWaitsForItsDay() {
        var state = state("2025-01-01", "2024-12-31");
        assertThat(state.kind()).isEqualTo(Kind.FUTURE);
        assertThat(state.words()).isEqualTo("待施行，自 2025年1月1日 起");
    }

    @Test
    void shouldTellByWhichAnEditionWasReplacedAndWhenItWasInForce() {
        var state = state("2024-01-01", "2024-07-01");
        assertThat(state.kind()).isEqualTo(Kind.REPLACED);
        assertThat(state.by()).isEqualTo("2024-07-01");
        assertThat(state.words()).isEqualTo("已被 2024-07-01 版替代，施行期间 2024年1月1日 至 2024年6月30日");
        assertThat(state("2024-01-01", "2024-06-30").kind()).isEqualTo(Kind.IN_FORCE);
    }

    @Test
    void shouldTellThatACorrectionTookTheWholePlace() {
        var state = state("2024-07-01", "2024-06-01");
        assertThat(state.kind()).isEqualTo(Kind.REPLACED);
        assertThat(state.from()).isNull();
        assertThat(state.words()).isEqualTo("已被同日施行的更正版 2024-07-01.1 替代");
    }

    @Test
    void shouldTellWhoWithdrewAnEditionAndWhyInTheTimeOfTheBureaus() {
        var state = state("2025-06-01", "2026-01-01");
        assertThat(state.kind()).isEqualTo(Kind.WITHDRAWN);
        assertThat(state.words()).isEqualTo("已撤回，不施行；撤回人 李四，2025年4月1日；理由：文件暂缓施行");
    }

    @Test
    void shouldTellThatNothingOfARefusedEditionServes() {
        assertThat(state("2026-01-01", "2026-01-01").kind()).isEqualTo(Kind.REFUSED);
    }

    @Test
    void shouldListAllTheNewestFirst() {
        assertThat(EditionState.all(catalog, LocalDate.parse("2025-01-01")).keySet())
                .containsExactly("2026-01-01", "2025-06-01", "2025-01-01", "2024-07-01.1", "2024-07-01", "2024-01-01");
    }
}
