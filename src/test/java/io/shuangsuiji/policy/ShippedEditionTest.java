package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.Relation;

/** The edition that is shipped: sound, explained, and complete against the rule catalogue's sections A to E. */
class ShippedEditionTest {
    private static final Pattern RULE_ID = Pattern.compile("R\\d{2}[a-z]?");

    private final Edition edition = TestEditions.shipped();

    @Test
    void shouldLoadWithoutErrorAndWithTheModelsOfThePlan() {
        assertThat(edition.models().keySet())
                .containsExactly("caps", "classification", "draw", "progress", "quota", "routing", "schedule");
        assertThat(edition.warnings()).noneMatch(Message::refuses);
        assertThat(edition.info().title()).contains("2024年南山区");
    }

    @Test
    void shouldWarnOfNothing() {
        assertThat(edition.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A. classification
                "R05",
                "R06",
                "R07",
                "R07a",
                "R07b",
                "R07c",
                "R07d",
                "R12a",
                "R12b",
                "R13a",
                "R13b",
                // B. sample sizes
                "R11",
                "R14",
                "R15",
                "R17",
                "R18",
                "R19",
                "R20",
                "R22",
                "R23a",
                "R23b",
                // C. joint enforcement
                "R26",
                "R27",
                "R28",
                "R29",
                // D. routing
                "R08",
                "R09",
                "R10",
                "R21",
                "R24",
                "R30",
                "R31",
                "R32",
                "R33",
                // E. dates
                "R16",
                "R34",
                "R35",
                "R36",
                "R36a",
                "R38",
                "R39",
                "R40"
            })
    void shouldGiveEveryRuleOfTheCatalogueAHome(String rule) throws IOException {
        assertThat(homes()).contains(rule);
    }

    @Test
    void shouldQuoteTheClauseBesideEveryRowOfEveryTable() {
        for (var decision : decisions()) {
            if (decision.getExpression() instanceof DecisionTable table) {
                int last = table.getAnnotation().size() - 1;
                assertThat(table.getAnnotation().get(last).getName())
                        .as(decision.getName())
                        .isEqualTo("条款原文");
                assertThat(table.getRule())
                        .allSatisfy(rule -> assertThat(
                                        rule.getAnnotationEntry().get(last).getText())
                                .isNotBlank());
            }
        }
    }

    @Test
    void shouldLabelEveryInputOutputAndDecisionInChinese() {
        for (var model : edition.models().values()) {
            assertThat(model.inputs()).extracting(ValueType.Field::label).allMatch(ShippedEditionTest::chinese);
            assertThat(model.outputs()).extracting(ValueType.Field::label).allMatch(ShippedEditionTest::chinese);
            assertThat(model.steps()).extracting(ValueType.Field::label).allMatch(ShippedEditionTest::chinese);
        }
    }

    private static boolean chinese(String label) {
        return label.codePoints().anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN);
    }

    /** The rule ids in annotations, descriptions and relation cells of the models, and in the names of DRL rules. */
    private Set<String> homes() throws IOException {
        var texts = new ArrayList<String>();
        decisions().forEach(decision -> {
            texts.add(String.valueOf(decision.getDescription()));
            if (decision.getExpression() instanceof DecisionTable table) {
                table.getRule().forEach(rule -> rule.getAnnotationEntry().forEach(entry -> texts.add(entry.getText())));
            }
            if (decision.getExpression() instanceof Relation relation) {
                cells(relation, texts);
            }
        });
        try (var files = Files.list(Path.of("rules"))) {
            for (var file : files.toList()) {
                Files.readString(file)
                        .lines()
                        .filter(line -> line.startsWith("rule "))
                        .forEach(texts::add);
            }
        }
        var ids = new TreeSet<String>();
        texts.forEach(text -> RULE_ID.matcher(text).results().forEach(id -> ids.add(id.group())));
        return ids;
    }

    private static void cells(DMNModelInstrumentedBase node, List<String> texts) {
        if (node instanceof LiteralExpression cell) {
            texts.add(cell.getText());
        }
        node.getChildren().forEach(child -> cells(child, texts));
    }

    private List<Decision> decisions() {
        return edition.models().values().stream()
                .flatMap(model -> model.dmn().getDefinitions().getDrgElement().stream())
                .filter(Decision.class::isInstance)
                .map(Decision.class::cast)
                .toList();
    }
}
