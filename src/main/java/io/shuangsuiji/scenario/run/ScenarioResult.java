package io.shuangsuiji.scenario.run;

import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.sheets.writer.Look;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What became of a scenario.
 *
 * @param scenario the scenario
 * @param status how it went
 * @param mismatches what was not as expected
 * @param answer today's answer in a line, for a scenario that expects nothing
 */
public record ScenarioResult(Scenario scenario, Status status, List<Mismatch> mismatches, String answer) {
    /** How a scenario went. */
    public enum Status {
        PASSED("通过", Look.GOOD),
        FAILED("不通过", Look.BAD),
        UNCHECKED("未写期望", Look.DOUBTFUL);

        private final String label;
        private final Look look;

        Status(String label, Look look) {
            this.label = label;
            this.look = look;
        }

        /** Green and red are told apart by the words as well. */
        public Look look() {
            return look;
        }

        /** The Chinese word for it. */
        public String label() {
            return label;
        }
    }

    /** True where an expectation was not met. */
    public boolean failed() {
        return status == Status.FAILED;
    }

    /** What there is to say, in a line. */
    public String detail() {
        return status == Status.UNCHECKED
                ? answer
                : mismatches.stream().map(Mismatch::toString).collect(Collectors.joining("；"));
    }
}
