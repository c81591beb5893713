package io.shuangsuiji.amendment;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.amendment.impact.ImpactRun;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.jobs.JobQueue;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.scenario.result.NewExpectations;
import io.shuangsuiji.scenario.result.NewExpectations.NotChanged;
import io.shuangsuiji.scenario.result.NewExpectations.Written;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Has drafts checked and weighed, and finds again what was found of exactly the draft as it is. */
public final class Reports {
    private static final int COMPILED = 4;
    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * A report that was kept.
     *
     * @param digest by which an approval names it
     * @param summary one sentence
     * @param content all it says
     * @param by who had it made
     * @param at when
     */
    public record Kept<T>(String digest, String summary, T content, String by, Instant at) {
        private static <T> Kept<T> of(Entry record, String summary, T content) {
            return new Kept<>(record.digests().get("report"), summary, content, record.actor(), record.at());
        }
    }

    /**
     * Names a job that makes a report.
     *
     * @param kind of the report
     * @param draft its id
     * @param digest the version of the draft
     * @param over what else the report depends on
     */
    public record Making(String kind, String draft, String digest, List<Object> over)
            implements JobQueue.Key<Kept<?>> {}

    /**
     * What an impact is worked out over.
     *
     * @param before the edition that the draft is compared with
     * @param given what is asked of the plans, by the names of parameters
     * @param remembered what was asked last, for what is not given
     * @param firstDay when the draft is to take effect: in the period that is planned where none is given
     * @param today the day as of which objects are classified where none is given
     * @param registry the objects
     */
    public record Weighing(
            Edition before,
            SortedMap<String, String> given,
            SortedMap<String, String> remembered,
            LocalDate firstDay,
            LocalDate today,
            Registries.File registry) {

        /** What is asked of an edition's plan: the same days, in a period as it plans them. */
        PlanRequest request(Edition edition, Period asked) {
            var unit = PlanInputs.unit(edition.models());
            var period = asked == null || asked.unit() == unit ? asked : Period.of(unit, asked.firstDay());
            var texts = asked();
            texts.remove("quarter");
            texts.put(
                    "period", Objects.toString(period, Period.of(unit, firstDay).toString()));
            return PlanRequest.read(edition, texts::get, today);
        }

        /** What is given, and what was asked last of that which is not. */
        SortedMap<String, String> asked() {
            var asked = new TreeMap<>(remembered);
            asked.putAll(given);
            return asked;
        }

        /** The period that was asked for, or null. */
        Period period() {
            return given.containsKey("quarter") || given.containsKey("period") ? PlanRequest.period(given::get) : null;
        }

        /** Refuses a name that neither edition knows. */
        void refuseUnknown(Edition after) {
            var known = new TreeSet<>(PlanRequest.names(before));
            known.addAll(PlanRequest.names(after));
            var unknown = given.keySet().stream()
                    .filter(name -> !known.contains(name))
                    .map(name -> new FieldProblem(
                            FieldProblem.pointer("", name),
                            "未知的参数，允许：" + String.join("、", known) + " / unknown parameter; allowed: "
                                    + String.join(", ", known)))
                    .toList();
            if (!unknown.isEmpty()) {
                throw new InvalidInput(unknown);
            }
        }
    }

    private final Amendments amendments;
    private final Registries registries;
    private final Path rules;
    private final Check check;
    private final JobQueue jobs;

    /** Drafts compiled lately, by digest: an impact mostly follows a check of the same draft. */
    private final Map<String, Edition> compiled = new LinkedHashMap<>();

    /**
     * The reports on some drafts.
     *
     * @param registries where the registry that was last weighed over is kept
     * @param rules the folder of the DRL files
     * @param jobs where reports are made in the background
     */
    public Reports(Amendments amendments, Registries registries, Path rules, Check check, JobQueue jobs) {
        this.amendments = amendments;
        this.registries = registries;
        this.rules = rules;
        this.check = check;
        this.jobs = jobs;
    }

    /** Begins to check a draft in the background. */
    public Job<Making, Kept<?>> startCheck(Actor actor, Draft draft) {
        return jobs.submit(
                new Making(Report.CHECK, draft.id(), draft.digest(), List.of()),
                progress -> check(actor, draft, progress));
    }

    /** Begins to work an impact out in the background. */
    public Job<Making, Kept<?>> startImpact(Actor actor, Draft draft, Weighing over) {
        return jobs.submit(
                new Making(
                        Report.IMPACT,
                        draft.id(),
                        draft.digest(),
                        List.of(
                                over.before().digest(),
                                over.given(),
                                over.firstDay(),
                                over.today(),
                                over.registry().card())),
                progress -> impact(actor, draft, over, progress));
    }

    /** The last job that makes, or lately made, a report of this kind on exactly this draft. */
    public Optional<Job<Making, Kept<?>>> making(String kind, Draft draft) {
        return jobs.last(
                Making.class,
                job -> job.key().kind().equals(kind)
                        && job.key().draft().equals(draft.id())
                        && job.key().digest().equals(draft.digest()));
    }

    /**
     * The registry that an impact is worked out over where none is sent: that which was used last, else the sample; for a
     * plan of its own, which mostly knows other objects, and where there is neither, objects made up from what it declares.
     */
    public Registries.File registry(Draft draft) throws IOException, AmendmentRefused {
        return draft.isOwnPlan() || !registries.any() ? registries.generated(edition(draft)) : registries.last();
    }

    /** Checks a draft and keeps what was found. */
    public Kept<CheckReport> check(Actor actor, Draft draft, JobProgress progress)
            throws IOException, AmendmentRefused {
        var found = run(draft, progress).report();
        var report = Report.of(Report.CHECK, draft, found.passed(), found.summary(), found);
        return keep(actor, draft, Step.CHECK, report, found, progress);
    }

    /** Works out what a draft would do to a registry, and keeps both. */
    public Kept<Impact> impact(Actor actor, Draft draft, Weighing over, JobProgress progress)
            throws IOException, AmendmentRefused {
        var impact = impact(draft, over, changed -> {}, progress);
        registries.keep(over.registry(), over.asked());
        var report = Report.of(Report.IMPACT, draft, true, impact.summary(), impact);
        return keep(actor, draft, Step.IMPACT, report, impact, progress);
    }

    private <T> Kept<T> keep(Actor actor, Draft draft, Step step, Report report, T content, JobProgress progress)
            throws IOException {
        // a job that was cancelled ends here, before it leaves a record
        progress.at("记入修订日志", 0, 0);
        return Kept.of(amendments.publishing().record(actor, draft, step, report), report.summary(), content);
    }

    /** Works an impact out without keeping it, for the list of the objects that change. */
    public void changes(Draft draft, Weighing over, Consumer<ImpactRun.Changed> changes)
            throws IOException, AmendmentRefused {
        impact(draft, over, changes, JobProgress.NONE);
    }

    private Impact impact(Draft draft, Weighing over, Consumer<ImpactRun.Changed> changes, JobProgress progress)
            throws IOException, AmendmentRefused {
        progress.at("编译", 0, 0);
        var after = edition(draft);
        over.refuseUnknown(after);
        return ImpactRun.of(
                over.before(),
                after,
                over.request(over.before(), over.period()),
                over.request(after, over.period()),
                over.registry().registry(),
                over.registry().card().name(),
                over.registry().card().digest(),
                changes,
                done -> progress.at("比较对象", done, 0));
    }

    /**
     * Lets expectations of scenarios give way to what the draft answers, since the policy changed on purpose.
     *
     * @param places by the names of workbooks, as the check's findings have them; true where the sentence gives way too
     * @return the draft as it is then, the same version where nothing could be changed, and what was not changed
     */
    public Accepted accept(
            Actor actor, Draft draft, int version, SortedMap<String, ? extends Map<String, Boolean>> places)
            throws IOException, AmendmentRefused {
        var edition = edition(draft);
        var workbooks = amendments.scenarios(draft);
        var written = new TreeMap<String, Written>();
        for (var book : places.entrySet()) {
            written.put(
                    book.getKey(),
                    NewExpectations.write(edition, book.getKey(), workbooks.get(book.getKey()), book.getValue()));
        }
        var now = draft;
        int on = version;
        for (var book : written.entrySet()) {
            if (book.getValue().changed() > 0) {
                now = amendments.setScenarios(
                        actor, draft.id(), on, book.getKey(), book.getValue().file());
                on = now.version();
            }
        }
        return new Accepted(
                now,
                written.values().stream().mapToInt(Written::changed).sum(),
                written.values().stream()
                        .flatMap(book -> book.notChanged().stream())
                        .toList());
    }

    /**
     * What became of expectations that were to give way.
     *
     * @param draft the draft with them
     * @param changed how many cells were changed
     * @param notChanged what was not, and why
     */
    public record Accepted(Draft draft, int changed, List<NotChanged> notChanged) {}

    /** The last check of exactly this draft. */
    public Optional<Kept<CheckReport>> lastCheck(Draft draft) throws IOException, AmendmentRefused {
        return last(draft, Step.CHECK, CheckReport.class);
    }

    /** The last impact of exactly this draft. */
    public Optional<Kept<Impact>> lastImpact(Draft draft) throws IOException, AmendmentRefused {
        return last(draft, Step.IMPACT, Impact.class);
    }

    /** The draft as an edition where it was compiled lately; empty where that is still to be done. */
    public Optional<Edition> compiledLately(Draft draft) throws IOException, AmendmentRefused {
        synchronized (compiled) {
            return Optional.ofNullable(compiled.get(draft.digest()));
        }
    }

    /**
     * The draft as an edition, whether it was checked or not.
     *
     * @throws AmendmentRefused where it does not compile
     */
    public Edition edition(Draft draft) throws IOException, AmendmentRefused {
        var known = compiledLately(draft);
        if (known.isPresent()) {
            return known.get();
        }
        var edition = check.compile(candidate(name(draft), draft), EditionFiles.read(rules))
                .orElseThrow(() -> new AmendmentRefused(
                        Why.WRONG_STATE, "草案有错误，不能使用；请先校验并更正 / the draft does not compile: check it first"));
        keep(draft, edition);
        return edition;
    }

    private void keep(Draft draft, Edition edition) {
        synchronized (compiled) {
            compiled.put(draft.digest(), edition);
            if (compiled.size() > COMPILED) {
                compiled.remove(compiled.keySet().iterator().next());
            }
        }
    }

    /** Under which a draft is compiled: its first day's, or its base's while that is open. */
    private static EditionName name(Draft draft) {
        var day = draft.header().effectiveOn();
        return day == null ? EditionName.parse(draft.base()).orElseThrow() : new EditionName(day, 0);
    }

    private Check.Result run(Draft draft, JobProgress progress) throws IOException, AmendmentRefused {
        var base = EditionName.parse(draft.base()).orElseThrow();
        var result = check.run(
                new Check.Task(
                        candidate(name(draft), draft),
                        candidate(base, amendments.draft(draft.id(), 1)),
                        EditionFiles.read(rules),
                        draft.isOwnPlan() ? null : registries.kept().orElse(null)),
                progress);
        if (result.edition() != null) {
            keep(draft, result.edition());
        }
        return result;
    }

    private Check.Candidate candidate(EditionName name, Draft draft) throws IOException {
        return new Check.Candidate(name, amendments.titled(draft), amendments.scenarios(draft));
    }

    private <T> Optional<Kept<T>> last(Draft draft, Step step, Class<T> type) throws IOException, AmendmentRefused {
        var digest = draft.digest();
        var found = amendments.log().entries().stream()
                .filter(entry -> entry.step() == step
                        && draft.id().equals(entry.draft())
                        && digest.equals(entry.digests().get("draft")))
                .reduce((first, last) -> last);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var report = amendments.publishing().report(draft, found.get().digests().get("report"));
        return Optional.of(Kept.of(found.get(), report.summary(), JSON.treeToValue(report.content(), type)));
    }
}
