package io.shuangsuiji.decision.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.input.InputColumns;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.input.OutputColumns;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Rows;
import io.shuangsuiji.sheets.header.HeaderSearch;
import io.shuangsuiji.sheets.text.Chunk;
import io.shuangsuiji.sheets.text.CsvSheet;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.text.Lines;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

/**
 * CSV: the row as it came, then the outputs, the decision's id and what is wrong; or the outputs and what is wrong alone.
 * Headed in Chinese where the input is, by paths otherwise; in UTF-8, with its mark where the input had one or is known by
 * then to be in another encoding, so that Excel and WPS open the answer rightly. Rows above the header are left out.
 */
final class CsvLines implements LineAnswers {
    private final Batch.Request request;
    private final Problems problems;
    private final int maxLine;
    private final char separator;
    private final boolean marked;
    private final List<String> headers;
    private final List<Integer> kept = new ArrayList<>();
    private final Deque<Chunk> waiting = new ArrayDeque<>();
    private final InputColumns inputs;
    private final OutputColumns outputs;
    private final CompiledCsvEvaluator typed;
    private final String idHeader;
    private final String explanationHeader;
    private final String errorHeader;

    /**
     * Reads the header.
     *
     * @throws InvalidInput where it is none for this model
     */
    CsvLines(Batch.Request request, Lines lines, Utf8Stream text, Problems problems, int maxLine) throws IOException {
        this.request = request;
        this.problems = problems;
        this.maxLine = maxLine;
        request.typedDefaults();
        var beginning = lines.ahead();
        this.separator = CsvText.separator(beginning);
        lines.cutBy(CsvText.cut(separator));
        if (CsvText.isNamed(beginning.lines().findFirst().orElse(""))) {
            lines.first();
        }
        var found = HeaderSearch.in(
                rows(lines), InputColumns.known(request.edition(), request.model(), request.defaults()));
        if (found.row() == null) {
            throw refused(1, "没有内容，第一行应是表头", "empty; the first line must be a header");
        }
        if (found.row().broken() != null) {
            throw refused(found.row().number(), found.row().broken(), "cannot be read");
        }
        this.headers = found.headers().stream().map(Notation::tidy).toList();
        this.inputs = InputColumns.of(request.edition(), request.model(), headers, request.defaults());
        this.marked = text.marked();
        boolean labelled = inputs.labelled();
        this.outputs =
                new OutputColumns(request.model(), labelled, request.minimal() ? List.of() : inputs.assignedHeaders());
        this.idHeader = labelled ? "判定编号" : "decisionId";
        this.explanationHeader = labelled ? "理由" : "explanation";
        this.errorHeader = labelled ? "错误" : "error";
        // a corrected answer file may be sent again: its result columns of the last time are replaced
        var answered = new HashSet<>(outputs.headers());
        answered.addAll(List.of(idHeader, explanationHeader, errorHeader));
        for (int i = 0; i < headers.size(); i++) {
            if (inputs.assigned(i) || !answered.contains(headers.get(i))) {
                kept.add(i);
            }
        }
        // rows that were read to find the header are answered first
        while (waiting.size() > found.below().size()) {
            waiting.poll();
        }
        this.typed = CompiledCsvEvaluator.of(
                        request, inputs, outputs, new CompiledCsvEvaluator.Form(kept, separator, this::joined))
                .orElse(null);
    }

    private Rows rows(Lines lines) {
        return new Rows() {
            @Override
            public Row next() throws IOException {
                var chunk = lines.first();
                if (chunk == null) {
                    return null;
                }
                waiting.add(chunk);
                return CsvSheet.row(chunk, 0, separator, maxLine);
            }

            @Override
            public void close() {}
        };
    }

    @Override
    public Deque<Chunk> waiting() {
        return waiting;
    }

    private static InvalidInput refused(long line, String chinese, String english) {
        return new InvalidInput(List.of(
                new FieldProblem("", "第 " + line + " 行（表头）" + chinese + " / line " + line + " (header): " + english)));
    }

    @Override
    public byte[] head() {
        var cells = new ArrayList<String>();
        if (!request.minimal()) {
            kept.forEach(i -> cells.add(headers.get(i)));
        }
        cells.addAll(outputs.headers());
        if (request.explain() != null) {
            cells.add(explanationHeader);
        }
        if (!request.minimal()) {
            cells.add(idHeader);
        }
        cells.add(errorHeader);
        var text = new StringBuilder(marked ? "\uFEFF" : "");
        append(cells, text);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public DecidedLine answer(Chunk chunk, int line, boolean identified, ByteArrayOutputStream out) {
        long number = chunk.number(line);
        if (chunk.fault(line) == Chunk.Fault.NONE
                && !identified
                && typed != null
                && typed.answer(chunk.bytes(), chunk.start(line), chunk.end(line), out)) {
            return null;
        }
        var row = CsvSheet.row(chunk, line, separator, maxLine);
        if (row.width() == 0 && row.broken() == null) {
            return null;
        }
        var decided = chunk.fault(line) == Chunk.Fault.NONE
                ? decided(row)
                : new EvaluationResult(null, null, null, LineAnswers.tooLong(maxLine), 0);
        var id = (identified || !request.minimal()) && decided.input() != null
                ? DecisionId.of(request.edition(), request.model(), decided.input())
                : null;
        write(number, row, decided, id, out);
        return new DecidedLine(number, id, decided);
    }

    private EvaluationResult decided(Row row) {
        var read = inputs.read(row, separator);
        return EvaluationResult.of(request.edition(), request.model(), read.sent(), read::inputs);
    }

    private void write(long number, Row row, EvaluationResult decided, String id, ByteArrayOutputStream out) {
        var cells = new ArrayList<String>();
        if (!request.minimal()) {
            kept.forEach(i -> cells.add(row.text(i)));
        }
        boolean failed = decided.failure() != null;
        cells.addAll(failed ? blanks(outputs.headers().size()) : outputs.cells(decided.outputs()));
        if (request.explain() != null) {
            cells.add(failed ? "" : explanation(decided));
        }
        if (!request.minimal()) {
            cells.add(failed ? "" : id);
        }
        cells.add(failed ? "第 " + number + " 行：" + inWords(problems.tree(decided.failure())) : "");
        var text = new StringBuilder();
        append(cells, text);
        out.writeBytes(text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private String explanation(EvaluationResult decided) {
        var sentences = new StringJoiner("\n");
        request.explain()
                .apply(decided.values())
                .forEach(step -> sentences.add(step.path("sentence").asText()));
        return sentences.toString();
    }

    private String inWords(JsonNode problem) {
        var errors = problem.path("errors");
        if (errors.isEmpty()) {
            return problem.path("detail").asText();
        }
        var words = new StringJoiner("；");
        errors.forEach(error -> {
            var header = inputs.header(error.path("pointer").asText());
            words.add((header.isEmpty() ? "" : header + "：")
                    + error.path("detail").asText());
        });
        return words.toString();
    }

    @Override
    public void stopped(long line, RuntimeException why, ByteArrayOutputStream out) {
        write(
                line,
                new Row(line, line, List.of(), Map.of(), Row.Visibility.SHOWN, null),
                new EvaluationResult(null, null, null, why, 0),
                null,
                out);
    }

    private void append(List<String> cells, StringBuilder text) {
        text.append(joined(cells)).append("\r\n");
    }

    private String joined(List<String> cells) {
        var text = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                text.append(separator);
            }
            CsvText.append(text, cells.get(i), separator);
        }
        return text.toString();
    }

    private static List<String> blanks(int count) {
        return Collections.nCopies(count, "");
    }
}
