package io.shuangsuiji.plan;

import java.util.ArrayList;
import java.util.List;

/** Counts equal things and keeps the first few as examples. */
final class Group {
    private final List<String> examples = new ArrayList<>(Finding.MAX_EXAMPLES);
    private long count;

    void add(String example) {
        count++;
        if (examples.size() < Finding.MAX_EXAMPLES && !examples.contains(example)) {
            examples.add(example);
        }
    }

    long count() {
        return count;
    }

    List<String> examples() {
        return List.copyOf(examples);
    }
}
