package io.shuangsuiji.decision.batch;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.text.Chunk;
import io.shuangsuiji.sheets.text.Lines;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A stream of inputs, answered by one model of one edition: a line of answer for a line of input, in their order, over all
 * cores, in bounded memory. A line that cannot be answered is told so in its place and concerns no other.
 */
public final class Batch {
    /**
     * What is asked.
     *
     * @param minimal true for the outputs alone
     * @param charset that the sender names, or null
     * @param defaults texts of inputs of single values, for lines that give none, by the input's name
     * @param explain says of the values of a line why they are decided so, a JSON array of objects with a {@code sentence};
     *     null where nobody asks
     */
    public record Request(
            Edition edition,
            DecisionModel model,
            FileFormat format,
            boolean minimal,
            Charset charset,
            Map<String, String> defaults,
            Function<Map<String, Object>, JsonNode> explain) {

        /**
         * The defaults as the model's values.
         *
         * @throws InvalidInput where one names no input of a single value, or is no value of it
         */
        public Map<String, Object> typedDefaults() {
            var problems = new ArrayList<FieldProblem>();
            var values = new LinkedHashMap<String, Object>();
            defaults.forEach((name, text) -> {
                var pointer = FieldProblem.pointer("", name);
                var input = model.input(name).filter(found -> single(found.type()));
                if (input.isPresent()) {
                    values.put(name, Values.fromText(input.get().type(), text, pointer, problems));
                } else {
                    var allowed = String.join(", ", defaultable(model));
                    problems.add(new FieldProblem(
                            pointer,
                            "没有可以统一给值的输入「" + name + "」，可用：" + allowed + " / no input \"" + name
                                    + "\" that one value can be given for; there are: " + allowed));
                }
            });
            if (!problems.isEmpty()) {
                throw new InvalidInput(problems);
            }
            return values;
        }
    }

    /**
     * What is too much.
     *
     * @param line bytes of one line
     * @param bytes of the whole, unpacked
     * @param time from the first line to the last answer
     */
    public record Limits(int line, long bytes, Duration time) {
        /** For the command line, whose user processes files of his own. */
        public static final Limits WIDE = new Limits(1 << 20, Long.MAX_VALUE, Duration.ofDays(365));
    }

    /** Is told what was decided, some lines at a time, on any thread, before the answers go out. */
    public interface Recorder {
        /** Wants nothing. */
        Recorder NONE = lines -> {};

        /** Takes note. */
        void record(List<DecidedLine> lines);
    }

    /** How many lines had which outcome. */
    public record Counts(long ok, long invalid, long undecided, long failed, long bytes) {
        static final Counts ZERO = new Counts(0, 0, 0, 0, 0);

        /** All lines. */
        public long lines() {
            return ok + bad();
        }

        /** Those that were answered by a problem. */
        public long bad() {
            return invalid + undecided + failed;
        }

        Counts and(Counts more) {
            return new Counts(
                    ok + more.ok,
                    invalid + more.invalid,
                    undecided + more.undecided,
                    failed + more.failed,
                    bytes + more.bytes);
        }
    }

    /**
     * How a batch ended.
     *
     * @param stopped why it was not answered to its end; null where it was
     */
    public record Summary(Counts counts, RuntimeException stopped) {}

    /** Is told how far it has come. */
    public interface Progress {
        void at(Counts counts);
    }

    /** How long writing an answer may be blocked before the rest of the input is read into a file: a caller may read nothing until all is sent. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Limits limits;
    private final Lines lines;
    private final LineAnswers answers;
    private final Recorder recorder;
    private Counts counts = Counts.ZERO;
    private long line;

    private Batch(Limits limits, Lines lines, LineAnswers answers, Recorder recorder) {
        this.limits = limits;
        this.lines = lines;
        this.answers = answers;
        this.recorder = recorder;
    }

    /** The inputs for which one value may be given in place of a column or key on every line. */
    public static List<String> defaultable(DecisionModel model) {
        return model.inputs().stream()
                .filter(input -> single(input.type()))
                .map(Field::name)
                .toList();
    }

    private static boolean single(ValueType type) {
        return !type.list() && type.kind() != ValueType.Kind.STRUCTURE && type.kind() != ValueType.Kind.OTHER;
    }

    /**
     * Begins a batch: reads the header where there is one.
     *
     * @param toProblem how a failure is told to callers, as a value that has JSON members
     * @throws InvalidInput where the header or a default is none for this model
     * @throws BatchStopped where nothing can be read
     */
    public static Batch open(
            Request request,
            Limits limits,
            InputStream in,
            Function<RuntimeException, Object> toProblem,
            Recorder recorder) {
        var problems = new LineAnswers.Problems(toProblem);
        try {
            var text = new Utf8Stream(in, request.charset());
            var lines = new Lines(text, Lines::plain, limits.line(), limits.bytes());
            LineAnswers answers = request.format() == FileFormat.CSV
                    ? new CsvLines(request, lines, text, problems, limits.line())
                    : new JsonLines(request, problems, limits.line());
            return new Batch(limits, lines, answers, recorder);
        } catch (IOException unreadable) {
            throw BatchStopped.of(unreadable, limits);
        }
    }

    /** What was answered so far. */
    public Counts counts() {
        return counts;
    }

    /**
     * Answers everything. Where it cannot go on, the last line says why, and that nothing from its line on is answered.
     *
     * @throws IOException where the answer cannot be written
     */
    public Summary run(OutputStream out, Workers workers, Progress progress) throws IOException {
        BatchStopped stopped = null;
        var output = new Output(out);
        try {
            output.write(answers.head());
            Pipeline.run(
                    source(),
                    this::answer,
                    answered -> {
                        output.write(answered.bytes);
                        counts = counts.and(answered.counts);
                        line = answered.last;
                        progress.at(counts);
                    },
                    workers,
                    limits.time(),
                    PATIENCE);
        } catch (IOException broken) {
            if (output.broken) {
                throw broken;
            }
            stopped = BatchStopped.of(broken, limits);
            var last = new ByteArrayOutputStream();
            answers.stopped(line + 1, stopped, last);
            output.write(last.toByteArray());
        } finally {
            lines.close();
        }
        out.flush();
        return new Summary(counts, stopped);
    }

    private Pipeline.Source<Chunk> source() {
        return new Pipeline.Source<>() {
            @Override
            public Chunk next() throws IOException {
                var read = answers.waiting().poll();
                return read == null ? lines.next() : read;
            }

            @Override
            public void stalled() throws IOException {
                lines.stalled();
            }
        };
    }

    private record Answered(byte[] bytes, Counts counts, long last) {}

    private Answered answer(Chunk chunk) {
        boolean recorded = recorder != Recorder.NONE;
        var out = new ByteArrayOutputStream(chunk.length() * 2);
        var decided = new ArrayList<DecidedLine>();
        long[] by = new long[Outcome.values().length];
        for (int i = 0; i < chunk.size(); i++) {
            int before = out.size();
            var line = answers.answer(chunk, i, recorded, out);
            if (out.size() > before) {
                by[line == null ? 0 : line.decided().outcome().ordinal()]++;
            }
            if (recorded && line != null) {
                decided.add(line);
            }
        }
        if (!decided.isEmpty()) {
            recorder.record(decided);
        }
        return new Answered(
                out.toByteArray(),
                new Counts(by[0], by[1], by[2], by[3], chunk.length()),
                chunk.number(chunk.size() - 1));
    }

    /** Marks an error of the output, so that it is not taken for one of the input. */
    private static final class Output {
        private final OutputStream out;
        private boolean broken;

        Output(OutputStream out) {
            this.out = out;
        }

        void write(byte[] bytes) throws IOException {
            try {
                out.write(bytes);
                out.flush();
            } catch (IOException | RuntimeException failed) {
                broken = true;
                throw failed;
            }
        }
    }
}
