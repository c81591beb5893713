package io.shuangsuiji.policy.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WithdrawalTest {
    @TempDir
    Path editions;

    private EditionCatalog load() {
        return TestEditions.load(editions);
    }

    @Test
    void shouldKeepAWithdrawnEditionAndNotServeIt() throws Exception {
        TestEditions.copyTo(editions, "2024-01-01");
        var future = TestEditions.copyTo(editions, "2024-07-01");
        var digest = load().named("2024-07-01").orElseThrow().digest();

        Files.writeString(future.resolve(Withdrawal.FILE), "by: 李四\nat: 2024-06-01T00:00:00Z\nreason: 文件未签发\n");

        var catalog = load();
        assertThat(catalog.named("2024-07-01")).isEmpty();
        assertThat(catalog.inForceOn(LocalDate.of(2024, 8, 1)).orElseThrow().name())
                .hasToString("2024-01-01");
        var folder = catalog.folders().get(1);
        assertThat(folder.withdrawal().reason()).isEqualTo("文件未签发");
        // it still says what it was
        assertThat(folder.info())
                .isEqualTo(catalog.named("2024-01-01").orElseThrow().info());
        assertThat(folder.edition()).isNull();
        assertThat(folder.accepted()).isFalse();
        assertThat(folder.digest()).isEqualTo(digest);
        assertThat(folder.messages())
                .extracting(Message::text)
                .first()
                .asString()
                .startsWith("已撤回：文件未签发");
    }

    @Test
    void shouldStopServingAtOnceWhenTheMarkerAppears() throws Exception {
        TestEditions.copyTo(editions, "2024-01-01");
        var future = TestEditions.copyTo(editions, "2024-07-01");
        try (var store = new EditionStore(editions, Path.of("rules"), new EditionCompiler(), Clock.systemUTC())) {
            store.load();
            assertThat(store.catalog().serving()).hasSize(2);
            Files.writeString(future.resolve(Withdrawal.FILE), "not: [yaml");
            store.load();
            assertThat(store.catalog().serving()).hasSize(1);
            assertThat(store.catalog().folders().get(1).withdrawal()).isNotNull();
        }
    }
}
