package io.shuangsuiji.decision.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.Edition;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tables that other editors draw: inside functions and boxed contexts, and without ids. */
class BoxedTablesTest {
    private static final String MODEL = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="fee" name="fee" namespace="urn:test:fee">
              <inputData id="fee-input" name="count"><variable name="count" typeRef="number"/></inputData>
              <businessKnowledgeModel id="fee-function" name="Rate" label="费率">
                <variable name="Rate"/>
                <encapsulatedLogic>
                  <formalParameter name="p" typeRef="number"/>
                  TABLE_p
                </encapsulatedLogic>
              </businessKnowledgeModel>
              <decision id="fee-decision" name="fee" label="费用">
                <variable name="fee" typeRef="number"/>
                <informationRequirement><requiredInput href="#fee-input"/></informationRequirement>
                <informationRequirement><requiredDecision href="#fee-base"/></informationRequirement>
                <knowledgeRequirement><requiredKnowledge href="#fee-function"/></knowledgeRequirement>
                <context>
                  <contextEntry><variable name="twice" typeRef="number"/>
                    <literalExpression><text>count * 2</text></literalExpression></contextEntry>
                  <contextEntry><variable name="graded" label="分级" typeRef="number"/>
                    TABLE_twice</contextEntry>
                  <contextEntry><literalExpression><text>Rate(graded) + base</text></literalExpression></contextEntry>
                </context>
              </decision>
              <decision id="fee-base" name="base" label="基数">
                <variable name="base" typeRef="number"/>
                <informationRequirement><requiredInput href="#fee-input"/></informationRequirement>
                TABLE_count
              </decision>
            </definitions>
            """;

    private Edition edition;

    private static String table(String id, String input) {
        return """
                <decisionTable %s hitPolicy="UNIQUE">
                  <input label="%s"><inputExpression typeRef="number"><text>%s</text></inputExpression></input>
                  <output typeRef="number"/>
                  <rule><inputEntry><text>&gt; 3</text></inputEntry><outputEntry><text>%s + 1</text></outputEntry></rule>
                  <rule><inputEntry><text>&lt;= 3</text></inputEntry><outputEntry><text>0</text></outputEntry></rule>
                </decisionTable>""".formatted(id, input, input, input);
    }

    @BeforeEach
    void load(@TempDir Path editions) throws Exception {
        var folder = TestEditions.copyTo(editions, "2024-01-01");
        Files.writeString(
                folder.resolve("fee.dmn"),
                MODEL.replace("TABLE_p", table("id=\"fee-function-table\"", "p"))
                        .replace("TABLE_twice", table("id=\"fee-graded-table\"", "twice"))
                        .replace("TABLE_count", table("", "count")),
                StandardCharsets.UTF_8);
        edition = TestEditions.load(editions).named("2024-01-01").orElseThrow();
    }

    private List<Explanation> explained() {
        var model = edition.model("fee").orElseThrow();
        var inputs = Inputs.read(model, Json.read("{\"count\":4}".getBytes(StandardCharsets.UTF_8)))
                .valid();
        return Explanations.of(edition, model, inputs);
    }

    @Test
    void shouldExplainATableWithoutAnId() {
        assertThat(explained())
                .filteredOn(one -> one.decision().equals("base"))
                .singleElement()
                .satisfies(base -> assertThat(base.sentence()).isEqualTo("基数：count 为 4，大于 3，因此第 1 行成立"));
    }

    @Test
    void shouldTellWithWhatValuesATableInsideWasEvaluated() {
        var model = edition.model("fee").orElseThrow();
        var trace = edition.kie()
                .trace(
                        model,
                        Inputs.read(model, Json.read("{\"count\":4}".getBytes(StandardCharsets.UTF_8)))
                                .valid());
        assertThat(trace.scope("fee-graded-table")).containsEntry("twice", new java.math.BigDecimal(8));
        assertThat(trace.scope("fee-function-table"))
                .containsEntry("p", new java.math.BigDecimal(9))
                .doesNotContainKey("string length");
        assertThat(trace.values())
                .containsEntry("fee", new java.math.BigDecimal(15))
                .doesNotContainKey("twice");
    }

    @Test
    void shouldSpeakOfTheTablesInsideByTheNamesThatHoldThere() {
        var sentences = explained().stream().map(Explanation::sentence).toList();
        var inside = edition.decisionTables("fee").stream().map(table -> table.address());
        // each that is read as a table is explained
        assertThat(inside)
                .allSatisfy(address ->
                        assertThat(explained().stream().map(Explanation::table)).contains(address));
        assertThat(sentences).allSatisfy(sentence -> assertThat(sentence).doesNotContain("为空"));
    }

    @Test
    void shouldLookForWhatIsMissingInTheTablesThatWereComeTo() {
        var question = WhyNotQuestion.read(
                edition.model("fee").orElseThrow(),
                Json.read("{\"input\":{\"count\":3},\"output\":{\"fee\":15}}".getBytes(StandardCharsets.UTF_8)));
        var answer = WhyNot.answer(edition, edition.model("fee").orElseThrow(), question, Asking.TRIES, Asking.TIME);
        assertThat(answer.alternatives().stream().map(WhyNotAnswer.Alternative::sentence))
                .anyMatch(sentence -> sentence.contains("从 3 改为 4"));
        assertThat(Stream.of(answer.sentence())).noneMatch(String::isBlank);
    }
}
