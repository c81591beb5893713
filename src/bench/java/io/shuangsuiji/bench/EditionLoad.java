package io.shuangsuiji.bench;

import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.SortedMap;
import java.util.TreeMap;
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

/** From an edition's files to what serves: KIE's validation, contract, kernels and their proof against KIE. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EditionLoad {
    private final EditionCompiler compiler = new EditionCompiler(CompiledJsonEvaluator::accelerate);
    private SortedMap<String, byte[]> rules;
    private SortedMap<String, byte[]> files;
    private int times;

    @Setup
    public void read() throws IOException {
        files = EditionFiles.read(Path.of("dmn/2024-01-01"));
        rules = EditionFiles.read(Path.of("rules"));
    }

    /** The first of a process. */
    @Benchmark
    @Fork(value = 5, jvmArgsAppend = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
    @Warmup(iterations = 0)
    @Measurement(iterations = 1)
    public Object cold() {
        return load(files);
    }

    /** One cell of one table changed, in a process that has loaded before. */
    @Benchmark
    @Fork(value = 2, jvmArgsAppend = "-Djava.util.logging.manager=org.jboss.logmanager.LogManager")
    @Warmup(iterations = 20)
    @Measurement(iterations = 20)
    public Object warm() {
        var changed = new TreeMap<>(files);
        var quota = new String(files.get("quota.dmn"), StandardCharsets.UTF_8);
        var ratio = "0.1" + (1000 + ++times);
        changed.put(
                "quota.dmn",
                quota.replaceFirst("<text>0.125</text>", "<text>" + ratio + "</text>").getBytes(StandardCharsets.UTF_8));
        return load(changed);
    }

    private Object load(SortedMap<String, byte[]> edition) {
        var result = compiler.compile(new EditionName(LocalDate.of(2024, 1, 1), 0), edition, rules);
        if (result.edition() == null) {
            throw new IllegalStateException(result.messages().toString());
        }
        return result;
    }
}
