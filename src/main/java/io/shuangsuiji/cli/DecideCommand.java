package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.explain.Explanations;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Problems;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "decide",
        description = {
            "用一个决策模型判定：JSON 文件是一个输入，结果写到标准输出，输入有误时写到标准错误、退出码为 2；",
            "NDJSON、CSV 文件（可以是 .gz）一行一个输入，逐行回答、次序不变，有误的行在原处说明、退出码为 1"
        })
final class DecideCommand extends Console implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "MODEL", description = "决策模型，如 classification、quota、routing")
    private String modelName;

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            arity = "0..1",
            description = "文件：.json、.ndjson、.jsonl、.csv、.tsv，可再加 .gz；不写或写 - 时读标准输入")
    private Path file;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "批次的结果写到文件，以 .gz 结尾时压缩；不写时写到标准输出")
    private Path output;

    @Option(names = "--format", paramLabel = "FORMAT", description = "json、ndjson 或 csv；不写时看文件名")
    private String format;

    @Option(names = "--minimal", description = "批次的结果只要输出，不重复输入和编号")
    private boolean minimal;

    @Option(names = "--explain", description = "批次的结果逐行说明理由")
    private boolean explain;

    @Option(names = "--set", paramLabel = "INPUT=VALUE", description = "各行没有给出的输入统一取此值，如 --set population=161；可写多次")
    private Map<String, String> defaults = new LinkedHashMap<>();

    @Option(names = "--progress", negatable = true, description = "在标准错误上显示进度（默认只在终端上显示）")
    private Boolean progress;

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() throws IOException {
        var batch = format();
        var edition = policy.choose(PolicyOptions.today());
        var model = edition.model(modelName)
                .orElseThrow(() -> wrong("没有模型 " + modelName + "，现有："
                        + String.join(", ", edition.models().keySet())));
        return batch == null ? one(edition, model) : many(edition, model, batch);
    }

    /** The form of a batch; null for a single input. */
    private FileFormat format() {
        if (format == null) {
            var found = input() == null
                    ? null
                    : FileFormat.ofName(input().getFileName().toString())
                            .filter(FileFormat::byLine)
                            .orElse(null);
            if (found == null && (output != null || minimal || explain || !defaults.isEmpty())) {
                throw wrong("-o、--minimal、--explain、--set 用于批次：文件名应以 .ndjson、.jsonl 或 .csv 结尾（可再加 .gz），或用 --format 指明"
                        + " / these options are for batches: name the format by --format");
            }
            return found;
        }
        return switch (format.toLowerCase(Locale.ROOT)) {
            case "json" -> null;
            case "ndjson", "jsonl" -> FileFormat.NDJSON;
            case "csv" -> FileFormat.CSV;
            default -> throw wrong("--format 应为 json、ndjson 或 csv，收到 " + format + " / expected json, ndjson or csv");
        };
    }

    private Path input() {
        return file == null || file.toString().equals("-") ? null : file;
    }

    private int one(Edition edition, DecisionModel model) {
        var inputs = Inputs.read(model, Json.read(body())).valid();
        Output.json(FeelJson.toJson(Decisions.decide(edition, model, inputs), model.outputs()), out());
        return 0;
    }

    private int many(Edition edition, DecisionModel model, FileFormat form) throws IOException {
        if (input() != null) {
            require(input());
        }
        var request = new Batch.Request(
                edition,
                model,
                form,
                minimal,
                null,
                defaults,
                explain ? values -> Json.mapper().valueToTree(Explanations.of(edition, model, values)) : null);
        try (var source = BatchFiles.open(input());
                var workers = new Workers()) {
            var lines = source.lines();
            var bar = new Progress(err(), input() == null ? 0 : Files.size(input()), Progress.wanted(progress));
            var batch = Batch.open(request, Batch.Limits.WIDE, lines, Problems::ofAny, Batch.Recorder.NONE);
            var summary = output == null
                    ? run(batch, new FileOutputStream(FileDescriptor.out), workers, source, bar)
                    : BatchFiles.write(output, out -> run(batch, out, workers, source, bar));
            return report(summary, bar);
        }
    }

    private static Batch.Summary run(
            Batch batch, OutputStream out, Workers workers, BatchFiles.Source source, Progress bar) throws IOException {
        return batch.run(out, workers, counts -> bar.at(source.count(), counts.lines()));
    }

    private int report(Batch.Summary summary, Progress bar) {
        var counts = summary.counts();
        var err = err();
        bar.done(counts.lines());
        err.println((output == null ? "" : "已写入 " + output + "：") + counts.lines() + " 行，有误 " + counts.bad() + " 行"
                + (counts.undecided() == 0 ? "" : "（其中 " + counts.undecided() + " 行决策表没有给出结果）") + "，"
                + bar.pace(counts.lines()));
        if (summary.stopped() != null) {
            err.println(summary.stopped().getMessage());
        }
        err.flush();
        return counts.bad() > 0 || summary.stopped() != null ? CommandFailure.FOUND : 0;
    }

    private byte[] body() {
        try {
            return input() == null ? System.in.readAllBytes() : Files.readAllBytes(file);
        } catch (NoSuchFileException missing) {
            throw wrong("没有文件 " + file + " / there is no such file");
        } catch (IOException unreadable) {
            throw wrong("无法读取 " + file + " / cannot be read: " + unreadable);
        }
    }
}
