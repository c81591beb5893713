package io.shuangsuiji.plan;

import java.util.List;

/**
 * Something that a person should see before the plan is filed.
 *
 * @param rule the id of the rule of the policy that it touches
 * @param severity how much it matters
 * @param message in Chinese
 * @param count how many objects, rows or strata it concerns
 * @param examples up to five of them
 */
public record Finding(String rule, Severity severity, String message, long count, List<String> examples) {
    /** The most examples that a finding gives. */
    public static final int MAX_EXAMPLES = 5;

    /** How much a finding matters: an error makes a number of the plan unusable, a warning asks for a decision. */
    public enum Severity {
        ERROR("错误"),
        WARNING("警告"),
        INFO("提示");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** What people read. */
        public String word() {
            return word;
        }
    }
}
