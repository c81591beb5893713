package io.shuangsuiji.amendment.document;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.document.DocumentDiff.Pair;
import io.shuangsuiji.amendment.document.DocumentDiff.What;
import io.shuangsuiji.policy.document.DocumentText;
import java.util.Objects;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class DocumentDiffTest {
    @Provide
    Arbitrary<String> documents() {
        return Arbitraries.of(
                        "一、总则\n",
                        "（二）抽查\n",
                        "每季度按不少于 12.5% 的比例抽取重点对象。",
                        "每季度按不少于 15% 的比例抽取重点对象。",
                        "每年抽取一般对象。",
                        "甲；",
                        "一是列入名单。",
                        "\n\n",
                        "总结全年工作，于12月1日前报送。")
                .list()
                .ofMaxSize(25)
                .map(parts -> String.join("", parts));
    }

    @Property
    void ofATextWithItselfIsEmpty(@ForAll("documents") String text) {
        var diff = DocumentDiff.between(DocumentText.of(text), DocumentText.of(text));
        assertThat(diff.isEmpty()).isTrue();
        assertThat(diff.pairs()).noneMatch(Pair::renumbered);
    }

    @Property
    void hasEverySentenceOfBothTextsOnce(@ForAll("documents") String one, @ForAll("documents") String other) {
        var before = DocumentText.of(one);
        var after = DocumentText.of(other);
        var diff = DocumentDiff.between(before, after);
        assertThat(diff.pairs().stream().map(Pair::before).filter(Objects::nonNull))
                .containsExactlyInAnyOrderElementsOf(before.sentences());
        assertThat(diff.pairs().stream().map(Pair::after).filter(Objects::nonNull))
                .containsExactlyElementsOf(after.sentences());
        var back = DocumentDiff.between(after, before).counts();
        assertThat(back.get(What.UNCHANGED)).isEqualTo(diff.counts().get(What.UNCHANGED));
        assertThat(back.get(What.NEW)).isEqualTo(diff.counts().get(What.VANISHED));
        assertThat(back.get(What.CHANGED)).isEqualTo(diff.counts().get(What.CHANGED));
    }

    @Property
    void tellsWhichCharactersWereTakenOutAndPutIn(
            @ForAll("documents") String before, @ForAll("documents") String after) {
        var runs = TextDiff.between(before, after);
        assertThat(runs.stream()
                        .filter(run -> !run.added())
                        .map(TextDiff.Run::text)
                        .collect(Collectors.joining()))
                .isEqualTo(before);
        assertThat(runs.stream()
                        .filter(run -> !run.removed())
                        .map(TextDiff.Run::text)
                        .collect(Collectors.joining()))
                .isEqualTo(after);
    }

    private static String told(String before, String after) {
        return DocumentDiff.between(DocumentText.of(before), DocumentText.of(after)).pairs().stream()
                .map(pair -> pair.what()
                        + (pair.renumbered() ? "*" : "")
                        + (pair.before() == null ? "" : " -" + pair.before().text())
                        + (pair.after() == null ? "" : " +" + pair.after().text()))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void shouldPairSentencesThatAreAlike() {
        assertThat(told("""
                        一、抽查
                        每季度按不少于 12.5% 的比例抽取重点监管对象；每季度抽取一般监管对象。
                        每年组织一次培训。
                        二、公示
                        按期公示。
                        """, """
                        一、抽查
                        每季度按不少于 15% 的比例抽取重点监管对象；每季度抽取一般监管对象。
                        三、公示
                        按期公示。
                        鼓励社会监督举报。
                        """)).isEqualTo("""
                        UNCHANGED -一、抽查 +一、抽查
                        CHANGED -每季度按不少于 12.5% 的比例抽取重点监管对象； +每季度按不少于 15% 的比例抽取重点监管对象；
                        UNCHANGED -每季度抽取一般监管对象。 +每季度抽取一般监管对象。
                        VANISHED -每年组织一次培训。
                        CHANGED* -二、公示 +三、公示
                        UNCHANGED* -按期公示。 +按期公示。
                        NEW +鼓励社会监督举报。""");
    }

    @Test
    void shouldTellTheWordsThatChangedWithinASentence() {
        assertThat(TextDiff.between("按不少于 12.5% 的比例", "按不低于 15% 的比例").stream()
                        .map(run -> (run.removed() ? "-" : run.added() ? "+" : "=") + run.text()))
                .containsExactly("=按不", "-少", "+低", "=于 ", "-12.5%", "+15%", "= 的比例");
    }
}
