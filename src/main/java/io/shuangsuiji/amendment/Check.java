package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.CheckReport.Finding;
import io.shuangsuiji.amendment.CheckReport.Level;
import io.shuangsuiji.amendment.CheckReport.Part;
import io.shuangsuiji.amendment.CheckReport.Scenarios;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionCompiler;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.tables.Cancellation;
import io.shuangsuiji.policy.tables.MalformedXml;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.Tables;
import io.shuangsuiji.scenario.BadWorkbook;
import io.shuangsuiji.scenario.Outcome.Status;
import io.shuangsuiji.scenario.ScenarioBook;
import io.shuangsuiji.scenario.ScenarioRunner;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Checks a draft: whether it compiles and keeps the contract, whether its tables have gaps or overlaps, and whether its
 * scenarios go as they expect.
 *
 * <p>A check runs on a thread of its own and is given up when its time is over or its caller is interrupted; the draft then
 * does not pass. It stops at the next step of its loops; KIE itself cannot be stopped, so no further check begins until the
 * thread has come to its end.
 */
public final class Check {
    private static final int MAX_FAILURES = 200;
    private static final int MAX_FINDINGS = 500;

    private final EditionCompiler compiler;
    private final Duration limit;
    private final Semaphore one = new Semaphore(1, true);

    /**
     * A check.
     *
     * @param compiler as the service itself compiles
     * @param limit how long a check may take
     */
    public Check(EditionCompiler compiler, Duration limit) {
        this.compiler = compiler;
        this.limit = limit;
    }

    /**
     * What a check came to.
     *
     * @param report what was found
     * @param edition the draft as an edition, or null where it is refused
     */
    public record Result(CheckReport report, Edition edition) {}

    /**
     * Checks.
     *
     * @param name under which the draft is compiled
     * @param files its edition's files
     * @param scenarios its scenario workbooks
     * @param rules the DRL files
     * @param progress told of each part
     */
    public Result run(
            EditionName name,
            SortedMap<String, byte[]> files,
            SortedMap<String, byte[]> scenarios,
            SortedMap<String, byte[]> rules,
            ReportProgress progress) {
        try {
            if (!one.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return overtime("前一次校验还没有结束，请稍后再试 / another check is still running: try again later");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return overtime("校验被中断 / the check was interrupted");
        }
        var result = new CompletableFuture<Result>();
        var cancellation = new Cancellation();
        ReportProgress wanted = (phase, done, total) -> {
            Cancellation.check();
            progress.at(phase, done, total);
        };
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(cancellation.during(() -> checked(name, files, scenarios, rules, wanted)));
                    } catch (RuntimeException | Error failed) {
                        result.completeExceptionally(failed);
                    } finally {
                        one.release();
                    }
                },
                "check");
        thread.setDaemon(true);
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            return result.get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException tooLong) {
            long seconds = Math.max(1, limit.toSeconds());
            return overtime("校验超过 " + seconds + " 秒没有完成，已放弃；请检查表的大小和公式 / the check took longer than " + seconds
                    + " s and was given up");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return overtime("校验被中断 / the check was interrupted");
        } catch (ExecutionException failed) {
            return overtime("校验没有完成：" + failed.getCause().getClass().getSimpleName() + " / the check failed");
        } finally {
            cancellation.cancel();
        }
    }

    private static Result overtime(String words) {
        return new Result(
                new CheckReport(false, List.of(new Finding(Level.ERROR, Part.MODEL, null, null, "整个草案", words)), null),
                null);
    }

    private Result checked(
            EditionName name,
            SortedMap<String, byte[]> files,
            SortedMap<String, byte[]> scenarios,
            SortedMap<String, byte[]> rules,
            ReportProgress progress) {
        var findings = new ArrayList<Finding>();
        progress.at("编译", 0, 0);
        var compiled = compiler.compile(name, files, rules);
        Tables tables = null;
        try {
            tables = Tables.read(files);
        } catch (MalformedXml malformed) {
            // the compiler says so too
        }
        for (var message : compiled.messages()) {
            findings.add(finding(message, tables));
        }
        var ran = compiled.edition() == null ? null : scenarios(compiled.edition(), scenarios, progress, findings);
        findings.sort(Comparator.comparing(Finding::level));
        int found = findings.size();
        if (found > MAX_FINDINGS) {
            findings.subList(MAX_FINDINGS, found).clear();
            findings.add(new Finding(
                    Level.WARNING, Part.MODEL, null, null, "整个版本", "另有 " + (found - MAX_FINDINGS) + " 处没有列出"));
        }
        boolean passed =
                compiled.edition() != null && findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
        return new Result(new CheckReport(passed, List.copyOf(findings), ran), compiled.edition());
    }

    private static Finding finding(Message message, Tables tables) {
        var table = tables == null ? Optional.<TableView>empty() : table(message, tables);
        return new Finding(
                switch (message.severity()) {
                    case ERROR -> Level.ERROR;
                    case WARN -> Level.WARNING;
                    case UNPROVED -> Level.UNPROVED;
                },
                table.isPresent() ? Part.TABLE : Part.MODEL,
                message.file(),
                message.element(),
                table.map(found -> "「" + found.label() + "」").orElse(message.file() == null ? "整个版本" : message.file()),
                message.text());
    }

    /** The table in which a message's element stands. */
    private static Optional<TableView> table(Message message, Tables tables) {
        var file = message.file() == null ? null : tables.files().get(message.file());
        if (file == null || message.element() == null) {
            return Optional.empty();
        }
        var around = new ArrayList<String>();
        for (var at = file.at(message.element()).orElse(null); at != null; at = at.parent()) {
            around.add(file.addressOf(at));
        }
        return tables.tables().stream()
                .filter(table -> table.file().equals(file.name()) && table.kind() != TableView.Kind.TYPES)
                .filter(table -> around.contains(table.address()) || around.contains(table.decision()))
                .findFirst();
    }

    private static Scenarios scenarios(
            Edition edition, SortedMap<String, byte[]> workbooks, ReportProgress progress, List<Finding> findings) {
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
        if (books.isEmpty()) {
            findings.add(new Finding(
                    Level.WARNING, Part.SCENARIO, null, null, "场景", "没有可以运行的场景 / there is no scenario to run"));
        }
        var report = ScenarioRunner.run(edition, books, (done, total) -> progress.at("运行场景", done, total));
        var files = books.stream()
                .flatMap(book -> book.scenarios().stream().map(scenario -> book.name()))
                .toList();
        int failures = 0;
        for (int i = 0; i < report.outcomes().size() && failures < MAX_FAILURES; i++) {
            var outcome = report.outcomes().get(i);
            if (outcome.failed()) {
                failures++;
                findings.add(new Finding(
                        Level.ERROR,
                        Part.SCENARIO,
                        files.get(i),
                        outcome.scenario().place(),
                        outcome.scenario().title(),
                        outcome.detail()));
            }
        }
        var coverage = report.coverage();
        var missed = coverage.tables().stream()
                .flatMap(table -> table.rows().stream()
                        .filter(row -> row.missed())
                        .map(row -> "「" + table.decision() + "」第 " + row.number() + " 行"
                                + Objects.toString(row.clause(), "")))
                .toList();
        if (!missed.isEmpty()) {
            findings.add(new Finding(
                    Level.WARNING,
                    Part.SCENARIO,
                    null,
                    null,
                    "场景覆盖",
                    "没有场景到达的行：" + String.join("、", missed.stream().limit(20).toList())));
        }
        return new Scenarios(
                report.outcomes().size(),
                report.count(Status.FAILED),
                report.count(Status.UNCHECKED),
                coverage.reachable(),
                missed);
    }
}
