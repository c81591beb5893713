package io.shuangsuiji.model.work;

import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;
import org.kie.dmn.feel.lang.EvaluationContext;
import org.kie.dmn.feel.lang.Symbol;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.impl.NamedParameter;
import org.kie.dmn.feel.runtime.FEELFunction;
import org.kie.dmn.feel.runtime.functions.BuiltInFunctions;
import org.kie.dmn.feel.runtime.functions.extended.KieExtendedDMNFunctions;

/** A function of FEEL that looks at what it is given before it begins, and at what it gives. */
final class GuardedFunction implements FEELFunction {
    private static final int LONGEST_PATTERN = 1_000;
    private static final Pattern FLAGS = Pattern.compile("[smixq]*");

    /** Those whose work grows with the product of what they are given. */
    private static final Set<String> MULTIPLYING =
            Set.of("string join", "replace", "distinct values", "union", "mode", "list contains", "index of", "remove");

    private static final Map<FEELFunction, GuardedFunction> ALL = new IdentityHashMap<>();

    static {
        Stream.of(BuiltInFunctions.getFunctions(), KieExtendedDMNFunctions.getFunctions())
                .flatMap(Arrays::stream)
                .forEach(function -> ALL.put(function, new GuardedFunction(function)));
    }

    private final FEELFunction inner;

    private GuardedFunction(FEELFunction inner) {
        this.inner = inner;
    }

    /** A function of FEEL, guarded; any other value as it is. */
    static Object of(Object value) {
        var guarded = value instanceof FEELFunction function ? ALL.get(function) : null;
        return guarded == null ? value : guarded;
    }

    static List<FEELFunction> all() {
        return List.copyOf(ALL.values());
    }

    @Override
    public Object invokeReflectively(EvaluationContext context, Object[] arguments) {
        long first = 0;
        long second = 0;
        for (var argument : arguments) {
            long size = Work.weigh(argument);
            second = Math.max(second, Math.min(first, size));
            first = Math.max(first, size);
        }
        if (MULTIPLYING.contains(inner.getName())) {
            Work.spend(first * Math.max(second, first / 32) / 32);
        }
        switch (inner.getName()) {
            case "matches" -> match(text(arguments, 0, "input"), text(arguments, 1, "pattern"), flags(arguments, 2));
            case "replace" -> match(text(arguments, 0, "input"), text(arguments, 1, "pattern"), flags(arguments, 3));
            case "split" -> match(text(arguments, 0, "string"), text(arguments, 1, "delimiter"), "");
            default -> {
                // takes time in proportion to what it is given
            }
        }
        var value = inner.invokeReflectively(GuardedContext.of(context), arguments);
        Work.weigh(value);
        return value;
    }

    /** The text that is meant, null where it is none. */
    private static String text(Object[] arguments, int at, String name) {
        for (var argument : arguments) {
            if (argument instanceof NamedParameter named && named.getName().equals(name)) {
                return named.getValue() instanceof String text ? text : null;
            }
        }
        return at < arguments.length && arguments[at] instanceof String text ? text : null;
    }

    /** KIE puts the flags as they are into a query of its own, which could read any file. */
    private static String flags(Object[] arguments, int at) {
        var flags = text(arguments, at, "flags");
        if (flags != null && !FLAGS.matcher(flags).matches()) {
            throw Work.refused(
                    "匹配的选项只能是 s、m、i、x、q，收到「" + TooMuchWork.shown(flags) + "」", "flags may be s, m, i, x and q only");
        }
        return flags == null ? "" : flags;
    }

    /** Goes through all places where the pattern fits, counting each character read: the engine's own search cannot be stopped. */
    private static void match(String text, String pattern, String flags) {
        if (text == null || pattern == null) {
            return;
        }
        if (pattern.length() > LONGEST_PATTERN) {
            throw Work.refused("匹配的模式太长：最多 " + LONGEST_PATTERN + " 字", "the pattern is too long");
        }
        int options = (flags.contains("i") ? Pattern.CASE_INSENSITIVE : 0)
                | (flags.contains("s") ? Pattern.DOTALL : 0)
                | (flags.contains("m") ? Pattern.MULTILINE : 0)
                | (flags.contains("x") ? Pattern.COMMENTS : 0)
                | (flags.contains("q") ? Pattern.LITERAL : 0);
        try {
            var found = Pattern.compile(pattern, options).matcher(new CountedText(text));
            while (found.find()) {
                Work.spend(1);
            }
        } catch (PatternSyntaxException another) {
            // FEEL's patterns and Java's differ in little; the engine bounds the search by these itself
        } catch (StackOverflowError tooDeep) {
            throw Work.refused("匹配的模式回溯太深", "the pattern backtracks too deep");
        }
    }

    /** A text of which every reading is work. */
    private record CountedText(String text, int[] read) implements CharSequence {
        CountedText(String text) {
            this(text, new int[1]);
        }

        @Override
        public char charAt(int index) {
            if ((++read[0] & 63) == 0) {
                Work.spend(16);
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.subSequence(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }

    @Override
    public String getName() {
        return inner.getName();
    }

    @Override
    public Symbol getSymbol() {
        return inner.getSymbol();
    }

    @Override
    public List<List<Param>> getParameters() {
        return inner.getParameters();
    }

    @Override
    public Object defaultValue() {
        return inner.defaultValue();
    }

    @Override
    @SuppressWarnings("rawtypes")
    public List feelDialectAdaptedInputList(List list) {
        return inner.feelDialectAdaptedInputList(list);
    }

    @Override
    public boolean isCompatible(Type[] inputs, Type output) {
        return inner.isCompatible(inputs, output);
    }

    @Override
    public String toString() {
        return inner.toString();
    }
}
