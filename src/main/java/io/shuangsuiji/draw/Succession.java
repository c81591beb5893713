package io.shuangsuiji.draw;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** How the commitments of a bureau follow one another, so that a second try at the same draw can be seen for what it is. */
public final class Succession {
    private Succession() {}

    /** What does not follow, in both languages. */
    public record Break(String chinese, String english) {}

    /**
     * What of a commitment does not follow from the one before it.
     *
     * @param before whose digest the other states as its predecessor
     * @return empty where it follows
     */
    public static List<Break> breaks(Commitment before, Commitment after) {
        var breaks = new ArrayList<Break>();
        if (!before.issuer().equals(after.issuer())) {
            breaks.add(new Break(
                    "上一份承诺是另一机关「" + before.issuer() + "」的",
                    "the commitment before is another bureau's: \"" + before.issuer() + "\""));
        }
        int sequence = before.period().equals(after.period()) ? before.sequence() + 1 : 1;
        if (after.sequence() != sequence) {
            breaks.add(new Break(
                    after.period() + " 的次序应为 " + sequence + "，写的是 " + after.sequence() + "：上一份承诺是 " + before.period()
                            + " 第 " + before.sequence() + " 次",
                    "the sequence number of " + after.period() + " should be " + sequence + ", not " + after.sequence()
                            + ": the commitment before is number " + before.sequence() + " of " + before.period()));
        }
        if (before.evaluationDate().compareTo(after.evaluationDate()) > 0) {
            breaks.add(new Break(
                    "上一份承诺的时段 " + before.period() + " 在 " + after.period() + " 之后",
                    "the commitment before is of " + before.period() + ", which is later than " + after.period()));
        }
        breaks.addAll(repeated(before, after));
        return breaks;
    }

    /**
     * Randomness that a commitment shares with an earlier one: of two draws by the same numbers a bureau could publish the one
     * that it likes better.
     */
    public static List<Break> repeated(Commitment earlier, Commitment later) {
        var used = earlier.randomness().stream().map(Succession::named).collect(Collectors.toSet());
        return later.randomness().stream()
                .map(Succession::named)
                .filter(used::contains)
                .map(named -> new Break(
                        "公开随机数「" + named + "」已用于 " + earlier.period() + " 第 " + earlier.sequence() + " 次抽取，另一次抽取须用新的",
                        "the randomness " + named + " was named for draw " + earlier.sequence() + " of "
                                + earlier.period() + "; another draw takes new randomness"))
                .toList();
    }

    private static String named(Commitment.Source source) {
        return source.source() + " " + source.day();
    }
}
