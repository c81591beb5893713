package io.shuangsuiji.decision;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.StringJoiner;

/**
 * CSV: the row as it came, then the outputs, the decision's id and what is wrong; or the outputs and what is wrong alone.
 * Headed in Chinese where the input is, by paths otherwise; in UTF-8, with its mark where the input had it or is in
 * GB18030, so that Excel and WPS open the answer rightly.
 */
final class CsvLines implements LineAnswers {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private final Batch.Request request;
    private final Problems problems;
    private final int maxLine;
    private final char separator;
    private final Charset charset;
    private final boolean marked;
    private final List<String> headers;
    private final List<Integer> kept = new ArrayList<>();
    private final InputColumns inputs;
    private final OutputColumns outputs;
    private final TypedCells typed;
    private final String idHeader;
    private final String explanationHeader;
    private final String errorHeader;

    /**
     * Reads the header.
     *
     * @throws InvalidInput where it is none for this model
     */
    CsvLines(Batch.Request request, Lines lines, Problems problems, int maxLine) throws IOException {
        this.request = request;
        this.problems = problems;
        this.maxLine = maxLine;
        request.typedDefaults();
        var ahead = lines.ahead();
        long line = lines.line();
        this.charset = charset(request.charset(), lines.marked(), ahead);
        var first = lines.first();
        if (first == null) {
            throw refused(line, "没有内容，第一行应是表头", "empty; the first line must be a header");
        }
        line = first.number(0);
        if (first.fault(0) != Chunk.Fault.NONE) {
            throw LineAnswers.tooLong(maxLine);
        }
        String text;
        try {
            text = decode(first.line(0));
        } catch (CharacterCodingException undecodable) {
            throw refused(line, "有字节不是有效的 " + charset + " 字符", "holds bytes that are no " + charset + " characters");
        }
        if (text.indexOf('\0') >= 0) {
            throw refused(line, "有空字符（NUL），可能是 UTF-16，请另存为「CSV UTF-8」", "holds a NUL; save the file as CSV UTF-8");
        }
        this.separator = separator(text);
        lines.cutBy(CsvText.cut(separator));
        this.headers =
                CsvText.row(text, separator).cells().stream().map(String::strip).toList();
        this.inputs = InputColumns.of(request.model(), headers, request.defaults());
        this.marked = lines.marked() || charset.equals(GB18030);
        boolean labelled = inputs.labelled();
        this.outputs =
                new OutputColumns(request.model(), labelled, request.minimal() ? List.of() : inputs.assignedHeaders());
        this.idHeader = labelled ? "判定编号" : "decisionId";
        this.explanationHeader = labelled ? "理由" : "explanation";
        this.errorHeader = labelled ? "错误" : "error";
        // an answer that was mended and sent again carries columns of the last time: they are answered anew
        var answered = new HashSet<>(outputs.headers());
        answered.addAll(List.of(idHeader, explanationHeader, errorHeader));
        for (int i = 0; i < headers.size(); i++) {
            if (inputs.assigned(i) || !answered.contains(headers.get(i))) {
                kept.add(i);
            }
        }
        this.typed = TypedCells.of(request, inputs, outputs, new TypedCells.Form(kept, separator, this::joined))
                .orElse(null);
    }

    private char separator(String header) {
        char best = ',';
        long most = -1;
        for (char candidate : CsvText.SEPARATORS) {
            long recognised = InputColumns.recognised(
                    request.model(), CsvText.row(header, candidate).cells());
            if (recognised > most) {
                most = recognised;
                best = candidate;
            }
        }
        return best;
    }

    /** What the sender names, or the mark does; else UTF-8 where what has come is valid UTF-8, else GB18030. */
    private static Charset charset(Charset named, boolean marked, byte[] ahead) {
        if (named != null || marked) {
            return marked ? StandardCharsets.UTF_8 : named;
        }
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var text = CharBuffer.allocate(ahead.length + 1);
        // a character that is cut off at the end is not an error
        return decoder.decode(ByteBuffer.wrap(ahead), text, false).isError() ? GB18030 : StandardCharsets.UTF_8;
    }

    private String decode(byte[] bytes) throws CharacterCodingException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            // much faster; what cannot be decoded shows as this character
            var text = new String(bytes, StandardCharsets.UTF_8);
            if (text.indexOf('\uFFFD') < 0) {
                return text;
            }
        }
        return charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT)
                .decode(ByteBuffer.wrap(bytes))
                .toString();
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
        CsvText.Row row;
        Decided decided;
        if (chunk.fault(line) != Chunk.Fault.NONE) {
            row = new CsvText.Row(List.of(), null);
            decided = new Decided(null, null, null, LineAnswers.tooLong(maxLine), 0);
        } else {
            try {
                if (!identified && typed != null && quickly(chunk, line, out)) {
                    return null;
                }
                row = CsvText.row(decode(chunk.line(line)), separator);
                if (row.width() == 0 && row.fault() == null) {
                    return null;
                }
                var read = inputs.read(row);
                decided = Decided.of(request.edition(), request.model(), read.sent(), read::inputs);
            } catch (CharacterCodingException undecodable) {
                row = new CsvText.Row(List.of(), null);
                decided = new Decided(null, null, null, undecodable(), 0);
            }
        }
        var id = (identified || !request.minimal()) && decided.input() != null
                ? DecisionId.of(request.edition(), request.model(), decided.input())
                : null;
        write(number, row, decided, id, out);
        return new DecidedLine(number, id, decided);
    }

    private boolean quickly(Chunk chunk, int line, ByteArrayOutputStream out) throws CharacterCodingException {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return typed.answer(chunk.bytes(), chunk.start(line), chunk.end(line), out);
        }
        var utf8 = decode(chunk.line(line)).getBytes(StandardCharsets.UTF_8);
        return typed.answer(utf8, 0, utf8.length, out);
    }

    private InvalidInput undecodable() {
        return new InvalidInput(List.of(new FieldProblem(
                "", "有字节不是有效的 " + charset + " 字符 / there are bytes that are no " + charset + " characters")));
    }

    private void write(long number, CsvText.Row row, Decided decided, String id, ByteArrayOutputStream out) {
        var cells = new ArrayList<String>();
        if (!request.minimal()) {
            kept.forEach(i -> cells.add(row.cell(i)));
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

    private String explanation(Decided decided) {
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
        write(line, new CsvText.Row(List.of(), null), new Decided(null, null, null, why, 0), null, out);
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
