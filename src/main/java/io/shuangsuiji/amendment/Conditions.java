package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.State;
import io.shuangsuiji.amendment.draft.DraftRules;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.draft.Workspace;
import io.shuangsuiji.calendar.ChineseDate;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Optional;

/** What must hold before a draft may take a step towards publication; each refusal says what to do. */
final class Conditions {
    private final Amendments amendments;
    private final Workspace workspace;

    Conditions(Amendments amendments, Workspace workspace) {
        this.amendments = amendments;
        this.workspace = workspace;
    }

    static void state(Draft draft, State state) throws AmendmentRefused {
        if (draft.state() != state) {
            throw new AmendmentRefused(
                    Why.WRONG_STATE,
                    "草案应在「" + state.label() + "」，现在是「" + draft.state().label()
                            + "」 / the draft is not in the state for it");
        }
    }

    /** A day today or later, or a past one as a revision of an edition of that day, with a reason. */
    void day(Draft draft) throws AmendmentRefused {
        var day = draft.header().effectiveOn();
        if (day == null) {
            throw new AmendmentRefused(Why.INVALID, "effectiveOn", "还没有施行日期，请先填写 / an effective date is required");
        }
        if (day.getYear() > 9999) {
            throw new AmendmentRefused(Why.INVALID, "effectiveOn", "施行日期的年份应为四位 / the year must have four digits");
        }
        if (day.isBefore(amendments.today())) {
            var words = "施行日期 " + ChineseDate.of(day) + " 已过";
            if (!Files.isDirectory(workspace.editions().resolve(day.toString()))) {
                throw new AmendmentRefused(
                        Why.INVALID,
                        "effectiveOn",
                        words + "；只有更正当日起施行的版本才可以用过去的日期"
                                + " / the date is past: only an edition of that very day can be corrected");
            }
            if (DraftRules.blank(draft.header().revisionReason())) {
                throw new AmendmentRefused(
                        Why.INVALID,
                        "revisionReason",
                        words + "，须写明更正的理由 / the date is past: a reason for the correction is required");
            }
        }
    }

    /** Something must differ from the edition that it replaces. */
    void difference(Draft draft) throws IOException, AmendmentRefused {
        var succession = amendments.succession();
        if (!succession.changes(draft)) {
            var name = succession.compared(draft);
            throw new AmendmentRefused(
                    Why.WRONG_STATE,
                    "草案与 " + name + " 版没有任何差别，不能送审；请先修改，或作废草案 / the draft does not differ from the edition " + name);
        }
    }

    /** Where scenarios were changed they must have been run, and where they prove less somebody says why. */
    void proof(Draft draft, String reason) throws IOException, AmendmentRefused {
        var check = last(draft, Step.CHECK, Report.CHECK);
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

    /** The check that an approver has seen: of this draft, passed, and proving as much as before or with a reason why not. */
    void check(Draft draft, String digest, String reason) throws IOException, AmendmentRefused {
        var check = seen(draft, Report.CHECK, digest)
                .orElseThrow(() -> new AmendmentRefused(
                        Why.INVALID, "checkDigest", "校验报告不是这份草案的，请重新校验 / the check report is of another draft"));
        if (!check.passed()) {
            throw new AmendmentRefused(Why.WRONG_STATE, "校验没有通过，不能批准 / the check did not pass");
        }
        if (provesLess(check)) {
            DraftRules.required(
                    "reason",
                    reason,
                    "场景比原版本少，或走到的表行变少，批准须写明意见 / the scenarios prove less than before: an opinion is required");
        }
    }

    /** The impact that an approver has seen, of this draft. */
    void impact(Draft draft, String digest) throws IOException, AmendmentRefused {
        if (DraftRules.blank(digest)) {
            throw new AmendmentRefused(
                    Why.INVALID,
                    "impactDigest",
                    "批准之前须测算影响：在审批页点「测算影响」，系统调用 POST /drafts/{id}/impact，没有自己的名录库时用上一次的或样例"
                            + " / an impact is required: POST /drafts/{id}/impact makes one, without a body over the registry"
                            + " used last or the sample");
        }
        fresh(
                draft,
                seen(draft, Report.IMPACT, digest)
                        .orElseThrow(() -> new AmendmentRefused(
                                Why.INVALID,
                                "impactDigest",
                                "影响报告不是这份草案的，请重新测算 / the impact report is of another draft")));
    }

    /** The last impact of exactly this draft, where there is one, must be of what it would change. */
    void freshImpact(Draft draft) throws IOException, AmendmentRefused {
        var impact = last(draft, Step.IMPACT, Report.IMPACT);
        if (impact.isPresent()) {
            fresh(draft, impact.get());
        }
    }

    /** An impact is of no use any more where another edition was published since which the draft would replace. */
    private void fresh(Draft draft, Report impact) throws IOException, AmendmentRefused {
        var before = impact.part("before", String.class).orElse(null);
        var replaced = amendments.succession().replaced(draft);
        if (before != null
                && replaced.isPresent()
                && !before.equals(replaced.get().toString())) {
            throw new AmendmentRefused(
                    Why.INVALID,
                    "impactDigest",
                    "影响报告是与 " + before + " 版比较的，之后现行版本有变，草案届时取代的是 " + replaced.get()
                            + " 版，请重新测算影响 / the impact was worked out against the edition " + before
                            + "; by now the draft would replace " + replaced.get() + ": work it out again");
        }
    }

    private static boolean provesLess(Report check) throws IOException {
        return check.part("scenarios", CheckReport.Scenarios.class)
                .filter(CheckReport.Scenarios::proveLess)
                .isPresent();
    }

    /** The last report of that kind on exactly this draft. */
    private Optional<Report> last(Draft draft, Step step, String kind) throws IOException {
        var digest = workspace.chain().entries().stream()
                .filter(entry -> entry.step() == step
                        && draft.id().equals(entry.draft())
                        && draft.digest().equals(entry.digests().get("draft")))
                .map(entry -> entry.digests().get("report"))
                .reduce((first, last) -> last);
        return digest.isEmpty() ? Optional.empty() : seen(draft, kind, digest.get());
    }

    /** The report of that kind on exactly this draft, where the log has it: a file alone is nobody's report. */
    private Optional<Report> seen(Draft draft, String kind, String digest) throws IOException {
        if (digest == null) {
            return Optional.empty();
        }
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
}
