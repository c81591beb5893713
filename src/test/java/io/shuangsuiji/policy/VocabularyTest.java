package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.compile.EditionCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** What registries call columns and values is data of the edition; what is wrong with it refuses the edition by name. */
class VocabularyTest {
    private static final String FILE = "registry.dmn";
    private static final EditionCompiler COMPILER = new EditionCompiler();

    private static EditionCompiler.Result compiled(UnaryOperator<String> change) throws IOException {
        SortedMap<String, byte[]> files = EditionFiles.read(Path.of("dmn/2024-01-01"));
        var changed = change.apply(new String(files.get(FILE), StandardCharsets.UTF_8));
        if (changed == null) {
            files.remove(FILE);
        } else {
            files.put(FILE, changed.getBytes(StandardCharsets.UTF_8));
        }
        return COMPILER.compile(
                EditionName.parse("2024-01-01").orElseThrow(), files, EditionFiles.read(Path.of("rules")));
    }

    private static List<String> refusals(UnaryOperator<String> change) throws IOException {
        var result = compiled(change);
        assertThat(result.edition()).isNull();
        return result.messages().stream()
                .filter(Message::refuses)
                .peek(message -> assertThat(message.file()).isEqualTo(FILE))
                .map(Message::text)
                .toList();
    }

    @Test
    void shouldReadAHeaderAndASpellingThatStaffAdd() throws IOException {
        var edition = compiled(dmn ->
                        dmn.replace("\"企业环境信用评价等级、", "\"企业环境信用评价等级、环信等级、").replace("\"警示、", "\"警示、黄星、"))
                .edition();
        var object = edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type();
        assertThat(object.columns().assign(List.of("环信等级（2023年度）")).position("creditRating"))
                .isZero();
        assertThat(object.field("creditRating").orElseThrow().type().spellings())
                .containsEntry("黄星", java.util.Optional.of("环保警示企业"));
    }

    @Test
    void shouldRefuseAFactThatIsNotDeclared() throws IOException {
        assertThat(refusals(dmn -> dmn.replace("\"creditRating\"", "\"creditScore\"")))
                .singleElement()
                .asString()
                .contains("事实「creditScore」没有声明", "is not declared");
    }

    @Test
    void shouldRefuseANameOfTwoFacts() throws IOException {
        assertThat(refusals(dmn -> dmn.replace("\"企业环境信用评价等级、", "\"企业环境信用评价等级、许可管理类别、")))
                .singleElement()
                .asString()
                .contains("列名「许可管理类别」写了两次");
    }

    @Test
    void shouldRefuseASpellingOfTwoValues() throws IOException {
        assertThat(refusals(dmn -> dmn.replace("\"警示、", "\"警示、红牌、")))
                .singleElement()
                .asString()
                .contains("写法「红牌」既指");
    }

    @Test
    void shouldRefuseASpellingOfWhatIsNoValueAndATypeThatIsNone() throws IOException {
        assertThat(refusals(dmn -> dmn.replace("\"环保警示企业\"", "\"环保优秀企业\"")))
                .anySatisfy(text -> assertThat(text).contains("「环境信用等级」的取值「环保优秀企业」不在允许范围"));
        assertThat(refusals(dmn -> dmn.replace("\"涉VOCs企业分级\"", "\"VOCs分级\"")))
                .anySatisfy(text -> assertThat(text).contains("类型「VOCs分级」没有声明"));
    }

    @Test
    void shouldDoWithoutTheFileByLabelsAndAllowedValuesAlone() throws IOException {
        var edition = compiled(dmn -> null).edition();
        assertThat(edition.vocabulary().columns()).isEmpty();
        assertThat(edition.vocabulary().identity("id", true).label()).isEqualTo("id");
    }
}
