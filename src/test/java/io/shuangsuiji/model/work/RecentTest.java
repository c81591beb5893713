package io.shuangsuiji.model.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RecentTest {
    private int asked;

    private String answer() {
        return "answer " + ++asked;
    }

    @Test
    void shouldAnswerAgainWithoutAsking() {
        var recent = new Recent<String, String>(2);
        assertThat(recent.get("a", this::answer)).isEqualTo("answer 1");
        assertThat(recent.get("a", this::answer)).isEqualTo("answer 1");
        assertThat(recent.get("b")).isEmpty();
    }

    @Test
    void shouldForgetTheLeastUsedFirst() {
        var recent = new Recent<String, String>(2);
        recent.put("a", "1");
        recent.put("b", "2");
        recent.get("a");
        recent.put("c", "3");
        assertThat(recent.get("b")).isEmpty();
        assertThat(recent.get("a")).contains("1");
        assertThat(recent.get("c")).contains("3");
    }

    @Test
    void shouldKeepNothingOfWhatFailed() {
        var recent = new Recent<String, String>(2);
        assertThatThrownBy(() -> recent.get("a", () -> {
                    throw new IllegalStateException("no");
                }))
                .hasMessage("no");
        assertThat(recent.get("a", this::answer)).isEqualTo("answer 1");
    }
}
