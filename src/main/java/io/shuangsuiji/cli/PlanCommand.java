package io.shuangsuiji.cli;

import io.shuangsuiji.cli.console.BatchFiles;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.FolderOptions;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = "由检查对象名录库编制一个时段的抽查方案")
final class PlanCommand extends Console implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "REGISTRY", description = "名录库文件：CSV、XLSX、JSON 或 NDJSON")
    private Path registry;

    @Option(
            names = {"--quarter", "--period"},
            paramLabel = "PERIOD",
            required = true,
            description = "时段，按版本的编制周期写：2024Q1、2024M03、2024H1、2024")
    private String period;

    @Option(names = "--staffing", paramLabel = "FILE", description = "检查人员名录库（CSV、XLSX）或两个人数的 JSON；与人数选项二选一")
    private Path staffing;

    @Option(names = "--officers", paramLabel = "N", description = "参数 officers，同 --set officers=N")
    private String officers;

    @Option(
            names = "--participating-officers",
            paramLabel = "N",
            description = "参数 participatingOfficers，同 --set participatingOfficers=N")
    private String participatingOfficers;

    @Option(names = "--set", paramLabel = "NAME=VALUE", description = "版本要求的其他参数，可写多次；某队自己的数写作 officers.一队=12")
    private Map<String, String> set = Map.of();

    @Option(names = "--evaluation-date", paramLabel = "DATE", description = "判定日期（默认今天）")
    private String evaluationDate;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "写到文件：.xlsx 为工作簿，.json 为 JSON；不写时在屏幕上列出")
    private Path output;

    @Mixin
    private PolicyOptions policy;

    @Override
    public Integer call() throws IOException {
        require(registry);
        var firstDay = PlanRequest.period(name -> period).firstDay();
        var edition = policy.choose(firstDay);
        var given = parameters(edition);
        var names = PlanRequest.names(edition);
        for (var name : given.keySet()) {
            if (!names.contains(name)) {
                throw wrong("未知的参数 " + name + "，本版允许：" + String.join("、", names) + " / unknown parameter");
            }
        }
        var request = PlanRequest.read(edition, given::get, FolderOptions.today());
        var asOf = policy.edition != null ? null : policy.asOf == null ? firstDay : policy.asOf;
        var source = Source.of(registry);
        var job = new Plans.Job(edition, asOf, request, RegistryFile.of(source, FileFormat.of(source, null)));
        if (output == null) {
            print(Plans.make(job), new Headings(edition));
        } else {
            var plan = write(job);
            err().println("已写入 " + output + "：受理 " + plan.objects() + " 个检查对象，"
                    + plan.rejected().size() + " 行未受理，"
                    + plan.findings().size() + " 条提示");
        }
        return 0;
    }

    private Map<String, String> parameters(Edition edition) throws IOException {
        var given = new HashMap<>(set);
        given.put("period", period);
        put(given, "evaluationDate", evaluationDate);
        put(given, "officers", officers);
        put(given, "participatingOfficers", participatingOfficers);
        if (staffing != null) {
            if (officers != null || participatingOfficers != null) {
                throw wrong("--staffing 与 --officers、--participating-officers 只能选一种 / give either a roster or numbers");
            }
            require(staffing);
            var counted = Roster.read(Source.of(staffing), edition).parameters();
            // a roster counts more than every edition asks for
            counted.keySet().retainAll(PlanRequest.names(edition));
            given.putAll(counted);
        }
        return given;
    }

    private static void put(Map<String, String> given, String name, String text) {
        if (text != null) {
            given.put(name, text);
        }
    }

    private Plan write(Plans.Job job) throws IOException {
        var name = output.getFileName().toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".xlsx") && !name.endsWith(".json")) {
            throw wrong("输出文件应以 .xlsx 或 .json 结尾，收到 " + output + " / the output must end in .xlsx or .json");
        }
        return BatchFiles.write(output, out -> {
            if (name.endsWith(".xlsx")) {
                return Plans.write(job, out);
            }
            var plan = Plans.make(job);
            out.write(Output.json(plan));
            return plan;
        });
    }

    private void print(Plan plan, Headings headings) {
        var out = out();
        out.println(plan.policy().title());
        out.println(plan.period().inWords() + "，判定日期 " + plan.evaluationDate() + "，版本 "
                + plan.policy().edition() + "，受理 " + plan.objects() + " 个检查对象 " + plan.categories());
        out.println();
        Output.table(
                Stream.of(
                                "quota.stratum",
                                "population",
                                "quota.rate",
                                "quota.required",
                                "quota.sampleSize",
                                "quota.shortfall",
                                "routing.drawnBy",
                                "quota.clause")
                        .map(headings::of)
                        .toList(),
                plan.strata().stream()
                        .map(stratum -> row(stratum, headings.notGiven(plan)))
                        .toList(),
                out);
        out.println();
        plan.findings()
                .forEach(finding ->
                        out.println(finding.severity().word() + "  " + finding.rule() + "  " + finding.inWords()));
        plan.registry()
                .rejectedBy()
                .forEach(cause -> out.println("未受理  " + cause.pointer() + "  " + cause.count() + " 处  " + cause.cause()
                        + "  " + String.join("、", cause.cells())));
        out.println();
        out.println("读取的列：" + columns(plan, true));
        out.println("未读取的列：" + columns(plan, false));
        if (!plan.registry().lacking().isEmpty()) {
            out.println("没有的列："
                    + plan.registry().lacking().stream()
                            .map(ReadReport.Fact::label)
                            .collect(Collectors.joining("、")));
        }
        out.flush();
    }

    private static String columns(Plan plan, boolean read) {
        return plan.columns().stream()
                .filter(column -> read == (column.use() == Use.TAKEN || column.use() == Use.MARK))
                .map(column -> column.header() + (read ? " → " + column.label() : ""))
                .collect(Collectors.joining("、"));
    }

    private static List<String> row(Stratum stratum, String lacking) {
        return List.of(
                stratum.team() == null ? stratum.stratum() : stratum.stratum() + " " + stratum.team(),
                Long.toString(stratum.population()),
                stratum.rateText(),
                Objects.toString(
                        stratum.required(), stratum.applicable() ? lacking : Objects.toString(stratum.measure(), "–")),
                Objects.toString(stratum.sampleSize(), ""),
                Objects.toString(stratum.shortfall(), ""),
                Objects.toString(stratum.drawnBy(), ""),
                Objects.toString(stratum.rule(), "") + " " + Objects.toString(stratum.clause(), ""));
    }
}
