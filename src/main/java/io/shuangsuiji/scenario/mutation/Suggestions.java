package io.shuangsuiji.scenario.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Evaluation;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.policy.compile.EditionVariant;
import io.shuangsuiji.scenario.coverage.BoundaryCondition;
import io.shuangsuiji.scenario.coverage.BoundaryCondition.Side;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.coverage.Coverage.Bound;
import io.shuangsuiji.scenario.coverage.TableRows;
import io.shuangsuiji.scenario.mutation.Mutants.Made;
import io.shuangsuiji.scenario.subject.Subject;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** Finds the scenarios that are missing: for rows that none reaches, bounds not tried, mutants not noticed. */
public final class Suggestions {
    /** More would not be read. */
    private static final int MOST = 50;

    /** For many rows one after the other. */
    private static final int FEW_TRIES = 2_000;

    private final Edition edition;
    private final Map<String, InputSearch> searches = new HashMap<>();

    private Suggestions(Edition edition, List<ScenarioBook> books) {
        this.edition = edition;
        edition.models().forEach((name, model) -> {
            var starts = books.stream()
                    .flatMap(book -> book.sheets().stream())
                    .filter(sheet -> sheet.subject().name().equals(name))
                    .flatMap(sheet -> sheet.scenarios().stream())
                    .map(scenario -> Inputs.read(model, scenario.input()))
                    .filter(inputs -> inputs.problems().isEmpty())
                    .map(Inputs::values)
                    .toList();
            searches.put(name, new InputSearch(edition, model, starts, FEW_TRIES));
        });
    }

    /**
     * Scenarios for the rows and bounds that are still missed, of the models that the workbooks are about; those for
     * which no input was found are left out.
     */
    public static List<Suggestion> forCoverage(Edition edition, List<ScenarioBook> books, Coverage coverage) {
        if (coverage.missedRows().isEmpty() && coverage.missedBounds().isEmpty()) {
            return List.of();
        }
        var suggestions = new Suggestions(edition, books);
        var found = new ArrayList<Suggestion>();
        var views = edition.decisionTables();
        var subjects = books.stream()
                .flatMap(book -> book.sheets().stream())
                .map(sheet -> sheet.subject().name())
                .collect(Collectors.toSet());
        for (int index = 0; index < views.size() && found.size() < MOST; index++) {
            var view = views.get(index);
            coverage.tables().get(index).rows().stream()
                    .filter(row -> row.missed() && subjects.contains(view.model()))
                    .forEach(row -> suggestions
                            .forRow(view, view.rows().get(row.number() - 1))
                            .ifPresent(found::add));
        }
        coverage.missedBounds().stream()
                .filter(bound -> subjects.contains(bound.model()))
                .forEach(bound -> found.addAll(suggestions.forBound(bound)));
        return List.copyOf(found.subList(0, Math.min(MOST, found.size())));
    }

    /** Scenarios that would notice mutants; none for one that no input found tells from the edition. */
    static Map<Mutant, Suggestion> forMutants(Edition edition, List<ScenarioBook> books, List<Made> survivors) {
        var suggestions = new Suggestions(edition, books);
        var found = new HashMap<Mutant, Suggestion>();
        survivors.stream()
                .limit(MOST)
                .forEach(made ->
                        suggestions.forMutant(made).ifPresent(suggestion -> found.put(made.mutant(), suggestion)));
        return found;
    }

    /** One for each row of the tables of a model that an input is found for, by the row. */
    static Map<Table.Row, Suggestion> forRows(Edition edition, DecisionModel model) {
        var suggestions = new Suggestions(edition, List.of());
        var starts = new ArrayList<>(List.of(InputSearch.dated(edition, model)));
        var known = new LinkedHashMap<Suggestion, Trace>();
        var found = new LinkedHashMap<Table.Row, Suggestion>();
        for (var table : edition.decisionTables(model.name())) {
            for (var row : table.rows()) {
                if (TableRows.unreachable(edition, table, row).isPresent()) {
                    continue;
                }
                // what reaches a row of one table mostly reaches some of others, or is not far from the next
                var again = known.entrySet().stream()
                        .filter(one -> hits(one.getValue(), table.address(), row.number()))
                        .map(Map.Entry::getKey)
                        .findFirst();
                if (again.isPresent()) {
                    found.put(row, again.get());
                    continue;
                }
                suggestions.searches.put(model.name(), new InputSearch(edition, model, starts, FEW_TRIES));
                suggestions.forAnsweredRow(table, row).ifPresent(suggestion -> {
                    var input = Inputs.read(model, suggestion.input()).values();
                    found.put(row, suggestion);
                    starts.add(input);
                    if (suggestions.isAnswered(model, input)) {
                        known.put(suggestion, edition.kie().trace(model, input));
                    }
                });
            }
        }
        return found;
    }

    private Optional<Suggestion> forRow(Table table, Table.Row row) {
        return find(table, row, input -> true).map(input -> reaching(table, row, input));
    }

    /** An input that reaches a row and is answered; where none is found, one that reaches it. */
    private Optional<Suggestion> forAnsweredRow(Table table, Table.Row row) {
        var model = edition.models().get(table.model());
        var reached = new ArrayList<Map<String, Object>>();
        return find(table, row, input -> reached.add(input) && isAnswered(model, input))
                .or(() -> reached.stream().findFirst())
                .map(input -> reaching(table, row, input));
    }

    private Optional<Map<String, Object>> find(Table table, Table.Row row, Predicate<Map<String, Object>> suits) {
        var model = edition.models().get(table.model());
        int columns = table.cells(row, ColumnKind.INPUT).size();
        return searches.get(table.model())
                .find(
                        input -> {
                            var trace = edition.kie().trace(model, input);
                            return !hits(trace, table.address(), row.number())
                                    ? TableRows.satisfied(table, row, trace)
                                    : suits.test(input) ? columns + 2 : columns + 1;
                        },
                        columns + 2);
    }

    private Suggestion reaching(Table table, Table.Row row, Map<String, Object> input) {
        return suggestion(
                table.label() + " 第 " + row.number() + " 行没有场景用到",
                edition.models().get(table.model()),
                input);
    }

    private boolean isAnswered(DecisionModel model, Map<String, Object> input) {
        return Subjects.of(model)
                .ask(edition, FeelJson.toJson(input, model.inputs()))
                .decided();
    }

    private static boolean hits(Trace trace, String table, int row) {
        return trace.tables().stream()
                .anyMatch(
                        match -> table.equals(match.table()) && match.matched().contains(row));
    }

    private List<Suggestion> forBound(Bound bound) {
        var model = edition.models().get(bound.model());
        var view = BoundaryCondition.of(edition, model).stream()
                .filter(one -> one.place().equals(bound.place()) && one.text().equals(bound.text()))
                .findFirst();
        var missing = new HashMap<Side, String>();
        if (bound.below().missed()) {
            missing.put(Side.BELOW, "刚好在下方");
        }
        if (bound.at().missed()) {
            missing.put(Side.AT, "正好在边界上");
        }
        if (bound.above().missed()) {
            missing.put(Side.ABOVE, "刚好在上方");
        }
        return missing.entrySet().stream()
                .flatMap(side -> view
                        .flatMap(found -> searches.get(bound.model())
                                .find(input -> tries(found, model, input, side.getKey()) ? 1 : 0, 1))
                        .map(input -> suggestion(
                                bound.place() + " 的边界「" + bound.text() + "」没有场景试" + side.getValue(), model, input))
                        .stream())
                .toList();
    }

    private boolean tries(BoundaryCondition bound, DecisionModel model, Map<String, Object> input, Side side) {
        return bound.side(edition.kie().trace(model, input))
                .filter(side::equals)
                .isPresent();
    }

    private Optional<Suggestion> forMutant(Made made) {
        var variant = EditionVariant.of(edition, made.mutant().file(), Made.bytes(List.of(made)));
        return variant.flatMap(other -> EditionVariant.readers(edition)
                .get(made.mutant().file())
                .stream()
                .map(edition.models()::get)
                .map(model -> searches.get(model.name())
                        .find(score(made, model, other), GOAL)
                        .map(input -> suggestion("能发现：" + made.mutant(), model, input)))
                .flatMap(Optional::stream)
                .findFirst());
    }

    private static final int GOAL = 1_000;

    /** Nearness to the changed row first; the goal is reached when the answers differ. */
    private ToIntFunction<Map<String, Object>> score(Made made, DecisionModel model, Edition other) {
        var table = edition.decisionTables(model.name()).stream()
                .filter(view -> view.address().equals(made.mutant().table()))
                .findFirst();
        return input -> {
            if (!answer(edition, model, input)
                    .equals(answer(other, other.models().get(model.name()), input))) {
                return GOAL;
            }
            return table.isEmpty() || made.mutant().row() == 0
                    ? 0
                    : TableRows.satisfied(
                            table.get(),
                            table.get().rows().get(made.mutant().row() - 1),
                            edition.kie().trace(model, input));
        };
    }

    private static List<?> answer(Edition edition, DecisionModel model, Map<String, Object> input) {
        Evaluation evaluation = edition.kie().evaluate(model, input);
        return List.of(
                Objects.toString(FeelJson.toJson(evaluation.outputs(), model.outputs())),
                evaluation.inputErrors(),
                !evaluation.failures().isEmpty());
    }

    private Suggestion suggestion(String purpose, DecisionModel model, Map<String, Object> input) {
        return suggestion(edition, Subjects.of(model), purpose, input);
    }

    private static Suggestion suggestion(Edition edition, Subject subject, String purpose, Map<String, Object> input) {
        var json = (ObjectNode) FeelJson.toJson(input, subject.inputs());
        return Suggestion.of(purpose, subject, json).answered(Answers.inWords(subject, subject.ask(edition, json)));
    }

    /** An input that says as little as a model allows, to show how a scenario is written. */
    static Suggestion example(Edition edition, Subject subject) {
        return suggestion(
                edition,
                subject,
                "示例：一句话说清这是什么情形，期望已填今天的答案，请改成自己的",
                InputSearch.plain(edition, edition.models().get(subject.name())));
    }
}
