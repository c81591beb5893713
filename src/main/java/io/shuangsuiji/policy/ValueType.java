package io.shuangsuiji.policy;

import io.shuangsuiji.sheets.header.Columns;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.chrono.ChronoPeriod;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.kie.dmn.feel.lang.types.BuiltInType;
import org.kie.dmn.feel.runtime.FEELFunction;

/**
 * The type that a model declares for a value: what a caller may send, or what a decision gives.
 *
 * @param name the type's name in the model ({@code 环境信用等级}), or a FEEL type's
 * @param kind what it is made of
 * @param lists how many lists deep: 0 for a value, 1 for a list of them, 2 for a list of such lists
 * @param constraint what it allows beyond its kind
 * @param fields of a {@link Kind#STRUCTURE}, in the model's order
 * @param columns by what keys and headers the fields may be given
 * @param spellings how else people write its values in cells: see {@link Vocabulary#spellings}
 */
public record ValueType(
        String name,
        Kind kind,
        int lists,
        ValueConstraint constraint,
        List<Field> fields,
        Columns columns,
        Map<String, Optional<String>> spellings) {
    /** A type whose fields have no names but their own, and whose values are written in one way alone. */
    public ValueType(String name, Kind kind, boolean list, ValueConstraint constraint, List<Field> fields) {
        this(name, kind, list ? 1 : 0, constraint, fields, Vocabulary.NONE.columns(fields), Map.of());
    }

    /** What a value is made of, and what to call it where another is found. */
    public enum Kind {
        TEXT("文字", "a string", BuiltInType.STRING::isInstanceOf),
        NUMBER("数字", "a number", BigDecimal.class::isInstance),
        BOOLEAN(" true 或 false", "true or false", Boolean.class::isInstance),
        DATE("存在的日期，如 2024-03-20", "a date that exists, such as 2024-03-20", BuiltInType.DATE::isInstanceOf),
        TIME("时间，如 08:30:00", "a time such as 08:30:00", BuiltInType.TIME::isInstanceOf),
        DATE_TIME(
                "日期和时间，如 2024-03-20T08:30:00",
                "a date and time such as 2024-03-20T08:30:00",
                BuiltInType.DATE_TIME::isInstanceOf),
        /** Days, hours, minutes and seconds. */
        DURATION(
                "天数或时间的时长，如 P3D、PT8H30M",
                "a days and time duration such as P3D or PT8H30M",
                Duration.class::isInstance),
        /** Years and months. */
        PERIOD("年数或月数的时长，如 P1Y、P6M", "a years and months duration such as P1Y or P6M", ChronoPeriod.class::isInstance),
        STRUCTURE("对象 {…}", "an object", Map.class::isInstance),
        /** Not declared, or declared to be anything; a function is no value. */
        OTHER("值", "a value", value -> !(value instanceof FEELFunction));

        private final String chinese;
        private final String english;
        private final Predicate<Object> holds;

        Kind(String chinese, String english, Predicate<Object> holds) {
            this.chinese = chinese;
            this.english = english;
            this.holds = holds;
        }

        /** What is expected, in Chinese. */
        public String chinese() {
            return chinese;
        }

        /** What is expected, in English. */
        public String english() {
            return english;
        }

        /** True for a value of this kind as FEEL has it. */
        public boolean holds(Object value) {
            return holds.test(value);
        }

        /** As callers read it: {@code date-time}. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * A value that is none of the type.
     *
     * @param path of the part that does not fit
     * @param type what it should be
     * @param value what was found
     */
    public record Misfit(String path, ValueType type, Object value) {
        /** What was found and what is allowed, in both languages. */
        public String inWords() {
            var found = IsoText.shown(value);
            return "收到 " + found + "，应为" + (type.list() ? "数组 […]" : type.kind.chinese) + type.described("，允许：")
                    + " / got " + found + ", expected " + (type.list() ? "a list" : type.kind.english)
                    + type.described("; allowed: ");
        }
    }

    /**
     * A named value: an input of a model, or a component of a structure.
     *
     * @param name the JSON key
     * @param label the Chinese label, or the name where the model has none
     * @param type its type
     */
    public record Field(String name, String label, ValueType type) {
        /** What is wrong with a value of it, under its name; empty where nothing is. */
        public Optional<String> misfit(Object value) {
            return type.misfit(name, value).map(misfit -> misfit.path() + "：" + misfit.inWords());
        }
    }

    /** The type of every value of a kind, null included; for what a caller may say beside the models' own inputs. */
    public static ValueType any(Kind kind) {
        return new ValueType(kind.word(), kind, false, ValueConstraint.NONE, List.of());
    }

    /** True where the value is a list. */
    public boolean list() {
        return lists > 0;
    }

    /** The type of an element of a list of this type. */
    public ValueType element() {
        return new ValueType(name, kind, lists - 1, constraint, fields, columns, spellings);
    }

    /**
     * What keeps a value from being one of this type: the first part of it that does not fit; empty where all does.
     *
     * @param path of the value itself
     */
    public Optional<Misfit> misfit(String path, Object value) {
        if (value == null) {
            return optional() ? Optional.empty() : Optional.of(new Misfit(path, this, null));
        }
        if (list() && value instanceof Collection<?> elements) {
            int place = 0;
            for (var element : elements) {
                var misfit = element().misfit(path + "[" + ++place + "]", element);
                if (misfit.isPresent()) {
                    return misfit;
                }
            }
            return Optional.empty();
        }
        if (list() || !kind.holds(value) || !constraint.allows(value)) {
            return Optional.of(new Misfit(path, this, value));
        }
        return fields.stream()
                .flatMap(field ->
                        field.type().misfit(path + "." + field.name(), ((Map<?, ?>) value).get(field.name())).stream())
                .findFirst();
    }

    /** This type, of which only the values that pass the tests are allowed. */
    public ValueType and(String unaryTests) {
        return new ValueType(name, kind, lists, constraint.and(unaryTests, null), fields, columns, spellings);
    }

    /** This type, of which a value may be missing. */
    public ValueType orNull() {
        return optional() ? this : new ValueType(name, kind, lists, constraint.orNull(), fields, columns, spellings);
    }

    private String described(String before) {
        return constraint.description().isEmpty() ? "" : before + constraint.description();
    }

    /** True where null is allowed: a structure needs a value as soon as one of its fields does. */
    public boolean optional() {
        return kind == Kind.STRUCTURE && !list()
                ? fields.stream().allMatch(field -> field.type().optional())
                : constraint.allows(null);
    }

    /** The field of that name. */
    public Optional<Field> field(String fieldName) {
        return fields.stream().filter(field -> field.name().equals(fieldName)).findFirst();
    }
}
