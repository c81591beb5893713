package io.shuangsuiji.plan;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What is asked of a plan beside the registry.
 *
 * @param period the period to plan
 * @param parameters what the edition's models ask for
 * @param evaluationDate the day as of which the objects are classified
 */
public record PlanRequest(Period period, PlanParameters parameters, LocalDate evaluationDate) {
    /** The names by which the period may be given: the same thing, of which the first is the older. */
    private static final List<String> PERIOD = List.of("quarter", "period");

    private static final String EVALUATION_DATE = "evaluationDate";

    /** Every name that an edition's plans take. */
    public static List<String> names(Edition edition) {
        return Stream.of(PERIOD, PlanParameters.names(edition), List.of(EVALUATION_DATE))
                .flatMap(List::stream)
                .toList();
    }

    /**
     * The period that is asked for: it says which edition is in force.
     *
     * @param given gives the text of a parameter, null or blank where it was not given
     * @throws InvalidInput where there is none, or two that differ
     */
    public static Period period(UnaryOperator<String> given) {
        var texts = PERIOD.stream()
                .map(given)
                .filter(text -> text != null && !text.isBlank())
                .distinct()
                .toList();
        var period = texts.size() == 1 ? Period.parse(texts.get(0)) : Optional.<Period>empty();
        return period.orElseThrow(() -> new InvalidInput(List.of(new FieldProblem(
                "/" + PERIOD.get(0),
                "时段应写作 " + forms("、") + "，" + (texts.size() > 1 ? "收到两个：" + texts : got(texts))
                        + " / expected a period such as " + forms(", ") + ", " + gotInEnglish(texts)))));
    }

    /**
     * Reads what an edition's plans take: the period, the {@linkplain PlanParameters parameters} and {@code evaluationDate}
     * (optional).
     *
     * @param given gives the text of a parameter, null or blank where it was not given
     * @param today the default of the evaluation date
     * @throws InvalidInput with every parameter that cannot be read; its pointer is {@code /} and the parameter's name
     */
    public static PlanRequest read(Edition edition, UnaryOperator<String> given, LocalDate today) {
        var problems = new ArrayList<FieldProblem>();
        var period = period(given);
        var unit = PlanInputs.unit(edition.models());
        if (period.unit() != unit) {
            problems.add(new FieldProblem(
                    "/" + PERIOD.get(0),
                    "本版方案按" + unit.word() + "编制，应写作 " + unit.example() + "，收到 " + period + " / plans are made by the "
                            + unit.key() + ", such as " + unit.example() + ", got " + period));
        }
        var parameters = PlanParameters.read(edition, given, problems);
        var day = day(given.apply(EVALUATION_DATE), today, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new PlanRequest(period, parameters, day);
    }

    /**
     * A value for each input of a model: what is known of it, what the period says, or the parameter of that name.
     *
     * @param known by the names of inputs
     * @param team whose parameters go before those for all, or null
     */
    public Map<String, Object> inputs(DecisionModel model, Map<String, ?> known, String team) {
        var period = this.period.values();
        var inputs = new HashMap<String, Object>();
        for (var input : model.inputs()) {
            var name = input.name();
            var value = known.containsKey(name)
                    ? known.get(name)
                    : period.containsKey(name) ? period.get(name) : parameters.of(name, team);
            inputs.put(
                    name,
                    value instanceof Integer || value instanceof Long
                            ? BigDecimal.valueOf(((Number) value).longValue())
                            : value);
        }
        return inputs;
    }

    private static LocalDate day(String text, LocalDate today, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return today;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            problems.add(new FieldProblem(
                    "/" + EVALUATION_DATE,
                    "判定日期应为存在的日期，如 2024-03-20，" + got(List.of(text))
                            + " / expected a date that exists, such as 2024-03-20, " + gotInEnglish(List.of(text))));
            return null;
        }
    }

    private static String forms(String between) {
        return String.join(
                between,
                Stream.of(Period.Unit.values()).map(Period.Unit::example).toList());
    }

    private static String got(List<String> texts) {
        return texts.isEmpty() ? "没有给出" : "收到 \"" + Listed.shortened(texts.get(0)) + "\"";
    }

    private static String gotInEnglish(List<String> texts) {
        return texts.isEmpty() ? "got none" : "got \"" + Listed.shortened(String.join("\", \"", texts)) + "\"";
    }
}
