package io.shuangsuiji.policy.document;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a reader stands in the numbering of a document: 一、 （一） 1. （1） 一是, or 第一条. */
final class ClauseNumber {
    private static final String CHINESE = "[一二三四五六七八九十百零〇]{1,5}";

    /** A level: how its number is written, from the outermost, and how the reference to it shows it. */
    private enum Level {
        PART("第" + CHINESE + "[编章节]", "\\s"),
        TOP("(" + CHINESE + ")、|(第" + CHINESE + "条)", "\\s*"),
        SECOND("[（(](" + CHINESE + ")[）)]", "\\s*"),
        // 12.5% is no number of a clause
        THIRD("([0-9０-９]{1,3})[.．、](?![0-9０-９])", "\\s*"),
        FOURTH("[（(]([0-9０-９]{1,3})[）)]", "\\s*"),
        ITEM("(" + CHINESE + "是)", "");

        private final Pattern pattern;

        Level(String number, String then) {
            pattern = Pattern.compile("^[\\s\\u3000]*(?:" + number + ")" + then);
        }
    }

    /** Longer than this, a line that begins with a number is the beginning of a sentence, not a heading. */
    private static final int LONGEST_HEADING = 20;

    private static final Pattern PUNCTUATION = Pattern.compile("[，。；：！？]");

    private final String[] numbers = new String[Level.values().length];

    /** True where a text begins with a number of any level. */
    static boolean begins(String text) {
        for (var level : Level.values()) {
            if (level.pattern.matcher(text).find()) {
                return true;
            }
        }
        return false;
    }

    /** True where a text begins with the number of an item within a sentence ({@code 一是}, {@code （1）}). */
    static boolean beginsItem(String text) {
        return Level.ITEM.pattern.matcher(text).find()
                || Level.FOURTH.pattern.matcher(text).find();
    }

    /** True for a line that is a number and a few words. */
    static boolean isHeading(String line) {
        for (var level : Level.values()) {
            var number = level.pattern.matcher(line);
            if (level != Level.ITEM && number.find()) {
                var words = line.substring(number.end()).strip();
                return words.length() <= LONGEST_HEADING
                        && !PUNCTUATION.matcher(words).find();
            }
        }
        return false;
    }

    /** Goes on to the number that a text begins with, where it begins with one. */
    void enter(String text) {
        for (var level : Level.values()) {
            var number = level.pattern.matcher(text);
            if (number.find()) {
                numbers[level.ordinal()] = shown(number);
                for (int inner = level.ordinal() + 1; inner < numbers.length; inner++) {
                    numbers[inner] = null;
                }
                return;
            }
        }
    }

    private static String shown(Matcher number) {
        for (int group = 1; group <= number.groupCount(); group++) {
            if (number.group(group) != null) {
                return number.group(group);
            }
        }
        return "";
    }

    /** The reference to where the reader stands. */
    String reference() {
        var second = numbers[Level.SECOND.ordinal()];
        var fourth = numbers[Level.FOURTH.ordinal()];
        var item = numbers[Level.ITEM.ordinal()];
        return (text(numbers[Level.TOP.ordinal()])
                        + (second == null ? "" : "(" + second + ")")
                        + text(numbers[Level.THIRD.ordinal()])
                        + (fourth == null ? "" : "(" + fourth + ")")
                        + (item == null ? "" : " " + item))
                .strip();
    }

    private static String text(String number) {
        return number == null ? "" : number;
    }
}
