package io.shuangsuiji.amendment.check;

import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.amendment.check.CheckReport.Scenarios;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the scenarios of an edition prove: what they ask, how much of each answer they look at, and how many rows they
 * reach. A draft that proves less than the edition that it began from says so.
 *
 * @param asked how many expectations there are of each input, by the input
 * @param titles what the scenarios of an input are called
 * @param total how many scenarios there are
 * @param covered how many rows of the tables they reach
 */
record ScenarioProof(Map<String, Integer> asked, Map<String, List<String>> titles, int total, long covered) {
    private static final int NAMED = 20;

    /** Of an edition that does not compile, or has no scenarios. */
    static final ScenarioProof NONE = new ScenarioProof(Map.of(), Map.of(), 0, 0);

    static ScenarioProof of(List<ScenarioBook> books, long covered) {
        var asked = new LinkedHashMap<String, Integer>();
        var titles = new LinkedHashMap<String, List<String>>();
        int total = 0;
        for (var book : books) {
            for (var sheet : book.sheets()) {
                for (var scenario : sheet.scenarios()) {
                    total++;
                    // by what it asks: it may be moved, and expect something else, without ceasing to be
                    var input = sheet.subject().name() + " " + scenario.input() + " " + scenario.select();
                    asked.merge(
                            input, scenario.expectations().size() + (scenario.refusal() == null ? 0 : 1), Integer::sum);
                    titles.computeIfAbsent(input, any -> new ArrayList<>()).add(scenario.title());
                }
            }
        }
        return new ScenarioProof(asked, titles, total, covered);
    }

    /** The scenarios of the base that are not in this any more, or look at less of the answer, by their titles. */
    private List<String> removedFrom(ScenarioProof base) {
        var removed = new ArrayList<String>();
        base.asked().forEach((input, before) -> {
            var now = asked.get(input);
            var called = base.titles().get(input);
            if (now == null) {
                removed.addAll(called);
            } else if (now < before) {
                removed.add(called.get(0));
            }
        });
        return removed;
    }

    /** How the scenarios went, held against those of the base. */
    Scenarios against(ScenarioProof base, Scenarios ran) {
        return new Scenarios(
                ran.total(),
                ran.failed(),
                ran.unchecked(),
                ran.reachable(),
                ran.missed(),
                base.total(),
                removedFrom(base).size(),
                covered,
                base.covered());
    }

    /** What the draft proves less than its base. */
    List<Finding> findings(ScenarioProof base) {
        var findings = new ArrayList<Finding>();
        if (total == 0 && base.total() > 0) {
            findings.add(finding(Level.ERROR, "原版本的 " + base.total() + " 个场景全部被删除：没有场景，改动无从证明，不能批准；请放回场景工作簿"));
            return findings;
        }
        var removed = removedFrom(base);
        if (!removed.isEmpty()) {
            var named = String.join("、", removed.subList(0, Math.min(NAMED, removed.size())));
            findings.add(finding(
                    Level.WARNING,
                    "原版本的 " + base.total() + " 个场景中，有 " + removed.size() + " 个被删除或不再核对原来核对的结果：" + named
                            + (removed.size() > NAMED ? " 等" : "") + "；批准须写明理由"));
        }
        if (covered < base.covered()) {
            findings.add(finding(Level.WARNING, "场景走到的表行由 " + base.covered() + " 行减为 " + covered + " 行；批准须写明理由"));
        }
        return findings;
    }

    private static Finding finding(Level level, String words) {
        return new Finding(level, Part.SCENARIO, null, null, "场景", words);
    }
}
