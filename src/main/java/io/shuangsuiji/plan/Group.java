package io.shuangsuiji.plan;

import java.util.ArrayList;
import java.util.List;

/** Counts equal things and keeps the first few as examples. */
public final class Group {
    private final List<String> examples = new ArrayList<>(Finding.MAX_EXAMPLES);
    private long count;

    /** Counts one more. */
    public void add(String example) {
        count++;
        if (examples.size() < Finding.MAX_EXAMPLES && !examples.contains(example)) {
            examples.add(example);
        }
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** The first few that differ. */
    public List<String> examples() {
        return List.copyOf(examples);
    }
}
