package io.shuangsuiji.policy;

import io.shuangsuiji.policy.ValueType.Kind;
import java.util.Optional;
import java.util.regex.Pattern;
import org.kie.dmn.feel.runtime.functions.DateAndTimeFunction;
import org.kie.dmn.feel.runtime.functions.DateFunction;
import org.kie.dmn.feel.runtime.functions.DurationFunction;
import org.kie.dmn.feel.runtime.functions.FEELFnResult;
import org.kie.dmn.feel.runtime.functions.TimeFunction;
import org.kie.dmn.feel.util.TypeUtil;

/** FEEL's dates, times and durations as ISO 8601 writes them. */
public final class IsoText {
    private static final int LONGEST = 64;
    private static final int MOST_SHOWN = 60;

    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");
    // FEEL takes a mere date for its midnight, which a sender may not mean
    private static final Pattern DATE_TIME = Pattern.compile(DATE + "T.+");
    // FEEL reads P1Y2D as a year and P1W as nothing
    private static final Pattern PERIOD = Pattern.compile("-?P(?=\\d)(?:\\d+Y)?(?:\\d+M)?");
    private static final Pattern DURATION =
            Pattern.compile("-?P(?=\\d|T\\d)(?:\\d+D)?(?:T(?=\\d)(?:\\d+H)?(?:\\d+M)?(?:\\d+(?:\\.\\d+)?S)?)?");

    private IsoText() {}

    /** The value of that kind that a text stands for, as FEEL has it; empty where it stands for none. */
    public static Optional<Object> read(Kind kind, String text) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        return switch (kind) {
            case DATE -> of(kind, DATE.matcher(text).matches() ? DateFunction.INSTANCE.invoke(text) : null);
            case TIME -> of(kind, TimeFunction.INSTANCE.invoke(text));
            case DATE_TIME ->
                of(kind, DATE_TIME.matcher(text).matches() ? DateAndTimeFunction.INSTANCE.invoke(text) : null);
            case DURATION -> of(kind, DURATION.matcher(text).matches() ? DurationFunction.INSTANCE.invoke(text) : null);
            case PERIOD -> of(kind, PERIOD.matcher(text).matches() ? DurationFunction.INSTANCE.invoke(text) : null);
            default -> Optional.empty();
        };
    }

    private static Optional<Object> of(Kind kind, FEELFnResult<?> result) {
        return result == null
                ? Optional.empty()
                : Optional.<Object>ofNullable(result.getOrElse(null)).filter(kind::holds);
    }

    /** A value that is no list and no structure: a text itself, and others as FEEL reads them. */
    public static String write(Object value) {
        return TypeUtil.formatValue(value, false);
    }

    /** Any value as messages show it: FEEL's literal of it, of a long one the beginning. */
    static String shown(Object value) {
        var literal = value == null ? "null（空）" : TypeUtil.formatValue(value, true);
        return literal.length() <= MOST_SHOWN ? literal : literal.substring(0, MOST_SHOWN) + "…";
    }
}
