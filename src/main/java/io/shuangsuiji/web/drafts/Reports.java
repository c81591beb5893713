package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.amendment.Actor;
import io.shuangsuiji.amendment.AmendmentLog.Step;
import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.AmendmentRefused.Why;
import io.shuangsuiji.amendment.Check;
import io.shuangsuiji.amendment.CheckReport;
import io.shuangsuiji.amendment.Draft;
import io.shuangsuiji.amendment.Impact;
import io.shuangsuiji.amendment.ImpactRun;
import io.shuangsuiji.amendment.Report;
import io.shuangsuiji.amendment.ReportProgress;
import io.shuangsuiji.decision.TypedLines;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionCompiler;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.scenario.NewExpectations;
import io.shuangsuiji.scenario.NewExpectations.NotChanged;
import io.shuangsuiji.scenario.NewExpectations.Written;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.drafts.Registries.Source;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;

/** Has drafts checked and weighed, and finds again what was found of exactly the draft as it is. */
@ApplicationScoped
class Reports {
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
     */
    record Kept<T>(String digest, String summary, T content) {}

    private final Desk desk;
    private final ServiceConfig config;
    private final Registries registries;
    private final Check check;

    /** Drafts compiled lately, by digest: an impact mostly follows a check of the same draft. */
    private final Map<String, Edition> compiled = new LinkedHashMap<>();

    Reports(Desk desk, ServiceConfig config, Registries registries) {
        this.desk = desk;
        this.config = config;
        this.registries = registries;
        this.check = new Check(new EditionCompiler(TypedLines::accelerate), config.checkTime());
    }

    /** Checks a draft and keeps what was found. */
    Kept<CheckReport> check(Actor actor, Draft draft) throws IOException, AmendmentRefused {
        return check(actor, draft, ReportProgress.NONE);
    }

    /** The same, telling how far it has come. */
    Kept<CheckReport> check(Actor actor, Draft draft, ReportProgress progress) throws IOException, AmendmentRefused {
        var report = run(draft, progress).report();
        var digest = desk.publishing()
                .keep(
                        actor,
                        draft,
                        Step.CHECK,
                        Report.of(Report.CHECK, draft, report.passed(), report.summary(), report));
        return new Kept<>(digest, report.summary(), report);
    }

    /**
     * Lets expectations of scenarios give way to what the draft answers, since the policy changed on purpose.
     *
     * @param places by the names of workbooks, as the check's findings have them; true where the sentence gives way too
     * @return the draft as it is then, the same version where nothing could be changed, and what was not changed
     */
    Accepted accept(Actor actor, Draft draft, int version, SortedMap<String, ? extends Map<String, Boolean>> places)
            throws IOException, AmendmentRefused {
        var edition = compile(draft, ReportProgress.NONE);
        var workbooks = desk.amendments().scenarios(draft);
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
                now = desk.amendments()
                        .setScenarios(
                                actor,
                                draft.id(),
                                on,
                                book.getKey(),
                                book.getValue().file());
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
    record Accepted(Draft draft, int changed, List<NotChanged> notChanged) {}

    /** The last check of exactly this draft. */
    Optional<Kept<CheckReport>> lastCheck(Draft draft) throws IOException, AmendmentRefused {
        return last(draft, Step.CHECK, CheckReport.class);
    }

    /** Works out what a draft would do to a registry, and keeps both. */
    Kept<Impact> impact(Actor actor, Draft draft, Edition before, PlanRequest request, Source registry)
            throws IOException, AmendmentRefused {
        return impact(actor, draft, before, request, registry, ReportProgress.NONE);
    }

    /** The same, telling how far it has come. */
    Kept<Impact> impact(
            Actor actor, Draft draft, Edition before, PlanRequest request, Source registry, ReportProgress progress)
            throws IOException, AmendmentRefused {
        var impact = impact(draft, before, request, registry, changed -> {}, progress);
        registries.keep(registry, request.staffing());
        var digest = desk.publishing()
                .keep(actor, draft, Step.IMPACT, Report.of(Report.IMPACT, draft, true, impact.summary(), impact));
        return new Kept<>(digest, impact.summary(), impact);
    }

    /** The same without keeping it, for the list of the objects that change. */
    Impact impact(
            Draft draft, Edition before, PlanRequest request, Source registry, Consumer<ImpactRun.Changed> changes)
            throws IOException, AmendmentRefused {
        return impact(draft, before, request, registry, changes, ReportProgress.NONE);
    }

    private Impact impact(
            Draft draft,
            Edition before,
            PlanRequest request,
            Source registry,
            Consumer<ImpactRun.Changed> changes,
            ReportProgress progress)
            throws IOException, AmendmentRefused {
        var card = registry.card();
        return ImpactRun.of(
                before,
                compile(draft, progress),
                request,
                registry.registry(),
                card.digest(),
                changes,
                done -> progress.at("比较对象", done, 0));
    }

    /** The last impact of exactly this draft. */
    Optional<Kept<Impact>> lastImpact(Draft draft) throws IOException, AmendmentRefused {
        return last(draft, Step.IMPACT, Impact.class);
    }

    /** The edition that a draft is weighed against: the one that would be in force on its first day without it. */
    Edition inForce(Draft draft, LocalDate today) {
        var day = draft.header().effectiveOn() == null ? today : draft.header().effectiveOn();
        return desk.catalog()
                .inForceOn(day)
                .orElseThrow(() -> Problem.of(
                                422,
                                "NO_EDITION_IN_FORCE",
                                "没有可比的版本 / nothing to compare with",
                                day + " 没有生效的版本 / no edition is in force on that day")
                        .thrown());
    }

    /** The draft as an edition. */
    Edition edition(Draft draft) throws IOException, AmendmentRefused {
        return compile(draft, ReportProgress.NONE);
    }

    private Edition compile(Draft draft, ReportProgress progress) throws IOException, AmendmentRefused {
        synchronized (compiled) {
            var known = compiled.get(draft.digest());
            if (known != null) {
                return known;
            }
        }
        var edition = run(draft, progress).edition();
        if (edition == null) {
            throw new AmendmentRefused(
                    Why.WRONG_STATE, "草案有错误，不能编译；请先校验并更正 / the draft does not compile: check it first");
        }
        return edition;
    }

    private Check.Result run(Draft draft, ReportProgress progress) throws IOException, AmendmentRefused {
        var day = draft.header().effectiveOn();
        var base = EditionName.parse(draft.base()).orElseThrow();
        var result = check.run(
                candidate(day == null ? base : new EditionName(day, 0), draft),
                candidate(base, desk.amendments().draft(draft.id(), 1)),
                EditionFiles.read(config.rules()),
                progress);
        if (result.edition() != null) {
            synchronized (compiled) {
                compiled.put(draft.digest(), result.edition());
                if (compiled.size() > COMPILED) {
                    compiled.remove(compiled.keySet().iterator().next());
                }
            }
        }
        return result;
    }

    private Check.Candidate candidate(EditionName name, Draft draft) throws IOException {
        return new Check.Candidate(
                name, desk.amendments().files(draft), desk.amendments().scenarios(draft));
    }

    private <T> Optional<Kept<T>> last(Draft draft, Step step, Class<T> type) throws IOException, AmendmentRefused {
        var digest = draft.digest();
        var found = desk.amendments().log().entries().stream()
                .filter(entry -> entry.step() == step
                        && draft.id().equals(entry.draft())
                        && digest.equals(entry.digests().get("draft")))
                .reduce((first, last) -> last);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        var kept = found.get().digests().get("report");
        var report = desk.publishing().report(draft, kept);
        return Optional.of(new Kept<>(kept, report.summary(), JSON.treeToValue(report.content(), type)));
    }
}
