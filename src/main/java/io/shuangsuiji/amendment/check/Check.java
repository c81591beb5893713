package io.shuangsuiji.amendment.check;

import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.amendment.check.CheckReport.Scenarios;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.analysis.TableAnalysis;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.scenario.result.NewExpectations;
import io.shuangsuiji.scenario.run.ScenarioResult.Status;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Checks a draft: whether it compiles and keeps the contract, whether its tables have gaps or overlaps, and whether its
 * scenarios go as they expect. What the edition that it began from has as well is told apart from what is new.
 *
 * <p>A check runs on a thread of its own and is given up when its time is over or its caller is interrupted; the draft then
 * does not pass, and the next check begins at once. What was given up stops at the next step of its loops, KIE's formulas
 * included ({@link io.shuangsuiji.model.work.Work}).
 */
public final class Check {
    private static final int MAX_FAILURES = 200;
    private static final int MAX_FINDINGS = 500;
    private static final int BASES = 4;
    /** Checks that were given up and have not come to their end. */
    private static final int MOST_LEFT = 4;

    private final EditionCompiler compiler;
    private final Duration limit;
    private final Semaphore one = new Semaphore(1, true);
    private final Set<Thread> left = ConcurrentHashMap.newKeySet();
    /** What was found of the editions that the last few drafts began from, by digest. */
    private final Map<String, Set<String>> bases = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Set<String>> eldest) {
            return size() > BASES;
        }
    });

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
     * What is checked.
     *
     * @param name under which it is compiled
     * @param files its edition's files
     * @param scenarios its scenario workbooks
     */
    public record Candidate(EditionName name, SortedMap<String, byte[]> files, SortedMap<String, byte[]> scenarios) {
        private String digest() {
            return EditionFiles.digest(new EditionFolder(files, scenarios).paths());
        }
    }

    /** A finding, and what is the same in two editions where it is the same finding. */
    private record Found(Finding finding, String content) {
        private static Found of(Finding finding) {
            return of(finding, finding.words().replaceAll("第 \\d+ 行", "第 行"));
        }

        private static Found of(Finding finding, String content) {
            return new Found(finding, Objects.toString(finding.file(), "") + "\n" + finding.place() + "\n" + content);
        }

        private boolean error() {
            return finding.level() == Level.ERROR;
        }

        private Finding inBase(Set<String> base) {
            return new Finding(
                    finding.level(),
                    finding.part(),
                    finding.file(),
                    finding.at(),
                    finding.place(),
                    finding.words(),
                    !error() && base.contains(content),
                    finding.changes());
        }
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
     * @param draft the draft
     * @param base the edition that it began from
     * @param rules the DRL files
     * @param progress told of each part
     */
    public Result run(Candidate draft, Candidate base, SortedMap<String, byte[]> rules, JobProgress progress) {
        try {
            if (!one.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                return overtime("前一次校验还没有结束，请稍后再试");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return overtime("校验被中断");
        }
        left.removeIf(thread -> !thread.isAlive());
        if (left.size() >= MOST_LEFT) {
            one.release();
            return overtime("前 " + MOST_LEFT + " 次校验超过时限，还没有结束，请稍后再试");
        }
        var result = new CompletableFuture<Result>();
        var cancellation = new Cancellation();
        JobProgress wanted = (phase, done, total) -> {
            Cancellation.check();
            progress.at(phase, done, total);
        };
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(cancellation.during(() -> checked(draft, base, rules, wanted)));
                    } catch (RuntimeException | Error failed) {
                        result.completeExceptionally(failed);
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
            return overtime("校验超过 " + seconds + " 秒没有完成，已放弃；请检查表的大小和公式");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return overtime("校验被中断");
        } catch (ExecutionException failed) {
            return overtime("校验没有完成：" + failed.getCause().getClass().getSimpleName());
        } finally {
            cancellation.cancel();
            if (!result.isDone()) {
                left.add(thread);
            }
            one.release();
        }
    }

    private static Result overtime(String words) {
        return new Result(
                new CheckReport(false, List.of(new Finding(Level.ERROR, Part.MODEL, null, null, "整个草案", words)), null),
                null);
    }

    private Result checked(Candidate draft, Candidate base, SortedMap<String, byte[]> rules, JobProgress progress) {
        var look = look(draft, rules, progress);
        var known = look.found().stream().allMatch(Found::error)
                ? Set.<String>of()
                : known(draft, look, base, rules, progress);
        var findings = new ArrayList<>(look.found().stream()
                .map(found -> found.inBase(known))
                .distinct()
                .toList());
        findings.sort(Comparator.comparing(Finding::inBase).thenComparing(Finding::level));
        int all = findings.size();
        if (all > MAX_FINDINGS) {
            findings.subList(MAX_FINDINGS, all).clear();
            findings.add(new Finding(
                    Level.WARNING, Part.MODEL, null, null, "整个版本", "另有 " + (all - MAX_FINDINGS) + " 处没有列出"));
        }
        boolean passed = look.edition() != null && look.found().stream().noneMatch(Found::error);
        return new Result(new CheckReport(passed, List.copyOf(findings), look.scenarios()), look.edition());
    }

    /** The contents of what is found of the edition that the draft began from, once for all its drafts. */
    private Set<String> known(
            Candidate draft, Look ofDraft, Candidate base, SortedMap<String, byte[]> rules, JobProgress progress) {
        var digest = base.digest() + EditionFiles.digest(rules);
        var known = bases.get(digest);
        if (known == null) {
            var look = draft.digest().equals(base.digest()) ? ofDraft : look(base, rules, progress);
            known = look.found().stream().map(Found::content).collect(Collectors.toSet());
            bases.put(digest, known);
        }
        return known;
    }

    /** What there is to see of an edition that is not yet compared with another. */
    private record Look(Edition edition, List<Found> found, Scenarios scenarios) {}

    private Look look(Candidate candidate, SortedMap<String, byte[]> rules, JobProgress progress) {
        var found = new ArrayList<Found>();
        progress.at("编译", 0, 0);
        var compiled = compiler.compile(candidate.name(), candidate.files(), rules);
        EditionModel tables = null;
        try {
            tables = EditionModel.read(candidate.files());
        } catch (MalformedXml malformed) {
            // the compiler says so too
        }
        // the analysis is told here with its rows' conditions, by which it is found again in the base
        var analysed = new HashSet<Message>();
        if (tables != null) {
            var all = tables.tables();
            for (int i = 0; i < all.size(); i++) {
                progress.at("分析表格", i, all.size());
                analyse(tables, all.get(i), found, analysed);
            }
        }
        for (var message : compiled.messages()) {
            if (!analysed.contains(message)) {
                found.add(Found.of(finding(message, tables)));
            }
        }
        var ran = compiled.edition() == null
                ? null
                : scenarios(compiled.edition(), candidate.scenarios(), progress, found);
        return new Look(compiled.edition(), found, ran);
    }

    private static Finding finding(Message message, EditionModel tables) {
        // its English is for logs and callers of the editions
        var words = message.text().split(" / ", 2)[0];
        var table = tables == null || message.element() == null
                ? Optional.<Table>empty()
                : tables.tables().stream()
                        .filter(one -> one.file().equals(message.file()) && concerns(message.element(), one))
                        .findFirst();
        var place = table.map(Check::place).orElse(message.file() == null ? "整个版本" : message.file());
        return new Finding(
                message.refuses() ? Level.ERROR : Level.WARNING,
                table.isPresent() ? Part.TABLE : Part.MODEL,
                message.file(),
                message.element(),
                place,
                words.startsWith(place) ? words.substring(place.length()).replaceFirst("^的(?=「)", "") : words);
    }

    private static boolean concerns(String element, Table table) {
        return element.equals(table.address())
                || element.equals(table.decision())
                || !table.address().isEmpty() && element.startsWith(table.address() + "-")
                || table.row(element).isPresent();
    }

    private static String place(Table table) {
        return "「" + table.label() + "」";
    }

    /** Gaps and the like; that rows overlap which may not, the compiler says. */
    private static void analyse(EditionModel tables, Table table, List<Found> findings, Set<Message> analysed) {
        for (var found : TableAnalysis.of(tables, table)) {
            if (found.what() != TableAnalysis.What.OVERLAP) {
                analysed.add(EditionCompiler.message(table, found));
                var conditions = found.rows().stream()
                        .map(number -> conditions(table, table.rows().get(number - 1)))
                        .toList();
                findings.add(Found.of(
                        new Finding(
                                found.what() == TableAnalysis.What.UNPROVED ? Level.UNPROVED : Level.WARNING,
                                Part.TABLE,
                                table.file(),
                                found.at(),
                                place(table),
                                found.words()),
                        found.what() + " " + conditions + " " + found.example()));
            }
        }
    }

    private static String conditions(Table table, Table.Row row) {
        return IntStream.range(0, row.cells().size())
                .filter(i -> table.columns().get(i).kind() == Table.ColumnKind.INPUT)
                .mapToObj(i -> row.cells().get(i).feel())
                .collect(Collectors.joining("|"));
    }

    private static Scenarios scenarios(
            Edition edition, SortedMap<String, byte[]> workbooks, JobProgress progress, List<Found> found) {
        var books = new ArrayList<ScenarioBook>();
        workbooks.forEach((name, bytes) -> {
            try {
                books.add(ScenarioBook.read(edition, name, bytes));
            } catch (BadWorkbook bad) {
                bad.problems()
                        .forEach(problem -> found.add(Found.of(new Finding(
                                Level.ERROR, Part.SCENARIO, name, problem.where(), problem.where(), problem.text()))));
            }
        });
        if (books.isEmpty()) {
            found.add(Found.of(new Finding(Level.WARNING, Part.SCENARIO, null, null, "场景", "没有可以运行的场景")));
        }
        var report = ScenarioRunner.run(edition, books, (done, total) -> progress.at("运行场景", done, total));
        var files = books.stream()
                .flatMap(book -> book.scenarios().stream().map(scenario -> book))
                .toList();
        int failures = 0;
        for (int i = 0; i < report.outcomes().size() && failures < MAX_FAILURES; i++) {
            var outcome = report.outcomes().get(i);
            if (outcome.failed()) {
                failures++;
                found.add(Found.of(new Finding(
                        Level.ERROR,
                        Part.SCENARIO,
                        files.get(i).name(),
                        outcome.scenario().place(),
                        outcome.scenario().title(),
                        outcome.detail(),
                        false,
                        NewExpectations.changes(files.get(i), outcome))));
            }
        }
        var coverage = report.coverage();
        var missed = new ArrayList<String>();
        for (var table : coverage.tables()) {
            for (var row : table.rows()) {
                if (row.missed()) {
                    var clause = Objects.toString(row.clause(), "");
                    var name = "第 " + row.number() + " 行（" + (clause.isEmpty() ? row.conditions() : clause) + "）";
                    missed.add("「" + table.decision() + "」" + name);
                    found.add(Found.of(
                            new Finding(
                                    Level.WARNING,
                                    Part.SCENARIO,
                                    null,
                                    null,
                                    "「" + table.decision() + "」",
                                    name + "没有场景走到"),
                            "missed " + row.conditions()));
                }
            }
        }
        return new Scenarios(
                report.outcomes().size(),
                report.count(Status.FAILED),
                report.count(Status.UNCHECKED),
                coverage.reachable(),
                List.copyOf(missed));
    }
}
