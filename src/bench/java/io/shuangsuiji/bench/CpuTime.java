package io.shuangsuiji.bench;

import java.lang.management.ManagementFactory;
import java.util.Collection;
import java.util.List;
import java.util.stream.LongStream;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.IterationParams;
import org.openjdk.jmh.profile.InternalProfiler;
import org.openjdk.jmh.results.AggregationPolicy;
import org.openjdk.jmh.results.IterationResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.ScalarResult;

/**
 * The processor time of the benchmark's own threads for each operation: on a machine that does other work besides, the
 * time by the clock tells of that work, too, and ratios of it are not to be trusted.
 */
public final class CpuTime implements InternalProfiler {
    private long before;

    @Override
    public void beforeIteration(BenchmarkParams benchmark, IterationParams iteration) {
        before = workers();
    }

    @Override
    public Collection<? extends Result<?>> afterIteration(
            BenchmarkParams benchmark, IterationParams iteration, IterationResult result) {
        double each = (double) (workers() - before) / result.getMetadata().getAllOps();
        return List.of(new ScalarResult("cpu.time", each, "ns/op", AggregationPolicy.AVG));
    }

    private static long workers() {
        var threads = ManagementFactory.getThreadMXBean();
        return LongStream.of(threads.getAllThreadIds())
                .filter(id -> {
                    var info = threads.getThreadInfo(id);
                    return info != null && info.getThreadName().contains("jmh-worker");
                })
                .map(threads::getThreadCpuTime)
                .sum();
    }

    @Override
    public String getDescription() {
        return "processor time of the benchmark's threads";
    }
}
