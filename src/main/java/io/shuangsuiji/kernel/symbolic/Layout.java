package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.kernel.symbolic.Symbols.Structure;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where each elementary input of a model goes in a row. */
public final class Layout {
    private static final int MOST = 256;
    /** What a row can hold; times and durations are compared in ways of their own, which are left to KIE. */
    private static final Set<Kind> HELD = EnumSet.of(Kind.TEXT, Kind.NUMBER, Kind.BOOLEAN, Kind.DATE, Kind.STRUCTURE);

    private final List<Slot> slots = new ArrayList<>();
    private final List<Part> parts;

    /** An input or a field: a slot, or the parts of a structure. */
    private record Part(String name, Slot slot, List<Part> parts) {}

    public Layout(DecisionModel model, List<String> words) {
        parts = parts("", model.inputs(), words);
        if (slots.size() > MOST) {
            throw new FallbackToInterpreter("more than " + MOST + " inputs");
        }
    }

    private List<Part> parts(String prefix, List<Field> fields, List<String> words) {
        var read = new ArrayList<Part>();
        for (var field : fields) {
            var path = prefix + field.name();
            var type = field.type();
            if (type.list() || !HELD.contains(type.kind())) {
                throw new FallbackToInterpreter(
                        "outside the subset: the input " + path + " is a list or of type " + type.name());
            }
            if (type.kind() == Kind.STRUCTURE) {
                read.add(new Part(field.name(), null, parts(path + ".", type.fields(), words)));
            } else {
                var slot = slot(path, type, words);
                slots.add(slot);
                read.add(new Part(field.name(), slot, List.of()));
            }
        }
        return List.copyOf(read);
    }

    private Slot slot(String path, ValueType type, List<String> words) {
        var listed = type.kind() == Kind.TEXT
                ? type.constraint().enumeration().stream()
                        .map(Object::toString)
                        .distinct()
                        .toList()
                : List.<String>of();
        return Slot.of(
                slots.size(),
                path,
                type,
                type.kind() != Kind.TEXT || !listed.isEmpty() ? listed : words,
                !listed.isEmpty(),
                type.constraint().allows(null));
    }

    public List<Slot> slots() {
        return List.copyOf(slots);
    }

    /** The inputs as they enter a specialisation. */
    public Map<String, Object> scope() {
        return scope(parts);
    }

    private static Map<String, Object> scope(List<Part> parts) {
        var scope = new LinkedHashMap<String, Object>();
        parts.forEach(part -> scope.put(
                part.name(),
                part.slot() == null ? new Structure(scope(part.parts())) : new SymbolicValues.Given(part.slot())));
        return scope;
    }

    public InputVector newRow() {
        var row = new InputVector(slots.size());
        slots.forEach(row::setNull);
        return row;
    }

    /** Reads a value for every input; false where a row cannot hold one. */
    public boolean read(Map<?, ?> values, InputVector into) {
        return read(parts, values, into);
    }

    private static boolean read(List<Part> parts, Map<?, ?> values, InputVector into) {
        for (int i = 0; i < parts.size(); i++) {
            var part = parts.get(i);
            var value = values.get(part.name());
            boolean held = part.slot() != null
                    ? into.set(part.slot(), value)
                    : value instanceof Map<?, ?> fields && read(part.parts(), fields, into);
            if (!held) {
                return false;
            }
        }
        return true;
    }

    /** The values of a row, as {@link #read} takes them. */
    public Map<String, Object> write(InputVector row) {
        return write(parts, row);
    }

    private static Map<String, Object> write(List<Part> parts, InputVector row) {
        var values = new LinkedHashMap<String, Object>();
        parts.forEach(
                part -> values.put(part.name(), part.slot() == null ? write(part.parts(), row) : row.get(part.slot())));
        return values;
    }
}
