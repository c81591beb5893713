package io.shuangsuiji.decision.batch;

import io.shuangsuiji.decision.json.Json;
import com.sun.management.OperatingSystemMXBean;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.sheets.text.Chunk;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.text.Lines;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What deciding a large file costs beside reading, parsing and writing it: both in turns, on the same pipeline and all
 * cores, as ratios of time and of processor time. {@code main(file, rounds)}; docs/benchmarks.md.
 */
public final class CopyAndDecide {
    private static final String MODEL = "classification";
    private static final Map<String, String> DEFAULTS = Map.of("taskType", "日常", "evaluationDate", "2024-03-20");

    private CopyAndDecide() {}

    private interface Task {
        void run(InputStream in, OutputStream out) throws IOException;
    }

    private record Cost(double seconds, double cpu) {}

    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        var format = FileFormat.ofName(file.toString()).orElseThrow();
        try (var store = new EditionStore(
                        Path.of("dmn"), Path.of("rules"), new EditionCompiler(CompiledJsonEvaluator::accelerate), Clock.systemUTC());
                var workers = new Workers()) {
            store.load();
            var edition = store.catalog().inForceOn(LocalDate.of(2024, 3, 20)).orElseThrow();
            Task copy = (in, out) -> copy(format, in, out, workers);
            for (boolean minimal : new boolean[] {true, false}) {
                Task decide = (in, out) -> decide(edition, format, minimal, in, out, workers);
                var time = new ArrayList<Double>();
                var cpu = new ArrayList<Double>();
                for (int i = 0; i <= rounds; i++) {
                    var copied = cost(file, copy);
                    var decided = cost(file, decide);
                    // the first round warms up
                    if (i > 0) {
                        time.add(decided.seconds() / copied.seconds());
                        cpu.add(decided.cpu() / copied.cpu());
                    }
                }
                System.out.printf(
                        "%s, %s: decide takes %.2f times a copy, %.2f times its processor time (medians of %d)%n",
                        file.getFileName(), minimal ? "outputs alone" : "whole answers", median(time), median(cpu), rounds);
            }
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    private static Cost cost(Path file, Task task) throws IOException {
        var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        var target = Files.createTempFile("copy-and-decide", ".out");
        try (var in = Files.newInputStream(file);
                var out = new BufferedOutputStream(Files.newOutputStream(target), 1 << 16)) {
            long cpu = system.getProcessCpuTime();
            long start = System.nanoTime();
            task.run(in, out);
            return new Cost((System.nanoTime() - start) / 1e9, (system.getProcessCpuTime() - cpu) / 1e9);
        } finally {
            Files.delete(target);
        }
    }

    private static void decide(
            Edition edition, FileFormat format, boolean minimal, InputStream in, OutputStream out, Workers workers)
            throws IOException {
        var request = new Batch.Request(
                edition,
                edition.model(MODEL).orElseThrow(),
                format,
                minimal,
                null,
                format == FileFormat.CSV ? DEFAULTS : Map.of(),
                null);
        var batch = Batch.open(request, Batch.Limits.WIDE, in, failure -> failure, Batch.Recorder.NONE);
        var counts = batch.run(out, workers, progress -> {}).counts();
        if (counts.ok() < counts.lines() * 9 / 10) {
            throw new IllegalStateException("most lines should be decided: " + counts);
        }
    }

    /** Parses every line as the batch does and writes it again. */
    private static void copy(FileFormat format, InputStream in, OutputStream out, Workers workers) throws IOException {
        try (var lines = new Lines(
                in,
                format == FileFormat.CSV ? CsvText.cut(',') : Lines::plain,
                Batch.Limits.WIDE.line(),
                Batch.Limits.WIDE.bytes())) {
            Pipeline.run(
                    lines::next,
                    chunk -> copied(format, chunk),
                    out::write,
                    workers,
                    Duration.ofHours(1),
                    Duration.ofHours(1));
        }
    }

    private static byte[] copied(FileFormat format, Chunk chunk) {
        var out = new ByteArrayOutputStream(chunk.length() * 2);
        for (int i = 0; i < chunk.size(); i++) {
            if (format == FileFormat.CSV) {
                var text = new StringBuilder();
                var cells = CsvText.row(new String(chunk.line(i), StandardCharsets.UTF_8), ',').texts();
                for (int j = 0; j < cells.size(); j++) {
                    text.append(j == 0 ? "" : ",");
                    CsvText.append(text, cells.get(j), ',');
                }
                out.writeBytes(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            } else {
                out.writeBytes(Json.bytes(Json.read(chunk.line(i))));
                out.write('\n');
            }
        }
        return out.toByteArray();
    }
}
