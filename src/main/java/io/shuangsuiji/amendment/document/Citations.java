package io.shuangsuiji.amendment.document;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/**
 * Which scenarios show which rules, by what testers wrote beside them.
 *
 * @param byRule the scenarios by the rules' ids
 * @param unread the workbooks that could not be read
 */
public record Citations(Map<String, List<CitingScenario>> byRule, List<String> unread) {
    /** Of no scenarios. */
    public static final Citations NONE = new Citations(Map.of(), List.of());

    /**
     * A scenario that names a rule.
     *
     * @param workbook its file's name
     * @param place its sheet and row
     * @param title its id and what it is about
     */
    public record CitingScenario(String workbook, String place, String title) {}

    /** Reads workbooks by the types of an edition. */
    public static Citations of(Edition edition, SortedMap<String, byte[]> workbooks) {
        var byRule = new HashMap<String, List<CitingScenario>>();
        var unread = new ArrayList<String>();
        workbooks.forEach((name, file) -> {
            try {
                for (var scenario : ScenarioBook.read(edition, name, file).scenarios()) {
                    var cited = new CitingScenario(name, scenario.place(), scenario.title());
                    for (var rule : (scenario.basis() == null ? "" : scenario.basis()).split("[\\s、，,；;/]+")) {
                        byRule.computeIfAbsent(rule, none -> new ArrayList<>()).add(cited);
                    }
                }
            } catch (BadWorkbook unreadable) {
                unread.add(name);
            }
        });
        return new Citations(byRule, List.copyOf(unread));
    }

    /** The scenarios that show one of those rules, each once. */
    public List<CitingScenario> of(Collection<String> rules) {
        return rules.stream()
                .flatMap(rule -> byRule.getOrDefault(rule, List.of()).stream())
                .distinct()
                .toList();
    }
}
