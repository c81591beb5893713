package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.IsoText;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.Spelling;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Turns JSON and text into the values that a model's types declare, and says of a value that is none what was got and
 * what is allowed. Numbers stay exact: they are read and kept as decimals.
 */
public final class Values {
    /** FEEL's numbers are IEEE 754 decimal128: 34 significant digits. */
    private static final int DIGITS = 34;

    /** An input has far fewer; each unknown one is held against every known name. */
    private static final int MOST_KEYS = 1_000;

    /** What a column of 是 and 否 holds. */
    public static final ValueType YES_OR_NO = ValueType.any(ValueType.Kind.BOOLEAN);

    private Values() {}

    /** The value that a JSON node stands for; where it stands for none, null and a problem added. */
    public static Object fromJson(ValueType type, JsonNode node, String pointer, List<FieldProblem> problems) {
        try {
            if (node == null || node.isNull() || node.isMissingNode()) {
                return type.kind() == ValueType.Kind.STRUCTURE && !type.list() && !type.optional()
                        ? missingStructure(type, pointer, problems)
                        : checked(type, null, "", NULL);
            }
            if (type.list()) {
                return list(type, node, pointer, problems);
            }
            return switch (type.kind()) {
                case STRUCTURE -> structure(type, node, pointer, problems);
                case TEXT -> checked(type, text(node), shown(node), NULL);
                case NUMBER -> checked(type, number(node), shown(node), NULL);
                case BOOLEAN -> checked(type, bool(node), shown(node), NULL);
                case DATE, TIME, DATE_TIME, DURATION, PERIOD ->
                    checked(type, iso(type.kind(), node), shown(node), NULL);
                case OTHER -> untyped(node);
            };
        } catch (NotAllowed notAllowed) {
            problems.add(notAllowed.at(pointer));
            return null;
        }
    }

    /**
     * The value that a cell of a table stands for: as {@link #fromJson}, but as people write it ({@link Notation}), by the
     * edition's spellings of the type's values, a remark in brackets left aside where it says nothing else; a blank cell,
     * and one that says that there is nothing, is null where the type allows that.
     */
    public static Object fromText(ValueType type, String cell, String pointer, List<FieldProblem> problems) {
        var tidy = cell == null ? "" : Notation.tidy(cell);
        try {
            if (tidy.isEmpty()) {
                return checked(type, null, "", BLANK);
            }
            return switch (type.kind()) {
                case STRUCTURE, OTHER ->
                    throw new NotAllowed(
                            "", "单元格不能表示「" + type.name() + "」", "a cell cannot hold a value of type " + type.name());
                case TEXT -> isFree(type) ? checked(type, tidy, quoted(tidy), BLANK) : written(type, tidy);
                default -> written(type, tidy);
            };
        } catch (NotAllowed notAllowed) {
            problems.add(notAllowed.at(pointer));
            return null;
        }
    }

    /** True for a text type without a list of allowed values: its texts are kept unchanged. */
    private static boolean isFree(ValueType type) {
        return type.constraint().enumeration().isEmpty() && type.spellings().isEmpty();
    }

    private static Object written(ValueType type, String tidy) throws NotAllowed {
        for (var reading : Notation.readings(tidy)) {
            var found = meant(type, reading.text());
            if (found.isPresent()) {
                var value = found.get().orElse(null);
                refuseOtherIn(reading.remark(), type, value, tidy);
                return checked(type, value, quoted(tidy), BLANK);
            }
        }
        var got = quoted(tidy);
        throw switch (type.kind()) {
            case BOOLEAN -> new NotAllowed(got, "应填 是 或 否", "expected 是 or 否 (true, false)");
            case TEXT -> outside(type, tidy, got, BLANK);
            default -> unexpected(type.kind(), got);
        };
    }

    /** The value that a text stands for, wrapped twice: the inner one is empty if the text means "no value", the outer one if the text is unknown. */
    private static Optional<Optional<Object>> meant(ValueType type, String text) throws NotAllowed {
        var plain = Notation.plain(text);
        var spelt = type.spellings().get(plain);
        if (spelt != null) {
            return type.kind() == ValueType.Kind.BOOLEAN
                    ? Optional.of(spelt.flatMap(Notation::truth).map(Object.class::cast))
                    : Optional.of(spelt.map(Object.class::cast));
        }
        Optional<?> value = switch (type.kind()) {
            case NUMBER -> number(text);
            case BOOLEAN -> Notation.truth(text);
            case DATE -> Notation.date(text);
            case TIME -> IsoText.read(type.kind(), text).or(() -> Notation.time(text));
            case DATE_TIME -> IsoText.read(type.kind(), text).or(() -> Notation.dateTime(text));
            case DURATION, PERIOD ->
                IsoText.read(type.kind(), Notation.duration(text).orElse(text));
            default ->
                type.constraint().enumeration().stream()
                        .filter(allowed -> Notation.plain(allowed.toString()).equals(plain))
                        .findFirst();
        };
        if (value.isPresent()) {
            return Optional.of(value.map(Object.class::cast));
        }
        return Notation.none(text) && type.constraint().allows(null) ? Optional.of(Optional.empty()) : Optional.empty();
    }

    /** Refuses a cell whose remark in brackets names another value than the text before it: it cannot be known which is meant. */
    private static void refuseOtherIn(String remark, ValueType type, Object value, String tidy) throws NotAllowed {
        var plain = Notation.plain(remark);
        boolean counted = type.kind() != ValueType.Kind.TEXT && type.kind() != ValueType.Kind.BOOLEAN;
        boolean other = counted && plain.chars().anyMatch(Character::isDigit)
                || type.kind() == ValueType.Kind.BOOLEAN
                        && Notation.truth(plain)
                                .filter(truth -> !truth.equals(value))
                                .isPresent()
                || type.spellings().entrySet().stream()
                        .anyMatch(word -> says(plain, word.getKey())
                                && !word.getValue().equals(Optional.ofNullable(spelling(value))))
                || type.constraint().enumeration().stream()
                        .anyMatch(allowed -> says(plain, Notation.plain(allowed.toString())) && !allowed.equals(value));
        if (other) {
            throw new NotAllowed(
                    quoted(tidy), "括号里的内容与括号外的不一致，请只写一个", "what stands in brackets says something else; keep one");
        }
    }

    private static String spelling(Object value) {
        return value instanceof Boolean truth ? (truth ? "是" : "否") : Objects.toString(value, null);
    }

    // a single letter stands in many words
    private static boolean says(String text, String word) {
        return word.length() > 1 && text.contains(word) || text.equals(word);
    }

    private static final String BLANK = "留空";
    private static final String NULL = "null";

    /** @param none what a sender writes for nothing */
    private static Object checked(ValueType type, Object value, String shown, String none) throws NotAllowed {
        if (type.constraint().allows(value)) {
            return value;
        }
        if (value == null) {
            throw new NotAllowed(
                    "",
                    "缺少必填项（" + type.name() + "）" + allowed(type, none),
                    "a value is required" + allowedInEnglish(type, none));
        }
        throw outside(type, value.toString(), shown, none);
    }

    private static NotAllowed outside(ValueType type, String value, String shown, String none) {
        var meant = type.kind() == ValueType.Kind.TEXT
                ? Spelling.nearest(
                        value,
                        type.constraint().enumeration().stream()
                                .map(Object::toString)
                                .toList())
                : Optional.<String>empty();
        return new NotAllowed(
                shown,
                "取值不在允许范围{}" + allowed(type, none),
                "not an allowed value{}" + allowedInEnglish(type, none),
                meant.map(word -> "；是否想写「" + word + "」").orElse(""));
    }

    private static String allowed(ValueType type, String none) {
        return described(type, "，应为 ", " 之一", "、", "，应为：", none.equals(BLANK) ? "，或留空" : "、null");
    }

    private static String allowedInEnglish(ValueType type, String none) {
        return described(type, "; allowed: ", "", ", ", "; allowed: ", none.equals(BLANK) ? ", or blank" : ", null");
    }

    private static String described(
            ValueType type, String before, String after, String between, String rule, String none) {
        var listed = type.constraint().enumeration();
        if (listed.isEmpty()) {
            // the model lists null, a word that those who fill in cells do not know
            var description = none.contains(NULL)
                    ? type.constraint().description()
                    : type.constraint().description().replace(NULL, "blank");
            return description.isEmpty() ? "" : rule + description;
        }
        return before
                + listed.stream().map(Objects::toString).collect(Collectors.joining(between))
                + after
                + (type.constraint().allows(null) ? none : "");
    }

    private static Object missingStructure(ValueType type, String pointer, List<FieldProblem> problems) {
        for (var field : type.fields()) {
            fromJson(field.type(), null, FieldProblem.pointer(pointer, field.name()), problems);
        }
        return null;
    }

    private static Map<String, Object> structure(
            ValueType type, JsonNode node, String pointer, List<FieldProblem> problems) throws NotAllowed {
        if (!node.isObject()) {
            throw unexpected(type.kind(), shown(node));
        }
        return members(type.fields(), type.columns(), node, pointer, problems).values();
    }

    /**
     * The members of an object.
     *
     * @param values by the field's name; null where none was given
     * @param unknown keys that are no field's, nor another name of one
     */
    record Members(Map<String, Object> values, List<String> unknown) {}

    /** Reads the fields of an object by whatever names they are given. */
    static Members members(
            List<ValueType.Field> fields, Columns known, JsonNode node, String pointer, List<FieldProblem> problems) {
        if (node.size() > MOST_KEYS) {
            problems.add(new FieldProblem(
                    pointer,
                    "一个对象的键超过 " + MOST_KEYS + " 个，收到 " + node.size() + " / more than " + MOST_KEYS
                            + " keys in one object, got " + node.size()));
            return new Members(new LinkedHashMap<>(), List.of());
        }
        var declared = new LinkedHashMap<String, ValueType>();
        fields.forEach(field -> declared.put(field.name(), field.type()));
        var keys = new ArrayList<String>();
        node.fieldNames().forEachRemaining(key -> {
            if (!declared.containsKey(key) || node.hasNonNull(key)) {
                keys.add(key);
            }
        });
        var columns = known.assign(keys);
        var misspelt = new HashSet<String>();
        columns.problems().forEach(problem -> {
            misspelt.add(problem.pointer());
            problems.add(new FieldProblem(pointer + problem.pointer(), problem.detail()));
        });
        var values = new LinkedHashMap<String, Object>();
        declared.forEach((name, type) -> {
            int position = columns.position(name);
            values.put(name, member(name, type, position < 0 ? name : keys.get(position), node, pointer, problems));
        });
        for (var mark : columns.marks()) {
            var key = keys.get(mark.position());
            var member = FieldProblem.pointer(pointer, key);
            if (Boolean.TRUE.equals(fromPeople(YES_OR_NO, node.get(key), member, problems))) {
                values.put(mark.key(), marked(declared.get(mark.key()), mark, member, problems));
            }
        }
        columns.others()
                .forEach((name, others) -> others.forEach(other -> {
                    var key = keys.get(other);
                    if (!columns.takes(other)
                            && !Objects.equals(
                                    values.get(name), member(name, declared.get(name), key, node, pointer, problems))) {
                        problems.add(
                                differing(FieldProblem.pointer(pointer, key), keys.get(columns.position(name)), key));
                    }
                }));
        var unknown = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            int position = i;
            boolean named = columns.takes(i)
                    || columns.others().values().stream().anyMatch(others -> others.contains(position));
            if (!named && !misspelt.contains(FieldProblem.pointer("", keys.get(i)))) {
                unknown.add(keys.get(i));
            }
        }
        return new Members(values, unknown);
    }

    /** A declared key is taken strictly; one that is a header is read as the column would be. */
    private static Object member(
            String name, ValueType type, String key, JsonNode node, String pointer, List<FieldProblem> problems) {
        var member = FieldProblem.pointer(pointer, key);
        return key.equals(name)
                ? fromJson(type, node.get(key), member, problems)
                : fromPeople(type, node.get(key), member, problems);
    }

    /** Refuses two names of one fact with different values: it cannot be known which is meant. */
    static FieldProblem differing(String pointer, String taken, String other) {
        return new FieldProblem(
                pointer,
                "「" + Listed.shortened(other) + "」与「" + Listed.shortened(taken) + "」是同一项，而内容不一致，请只写一个 / \""
                        + Listed.shortened(other) + "\" and \"" + Listed.shortened(taken)
                        + "\" are one thing and differ; keep one");
    }

    /** The value that a mark's 是 stands for. */
    public static Object marked(ValueType type, Columns.Mark mark, String pointer, List<FieldProblem> problems) {
        return fromText(type, mark.value(), pointer, problems);
    }

    /** The value of a JSON node that people wrote: a single value is read as a cell with its text would be. */
    public static Object fromPeople(ValueType type, JsonNode node, String pointer, List<FieldProblem> problems) {
        if (node == null || node.isContainerNode() || type.list()) {
            return fromJson(type, node, pointer, problems);
        }
        return fromText(type, written(node), pointer, problems);
    }

    /** A single JSON value as a person would write it; a number that would unfold to more digits than any has keeps its exponent. */
    public static String written(JsonNode node) {
        if (node.isNull()) {
            return "";
        }
        if (!node.isNumber()) {
            return node.asText();
        }
        var number = node.decimalValue();
        return Math.abs((long) number.scale()) > 2 * DIGITS ? number.toString() : number.toPlainString();
    }

    private static List<Object> list(ValueType type, JsonNode node, String pointer, List<FieldProblem> problems)
            throws NotAllowed {
        if (!node.isArray()) {
            throw new NotAllowed(shown(node), "应为数组 […]", "expected an array");
        }
        var element = type.element();
        var values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            if (problems.size() > Listed.MOST) {
                problems.add(
                        0,
                        UnreadableFile.whole(
                                "问题已超过 " + Listed.MOST + " 处，" + pointer + " 从第 " + (i + 1) + " 个元素起未再检查",
                                "more than " + Listed.MOST + " problems; " + pointer + " is not looked at from element "
                                        + (i + 1) + " on"));
                break;
            }
            values.add(fromJson(element, node.get(i), pointer + "/" + i, problems));
        }
        return values;
    }

    private static String text(JsonNode node) throws NotAllowed {
        if (!node.isTextual()) {
            throw unexpected(ValueType.Kind.TEXT, shown(node));
        }
        return node.textValue();
    }

    private static BigDecimal number(JsonNode node) throws NotAllowed {
        if (!node.isNumber()) {
            throw unexpected(ValueType.Kind.NUMBER, shown(node));
        }
        return inRange(node.decimalValue(), shown(node));
    }

    private static Optional<BigDecimal> number(String text) throws NotAllowed {
        var number = Notation.number(text);
        return number.isEmpty() ? number : Optional.of(inRange(number.get(), quoted(text)));
    }

    private static BigDecimal inRange(BigDecimal number, String shown) throws NotAllowed {
        // exponents are compared before anything expands them
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() != 0
                && (magnitude > DIGITS
                        || magnitude < -DIGITS
                        || number.stripTrailingZeros().precision() > DIGITS)) {
            throw new NotAllowed(
                    shown,
                    "数字超出范围，最多 " + DIGITS + " 位有效数字，绝对值在 1e-" + DIGITS + " 与 1e" + DIGITS + " 之间",
                    "number out of range; at most " + DIGITS + " significant digits, between 1e-" + DIGITS + " and 1e"
                            + DIGITS);
        }
        return number.signum() == 0 ? BigDecimal.ZERO : number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Boolean bool(JsonNode node) throws NotAllowed {
        if (!node.isBoolean()) {
            throw unexpected(ValueType.Kind.BOOLEAN, shown(node));
        }
        return node.booleanValue();
    }

    private static Object iso(ValueType.Kind kind, JsonNode node) throws NotAllowed {
        var value = node.isTextual() ? IsoText.read(kind, node.textValue()) : Optional.empty();
        return value.orElseThrow(() -> unexpected(kind, shown(node)));
    }

    private static NotAllowed unexpected(ValueType.Kind kind, String shown) {
        return new NotAllowed(shown, "应为" + kind.chinese(), "expected " + kind.english());
    }

    private static Object untyped(JsonNode node) throws NotAllowed {
        if (node.isNumber()) {
            return number(node);
        }
        if (node.isArray()) {
            var values = new ArrayList<>();
            for (var element : node) {
                values.add(element.isNull() ? null : untyped(element));
            }
            return values;
        }
        if (node.isObject()) {
            var values = new LinkedHashMap<String, Object>();
            for (var member : node.properties()) {
                values.put(member.getKey(), member.getValue().isNull() ? null : untyped(member.getValue()));
            }
            return values;
        }
        return node.isBoolean() ? (Object) node.booleanValue() : node.textValue();
    }

    private static String shown(JsonNode node) {
        return Listed.shortened(node.isNumber() ? node.asText() : node.toString());
    }

    private static String quoted(String text) {
        return "\"" + Listed.shortened(text) + "\"";
    }

    private static final class NotAllowed extends Exception {
        private final String got;
        private final String chinese;
        private final String english;
        private final String hint;

        NotAllowed(String got, String chinese, String english) {
            this(got, chinese, english, "");
        }

        /**
         * @param got what was got; empty for nothing
         * @param hint what may have been meant, in Chinese; it depends on what was got, and is no part of the cause
         */
        NotAllowed(String got, String chinese, String english, String hint) {
            super(chinese, null, false, false);
            this.got = got;
            this.chinese = chinese;
            this.english = english;
            this.hint = hint;
        }

        FieldProblem at(String pointer) {
            var cause = (chinese + " / " + english).replace("{}", "");
            return got.isEmpty()
                    ? new FieldProblem(pointer, cause)
                    : new FieldProblem(
                            pointer,
                            said(chinese, "收到 ", "：", "，") + hint + " / " + said(english, "got ", ": ", ", "),
                            null,
                            cause);
        }

        /** Inserts what was received where the text has braces, or appends it. */
        private String said(String what, String word, String within, String behind) {
            return what.contains("{}") ? what.replace("{}", within + word + got) : what + behind + word + got;
        }
    }
}
