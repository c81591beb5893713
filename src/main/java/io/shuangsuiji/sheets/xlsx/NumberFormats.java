package io.shuangsuiji.sheets.xlsx;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Tells of a cell's style whether its number is meant as a date, by the formats that Excel and WPS write in Chinese. */
final class NumberFormats {
    /** What a number stands for. */
    enum Kind {
        NUMBER,
        DATE,
        /** A time of day. */
        TIME,
        /** A span of time, which may exceed a day. */
        ELAPSED
    }

    /**
     * How a number is shown.
     *
     * @param zeros of how many digits at least, where the format asks for leading zeros
     */
    record Format(Kind kind, int zeros) {}

    private static final Format GENERAL = new Format(Kind.NUMBER, 0);

    /** Excel itself has no more than some 65,000. */
    private static final int MOST = 1_000_000;

    /** What a code is made of; what matches nothing of it is shown as it is. */
    private static final Pattern TOKEN = Pattern.compile(
            "\"[^\"]*\"?|\\\\.?|[_*].?|\\[[^]]*]?|;|am/pm|a/p|general|(?<=[0#?.])e[+-]|a{3,}|[ymdhse]", Pattern.DOTALL);

    private static final Pattern ELAPSED = Pattern.compile("\\[(h+|m+|s+)]");

    /** A year, a day, a weekday, or a month: minutes follow hours or precede seconds. */
    private static final Pattern DAY = Pattern.compile("[yeda]|mmm|(?<![hm])m{1,2}(?![sm])");

    private static final Pattern CLOCK = Pattern.compile("[hs]");

    private final List<Format> styles = new ArrayList<>();

    /** Reads the part that holds the styles. */
    void read(XmlPart xml) {
        Map<Integer, Format> custom = new HashMap<>();
        while (xml.child(0)) {
            while (xml.child(1)) {
                var list = xml.name();
                while ((list.equals("numFmts") || list.equals("cellXfs")) && xml.child(2)) {
                    int id = XmlPart.index(xml.attribute("numFmtId"));
                    var code = xml.attribute("formatCode");
                    if (list.equals("cellXfs")) {
                        var format = custom.get(id);
                        styles.add(format == null ? builtIn(id) : format);
                    } else if (code != null) {
                        custom.put(id, of(code));
                    }
                    if (styles.size() + custom.size() > MOST) {
                        throw xml.damaged("的样式过多", "holds too many styles");
                    }
                }
            }
        }
    }

    /** The format of a style by its index, or the general one where there is no such style. */
    Format of(int style) {
        return style >= 0 && style < styles.size() ? styles.get(style) : GENERAL;
    }

    /** Those that have a number and no code; from 27 on, what they are where Excel is Chinese. */
    static Format builtIn(int id) {
        return switch (id) {
            case 14, 15, 16, 17, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58 -> new Format(Kind.DATE, 0);
            case 18, 19, 20, 21, 32, 33, 34, 35, 45, 47, 55, 56 -> new Format(Kind.TIME, 0);
            case 46 -> new Format(Kind.ELAPSED, 0);
            default -> GENERAL;
        };
    }

    /** By its code, of which the first section says how a date is written. */
    static Format of(String code) {
        var letters = new StringBuilder();
        boolean elapsed = false;
        boolean clock = false;
        var tokens = TOKEN.matcher(code.toLowerCase(Locale.ROOT));
        while (tokens.find() && !tokens.group().equals(";")) {
            var token = tokens.group();
            switch (token) {
                case "general", "e+", "e-" -> {
                    return GENERAL;
                }
                case "am/pm", "a/p" -> clock = true;
                default -> {
                    var span = ELAPSED.matcher(token);
                    if (span.matches()) {
                        elapsed = true;
                        letters.append(span.group(1).charAt(0) == 's' ? 's' : 'h');
                    } else if (Character.isLetter(token.charAt(0))) {
                        letters.append(token.charAt(0));
                    }
                }
            }
        }
        if (DAY.matcher(letters).find()) {
            return new Format(Kind.DATE, 0);
        }
        if (clock || CLOCK.matcher(letters).find()) {
            return new Format(elapsed ? Kind.ELAPSED : Kind.TIME, 0);
        }
        var first = code.split(";", 2)[0];
        return first.matches("0{2,}") ? new Format(Kind.NUMBER, first.length()) : GENERAL;
    }
}
