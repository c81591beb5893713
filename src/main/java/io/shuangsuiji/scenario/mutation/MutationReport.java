package io.shuangsuiji.scenario.mutation;

import java.util.List;
import java.util.Map;

/**
 * How strong scenarios are: which small changes of an edition they would notice.
 *
 * @param killed how many mutants make a scenario fail
 * @param refused how many do not compile, so that they could never serve
 * @param unreachable how many change a row that no input can reach
 * @param equivalent mutants that no input tells apart, with the reason given
 * @param survivors mutants that no scenario notices
 * @param suggestions scenarios that would notice survivors, as far as some were found
 */
public record MutationReport(
        int killed,
        int refused,
        int unreachable,
        Map<Mutant, String> equivalent,
        List<Mutant> survivors,
        Map<Mutant, Suggestion> suggestions) {
    /** The share of the mutants that could be noticed and are, in percent, rounded down. */
    public int score() {
        int noticeable = killed + survivors.size();
        return noticeable == 0 ? 100 : (int) (100L * killed / noticeable);
    }

    /** A mutant that no scenario notices, and a scenario that would; null where none was found. */
    public record Survivor(Mutant mutant, Suggestion suggestion) {}

    /** The first survivors, with what would notice them. */
    public List<Survivor> shown(int most) {
        return survivors.stream()
                .limit(most)
                .map(mutant -> new Survivor(mutant, suggestions.get(mutant)))
                .toList();
    }

    /** The figures in a line. */
    public String summary() {
        return "场景强度 " + score() + "%：发现 " + killed + "，未发现 " + survivors.size() + "，等价 " + equivalent.size()
                + "（有说明），在不会用到的行 " + unreachable + "，改后不能用 " + refused;
    }
}
