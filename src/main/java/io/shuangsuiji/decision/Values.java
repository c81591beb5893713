package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Turns JSON and text into the values that a model's types declare, and says of a value that is none what was got and
 * what is allowed. Numbers stay exact: they are read and kept as decimals.
 */
public final class Values {
    /** FEEL's numbers are IEEE 754 decimal128: 34 significant digits. */
    private static final int DIGITS = 34;

    private static final Pattern ISO_DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern DATE =
            Pattern.compile("(\\d{4})\\s*[-/.年]\\s*(\\d{1,2})\\s*[-/.月]\\s*(\\d{1,2})\\s*日?(?:[ T]0{1,2}:00(?::00)?)?");
    private static final Map<String, Boolean> WORDS =
            Map.of("true", true, "false", false, "是", true, "否", false, "1", true, "0", false, "有", true, "无", false);

    private Values() {}

    /** The value that a JSON node stands for; where it stands for none, null and a problem added. */
    public static Object fromJson(ValueType type, JsonNode node, String pointer, List<FieldProblem> problems) {
        try {
            if (node == null || node.isNull() || node.isMissingNode()) {
                return type.kind() == ValueType.Kind.STRUCTURE && !type.list() && !type.optional()
                        ? missingStructure(type, pointer, problems)
                        : checked(type, null, "");
            }
            if (type.list()) {
                return list(type, node, pointer, problems);
            }
            return switch (type.kind()) {
                case STRUCTURE -> structure(type, node, pointer, problems);
                case TEXT -> checked(type, text(node), shown(node));
                case NUMBER -> checked(type, number(node), shown(node));
                case BOOLEAN -> checked(type, bool(node), shown(node));
                case DATE -> checked(type, isoDate(node), shown(node));
                case OTHER -> untyped(node);
            };
        } catch (NotAllowed notAllowed) {
            problems.add(new FieldProblem(pointer, notAllowed.getMessage()));
            return null;
        }
    }

    /**
     * The value that a cell of a table stands for: as {@link #fromJson}, but numbers, truth values ({@code 是}) and dates
     * ({@code 2024/3/20}, {@code 2024年3月20日}) are read as people write them, and a blank cell is null.
     */
    public static Object fromText(ValueType type, String cell, String pointer, List<FieldProblem> problems) {
        var text = cell == null
                ? ""
                : Normalizer.normalize(cell, Normalizer.Form.NFKC).strip();
        try {
            if (text.isEmpty()) {
                return checked(type, null, "");
            }
            return switch (type.kind()) {
                // the words of a plan are compared as written: only the white space around them goes
                case TEXT -> checked(type, cell.strip(), quoted(cell.strip()));
                case NUMBER -> checked(type, decimal(text), quoted(cell));
                case BOOLEAN -> checked(type, word(text, cell), quoted(cell));
                case DATE -> checked(type, writtenDate(text, cell), quoted(cell));
                case STRUCTURE, OTHER ->
                    throw new NotAllowed(
                            "单元格不能表示「" + type.name() + "」 / a cell cannot hold a value of type " + type.name());
            };
        } catch (NotAllowed notAllowed) {
            problems.add(new FieldProblem(pointer, notAllowed.getMessage()));
            return null;
        }
    }

    private static Object checked(ValueType type, Object value, String shown) throws NotAllowed {
        if (type.constraint().allows(value)) {
            return value;
        }
        var allowed = type.constraint().enumeration();
        if (value == null) {
            throw new NotAllowed(
                    "缺少必填项（" + type.name() + "）" + allowed(type) + " / a value is required" + allowedInEnglish(type));
        }
        var meant = value instanceof String word
                ? Spelling.nearest(word, allowed.stream().map(Object::toString).toList())
                : Optional.<String>empty();
        throw new NotAllowed("取值不在允许范围：收到 " + shown + allowed(type)
                + meant.map(word -> "；是否想写「" + word + "」").orElse("")
                + " / not an allowed value: got " + shown + allowedInEnglish(type));
    }

    private static String allowed(ValueType type) {
        return described(type, "，应为 ", " 之一", "、", "，应为：");
    }

    private static String allowedInEnglish(ValueType type) {
        return described(type, "; allowed: ", "", ", ", "; allowed: ");
    }

    private static String described(ValueType type, String before, String after, String between, String rule) {
        var listed = type.constraint().enumeration();
        if (listed.isEmpty()) {
            return type.constraint().description().isEmpty()
                    ? ""
                    : rule + type.constraint().description();
        }
        var orNull = type.constraint().allows(null) ? between + "null" : "";
        return before + listed.stream().map(Objects::toString).collect(Collectors.joining(between)) + orNull + after;
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
            throw new NotAllowed("应为对象 {…}，收到 " + shown(node) + " / expected an object, got " + shown(node));
        }
        var values = new LinkedHashMap<String, Object>();
        for (var field : type.fields()) {
            values.put(
                    field.name(),
                    fromJson(
                            field.type(),
                            node.get(field.name()),
                            FieldProblem.pointer(pointer, field.name()),
                            problems));
        }
        var absent = type.fields().stream()
                .map(Field::name)
                .filter(name -> !node.hasNonNull(name))
                .toList();
        node.fieldNames().forEachRemaining(key -> {
            if (type.field(key).isEmpty()) {
                Spelling.nearest(key, absent)
                        .ifPresent(meant -> problems.add(
                                new FieldProblem(FieldProblem.pointer(pointer, key), misspelt(key, meant))));
            }
        });
        return values;
    }

    /** What to say of a key or header that nearly spells a declared one. */
    public static String misspelt(String got, String meant) {
        return "未知的「" + got + "」，疑为「" + meant + "」之误 / unknown \"" + got + "\": did you mean \"" + meant + "\"?";
    }

    private static List<Object> list(ValueType type, JsonNode node, String pointer, List<FieldProblem> problems)
            throws NotAllowed {
        if (!node.isArray()) {
            throw new NotAllowed("应为数组 […]，收到 " + shown(node) + " / expected an array, got " + shown(node));
        }
        var element = new ValueType(type.name(), type.kind(), false, type.constraint(), type.fields());
        var values = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            values.add(fromJson(element, node.get(i), pointer + "/" + i, problems));
        }
        return values;
    }

    private static String text(JsonNode node) throws NotAllowed {
        if (!node.isTextual()) {
            throw new NotAllowed("应为文字，收到 " + shown(node) + " / expected a string, got " + shown(node));
        }
        return node.textValue();
    }

    private static BigDecimal number(JsonNode node) throws NotAllowed {
        if (!node.isNumber()) {
            throw new NotAllowed("应为数字，收到 " + shown(node) + " / expected a number, got " + shown(node));
        }
        return inRange(node.decimalValue(), shown(node));
    }

    private static BigDecimal decimal(String text) throws NotAllowed {
        try {
            return inRange(new BigDecimal(text.replaceAll("(?<=\\d),(?=\\d{3}(?!\\d))", "")), quoted(text));
        } catch (NumberFormatException none) {
            throw new NotAllowed("应为数字，收到 " + quoted(text) + " / expected a number, got " + quoted(text));
        }
    }

    private static BigDecimal inRange(BigDecimal number, String shown) throws NotAllowed {
        // exponents are compared before anything expands them
        long magnitude = (long) number.precision() - number.scale();
        if (number.signum() != 0
                && (magnitude > DIGITS
                        || magnitude < -DIGITS
                        || number.stripTrailingZeros().precision() > DIGITS)) {
            throw new NotAllowed("数字超出范围：收到 " + shown + "，最多 " + DIGITS + " 位有效数字，绝对值在 1e-" + DIGITS + " 与 1e" + DIGITS
                    + " 之间 / number out of range: got " + shown + "; at most " + DIGITS
                    + " significant digits, between 1e-"
                    + DIGITS + " and 1e" + DIGITS);
        }
        return number.signum() == 0 ? BigDecimal.ZERO : number.scale() < 0 ? number.setScale(0) : number;
    }

    private static Boolean bool(JsonNode node) throws NotAllowed {
        if (!node.isBoolean()) {
            throw new NotAllowed("应为 true 或 false，收到 " + shown(node) + " / expected true or false, got " + shown(node));
        }
        return node.booleanValue();
    }

    private static Boolean word(String text, String cell) throws NotAllowed {
        var value = WORDS.get(text.toLowerCase(Locale.ROOT));
        if (value == null) {
            throw new NotAllowed("应为 是 或 否（true、false），收到 " + quoted(cell) + " / expected 是 or 否 (true, false), got "
                    + quoted(cell));
        }
        return value;
    }

    private static LocalDate isoDate(JsonNode node) throws NotAllowed {
        if (node.isTextual() && ISO_DATE.matcher(node.textValue()).matches()) {
            try {
                return LocalDate.parse(node.textValue());
            } catch (DateTimeException noSuchDay) {
                throw noDate(shown(node));
            }
        }
        throw noDate(shown(node));
    }

    private static LocalDate writtenDate(String text, String cell) throws NotAllowed {
        var written = DATE.matcher(text);
        if (!written.matches()) {
            throw noDate(quoted(cell));
        }
        try {
            return LocalDate.of(
                    Integer.parseInt(written.group(1)),
                    Integer.parseInt(written.group(2)),
                    Integer.parseInt(written.group(3)));
        } catch (DateTimeException noSuchDay) {
            throw noDate(quoted(cell));
        }
    }

    private static NotAllowed noDate(String shown) {
        return new NotAllowed("应为存在的日期，如 2024-03-20，收到 " + shown
                + " / expected a date that exists, such as 2024-03-20, got " + shown);
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
        return node.isNumber() ? shortened(node.asText()) : shortened(node.toString());
    }

    private static String quoted(String text) {
        return "\"" + shortened(text) + "\"";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }

    private static final class NotAllowed extends Exception {
        NotAllowed(String message) {
            super(message, null, false, false);
        }
    }
}
