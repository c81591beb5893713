package io.shuangsuiji.scenario.result;

import io.shuangsuiji.scenario.run.Mismatch;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.Notation;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Finds in a scenario's sentence what its cells expected, as a number, a percentage, a date or a word, and puts what came
 * out in its place. It may be quoted by chance, so that only people can say whether it shall be changed.
 */
final class QuotedValues {
    /** Before a number: no digit, and nothing that makes it part of a rule's id, of a date or of a longer number. */
    private static final String BEFORE = "(?<![\\d.,，A-Za-z/-])";

    private static final String AFTER = "(?![\\d％%]|[.,，]\\d)";

    private QuotedValues() {}

    /** The sentence with the new values, if it quotes an old one. */
    static Optional<String> replaced(String sentence, List<Mismatch> mismatches) {
        var forms = new LinkedHashMap<String, String>();
        mismatches.forEach(mismatch -> collect(mismatch, forms));
        if (forms.isEmpty()) {
            return Optional.empty();
        }
        // all at once, that no new value is taken for an old one
        var patterns = List.copyOf(forms.keySet());
        var any =
                Pattern.compile(patterns.stream().map(form -> "(" + form + ")").collect(Collectors.joining("|")));
        var changed = any.matcher(sentence).replaceAll(found -> {
            int form = 0;
            while (found.group(form + 1) == null) {
                form++;
            }
            return Matcher.quoteReplacement(forms.get(patterns.get(form)));
        });
        return Optional.of(changed).filter(text -> !text.equals(sentence));
    }

    private static void collect(Mismatch mismatch, Map<String, String> forms) {
        var before = mismatch.expected();
        var after = mismatch.actual();
        var oldNumber = Notation.number(before);
        var newNumber = Notation.number(after);
        var oldDate = Notation.date(before);
        var newDate = Notation.date(after);
        if (oldNumber.isPresent() && newNumber.isPresent()) {
            numbers(oldNumber.get(), newNumber.get(), forms);
        } else if (oldDate.isPresent() && newDate.isPresent()) {
            dates(oldDate.get(), newDate.get(), forms);
        } else if (oldNumber.isEmpty() && before.length() > 1 && !after.equals(ShownValue.NULL)) {
            // a single sign such as 是 stands in every sentence
            forms.putIfAbsent(Pattern.quote(before), after);
        }
    }

    private static void numbers(BigDecimal before, BigDecimal after, Map<String, String> forms) {
        forms.putIfAbsent(BEFORE + Pattern.quote(percent(before)) + "(?=[％%])", percent(after));
        forms.putIfAbsent(BEFORE + "百分之" + Pattern.quote(percent(before)) + AFTER, "百分之" + percent(after));
        // the 20 of 6月20日 is a day
        var number = BEFORE + "(?!(?<=月)\\d+[日号])";
        forms.putIfAbsent(number + Pattern.quote(ShownValue.shown(before)) + AFTER, ShownValue.shown(after));
        forms.putIfAbsent(number + Pattern.quote(grouped(before)) + AFTER, grouped(after));
    }

    private static String percent(BigDecimal share) {
        return ShownValue.shown(share.movePointRight(2));
    }

    private static String grouped(BigDecimal number) {
        return new DecimalFormat("#,##0.###############", DecimalFormatSymbols.getInstance(Locale.ROOT)).format(number);
    }

    private static void dates(LocalDate before, LocalDate after, Map<String, String> forms) {
        forms.putIfAbsent("(?<!\\d)" + before + "(?!\\d)", after.toString());
        for (var form : List.of("%1$d年%2$d月%3$d日", "%1$d/%2$d/%3$d", "%1$d.%2$d.%3$d")) {
            forms.putIfAbsent("(?<!\\d)" + Pattern.quote(shown(form, before)) + "(?!\\d)", shown(form, after));
        }
        // a day without its year, where the year is the same
        if (before.getYear() == after.getYear()) {
            forms.putIfAbsent("(?<!\\d)" + Pattern.quote(shown("%2$d月%3$d日", before)), shown("%2$d月%3$d日", after));
        }
    }

    private static String shown(String form, LocalDate date) {
        return form.formatted(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }
}
