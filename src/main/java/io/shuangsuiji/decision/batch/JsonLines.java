package io.shuangsuiji.decision.batch;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.policy.ByteEvaluator;
import io.shuangsuiji.sheets.text.Chunk;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * NDJSON: {@code {"line":1,"decisionId":"…","input":{…},"classification":{…}}} for each line, or the outputs alone; for a
 * line that cannot be answered {@code {"line":2,"problem":{…}}}.
 */
final class JsonLines implements LineAnswers {
    private final Batch.Request request;
    private final Problems problems;
    private final int maxLine;
    private final Map<String, JsonNode> defaults;
    private final ByteEvaluator engine;

    /** @throws InvalidInput where a default is no value of its input */
    JsonLines(Batch.Request request, Problems problems, int maxLine) {
        this.request = request;
        this.problems = problems;
        this.maxLine = maxLine;
        this.defaults = new LinkedHashMap<>();
        request.typedDefaults()
                .forEach((name, value) -> defaults.put(
                        name,
                        FeelJson.toJson(
                                value, request.model().input(name).orElseThrow().type())));
        this.engine = request.edition().engine().lines(request.model()).orElse(ByteEvaluator.NONE);
    }

    @Override
    public byte[] head() {
        return new byte[0];
    }

    @Override
    public DecidedLine answer(Chunk chunk, int line, boolean identified, ByteArrayOutputStream out) {
        boolean whole = chunk.fault(line) == Chunk.Fault.NONE;
        if (whole && !identified && request.explain() == null && defaults.isEmpty() && quickly(chunk, line, out)) {
            return null;
        }
        var decided = whole
                ? decide(chunk.line(line))
                : new EvaluationResult(null, null, null, LineAnswers.tooLong(maxLine), 0);
        var id = (identified || !request.minimal()) && decided.input() != null
                ? DecisionId.of(request.edition(), request.model(), decided.input())
                : null;
        var answer = new DecidedLine(chunk.number(line), id, decided);
        write(answer, out);
        return answer;
    }

    private boolean quickly(Chunk chunk, int line, ByteArrayOutputStream out) {
        if (request.minimal()) {
            boolean answered = engine.outputs(chunk.bytes(), chunk.start(line), chunk.end(line), out);
            if (answered) {
                out.write('\n');
            }
            return answered;
        }
        var input = new ByteArrayOutputStream(512);
        var outputs = new ByteArrayOutputStream(512);
        var id = engine.identified(chunk.bytes(), chunk.start(line), chunk.end(line), input, outputs);
        if (id == null) {
            return false;
        }
        write(chunk.number(line), id, input.toByteArray(), outputs.toByteArray(), out);
        return true;
    }

    private EvaluationResult decide(byte[] json) {
        if (defaults.isEmpty()) {
            return EvaluationResult.of(request.edition(), request.model(), json);
        }
        try {
            var input = Json.read(json);
            if (input instanceof ObjectNode object) {
                defaults.forEach((name, value) -> {
                    if (!object.hasNonNull(name)) {
                        object.set(name, value);
                    }
                });
            }
            return EvaluationResult.of(request.edition(), request.model(), input);
        } catch (MalformedJson malformed) {
            return new EvaluationResult(null, null, null, malformed, 0);
        }
    }

    private void write(DecidedLine answer, ByteArrayOutputStream out) {
        var decided = answer.decided();
        if (decided.failure() != null) {
            problem(answer.line(), decided.failure(), out);
            return;
        }
        var outputs = Json.bytes(explained(decided));
        if (request.minimal()) {
            out.writeBytes(outputs);
        } else {
            write(answer.line(), answer.id(), Json.bytes(decided.input()), outputs, out);
            return;
        }
        out.write('\n');
    }

    private static void write(long line, String id, byte[] input, byte[] outputs, ByteArrayOutputStream out) {
        text("{\"line\":" + line + ",\"decisionId\":\"" + id + "\",\"input\":", out);
        out.writeBytes(input);
        out.write(',');
        // a model has at least one output: without one it is not offered
        out.write(outputs, 1, outputs.length - 1);
        out.write('\n');
    }

    private JsonNode explained(EvaluationResult decided) {
        if (request.explain() == null) {
            return decided.outputs();
        }
        var answer = ((ObjectNode) decided.outputs()).objectNode();
        answer.setAll((ObjectNode) decided.outputs());
        return answer.set("explanation", request.explain().apply(decided.values()));
    }

    private void problem(long line, RuntimeException failure, ByteArrayOutputStream out) {
        text("{\"line\":" + line + ",\"problem\":", out);
        out.writeBytes(
                problems.json(failure instanceof MalformedJson malformed ? malformed.onLine((int) line) : failure));
        text("}\n", out);
    }

    @Override
    public void stopped(long line, RuntimeException why, ByteArrayOutputStream out) {
        problem(line, why, out);
    }

    private static void text(String ascii, ByteArrayOutputStream out) {
        out.writeBytes(ascii.getBytes(StandardCharsets.ISO_8859_1));
    }
}
