package io.shuangsuiji.plan;

import io.shuangsuiji.policy.Edition;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Fires the edition's rules over the facts of a plan. */
public final class Findings {
    private Findings() {}

    /** What the rules find, the weightiest first, by rule id within the same weight. */
    public static List<Finding> of(Edition edition, Collection<?> facts) {
        var report = new FindingReport(edition.findings());
        var session = edition.rules().newStatelessKieSession();
        session.setGlobal("findings", report);
        session.execute(facts);
        var findings = report.findings();
        findings.sort(Comparator.comparing(Finding::severity)
                .thenComparing(Finding::rule, Comparator.nullsLast(Comparator.naturalOrder()))
                .thenComparing(Finding::message));
        return List.copyOf(findings);
    }
}
