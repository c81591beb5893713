package io.shuangsuiji.scenario.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The schedule model: beside the rules of its table, the dates that they come to on the working calendar. */
record ScheduleSubject(ModelSubject model) implements Subject {
    static final String NAME = "schedule";

    private static final List<Field> DATES = List.of(
            new Field("dueOn", "期限", ValueType.any(Kind.DATE)),
            new Field("remindOn", "提醒日", ValueType.any(Kind.DATE)),
            new Field("dateError", "日期错误", ValueType.any(Kind.TEXT)));

    @Override
    public String name() {
        return model.name();
    }

    @Override
    public List<Field> inputs() {
        return model.inputs();
    }

    @Override
    public List<Field> outputs() {
        return model.outputs().stream()
                .map(output -> output.name().equals(NAME) ? withDates(output) : output)
                .toList();
    }

    @Override
    public List<Field> steps() {
        return model.steps();
    }

    private static Field withDates(Field list) {
        var type = list.type();
        return new Field(
                list.name(),
                list.label(),
                new ValueType(
                        type.name(),
                        type.kind(),
                        type.list(),
                        type.constraint(),
                        Stream.concat(type.fields().stream(), DATES.stream()).toList()));
    }

    @Override
    public Answer ask(Edition edition, JsonNode input) {
        var answer = model.ask(edition, input);
        if (!answer.decided()) {
            return answer;
        }
        try {
            var outputs = new HashMap<>(answer.outputs());
            outputs.put(NAME, dated(edition, (Collection<?>) outputs.get(NAME)));
            return new Answer(outputs, List.of(), List.of(), answer.trace());
        } catch (NoMatchingRule undecided) {
            return new Answer(Map.of(), List.of(), undecided.reasons(), answer.trace());
        }
    }

    private static List<Object> dated(Edition edition, Collection<?> rules) {
        var dated = new ArrayList<>();
        var deadlines = Schedules.resolve(edition, rules).iterator();
        for (var rule : rules) {
            var fields = new LinkedHashMap<Object, Object>((Map<?, ?>) rule);
            var deadline = deadlines.next();
            fields.put("dueOn", deadline.dueOn());
            fields.put("remindOn", deadline.remindOn());
            fields.put(
                    "dateError",
                    deadline.error() == null
                            ? null
                            : deadline.error().code() + " " + deadline.error().year());
            dated.add(fields);
        }
        return dated;
    }
}
