package io.shuangsuiji.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class DmnResultsTest {
    private static Edition edition() throws Exception {
        var files = EditionFiles.read(Path.of("dmn/2024-01-01"));
        files.put("extra.dmn", """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="extra" name="extra"
                    namespace="https://example.org/extra"><inputData id="x" name="x"><variable name="x" typeRef="number"/></inputData>
                <decision id="aside" name="aside"><variable name="aside" typeRef="number"/><literalExpression><text>1 / 0</text>
                </literalExpression></decision><decision id="answer" name="answer"><variable name="answer" typeRef="number"/>
                <informationRequirement id="r"><requiredInput href="#x"/></informationRequirement><literalExpression>
                <text>10 / x</text></literalExpression></decision></definitions>""".getBytes(StandardCharsets.UTF_8));
        var result = new EditionCompiler()
                .compile(new EditionName(LocalDate.of(2024, 7, 1), 0), files, Collections.emptySortedMap());
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
        return result.edition();
    }

    @Test
    void shouldRepeatTheEnginesMessages() throws Exception {
        var edition = edition();
        var model = edition.model("extra").orElseThrow();
        var decided = EvaluationResult.of(edition, model, "{\"x\":4}".getBytes(StandardCharsets.UTF_8));
        var result = DmnResults.of(edition, model, decided.values());
        assertThat(StreamSupport.stream(result.get("messages").spliterator(), false))
                .anySatisfy(
                        message -> assertThat(message.get("message").asText()).contains("aside"));
        assertThat(result.at("/dmnContext/answer").decimalValue()).isEqualByComparingTo("2.5");
    }

    @Test
    void shouldSayInChineseWhyThereIsNoAnswer() throws Exception {
        var edition = edition();
        var model = edition.model("extra").orElseThrow();
        var decided = EvaluationResult.of(edition, model, "{\"x\":0}".getBytes(StandardCharsets.UTF_8));
        assertThat(decided.outcome()).isEqualTo(Outcome.UNDECIDED);
        assertThat(((NoMatchingRule) decided.failure()).reasons())
                .anyMatch(reason -> reason.startsWith("「answer」没有结果 / "))
                .anyMatch(reason -> reason.startsWith("「answer」算不出来 / "));
    }
}
