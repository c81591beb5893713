package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.kie.dmn.feel.runtime.Range;

/**
 * The values of a specialisation: FEEL's own, residues, and lists and contexts that may have residues in them; besides
 * these, an input that is a structure, of which only the fields are values.
 */
public final class Symbols {
    private Symbols() {}

    /** A structured input: its fields by name. */
    public record Structure(Map<String, Object> fields) {}

    /** True where the value is the same for every row. */
    public static boolean constant(Object value) {
        if (value instanceof SymbolicValue || value instanceof Structure) {
            return false;
        }
        if (value instanceof Collection<?> elements) {
            return elements.stream().allMatch(Symbols::constant);
        }
        return !(value instanceof Map<?, ?> members)
                || members.values().stream().allMatch(Symbols::constant);
    }

    /** The constants in a value at which an ordered value compared with it may change sides. */
    public static List<Object> bounds(Object value) {
        var bounds = new ArrayList<>();
        collect(value, bounds);
        return bounds;
    }

    private static void collect(Object value, List<Object> into) {
        if (value instanceof Range range) {
            collect(range.getLowEndPoint(), into);
            collect(range.getHighEndPoint(), into);
        } else if (value instanceof Collection<?> elements) {
            elements.forEach(element -> collect(element, into));
        } else if (value != null) {
            into.add(value);
        }
    }

    /** An operand as a residue. */
    public static SymbolicValue operand(Object value) {
        if (value instanceof SymbolicValue residue) {
            return residue;
        }
        if (value instanceof BigDecimal number) {
            return SymbolicValues.Fixed.of(number);
        }
        if (value instanceof LocalDate date) {
            return SymbolicValues.Fixed.of(date);
        }
        throw new FallbackToInterpreter("an operand of another type: " + value);
    }

    public static boolean of(Kind kind, Object value) {
        return value instanceof SymbolicValue residue
                ? residue.kind() == kind
                : switch (kind) {
                    case NUMBER -> value instanceof BigDecimal;
                    case DATE -> value instanceof LocalDate;
                    case TEXT -> value instanceof String;
                    case BOOLEAN -> value instanceof Boolean;
                    default -> false;
                };
    }

    /** The value, its lists and contexts unmodifiable all the way down. */
    public static Object frozen(Object value) {
        if (value instanceof Map<?, ?> members) {
            var copy = new LinkedHashMap<Object, Object>();
            members.forEach((key, member) -> copy.put(key, frozen(member)));
            return Collections.unmodifiableMap(copy);
        }
        if (value instanceof Collection<?> elements) {
            var copy = new ArrayList<Object>(elements.size());
            elements.forEach(element -> copy.add(frozen(element)));
            return Collections.unmodifiableList(copy);
        }
        return value;
    }
}
