package io.shuangsuiji.amendment.check;

import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.amendment.check.CheckReport.Scenarios;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.coverage.ImpossibleExpectations;
import io.shuangsuiji.scenario.result.NewExpectations;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioResult.Status;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;

/**
 * What the scenarios of an edition say of it.
 *
 * @param findings those that fail, and those that prove nothing
 * @param missed the rows that none reaches, with what is the same of them in another edition
 * @param scenarios how they went
 * @param proof what they prove
 * @param hits how many of them reach each row
 */
record ScenarioCheck(
        List<Finding> findings,
        Map<Finding, String> missed,
        Scenarios scenarios,
        ScenarioProof proof,
        List<CheckReport.Hits> hits) {
    private static final int MAX_FAILURES = 200;

    static ScenarioCheck of(Edition edition, SortedMap<String, byte[]> workbooks, JobProgress progress) {
        var findings = new ArrayList<Finding>();
        var books = read(edition, workbooks, findings);
        if (books.isEmpty()) {
            findings.add(new Finding(Level.WARNING, Part.SCENARIO, null, null, "场景", "没有可以运行的场景"));
        }
        var report = ScenarioRunner.run(edition, books, (done, total) -> progress.at("运行场景", done, total));
        outcomes(edition, books, report, findings);
        var coverage = report.coverage();
        var missed = new LinkedHashMap<Finding, String>();
        coverage.tables()
                .forEach(table -> table.rows().stream()
                        .filter(Coverage.Row::missed)
                        .forEach(row -> missed.put(
                                new Finding(
                                        Level.WARNING,
                                        Part.SCENARIO,
                                        null,
                                        null,
                                        "「" + table.decision() + "」",
                                        name(row) + "没有场景走到"),
                                row.conditions())));
        var ran = Scenarios.of(
                report.outcomes().size(),
                report.count(Status.FAILED),
                report.count(Status.UNCHECKED),
                coverage.reachable(),
                coverage.tables().stream()
                        .flatMap(table -> table.rows().stream()
                                .filter(Coverage.Row::missed)
                                .map(row -> "「" + table.decision() + "」" + name(row)))
                        .toList());
        return new ScenarioCheck(findings, missed, ran, ScenarioProof.of(books, coverage.hit()), hits(coverage));
    }

    private static List<CheckReport.Hits> hits(Coverage coverage) {
        return coverage.tables().stream()
                .map(table -> new CheckReport.Hits(
                        table.model(),
                        table.decision(),
                        table.rows().stream().map(row -> row.scenarios().size()).toList()))
                .toList();
    }

    private static List<ScenarioBook> read(
            Edition edition, SortedMap<String, byte[]> workbooks, List<Finding> findings) {
        var books = new ArrayList<ScenarioBook>();
        workbooks.forEach((name, bytes) -> {
            try {
                books.add(ScenarioBook.read(edition, name, bytes));
            } catch (BadWorkbook bad) {
                bad.problems()
                        .forEach(problem -> findings.add(new Finding(
                                Level.ERROR, Part.SCENARIO, name, problem.where(), problem.where(), problem.text())));
            }
        });
        return books;
    }

    private static void outcomes(
            Edition edition, List<ScenarioBook> books, ScenarioReport report, List<Finding> findings) {
        var outcomes = report.outcomes().iterator();
        for (var book : books) {
            var impossible = ImpossibleExpectations.in(edition, book);
            for (var scenario : book.scenarios()) {
                var outcome = outcomes.next();
                var words = impossible.getOrDefault(scenario, List.of());
                if (findings.size() < MAX_FAILURES && (outcome.status() != Status.PASSED || !words.isEmpty())) {
                    findings.add(finding(book, outcome, words));
                }
            }
        }
    }

    private static Finding finding(ScenarioBook book, ScenarioResult outcome, List<String> impossible) {
        var words = new ArrayList<String>();
        if (outcome.status() == Status.UNCHECKED) {
            words.add("「期望」下什么也没有写（公式得出的空白、写在「说明」下的都不算），这一行什么也没有核对：请写上期望，或删去这一行");
        } else if (outcome.failed()) {
            words.add(outcome.detail());
        }
        words.addAll(impossible);
        return new Finding(
                Level.ERROR,
                Part.SCENARIO,
                book.name(),
                outcome.scenario().place(),
                outcome.scenario().title(),
                String.join("。", words),
                false,
                outcome.failed() ? NewExpectations.changes(book, outcome) : List.of());
    }

    private static String name(Coverage.Row row) {
        var clause = Objects.toString(row.clause(), "");
        return "第 " + row.number() + " 行（" + (clause.isEmpty() ? row.conditions() : clause) + "）";
    }
}
