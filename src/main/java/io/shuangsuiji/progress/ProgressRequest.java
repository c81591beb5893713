package io.shuangsuiji.progress;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is asked of a ledger.
 *
 * @param on the day asked about: what the ledger says of later days is pointed out and not counted
 * @param period whose tasks are held against its milestones
 */
public record ProgressRequest(LocalDate on, Period period) {
    private static final String ON = "on";
    private static final String PERIOD = "period";

    /** The names of what may be asked. */
    public static final List<String> NAMES = List.of(ON, PERIOD);

    /**
     * The day by which an edition is chosen where nobody names one: the period's first, or the day asked about.
     *
     * @param given gives the text of a parameter, null or blank where it was not given
     * @throws InvalidInput where one cannot be read; its pointer is {@code /} and the parameter's name
     */
    public static LocalDate chooses(UnaryOperator<String> given, LocalDate today) {
        return period(given).map(Period::firstDay).orElseGet(() -> on(given, today));
    }

    /**
     * Reads what is asked: {@code on}, today by default, and {@code period}, by default the one in which that day lies.
     *
     * @throws InvalidInput where one cannot be read, or the edition makes no plans for such periods
     */
    public static ProgressRequest read(Edition edition, UnaryOperator<String> given, LocalDate today) {
        var on = on(given, today);
        var unit = PlanInputs.unit(edition.models());
        var period = period(given).orElseGet(() -> Period.of(unit, on));
        if (period.unit() != unit) {
            throw wrong(
                    PERIOD,
                    "本版方案按" + unit.word() + "编制，应写作 " + unit.example() + "，收到 " + period + " / plans are made by the "
                            + unit.key() + ", such as " + unit.example() + ", got " + period);
        }
        return new ProgressRequest(on, period);
    }

    private static Optional<Period> period(UnaryOperator<String> given) {
        var text = given.apply(PERIOD);
        if (text == null || text.isBlank()) {
            return Optional.empty();
        }
        var forms = Stream.of(Period.Unit.values()).map(Period.Unit::example).collect(Collectors.joining("、"));
        return Optional.of(Period.parse(text)
                .orElseThrow(() -> wrong(
                        PERIOD,
                        "时段应写作 " + forms + "，收到 \"" + Listed.shortened(text)
                                + "\" / expected a period such as 2024Q1")));
    }

    private static LocalDate on(UnaryOperator<String> given, LocalDate today) {
        var text = given.apply(ON);
        if (text == null || text.isBlank()) {
            return today;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            throw wrong(
                    ON,
                    "应为存在的日期，如 2024-03-20，收到 \"" + Listed.shortened(text)
                            + "\" / expected a date that exists, such as 2024-03-20");
        }
    }

    private static InvalidInput wrong(String name, String detail) {
        return new InvalidInput(List.of(new FieldProblem("/" + name, detail)));
    }
}
