package io.shuangsuiji.model.cell;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The part of FEEL that staff notation can say: constants, lists, comparisons, intervals and their negation. */
public final class SimpleFeel {
    /** A constant: text, number, truth value, date, duration (as ISO 8601 text), or null. */
    public sealed interface Constant {
        /** Text. */
        record Text(String value) implements Constant {}

        /** A number, equal by value. */
        record Number(BigDecimal value) implements Constant {
            public Number {
                value = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
            }
        }

        /** A truth value. */
        record Truth(boolean value) implements Constant {}

        /** A date. */
        record Date(LocalDate value) implements Constant {}

        /** A duration, in ISO 8601. */
        record Duration(String value) implements Constant {}

        /** No value. */
        record Null() implements Constant {}
    }

    /** One test of an input cell. */
    public sealed interface Test {
        /** Equal to the constant. */
        record Is(Constant value) implements Test {}

        /** Compared by {@code < <= > >=}. */
        record Compare(String operator, Constant value) implements Test {}

        /** In an interval. */
        record Between(boolean lowClosed, Constant low, Constant high, boolean highClosed) implements Test {}
    }

    /**
     * An input cell: one of the tests holds, or none does where it is negated.
     *
     * @param negated {@code not(…)}
     * @param tests none for {@code -}
     */
    public record Tests(boolean negated, List<Test> tests) {
        static final Tests ANY = new Tests(false, List.of());
    }

    public static final Constant NULL = new Constant.Null();

    private static final Pattern NUMBER =
            Pattern.compile("-?(?:\\d++(?:\\.(?!\\.)\\d++)?+|\\.\\d++)(?:[eE][+-]?\\d{1,4}+)?+(?![\\p{L}\\p{N}_])");
    private static final Pattern TOKEN = Pattern.compile("\\s*(?:(?<string>\"[^\"\\\\]*+(?:\\\\.[^\"\\\\]*+)*+\")"
            + "|(?<number>" + NUMBER + ")"
            + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_]*)|(?<sign><=|>=|\\.\\.|[<>\\[\\](),@-]))\\s*");
    private static final Pattern YEARS_MONTHS = Pattern.compile("-?P(?=\\d)(?:\\d{1,6}Y)?(?:\\d{1,6}M)?");
    private static final Pattern DAYS_TIME =
            Pattern.compile("-?P(?=\\d|T\\d)(?:\\d{1,6}D)?(?:T(?=\\d)(?:\\d{1,6}H)?(?:\\d{1,6}M)?(?:\\d{1,6}S)?)?");

    private SimpleFeel() {}

    /** True for an input cell that any value passes. */
    public static boolean demandsNothing(String cell) {
        return cell.isBlank() || cell.strip().equals("-");
    }

    /** The input cell that the text is, or empty where it is more than constants and comparisons. */
    public static Optional<Tests> tests(String feel) {
        return Parser.read(feel, Parser::tests);
    }

    /** The constant that the text is. */
    public static Optional<Constant> constant(String feel) {
        return Parser.read(feel, Parser::constant);
    }

    /** The duration that ISO 8601 text is. */
    static Optional<Constant.Duration> duration(String iso) {
        return YEARS_MONTHS.matcher(iso).matches() || DAYS_TIME.matcher(iso).matches()
                ? Optional.of(new Constant.Duration(iso))
                : Optional.empty();
    }

    /** The list of constants that the text is, brackets included. */
    public static Optional<List<Constant>> list(String feel) {
        return Parser.read(feel, Parser::list);
    }

    public static String write(Tests cell) {
        if (cell.tests().isEmpty()) {
            return "-";
        }
        var listed = cell.tests().stream().map(SimpleFeel::write).collect(Collectors.joining(","));
        return cell.negated() ? "not(" + listed + ")" : listed;
    }

    public static String write(Test test) {
        if (test instanceof Test.Is is) {
            return write(is.value());
        }
        if (test instanceof Test.Compare compare) {
            return compare.operator() + " " + write(compare.value());
        }
        var between = (Test.Between) test;
        return (between.lowClosed() ? "[" : "(") + write(between.low()) + ".." + write(between.high())
                + (between.highClosed() ? "]" : ")");
    }

    public static String write(Constant constant) {
        if (constant instanceof Constant.Text text) {
            return "\""
                    + text.value().replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + "\"";
        }
        if (constant instanceof Constant.Number number) {
            return number.value().toPlainString();
        }
        if (constant instanceof Constant.Truth truth) {
            return String.valueOf(truth.value());
        }
        if (constant instanceof Constant.Date date) {
            return "date(\"" + date.value() + "\")";
        }
        if (constant instanceof Constant.Duration duration) {
            return "duration(\"" + duration.value() + "\")";
        }
        return "null";
    }

    public static String write(List<Constant> list) {
        return list.stream().map(SimpleFeel::write).collect(Collectors.joining(",", "[", "]"));
    }

    /** Where a number or a date lies among others of its kind; of another constant nothing. */
    public static Optional<BigDecimal> position(Constant constant) {
        if (constant instanceof Constant.Number number) {
            return Optional.of(number.value());
        }
        return constant instanceof Constant.Date date
                ? Optional.of(BigDecimal.valueOf(date.value().toEpochDay()))
                : Optional.empty();
    }

    /** True where a value passes the tests of a cell. */
    public static boolean holds(Tests tests, Constant value) {
        if (tests.tests().isEmpty()) {
            return true;
        }
        boolean one = tests.tests().stream().anyMatch(test -> holds(test, value));
        return tests.negated() != one;
    }

    private static boolean holds(Test test, Constant value) {
        if (test instanceof Test.Is is) {
            return is.value().equals(value);
        }
        var position = position(value);
        if (position.isEmpty()) {
            return false;
        }
        if (test instanceof Test.Compare compare) {
            int order = position.get().compareTo(position(compare.value()).orElse(position.get()));
            return switch (compare.operator()) {
                case "<" -> order < 0;
                case "<=" -> order <= 0;
                case ">" -> order > 0;
                default -> order >= 0;
            };
        }
        var between = (Test.Between) test;
        int low = position.get().compareTo(position(between.low()).orElse(position.get()));
        int high = position.get().compareTo(position(between.high()).orElse(position.get()));
        return (between.lowClosed() ? low >= 0 : low > 0) && (between.highClosed() ? high <= 0 : high < 0);
    }

    private static final class NotConstant extends RuntimeException {
        private static final long serialVersionUID = 1;

        NotConstant() {
            super(null, null, false, false);
        }
    }

    private static final class Parser {
        private final List<String> tokens = new ArrayList<>();
        private int next;

        static <T> Optional<T> read(String feel, java.util.function.Function<Parser, T> what) {
            try {
                var parser = new Parser(feel);
                var value = what.apply(parser);
                return parser.next == parser.tokens.size() ? Optional.of(value) : Optional.empty();
            } catch (NotConstant more) {
                return Optional.empty();
            }
        }

        private Parser(String feel) {
            var token = TOKEN.matcher(feel);
            int at = 0;
            while (at < feel.length()) {
                // at this place alone: to search on would take time that grows with the square of a long cell
                if (!token.region(at, feel.length()).lookingAt() || token.end() == at) {
                    throw new NotConstant();
                }
                tokens.add(token.group().strip());
                at = token.end();
            }
        }

        private Tests tests() {
            if (tokens.equals(List.of("-"))) {
                next++;
                return Tests.ANY;
            }
            if (taken("not")) {
                expect("(");
                var tests = listed();
                expect(")");
                return new Tests(true, tests);
            }
            return new Tests(false, listed());
        }

        private List<Test> listed() {
            var tests = new ArrayList<Test>();
            do {
                tests.add(test());
            } while (taken(","));
            return List.copyOf(tests);
        }

        private Test test() {
            for (var operator : List.of("<=", ">=", "<", ">")) {
                if (taken(operator)) {
                    return new Test.Compare(operator, constant());
                }
            }
            boolean closed = taken("[");
            // FEEL has two ways to leave a bound out
            if (closed || taken("(") || taken("]")) {
                var low = constant();
                expect("..");
                var high = constant();
                boolean highClosed = taken("]");
                if (!highClosed && !taken("[")) {
                    expect(")");
                }
                return new Test.Between(closed, low, high, highClosed);
            }
            return new Test.Is(constant());
        }

        private List<Constant> list() {
            expect("[");
            var constants = new ArrayList<Constant>();
            if (!peek("]")) {
                do {
                    constants.add(constant());
                } while (taken(","));
            }
            expect("]");
            return List.copyOf(constants);
        }

        private Constant constant() {
            var token = take();
            char first = token.charAt(0);
            if (first == '"') {
                return new Constant.Text(unquoted(token));
            }
            if (NUMBER.matcher(token).matches()) {
                return new Constant.Number(new BigDecimal(token));
            }
            return switch (token) {
                case "null" -> NULL;
                case "true" -> new Constant.Truth(true);
                case "false" -> new Constant.Truth(false);
                case "@" -> atLiteral(unquoted(take()));
                case "date" -> {
                    expect("(");
                    var date = date(unquoted(take()));
                    expect(")");
                    yield date;
                }
                case "duration" -> {
                    expect("(");
                    var duration = duration(unquoted(take()));
                    expect(")");
                    yield duration;
                }
                default -> throw new NotConstant();
            };
        }

        private static Constant atLiteral(String text) {
            return text.contains("P") ? duration(text) : date(text);
        }

        private static Constant date(String text) {
            try {
                return new Constant.Date(LocalDate.parse(text));
            } catch (DateTimeException none) {
                throw new NotConstant();
            }
        }

        private static Constant duration(String text) {
            return SimpleFeel.duration(text).orElseThrow(NotConstant::new);
        }

        private static String unquoted(String token) {
            if (token.charAt(0) != '"') {
                throw new NotConstant();
            }
            var inside = token.substring(1, token.length() - 1);
            if (inside.indexOf('\\') < 0) {
                return inside;
            }
            var plain = new StringBuilder();
            for (int i = 0; i < inside.length(); i++) {
                char c = inside.charAt(i);
                if (c != '\\') {
                    plain.append(c);
                    continue;
                }
                switch (inside.charAt(++i)) {
                    case '"' -> plain.append('"');
                    case '\\' -> plain.append('\\');
                    case 'n' -> plain.append('\n');
                    // the other escapes are rare in tables: such a cell stays FEEL
                    default -> throw new NotConstant();
                }
            }
            return plain.toString();
        }

        private String take() {
            if (next == tokens.size()) {
                throw new NotConstant();
            }
            return tokens.get(next++);
        }

        private boolean peek(String token) {
            return next < tokens.size() && tokens.get(next).equals(token);
        }

        private boolean taken(String token) {
            boolean there = peek(token);
            next += there ? 1 : 0;
            return there;
        }

        private void expect(String token) {
            if (!taken(token)) {
                throw new NotConstant();
            }
        }
    }
}
