package io.shuangsuiji.scenario;

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
public record Outcome(Scenario scenario, Status status, List<Mismatch> mismatches, String answer) {
    /** How a scenario went. */
    public enum Status {
        PASSED("通过"),
        FAILED("不通过"),
        UNCHECKED("未写期望");

        private final String label;

        Status(String label) {
            this.label = label;
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
