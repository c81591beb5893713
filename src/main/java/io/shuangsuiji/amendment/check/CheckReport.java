package io.shuangsuiji.amendment.check;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.scenario.result.NewExpectations;
import java.util.List;
import java.util.Optional;

/**
 * What the check of a draft found.
 *
 * @param passed true where nothing keeps the draft from being published
 * @param findings errors first
 * @param scenarios how its scenarios went, or null where the draft does not compile
 * @param trials the year's plans of registries on trial; none where the draft does not compile
 * @param hits how many scenarios reach the rows of each decision table; none where the draft does not compile
 */
public record CheckReport(
        boolean passed, List<Finding> findings, Scenarios scenarios, List<TrialPlan> trials, List<Hits> hits) {
    /** Reports of earlier releases have no trials and no hits. */
    public CheckReport {
        trials = trials == null ? List.of() : List.copyOf(trials);
        hits = hits == null ? List.of() : List.copyOf(hits);
    }

    /**
     * How many scenarios reach each row of a decision table.
     *
     * @param model the model's name
     * @param table the table's name in Chinese
     * @param rows from the first row to the last
     */
    public record Hits(String model, String table, List<Integer> rows) {}

    /** How many scenarios reach each row of a table; empty where that was not counted. */
    public Optional<List<Integer>> hits(Table table) {
        return hits.stream()
                .filter(counted -> counted.model().equals(table.model())
                        && counted.table().equals(table.label())
                        && counted.rows().size() == table.rows().size())
                .map(Hits::rows)
                .findFirst();
    }

    /** How much a finding weighs. */
    public enum Level {
        /** Keeps the draft from being published. */
        ERROR("不通过"),
        /** Should be looked at. */
        WARNING("提示"),
        /** Could not be proved. */
        UNPROVED("未能自动核对");

        private final String label;

        Level(String label) {
            this.label = label;
        }

        /** Its Chinese name. */
        public String label() {
            return label;
        }
    }

    /** Which part of the check found it. */
    public enum Part {
        MODEL("模型"),
        TABLE("表格"),
        SCENARIO("场景"),
        TRIAL("试编方案");

        private final String label;

        Part(String label) {
            this.label = label;
        }

        /** Its Chinese name. */
        public String label() {
            return label;
        }
    }

    /**
     * Something that was found.
     *
     * @param level how much it weighs
     * @param part which part of the check found it
     * @param file the file concerned, or null
     * @param at the address of the element concerned in that file, or the cell of a workbook, or null
     * @param place where it is in words: the table and row, or the scenario
     * @param words what was found
     * @param inBase true where the edition that the draft began from has it as well; never for an error
     * @param changes what could be written into a scenario that fails, that it go as the draft answers
     */
    public record Finding(
            Level level,
            Part part,
            String file,
            String at,
            String place,
            String words,
            boolean inBase,
            List<NewExpectations.Change> changes) {
        /** Reports of earlier releases have no changes. */
        public Finding {
            changes = changes == null ? List.of() : List.copyOf(changes);
        }

        Finding(Level level, Part part, String file, String at, String place, String words) {
            this(level, part, file, at, place, words, false, List.of());
        }
    }

    /**
     * How the scenarios went.
     *
     * @param total how many there are
     * @param failed how many failed
     * @param unchecked how many expect nothing
     * @param reachable how many rows of the tables a scenario could reach
     * @param missed the rows that none reaches, in words
     * @param inBase how many the edition has that the draft began from
     * @param removed how many of those are not there any more, or look at less of the answer
     * @param covered how many rows they reach
     * @param coveredInBase how many rows those of that edition reach
     */
    public record Scenarios(
            int total,
            long failed,
            long unchecked,
            long reachable,
            List<String> missed,
            int inBase,
            int removed,
            long covered,
            long coveredInBase) {
        static Scenarios of(int total, long failed, long unchecked, long reachable, List<String> missed) {
            return new Scenarios(total, failed, unchecked, reachable, missed, 0, 0, 0, 0);
        }

        /** True where less is proved than of the edition that the draft began from: sending it up needs a reason. */
        public boolean proveLess() {
            return removed > 0 || unchecked > 0 || covered < coveredInBase;
        }
    }

    /** One sentence. */
    public String summary() {
        long before = findings.stream().filter(Finding::inBase).count();
        return (passed ? "校验通过" : "校验不通过：" + count(Level.ERROR) + " 处")
                + "，提示 " + count(Level.WARNING) + " 处，未能自动核对 " + count(Level.UNPROVED) + " 处"
                + (before == 0 ? "" : "（另有 " + before + " 处是原版本已有的）")
                + (scenarios == null
                        ? "，场景没有运行"
                        : "；场景 " + scenarios.total() + " 个，不通过 " + scenarios.failed() + " 个"
                                + (scenarios.removed() == 0 ? "" : "，比原版本少 " + scenarios.removed() + " 个"));
    }

    private long count(Level level) {
        return findings.stream()
                .filter(finding -> finding.level() == level && !finding.inBase())
                .count();
    }
}
