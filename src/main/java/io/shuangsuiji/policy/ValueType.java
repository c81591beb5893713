package io.shuangsuiji.policy;

import io.shuangsuiji.sheets.header.Columns;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The type that a model declares for a value: what a caller may send, or what a decision gives.
 *
 * @param name the type's name in the model ({@code 环境信用等级}), or a FEEL type's
 * @param kind what it is made of
 * @param list true where the value is a list of it
 * @param constraint what it allows beyond its kind
 * @param fields of a {@link Kind#STRUCTURE}, in the model's order
 * @param columns by what keys and headers the fields may be given
 * @param spellings how else people write its values in cells: see {@link Vocabulary#spellings}
 */
public record ValueType(
        String name,
        Kind kind,
        boolean list,
        ValueConstraint constraint,
        List<Field> fields,
        Columns columns,
        Map<String, Optional<String>> spellings) {
    /** A type whose fields have no names but their own, and whose values are written in one way alone. */
    public ValueType(String name, Kind kind, boolean list, ValueConstraint constraint, List<Field> fields) {
        this(name, kind, list, constraint, fields, Vocabulary.NONE.columns(fields), Map.of());
    }

    /** What a value is made of. */
    public enum Kind {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE,
        STRUCTURE,
        OTHER
    }

    /**
     * A named value: an input of a model, or a component of a structure.
     *
     * @param name the JSON key
     * @param label the Chinese label, or the name where the model has none
     * @param type its type
     */
    public record Field(String name, String label, ValueType type) {}

    /** The type of every value of a kind, null included; for what a caller may say beside the models' own inputs. */
    public static ValueType any(Kind kind) {
        return new ValueType(kind.name().toLowerCase(Locale.ROOT), kind, false, ValueConstraint.NONE, List.of());
    }

    /** The type of an element of a list of this type. */
    public ValueType element() {
        return new ValueType(name, kind, false, constraint, fields, columns, spellings);
    }

    /** True where null is allowed: a structure needs a value as soon as one of its fields does. */
    public boolean optional() {
        return kind == Kind.STRUCTURE && !list
                ? fields.stream().allMatch(field -> field.type().optional())
                : constraint.allows(null);
    }

    /** The field of that name. */
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }
}
