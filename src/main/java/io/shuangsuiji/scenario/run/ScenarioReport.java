package io.shuangsuiji.scenario.run;

import io.shuangsuiji.scenario.coverage.Coverage;
import java.util.List;

/**
 * What became of a run.
 *
 * @param edition the edition's name
 * @param digest its digest
 * @param outcomes one for each scenario, in the order of the workbooks
 * @param coverage what the scenarios reached
 */
public record ScenarioReport(String edition, String digest, List<ScenarioResult> outcomes, Coverage coverage) {
    /** How many went so. */
    public long count(ScenarioResult.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    public long passedCount() {
        return count(ScenarioResult.Status.PASSED);
    }

    public long failedCount() {
        return count(ScenarioResult.Status.FAILED);
    }

    public long uncheckedCount() {
        return count(ScenarioResult.Status.UNCHECKED);
    }

    /** The first of those that failed. */
    public List<ScenarioResult> failures(int most) {
        return outcomes.stream().filter(ScenarioResult::failed).limit(most).toList();
    }

    /** True where nothing failed. */
    public boolean passed() {
        return outcomes.stream().noneMatch(ScenarioResult::failed);
    }
}
