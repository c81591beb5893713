package io.shuangsuiji.kernel.symbolic;

import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value computed for each row that is an answer only where its type allows it; what it does not allow is left to KIE. */
public record Fitting(SymbolicValue of, Field field) implements SymbolicValue {

    /** The answer of an output; {@link FallbackToInterpreter} is thrown where no row can have one of its type. */
    public static Object of(Field field, Object value) {
        var type = field.type();
        if (value instanceof SymbolicValue residue) {
            if (type.list() || type.kind() != Kind.OTHER && type.kind() != residue.kind()) {
                throw new FallbackToInterpreter(field.name() + " is of another kind than its type");
            }
            return type.constraint().isNone() ? residue : new Fitting(residue, field);
        }
        if (!Symbols.constant(value) && type.kind() != Kind.OTHER) {
            if (type.list() && value instanceof Collection<?> elements) {
                var element = new Field(field.name(), field.label(), type.element());
                var fitted = new ArrayList<>();
                elements.forEach(each -> fitted.add(of(element, each)));
                return fitted;
            }
            if (!type.list() && type.kind() == Kind.STRUCTURE && value instanceof Map<?, ?> members) {
                var fitted = new LinkedHashMap<Object, Object>(members);
                type.fields().forEach(part -> fitted.put(part.name(), of(part, members.get(part.name()))));
                return fitted;
            }
        }
        field.misfit(value).ifPresent(misfit -> {
            throw new FallbackToInterpreter(misfit);
        });
        return value;
    }

    @Override
    public ValueType.Kind kind() {
        return of.kind();
    }

    @Override
    public int scale() {
        return NONE;
    }

    @Override
    public long whole(InputVector row) {
        throw Inexact.INSTANCE;
    }

    @Override
    public Object exact(InputVector row) {
        var value = of.value(row);
        if (!field.type().constraint().allows(value)) {
            throw new FallbackToInterpreter(field.name() + " is none of its type's values");
        }
        return value;
    }

    @Override
    public List<SymbolicValue> operands() {
        return List.of(of);
    }
}
