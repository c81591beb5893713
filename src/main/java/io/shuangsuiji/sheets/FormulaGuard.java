package io.shuangsuiji.sheets;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.regex.Pattern;

/**
 * Keeps what somebody sent from becoming a formula in the spreadsheet program of whoever opens our answer. In a text file
 * such a cell begins with an apostrophe, which our own reading takes away again: what is written so reads as it was. A
 * number stays a number, whatever its sign.
 */
public final class FormulaGuard {
    private static final char GUARD = '\'';
    private static final String SIGN = "=@+-";
    private static final int LONGEST_CHARACTER = 4;
    /** In characters; nothing longer is a number. */
    private static final int LONGEST = 400;

    private static final Pattern NUMBER =
            Pattern.compile("[-+]\\s?(?:\\d[\\d,]*(?:\\.\\d*)?|\\.\\d+)(?:[eE][-+]?\\d{1,3})?\\s?[%‰]?");
    private static final Pattern SIGNS = Pattern.compile("[-+]+");

    private FormulaGuard() {}

    /** A text as it is written into a cell of a text file. */
    public static String guarded(String text) {
        return needsGuard(text) ? GUARD + text : text;
    }

    /** What was meant by the text of a cell of a text file. */
    public static String original(String cell) {
        return !cell.isEmpty() && cell.charAt(0) == GUARD && needsGuard(cell.substring(1)) ? cell.substring(1) : cell;
    }

    // a text of somebody's own that looks guarded is guarded once more, or it would read as another
    private static boolean needsGuard(String text) {
        int at = 0;
        while (at < text.length() && text.charAt(at) == GUARD) {
            at++;
        }
        return isFormula(at == 0 ? text : text.substring(at));
    }

    /**
     * True for a text that a program may take for a formula: it begins with {@code = + - @} of whatever width, perhaps
     * behind characters that nobody sees, and is no number; or with a tab or a line end.
     */
    public static boolean isFormula(String text) {
        if (text.isEmpty() || Character.isLetterOrDigit(text.charAt(0))) {
            return false;
        }
        int at = 0;
        while (at < text.length() && isUnseen(text.codePointAt(at))) {
            at += Character.charCount(text.codePointAt(at));
        }
        if (at == text.length()) {
            return false;
        }
        char first = plain(text.substring(at, at + 1)).charAt(0);
        if (first == '=' || first == '@') {
            return true;
        }
        if (first == '+' || first == '-') {
            if (at > 0 || text.length() > LONGEST) {
                return true;
            }
            var plain = plain(text).strip();
            return !NUMBER.matcher(plain).matches() && !SIGNS.matcher(plain).matches();
        }
        char seen = text.charAt(0);
        return seen == '\t' || seen == '\r' || seen == '\n';
    }

    /** True where the cell between two positions, which is not empty, may be guarded or need to be, by its first character. */
    public static boolean mayBegin(byte[] utf8, int from, int to) {
        byte first = utf8[from];
        if (first >= 0) {
            return first == '=' || first == '+' || first == '-' || first == '@' || first == GUARD;
        }
        if (first >= (byte) 0xE4 && first <= (byte) 0xE9) {
            // the common Chinese characters
            return false;
        }
        var beginning = new String(utf8, from, Math.min(LONGEST_CHARACTER, to - from), StandardCharsets.UTF_8);
        return isUnseen(beginning.codePointAt(0)) || SIGN.indexOf(plain(beginning.substring(0, 1))) >= 0;
    }

    private static boolean isUnseen(int character) {
        return switch (Character.getType(character)) {
            case Character.FORMAT,
                    Character.CONTROL,
                    Character.SPACE_SEPARATOR,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }

    private static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
