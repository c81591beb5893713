package io.shuangsuiji.amendment.document;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What two sentences say differently, character by character. */
public final class TextDiff {
    /** Sentences longer than this are compared at their beginning and end only. */
    private static final int LONGEST = 2_000;

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
        int head = 0;
        int shorter = Math.min(before.length(), after.length());
        while (head < shorter && before.charAt(head) == after.charAt(head)) {
            head++;
        }
        int tail = 0;
        while (tail < shorter - head
                && before.charAt(before.length() - 1 - tail) == after.charAt(after.length() - 1 - tail)) {
            tail++;
        }
        var runs = new ArrayList<Run>();
        add(runs, What.SAME, before.substring(0, head));
        runs.addAll(
                middle(before.substring(head, before.length() - tail), after.substring(head, after.length() - tail)));
        add(runs, What.SAME, before.substring(before.length() - tail));
        return Collections.unmodifiableList(runs);
    }

    private static List<Run> middle(String before, String after) {
        var runs = new ArrayList<Run>();
        if (before.length() > LONGEST || after.length() > LONGEST) {
            add(runs, What.REMOVED, before);
            add(runs, What.ADDED, after);
            return runs;
        }
        var common = new int[before.length() + 1][after.length() + 1];
        for (int i = before.length() - 1; i >= 0; i--) {
            for (int j = after.length() - 1; j >= 0; j--) {
                common[i][j] = before.charAt(i) == after.charAt(j)
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.length() || j < after.length()) {
            if (i < before.length() && j < after.length() && before.charAt(i) == after.charAt(j)) {
                add(runs, What.SAME, before.substring(i, i + 1));
                i++;
                j++;
            } else if (j == after.length() || i < before.length() && common[i + 1][j] >= common[i][j + 1]) {
                add(runs, What.REMOVED, before.substring(i, ++i));
            } else {
                add(runs, What.ADDED, after.substring(j, ++j));
            }
        }
        return runs;
    }

    private static void add(List<Run> runs, What what, String text) {
        if (text.isEmpty()) {
            return;
        }
        int last = runs.size() - 1;
        if (last >= 0 && runs.get(last).what() == what) {
            runs.set(last, new Run(what, runs.get(last).text() + text));
        } else {
            runs.add(new Run(what, text));
        }
    }
}
