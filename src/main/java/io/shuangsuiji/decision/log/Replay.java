package io.shuangsuiji.decision.log;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.TableMatch;
import io.shuangsuiji.policy.store.EditionCatalog;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;

/** Derives the events of a log again from archived editions and tells where the answers differ. Thread-safe. */
public final class Replay {
    private final EditionCatalog catalog;

    /** From these editions. */
    public Replay(EditionCatalog catalog) {
        this.catalog = catalog;
    }

    /** What became of a recorded decision. */
    public enum Verdict {
        /** Derived again, and the same. */
        SAME,
        /** Derived again, and not the same. */
        DIFFERENT,
        /** Parts of it are hidden, or the service had failed: it cannot be derived. */
        HIDDEN,
        /** Its edition or model is not among those there are. */
        NO_EDITION,
        /** The line is no event of a decision log. */
        UNREADABLE
    }

    /**
     * A decision of the log, derived again.
     *
     * @param line of the log, counted from 1
     * @param id the decision's; null where there is none to be read
     * @param edition of which the decision was; null where there is none to be read
     * @param digestDiffers true where the edition's files are not those by which it was decided
     * @param differences in words, each beginning with a JSON Pointer into the recorded decision
     */
    public record Result(
            long line, String id, String edition, Verdict verdict, boolean digestDiffers, List<String> differences) {}

    /**
     * What a line of the log tells.
     *
     * @param results one for each decision in it
     * @param dropped how many decisions it says are missing
     */
    public record Line(List<Result> results, long dropped) {}

    /** Replays a line of the log. */
    public Line replay(long line, byte[] json) {
        JsonNode event;
        try {
            event = Json.read(json);
        } catch (MalformedJson malformed) {
            return unreadable(line, malformed.getMessage());
        }
        return switch (event.path("event").asText()) {
            case "decision" -> new Line(List.of(replay(line, event, event)), 0);
            case "batch" ->
                new Line(
                        StreamSupport.stream(event.path("decisions").spliterator(), false)
                                .map(decision -> replay(line, event, decision))
                                .toList(),
                        0);
            case "dropped" -> new Line(List.of(), event.path("decisions").asLong());
            default ->
                unreadable(
                        line,
                        "不是决策日志的事件：event 为 " + event.path("event")
                                + " / not an event of a decision log; expected decision, batch or dropped");
        };
    }

    private static Line unreadable(long line, String why) {
        return new Line(List.of(new Result(line, null, null, Verdict.UNREADABLE, false, List.of(why))), 0);
    }

    private Result replay(long line, JsonNode event, JsonNode recorded) {
        var id = recorded.path("id").asText(null);
        var name = event.path("edition").asText();
        var edition = catalog.named(name);
        var model = edition.flatMap(found -> found.model(event.path("model").asText()));
        if (model.isEmpty()) {
            var what = edition.isEmpty()
                    ? "没有版本 " + name + " / there is no edition " + name
                    : "版本 " + name + " 没有模型 " + event.path("model").asText() + " / the edition has no such model";
            return new Result(line, id, name, Verdict.NO_EDITION, false, List.of(what));
        }
        var digest = event.path("digest").asText();
        boolean digestDiffers = !edition.get().digest().equals(digest);
        if (!recorded.path("replayable").asBoolean()) {
            return new Result(line, id, name, Verdict.HIDDEN, digestDiffers, List.of());
        }
        var differences = differences(edition.get(), model.get(), recorded);
        if (!recorded.has("hidden")
                && !DecisionId.of(digest, model.get().name(), recorded.path("inputs"))
                        .equals(id)) {
            differences.add(
                    "/id  编号与输入不符，记录可能被改动 / the id is not that of the inputs: the record may have been altered");
        }
        return new Result(
                line,
                id,
                name,
                differences.isEmpty() ? Verdict.SAME : Verdict.DIFFERENT,
                digestDiffers,
                List.copyOf(differences));
    }

    private static List<String> differences(Edition edition, DecisionModel model, JsonNode recorded) {
        var found = new ArrayList<String>();
        var derived = EvaluationResult.of(edition, model, recorded.path("inputs"));
        var outcome = recorded.path("outcome").asText();
        if (!derived.outcome().word().equals(outcome)) {
            found.add(words("/outcome", outcome, derived.outcome().word()));
            return found;
        }
        if (derived.outcome() == Outcome.OK) {
            Differences.between(recorded.get("outputs"), derived.outputs(), "/outputs")
                    .forEach(difference ->
                            found.add(words(difference.pointer(), difference.recorded(), difference.derived())));
            if (recorded.has("matched")) {
                matches(edition, model, derived, recorded.get("matched"), found);
            }
        } else if (derived.failure() instanceof InvalidInput invalid) {
            var before = StreamSupport.stream(recorded.path("problems").spliterator(), false)
                    .map(problem -> problem.path("pointer").asText())
                    .toList();
            var now = invalid.problems().stream()
                    .map(problem -> problem.pointer())
                    .toList();
            if (!before.equals(now)) {
                found.add(words("/problems", before, now));
            }
        }
        return found;
    }

    /** Compares the rules of the tables that both tell of: an engine need not look at every table of a model. */
    private static void matches(
            Edition edition, DecisionModel model, EvaluationResult derived, JsonNode recorded, List<String> found) {
        var now = edition.engine()
                .matches(model, derived.values())
                .or(() -> edition.kie().matches(model, derived.values()))
                .orElse(List.of());
        for (int i = 0; i < recorded.size(); i++) {
            var before = recorded.get(i);
            var pointer = "/matched/" + i;
            now.stream()
                    .filter(match ->
                            match.decision().equals(before.path("decision").asText()))
                    .map(match -> one(match))
                    .findFirst()
                    .ifPresent(match -> Differences.between(before, match, pointer)
                            .forEach(difference -> found.add(
                                    words(difference.pointer(), difference.recorded(), difference.derived()))));
        }
    }

    private static JsonNode one(TableMatch match) {
        return LogEvents.matches(List.of(match)).get(0);
    }

    private static String words(String pointer, Object recorded, Object derived) {
        return pointer + "  记录为 " + recorded + "，现为 " + derived + " / recorded " + recorded + ", now " + derived;
    }
}
