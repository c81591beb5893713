package io.shuangsuiji.decision.json;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.TabulatedOutcome;
import io.shuangsuiji.policy.DecisionModel;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The outputs of a kernel's outcomes as JSON, exactly as {@link FeelJson} has them: what is the same for every row of an
 * outcome is written once. Thread-safe.
 */
public final class OutcomeTexts {
    /** Marks in a text the place of a value that is computed for each row; no text of a model begins so. */
    private static final String HOLE = "\u0000hole ";

    private final DecisionModel model;
    private final AtomicReferenceArray<Text> texts;

    public OutcomeTexts(DecisionModel model, Kernel kernel) {
        this.model = model;
        this.texts = new AtomicReferenceArray<>(kernel.outcomes());
    }

    /** Pieces of text, with a value after each but the last. */
    private record Text(byte[][] pieces, SymbolicValue[] values) {}

    /** Writes the outputs; or writes nothing and returns false where the general way is to tell. */
    public boolean write(TabulatedOutcome outcome, InputVector row, ByteArrayOutputStream out) {
        if (!outcome.accepts()) {
            return false;
        }
        boolean kept = outcome.id() >= 0;
        var text = kept ? texts.get(outcome.id()) : null;
        if (text == null) {
            text = text(outcome);
            if (kept) {
                texts.set(outcome.id(), text);
            }
        }
        if (text.values.length == 0) {
            out.writeBytes(text.pieces[0]);
            return true;
        }
        var values = new byte[text.values.length][];
        try {
            for (int i = 0; i < values.length; i++) {
                values[i] = json(text.values[i].value(row));
            }
        } catch (FallbackToInterpreter undefined) {
            return false;
        }
        for (int i = 0; i < values.length; i++) {
            out.writeBytes(text.pieces[i]);
            out.writeBytes(values[i]);
        }
        out.writeBytes(text.pieces[values.length]);
        return true;
    }

    private Text text(TabulatedOutcome outcome) {
        var values = new ArrayList<SymbolicValue>();
        @SuppressWarnings("unchecked")
        var marked = (Map<String, Object>) marked(outcome.template(), values);
        var whole = new String(json(FeelJson.toJson(marked, model.outputs())), StandardCharsets.UTF_8);
        // members are written in declared order, not in that of the template
        var inOrder = new ArrayList<SymbolicValue>();
        var pieces = new ArrayList<byte[]>();
        var mark = new String(json(HOLE), StandardCharsets.UTF_8);
        var opening = mark.substring(0, mark.length() - 1);
        int from = 0;
        for (int at = whole.indexOf(opening); at >= 0; at = whole.indexOf(opening, from)) {
            int end = whole.indexOf('"', at + opening.length());
            pieces.add(whole.substring(from, at).getBytes(StandardCharsets.UTF_8));
            inOrder.add(values.get(Integer.parseInt(whole.substring(at + opening.length(), end))));
            from = end + 1;
        }
        pieces.add(whole.substring(from).getBytes(StandardCharsets.UTF_8));
        return new Text(pieces.toArray(byte[][]::new), inOrder.toArray(SymbolicValue[]::new));
    }

    private static Object marked(Object value, List<SymbolicValue> values) {
        if (value instanceof SymbolicValue residue) {
            values.add(residue);
            return HOLE + (values.size() - 1);
        }
        if (value instanceof Map<?, ?> members) {
            var copy = new HashMap<String, Object>();
            members.forEach((name, member) -> copy.put(name.toString(), marked(member, values)));
            return copy;
        }
        if (value instanceof Collection<?> elements) {
            var copy = new ArrayList<>();
            elements.forEach(element -> copy.add(marked(element, values)));
            return copy;
        }
        return value;
    }

    private static byte[] json(Object value) {
        if (value instanceof BigDecimal number && number.scale() >= 0) {
            return number.toPlainString().getBytes(StandardCharsets.ISO_8859_1);
        }
        return Json.bytes(value instanceof String || value instanceof JsonNode ? value : FeelJson.toJson(value));
    }
}
