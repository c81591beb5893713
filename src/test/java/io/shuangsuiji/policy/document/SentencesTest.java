package io.shuangsuiji.policy.document;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class SentencesTest {
    /** What documents are made of, in any order. */
    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "一、", "（二）", "3. ", "（4）", "第五条", "一是", "二是", "12.5% ", "甲乙丙", "办法", "。", "；", "：", "，", "“",
                        "”", "（", "）", "\n", "\r\n", "\n\n", " ", "\u3000", "A")
                .list()
                .ofMaxSize(60)
                .map(parts -> String.join("", parts));
    }

    @Property
    void joinedAreTheText(@ForAll("documents") String text) {
        var sentences = DocumentText.of(text).sentences();
        var joined = sentences.stream().map(Sentence::raw).collect(Collectors.joining());
        // a text of white space has none
        assertThat(joined).isEqualTo(text.replaceAll("[\\s\\u3000]", "").isEmpty() ? "" : text);
        assertThat(sentences)
                .allSatisfy(sentence -> assertThat(sentence.plain()).isNotEmpty());
    }

    @Property
    void everySentenceIsAQuoteOfItself(@ForAll("documents") String text) {
        var document = DocumentText.of(text);
        for (var sentence : document.sentences()) {
            var quote = Quote.of(sentence.raw());
            assertThat(quote.in(document, sentence.clause())).isPresent();
            assertThat(quote.missing(document)).isEmpty();
        }
    }

    @Property
    void whiteSpaceMakesNoDifferenceToAQuote(@ForAll("documents") String text) {
        var document = DocumentText.of(text);
        var spaced = DocumentText.of(text.replaceAll("(?<=\\p{IsHan})(?=\\p{IsHan})", " \n"));
        for (var sentence : document.sentences()) {
            assertThat(Quote.of(sentence.raw()).in(spaced, null)).isPresent();
        }
    }

    private static List<String> texts(String document) {
        return DocumentText.of(document).sentences().stream()
                .map(Sentence::text)
                .toList();
    }

    @Test
    void shouldEndASentenceAtAStopOrSemicolonOutsideBrackets() {
        assertThat(texts("每季度抽取甲；每年（含当年；下同）抽取乙。应做到“全覆盖。不遗漏”。"))
                .containsExactly("每季度抽取甲；", "每年（含当年；下同）抽取乙。", "应做到“全覆盖。不遗漏”。");
        assertThat(texts("（这里没有括完。再说一句。")).containsExactly("（这里没有括完。", "再说一句。");
    }

    @Test
    void shouldCarryOnASentenceThatAPageBreaks() {
        assertThat(texts("某某方案\n\n一是将信用等级为环\n\n保警示企业的列入名单。\n\n另起一句。"))
                .containsExactly("某某方案", "一是将信用等级为环保警示企业的列入名单。", "另起一句。");
    }

    @Test
    void shouldTellHeadingsAndClauses() {
        var sentences = DocumentText.of("""
                        某某方案

                        四、工作内容

                        （二）日常抽查

                        1. 排污单位检查工作

                        每季度抽取甲；对于乙：

                        一是将受到处罚的列入。二是不纳入。

                        2．其他事项。逐季抽取。

                        五、工作进度

                        组长：某某

                        成员：一、二、三队
                        """).sentences();
        assertThat(sentences)
                .extracting(sentence -> sentence.clause() + "|" + (sentence.heading() ? "#" : "") + sentence.text())
                .containsExactly(
                        "|#某某方案",
                        "四|#四、工作内容",
                        "四(二)|#（二）日常抽查",
                        "四(二)1|#1. 排污单位检查工作",
                        "四(二)1|每季度抽取甲；",
                        "四(二)1|对于乙：",
                        "四(二)1 一是|一是将受到处罚的列入。",
                        "四(二)1 二是|二是不纳入。",
                        "四(二)2|2．其他事项。",
                        "四(二)2|逐季抽取。",
                        "五|#五、工作进度",
                        "五|组长：某某",
                        "五|成员：一、二、三队");
        assertThat(DocumentText.of("第一章 总则\n第五条 抽取甲。\n（一）抽取乙。\n第六条 抽取丙。").sentences())
                .extracting(Sentence::clause)
                .containsExactly("", "第五条", "第五条(一)", "第六条");
    }

    @Test
    void shouldKnowAClauseByItsNumberHoweverItIsWritten() {
        var sentence = new Sentence(1, "四(二)1 一是", false, "某句。");
        assertThat(List.of("四（二）1一是", "四(二)1", "四", "四 (二)")).allMatch(sentence::isIn);
        assertThat(List.of("四(一)", "五", "", "四(二)1 二是")).noneMatch(sentence::isIn);
    }

    @Test
    void shouldReadTextsOfAnyEncodingAndRefuseWhatIsNone() throws Exception {
        var text = "某某方案\n一、每季度抽取。";
        for (var charset : List.of(StandardCharsets.UTF_8, Charset.forName("GBK"), StandardCharsets.UTF_16LE)) {
            var prefix = charset.equals(StandardCharsets.UTF_16LE) ? "\ufeff" : "";
            assertThat(DocumentText.read((prefix + text).getBytes(charset)).text())
                    .as(charset.name())
                    .isEqualTo(text);
        }
        assertThatThrownBy(() -> DocumentText.read(new byte[] {'%', 'P', 'D', 'F', 0, 1, 2}))
                .hasMessageContaining("不是文本文件");
        assertThatThrownBy(() -> DocumentText.read("  \n".getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("没有文字");
        assertThatThrownBy(() -> DocumentText.read(
                        "甲".repeat(DocumentText.MAX_CHARACTERS + 1).getBytes(StandardCharsets.UTF_8)))
                .hasMessageContaining("文件过长");
    }

    @Test
    void shouldFindTheShippedPlanAsItIs() throws Exception {
        var document = DocumentText.in(TestEditions.shipped().files()).orElseThrow();
        assertThat(document.sentences().stream().map(Sentence::raw).collect(Collectors.joining()))
                .isEqualTo(document.text());
        assertThat(document.sentences())
                .anySatisfy(sentence -> {
                    assertThat(sentence.clause()).isEqualTo("四(二)1 一是");
                    assertThat(sentence.text()).startsWith("一是将受到环境行政处罚、环境信用等级评价结果为环保警示企业");
                })
                .anySatisfy(sentence -> {
                    assertThat(sentence.clause()).isEqualTo("五(一)1");
                    assertThat(sentence.text()).startsWith("1. 按照相关指引和本方案的要求开展全区双随机监管工作，全年分四个季度");
                });
    }
}
