package io.shuangsuiji.plan;

import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import java.util.List;

/**
 * Something that a person should see before the plan is filed.
 *
 * @param code what kind of finding it is: a code of the edition's table 提示
 * @param rule the id of the rule of the policy that it touches
 * @param clause the clause of the policy, or null
 * @param severity how much it matters
 * @param message what was found, in the words of the edition
 * @param advice what to do about it, in the words of the edition, or null
 * @param count how many objects, rows or strata it concerns
 * @param examples up to five of them
 */
public record Finding(
        String code,
        String rule,
        String clause,
        Severity severity,
        String message,
        String advice,
        long count,
        List<String> examples) {
    /** The most examples that a finding gives. */
    public static final int MAX_EXAMPLES = 5;

    /** What was found and what to do about it. */
    public String inWords() {
        return advice == null ? message : message + advice;
    }
}
