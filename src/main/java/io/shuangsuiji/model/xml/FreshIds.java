package io.shuangsuiji.model.xml;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Ids for new elements of a file: each goes on with the series of its neighbour, so that the same edits give the same file. */
public final class FreshIds {
    private static final Pattern NUMBERED = Pattern.compile("(.*?)(\\d{1,6})", Pattern.DOTALL);

    private final DmnFile file;
    private final Set<String> added = new HashSet<>();
    private final Set<String> gone = new HashSet<>();
    /** The greatest number of each series of ids; null until it is asked for. */
    private Map<String, Integer> greatest;

    public FreshIds(DmnFile file) {
        this.file = file;
    }

    /** True where an element of the file, or a new one, has that id. */
    public boolean isTaken(String id) {
        return added.contains(id) || file.hasId(id) && !gone.contains(id);
    }

    /** Gives an id to a new element. */
    public void take(String id) {
        added.add(id);
        count(id);
    }

    /** The elements that had these ids are deleted. */
    public void release(Collection<String> ids) {
        greatest = null;
        for (var id : ids) {
            if (!added.remove(id)) {
                gone.add(id);
            }
        }
    }

    /** The next id in the series of the given one, past the greatest there is. */
    public String next(String id) {
        if (greatest == null) {
            greatest = new HashMap<>();
            file.ids().stream().filter(other -> !gone.contains(other)).forEach(this::count);
            added.forEach(this::count);
        }
        var numbered = NUMBERED.matcher(id);
        var stem = numbered.matches() ? numbered.group(1) : id + "-";
        int least = numbered.matches() ? Integer.parseInt(numbered.group(2)) : 1;
        return stem + (Math.max(least, greatest.getOrDefault(stem, 0)) + 1);
    }

    private void count(String id) {
        var numbered = NUMBERED.matcher(id);
        if (greatest != null && numbered.matches()) {
            greatest.merge(numbered.group(1), Integer.parseInt(numbered.group(2)), Math::max);
        }
    }
}
