package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.CommandFailure;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.mutation.Equivalents;
import io.shuangsuiji.scenario.mutation.MutationReport;
import io.shuangsuiji.scenario.mutation.MutationRun;
import io.shuangsuiji.scenario.mutation.Suggestions;
import io.shuangsuiji.scenario.mutation.Template;
import io.shuangsuiji.scenario.result.ResultWorkbook;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "scenarios", description = "运行测试人员的场景工作簿，列出不符、覆盖率和建议；有不符、有没用到的表行时退出码为 1")
final class ScenariosCommand extends Console implements Callable<Integer> {
    private static final int MOST_LINES = 30;

    @Parameters(paramLabel = "FILE", arity = "0..*", description = "工作簿（XLSX、CSV）或放工作簿的文件夹；不写时为 test-scenarios")
    private List<Path> paths = List.of(Path.of("test-scenarios"));

    @Option(
            names = {"-o", "--output"},
            paramLabel = "DIR",
            description = "把带结果的工作簿写到这个文件夹，文件名后加「-结果」")
    private Path output;

    @Option(names = "--mutate", description = "逐格改动决策表，看有没有场景发现；有没发现的改动时退出码为 1")
    private boolean mutate;

    @Option(names = "--template", paramLabel = "FILE", description = "不运行，把空白模板写到这个 .xlsx 文件")
    private Path template;

    @Option(names = "--model", paramLabel = "MODEL", description = "模板只含这个模型（plan 是整份方案），可写几次；不写时含全部")
    private List<String> models = List.of();

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() throws IOException {
        var edition = policy.choose(FolderOptions.today());
        if (template != null) {
            return writeTemplate(edition);
        }
        var books = read(edition);
        return mutate ? mutate(edition, books) : run(edition, books);
    }

    private int writeTemplate(Edition edition) throws IOException {
        for (var name : models) {
            if (!Template.names(edition).contains(name)) {
                throw wrong("没有模型 " + name + "，现有：" + String.join(", ", Template.names(edition))
                        + " / there is no such model");
            }
        }
        Files.write(template, Template.of(edition, models));
        out().println("已写入 " + template);
        return 0;
    }

    private List<Path> files() throws IOException {
        var files = new ArrayList<Path>();
        for (var path : paths) {
            if (Files.isDirectory(path)) {
                files.addAll(ScenarioBook.files(path));
            } else if (Files.isRegularFile(path)) {
                files.add(path);
            } else {
                throw wrong("没有文件 " + path + " / there is no such file");
            }
        }
        if (files.isEmpty()) {
            throw wrong("没有场景工作簿 / there is no workbook in " + paths);
        }
        return files;
    }

    private List<ScenarioBook> read(Edition edition) throws IOException {
        var books = new ArrayList<ScenarioBook>();
        var bad = new ArrayList<String>();
        for (var file : files()) {
            try {
                books.add(ScenarioBook.read(edition, file));
            } catch (BadWorkbook refused) {
                refused.problems().forEach(problem -> bad.add("  " + file + "  " + problem));
            }
        }
        if (!bad.isEmpty()) {
            throw wrong("工作簿有误 / invalid workbook:\n" + String.join("\n", bad));
        }
        return books;
    }

    private int run(Edition edition, List<ScenarioBook> books) throws IOException {
        var out = out();
        ScenarioReport all = null;
        for (var book : books) {
            var report = ScenarioRunner.run(edition, List.of(book), bar("运行"));
            all = report;
            out.println(book.name() + "：" + summary(report));
            report.outcomes().stream()
                    .filter(ScenarioResult::failed)
                    .limit(MOST_LINES)
                    .forEach(outcome ->
                            out.println("  不通过  " + outcome.scenario().place() + "  "
                                    + outcome.scenario().title() + "\n          " + outcome.detail()));
            if (output != null) {
                write(edition, book, report);
            }
        }
        if (books.size() > 1) {
            all = ScenarioRunner.run(edition, books, bar("统计"));
        }
        out.println("合计：" + summary(all) + "；版本 " + all.edition() + "，摘要 " + all.digest());
        return coverage(edition, books, all) && all.passed() ? 0 : CommandFailure.FOUND;
    }

    private void write(Edition edition, ScenarioBook book, ScenarioReport report) throws IOException {
        Files.createDirectories(output);
        var suggestions = Suggestions.forCoverage(edition, List.of(book), report.coverage());
        var file = output.resolve(ScenarioBook.resultName(book.name()));
        Files.write(file, ResultWorkbook.write(edition, book, report, suggestions));
        out().println("  结果写入 " + file);
    }

    private static String summary(ScenarioReport report) {
        return report.outcomes().size() + " 个场景，通过 " + report.count(ScenarioResult.Status.PASSED) + "，不通过 "
                + report.count(ScenarioResult.Status.FAILED) + "，未写期望 " + report.count(ScenarioResult.Status.UNCHECKED);
    }

    /** True where every row that can be reached is. */
    private boolean coverage(Edition edition, List<ScenarioBook> books, ScenarioReport report) {
        var out = out();
        var coverage = report.coverage();
        out.println("用到的表行 " + (coverage.reachable() - coverage.missedRows().size()) + " / " + coverage.reachable()
                + "；边界试全 " + (coverage.bounds().size() - coverage.missedBounds().size()) + " / "
                + coverage.bounds().size());
        coverage.tables()
                .forEach(table -> table.rows().stream()
                        .filter(row -> row.missed())
                        .forEach(row -> out.println("  没有场景用到  " + table.model() + " " + table.decision() + " 第 "
                                + row.number() + " 行  " + row.conditions() + "  " + row.clause())));
        coverage.missedBounds().forEach(bound -> out.println("  未试全  " + bound.place() + "  " + bound.text()));
        Suggestions.forCoverage(edition, books, coverage)
                .forEach(suggestion -> out.println("  建议    " + suggestion.purpose() + "：" + suggestion.inputLine()
                        + "\n          " + suggestion.answer()));
        out.flush();
        return coverage.missedRows().isEmpty();
    }

    private int mutate(Edition edition, List<ScenarioBook> books) throws IOException {
        var folder = Files.isDirectory(paths.get(0))
                ? paths.get(0)
                : paths.get(0).toAbsolutePath().getParent();
        var report = MutationRun.run(edition, books, Equivalents.in(folder), bar("变异"));
        print(report);
        return report.survivors().isEmpty() ? 0 : CommandFailure.FOUND;
    }

    private void print(MutationReport report) {
        var out = out();
        out.println(report.summary());
        report.equivalent().forEach((mutant, reason) -> out.println("  等价    " + mutant + "\n          " + reason));
        report.survivors().forEach(mutant -> {
            out.println("  未发现  " + mutant);
            var suggestion = report.suggestions().get(mutant);
            out.println(
                    suggestion == null
                            ? "          没有找到能分辨的输入：可能等价"
                            : "          建议：" + suggestion.inputLine() + "\n          " + suggestion.answer());
        });
        out.flush();
    }

    /** Progress on the error stream, so that the output can be kept. */
    private Progress bar(String what) {
        var err = err();
        var shown = new AtomicInteger(-1);
        return (done, total) -> {
            int percent = (int) (100L * done / Math.max(1, total));
            if (shown.getAndSet(percent) != percent && System.console() != null) {
                err.print("\r" + what + " " + done + " / " + total + (done == total ? "\n" : ""));
                err.flush();
            }
        };
    }
}
