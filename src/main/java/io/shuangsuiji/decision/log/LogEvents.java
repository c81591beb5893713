package io.shuangsuiji.decision.log;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.batch.DecidedLine;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.header.Columns;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/** Writes decisions as events of the log. */
public final class LogEvents {
    private static final int MOST_KEYS = 64;

    private final Map<String, Columns> keys = new ConcurrentHashMap<>();
    private final Masking masking;
    private final boolean withMatches;
    private final Clock clock;

    /**
     * For a log.
     *
     * @param withMatches true to log the rules that held, which may take as long as deciding
     */
    public LogEvents(Masking masking, boolean withMatches, Clock clock) {
        this.masking = masking;
        this.withMatches = withMatches;
        this.clock = clock;
    }

    /**
     * By whom a model was asked.
     *
     * @param caller null where not known
     */
    public record Asked(Edition edition, DecisionModel model, String caller) {}

    /** The event of one decision, with its line end. */
    public byte[] decision(Asked asked, String id, EvaluationResult decided) {
        var event = head("decision", asked);
        decided(event, asked, id, decided);
        event.put("durationMicros", decided.nanos() / 1_000);
        return bytes(event);
    }

    /**
     * The event of some lines of a batch, with its line end.
     *
     * @param batch names the batch that they are of
     */
    public byte[] chunk(Asked asked, String batch, List<DecidedLine> lines) {
        var event = head("batch", asked);
        event.put("batch", batch);
        event.put(
                "durationMicros",
                lines.stream().mapToLong(line -> line.decided().nanos()).sum() / 1_000);
        var decisions = event.putArray("decisions");
        for (var line : lines) {
            if (line.decided().input() != null) {
                var decision = decisions.addObject();
                decision.put("line", line.line());
                decided(decision, asked, line.id(), line.decided());
            }
        }
        return bytes(event);
    }

    /** The event that says how much is missing where it stands, with its line end. */
    byte[] dropped(long events, long decisions) {
        var event = Json.mapper().createObjectNode();
        event.put("event", "dropped");
        event.put("time", time());
        event.put("events", events);
        event.put("decisions", decisions);
        return bytes(event);
    }

    private ObjectNode head(String kind, Asked asked) {
        var event = Json.mapper().createObjectNode();
        event.put("event", kind);
        event.put("time", time());
        if (asked.caller() != null) {
            event.put("caller", asked.caller());
        }
        event.put("edition", asked.edition().name().toString());
        event.put("digest", asked.edition().digest());
        event.put("model", asked.model().name());
        return event;
    }

    private String time() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS).toString();
    }

    /** The names of an edition's facts, made once for each edition and model that is asked. */
    private Columns keys(Asked asked) {
        if (keys.size() > MOST_KEYS) {
            keys.clear();
        }
        return keys.computeIfAbsent(
                asked.edition().digest() + " " + asked.model().name(),
                none -> asked.edition().vocabulary().all(asked.model()));
    }

    /** The declared key that a name stands for; a column may be headed by a path, {@code 对象.单位名称}. */
    private static String key(Columns keys, String name) {
        int path = Math.max(name.lastIndexOf('.'), name.lastIndexOf('/'));
        return path < 0 || keys.knows(name) ? keys.key(name) : keys.key(name.substring(path + 1));
    }

    private void decided(ObjectNode event, Asked asked, String id, EvaluationResult decided) {
        UnaryOperator<String> keys = name -> key(keys(asked), name);
        var inputs = masking.apply(decided.input(), keys);
        event.put("id", id);
        event.put("outcome", decided.outcome().word());
        event.set("inputs", inputs.value());
        boolean outputsHidden = false;
        if (decided.outcome() == Outcome.OK) {
            var outputs = masking.apply(decided.outputs(), UnaryOperator.identity());
            outputsHidden = !outputs.pointers().isEmpty();
            event.set("outputs", outputs.value());
            if (withMatches) {
                asked.edition()
                        .engine()
                        .matches(asked.model(), decided.values())
                        .or(() -> asked.edition().kie().matches(asked.model(), decided.values()))
                        .ifPresent(matches -> event.set("matched", matches(matches)));
            }
        } else if (decided.failure() instanceof InvalidInput invalid) {
            var problems = event.putArray("problems");
            for (var problem : invalid.problems()) {
                var node = problems.addObject().put("pointer", problem.pointer());
                if (!masking.hides(problem, inputs.pointers(), keys)) {
                    node.put("detail", problem.detail());
                }
            }
        } else if (decided.failure() instanceof NoMatchingRule undecided) {
            undecided.reasons().forEach(event.putArray("reasons")::add);
        }
        boolean declaredHidden =
                inputs.pointers().stream().anyMatch(pointer -> declared(asked.model(), keys(asked), pointer));
        event.put("replayable", !declaredHidden && !outputsHidden && decided.outcome() != Outcome.FAILED);
        if (!inputs.pointers().isEmpty()) {
            inputs.pointers().forEach(event.putArray("hidden")::add);
        }
    }

    /** The tables and the rules that held in them. */
    static ArrayNode matches(List<TableMatch> matches) {
        var tables = Json.mapper().createArrayNode();
        for (var match : matches) {
            var table = tables.addObject();
            table.put("decision", match.decision());
            table.put("table", match.table());
            match.matched().forEach(table.putArray("matched")::add);
            match.selected().forEach(table.putArray("selected")::add);
        }
        return tables;
    }

    /** True where the model reads what stands there; it takes no notice of what a caller adds to a structure. */
    private static boolean declared(DecisionModel model, Columns keys, String pointer) {
        var steps = pointer.substring(1).split("/");
        var input = model.input(keys.key(steps[0].replace("~1", "/").replace("~0", "~")));
        if (input.isEmpty() || steps.length == 1) {
            return true;
        }
        var type = input.get().type();
        for (int i = 1; i < steps.length; i++) {
            if (type.kind() != ValueType.Kind.STRUCTURE) {
                return true;
            }
            if (!steps[i].matches("\\d+")) {
                var field = type.field(keys.key(steps[i].replace("~1", "/").replace("~0", "~")));
                if (field.isEmpty()) {
                    return false;
                }
                type = field.get().type();
            }
        }
        return true;
    }

    private static byte[] bytes(ObjectNode event) {
        try {
            var json = Json.mapper().writeValueAsBytes(event);
            var line = Arrays.copyOf(json, json.length + 1);
            line[json.length] = '\n';
            return line;
        } catch (JsonProcessingException ourOwnValue) {
            throw new IllegalStateException(ourOwnValue);
        }
    }
}
