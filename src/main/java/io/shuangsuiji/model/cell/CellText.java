package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.model.cell.SimpleFeel.Tests;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A cell as staff write it, and the FEEL that it stands for: 「环保诚信企业、环保良好企业」 for {@code "环保诚信企业","环保良好企业"},
 * 「≥ 10」, 「12.5%」, 「不是 重点管理」, 「是」, 「空」, 「12个月」. What this notation cannot say is shown, and may be written, as FEEL
 * behind an equals sign: 「= 季度末日」. Every cell that is shown reads back as the FEEL that it was.
 */
public final class CellText {
    /** What a cell is for. */
    public enum Role {
        /** An input entry: tests of a value. */
        TESTS,
        /** An output entry, a constant, a cell of a relation: one value. */
        VALUE,
        /** No FEEL: an annotation, a description. */
        PLAIN
    }

    /** The longest text of a cell, in characters. */
    public static final int MAX_LENGTH = 4000;

    static final String ANY = "-";
    public static final String NULL = "空";
    static final String NOT_NULL = "不为空";
    /** No value, as FEEL writes it. */
    public static final String FEEL_NULL = "null";

    static final String EMPTY_LIST = "（空列表）";

    /**
     * What was read.
     *
     * @param feel the FEEL, or null where the text is not allowed
     * @param problem why not, and what is allowed, in Chinese and English; null where it is
     */
    public record Parsed(String feel, String problem) {
        /** True where the text is allowed. */
        public boolean allowed() {
            return problem == null;
        }
    }

    private CellText() {}

    /** The FEEL of a cell as staff read it. */
    public static String show(Role role, CellType type, String feel) {
        var text = feel.strip();
        if (role == Role.PLAIN || text.isEmpty()) {
            return text;
        }
        return (role == Role.TESTS ? tests(type, text) : value(type, text))
                .orElseGet(() -> (Punctuation.halfWidth(text).equals(text) ? "= " : "== ") + text);
    }

    /** The FEEL that staff's text stands for. */
    public static Parsed read(Role role, CellType type, String text) {
        if (text.length() > MAX_LENGTH) {
            return new Parsed(
                    null,
                    "文字过长：" + text.length() + " 字，最多 " + MAX_LENGTH + " 字 / the text is too long: at most " + MAX_LENGTH
                            + " characters");
        }
        int control = firstForbidden(text);
        if (control >= 0) {
            return new Parsed(
                    null,
                    "第 " + (control + 1) + " 个字符是控制字符，不能写入 / character " + (control + 1) + " may not stand in XML");
        }
        if (role == Role.PLAIN) {
            return new Parsed(text.strip().replace("\r\n", "\n").replace('\r', '\n'), null);
        }
        try {
            return new Parsed(role == Role.TESTS ? CellReader.tests(type, text) : CellReader.value(type, text), null);
        } catch (CellReader.NotAllowed notAllowed) {
            return new Parsed(null, notAllowed.getMessage());
        }
    }

    /** The FEEL that staff's text stands for, where the cell may say that. */
    public static Parsed typed(Role role, CellType type, String text) {
        if (role == Role.TESTS && text.isBlank()) {
            return new Parsed(null, "条件不能空着：不限的请写 - 或「不限」 / a condition may not be blank: write - for any value");
        }
        var read = read(role, type, text);
        return read.allowed() ? checked(role, type, read.feel(), true) : read;
    }

    /** Why what a file says in a cell is not allowed there, or null; its formulas are the engine's to judge. */
    public static String problem(Role role, CellType type, String feel) {
        return checked(role, type, feel, false).problem();
    }

    private static Parsed checked(Role role, CellType type, String feel, boolean written) {
        try {
            if (role != Role.PLAIN && !feel.isBlank()) {
                CellReader.check(role, type, feel, written);
            }
            return new Parsed(feel, null);
        } catch (CellReader.NotAllowed notAllowed) {
            return new Parsed(null, notAllowed.getMessage());
        }
    }

    /** True where two texts of a cell mean the same, whatever their spacing. */
    public static boolean sameMeaning(Role role, String feel, String other) {
        return feel.equals(other) || meaning(role, feel).equals(meaning(role, other));
    }

    /** One spelling for all texts that mean the same: constants as this service writes them, else the text itself. */
    public static String meaning(Role role, String feel) {
        var text = feel.strip();
        return switch (role) {
            case PLAIN -> text;
            case TESTS -> SimpleFeel.tests(text).map(SimpleFeel::write).orElse(text);
            case VALUE ->
                SimpleFeel.constant(text)
                        .map(SimpleFeel::write)
                        .or(() -> SimpleFeel.list(text).map(SimpleFeel::write))
                        .orElse(text);
        };
    }

    private static Optional<String> tests(CellType type, String feel) {
        return SimpleFeel.tests(feel)
                .flatMap(tests -> firstThatReads(
                        Role.TESTS,
                        type,
                        SimpleFeel.write(tests),
                        words(tests, type, false),
                        words(tests, type, true)));
    }

    private static Optional<String> value(CellType type, String feel) {
        if (type.list()) {
            return SimpleFeel.list(feel).flatMap(list -> {
                if (list.isEmpty()) {
                    return Optional.of(EMPTY_LIST);
                }
                return firstThatReads(
                        Role.VALUE, type, SimpleFeel.write(list), joined(list, type, false), joined(list, type, true));
            });
        }
        return SimpleFeel.constant(feel)
                .flatMap(constant -> firstThatReads(
                        Role.VALUE,
                        type,
                        SimpleFeel.write(constant),
                        word(constant, type, false),
                        word(constant, type, true)));
    }

    /** The notation is shown only where it reads back as what it stands for. */
    private static Optional<String> firstThatReads(Role role, CellType type, String feel, String plain, String quoted) {
        for (var candidate : List.of(plain, quoted)) {
            if (feel.equals(read(role, type, candidate).feel())) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    static String words(Tests tests, CellType type, boolean quoted) {
        if (tests.tests().isEmpty()) {
            return ANY;
        }
        if (tests.negated() && tests.tests().equals(List.of(new Test.Is(SimpleFeel.NULL)))) {
            return NOT_NULL;
        }
        var listed =
                tests.tests().stream().map(test -> word(test, type, quoted)).collect(Collectors.joining("、"));
        return tests.negated() ? "不是 " + listed : listed;
    }

    public static String word(Test test, CellType type, boolean quoted) {
        if (test instanceof Test.Is is) {
            return word(is.value(), type, quoted);
        }
        if (test instanceof Test.Compare compare) {
            var sign = compare.operator().replace("<=", "≤").replace(">=", "≥");
            return sign + " " + word(compare.value(), type, quoted);
        }
        var between = (Test.Between) test;
        var low = word(between.low(), type, quoted);
        var high = word(between.high(), type, quoted);
        return between.lowClosed() && between.highClosed()
                ? low + " 至 " + high
                : (between.lowClosed() ? "[" : "(") + low + ".." + high + (between.highClosed() ? "]" : ")");
    }

    private static String joined(List<Constant> list, CellType type, boolean quoted) {
        return list.stream().map(constant -> word(constant, type, quoted)).collect(Collectors.joining("、"));
    }

    public static String word(Constant constant, CellType type, boolean quoted) {
        if (constant instanceof Constant.Text text) {
            return quoted || text.value().isEmpty() ? SimpleFeel.write(text) : text.value();
        }
        if (constant instanceof Constant.Number number) {
            return number(number.value(), type.percent());
        }
        if (constant instanceof Constant.Truth truth) {
            return truth.value() ? "是" : "否";
        }
        if (constant instanceof Constant.Date date) {
            return date.value().toString();
        }
        if (constant instanceof Constant.Duration duration) {
            return Scalars.durationInWords(duration.value());
        }
        // a type may list 空 as a word of its own
        return type.values().contains(NULL) ? "null" : NULL;
    }

    /** A number as written; a share as a percentage. */
    public static String number(BigDecimal value, boolean percent) {
        return percent ? value.movePointRight(2).stripTrailingZeros().toPlainString() + "%" : value.toPlainString();
    }

    private static int firstForbidden(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c == 0xfffe || c == 0xffff) {
                return i;
            }
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return i;
                }
                i++;
            }
        }
        return -1;
    }
}
