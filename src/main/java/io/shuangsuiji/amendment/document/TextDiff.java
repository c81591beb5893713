package io.shuangsuiji.amendment.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What two sentences say differently, character by character; a number or a word of letters is taken as a whole. */
public final class TextDiff {
    /** Sentences that differ in more than this are compared at their beginning and end only. */
    private static final int LONGEST = 2_000;

    private static final Pattern PIECE = Pattern.compile("[A-Za-z0-9.%]+|(?s:.)");

    /** What became of a run of characters. */
    public enum What {
        SAME,
        REMOVED,
        ADDED
    }

    /** A run of characters of which one thing became. */
    public record Run(What what, String text) {
        public boolean removed() {
            return what == What.REMOVED;
        }

        public boolean added() {
            return what == What.ADDED;
        }
    }

    private TextDiff() {}

    /** The runs in order: those not added are the one text, those not removed the other. */
    public static List<Run> between(String before, String after) {
        var old = pieces(before);
        var now = pieces(after);
        int shorter = Math.min(old.size(), now.size());
        int head = 0;
        while (head < shorter && old.get(head).equals(now.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head && old.get(old.size() - 1 - tail).equals(now.get(now.size() - 1 - tail))) {
            tail++;
        }
        var runs = new ArrayList<Run>();
        add(runs, What.SAME, old.subList(0, head));
        middle(runs, old.subList(head, old.size() - tail), now.subList(head, now.size() - tail));
        add(runs, What.SAME, old.subList(old.size() - tail, old.size()));
        return Collections.unmodifiableList(runs);
    }

    private static List<String> pieces(String text) {
        return PIECE.matcher(text).results().map(MatchResult::group).toList();
    }

    private static void middle(List<Run> runs, List<String> before, List<String> after) {
        if (before.size() > LONGEST || after.size() > LONGEST) {
            add(runs, What.REMOVED, before);
            add(runs, What.ADDED, after);
            return;
        }
        var common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                add(runs, What.SAME, before.subList(i, ++i));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                add(runs, What.REMOVED, before.subList(i, ++i));
            } else {
                add(runs, What.ADDED, after.subList(j, ++j));
            }
        }
    }

    private static void add(List<Run> runs, What what, List<String> pieces) {
        if (pieces.isEmpty()) {
            return;
        }
        var text = String.join("", pieces);
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).what() == what) {
            runs.set(last, new Run(what, runs.get(last).text() + text));
        } else {
            runs.add(new Run(what, text));
        }
    }
}
