package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.draw.Commitments;
import io.shuangsuiji.draw.RandomnessSource;
import io.shuangsuiji.draw.Search;
import io.shuangsuiji.policy.Edition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The public randomness of a form: what is offered, what was chosen, and what so many bits are worth.
 *
 * @param offered by the edition
 * @param least how many bits the edition asks for
 * @param chosen what stands in the form's rows
 */
record Terms(List<RandomnessSource> offered, int least, List<Commitments.Named> chosen) {
    /** Several sources may be combined; more rows than anybody needs. */
    static final int ROWS = 4;

    /** What one could do who knows the pool, with randomness of so few bits. */
    record Worth(String words, int bits, String search) {}

    /** Of an edition and the texts of a form. */
    static Terms of(Edition edition, Map<String, String> given) {
        var chosen = new ArrayList<Commitments.Named>();
        for (int i = 0; i < ROWS; i++) {
            chosen.add(new Commitments.Named(
                    given.getOrDefault("source" + i, "").strip(),
                    given.getOrDefault("day" + i, "").strip()));
        }
        return new Terms(RandomnessSource.of(edition), Commitments.leastBits(edition), List.copyOf(chosen));
    }

    /** The names of the form's fields that say it. */
    static Set<String> fields() {
        return IntStream.range(0, ROWS)
                .boxed()
                .flatMap(row -> Stream.of("source" + row, "day" + row))
                .collect(Collectors.toSet());
    }

    /** The rows in which something was chosen, as they are handed in for a commitment. */
    static List<String> handed(Map<String, String> given) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> given.getOrDefault("source" + row, "").strip() + "@"
                        + given.getOrDefault("day" + row, "").strip())
                .filter(text -> !text.equals("@"))
                .toList();
    }

    /** What the chosen randomness is worth, what the least is, and what each source alone would be. */
    static List<Worth> worth(Commitment commitment, int least) {
        var worth = new ArrayList<Worth>();
        worth.add(new Worth("这次指定的", commitment.bits(), Search.inWords(commitment.bits())));
        worth.add(new Worth("本版要求的最少", least, Search.inWords(least)));
        if (commitment.randomness().size() > 1) {
            commitment.randomness().stream()
                    .filter(each -> each.bits() < least)
                    .forEach(each -> worth.add(
                            new Worth("只用「" + each.source() + "」", each.bits(), Search.inWords(each.bits()))));
        } else {
            worth.add(new Worth("只有一半的位数", least / 2, Search.inWords(least / 2)));
        }
        return List.copyOf(worth);
    }
}
