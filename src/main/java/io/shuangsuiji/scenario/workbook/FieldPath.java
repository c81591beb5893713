package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The way to a value inside inputs or outputs.
 *
 * @param steps the fields passed, the value's own last; never empty
 */
public record FieldPath(List<Field> steps) {
    public FieldPath {
        steps = List.copyOf(steps);
    }

    /** The value's type. */
    public ValueType type() {
        return last().type();
    }

    /** The value's label. */
    public String label() {
        return last().label();
    }

    public Field last() {
        return steps.get(steps.size() - 1);
    }

    /** The way as JSON writes it: {@code object.supervisionLevel}. */
    public String keys() {
        return steps.stream().map(Field::name).collect(Collectors.joining("."));
    }

    /** The way as labels: {@code 触发情形.情形}. */
    String labels() {
        return steps.stream().map(Field::label).collect(Collectors.joining("."));
    }

    /** The way as a JSON Pointer. */
    public String pointer() {
        return steps.stream().map(step -> "/" + step.name()).collect(Collectors.joining());
    }

    /** True where the value is, or lies within, a list. */
    boolean inList() {
        return steps.stream().anyMatch(step -> step.type().list());
    }

    /** The values at the end of the way: one, or as many as the lists passed have elements. */
    public static Object follow(Object value, List<Field> way) {
        if (value instanceof Collection<?> elements && !way.isEmpty()) {
            var found = new ArrayList<>();
            elements.forEach(element -> {
                if (follow(element, way) instanceof Collection<?> many) {
                    found.addAll(many);
                } else {
                    found.add(follow(element, way));
                }
            });
            return found;
        }
        if (way.isEmpty()) {
            return value;
        }
        return value instanceof Map<?, ?> members
                ? follow(members.get(way.get(0).name()), way.subList(1, way.size()))
                : null;
    }

    /** Every way that begins with one of the fields and ends at a value that a cell can hold, or at a list. */
    public static List<FieldPath> all(List<Field> roots) {
        var found = new ArrayList<FieldPath>();
        roots.forEach(root -> collect(List.of(root), found));
        return found;
    }

    private static void collect(List<Field> way, List<FieldPath> found) {
        var path = new FieldPath(way);
        var type = path.type();
        if (type.kind() != Kind.STRUCTURE || type.list()) {
            found.add(path);
        }
        type.fields().forEach(field -> {
            var longer = new ArrayList<>(way);
            longer.add(field);
            collect(longer, found);
        });
    }

    /**
     * The ways that a header may mean: by keys ({@code a.b} or {@code /a/b}), by labels ({@code 甲.乙}), or by the last
     * keys or labels of either; of these the shortest.
     */
    public static List<FieldPath> named(String header, List<Field> roots) {
        var plain = header.startsWith("/") ? header.substring(1).replace('/', '.') : header;
        var all = all(roots);
        var exact = all.stream().filter(path -> path.keys().equals(plain)).toList();
        if (!exact.isEmpty()) {
            return exact;
        }
        var ending = all.stream()
                .filter(path -> endsWith(path.labels(), plain) || endsWith(path.keys(), plain))
                .toList();
        var shortest =
                ending.stream().mapToInt(path -> path.steps().size()).min().orElse(0);
        return ending.stream().filter(path -> path.steps().size() == shortest).toList();
    }

    private static boolean endsWith(String way, String header) {
        return way.equals(header) || way.endsWith("." + header);
    }
}
