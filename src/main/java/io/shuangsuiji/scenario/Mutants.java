package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.w3c.dom.Element;

/** Every mutant of an edition, with the text of the file that makes it one. */
final class Mutants {
    private static final Set<String> ORDERED_ROWS = Set.of("FIRST", "RULE ORDER");
    private static final Set<String> ORDERED_OUTPUTS = Set.of("PRIORITY", "OUTPUT ORDER");

    /**
     * A mutant and how it is made.
     *
     * @param dmn the file
     * @param texts the new content of a cell, by its number
     * @param exchanged the number of the element that stands in another's place
     * @param about what the column of a changed input cell is about; null where another thing is changed
     */
    record Made(Mutant mutant, DmnText dmn, Map<Integer, String> texts, Map<Integer, Integer> exchanged, String about) {
        /** The text of a file with the changes of several mutants of it. */
        static String text(List<Made> mutants) {
            var texts = new HashMap<Integer, String>();
            var exchanged = new HashMap<Integer, Integer>();
            mutants.forEach(made -> {
                texts.putAll(made.texts());
                exchanged.putAll(made.exchanged());
            });
            return mutants.get(0).dmn().with(texts, exchanged);
        }
    }

    private final String file;
    private final DecisionModel model;
    private final DmnText dmn;
    private final List<Made> made = new ArrayList<>();

    private Mutants(String file, DecisionModel model, String xml) {
        this.file = file;
        this.model = model;
        this.dmn = new DmnText(xml);
    }

    /**
     * The mutants that scenarios about some models could notice: of the tables and expressions of these models, and of
     * the types of their inputs.
     */
    static List<Made> of(Edition edition, Set<String> models) {
        var found = new ArrayList<Made>();
        var checked = checkedTypes(edition, models);
        edition.files().forEach((file, bytes) -> {
            if (!file.endsWith(".dmn")) {
                return;
            }
            var mutants = new Mutants(
                    file,
                    edition.models().values().stream()
                            .filter(model ->
                                    file.equals(model.dmn().getResource().getSourcePath()))
                            .findFirst()
                            .orElse(null),
                    new String(bytes, StandardCharsets.UTF_8));
            mutants.types(checked);
            if (mutants.model != null && models.contains(mutants.model.name())) {
                DmnText.children(mutants.dmn.root(), "decision").forEach(mutants::decision);
            }
            found.addAll(mutants.made);
        });
        return found;
    }

    /** The names of the types by which callers' inputs are checked; those of outputs are for the validator. */
    private static Set<String> checkedTypes(Edition edition, Set<String> models) {
        var names = new HashSet<String>();
        edition.models().values().stream()
                .filter(model -> models.contains(model.name()))
                .flatMap(model -> FieldPath.all(model.inputs()).stream())
                .forEach(path -> names.add(path.type().name()));
        return names;
    }

    private void types(Set<String> checked) {
        for (var type : DmnText.children(dmn.root(), "itemDefinition")) {
            if (checked.contains(type.getAttribute("name"))) {
                Stream.of("allowedValues", "typeConstraint")
                        .flatMap(part -> DmnText.children(type, part).stream())
                        .forEach(tests -> text(tests)
                                .ifPresent(text -> edited(
                                        text,
                                        Spot.outside("类型 " + type.getAttribute("name"), "允许的取值"),
                                        FeelMutations.ofTests(text.getTextContent(), List.of()))));
            }
        }
    }

    private void decision(Element decision) {
        var label = decision.getAttribute("label").isEmpty()
                ? decision.getAttribute("name")
                : decision.getAttribute("label");
        var type = model.steps().stream()
                .filter(step -> step.name().equals(decision.getAttribute("name")))
                .map(Field::type)
                .findFirst()
                .orElseThrow();
        DmnText.children(decision).forEach(part -> expression(part, label, "", type));
    }

    private void expression(Element part, String place, String cell, ValueType type) {
        switch (part.getLocalName()) {
            case "decisionTable" -> table(part, place, type);
            case "literalExpression" ->
                text(part)
                        .ifPresent(text -> edited(
                                text,
                                Spot.outside(place, cell),
                                FeelMutations.ofExpression(text.getTextContent(), sample(type), members(type))));
            case "context" ->
                DmnText.children(part, "contextEntry").forEach(entry -> {
                    var variable = DmnText.children(entry, "variable").stream().findFirst();
                    var name = variable.map(v -> v.getAttribute("name")).orElse("");
                    var label = variable.map(v -> v.getAttribute("label"))
                            .filter(l -> !l.isEmpty())
                            .orElse(name);
                    var entryType = type.field(name).map(Field::type).orElse(type);
                    DmnText.children(entry).forEach(inner -> expression(inner, place, label, entryType));
                });
            case "relation" -> relation(part, place, type);
            case "list",
                    "conditional",
                    "if",
                    "then",
                    "else",
                    "filter",
                    "in",
                    "match",
                    "for",
                    "return",
                    "some",
                    "every",
                    "satisfies",
                    "invocation",
                    "binding",
                    "functionDefinition" ->
                DmnText.children(part).forEach(inner -> expression(inner, place, cell, type));
            default -> {}
        }
    }

    private void relation(Element relation, String place, ValueType type) {
        var columns = DmnText.children(relation, "column");
        var rows = DmnText.children(relation, "row");
        for (int row = 0; row < rows.size(); row++) {
            var where = place + " 第 " + (row + 1) + " 行";
            int self = dmn.place(rows.get(row));
            make(Spot.outside(where, ""), firstWords(rows.get(row)), Mutant.DELETED, Map.of(), Map.of(self, -1));
            var cells = DmnText.children(rows.get(row));
            for (int column = 0; column < cells.size(); column++) {
                var name = columns.get(column).getAttribute("name");
                var field = type.field(name);
                expression(
                        cells.get(column),
                        where,
                        field.map(Field::label).orElse(name),
                        field.map(Field::type).orElse(type));
            }
        }
    }

    private void table(Element table, String place, ValueType type) {
        var id = table.getAttribute("id");
        var inputs = DmnText.children(table, "input");
        var outputs = DmnText.children(table, "output");
        var rules = DmnText.children(table, "rule");
        var hitPolicy = table.getAttribute("hitPolicy");
        if (ORDERED_OUTPUTS.contains(hitPolicy)) {
            outputs.forEach(output -> priorities(output, place, id));
        }
        var numbers = rules.stream().map(dmn::place).toList();
        for (int row = 0; row < rules.size(); row++) {
            var rule = rules.get(row);
            var where = place + " 第 " + (row + 1) + " 行";
            int number = row + 1;
            int self = numbers.get(row);
            var words = firstWords(rule);
            var spot = new Spot(where, "", id, number, null);
            make(spot, words, Mutant.DELETED, Map.of(), Map.of(self, -1));
            if (ORDERED_ROWS.contains(hitPolicy) && row + 1 < rules.size()) {
                int next = numbers.get(row + 1);
                make(spot, words, Mutant.SWAPPED, Map.of(), Map.of(self, next, next, self));
            }
            var tests = DmnText.children(rule, "inputEntry");
            for (int column = 0; column < tests.size(); column++) {
                var input = inputs.get(column);
                var about = text(DmnText.children(input, "inputExpression").get(0))
                        .map(Element::getTextContent)
                        .orElse("")
                        .strip();
                var label = input.getAttribute("label").isEmpty() ? about : input.getAttribute("label");
                text(tests.get(column))
                        .ifPresent(text -> edited(
                                text,
                                new Spot(where, label, id, number, about),
                                FeelMutations.ofTests(text.getTextContent(), memberTests(about))));
            }
            var answers = DmnText.children(rule, "outputEntry");
            for (int column = 0; column < answers.size(); column++) {
                var name = outputs.get(column).getAttribute("name");
                var label = outputs.get(column).getAttribute("label");
                var answer = type.field(name).map(Field::type).orElse(type);
                text(answers.get(column))
                        .ifPresent(text -> edited(
                                text,
                                new Spot(where, label.isEmpty() ? "结果" : label, id, number, null),
                                FeelMutations.ofExpression(text.getTextContent(), sample(answer), members(answer))));
            }
        }
    }

    /** The order of the output values, by which the hit policy chooses. */
    private void priorities(Element output, String place, String table) {
        for (var values : DmnText.children(output, "outputValues")) {
            text(values).ifPresent(text -> {
                var words = new ArrayList<>(
                        Stream.of(Feel.tests(text.getTextContent()).getChildrenNode())
                                .map(node -> node.getText())
                                .toList());
                var swapped = new ArrayList<String>();
                for (int i = 0; i + 1 < words.size(); i++) {
                    Collections.swap(words, i, i + 1);
                    swapped.add(String.join(",", words));
                    Collections.swap(words, i, i + 1);
                }
                edited(text, new Spot(place, "优先次序", table, 0, null), swapped);
            });
        }
    }

    private void edited(Element text, Spot spot, Iterable<String> replacements) {
        int self = dmn.place(text);
        var from = text.getTextContent().strip();
        for (var to : replacements) {
            make(spot, from, to, Map.of(self, to), Map.of());
        }
    }

    private void make(Spot spot, String from, String to, Map<Integer, String> texts, Map<Integer, Integer> exchanged) {
        var mutant = new Mutant(file, spot.place(), spot.cell(), from, to, spot.table(), spot.row());
        made.add(new Made(mutant, dmn, texts, exchanged, spot.about()));
    }

    /** Where a change is made; the table's id is null, and the row 0, outside tables. */
    private record Spot(String place, String cell, String table, int row, String about) {
        static Spot outside(String place, String cell) {
            return new Spot(place, cell, null, 0, null);
        }
    }

    private static Optional<Element> text(Element parent) {
        return DmnText.children(parent, "text").stream().findFirst();
    }

    private static String firstWords(Element row) {
        var words = new ArrayList<String>();
        DmnText.children(row)
                .forEach(entry -> text(entry)
                        .ifPresent(text -> words.add(text.getTextContent().strip())));
        return String.join(" | ", words);
    }

    /** What a column may hold, as FEEL literals. */
    private List<String> memberTests(String about) {
        return Stream.concat(model.inputs().stream(), model.steps().stream())
                .flatMap(field -> FieldPath.all(List.of(field)).stream())
                .filter(path -> path.keys().equals(about))
                .findFirst()
                .map(path -> {
                    var members = new ArrayList<>(members(path.type()));
                    if (path.type().constraint().allows(null) && !members.isEmpty()) {
                        members.add("null");
                    }
                    return (List<String>) members;
                })
                .orElse(List.of());
    }

    private static List<String> members(ValueType type) {
        return type.constraint().enumeration().stream().map(Mutants::literal).toList();
    }

    private static String literal(Object value) {
        return value instanceof String text ? "\"" + text + "\"" : CellText.shown(value);
    }

    /** A value of the type, as a FEEL literal. */
    private static String sample(ValueType type) {
        return switch (type.kind()) {
            case TEXT -> members(type).isEmpty() ? "\"变异\"" : members(type).get(0);
            case NUMBER -> "1";
            case BOOLEAN -> "true";
            case DATE -> "date(\"2024-01-01\")";
            default -> null;
        };
    }
}
