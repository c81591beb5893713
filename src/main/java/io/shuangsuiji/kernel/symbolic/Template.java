package io.shuangsuiji.kernel.symbolic;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Fills the residues of a value for a row; what is constant in it is shared by all. */
interface Template {
    Object fill(InputVector row);

    static Template of(Object value) {
        if (value instanceof SymbolicValue residue) {
            return row -> TabulatedOutcome.value(residue, row);
        }
        if (Symbols.constant(value)) {
            return row -> value;
        }
        if (value instanceof Map<?, ?> members) {
            var names = members.keySet().stream().map(String.class::cast).toArray(String[]::new);
            var places = new HashMap<String, Integer>();
            IntStream.range(0, names.length).forEach(i -> places.put(names[i], i));
            var parts = members.values().stream().map(Template::of).toArray(Template[]::new);
            return row -> new Context(names, places, filled(parts, row));
        }
        var parts = ((Collection<?>) value).stream().map(Template::of).toArray(Template[]::new);
        // unmodifiable, and nulls are allowed
        return row -> Collections.unmodifiableList(Arrays.asList(filled(parts, row)));
    }

    private static Object[] filled(Template[] parts, InputVector row) {
        var values = new Object[parts.length];
        for (int i = 0; i < values.length; i++) {
            values[i] = parts[i].fill(row);
        }
        return values;
    }

    /** An unmodifiable context whose names are shared by all of its kind: only the values are allocated. */
    final class Context extends AbstractMap<String, Object> {
        private final String[] names;
        private final Map<String, Integer> places;
        private final Object[] values;

        Context(String[] names, Map<String, Integer> places, Object[] values) {
            this.names = names;
            this.places = places;
            this.values = values;
        }

        @Override
        public Object get(Object name) {
            var place = places.get(name);
            return place == null ? null : values[place];
        }

        @Override
        public boolean containsKey(Object name) {
            return places.containsKey(name);
        }

        @Override
        public int size() {
            return names.length;
        }

        @Override
        public Set<Entry<String, Object>> entrySet() {
            Function<Integer, Entry<String, Object>> entry =
                    place -> new SimpleImmutableEntry<>(names[place], values[place]);
            return new AbstractSet<>() {
                @Override
                public Iterator<Entry<String, Object>> iterator() {
                    return IntStream.range(0, names.length).boxed().map(entry).iterator();
                }

                @Override
                public int size() {
                    return names.length;
                }
            };
        }
    }
}
