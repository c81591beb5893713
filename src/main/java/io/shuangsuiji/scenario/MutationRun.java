package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionVariant;
import io.shuangsuiji.scenario.Mutants.Made;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Changes one cell of an edition at a time and sees whether a scenario fails. */
public final class MutationRun {
    private enum Fate {
        KILLED,
        REFUSED,
        UNREACHABLE,
        ALIVE
    }

    private record Check(ScenarioSheet sheet, Scenario scenario) {}

    private final Edition edition;
    private final Map<String, List<Check>> byModel = new HashMap<>();
    private final Map<String, List<Check>> byRow = new HashMap<>();

    private MutationRun(Edition edition, List<ScenarioBook> books) {
        this.edition = edition;
        for (var book : books) {
            for (var sheet : book.sheets()) {
                sheet.scenarios().stream()
                        .filter(scenario -> !scenario.unchecked())
                        .filter(scenario -> ScenarioRunner.passes(edition, sheet, scenario))
                        .forEach(scenario -> prepare(new Check(sheet, scenario)));
            }
        }
    }

    /** The scenarios that reach a row come first when it is changed: they are the likeliest to notice. */
    private void prepare(Check check) {
        var model = check.sheet().subject().name();
        byModel.computeIfAbsent(model, name -> new ArrayList<>()).add(check);
        check.sheet()
                .subject()
                .ask(edition, check.scenario().input())
                .trace()
                .get()
                .ifPresent(trace -> trace.tables()
                        .forEach(table -> table.matched()
                                .forEach(row -> byRow.computeIfAbsent(
                                                table.table() + "/" + row, key -> new ArrayList<>())
                                        .add(check))));
    }

    /** Tries every mutant. Scenarios that fail, or expect nothing, notice nothing and are left out. */
    public static MutationReport run(
            Edition edition, List<ScenarioBook> books, Equivalents equivalents, Progress progress) {
        var run = new MutationRun(edition, books);
        var mutants = Mutants.of(edition);
        var unreachable = unreachableRows(edition);
        var fates = Parallel.map(
                mutants,
                made -> unreachable.contains(
                                made.mutant().table() + "/" + made.mutant().row())
                        ? Fate.UNREACHABLE
                        : run.fate(made),
                progress);
        var counts = new HashMap<Fate, Integer>();
        var explained = new LinkedHashMap<Mutant, String>();
        var survivors = new ArrayList<Mutant>();
        for (int index = 0; index < mutants.size(); index++) {
            counts.merge(fates.get(index), 1, Integer::sum);
            var mutant = mutants.get(index).mutant();
            if (fates.get(index) == Fate.ALIVE) {
                equivalents
                        .of(mutant)
                        .ifPresentOrElse(entry -> explained.put(mutant, entry.reason()), () -> survivors.add(mutant));
            }
        }
        return new MutationReport(
                counts.getOrDefault(Fate.KILLED, 0),
                counts.getOrDefault(Fate.REFUSED, 0),
                counts.getOrDefault(Fate.UNREACHABLE, 0),
                explained,
                survivors);
    }

    private static Set<String> unreachableRows(Edition edition) {
        return TableView.all(edition).stream()
                .flatMap(table -> table.rules().stream()
                        .filter(rule -> table.unreachable(edition, rule).isPresent())
                        .map(rule -> table.id() + "/" + (table.rules().indexOf(rule) + 1)))
                .collect(Collectors.toSet());
    }

    private Fate fate(Made made) {
        return EditionVariant.of(edition, made.mutant().file(), made.text().get())
                .map(variant -> noticed(variant, made.mutant()) ? Fate.KILLED : Fate.ALIVE)
                .orElse(Fate.REFUSED);
    }

    private boolean noticed(Edition variant, Mutant mutant) {
        return byRow.getOrDefault(mutant.table() + "/" + mutant.row(), List.of()).stream()
                        .anyMatch(check -> fails(variant, check))
                || byModel.entrySet().stream()
                        .filter(model -> variant.models().get(model.getKey())
                                != edition.models().get(model.getKey()))
                        .flatMap(model -> model.getValue().stream())
                        .anyMatch(check -> fails(variant, check));
    }

    private static boolean fails(Edition variant, Check check) {
        return !ScenarioRunner.passes(variant, check.sheet(), check.scenario());
    }
}
