package io.shuangsuiji.plan;

import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * The values of the parameters that an edition's models ask of a plan ({@link PlanInputs#parameters}).
 *
 * @param values by name, null where an optional one was not given
 * @param byTeam by name and team, where a team has a value of its own; only of editions that size samples team by team
 */
public record PlanParameters(Map<String, Object> values, Map<String, Map<String, Object>> byTeam) {

    /** The names under which an edition takes parameters: {@code officers}, and {@code officers.一队} for one team's own. */
    public static List<String> names(Edition edition) {
        var names = new ArrayList<String>();
        for (var parameter : PlanInputs.parameters(edition.models())) {
            names.add(parameter.name());
            teams(edition).forEach(team -> names.add(parameter.name() + "." + team));
        }
        return names;
    }

    /**
     * Reads the parameters.
     *
     * @param given gives the text of a parameter, null or blank where it was not given
     * @param problems is added what cannot be read; a pointer is {@code /} and the parameter's name
     */
    static PlanParameters read(Edition edition, UnaryOperator<String> given, List<FieldProblem> problems) {
        var values = new LinkedHashMap<String, Object>();
        var byTeam = new LinkedHashMap<String, Map<String, Object>>();
        for (var parameter : PlanInputs.parameters(edition.models())) {
            var own = new LinkedHashMap<String, Object>();
            for (var team : teams(edition)) {
                var text = given.apply(parameter.name() + "." + team);
                if (text != null && !text.isBlank()) {
                    own.put(team, value(parameter, parameter.name() + "." + team, text, problems));
                }
            }
            var text = given.apply(parameter.name());
            boolean blank = text == null || text.isBlank();
            if (blank
                    && !parameter.type().optional()
                    && (own.isEmpty() || own.size() < teams(edition).size())) {
                problems.add(new FieldProblem(
                        FieldProblem.pointer("", parameter.name()),
                        "缺少" + parameter.label() + " / " + parameter.name() + " is required"));
            }
            values.put(parameter.name(), blank ? null : value(parameter, parameter.name(), text, problems));
            if (!own.isEmpty()) {
                byTeam.put(parameter.name(), Collections.unmodifiableMap(own));
            }
        }
        return new PlanParameters(Collections.unmodifiableMap(values), Collections.unmodifiableMap(byTeam));
    }

    /** The value for a team: its own, or the one for all. */
    Object of(String name, String team) {
        var own = byTeam.getOrDefault(name, Map.of());
        return team != null && own.containsKey(team) ? own.get(team) : values.get(name);
    }

    /** The teams that may have values of their own; none where samples are not sized team by team. */
    public static List<String> teams(Edition edition) {
        return PlanInputs.byTeam(edition.models()) ? edition.teams() : List.of();
    }

    private static Object value(Field parameter, String name, String text, List<FieldProblem> problems) {
        return Values.fromText(parameter.type(), text.strip(), FieldProblem.pointer("", name), problems);
    }
}
