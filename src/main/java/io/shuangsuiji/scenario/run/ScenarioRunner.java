package io.shuangsuiji.scenario.run;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.coverage.CoverageCollector;
import io.shuangsuiji.scenario.run.ScenarioResult.Status;
import io.shuangsuiji.scenario.subject.Subject.Answer;
import io.shuangsuiji.scenario.workbook.Column.Role;
import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.Headers;
import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.scenario.workbook.ScenarioSheet;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs scenarios against one snapshot of an edition. */
public final class ScenarioRunner {
    private record Task(ScenarioSheet sheet, Scenario scenario) {}

    private ScenarioRunner() {}

    /** Runs every scenario of the workbooks and accounts for the tables that they reach. */
    public static ScenarioReport run(Edition edition, List<ScenarioBook> books, Progress progress) {
        var coverage = new CoverageCollector(edition);
        var tasks = books.stream()
                .flatMap(book -> book.sheets().stream())
                .flatMap(sheet -> sheet.scenarios().stream().map(scenario -> new Task(sheet, scenario)))
                .toList();
        var outcomes = Parallel.map(
                tasks,
                task -> {
                    var answer =
                            task.sheet().subject().ask(edition, task.scenario().input());
                    // what looks at no answer proves nothing of the rows that it reaches
                    if (!task.scenario().unchecked()) {
                        answer.trace()
                                .get()
                                .ifPresent(trace ->
                                        coverage.add(task.sheet().subject().name(), task.scenario(), trace));
                    }
                    return outcome(task.sheet(), task.scenario(), answer);
                },
                progress);
        return new ScenarioReport(edition.name().toString(), edition.digest(), outcomes, coverage.coverage());
    }

    /** True where the scenario goes as it expects. */
    public static boolean passes(Edition edition, ScenarioSheet sheet, Scenario scenario) {
        return !outcome(sheet, scenario, sheet.subject().ask(edition, scenario.input()))
                .failed();
    }

    private static ScenarioResult outcome(ScenarioSheet sheet, Scenario scenario, Answer answer) {
        if (scenario.unchecked()) {
            return new ScenarioResult(scenario, Status.UNCHECKED, List.of(), shown(sheet, scenario, answer));
        }
        var mismatches = scenario.refusal() != null
                ? error(sheet, scenario, answer).stream().toList()
                : answer.decided()
                        ? scenario.expectations().stream()
                                .map(expectation -> Comparison.compare(
                                        expectation, Comparison.actual(expectation, scenario.select(), answer)))
                                .flatMap(Optional::stream)
                                .toList()
                        : List.of(refused(sheet, scenario, answer));
        return new ScenarioResult(scenario, mismatches.isEmpty() ? Status.PASSED : Status.FAILED, mismatches, "");
    }

    private static Optional<Mismatch> error(ScenarioSheet sheet, Scenario scenario, Answer answer) {
        var expected = scenario.refusal();
        var got = answer.problems().stream().map(FieldProblem::pointer).collect(Collectors.toSet());
        var asExpected = expected.pointers().isEmpty()
                ? !answer.decided()
                : got.equals(new HashSet<>(expected.pointers()))
                        && (expected.detail() == null
                                || answer.problems().stream().allMatch(problem -> says(problem, expected.detail())));
        if (asExpected) {
            return Optional.empty();
        }
        var wanted = expected.pointers().isEmpty() ? "拒绝" : String.join("，", expected.pointers());
        return Optional.of(new Mismatch(
                -1,
                Headers.ERROR,
                expected.detail() == null ? wanted : wanted + " = " + expected.detail(),
                answer.decided()
                        ? "没有错误，" + shown(sheet, scenario, answer)
                        : refused(sheet, scenario, answer).actual()));
    }

    /** In Chinese and English, or in Chinese alone. */
    private static boolean says(FieldProblem problem, String detail) {
        return problem.detail().equals(detail)
                || problem.detail().split(" / ", 2)[0].equals(detail);
    }

    /** An input that was not expected to be refused: names the cell of each value that was. */
    private static Mismatch refused(ScenarioSheet sheet, Scenario scenario, Answer answer) {
        var problems = answer.problems().stream()
                .map(problem -> cell(sheet, scenario, problem.pointer()) + problem.chinese())
                .toList();
        var column = answer.problems().stream()
                .map(problem -> scenario.cells().get(problem.pointer()))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(-1);
        return new Mismatch(
                column, Headers.INPUT, "", problems.isEmpty() ? answer.undecided() : String.join("；", problems));
    }

    private static String cell(ScenarioSheet sheet, Scenario scenario, String pointer) {
        return sheet.headers().of(Role.INPUT).stream()
                .filter(column -> column.path().pointer().equals(pointer))
                .map(column -> Grid.address(scenario.row(), column.index()) + "（" + column.header() + "）")
                .findFirst()
                .orElse(pointer + " ");
    }

    /** Today's answer in the words of the sheet's own columns. */
    static String shown(ScenarioSheet sheet, Scenario scenario, Answer answer) {
        if (!answer.decided()) {
            return refused(sheet, scenario, answer).actual();
        }
        return sheet.headers().of(Role.EXPECTATION).stream()
                .map(column -> column.header() + "="
                        + ShownValue.shown(
                                Comparison.actual(new Scenario.Expectation(column, ""), scenario.select(), answer)))
                .collect(Collectors.joining("；", "今天的答案：", ""));
    }
}
