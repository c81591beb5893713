package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.model.cell.SimpleFeel.Tests;
import io.shuangsuiji.sheets.Notation;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Reads staff notation into FEEL; the other direction is {@link CellText}'s. */
final class CellReader {
    private static final Set<String> ANY = Set.of("", "-", "－", "—", "–", "——", "任意", "不限");
    private static final Set<String> NULLS = Set.of("空", "无", "null");
    /** In free text 无 is a word like any other. */
    private static final Set<String> NULLS_OF_TEXT = Set.of("空", "null");

    private static final Set<String> NOT_NULLS = Set.of("不为空", "非空", "不是空", "不是 空");
    private static final Set<String> EMPTY_LISTS = Set.of("（空列表）", "(空列表)", "空列表", "无", "[]");
    private static final Pattern NOT = Pattern.compile(
            "(?s)(?:不是|不属于|不等于|≠|!=|！=|！＝|<>|＜＞|除)\\s*[(（]?(.+?)[)）]?\\s*(?:以外|之外|外)?|not\\s*[(（](.+)[)）]");
    private static final Map<String, String> SIGNS = new LinkedHashMap<>();

    static {
        sign("<=", "≤", "≦", "⩽", "小于等于", "小于或等于", "不大于", "不多于", "不超过", "不高于", "至多", "最多", "不晚于");
        sign(">=", "≥", "≧", "⩾", "大于等于", "大于或等于", "不小于", "不少于", "不低于", "至少", "最少", "不早于");
        sign("<", "小于", "少于", "不足", "不满", "未满", "低于", "早于");
        sign(">", "大于", "多于", "超过", "高于", "晚于");
    }

    private static final Pattern SIGN = Pattern.compile("(" + String.join("|", SIGNS.keySet()) + ")\\s*(.+)");
    /** As in the Civil Code, article 1259: these take the number in, unless the text says otherwise. */
    private static final Pattern BOUND = Pattern.compile("(.+?)\\s*(?:\\((不?含)(?:本数|本级)?\\))?\\s*及?(以上|以下|以内)\\s*(.*)");

    private static final Pattern RANGE = Pattern.compile("(.+?)\\s*(?:至|到|~|～|〜)\\s*(.+)");
    private static final Pattern THOUSANDS = Pattern.compile("\\d,(?:\\d{3}(?!\\d)|0\\d)");
    private static final Pattern INTERVAL = Pattern.compile("([\\[(\\]])\\s*(.+?)\\s*\\.\\.\\s*(.+?)\\s*([\\])\\[])");

    /** A text that a cell may not hold; the message says what it may. */
    static final class NotAllowed extends Exception {
        private static final long serialVersionUID = 1;

        NotAllowed(String message) {
            super(message, null, false, false);
        }
    }

    private final CellType type;

    private CellReader(CellType type) {
        this.type = type;
    }

    private static void sign(String operator, String... written) {
        SIGNS.put(operator, operator);
        List.of(written).forEach(words -> SIGNS.put(words, operator));
    }

    static String tests(CellType type, String text) throws NotAllowed {
        var written = Notation.tidy(text);
        var reader = new CellReader(type);
        reader.refuseThousands(written);
        if (!type.values().contains(written)) {
            if (ANY.contains(written)) {
                return "-";
            }
            if (raw(written) != null) {
                return raw(written);
            }
            if (NOT_NULLS.contains(written)) {
                return "not(null)";
            }
            var feel = SimpleFeel.tests(Punctuation.halfWidth(written)).filter(reader::fits);
            if (feel.isPresent()) {
                reader.check(feel.get());
                return SimpleFeel.write(feel.get());
            }
            var not = NOT.matcher(written);
            if (not.matches()) {
                return SimpleFeel.write(
                        new Tests(true, reader.testList(not.group(1) == null ? not.group(2) : not.group(1))));
            }
        }
        return SimpleFeel.write(new Tests(false, reader.testList(written)));
    }

    static String value(CellType type, String text) throws NotAllowed {
        boolean free = type.kind() == CellType.Kind.TEXT && type.values().isEmpty();
        var written = free ? text.strip() : Notation.tidy(text);
        var reader = new CellReader(type);
        reader.refuseThousands(written);
        if (!type.values().contains(written) && raw(written) != null) {
            return raw(written);
        }
        if (type.list()) {
            if (EMPTY_LISTS.contains(written)) {
                return "[]";
            }
            var feel = SimpleFeel.list(Punctuation.halfWidth(written))
                    .filter(list -> list.stream().allMatch(reader::isOfKind));
            if (feel.isEmpty() && (written.isEmpty() || NULLS.contains(written))) {
                return "null";
            }
            var list = new ArrayList<Constant>();
            if (feel.isPresent()) {
                list.addAll(feel.get());
            } else {
                for (var item : reader.items(written)) {
                    list.add(reader.constant(item));
                }
            }
            for (var constant : list) {
                reader.check(constant);
            }
            return SimpleFeel.write(list);
        }
        if (written.isEmpty()) {
            reader.check(SimpleFeel.NULL);
            return "null";
        }
        if (free) {
            // free text: every character counts, only FEEL's own quotes are taken for quotes
            var quoted = SimpleFeel.constant(written).filter(Constant.Text.class::isInstance);
            return SimpleFeel.write(quoted.orElse(
                    NULLS_OF_TEXT.contains(written)
                            ? SimpleFeel.NULL
                            : new Constant.Text(written.replace("\r\n", "\n"))));
        }
        var constant = reader.constant(written);
        reader.check(constant);
        return SimpleFeel.write(constant);
    }

    /**
     * Refuses FEEL that says what the type does not allow.
     *
     * @param written true for what somebody writes now; false for what a file has, whose formulas are the engine's to judge
     */
    static void check(Role role, CellType type, String feel, boolean written) throws NotAllowed {
        var reader = new CellReader(type);
        if (role == Role.TESTS) {
            var tests = SimpleFeel.tests(feel);
            if (tests.isPresent()) {
                reader.check(tests.get());
                return;
            }
        } else {
            var values = SimpleFeel.constant(feel)
                    .map(List::of)
                    .or(() -> type.list() ? SimpleFeel.list(feel) : Optional.empty());
            if (values.isPresent()) {
                for (var value : values.get()) {
                    if (written || value != SimpleFeel.NULL) {
                        reader.check(value);
                    }
                }
                return;
            }
        }
        if (written && type.names() != null) {
            var problem = Formula.problem(role, feel, type.names());
            if (problem != null) {
                throw new NotAllowed(problem);
            }
        }
    }

    /** {@code 1,000} may be a thousand, or one and nothing; it is never split. */
    private void refuseThousands(String written) throws NotAllowed {
        if (type.kind() == CellType.Kind.NUMBER
                && raw(written) == null
                && THOUSANDS
                        .matcher(Normalizer.normalize(written, Normalizer.Form.NFKC))
                        .find()) {
            throw new NotAllowed("「" + written + "」里的逗号可能是千位分隔，也可能是隔开几个数：是一个数的去掉逗号（1000），是几个数的用顿号隔开"
                    + " / a comma before three digits may part thousands or numbers; write 1000, or 1、100");
        }
    }

    /** FEEL behind an equals sign, or null. */
    private static String raw(String written) {
        if (!written.startsWith("=") && !written.startsWith("＝")) {
            return null;
        }
        // two signs: exactly as written, for names that hold full-width characters
        var feel = written.startsWith("==")
                ? written.substring(2).strip()
                : Punctuation.halfWidth(written.substring(1)).strip();
        return feel.isEmpty() ? null : feel;
    }

    private List<Test> testList(String written) throws NotAllowed {
        var tests = new ArrayList<Test>();
        for (var item : items(written)) {
            tests.add(test(item));
        }
        check(new Tests(false, tests));
        return List.copyOf(tests);
    }

    private Test test(String item) throws NotAllowed {
        if (type.values().contains(item)) {
            return new Test.Is(constant(item));
        }
        if (type.kind() == CellType.Kind.NUMBER
                || type.kind() == CellType.Kind.DATE
                || type.kind() == CellType.Kind.DURATION) {
            // several spaces could be shared out among the patterns' in a number of ways that grows with their cube
            var plain = Punctuation.halfWidth(item).replaceAll("\\s+", " ");
            var bound = BOUND.matcher(plain);
            if (bound.matches()) {
                return bounded(bound);
            }
            var sign = SIGN.matcher(plain);
            if (sign.matches()) {
                return new Test.Compare(SIGNS.get(sign.group(1)), constant(sign.group(2)));
            }
            var interval = INTERVAL.matcher(plain);
            if (interval.matches()) {
                return new Test.Between(
                        interval.group(1).equals("["),
                        constant(interval.group(2)),
                        constant(interval.group(3)),
                        interval.group(4).equals("]"));
            }
            var range = RANGE.matcher(plain);
            if (range.matches()) {
                return new Test.Between(true, constant(range.group(1)), constant(range.group(2)), true);
            }
        }
        return new Test.Is(constant(item));
    }

    /** 「10宗（含）以上」, and with an upper bound behind it 「10以上不满20」. */
    private Test bounded(Matcher bound) throws NotAllowed {
        boolean closed = !"不含".equals(bound.group(2));
        var operator = (bound.group(3).equals("以上") ? ">" : "<") + (closed ? "=" : "");
        var value = constant(bound.group(1));
        var rest = bound.group(4);
        if (rest.isEmpty()) {
            return new Test.Compare(operator, value);
        }
        if (operator.startsWith(">")
                && test(rest) instanceof Test.Compare high
                && high.operator().startsWith("<")) {
            return new Test.Between(closed, value, high.value(), high.operator().equals("<="));
        }
        throw notAllowed(bound.group());
    }

    private Constant constant(String item) throws NotAllowed {
        var word = item.strip();
        if (type.values().contains(word) && type.kind() == CellType.Kind.TEXT) {
            return new Constant.Text(word);
        }
        var unquoted = unquoted(word);
        if (type.kind() == CellType.Kind.TEXT && unquoted.isPresent()) {
            return new Constant.Text(unquoted.get());
        }
        if (NULLS.contains(word)) {
            return SimpleFeel.NULL;
        }
        var plain = Punctuation.halfWidth(word);
        var constant = switch (type.kind()) {
            case TEXT -> Optional.of(new Constant.Text(meant(word)));
            case NUMBER -> Scalars.number(plain);
            case BOOLEAN -> Scalars.truth(plain);
            case DATE -> Scalars.date(plain);
            case DURATION -> Scalars.duration(plain);
            case OTHER -> SimpleFeel.constant(plain);
        };
        return constant.map(Constant.class::cast)
                .or(() -> SimpleFeel.constant(plain).filter(this::isOfKind))
                .orElseThrow(() -> notAllowed(item));
    }

    /** An allowed word that differs in width or case only is that word. */
    private String meant(String word) {
        var plain = Normalizer.normalize(word, Normalizer.Form.NFKC);
        return type.values().stream()
                .filter(value ->
                        Normalizer.normalize(value, Normalizer.Form.NFKC).equalsIgnoreCase(plain))
                .findFirst()
                .orElse(word);
    }

    private static Optional<String> unquoted(String word) {
        if (word.length() >= 2 && word.startsWith("“") && word.endsWith("”")) {
            return Optional.of(word.substring(1, word.length() - 1));
        }
        return SimpleFeel.constant(word)
                .filter(Constant.Text.class::isInstance)
                .map(text -> ((Constant.Text) text).value());
    }

    private boolean fits(Tests tests) {
        return tests.tests().stream().allMatch(test -> constants(test).stream().allMatch(this::isOfKind));
    }

    private boolean isOfKind(Constant constant) {
        return constant instanceof Constant.Null
                || switch (type.kind()) {
                    case TEXT -> constant instanceof Constant.Text;
                    case NUMBER -> constant instanceof Constant.Number;
                    case BOOLEAN -> constant instanceof Constant.Truth;
                    case DATE -> constant instanceof Constant.Date;
                    case DURATION -> constant instanceof Constant.Duration;
                    case OTHER -> true;
                };
    }

    private static List<Constant> constants(Test test) {
        if (test instanceof Test.Is is) {
            return List.of(is.value());
        }
        if (test instanceof Test.Compare compare) {
            return List.of(compare.value());
        }
        var between = (Test.Between) test;
        return List.of(between.low(), between.high());
    }

    private void check(Tests tests) throws NotAllowed {
        for (var test : tests.tests()) {
            for (var constant : constants(test)) {
                if (!(constant instanceof Constant.Null)) {
                    check(constant);
                }
            }
            if (test instanceof Test.Between between && reversed(between)) {
                throw new NotAllowed("区间的下限大于上限：" + SimpleFeel.write(between) + " / the interval is empty");
            }
        }
    }

    private static boolean reversed(Test.Between between) {
        return between.low() instanceof Constant.Number low
                        && between.high() instanceof Constant.Number high
                        && low.value().compareTo(high.value()) > 0
                || between.low() instanceof Constant.Date from
                        && between.high() instanceof Constant.Date to
                        && from.value().isAfter(to.value());
    }

    private void check(Constant constant) throws NotAllowed {
        if (constant instanceof Constant.Null) {
            if (!type.nullable()) {
                throw new NotAllowed("不能为空，" + allowed() + " / a value is required");
            }
            return;
        }
        if (!isOfKind(constant)) {
            throw notAllowed(SimpleFeel.write(constant));
        }
        var word = constant instanceof Constant.Text text ? text.value() : SimpleFeel.write(constant);
        boolean number = constant instanceof Constant.Number;
        if (!type.values().isEmpty() ? !type.values().contains(word) : !within(constant)) {
            throw number && type.percent() ? notShare((Constant.Number) constant) : notAllowed(word);
        }
        if (number && type.whole() && ((Constant.Number) constant).value().scale() > 0) {
            throw new NotAllowed("「" + word + "」不是整数，" + allowed() + " / an integer is required");
        }
    }

    /** Within the limits; a bound of theirs may be compared with even where they leave it out. */
    private boolean within(Constant constant) {
        return type.bounds()
                .map(limits -> SimpleFeel.holds(limits, constant)
                        || limits.tests().stream()
                                .anyMatch(test -> constants(test).contains(constant)))
                .orElse(true);
    }

    private NotAllowed notShare(Constant.Number number) {
        var percent = new Constant.Number(number.value().movePointLeft(2));
        var written = number.value().toPlainString();
        return new NotAllowed("「" + written + "」不能填在这里，" + allowed()
                + (within(percent)
                        ? "；" + written + " 是 " + CellText.number(number.value(), true) + "，是否指 " + written + "%？请写「"
                                + written + "%」 / did you mean " + written + " %"
                        : " / a share lies within these limits"));
    }

    private NotAllowed notAllowed(String item) {
        var nearest = type.values().stream()
                .filter(value ->
                        LevenshteinDistance.getDefaultInstance().apply(value, item) <= Math.max(1, value.length() / 3))
                .findFirst();
        return new NotAllowed("「" + item + "」不能填在这里，" + allowed()
                + nearest.map(value -> "；是否想写「" + value + "」").orElse("") + " / \"" + item
                + "\" is not allowed here; FEEL goes behind an equals sign");
    }

    private String allowed() {
        if (!type.values().isEmpty()) {
            return "可填：" + type.values().stream().collect(Collectors.joining("、")) + (type.nullable() ? "、空" : "");
        }
        var limits = type.kind() == CellType.Kind.OTHER ? Optional.<Tests>empty() : type.bounds();
        if (limits.isPresent()) {
            return "可填：" + CellText.words(limits.get(), type, false) + (type.whole() ? " 的整数" : "") + "；公式以 = 开头";
        }
        return switch (type.kind()) {
            case TEXT -> "可填文字";
            case NUMBER -> "可填数字（如 12.5% 或 0.125、≥ 10、1 至 10）；公式以 = 开头";
            case BOOLEAN -> "可填：是、否、空；公式以 = 开头";
            case DATE -> "可填日期（如 2024-03-20）；公式以 = 开头";
            case DURATION -> "可填时长（如 12个月、2年、30天）；公式以 = 开头";
            case OTHER -> "文字加英文引号，如 \"文字\"；公式以 = 开头";
        };
    }

    private List<String> items(String written) throws NotAllowed {
        var items = Punctuation.items(written, type.values());
        if (items.stream().anyMatch(String::isEmpty)) {
            throw new NotAllowed("顿号或逗号之间缺少内容：「" + written + "」，" + allowed() + " / an item of the list is missing");
        }
        return items;
    }
}
