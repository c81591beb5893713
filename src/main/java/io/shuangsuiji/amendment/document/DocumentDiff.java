package io.shuangsuiji.amendment.document;

import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Sentence;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Two texts of a document, sentence by sentence. The same words are the same sentence wherever they stand; of those that
 * only one text has, such as are alike are taken for one sentence that was changed.
 *
 * @param pairs in the order of the later text, what vanished where it stood
 */
public record DocumentDiff(List<Pair> pairs) {
    /** Two sentences that have at least half of their pairs of characters in common are alike. */
    private static final double ALIKE = 0.5;

    /** With more sentences that only one text has, only those near each other are compared. */
    private static final int MOST_COMPARED = 200_000;

    private static final int NEAR = 50;

    /** What became of a sentence. */
    public enum What {
        CHANGED("改动"),
        NEW("新增"),
        VANISHED("删去"),
        UNCHANGED("未变");

        private final String label;

        What(String label) {
            this.label = label;
        }

        /** In Chinese. */
        public String label() {
            return label;
        }
    }

    /**
     * A sentence of the earlier text and what it is in the later one.
     *
     * @param what became of it
     * @param before null for a new one
     * @param after null for one that vanished
     */
    public record Pair(What what, Sentence before, Sentence after) {
        /** True where the same words stand in another clause now. */
        public boolean renumbered() {
            return before != null && after != null && !before.clause().equals(after.clause());
        }

        /** Where it stands, or stood. */
        public String clause() {
            return after == null ? before.clause() : after.clause();
        }

        /** The sentence with what was taken out of it and put into it. */
        public List<TextDiff.Run> runs() {
            return TextDiff.between(before == null ? "" : before.text(), after == null ? "" : after.text());
        }
    }

    /** Compares. */
    public static DocumentDiff between(DocumentText before, DocumentText after) {
        var waiting = new HashMap<String, Deque<Integer>>();
        var old = before.sentences();
        for (int i = 0; i < old.size(); i++) {
            waiting.computeIfAbsent(old.get(i).plain(), none -> new ArrayDeque<>())
                    .add(i);
        }
        // which sentence of the earlier text each of the later one is; null for none
        var partners = new Integer[after.sentences().size()];
        for (int j = 0; j < partners.length; j++) {
            var same = waiting.get(after.sentences().get(j).plain());
            partners[j] = same == null ? null : same.poll();
        }
        var gone = waiting.values().stream().flatMap(Deque::stream).sorted().collect(Collectors.toList());
        alike(old, after.sentences(), gone, partners);
        return new DocumentDiff(ordered(old, after.sentences(), gone, partners));
    }

    private record Likeness(int before, int after, double degree) {}

    /** Gives what is left its partners, the most alike first; those found leave the list of what is gone. */
    private static void alike(List<Sentence> old, List<Sentence> now, List<Integer> gone, Integer[] partners) {
        var came = new ArrayList<Integer>();
        for (int j = 0; j < partners.length; j++) {
            if (partners[j] == null) {
                came.add(j);
            }
        }
        boolean all = (long) gone.size() * came.size() <= MOST_COMPARED;
        var likenesses = new ArrayList<Likeness>();
        var grams = new HashMap<Sentence, Map<String, Integer>>();
        for (int i : gone) {
            for (int j : came) {
                var one = old.get(i);
                var other = now.get(j);
                if (one.heading() == other.heading() && (all || Math.abs(i - j) <= NEAR)) {
                    double degree = likeness(
                            grams.computeIfAbsent(one, DocumentDiff::grams),
                            grams.computeIfAbsent(other, DocumentDiff::grams));
                    if (degree >= ALIKE) {
                        likenesses.add(new Likeness(i, j, degree));
                    }
                }
            }
        }
        likenesses.sort(Comparator.comparing(Likeness::degree)
                .reversed()
                .thenComparing(likeness -> Math.abs(likeness.before() - likeness.after())));
        for (var likeness : likenesses) {
            if (partners[likeness.after()] == null && gone.remove((Integer) likeness.before())) {
                partners[likeness.after()] = likeness.before();
            }
        }
    }

    private static List<Pair> ordered(List<Sentence> old, List<Sentence> now, List<Integer> gone, Integer[] partners) {
        var pairs = new ArrayList<Pair>();
        var left = new ArrayDeque<>(gone);
        for (int j = 0; j < partners.length; j++) {
            while (partners[j] != null && !left.isEmpty() && left.peek() < partners[j]) {
                pairs.add(new Pair(What.VANISHED, old.get(left.poll()), null));
            }
            var before = partners[j] == null ? null : old.get(partners[j]);
            var after = now.get(j);
            var what = before == null ? What.NEW : before.plain().equals(after.plain()) ? What.UNCHANGED : What.CHANGED;
            pairs.add(new Pair(what, before, after));
        }
        left.forEach(i -> pairs.add(new Pair(What.VANISHED, old.get(i), null)));
        return List.copyOf(pairs);
    }

    /** How much two sentences have in common, from 0 to 1: Dice's coefficient of their pairs of characters. */
    private static double likeness(Map<String, Integer> one, Map<String, Integer> other) {
        int common = one.entrySet().stream()
                .mapToInt(gram -> Math.min(gram.getValue(), other.getOrDefault(gram.getKey(), 0)))
                .sum();
        return 2.0 * common / (size(one) + size(other));
    }

    private static int size(Map<String, Integer> grams) {
        return grams.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static Map<String, Integer> grams(Sentence sentence) {
        var plain = " " + sentence.plain();
        var grams = new HashMap<String, Integer>();
        for (int i = 1; i < plain.length(); i++) {
            grams.merge(plain.substring(i - 1, i + 1), 1, Integer::sum);
        }
        return grams;
    }

    /** True where both texts have the same sentences. */
    public boolean isEmpty() {
        return pairs.stream().allMatch(pair -> pair.what() == What.UNCHANGED);
    }

    /** How many sentences each thing became of. */
    public Map<What, Long> counts() {
        var counts = new EnumMap<What, Long>(What.class);
        for (var what : What.values()) {
            counts.put(what, pairs.stream().filter(pair -> pair.what() == what).count());
        }
        return counts;
    }

    /** What became of a sentence of the earlier text. */
    public Optional<Pair> of(Sentence before) {
        return pairs.stream().filter(pair -> before.equals(pair.before())).findFirst();
    }
}
