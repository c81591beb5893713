package io.shuangsuiji.amendment.check;

import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.amendment.check.CheckReport.Scenarios;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
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
import io.shuangsuiji.policy.document.Clauses;
import io.shuangsuiji.policy.document.DocumentCheck;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
import java.io.IOException;
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
import java.util.function.Function;
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
    private static final int MAX_FINDINGS = 500;
    private static final int BASES = 4;
    /** Checks that were given up and have not come to their end. */
    private static final int MOST_LEFT = 4;

    private final EditionCompiler compiler;
    private final Duration limit;
    private final Semaphore one = new Semaphore(1, true);
    private final Set<Thread> left = ConcurrentHashMap.newKeySet();
    /** What was found of the editions that the last few drafts began from, by digest. */
    private final Map<String, Base> bases = Collections.synchronizedMap(new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Base> eldest) {
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

    /**
     * A finding, and what is the same in two editions where it is the same finding.
     *
     * @param onlyNew true for an error that is a mere hint where the base has it as well
     */
    private record Found(Finding finding, String content, boolean onlyNew) {
        private static Found of(Finding finding) {
            return of(finding, finding.words().replaceAll("第 \\d+ 行", "第 行"));
        }

        private static Found of(Finding finding, String content) {
            return new Found(
                    finding, Objects.toString(finding.file(), "") + "\n" + finding.place() + "\n" + content, false);
        }

        private Found unlessInBase() {
            return new Found(finding, content, true);
        }

        private boolean refuses() {
            return finding.level() == Level.ERROR && !onlyNew;
        }

        private Finding inBase(Set<String> base) {
            boolean known = !refuses() && base.contains(content);
            return new Finding(
                    known && onlyNew ? Level.WARNING : finding.level(),
                    finding.part(),
                    finding.file(),
                    finding.at(),
                    finding.place(),
                    finding.words(),
                    known,
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
        return run(new Task(draft, base, rules, null), progress);
    }

    /**
     * What is to be checked against what.
     *
     * @param draft the draft
     * @param base the edition that it began from
     * @param rules the DRL files
     * @param registry for which a trial plan is made beside that of a generated one, or null
     */
    public record Task(Candidate draft, Candidate base, SortedMap<String, byte[]> rules, TrialPlan.Registry registry) {
        private String baseDigest() {
            return base.digest() + EditionFiles.digest(rules) + (registry == null ? "" : registry.digest());
        }
    }

    /** Checks, with a trial plan of a registry that was used before. */
    public Result run(Task task, JobProgress progress) {
        return guarded(wanted -> checked(task, wanted), progress);
    }

    /** Compiles only, which takes a fraction of a check's time; empty where the draft is refused or takes too long. */
    public Optional<Edition> compile(Candidate draft, SortedMap<String, byte[]> rules) {
        return Optional.ofNullable(guarded(
                        wanted -> new Result(
                                null,
                                compiler.compile(draft.name(), draft.files(), rules)
                                        .edition()),
                        JobProgress.NONE)
                .edition());
    }

    private Result guarded(Function<JobProgress, Result> work, JobProgress progress) {
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
        var cancellation = Cancellation.current().part();
        JobProgress wanted = (phase, done, total) -> {
            Cancellation.check();
            progress.at(phase, done, total);
        };
        var thread = new Thread(
                () -> {
                    try {
                        result.complete(cancellation.during(() -> work.apply(wanted)));
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
                new CheckReport(
                        false,
                        List.of(new Finding(Level.ERROR, Part.MODEL, null, null, "整个草案", words)),
                        null,
                        List.of(),
                        List.of()),
                null);
    }

    private Result checked(Task task, JobProgress progress) {
        var look = look(task.draft(), task, progress);
        var before = look.edition() == null && look.found().stream().allMatch(Found::refuses)
                ? Base.NONE
                : known(task, look, progress);
        var less = look.edition() == null ? List.<Finding>of() : look.proof().findings(before.proof());
        var findings = new ArrayList<>(less);
        look.found().stream()
                .map(found -> found.inBase(before.known()))
                .distinct()
                .forEach(findings::add);
        boolean passed =
                look.edition() != null && findings.stream().noneMatch(finding -> finding.level() == Level.ERROR);
        findings.sort(Comparator.comparing(Finding::inBase).thenComparing(Finding::level));
        int all = findings.size();
        if (all > MAX_FINDINGS) {
            findings.subList(MAX_FINDINGS, all).clear();
            findings.add(new Finding(
                    Level.WARNING, Part.MODEL, null, null, "整个版本", "另有 " + (all - MAX_FINDINGS) + " 处没有列出"));
        }
        var scenarios = look.scenarios() == null ? null : look.proof().against(before.proof(), look.scenarios());
        return new Result(
                new CheckReport(passed, List.copyOf(findings), scenarios, look.trials(), look.hits()), look.edition());
    }

    /** What is known of an edition that drafts began from: the contents of what is found, and what its scenarios prove. */
    private record Base(Set<String> known, ScenarioProof proof) {
        private static final Base NONE = new Base(Set.of(), ScenarioProof.NONE);
    }

    /** What is known of the edition that the draft began from, found once for all its drafts. */
    private Base known(Task task, Look ofDraft, JobProgress progress) {
        var digest = task.baseDigest();
        var known = bases.get(digest);
        if (known == null) {
            var look = task.draft().digest().equals(task.base().digest()) ? ofDraft : look(task.base(), task, progress);
            known = new Base(look.found().stream().map(Found::content).collect(Collectors.toSet()), look.proof());
            bases.put(digest, known);
        }
        return known;
    }

    /** What there is to see of an edition that is not yet compared with another. */
    private record Look(
            Edition edition,
            List<Found> found,
            Scenarios scenarios,
            ScenarioProof proof,
            List<TrialPlan> trials,
            List<CheckReport.Hits> hits) {}

    private Look look(Candidate candidate, Task task, JobProgress progress) {
        var found = new ArrayList<Found>();
        progress.at("读入表格", 0, 0);
        var compiled = compiler.compile(candidate.name(), candidate.files(), task.rules());
        EditionModel tables = null;
        try {
            tables = EditionModel.read(candidate.files());
        } catch (MalformedXml malformed) {
            // the compiler says so too
        }
        // the analysis is told here with its rows' conditions, by which it is found again in the base
        var analysed = new HashSet<Message>();
        var gaps = compiled.edition() == null ? List.<DeclaredGaps.Gap>of() : DeclaredGaps.in(compiled.edition());
        gaps.forEach(gap -> found.add(declared(gap)));
        var toldOf = gaps.stream().flatMap(gap -> gap.table().stream()).collect(Collectors.toSet());
        if (tables != null) {
            var all = tables.tables();
            for (int i = 0; i < all.size(); i++) {
                progress.at("分析表格", i, all.size());
                analyse(tables, all.get(i), toldOf.contains(all.get(i)), found, analysed);
            }
        }
        if (tables != null) {
            document(candidate.files(), tables, found, analysed);
        }
        for (var message : compiled.messages()) {
            if (!analysed.contains(message)) {
                found.add(Found.of(finding(message, tables)));
            }
        }
        if (compiled.edition() == null) {
            return new Look(null, found, null, ScenarioProof.NONE, List.of(), List.of());
        }
        var day = compiled.edition().name().effectiveOn();
        compiled.edition()
                .info()
                .expiredOn(day)
                .forEach(document -> found.add(Found.of(
                        new Finding(Level.WARNING, Part.MODEL, EditionYaml.FILE, null, "依据", document.expired()))));
        progress.at("试编全年方案", 0, 0);
        var trials = trials(compiled.edition(), task.registry());
        trials.forEach(trial -> trial.problems()
                .forEach(problem -> found.add(Found.of(
                                new Finding(Level.ERROR, Part.TRIAL, null, null, "试编方案", problem),
                                problem.replaceAll("（如 .*", "").replaceAll("\\d+", ""))
                        .unlessInBase())));
        var ran = ScenarioCheck.of(compiled.edition(), candidate.scenarios(), progress);
        ran.findings().forEach(finding -> found.add(Found.of(finding)));
        ran.missed().forEach((finding, conditions) -> found.add(Found.of(finding, "missed " + conditions)));
        return new Look(compiled.edition(), found, ran.scenarios(), ran.proof(), trials, ran.hits());
    }

    private static List<TrialPlan> trials(Edition edition, TrialPlan.Registry registry) {
        var generated = TrialPlan.generated(edition);
        return registry == null ? List.of(generated) : List.of(TrialPlan.of(edition, registry), generated);
    }

    /**
     * What is wrong between the document and the tables: quotes that do not stand in it, of which the compiler only warns,
     * must be put right where they are new; sentences of which nobody has said anything are told.
     */
    private static void document(
            SortedMap<String, byte[]> files, EditionModel tables, List<Found> found, Set<Message> told) {
        try {
            var document = DocumentText.in(files).orElse(null);
            if (document == null) {
                return;
            }
            for (var message : DocumentCheck.misquotes(document, tables)) {
                told.add(message);
                var said = finding(message, tables);
                found.add(Found.of(new Finding(
                                Level.ERROR, said.part(), said.file(), said.at(), said.place(), said.words()))
                        .unlessInBase());
            }
            long open = Clauses.of(document, tables, Marks.in(files)).counts().get(Clauses.State.OPEN);
            if (open > 0) {
                found.add(Found.of(
                        new Finding(
                                Level.WARNING,
                                Part.MODEL,
                                DocumentText.FILE,
                                null,
                                "方案原文",
                                "有 " + open + " 句既没有规则引用，也没有标为组织性条款，见条款对照"),
                        "open " + open));
            }
        } catch (IOException unreadable) {
            // the compiler says so
        }
    }

    private static Found declared(DeclaredGaps.Gap gap) {
        var table = gap.table();
        return Found.of(
                        new Finding(
                                Level.ERROR,
                                Part.TABLE,
                                gap.model().file(),
                                table.map(Table::address).orElse(null),
                                table.map(Check::place).orElse("「" + gap.model().label() + "」"),
                                gap.words()),
                        "declared " + gap.inputs())
                .unlessInBase();
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

    /** Gaps, unless they are told already, and the like; that rows overlap which may not, the compiler says. */
    private static void analyse(
            EditionModel tables, Table table, boolean gapsTold, List<Found> findings, Set<Message> analysed) {
        for (var found : TableAnalysis.of(tables, table)) {
            if (found.what() != TableAnalysis.What.OVERLAP) {
                analysed.add(EditionCompiler.message(table, found));
                if (gapsTold && found.what() == TableAnalysis.What.GAP) {
                    continue;
                }
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
}
