package io.shuangsuiji.policy.document;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class QuoteTest {
    private static final DocumentText DOCUMENT = DocumentText.of("""
            某某方案

            一、固定源

            每季度按 10% 的比例抽取重点对象。每月报送。

            二、移动源

            每季度按 5% 的比
            例抽取重点对象。每月报送。
            """);

    private static String clauses(String quote, String clause) {
        return Quote.of(quote)
                .in(DOCUMENT, clause)
                .map(found ->
                        found.stream().map(Sentence::clause).distinct().toList().toString())
                .orElse("none");
    }

    @Test
    void shouldStandWordByWordWhateverTheSpaces() {
        assertThat(clauses("按5%的比例抽取", null)).isEqualTo("[二]");
        assertThat(clauses("按 6% 的比例抽取", null)).isEqualTo("none");
        assertThat(Quote.of("按 6% 的比例抽取").missing(DOCUMENT)).contains("按6%的比例抽取");
    }

    @Test
    void shouldKeepTheOrderOfItsParts() {
        assertThat(clauses("按 10% 的比例……每月报送", null)).isEqualTo("[一]");
        assertThat(clauses("按 5% 的比例……按 10% 的比例", null)).isEqualTo("none");
        assertThat(Quote.of("按 5% 的比例……按 10% 的比例").missing(DOCUMENT)).isEmpty();
    }

    @Test
    void shouldBeLookedForInItsOwnClauseFirst() {
        assertThat(clauses("每月报送", null)).isEqualTo("[一]");
        assertThat(clauses("每月报送", "二")).isEqualTo("[二]");
        assertThat(clauses("每月报送", "三、二")).isEqualTo("[二]");
        assertThat(clauses("10%", "二")).isEqualTo("[一]");
    }

    @Test
    void shouldLeaveRemarksAside() {
        assertThat(Quote.of("【方案没有规定】").quotes()).isFalse();
        assertThat(Quote.of("").quotes()).isFalse();
        assertThat(clauses("每月报送【当月末】", null)).isEqualTo("[一]");
        assertThat(clauses("【前注】每月【夹注】报送", null)).isEqualTo("[一]");
    }
}
