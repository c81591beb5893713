package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.progress.Assessment;
import io.shuangsuiji.progress.DrawnList;
import io.shuangsuiji.progress.Ledger;
import io.shuangsuiji.progress.Progress.Completion;
import io.shuangsuiji.progress.Progress.Due;
import io.shuangsuiji.progress.Progress.MilestoneCount;
import io.shuangsuiji.progress.ProgressRequest;
import io.shuangsuiji.progress.output.ProgressWorkbook;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "progress", description = "由任务台账核对一个时段的进度：完成率、公示期限、各队情况")
final class ProgressCommand extends Console implements Callable<Integer> {
    private static final int SHOWN = 20;

    @Parameters(index = "0", paramLabel = "LEDGER", description = "台账文件：CSV、XLSX、JSON 或 NDJSON")
    private Path ledger;

    @Option(names = "--on", paramLabel = "DATE", description = "截至哪一天（默认今天）")
    private String on;

    @Option(names = "--period", paramLabel = "PERIOD", description = "时段：2024Q1、2024M03、2024H1、2024（默认 --on 所在的时段）")
    private String period;

    @Option(names = "--drawn", paramLabel = "FILE", description = "抽取记录（draw.json）或抽中名单（CSV、XLSX、JSON、NDJSON），与台账对照")
    private Path drawn;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "写到 .xlsx（督办清单）或 .json 文件；不写时在屏幕上列出")
    private Path output;

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() throws IOException {
        require(ledger);
        var given = new HashMap<String, String>();
        given.put("on", on);
        given.put("period", period);
        var today = FolderOptions.today();
        var chooses = ProgressRequest.chooses(given::get, today);
        var edition = policy.choose(chooses);
        var request = ProgressRequest.read(edition, given::get, today);
        var asOf = policy.edition != null ? null : policy.asOf == null ? chooses : policy.asOf;
        DrawnList list = null;
        if (drawn != null) {
            require(drawn);
            var source = Source.of(drawn);
            list = DrawnList.read(source, FileFormat.of(source, null), edition, request.period());
        }
        var source = Source.of(ledger);
        var read = Ledger.read(source, FileFormat.of(source, null), edition);
        var progress = Assessment.of(edition, request, asOf, read, list);
        if (output == null) {
            print(progress);
        } else {
            var name = output.getFileName().toString().toLowerCase(Locale.ROOT);
            boolean workbook = name.endsWith(".xlsx");
            if (!workbook && !name.endsWith(".json")) {
                throw wrong("输出文件应以 .xlsx 或 .json 结尾，收到 " + output + " / the output must end in .xlsx or .json");
            }
            BatchFiles.write(output, out -> {
                if (workbook) {
                    ProgressWorkbook.write(edition, progress, out);
                } else {
                    out.write(Output.json(progress));
                }
                return progress;
            });
            err().println("已写入 " + output + "：" + progress.tasks() + " 项任务，" + read.rejectedRows() + " 行未受理，"
                    + progress.findings().size() + " 条提示");
        }
        return 0;
    }

    private void print(io.shuangsuiji.progress.Progress progress) {
        var out = out();
        out.println(progress.policy().title());
        out.println("截至 " + progress.on() + "，" + progress.period().inWords() + "，版本 "
                + progress.policy().edition() + "，台账 " + progress.tasks() + " 项任务，其中本时段 " + progress.tasksOfPeriod()
                + " 项");
        out.println();
        Output.table(
                List.of("执法队", "任务", "完成", "截止", "应完成", "已完成", "还差", "每个工作日"),
                progress.completion().stream()
                        .flatMap(each -> each.milestones().stream().map(milestone -> row(each, milestone)))
                        .toList(),
                out);
        if (!progress.overdue().isEmpty()) {
            out.println();
            out.println("逾期未公示：");
            due(progress.overdue());
        }
        if (!progress.dueSoon().isEmpty()) {
            out.println();
            out.println("临期：");
            due(progress.dueSoon());
        }
        out.println();
        progress.findings()
                .forEach(finding -> out.println(Stream.of(finding.severity().word(), finding.rule(), finding.inWords())
                                .filter(Objects::nonNull)
                                .collect(java.util.stream.Collectors.joining("  "))
                        + (finding.examples().isEmpty() ? "" : "（" + String.join("、", finding.examples()) + "）")));
        progress.ledger()
                .rejectedBy()
                .forEach(cause -> out.println("未受理  " + cause.pointer() + "  " + cause.count() + " 处  " + cause.cause()
                        + "  " + String.join("、", cause.cells())));
        out.flush();
    }

    private void due(List<Due> due) {
        Output.table(
                List.of("期限", "日数", "任务编号", "检查对象", "执法队", "公示场所", "规则"),
                due.stream()
                        .limit(SHOWN)
                        .map(each -> Stream.of(
                                        each.dueOn(),
                                        each.days(),
                                        each.taskId(),
                                        each.name(),
                                        each.team(),
                                        each.channel(),
                                        each.rule())
                                .map(value -> Objects.toString(value, ""))
                                .toList())
                        .toList(),
                out());
        if (due.size() > SHOWN) {
            out().println("……另有 " + (due.size() - SHOWN) + " 项");
        }
    }

    private static List<String> row(Completion completion, MilestoneCount milestone) {
        return Stream.of(
                        completion.team() == null ? "合计" : completion.team(),
                        completion.tasks(),
                        completion.completed(),
                        milestone.by(),
                        milestone.required(),
                        milestone.completed(),
                        milestone.missing(),
                        Objects.toString(milestone.tasksPerWorkingDay(), ""))
                .map(Object::toString)
                .toList();
    }
}
