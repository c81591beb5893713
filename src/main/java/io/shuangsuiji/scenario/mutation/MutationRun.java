package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.policy.compile.EditionVariant;
import io.shuangsuiji.scenario.coverage.TableRows;
import io.shuangsuiji.scenario.mutation.Mutants.Made;
import io.shuangsuiji.scenario.run.Parallel;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.scenario.workbook.ScenarioSheet;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Changes one cell of an edition at a time and sees whether a scenario fails. */
public final class MutationRun {
    private enum Fate {
        KILLED,
        REFUSED,
        UNREACHABLE,
        ALIVE
    }

    /** A scenario that goes as it expects, and how the edition's tables decide it; null where they do not. */
    record Check(ScenarioSheet sheet, Scenario scenario, Trace trace) {}

    /** A mutant and the scenarios that it could touch. */
    record Suspect(Made made, List<Check> affected) {}

    private final Edition edition;
    private final Map<String, List<Check>> byModel = new HashMap<>();
    private final Map<String, List<Check>> byRow = new HashMap<>();
    private final Map<String, Set<String>> readers;

    private MutationRun(Edition edition, List<ScenarioBook> books) {
        this.edition = edition;
        this.readers = EditionVariant.readers(edition);
        for (var book : books) {
            for (var sheet : book.sheets()) {
                sheet.scenarios().stream()
                        .filter(scenario -> !scenario.unchecked())
                        .filter(scenario -> ScenarioRunner.passes(edition, sheet, scenario))
                        .forEach(scenario -> prepare(sheet, scenario));
            }
        }
    }

    private void prepare(ScenarioSheet sheet, Scenario scenario) {
        var trace = sheet.subject().ask(edition, scenario.input()).trace().get();
        var check = new Check(sheet, scenario, trace.orElse(null));
        byModel.computeIfAbsent(sheet.subject().name(), name -> new ArrayList<>())
                .add(check);
        trace.ifPresent(found -> found.tables()
                .forEach(table -> table.matched()
                        .forEach(row -> byRow.computeIfAbsent(table.table() + "/" + row, key -> new ArrayList<>())
                                .add(check))));
    }

    /** Tries every mutant of the models that have scenarios. Scenarios that fail, or expect nothing, notice nothing and are left out. */
    public static MutationReport run(
            Edition edition, List<ScenarioBook> books, Equivalents equivalents, Progress progress) {
        var run = new MutationRun(edition, books);
        var mutants = Mutants.of(edition, run.byModel.keySet());
        var fates = new IdentityHashMap<Made, Fate>();
        var unreachable = unreachableRows(edition);
        var suspects = new ArrayList<Suspect>();
        for (var made : mutants) {
            if (unreachable.contains(made.mutant().table() + "/" + made.mutant().row())) {
                fates.put(made, Fate.UNREACHABLE);
            } else {
                suspects.add(new Suspect(made, run.affected(made)));
            }
        }
        var done = new AtomicInteger(fates.size());
        Parallel.map(
                        MutantBatch.pack(suspects),
                        batch -> {
                            var found = run.fates(batch.suspects());
                            progress.done(done.addAndGet(found.size()), mutants.size());
                            return found;
                        },
                        Progress.NONE)
                .forEach(fates::putAll);
        return report(edition, books, mutants, fates, equivalents);
    }

    private static MutationReport report(
            Edition edition,
            List<ScenarioBook> books,
            List<Made> mutants,
            Map<Made, Fate> fates,
            Equivalents equivalents) {
        var counts = new EnumMap<Fate, Integer>(Fate.class);
        var explained = new LinkedHashMap<Mutant, String>();
        var survivors = new ArrayList<Made>();
        for (var made : mutants) {
            var fate = fates.get(made);
            counts.merge(fate, 1, Integer::sum);
            if (fate == Fate.ALIVE) {
                equivalents
                        .of(made.mutant())
                        .ifPresentOrElse(
                                entry -> explained.put(made.mutant(), entry.reason()), () -> survivors.add(made));
            }
        }
        return new MutationReport(
                counts.getOrDefault(Fate.KILLED, 0),
                counts.getOrDefault(Fate.REFUSED, 0),
                counts.getOrDefault(Fate.UNREACHABLE, 0),
                explained,
                survivors.stream().map(Made::mutant).toList(),
                Suggestions.forMutants(edition, books, survivors));
    }

    private static Set<String> unreachableRows(Edition edition) {
        return edition.decisionTables().stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row ->
                                TableRows.unreachable(edition, table, row).isPresent())
                        .map(row -> table.address() + "/" + row.number()))
                .collect(Collectors.toSet());
    }

    /** The fates of mutants that are made and tried together. */
    private Map<Made, Fate> fates(List<Suspect> batch) {
        var fates = new IdentityHashMap<Made, Fate>();
        var made = batch.stream().map(Suspect::made).toList();
        var variant = EditionVariant.of(edition, made.get(0).mutant().file(), Made.bytes(made));
        if (variant.isEmpty() && batch.size() > 1) {
            batch.forEach(one -> fates.putAll(fates(List.of(one))));
            return fates;
        }
        batch.forEach(suspect -> fates.put(
                suspect.made(),
                variant.isEmpty()
                        ? Fate.REFUSED
                        : suspect.affected().stream().anyMatch(check -> fails(variant.get(), check))
                                ? Fate.KILLED
                                : Fate.ALIVE));
        return fates;
    }

    /**
     * The scenarios that a change could touch. A changed input cell touches those for which it holds in one reading and
     * not in the other; another change of a row, those that reach the row; what lies outside the rows, all.
     */
    private List<Check> affected(Made made) {
        var mutant = made.mutant();
        if (mutant.row() == 0) {
            return readers.getOrDefault(mutant.file(), Set.of()).stream()
                    .flatMap(model -> byModel.getOrDefault(model, List.of()).stream())
                    .toList();
        }
        if (made.about() == null) {
            return byRow.getOrDefault(mutant.table() + "/" + mutant.row(), List.of());
        }
        // many scenarios have one value there; what the cell itself refers to may differ between them, though
        var constant = isConstant(mutant.from()) && isConstant(mutant.to());
        var known = new HashMap<Object, Boolean>();
        return byModel.getOrDefault(made.model(), List.of()).stream()
                .filter(check -> check.trace() != null)
                .filter(check -> {
                    var value = FeelEngine.evaluate(made.about(), check.trace().scope(mutant.table()));
                    return constant
                            ? known.computeIfAbsent(value, first -> differs(mutant, first, check))
                            : differs(mutant, value, check);
                })
                .toList();
    }

    private static boolean differs(Mutant mutant, Object value, Check check) {
        var values = check.trace().scope(mutant.table());
        return FeelEngine.holds(mutant.from(), value, values) != FeelEngine.holds(mutant.to(), value, values);
    }

    /** True where an input cell refers to no other value. */
    private static boolean isConstant(String cell) {
        return FeelEngine.read(Role.TESTS, cell, List.of()).all().noneMatch(part -> part.is(Kind.NAME));
    }

    private static boolean fails(Edition variant, Check check) {
        return !ScenarioRunner.passes(variant, check.sheet(), check.scenario());
    }
}
