package io.shuangsuiji.kernel;

import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value computed for each row that is an answer only where its type allows it; what it does not allow is left to KIE. */
record Fitting(Residue of, Field field) implements Residue {

    /** The answer of an output; {@link Leave} is thrown where no row can have one of its type. */
    static Object of(Field field, Object value) {
        var type = field.type();
        if (value instanceof Residue residue) {
            if (type.list() || type.kind() != Kind.OTHER && type.kind() != residue.kind()) {
                throw new Leave(field.name() + " is of another kind than its type");
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
            throw new Leave(misfit);
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
    public long whole(Row row) {
        throw Inexact.INSTANCE;
    }

    @Override
    public Object exact(Row row) {
        var value = of.value(row);
        if (!field.type().constraint().allows(value)) {
            throw new Leave(field.name() + " is none of its type's values");
        }
        return value;
    }

    @Override
    public List<Residue> operands() {
        return List.of(of);
    }
}
