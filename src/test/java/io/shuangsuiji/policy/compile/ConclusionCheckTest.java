package io.shuangsuiji.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.model.EngineText;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every part of a row's conclusion is given, and given once. */
class ConclusionCheckTest {
    private static final EditionCompiler COMPILER = new EditionCompiler();
    private static final String ROW = "routing-decision-routing-table-rule-1";

    private static EditionCompiler.Result compiled(SortedMap<String, byte[]> files) throws Exception {
        return COMPILER.compile(
                new EditionName(LocalDate.of(2024, 7, 1), 0), files, EditionFiles.read(Path.of("rules")));
    }

    private static List<String> said(EditionCompiler.Result result, Message.Severity severity) {
        return result.messages().stream()
                .filter(message -> message.severity() == severity)
                .map(message -> message.file() + "#" + message.element() + " " + message.text())
                .toList();
    }

    private static SortedMap<String, byte[]> with(String file, String from, String to) {
        var files = new TreeMap<>(Shipped.files());
        var text = Shipped.text(files, file);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    /** The shipped edition as it was before: the outputs say what the notes say. */
    private static SortedMap<String, byte[]> twice() {
        var files = new TreeMap<>(Shipped.files());
        files.putAll(EngineText.of(Shipped.tables()));
        return files;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<annotation name=\"依据条款\"/> | <annotation name=\"条款\"/> | routing.dmn#routing-decision-routing-table 「路由」的「依据条款」没有一列给出：请加键名为「clause」的结论列，或名为「依据条款」的说明列",
                "<text>R32</text> | <text></text> | routing.dmn#routing-decision-routing-table-rule-1/annotationEntry[1] 「路由」第 1 行的「规则编号」空着，请填写",
                "<annotation name=\"条款原文\"/> | <annotation name=\"规则编号\"/> | routing.dmn#routing-decision-routing-table 「路由」的「规则编号」有 2 个同名的说明列",
                "name=\"drawMode\" label=\"发起方式\" typeRef=\"string\"/> | name=\"mode\" label=\"发起方式\" typeRef=\"string\"/> | routing.dmn#routing-decision-routing-table 「路由」的「发起方式」没有一列给出：请加键名为「drawMode」的结论列，或名为「发起方式」的说明列",
            })
    void shouldRefuseByNameWhatNothingGives(String from, String to, String words) throws Exception {
        var result = compiled(with("routing.dmn", from.strip(), to.strip()));
        assertThat(result.edition()).isNull();
        assertThat(said(result, Message.Severity.ERROR)).anyMatch(text -> text.startsWith(words));
    }

    @Test
    void shouldTakeABlankNoteForNullWhereTheTypeAllowsIt() throws Exception {
        var edition = compiled(Shipped.files()).edition();
        assertThat(quota(edition, "入海排污口", "不纳入"))
                .containsEntry("rule", null)
                .containsEntry("clause", null)
                .containsEntry("applicable", false);
        var strict = compiled(with("quota.dmn", "词汇.可缺文字", "string"));
        assertThat(said(strict, Message.Severity.ERROR))
                .anyMatch(text -> text.contains("「抽样规则」第 13 行的「规则编号」空着") || text.contains("的「依据条款」空着"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> quota(Edition edition, String objectType, String category) {
        var model = edition.model("quota").orElseThrow();
        var inputs = new HashMap<String, Object>();
        model.inputs().forEach(input -> inputs.put(input.name(), null));
        inputs.put("objectType", objectType);
        inputs.put("category", category);
        inputs.put("population", BigDecimal.TEN);
        inputs.put("officers", BigDecimal.TEN);
        inputs.put("quarter", BigDecimal.ONE);
        return (Map<String, Object>) edition.evaluate("quota", inputs).outputs().get("quota");
    }

    @Test
    void shouldStillTakeWhatIsSaidTwice() throws Exception {
        var result = compiled(twice());
        assertThat(result.messages()).extracting(Message::text).noneMatch(text -> text.contains("两处不一致"));
        var once = compiled(Shipped.files()).edition();
        assertThat(quota(result.edition(), "排污单位", "重点")).isEqualTo(quota(once, "排污单位", "重点"));
        assertThat(result.edition().constants()).isEqualTo(once.constants());
    }

    @Test
    void shouldNameTheRowWhereTwoTextsDiffer() throws Exception {
        var files = twice();
        var text = Shipped.text(files, "routing.dmn");
        files.put("routing.dmn", text.replace("\"R32\"", "\"R99\"").getBytes(StandardCharsets.UTF_8));
        var result = compiled(files);
        assertThat(said(result, Message.Severity.WARN))
                .containsOnlyOnce("routing.dmn#" + ROW + "/annotationEntry[1] 「路由」第 1 行（R99）的「规则编号」结论写的是「R99」，"
                        + "说明写的是「R32」，两处不一致；只留说明列，就只写一处 / the output says \"R99\" and the annotation says R32");
        assertThat(((Map<?, ?>) result.edition()
                                .evaluate("routing", Map.of("objectType", "排污单位", "taskType", "跨部门联合"))
                                .outputs()
                                .get("routing"))
                        .get("rule"))
                .as("the output answers, as it did")
                .isEqualTo("R99");
    }
}
