package io.shuangsuiji.jobs;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExpiringStoreTest {
    private Instant now = Instant.EPOCH;
    private final Clock clock = ((InstantSource) () -> now).withZone(ZoneOffset.UTC);
    private final List<String> dropped = new ArrayList<>();
    private final ExpiringStore<String> store = new ExpiringStore<>(clock, Duration.ofMinutes(30), 2, dropped::add);

    @Test
    void shouldKeepTheLastFew() {
        var first = store.keep("一");
        var second = store.keep("二");
        var third = store.keep("三");
        assertThat(store.find(first)).isEmpty();
        assertThat(store.find(second)).contains("二");
        assertThat(store.find(third)).contains("三");
        assertThat(dropped).containsExactly("一");
    }

    @Test
    void shouldKeepThemForAWhile() {
        var first = store.keep("一");
        now = now.plus(Duration.ofMinutes(20));
        var second = store.keep("二");
        now = now.plus(Duration.ofMinutes(20));
        assertThat(store.find(first)).isEmpty();
        assertThat(store.find(second)).contains("二");
        assertThat(dropped).containsExactly("一");
    }

    @Test
    void shouldGiveAValueAwayOnce() {
        var name = store.keep("一");
        assertThat(store.take(name)).contains("一");
        assertThat(store.take(name)).isEmpty();
        assertThat(store.find("none")).isEmpty();
        store.close();
        assertThat(dropped).as("it is its taker's").isEmpty();
    }

    @Test
    void shouldDropAllAtItsEnd() {
        store.keep("一");
        store.keep("二");
        store.close();
        assertThat(dropped).containsExactly("一", "二");
    }
}
