package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Approval;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.DraftRules;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.draft.Workspace;
import io.shuangsuiji.policy.EditionInfo.Publication;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** From a draft to an edition in four steps and with four eyes: 起草 → 送审 → 批准 → 生效. */
public final class Publishing {
    private final Amendments amendments;
    private final Workspace workspace;
    private final Clock clock;

    Publishing(Amendments amendments, Workspace workspace, Clock clock) {
        this.amendments = amendments;
        this.workspace = workspace;
        this.clock = clock;
    }

    /**
     * Keeps a report on a draft and notes in the log that it was made.
     *
     * @param step {@link Step#CHECK} or {@link Step#IMPACT}
     * @return the report's digest, by which an approval names it
     */
    public String keep(Actor actor, Draft draft, Step step, Report report) throws IOException {
        return workspace.locked(() -> {
            var digest = workspace.keep(draft.id(), report.toJson());
            var digests = new TreeMap<>(Map.of("draft", draft.digest(), "report", digest));
            workspace.note(new Entry(
                    clock.instant(),
                    step,
                    actor,
                    draft.id(),
                    draft.version(),
                    null,
                    digests,
                    List.of(report.summary())));
            return digest;
        });
    }

    /** A report that was kept. */
    public Report report(Draft draft, String digest) throws IOException, AmendmentRefused {
        var json = workspace.kept(draft.id(), digest);
        if (json.isEmpty()) {
            throw new AmendmentRefused(Why.NOT_FOUND, "没有这份报告 / there is no such report");
        }
        return Report.fromJson(json.get());
    }

    /** Sends a draft for approval of which the scenarios prove as much as of its base. */
    public Draft submit(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        return submit(actor, id, version, null);
    }

    /**
     * Sends a draft for approval. Where its scenarios were changed it must have been checked, and where they prove less than
     * those that it began with, the approver must be told why.
     *
     * @param reason why they prove less, or null
     */
    public Draft submit(Actor actor, String id, int version, String reason) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        var words = DraftRules.blank(reason) ? List.of("送审") : List.of("送审", "场景减少的理由：" + reason.strip());
        return step(actor, id, version, Step.SUBMIT, State.SUBMITTED, words, draft -> {
            require(draft, State.DRAFTING);
            checkDay(draft);
            requireProof(draft, reason);
            return Map.of();
        });
    }

    private void requireProof(Draft draft, String reason) throws IOException, AmendmentRefused {
        var check = lastCheck(draft);
        boolean changed =
                !draft.scenarios().equals(amendments.draft(draft.id(), 1).scenarios());
        if (changed && check.isEmpty()) {
            throw new AmendmentRefused(
                    Why.WRONG_STATE,
                    "场景有改动，请先校验再送审 / the scenarios were changed: check the draft before submitting it");
        }
        if (check.isPresent() && provesLess(check.get())) {
            DraftRules.required(
                    "reason",
                    reason,
                    "场景比原版本少，或核对得少，送审须写明理由 / the scenarios prove less than before: a reason is required");
        }
    }

    private static boolean provesLess(Report check) throws IOException {
        return check.part("scenarios", CheckReport.Scenarios.class)
                .filter(CheckReport.Scenarios::proveLess)
                .isPresent();
    }

    /** The last check of exactly this draft. */
    private Optional<Report> lastCheck(Draft draft) throws IOException {
        var digest = workspace.chain().entries().stream()
                .filter(entry -> entry.step() == Step.CHECK
                        && draft.id().equals(entry.draft())
                        && draft.digest().equals(entry.digests().get("draft")))
                .map(entry -> entry.digests().get("report"))
                .reduce((first, last) -> last);
        return digest.isEmpty() ? Optional.empty() : seen(draft, Report.CHECK, digest.get());
    }

    /** Gives a draft back to its editors. */
    public Draft returnToEditors(Actor actor, String id, int version, String reason)
            throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        DraftRules.required("reason", reason, "请写明退回的理由 / a reason is required");
        return step(actor, id, version, Step.RETURN, State.DRAFTING, List.of("退回：" + reason), draft -> {
            if (draft.state() != State.APPROVED) {
                require(draft, State.SUBMITTED);
            }
            return Map.of();
        });
    }

    /**
     * Approves exactly the draft that the digest names, on the reports that were seen.
     *
     * @param draftDigest the draft's digest as the approver saw it
     * @param checkDigest of the check report; it must be of this draft and passed
     * @param impactDigest of the impact report of this draft, or null where no registry was at hand
     */
    public Draft approve(
            Actor actor, String id, int version, String draftDigest, String checkDigest, String impactDigest)
            throws IOException, AmendmentRefused {
        return approve(actor, id, version, draftDigest, checkDigest, impactDigest, null);
    }

    /** As above, with the reason why a draft is approved of which the scenarios prove less than of its base. */
    public Draft approve(
            Actor actor,
            String id,
            int version,
            String draftDigest,
            String checkDigest,
            String impactDigest,
            String reason)
            throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        return workspace.locked(() -> {
            var draft = amendments.current(id, version);
            require(draft, State.SUBMITTED);
            if (actor.isAmong(draft.editors())) {
                throw new AmendmentRefused(
                        Why.NOT_PERMITTED, "起草或修改过草案的人不能批准 / whoever wrote in the draft may not approve it");
            }
            if (!draft.digest().equals(draftDigest)) {
                throw new AmendmentRefused(Why.STALE, "草案与您看到的不同，请重新查看 / the draft is not the one that you saw");
            }
            checkDay(draft);
            var check = seen(draft, Report.CHECK, checkDigest)
                    .orElseThrow(() -> new AmendmentRefused(
                            Why.INVALID, "checkDigest", "校验报告不是这份草案的，请重新校验 / the check report is of another draft"));
            if (!check.passed()) {
                throw new AmendmentRefused(Why.WRONG_STATE, "校验没有通过，不能批准 / the check did not pass");
            }
            var seen = new TreeMap<>(Map.of("check", checkDigest));
            if (impactDigest != null) {
                seen(draft, Report.IMPACT, impactDigest)
                        .orElseThrow(() -> new AmendmentRefused(
                                Why.INVALID,
                                "impactDigest",
                                "影响报告不是这份草案的，请重新测算 / the impact report is of another draft"));
                seen.put("impact", impactDigest);
            }
            var approved = "批准，" + draft.header().effectiveOn() + " 起施行";
            var words = DraftRules.blank(reason) ? List.of(approved) : List.of(approved, "理由：" + reason.strip());
            if (provesLess(check)) {
                DraftRules.required(
                        "reason",
                        reason,
                        "场景比原版本少，或走到的表行变少，批准须写明理由 / the scenarios prove less than before: a reason is required");
            }
            return workspace.commit(
                    actor,
                    Step.APPROVE,
                    draft.next(actor.name(), clock.instant())
                            .state(State.APPROVED)
                            .approval(
                                    new Approval(actor.name(), clock.instant(), draftDigest, checkDigest, impactDigest))
                            .words(words)
                            .make(),
                    seen,
                    words);
        });
    }

    /** The report of that kind on exactly this draft, where the log has it: a file alone is nobody's report. */
    private Optional<Report> seen(Draft draft, String kind, String digest) throws IOException {
        var json = workspace.kept(draft.id(), digest);
        boolean logged = workspace.chain().entries().stream()
                .anyMatch(entry -> draft.id().equals(entry.draft())
                        && (entry.step() == Step.CHECK || entry.step() == Step.IMPACT)
                        && digest.equals(entry.digests().get("report")));
        return json.isEmpty() || !logged
                ? Optional.empty()
                : Optional.of(Report.fromJson(json.get()))
                        .filter(report ->
                                kind.equals(report.kind()) && draft.digest().equals(report.draftDigest()));
    }

    /** Publishes an approved draft as the edition of its day, under the next free revision. */
    public Draft publish(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        return workspace.locked(() -> {
            var draft = amendments.current(id, version);
            require(draft, State.APPROVED);
            var approval = draft.approval();
            if (!draft.digest().equals(approval.draftDigest())) {
                throw new AmendmentRefused(Why.STALE, "批准之后草案有变，须重新批准 / the draft changed after its approval");
            }
            checkDay(draft);
            var name = nextFree(draft.header().effectiveOn());
            var words = List.of("发布为版本 " + name);
            return workspace.commit(
                    actor,
                    Step.PUBLISH,
                    draft.next(actor.name(), clock.instant())
                            .state(State.PUBLISHED)
                            .approval(approval)
                            .published(name.toString())
                            .words(words)
                            .make(),
                    approval.impactDigest() == null
                            ? Map.of("check", approval.checkDigest())
                            : Map.of("check", approval.checkDigest(), "impact", approval.impactDigest()),
                    words,
                    name.toString(),
                    folder(actor, draft));
        });
    }

    private EditionFolder folder(Actor actor, Draft draft) throws IOException {
        // a draft has its rules since it was begun, but for one that was begun by a service that did not keep them
        var files = amendments.withRules(amendments.files(draft));
        var approval = draft.approval();
        var publication = new Publication(
                draft.id(),
                draft.base(),
                draft.baseDigest(),
                List.copyOf(draft.editors()),
                approval.by(),
                actor.name(),
                clock.instant(),
                draft.header().reason(),
                draft.header().revisionReason(),
                approval.draftDigest(),
                approval.checkDigest(),
                approval.impactDigest(),
                workspace.chain().head());
        files.put("edition.yaml", EditionYaml.published(files.get("edition.yaml"), draft.header(), publication));
        return new EditionFolder(files, amendments.scenarios(draft));
    }

    private EditionName nextFree(LocalDate day) {
        int revision = 0;
        while (Files.exists(workspace.editions().resolve(new EditionName(day, revision).toString()))) {
            revision++;
        }
        return new EditionName(day, revision);
    }

    /** Withdraws an edition before it takes effect; its folder is kept and marked, and serves no longer. */
    public void withdraw(Actor actor, EditionName edition, String reason) throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        DraftRules.required("reason", reason, "请写明撤回的理由 / a reason is required");
        workspace.<Void, AmendmentRefused>locked(() -> {
            var folder = workspace.editions().resolve(edition.toString());
            if (!Files.isDirectory(folder) || Files.exists(folder.resolve(Withdrawal.FILE))) {
                throw new AmendmentRefused(
                        Why.NOT_FOUND, "没有可撤回的版本 " + edition + " / there is no such edition to withdraw");
            }
            if (!edition.effectiveOn().isAfter(amendments.today())) {
                throw new AmendmentRefused(
                        Why.WRONG_STATE,
                        "版本 " + edition + " 已经生效，不能撤回；请另发一版 / the edition is in force already: publish another one");
            }
            workspace.note(new Entry(
                    clock.instant(),
                    Step.WITHDRAW,
                    actor,
                    null,
                    null,
                    edition.toString(),
                    new TreeMap<>(),
                    List.of(reason)));
            return null;
        });
    }

    /** The steps that made an edition what it is, those of its draft included. */
    public List<Entry> history(EditionName edition) throws IOException {
        var entries = workspace.chain().entries();
        var drafts = entries.stream()
                .filter(entry ->
                        entry.step() == Step.PUBLISH && edition.toString().equals(entry.edition()))
                .map(Entry::draft)
                .toList();
        return entries.stream()
                .filter(entry -> edition.toString().equals(entry.edition()) || drafts.contains(entry.draft()))
                .toList();
    }

    private interface Condition {
        Map<String, String> check(Draft draft) throws IOException, AmendmentRefused;
    }

    private Draft step(
            Actor actor, String id, int version, Step step, State state, List<String> words, Condition condition)
            throws IOException, AmendmentRefused {
        return workspace.locked(() -> {
            var draft = amendments.current(id, version);
            var seen = condition.check(draft);
            return workspace.commit(
                    actor,
                    step,
                    draft.next(actor.name(), clock.instant())
                            .state(state)
                            .words(words)
                            .make(),
                    seen,
                    words);
        });
    }

    private static void require(Draft draft, State state) throws AmendmentRefused {
        if (draft.state() != state) {
            throw new AmendmentRefused(
                    Why.WRONG_STATE,
                    "草案应在「" + state.label() + "」，现在是「" + draft.state().label()
                            + "」 / the draft is not in the state for it");
        }
    }

    /** A day today or later, or a past one as a revision of an edition of that day, with a reason. */
    private void checkDay(Draft draft) throws AmendmentRefused {
        var day = draft.header().effectiveOn();
        if (day == null) {
            throw new AmendmentRefused(Why.INVALID, "请填写施行日期 / an effective date is required");
        }
        if (day.getYear() > 9999) {
            throw new AmendmentRefused(Why.INVALID, "施行日期的年份应为四位 / the year must have four digits");
        }
        if (day.isBefore(amendments.today())) {
            if (!Files.isDirectory(workspace.editions().resolve(day.toString()))) {
                throw new AmendmentRefused(
                        Why.INVALID,
                        "施行日期 " + day
                                + " 已过；只有更正当日起施行的版本才可以用过去的日期 / the date is past: only an edition of that very day can be corrected");
            }
            if (DraftRules.blank(draft.header().revisionReason())) {
                throw new AmendmentRefused(
                        Why.INVALID,
                        "施行日期 " + day + " 已过，须写明更正的理由 / the date is past: a reason for the correction is required");
            }
        }
    }
}
