package io.shuangsuiji.decision.batch;

import io.shuangsuiji.decision.input.CanonicalRows;
import io.shuangsuiji.decision.input.CellMemory;
import io.shuangsuiji.decision.input.CellRanges;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.input.InputColumns;
import io.shuangsuiji.decision.input.OutputColumns;
import io.shuangsuiji.decision.json.Bytes;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.kernel.Kernel;
import io.shuangsuiji.kernel.KernelEngine;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.InputVector;
import io.shuangsuiji.kernel.symbolic.SlotReader;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Answers plain rows of a CSV batch by a kernel, from bytes to bytes: each different cell text is parsed and checked once,
 * and the text of the outputs is remembered for each outcome. It answers nothing if a row is unusual; the caller then reads
 * the row by {@link InputColumns}, which is slower and says what is wrong. Thread-safe.
 */
final class CompiledCsvEvaluator {
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Kernel kernel;
    private final Batch.Request request;
    private final InputColumns inputs;
    private final OutputColumns outputs;
    private final Form form;
    private final int[] kept;
    private final int[] positions;
    private final SlotReader[] readers;
    private final CellMemory[] memories;
    private final CanonicalRows canonical;
    private final byte[] begun;
    private final AtomicReferenceArray<byte[]> texts;
    private final ThreadLocal<Own> own;

    /**
     * How rows are answered.
     *
     * @param kept the positions of the columns that a whole answer repeats
     * @param join makes the cells of the outputs the part of a row that they are
     */
    record Form(List<Integer> kept, char separator, Function<List<String>, String> join) {}

    /** Buffers that a thread reuses for each row. */
    private static final class Own {
        private final CellRanges ranges;
        private final CellMemory.Cell[] cells;
        private final CellMemory.Text text = new CellMemory.Text();
        private final InputVector row;
        private final Bytes line = new Bytes();
        private final Bytes digested = new Bytes();

        Own(int columns, Kernel kernel) {
            ranges = new CellRanges(columns);
            cells = new CellMemory.Cell[kernel.slots().size()];
            row = kernel.newRow();
        }
    }

    private CompiledCsvEvaluator(
            Kernel kernel,
            Batch.Request request,
            InputColumns inputs,
            OutputColumns outputs,
            Form form,
            CanonicalRows canonical) {
        this.kernel = kernel;
        this.request = request;
        this.inputs = inputs;
        this.outputs = outputs;
        this.form = form;
        this.canonical = canonical;
        kept = form.kept().stream().mapToInt(Integer::intValue).toArray();
        readers = inputs.paths().stream()
                .map(path -> kernel.reader(kernel.slot(path).orElseThrow()))
                .toArray(SlotReader[]::new);
        positions = IntStream.range(0, readers.length).map(inputs::position).toArray();
        memories = Stream.generate(CellMemory::new).limit(readers.length).toArray(CellMemory[]::new);
        begun = DecisionId.begun(request.edition().digest(), request.model().name())
                .getBytes(StandardCharsets.UTF_8);
        texts = new AtomicReferenceArray<>(kernel.outcomes());
        own = ThreadLocal.withInitial(() -> new Own(inputs.columns(), kernel));
    }

    /** For a table; empty if a kernel cannot answer its rows in the form that was asked for. */
    static Optional<CompiledCsvEvaluator> of(
            Batch.Request request, InputColumns inputs, OutputColumns outputs, Form form) {
        var canonical = inputs.canonical().orElse(null);
        if (request.explain() != null
                || canonical == null
                || !(request.edition().engine() instanceof KernelEngine fast)) {
            return Optional.empty();
        }
        return fast.kernel(request.model().name())
                .filter(kernel -> kernel.slots().size() == inputs.paths().size())
                .map(kernel -> new CompiledCsvEvaluator(kernel, request, inputs, outputs, form, canonical));
    }

    /** Writes the answer to a row in UTF-8; if the row is unusual, writes nothing and returns false. */
    boolean answer(byte[] bytes, int from, int to, ByteArrayOutputStream out) {
        var mine = own.get();
        if (!mine.ranges.find(bytes, from, to, (byte) form.separator()) || !read(mine)) {
            return false;
        }
        var answer = outputs(mine.row);
        if (answer == null) {
            return false;
        }
        byte separator = (byte) form.separator();
        var line = mine.line;
        line.clear();
        if (!request.minimal()) {
            for (int position : kept) {
                mine.ranges.write(position, line);
                line.add(separator);
            }
        }
        line.add(answer);
        line.add(separator);
        if (!request.minimal()) {
            mine.digested.clear();
            mine.digested.add(begun);
            canonical.write(mine.ranges, mine.cells, mine.digested);
            DecisionId.write(mine.digested, line);
            line.add(separator);
        }
        line.add(LINE_END);
        out.write(line.array(), 0, line.size());
        return true;
    }

    private boolean read(Own mine) {
        for (int i = 0; i < readers.length; i++) {
            int start = positions[i] < 0 ? 0 : mine.ranges.start(positions[i]);
            int end = positions[i] < 0 ? 0 : mine.ranges.end(positions[i]);
            var text = mine.text.of(mine.ranges.bytes(), start, end);
            var cell = memories[i].get(text);
            if (cell == null) {
                cell = learnt(i, new String(mine.ranges.bytes(), start, end - start, StandardCharsets.UTF_8), mine.row);
                if (cell == null) {
                    return false;
                }
                memories[i].keep(text, cell);
            }
            cell.held().into(mine.row);
            mine.cells[i] = cell;
        }
        return true;
    }

    private CellMemory.Cell learnt(int input, String text, InputVector row) {
        var cell = inputs.cell(input, text).orElse(null);
        // a cell that is not empty but means "no value" needs the slower reading, which treats it apart
        if (cell == null || cell.value() == null && !text.isEmpty()) {
            return null;
        }
        var held = readers[input].hold(row, cell.value());
        return held == null
                ? null
                : new CellMemory.Cell(
                        held,
                        cell.value() == null
                                ? null
                                : DecisionId.canonical(cell.sent()).getBytes(StandardCharsets.UTF_8));
    }

    /** The outputs as cells of the answer's row; null if the row must be answered the slower way. */
    private byte[] outputs(InputVector row) {
        var outcome = kernel.decide(row);
        if (!outcome.accepts()) {
            return null;
        }
        if (!outcome.isConstant()) {
            try {
                return text(outcome.evaluation(row).outputs());
            } catch (FallbackToInterpreter undefined) {
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

    private byte[] text(Map<String, Object> values) {
        return form.join()
                .apply(outputs.cells(FeelJson.toJson(values, request.model().outputs())))
                .getBytes(StandardCharsets.UTF_8);
    }
}
