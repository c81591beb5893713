package io.shuangsuiji.amendment.check;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.registry.RegistryObject;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * Objects made up from what an edition declares: one of every type and every level, and from each one a fact that takes
 * each of its values. Levels are the facts whose values are categories of the quotas.
 */
public final class GeneratedRegistry {
    /** What such a registry is called. */
    public static final String NAME = "按方案生成的名录库";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .build();

    private static final String OBJECT_TYPE = "objectType";

    private final Edition edition;
    private final LocalDate day;
    private final List<Field> facts;

    /** Of what an edition declares. */
    public GeneratedRegistry(Edition edition) {
        this.edition = edition;
        this.day = TrialYear.day(edition);
        this.facts = edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields();
    }

    /** A team, so that samples can be sized where that is done team by team. */
    private String team() {
        return PlanParameters.teams(edition).stream().findFirst().orElse(null);
    }

    List<RegistryObject> objects() {
        var least = new LinkedHashMap<String, Object>();
        facts.forEach(fact -> least.put(fact.name(), plain(fact.type())));
        var plain = List.<Map<String, Object>>of(least);
        for (var fact : facts) {
            if (fact.name().equals(OBJECT_TYPE) || isLevel(fact)) {
                plain = each(plain, fact);
            }
        }
        var all = new ArrayList<>(plain);
        for (var fact : facts) {
            if (!fact.name().equals(OBJECT_TYPE) && !isLevel(fact)) {
                all.addAll(each(plain, fact));
            }
        }
        var objects = new ArrayList<RegistryObject>();
        all.stream()
                .distinct()
                .forEach(values -> objects.add(new RegistryObject(
                        "", objects.size() + 1L, "试-" + (objects.size() + 1), null, team(), null, values)));
        return objects;
    }

    /** The same as a file of objects, one a line, such as registries are sent in. */
    public byte[] file() {
        var lines = new StringBuilder();
        for (var object : objects()) {
            var said = new LinkedHashMap<String, Object>();
            said.put("id", object.id());
            said.put("team", object.team());
            said.putAll(object.facts());
            said.values().removeIf(Objects::isNull);
            try {
                lines.append(JSON.writeValueAsString(said)).append('\n');
            } catch (JsonProcessingException plainValues) {
                throw new IllegalStateException(plainValues);
            }
        }
        return lines.toString().getBytes(StandardCharsets.UTF_8);
    }

    private List<Map<String, Object>> each(List<Map<String, Object>> objects, Field fact) {
        return objects.stream()
                .flatMap(object -> values(fact.type()).map(value -> {
                    var one = new LinkedHashMap<>(object);
                    one.put(fact.name(), value);
                    return (Map<String, Object>) one;
                }))
                .toList();
    }

    /** The values by which objects are told apart that the policy may not leave undecided: type and levels. */
    List<Object> group(RegistryObject object) {
        return facts.stream()
                .filter(fact -> fact.name().equals(OBJECT_TYPE) || isLevel(fact))
                .map(fact -> object.facts().get(fact.name()))
                .toList();
    }

    private boolean isLevel(Field fact) {
        var categories = edition.model("quota").orElseThrow().input("category").orElseThrow();
        var values = fact.type().constraint().enumeration();
        return !values.isEmpty() && categories.type().constraint().enumeration().containsAll(values);
    }

    /** What says least: nothing where that is allowed. */
    private Object plain(ValueType type) {
        return type.optional() ? null : values(type).findFirst().orElse(null);
    }

    /** Some of the values that a type allows: all of those that it lists. */
    private Stream<?> values(ValueType type) {
        var constraint = type.constraint();
        if (!constraint.enumeration().isEmpty()) {
            return constraint.enumeration().stream();
        }
        var some = switch (type.kind()) {
            case BOOLEAN -> Stream.of(true, false);
            case NUMBER ->
                Stream.concat(
                                Stream.of(0, 1, 100).map(BigDecimal::valueOf),
                                constraint.ranges().stream().flatMap(range -> Stream.of(range.low(), range.high())))
                        .filter(Objects::nonNull);
            case DATE -> Stream.of(0, 1, 12, 60).map(months -> day.minusMonths(months));
            default -> Stream.empty();
        };
        return some.filter(constraint::allows);
    }
}
