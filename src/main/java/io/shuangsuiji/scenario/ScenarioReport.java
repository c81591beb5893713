package io.shuangsuiji.scenario;

import java.util.List;

/**
 * What became of a run.
 *
 * @param edition the edition's name
 * @param digest its digest
 * @param outcomes one for each scenario, in the order of the workbooks
 * @param coverage what the scenarios reached
 */
public record ScenarioReport(String edition, String digest, List<Outcome> outcomes, Coverage coverage) {
    /** How many went so. */
    public long count(Outcome.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    public long passedCount() {
        return count(Outcome.Status.PASSED);
    }

    public long failedCount() {
        return count(Outcome.Status.FAILED);
    }

    public long uncheckedCount() {
        return count(Outcome.Status.UNCHECKED);
    }

    /** The first of those that failed. */
    public List<Outcome> failures(int most) {
        return outcomes.stream().filter(Outcome::failed).limit(most).toList();
    }

    /** True where nothing failed. */
    public boolean passed() {
        return outcomes.stream().noneMatch(Outcome::failed);
    }
}
