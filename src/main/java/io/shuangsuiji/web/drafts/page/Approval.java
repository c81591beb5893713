package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.Reports.Kept;
import io.shuangsuiji.amendment.Reports.Making;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.diff.EditionDiff.TableChange;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog.Entry;
import io.shuangsuiji.amendment.draft.AmendmentLog.Step;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.amendment.draft.History;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.calendar.ChineseDate;
import io.shuangsuiji.jobs.Job;
import io.shuangsuiji.policy.store.EditionState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * All that an approver is shown of a draft, in the order of the page.
 *
 * @param draft the draft
 * @param name what the edition will be called
 * @param replaced the edition whose place it will take, by name; null where there is none
 * @param next the edition that will follow on it, by name; null where there is none
 * @param edition what has become of the edition that it was published as; null where it was not
 * @param difference all that differs from the edition that it replaces
 * @param check its last check, or null
 * @param found what that found
 * @param checking a check under way, or that ended without a result; else null
 * @param checkedBefore the last check of an earlier version, where there is none of this; else null
 * @param impact its last impact, or null
 * @param weighing an impact under way, or that ended without a result; else null
 * @param history what the log has of it
 * @param actor whoever looks
 * @param opinion what was typed
 * @param problem why a step was not taken, or null
 */
record Approval(
        Draft draft,
        String name,
        String replaced,
        String next,
        EditionState edition,
        EditionDiff difference,
        Kept<CheckReport> check,
        FindingLine.Sorted found,
        UnderWay checking,
        Entry checkedBefore,
        Kept<Impact> impact,
        UnderWay weighing,
        History history,
        Actor actor,
        String opinion,
        String problem) {
    private static final int SEEN = 12;

    /**
     * A report that is being made, or was lately, as it was at one moment: a job may end while the page is written.
     *
     * @param running true where it had not ended; otherwise its result, if it has one, is kept
     */
    record UnderWay(Job<Making, Kept<?>> job, boolean running) {
        static UnderWay of(Job<Making, Kept<?>> job) {
            return new UnderWay(job, !job.finished());
        }

        public Job.Step step() {
            return job.step();
        }
    }

    /** A list of changes, of which the first are seen at once. */
    record Changes(String label, List<EditionDiff.Change> all) {
        public List<EditionDiff.Change> seen() {
            return all.subList(0, Math.min(SEEN, all.size()));
        }

        public List<EditionDiff.Change> folded() {
            return all.subList(seen().size(), all.size());
        }
    }

    /** What is to happen on approval, in one sentence. */
    public String sentence() {
        var header = draft.header();
        var day = ChineseDate.of(header.effectiveOn());
        return (header.documentNumber() == null ? "" : header.documentNumber()) + "《" + header.title() + "》自 " + day
                + " 起施行"
                + (replaced == null ? "" : "，届时取代 " + replaced + " 版")
                + (next == null ? "" : "；之后由已发布的 " + next + " 版接替");
    }

    /** The day in words; null while it is open. */
    public String day() {
        var day = draft.header().effectiveOn();
        return day == null ? null : ChineseDate.of(day);
    }

    /** True where it corrects an edition of the same day. */
    public boolean correction() {
        return replaced != null && name != null && replaced.startsWith(name.replaceFirst("\\..*", ""));
    }

    /** The changes of tables, texts, structure and files. */
    public List<Changes> changes() {
        return difference.tables().stream()
                .filter(table -> !table.isScenarios())
                .map(Approval::shown)
                .toList();
    }

    /** The changes of scenarios, workbook by workbook. */
    public List<Changes> scenarios() {
        return difference.tables().stream()
                .filter(TableChange::isScenarios)
                .map(Approval::shown)
                .toList();
    }

    private static Changes shown(TableChange table) {
        return new Changes(table.label(), table.changes());
    }

    /** True where nothing but what the edition says of itself differs. */
    public boolean onlyHeader() {
        return difference.tables().stream()
                .flatMap(table -> table.changes().stream())
                .allMatch(change -> EditionYaml.FILE.equals(change.at()));
    }

    /** True while a report is being made: the page looks again. */
    public boolean running() {
        return isRunning(checking) || isRunning(weighing);
    }

    public boolean isChecking() {
        return isRunning(checking);
    }

    public boolean isWeighing() {
        return isRunning(weighing);
    }

    private static boolean isRunning(UnderWay report) {
        return report != null && report.running();
    }

    /** Why the last attempt to make a report came to nothing; empty where it did not. */
    public List<String> checkProblems() {
        return problems(checking);
    }

    public List<String> impactProblems() {
        return problems(weighing);
    }

    private static List<String> problems(UnderWay report) {
        return report == null || report.running()
                ? List.of()
                : ReportPages.chinese(report.job().problems());
    }

    public boolean passed() {
        return check != null && check.content().passed();
    }

    /** What the scenarios prove less than before; null where they do not. */
    public CheckReport.Scenarios less() {
        return DraftPages.less(check);
    }

    /** The strata that the draft changes. */
    public List<Impact.StratumChange> strata() {
        return impact.content().strata().stream()
                .filter(Impact.StratumChange::differs)
                .toList();
    }

    /** True where the impact was worked out against an edition that is not the one to be replaced any more. */
    public boolean impactIsStale() {
        return impact != null
                && replaced != null
                && !Objects.equals(impact.content().before(), replaced);
    }

    /** What approvers have said before. */
    public List<Steps.Line> opinions() {
        return history.opinions().stream().map(Steps.Line::of).toList();
    }

    /** Who took a step last, and when; null where nobody did. */
    public String people(String step) {
        return history.last(Step.valueOf(step))
                .map(entry -> entry.actor() + "，" + Steps.when(entry.at()))
                .orElse(null);
    }

    /** What was said when it was sent up. */
    public List<String> submissionWords() {
        return history.last(Step.SUBMIT)
                .map(Entry::words)
                .map(words -> words.subList(Math.min(1, words.size()), words.size()))
                .orElse(List.of());
    }

    public boolean at(String state) {
        return draft.state().name().equals(state);
    }

    public boolean approver() {
        return actor.roles().contains(Actor.Role.APPROVER);
    }

    public boolean editor() {
        return actor.roles().contains(Actor.Role.EDITOR);
    }

    public boolean wroteIt() {
        return actor.isAmong(draft.editors());
    }

    /** What keeps whoever looks from approving, in words; empty where nothing does. */
    public List<String> missing() {
        var missing = new ArrayList<String>();
        if (wroteIt()) {
            missing.add("您起草或修改过这份草案，须由别人批准");
        }
        if (check == null) {
            missing.add("这一稿还没有校验");
        } else if (!passed()) {
            missing.add("校验没有通过");
        }
        if (impact == null) {
            missing.add("这一稿还没有测算影响");
        } else if (impactIsStale()) {
            missing.add("测算影响之后，现行版本有变，须重新测算");
        }
        return missing;
    }

    /** The digests of what is shown, as the forms send them back. */
    public Map<String, String> seen() {
        return Map.of(
                "draftDigest", draft.digest(),
                "checkDigest", check == null ? "" : check.digest(),
                "impactDigest", impact == null ? "" : impact.digest());
    }

    public String when(Instant at) {
        return Steps.when(at);
    }
}
