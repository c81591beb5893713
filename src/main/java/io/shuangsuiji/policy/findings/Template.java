package io.shuangsuiji.policy.findings;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A text with places to be filled: {@code {name}} by the value of that name, {@code {name%}} by a share in percent.
 *
 * @param text as the edition has it
 */
public record Template(String text) {
    private static final Pattern PLACE = Pattern.compile("\\{([^{}%]*)(%?)}");
    private static final String NOTHING = "–";

    /** The names of its places, as often as they occur. */
    public List<String> names() {
        return PLACE.matcher(text)
                .results()
                .map(place -> place.group(1).strip())
                .toList();
    }

    /** True where a brace belongs to no place. */
    public boolean hasStrayBrace() {
        return PLACE.matcher(text).replaceAll("").matches("(?s).*[{}].*");
    }

    /** The text with its places filled; a value that is not known is shown as a dash. */
    public String fill(Map<String, ?> values) {
        var filled = new ArrayList<String>();
        int at = 0;
        var places = PLACE.matcher(text);
        while (places.find()) {
            filled.add(text.substring(at, places.start()));
            filled.add(
                    shown(values.get(places.group(1).strip()), !places.group(2).isEmpty()));
            at = places.end();
        }
        filled.add(text.substring(at));
        return String.join("", filled);
    }

    private static String shown(Object value, boolean percent) {
        if (value == null) {
            return NOTHING;
        }
        if (value instanceof BigDecimal number) {
            var moved = percent ? number.movePointRight(2) : number;
            return moved.stripTrailingZeros().toPlainString() + (percent ? "%" : "");
        }
        return value instanceof Collection<?> several
                ? several.stream().map(each -> shown(each, percent)).collect(Collectors.joining("、"))
                : value.toString();
    }
}
