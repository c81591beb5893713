package io.shuangsuiji.plan;

import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.file.SheetFile;
import io.shuangsuiji.sheets.Source;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a plan of a large registry costs beside reading and copying the same file through {@code sheets}: both in turns, on
 * one thread, as a ratio of time. {@code main(file, rounds)}; docs/benchmarks.md.
 */
public final class CopyAndPlan {
    private CopyAndPlan() {}

    private interface Task {
        void run() throws IOException;
    }

    public static void main(String[] arguments) throws IOException {
        var file = Path.of(arguments[0]);
        int rounds = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        try (var store = new EditionStore(
                Path.of("dmn"), Path.of("rules"), new EditionCompiler(CompiledJsonEvaluator::accelerate), Clock.systemUTC())) {
            store.load();
            var edition = store.catalog().inForceOn(LocalDate.of(2024, 3, 20)).orElseThrow();
            var source = Source.of(file);
            var format = FileFormat.of(source, null);
            var request = PlanRequest.read(
                    edition,
                    Map.of("period", "2024Q1", "officers", "36", "participatingOfficers", "12")::get,
                    LocalDate.of(2024, 3, 20));
            var job = new Plans.Job(edition, null, request, RegistryFile.of(source, format));
            var ratios = new ArrayList<Double>();
            for (int i = 0; i <= rounds; i++) {
                double copied = seconds(() -> copy(source, format));
                double planned = seconds(() -> System.out.println(Plans.make(job).objects() + " objects planned"));
                System.out.printf("copy %.2f s, plan %.2f s%n", copied, planned);
                // the first round warms up
                if (i > 0) {
                    ratios.add(planned / copied);
                }
            }
            System.out.printf(
                    "%s: a plan takes %.2f times a copy (median of %d)%n",
                    file.getFileName(), ratios.stream().sorted().toList().get(ratios.size() / 2), rounds);
        }
    }

    private static double seconds(Task task) throws IOException {
        long start = System.nanoTime();
        task.run();
        return (System.nanoTime() - start) / 1e9;
    }

    private static void copy(Source source, FileFormat format) throws IOException {
        var target = Files.createTempFile("copy-and-plan", ".csv");
        try (var sheets = SheetFile.open(source, format, Limits.LARGE);
                var out = Files.newBufferedWriter(target, StandardCharsets.UTF_8)) {
            for (var sheet : sheets.sheets()) {
                try (var rows = sheet.rows()) {
                    for (var row = rows.next(); row != null; row = rows.next()) {
                        write(row.texts(), out);
                    }
                }
            }
        } finally {
            Files.delete(target);
        }
    }

    private static void write(List<String> cells, BufferedWriter out) throws IOException {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            line.append(i == 0 ? "" : ",");
            CsvText.append(line, cells.get(i), ',');
        }
        out.append(line.append("\r\n"));
    }
}
