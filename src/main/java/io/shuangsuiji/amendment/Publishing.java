package io.shuangsuiji.amendment;

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
import io.shuangsuiji.amendment.draft.History;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.draft.Workspace;
import io.shuangsuiji.calendar.ChineseDate;
import io.shuangsuiji.policy.EditionInfo.Publication;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From a draft to an edition in four steps and with four eyes: 起草 → 送审 → 批准 → 施行. */
public final class Publishing {
    private final Amendments amendments;
    private final Workspace workspace;
    private final Clock clock;
    private final Conditions conditions;

    Publishing(Amendments amendments, Workspace workspace, Clock clock) {
        this.amendments = amendments;
        this.workspace = workspace;
        this.clock = clock;
        this.conditions = new Conditions(amendments, workspace);
    }

    /**
     * Keeps a report on a draft and notes in the log that it was made.
     *
     * @param step {@link Step#CHECK} or {@link Step#IMPACT}
     * @return the report's digest, by which an approval names it
     */
    public String keep(Actor actor, Draft draft, Step step, Report report) throws IOException {
        return record(actor, draft, step, report).digests().get("report");
    }

    /** As {@link #keep}, and returns the record of it. */
    Entry record(Actor actor, Draft draft, Step step, Report report) throws IOException {
        return workspace.locked(() -> {
            var digest = workspace.keep(draft.id(), report.toJson());
            var digests = new TreeMap<>(Map.of("draft", draft.digest(), "report", digest));
            var entry = new Entry(
                    clock.instant(),
                    step,
                    actor,
                    draft.id(),
                    draft.version(),
                    null,
                    digests,
                    List.of(report.summary()));
            workspace.note(entry);
            return entry;
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
     * Sends a draft for approval: one with a day to take effect on, that differs from the edition that it replaces. Where its scenarios were changed it must have been checked, and where they prove less than
     * those that it began with, the approver must be told why.
     *
     * @param reason why they prove less, or null
     */
    public Draft submit(Actor actor, String id, int version, String reason) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        var words = DraftRules.blank(reason) ? List.of("送审") : List.of("送审", "场景减少的理由：" + reason.strip());
        return step(actor, id, version, Step.SUBMIT, State.SUBMITTED, words, draft -> {
            Conditions.state(draft, State.DRAFTING);
            conditions.day(draft);
            conditions.difference(draft);
            conditions.proof(draft, reason);
            conditions.freshImpact(draft);
            return Map.of();
        });
    }

    /** Takes a draft back that was sent for approval, so that it can be mended. */
    public Draft recall(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.EDITOR);
        return step(actor, id, version, Step.RECALL, State.DRAFTING, List.of("撤回送审"), draft -> {
            Conditions.state(draft, State.SUBMITTED);
            if (!actor.isAmong(draft.editors()) && !actor.isAmong(List.of(draft.changedBy()))) {
                throw new AmendmentRefused(
                        Why.NOT_PERMITTED, "只有起草、修改或送审的人可以撤回送审 / only those who wrote or sent it may take it back");
            }
            return Map.of();
        });
    }

    /** Gives a draft back to its editors. */
    public Draft returnToEditors(Actor actor, String id, int version, String reason)
            throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        DraftRules.required("reason", reason, "请写明退回的理由 / a reason is required");
        return step(actor, id, version, Step.RETURN, State.DRAFTING, List.of("退回：" + reason.strip()), draft -> {
            if (draft.state() != State.APPROVED) {
                Conditions.state(draft, State.SUBMITTED);
            }
            return Map.of();
        });
    }

    /**
     * Approves exactly the draft that the digest names, on the reports that were seen.
     *
     * @param draftDigest the draft's digest as the approver saw it
     * @param checkDigest of the check report; it must be of this draft and passed
     * @param impactDigest of the impact report of this draft
     * @param opinion the approver's, which the log keeps; null for none. Required where the scenarios prove less than before
     */
    public Draft approve(
            Actor actor,
            String id,
            int version,
            String draftDigest,
            String checkDigest,
            String impactDigest,
            String opinion)
            throws IOException, AmendmentRefused {
        return workspace.locked(() -> {
            var draft = approvable(actor, id, version, draftDigest, checkDigest, impactDigest, opinion);
            var approved = "批准，" + ChineseDate.of(draft.header().effectiveOn()) + "起施行";
            var words = DraftRules.blank(opinion) ? List.of(approved) : List.of(approved, "意见：" + opinion.strip());
            return workspace.commit(
                    actor,
                    Step.APPROVE,
                    draft.next(actor.name(), clock.instant())
                            .state(State.APPROVED)
                            .approval(
                                    new Approval(actor.name(), clock.instant(), draftDigest, checkDigest, impactDigest))
                            .words(words)
                            .make(),
                    Map.of("check", checkDigest, "impact", impactDigest),
                    words);
        });
    }

    /** The draft, where {@link #approve} would be taken as it is asked; nothing is done yet. */
    public Draft approvable(
            Actor actor,
            String id,
            int version,
            String draftDigest,
            String checkDigest,
            String impactDigest,
            String opinion)
            throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        var draft = amendments.current(id, version);
        Conditions.state(draft, State.SUBMITTED);
        if (actor.isAmong(draft.editors())) {
            throw new AmendmentRefused(
                    Why.NOT_PERMITTED, "起草或修改过草案的人不能批准 / whoever wrote in the draft may not approve it");
        }
        if (!draft.digest().equals(draftDigest)) {
            throw new AmendmentRefused(Why.STALE, "草案与您看到的不同，请重新查看 / the draft is not the one that you saw");
        }
        DraftRules.plain("reason", opinion);
        conditions.day(draft);
        conditions.check(draft, checkDigest, opinion);
        conditions.impact(draft, impactDigest);
        return draft;
    }

    /** Publishes an approved draft as the edition of its day, under the next free revision. */
    public Draft publish(Actor actor, String id, int version) throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        return workspace.locked(() -> {
            var draft = amendments.current(id, version);
            Conditions.state(draft, State.APPROVED);
            var approval = draft.approval();
            if (!draft.digest().equals(approval.draftDigest())) {
                throw new AmendmentRefused(Why.STALE, "批准之后草案有变，须重新批准 / the draft changed after its approval");
            }
            conditions.day(draft);
            var name = amendments.succession().name(draft.header().effectiveOn());
            var words = List.of("发布为 " + name + " 版");
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
                            // approved by a release that did not ask for one
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

    /** Withdraws an edition before it takes effect; its folder is kept and marked, and serves no longer. */
    public void withdraw(Actor actor, EditionName edition, String reason) throws IOException, AmendmentRefused {
        actor.require(Role.APPROVER);
        DraftRules.required("reason", reason, "请写明撤回的理由 / a reason is required");
        workspace.<Void, AmendmentRefused>locked(() -> {
            var folder = workspace.editions().resolve(edition.toString());
            if (!Files.isDirectory(folder) || Files.exists(folder.resolve(Withdrawal.FILE))) {
                throw new AmendmentRefused(
                        Why.NOT_FOUND, "没有可撤回的 " + edition + " 版 / there is no such edition to withdraw");
            }
            if (!edition.effectiveOn().isAfter(amendments.today())) {
                throw new AmendmentRefused(
                        Why.WRONG_STATE,
                        edition + " 版已经施行，不能撤回；请另发一版 / the edition is in force already: publish another one");
            }
            workspace.note(new Entry(
                    clock.instant(),
                    Step.WITHDRAW,
                    actor,
                    null,
                    null,
                    edition.toString(),
                    new TreeMap<>(),
                    List.of(reason.strip())));
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

    /** What the log has of a draft, and of the edition that it became. */
    public History history(Draft draft) throws IOException {
        return History.of(workspace.chain().entries(), draft);
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
}
