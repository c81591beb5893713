package io.shuangsuiji.bench;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.progress.Assessment;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** A ledger of 200,000 tasks: reading it, and reading it and working out where its tasks stand. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(
        value = 1,
        jvmArgsAppend = {"-Xmx512m", "-Djava.util.logging.manager=org.jboss.logmanager.LogManager"})
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
public class LedgerProgress {
    private static final int TASKS = 200_000;

    private Edition edition;
    private Path file;

    /** The sample ledger, over and over, each time with ids of its own. */
    @Setup
    public void write() throws IOException {
        edition = new EditionCompiler()
                .compile(
                        new EditionName(LocalDate.of(2024, 1, 1), 0),
                        EditionFiles.read(Path.of("dmn/2024-01-01")),
                        EditionFiles.read(Path.of("rules")))
                .edition();
        var sample = Files.readAllLines(Path.of("samples/ledger.csv"));
        var lines = new ArrayList<String>(TASKS + 1);
        lines.add(sample.get(0));
        for (int i = 0; i < TASKS; i++) {
            lines.add("N" + i + "-" + sample.get(1 + i % (sample.size() - 1)));
        }
        file = Files.createTempFile("ledger", ".csv");
        Files.write(file, lines);
    }

    /** The file alone. */
    @Benchmark
    public Object read() throws IOException {
        return Ledger.read(Source.of(file), FileFormat.CSV, edition);
    }

    /** The file, and where its tasks stand. */
    @Benchmark
    public Object readAndAssess() throws IOException {
        var ledger = Ledger.read(Source.of(file), FileFormat.CSV, edition);
        var request = new ProgressRequest(LocalDate.of(2024, 12, 31), Period.quarter(2024, 4));
        return Assessment.of(edition, request, null, ledger, null);
    }
}
