package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.log.Replay;
import io.shuangsuiji.decision.log.Replay.Result;
import io.shuangsuiji.decision.log.Replay.Verdict;
import io.shuangsuiji.decision.log.ReplayedLog;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "replay",
        description = "按决策日志重新判定，逐条核对：结果有出入、缺少版本或无法读取时退出码为 1",
        footer = {"", "版本文件夹与记录时不同（摘要不同）会提示；结果相同仍算通过。"})
final class ReplayCommand extends Console implements Callable<Integer> {
    @Parameters(arity = "1..*", paramLabel = "LOG", description = "决策日志文件，可以是 .gz；可给多个")
    private List<Path> logs;

    @Option(names = "--max-shown", paramLabel = "N", defaultValue = "100", description = "最多列出多少条出入（默认 100）")
    private int maxShown;

    @Option(names = "--progress", negatable = true, description = "在标准错误上显示进度（默认只在终端上显示）")
    private Boolean progress;

    @Mixin
    private FolderOptions policy;

    private final Set<String> digestsTold = new HashSet<>();
    private int shown;

    @Override
    public Integer call() throws IOException {
        logs.forEach(Console::require);
        var replay = new Replay(policy.catalog());
        boolean good = true;
        try (var workers = new Workers()) {
            for (var log : logs) {
                good &= replay(replay, log, workers);
            }
        }
        return good ? 0 : CommandFailure.FOUND;
    }

    private boolean replay(Replay replay, Path log, Workers workers) throws IOException {
        var out = out();
        try (var source = BatchFiles.open(log)) {
            var bar = new Progress(err(), Files.size(log), Progress.wanted(progress));
            var counts = ReplayedLog.read(
                    replay,
                    source.lines(),
                    workers,
                    result -> tell(log, result, out),
                    sofar -> bar.at(source.count(), sofar));
            bar.done(counts.decisions());
            out.println(log + "：" + counts.decisions() + " 个决策，相同 " + counts.of(Verdict.SAME) + "，有出入 "
                    + counts.of(Verdict.DIFFERENT) + "，有遮盖不能核对 " + counts.of(Verdict.HIDDEN) + "，缺少版本 "
                    + counts.of(Verdict.NO_EDITION) + "，无法读取 " + counts.of(Verdict.UNREADABLE) + "；日志自称丢失 "
                    + counts.dropped() + "；" + bar.pace(counts.decisions()));
            out.flush();
            return counts.good();
        }
    }

    private void tell(Path log, Result result, PrintWriter out) {
        if (result.digestDiffers() && digestsTold.add(result.edition())) {
            out.println("提示  版本 " + result.edition()
                    + " 的文件与记录时不同（摘要不同） / the edition's files are not those by which the log was written");
        }
        if (!result.differences().isEmpty() && shown++ < maxShown) {
            out.println(log + " 第 " + result.line() + " 行  " + (result.id() == null ? "" : result.id()));
            result.differences().forEach(difference -> out.println("    " + difference));
        }
    }
}
