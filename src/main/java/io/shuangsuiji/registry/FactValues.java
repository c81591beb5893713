package io.shuangsuiji.registry;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;

/** The values of one object's facts by name: an array, since a large registry has as many of these as objects. */
final class FactValues extends AbstractMap<String, Object> {
    private final String[] names;
    private final Map<String, Integer> positions;
    private final Object[] values;

    /**
     * Of one object.
     *
     * @param names of the facts, in order, and their positions; shared by all objects
     * @param values in the same order; not to be changed afterwards
     */
    FactValues(String[] names, Map<String, Integer> positions, Object[] values) {
        this.names = names;
        this.positions = positions;
        this.values = values;
    }

    @Override
    public Object get(Object name) {
        var position = positions.get(name);
        return position == null ? null : values[position];
    }

    @Override
    public boolean containsKey(Object name) {
        return positions.containsKey(name);
    }

    @Override
    public Set<Entry<String, Object>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, Object>> iterator() {
                return new Iterator<>() {
                    private int next;

                    @Override
                    public boolean hasNext() {
                        return next < names.length;
                    }

                    @Override
                    public Entry<String, Object> next() {
                        var entry = new SimpleImmutableEntry<>(names[next], values[next]);
                        next++;
                        return entry;
                    }
                };
            }

            @Override
            public int size() {
                return names.length;
            }
        };
    }
}
