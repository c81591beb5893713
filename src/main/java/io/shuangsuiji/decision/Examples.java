package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.IsoText;
import io.shuangsuiji.policy.ValueConstraint.Range;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** An input that a model of an edition takes, and the answer that it gives: examples that cannot be out of date. */
public final class Examples {
    private static final BigDecimal SOME = BigDecimal.valueOf(100);

    private Examples() {}

    /** An input. */
    public static Map<String, Object> input(Edition edition, DecisionModel model) {
        var values = new LinkedHashMap<String, Object>();
        model.inputs().forEach(input -> values.put(input.name(), value(edition, input.type())));
        return values;
    }

    /** The answer to that input; empty where the model gives none. */
    public static Optional<JsonNode> output(Edition edition, DecisionModel model) {
        try {
            return Optional.of(
                    FeelJson.toJson(Decisions.decide(edition, model, input(edition, model)), model.outputs()));
        } catch (InvalidInput | NoMatchingRule none) {
            return Optional.empty();
        }
    }

    private static Object value(Edition edition, ValueType type) {
        if (type.list()) {
            return List.of();
        }
        if (type.kind() == Kind.STRUCTURE) {
            var fields = new LinkedHashMap<String, Object>();
            type.fields().forEach(field -> fields.put(field.name(), value(edition, field.type())));
            return fields;
        }
        return candidates(edition, type)
                .filter(value -> type.constraint().allows(value))
                .findFirst()
                .orElse(null);
    }

    private static Stream<?> candidates(Edition edition, ValueType type) {
        var listed = type.constraint().enumeration();
        if (!listed.isEmpty()) {
            return listed.stream();
        }
        var effectiveOn = edition.name().effectiveOn();
        return switch (type.kind()) {
            case BOOLEAN -> Stream.of(false, true);
            case DATE -> type.optional() ? Stream.empty() : Stream.of(effectiveOn);
            case NUMBER ->
                Stream.concat(
                        type.optional()
                                ? Stream.of(BigDecimal.ZERO, SOME)
                                : Stream.of(SOME, BigDecimal.valueOf(effectiveOn.getYear()), BigDecimal.ZERO),
                        type.constraint().ranges().stream().map(Range::low));
            case TEXT -> type.optional() ? Stream.empty() : Stream.of("…");
            case TIME -> read(type, "08:30:00");
            case DATE_TIME -> read(type, effectiveOn + "T08:30:00");
            case DURATION -> read(type, "P1D");
            case PERIOD -> read(type, "P1Y");
            case STRUCTURE, OTHER -> Stream.empty();
        };
    }

    private static Stream<Object> read(ValueType type, String iso) {
        return IsoText.read(type.kind(), iso).stream();
    }
}
