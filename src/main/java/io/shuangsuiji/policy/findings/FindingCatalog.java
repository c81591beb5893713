package io.shuangsuiji.policy.findings;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How an edition words what its rules find ({@code findings.dmn}): table 提示 by code, and table 用语 for the few words of a
 * plan that no label of the edition gives.
 *
 * @param entries by code
 * @param words by key
 */
public record FindingCatalog(Map<String, Entry> entries, Map<String, String> words) {
    /** How much a finding matters: an error makes a number of the plan unusable, a warning asks for a decision. */
    public enum Severity {
        ERROR("错误"),
        WARNING("警告"),
        INFO("提示");

        private final String word;

        Severity(String word) {
            this.word = word;
        }

        /** What people read and write. */
        public String word() {
            return word;
        }

        /** The severity of that word. */
        public static Optional<Severity> of(String word) {
            return Stream.of(values())
                    .filter(severity -> severity.word.equals(word))
                    .findFirst();
        }
    }

    /**
     * How one kind of finding is told.
     *
     * @param code a rule's name in the DRL, or a code that the classification gives
     * @param severity how much it matters
     * @param text what was found
     * @param advice what to do about it; null where there is none
     * @param rule the id of the rule of the policy that it touches; null where what was found brings its own
     * @param clause the clause; null where what was found brings its own
     */
    public record Entry(String code, Severity severity, Template text, Template advice, String rule, String clause) {}

    /** The entry of a code. */
    public Optional<Entry> entry(String code) {
        return Optional.ofNullable(entries.get(code));
    }

    /** The word of that key; the key itself where the edition has none, which its check does not let pass. */
    public String word(String key) {
        return words.getOrDefault(key, key);
    }
}
