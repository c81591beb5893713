package io.shuangsuiji.policy;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.calendar.Period.Unit;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Where the inputs of an edition's models come from when a plan is made. What the service itself knows (the period, the
 * object, a stratum's population) it gives under a fixed name; every other input of the models of {@link #ASKED} is a
 * parameter of the plan that its caller gives by the input's own name: how many officers there are, say.
 */
public final class PlanInputs {
    /** The models whose further inputs are parameters of a plan. */
    private static final List<String> ASKED = List.of("classification", "quota", "routing");

    /** What is known of a period. */
    private static final Set<String> PERIOD = Period.quarter(2000, 1).values().keySet();

    private static final Map<String, Set<String>> GIVEN = Map.of(
            "classification", Set.of("object", "taskType", "evaluationDate"),
            "quota", Set.of("objectType", "category", "population", "team", "teamPopulation", "total"),
            "routing", Set.of("objectType", "taskType", "category", "team"),
            "caps", Set.of("object", "category", "taskType", Vocabulary.INSPECTIONS),
            "schedule", Set.of("taskEndedOn", "quarterEndedOn"),
            "progress", Set.of("nonJointTasks"),
            "draw", Set.of("stratum", "sampleSize", "objectType", "category", "taskType"));

    private PlanInputs() {}

    /** The parameters of an edition's plans, those of several models once, in the order of the models. */
    public static List<Field> parameters(Map<String, DecisionModel> models) {
        var parameters = new LinkedHashMap<String, Field>();
        for (var name : ASKED) {
            Optional.ofNullable(models.get(name)).stream()
                    .flatMap(model -> model.inputs().stream().filter(input -> !isGiven(models, name, input)))
                    .forEach(input -> parameters.putIfAbsent(input.name(), input));
        }
        return List.copyOf(parameters.values());
    }

    /** The facts of an object by which the quota divides strata, beside its type. */
    public static List<Field> divisions(Map<String, DecisionModel> models) {
        return models.get("quota").inputs().stream()
                .filter(input -> !GIVEN.get("quota").contains(input.name()) && !PERIOD.contains(input.name()))
                .filter(input -> isFact(models, input))
                .toList();
    }

    /** True where the quota is asked team by team. */
    public static boolean byTeam(Map<String, DecisionModel> models) {
        var quota = models.get("quota");
        return quota.input("team").isPresent() || quota.input("teamPopulation").isPresent();
    }

    /** For how long plans are made: the shortest period that the quota asks for, the year where it asks for none. */
    public static Unit unit(Map<String, DecisionModel> models) {
        var quota = models.get("quota");
        return Stream.of(Unit.MONTH, Unit.QUARTER, Unit.HALF)
                .filter(unit -> quota.input(unit.key()).isPresent())
                .findFirst()
                .orElse(Unit.YEAR);
    }

    /** The inputs that a plan could give no value: each refuses the edition. */
    public static List<Message> check(Map<String, DecisionModel> models) {
        var parameters = parameters(models);
        var unit = unit(models);
        return GIVEN.keySet().stream()
                .sorted()
                .filter(models::containsKey)
                .flatMap(name -> models.get(name).inputs().stream()
                        .flatMap(input -> problem(models, name, input, parameters, unit).stream())
                        .map(text -> Message.error(name + ".dmn", null, text)))
                .toList();
    }

    private static Optional<String> problem(
            Map<String, DecisionModel> models, String model, Field input, List<Field> parameters, Unit unit) {
        if (PERIOD.contains(input.name())) {
            boolean known = Stream.of(Unit.values())
                    .filter(each -> each.key().equals(input.name()))
                    .allMatch(unit::isWithin);
            return known || input.type().optional()
                    ? Optional.empty()
                    : Optional.of("方案按" + unit.word() + "编制，给不出输入「" + input.label() + "」（" + input.name()
                            + "） / plans are made by the " + unit.key() + ", which does not tell the input "
                            + input.name());
        }
        if (isGiven(models, model, input)) {
            return Optional.empty();
        }
        if (!ASKED.contains(model)) {
            return Optional.of("编制方案时给不出输入「" + input.label() + "」（" + input.name() + "），可用：" + allowed(model)
                    + " / a plan cannot give the input " + input.name() + "; it gives " + allowed(model));
        }
        boolean plain = !input.type().list()
                && input.type().kind() != ValueType.Kind.STRUCTURE
                && input.type().kind() != ValueType.Kind.OTHER;
        var same = parameters.stream()
                .filter(parameter -> parameter.name().equals(input.name()))
                .findFirst();
        if (!plain) {
            return Optional.of("输入「" + input.label() + "」（" + input.name() + "）须为单个值，编制方案时才给得出 / the input "
                    + input.name() + " must be a single value to be a parameter of plans");
        }
        return same.filter(other -> !other.type().name().equals(input.type().name()))
                .map(other -> "输入「" + input.label() + "」（" + input.name() + "）在几个模型里类型不同："
                        + other.type().name() + "、" + input.type().name() + " / the input " + input.name()
                        + " has different types in several models");
    }

    private static String allowed(String model) {
        return String.join(
                "、",
                Stream.concat(GIVEN.get(model).stream(), PERIOD.stream())
                        .sorted()
                        .toList());
    }

    private static boolean isGiven(Map<String, DecisionModel> models, String model, Field input) {
        return PERIOD.contains(input.name())
                || GIVEN.get(model).contains(input.name())
                || model.equals("quota") && isFact(models, input);
    }

    private static boolean isFact(Map<String, DecisionModel> models, Field input) {
        return Optional.ofNullable(models.get("classification"))
                .flatMap(classification -> classification.input("object"))
                .flatMap(object -> object.type().field(input.name()))
                .isPresent();
    }
}
