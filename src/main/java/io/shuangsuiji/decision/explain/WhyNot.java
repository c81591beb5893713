package io.shuangsuiji.decision.explain;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.explain.CounterfactualSearch.Change;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.Trace;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Answers why an output is not another, and what smallest change of facts would make it so. */
public final class WhyNot {
    private final Edition edition;
    private final DecisionModel model;
    private final WhyNotQuestion question;

    private WhyNot(Edition edition, DecisionModel model, WhyNotQuestion question) {
        this.edition = edition;
        this.model = model;
        this.question = question;
    }

    /**
     * The answer.
     *
     * @param mostTries the search tries at most so many inputs
     * @param time and goes on at most so long
     */
    public static WhyNotAnswer answer(
            Edition edition, DecisionModel model, WhyNotQuestion question, int mostTries, Duration time) {
        return new WhyNot(edition, model, question).answer(new CounterfactualSearch.Limits(mostTries, time));
    }

    private WhyNotAnswer answer(CounterfactualSearch.Limits limits) {
        var outputs = Decisions.decide(edition, model, question.inputs());
        var trace = edition.kie().trace(model, question.inputs());
        var views = question.wanted().stream()
                .map(wanted -> new WhyNotAnswer.Output(
                        wanted.name(),
                        wanted.label(),
                        FeelJson.toJson(wanted.in(outputs)),
                        FeelJson.toJson(wanted.value())))
                .toList();
        boolean satisfied = question.wanted().stream().allMatch(wanted -> wanted.holds(outputs));
        var giving = question.wanted().stream()
                .filter(wanted -> !wanted.holds(outputs))
                .map(wanted -> giving(wanted, trace))
                .flatMap(List::stream)
                .toList();
        var tables = giving.stream().map(one -> reasons(one, trace)).toList();
        var changeable = InputPath.of(model).stream()
                .filter(fact -> !question.keep().contains(fact.name()))
                .toList();
        var found = satisfied
                ? new CounterfactualSearch.Found(List.of(), 0, true)
                : new CounterfactualSearch(edition, model, question.wanted(), question.inputs(), changeable, limits)
                        .find();
        var alternatives = found.changes().stream()
                .limit(question.limit())
                .map(changes -> alternative(changes, giving, trace))
                .toList();
        return new WhyNotAnswer(
                satisfied,
                views,
                tables,
                alternatives,
                new WhyNotAnswer.Search(
                        changeable.size(),
                        found.tries(),
                        found.complete(),
                        found.changes().size() - alternatives.size()),
                gist(satisfied, alternatives, found));
    }

    private static Explanation reasons(Giving giving, Trace trace) {
        var table = giving.table();
        var match = match(table, trace);
        var values = trace.scope(table.address());
        var rows = giving.rows().stream()
                .map(row -> reason(table, row, match, values))
                .toList();
        return Explanations.table(
                table, rows, rows.stream().map(Explanation.Row::sentence).collect(Collectors.joining("；")));
    }

    private static TableMatch match(Table table, Trace trace) {
        return trace.tables().stream()
                .filter(one -> table.address().equals(one.table()))
                .findFirst()
                .orElse(new TableMatch(null, table.address(), List.of(), List.of()));
    }

    private static Explanation.Row reason(Table table, Table.Row row, TableMatch match, Map<String, Object> values) {
        var cells = Rows.cells(table, row, values);
        boolean selected = match.selected().contains(row.number());
        var head = "第 " + row.number() + " 行" + Rows.reference(table, row);
        String sentence;
        if (selected) {
            sentence = head + "已成立";
        } else if (match.matched().contains(row.number())) {
            sentence = head + "已成立" + Explanations.overruled(match);
        } else {
            var missing = cells.stream().filter(cell -> !cell.held()).map(Explanation.Cell::sentence);
            sentence = head + "不成立：" + missing.collect(Collectors.joining("；"));
        }
        return Rows.row(table, row, selected, cells, values, sentence);
    }

    private WhyNotAnswer.Alternative alternative(List<Change> changes, List<Giving> giving, Trace before) {
        var inputs = question.inputs();
        for (var change : changes) {
            inputs = change.fact().with(inputs, change.to());
        }
        var rules = rules(giving, before, edition.kie().trace(model, inputs));
        var sentence = "把 "
                + changes.stream()
                        .map(change -> change.fact().label() + " 从" + spaced(change.from()) + "改为"
                                + spaced(change.to()).stripTrailing())
                        .collect(Collectors.joining("，并把 "))
                + "，即 "
                + question.wanted().stream().map(TargetOutput::words).collect(Collectors.joining("，"))
                + (rules.isEmpty() ? "" : "（" + String.join("、", rules) + "）");
        return new WhyNotAnswer.Alternative(
                changes.stream()
                        .map(change -> new WhyNotAnswer.Change(
                                change.fact().name(),
                                change.fact().label(),
                                FeelJson.toJson(change.from()),
                                FeelJson.toJson(change.to())))
                        .toList(),
                rules,
                sentence);
    }

    private static String spaced(Object value) {
        return value instanceof String || value == null ? Wording.value(value) : " " + Wording.value(value) + " ";
    }

    /** The rows of the tables in question that hold only after the change; failing that, that count only after it. */
    private static List<String> rules(List<Giving> giving, Trace before, Trace after) {
        var newly = new LinkedHashSet<String>();
        for (var one : giving) {
            var old = match(one.table(), before);
            var now = match(one.table(), after);
            one.rows().stream()
                    .filter(row -> now.selected().contains(row.number()))
                    .filter(row -> !old.selected().contains(row.number()))
                    .map(row -> Rows.rule(one.table(), row))
                    .filter(rule -> rule != null)
                    .findFirst()
                    .ifPresent(newly::add);
            if (!newly.isEmpty()) {
                // what rests on this table follows from it
                break;
            }
        }
        return List.copyOf(newly);
    }

    private String gist(
            boolean satisfied, List<WhyNotAnswer.Alternative> alternatives, CounterfactualSearch.Found found) {
        var wanted = question.wanted().stream().map(TargetOutput::words).collect(Collectors.joining("，"));
        if (satisfied) {
            return "已经如此：" + wanted.replace(" 成为", " 为");
        }
        if (!alternatives.isEmpty()) {
            return alternatives.get(0).sentence();
        }
        return found.complete()
                ? "试过一项和两项事实的各种改动（" + found.tries() + " 次），没有一种使 " + wanted
                : "试了 " + found.tries() + " 次改动即到限度，没有试遍，尚未找到使 " + wanted + " 的";
    }

    /** A table with the rows that give what is wanted. */
    private record Giving(Table table, List<Table.Row> rows) {}

    /** In the tables on which the output rests: by the output's own name or label where one bears it, else by value. */
    private List<Giving> giving(TargetOutput wanted, Trace trace) {
        var byName = giving(wanted, trace, true);
        return byName.isEmpty() ? giving(wanted, trace, false) : byName;
    }

    private List<Giving> giving(TargetOutput wanted, Trace trace, boolean named) {
        return Steps.to(edition, model, wanted.path().get(0)).stream()
                .flatMap(step -> step.tables().stream())
                // of one that was not come to there is no saying what it would be about
                .filter(table -> trace.scopes().containsKey(table.address()))
                .map(table -> new Giving(
                        table,
                        table.rows().stream()
                                .filter(row -> gives(table, row, wanted, trace.scope(table.address()), named))
                                .toList()))
                .filter(giving -> !giving.rows().isEmpty())
                .toList();
    }

    private static boolean gives(
            Table table, Table.Row row, TargetOutput wanted, Map<String, Object> values, boolean named) {
        return table.conclusions(row).stream()
                .filter(placed -> !named
                        || wanted.path()
                                .get(wanted.path().size() - 1)
                                .equals(placed.column().expression())
                        || wanted.label().equals(placed.column().label()))
                .anyMatch(placed ->
                        Candidates.same(FeelEngine.evaluate(placed.cell().feel(), values), wanted.value()));
    }
}
