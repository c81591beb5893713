package io.shuangsuiji.decision;

import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.Leave;
import io.shuangsuiji.kernel.Row;
import io.shuangsuiji.kernel.SlotReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;

/**
 * Rows of a table answered by a kernel: each different cell is read and checked once, and the outputs of an outcome are
 * mostly a text that is kept. Whatever is out of the ordinary is left to the general way. Thread-safe.
 */
final class TypedCells {
    private final Kernel kernel;
    private final Batch.Request request;
    private final InputColumns inputs;
    private final List<SlotReader> readers = new ArrayList<>();
    private final Function<List<String>, String> join;
    private final OutputColumns outputs;
    private final CanonicalRows canonical;
    private final AtomicReferenceArray<String> texts;
    private final Row empty;
    private final ThreadLocal<Row> rows;

    private TypedCells(
            Kernel kernel,
            Batch.Request request,
            InputColumns inputs,
            OutputColumns outputs,
            Function<List<String>, String> join) {
        this.kernel = kernel;
        this.request = request;
        this.inputs = inputs;
        this.outputs = outputs;
        this.join = join;
        this.canonical = inputs.canonical().orElse(null);
        inputs.paths()
                .forEach(path -> readers.add(kernel.reader(kernel.slot(path).orElseThrow())));
        this.texts = new AtomicReferenceArray<>(kernel.outcomes());
        this.empty = kernel.newRow();
        this.rows = ThreadLocal.withInitial(kernel::newRow);
    }

    /**
     * For a table, where its model has a kernel.
     *
     * @param join makes the cells of the outputs the part of a row that they are
     */
    static Optional<TypedCells> of(
            Batch.Request request, InputColumns inputs, OutputColumns outputs, Function<List<String>, String> join) {
        return request.edition().engine() instanceof KernelEngine engine
                ? engine.kernel(request.model().name())
                        .filter(kernel ->
                                kernel.slots().size() == inputs.paths().size())
                        .map(kernel -> new TypedCells(kernel, request, inputs, outputs, join))
                : Optional.empty();
    }

    /** The outputs for a row as that part of the answer's row; null where the general way is to tell. */
    String answer(CsvText.Row cells) {
        var row = rows.get();
        row.copyFrom(empty);
        if (!inputs.fill(cells, readers, row)) {
            return null;
        }
        var outcome = kernel.decide(row);
        if (!outcome.accepts()) {
            return null;
        }
        if (!outcome.isConstant()) {
            try {
                return text(outcome.evaluation(row).outputs());
            } catch (Leave undefined) {
                return null;
            }
        }
        var text = texts.get(outcome.id());
        if (text == null) {
            text = text(outcome.evaluation(row).outputs());
            texts.set(outcome.id(), text);
        }
        return text;
    }

    /** The id of the decision on a row that was answered. */
    String id(CsvText.Row cells) {
        var text = DecisionId.begun(request.edition().digest(), request.model().name());
        return canonical != null && canonical.write(cells, text)
                ? DecisionId.of(text)
                : DecisionId.of(
                        request.edition(), request.model(), inputs.read(cells).sent());
    }

    private String text(Map<String, Object> values) {
        return join.apply(outputs.cells(FeelJson.toJson(values, request.model().outputs())));
    }
}
