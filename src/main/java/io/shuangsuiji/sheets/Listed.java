package io.shuangsuiji.sheets;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Bounds what an answer repeats of what was sent: however wrong a file is, its refusal stays one that can be read. */
public final class Listed {
    /** So many problems of one input or file are listed; of further ones it is said how many there are. */
    public static final int MOST = 100;

    /** Nothing that people give a name to, or send as a value, needs more characters to be known again. */
    private static final int LONGEST = 60;

    private static final int MOST_NAMES = 40;

    private Listed() {}

    /**
     * The first problems, and one that says how many more there are.
     *
     * @param more makes that one of its words
     */
    public static <T> List<T> few(List<T> problems, Function<String, T> more) {
        if (problems.size() <= MOST + 1) {
            return List.copyOf(problems);
        }
        int left = problems.size() - MOST;
        var few = new ArrayList<>(problems.subList(0, MOST));
        few.add(more.apply("……另有 " + left + " 处，未一一列出 / … and " + left + " more, not listed"));
        return List.copyOf(few);
    }

    /** The same of fields or cells. */
    public static List<FieldProblem> few(List<FieldProblem> problems) {
        return few(problems, words -> new FieldProblem("", words));
    }

    /** A name or value that was sent, of a long one the beginning. */
    public static String shortened(String text) {
        return text.length() <= LONGEST ? text : beginning(text, LONGEST) + "…";
    }

    /** Names of columns beside each other, of many the first. */
    public static String names(Collection<String> names, String between) {
        var first = names.stream().limit(MOST_NAMES).map(Listed::shortened).collect(Collectors.joining(between));
        return names.size() <= MOST_NAMES ? first : first + between + "…（" + names.size() + "）";
    }

    /** The beginning of a text; no character is cut in half. */
    static String beginning(String text, int length) {
        return text.substring(0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
    }
}
