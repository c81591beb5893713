package io.shuangsuiji.cli;

import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.plan.Quarter;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.registry.Staffing;
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
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "plan", description = "由检查对象名录库编制一个季度的抽查方案")
final class PlanCommand extends Console implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "REGISTRY", description = "名录库文件：CSV、XLSX、JSON 或 NDJSON")
    private Path registry;

    @Option(names = "--quarter", paramLabel = "QUARTER", required = true, description = "季度，如 2024Q1")
    private String quarter;

    @Option(names = "--staffing", paramLabel = "FILE", description = "检查人员名录库（CSV、XLSX）或两个人数的 JSON；与人数选项二选一")
    private Path staffing;

    @Option(names = "--officers", paramLabel = "N", description = "执法人员数量")
    private String officers;

    @Option(names = "--participating-officers", paramLabel = "N", description = "参与执法检查人员总数")
    private String participatingOfficers;

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
        var request = PlanRequest.read(parameters()::get, FolderOptions.today());
        var edition = policy.choose(request.quarter().firstDay());
        var asOf = policy.edition != null
                ? null
                : policy.asOf == null ? request.quarter().firstDay() : policy.asOf;
        var source = Source.of(registry);
        var job = new Plans.Job(edition, asOf, request, RegistryFile.of(source, FileFormat.of(source, null)));
        if (output == null) {
            print(Plans.make(job));
        } else {
            var plan = write(job);
            err().println("已写入 " + output + "：受理 " + plan.objects() + " 个检查对象，"
                    + plan.rejected().size() + " 行未受理，"
                    + plan.findings().size() + " 条提示");
        }
        return 0;
    }

    private Map<String, String> parameters() throws IOException {
        var given = new HashMap<String, String>();
        given.put("quarter", quarter);
        given.put("evaluationDate", evaluationDate);
        given.put("officers", officers);
        given.put("participatingOfficers", participatingOfficers);
        if (staffing != null) {
            if (officers != null || participatingOfficers != null) {
                throw wrong("--staffing 与 --officers、--participating-officers 只能选一种 / give either a roster or numbers");
            }
            require(staffing);
            Staffing counted = Roster.read(Source.of(staffing), rosterEdition());
            given.put("officers", Integer.toString(counted.officers()));
            given.put("participatingOfficers", Objects.toString(counted.participatingOfficers(), null));
        }
        return given;
    }

    /** The edition whose table says how the columns of the roster are called: that of the quarter, where one is named. */
    private Edition rosterEdition() {
        return policy.choose(Quarter.parse(quarter).map(Quarter::firstDay).orElseGet(FolderOptions::today));
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

    private void print(Plan plan) {
        var out = out();
        out.println(plan.policy().title());
        out.println(plan.quarter() + "，判定日期 " + plan.evaluationDate() + "，版本 "
                + plan.policy().edition() + "，受理 " + plan.objects() + " 个检查对象 " + plan.categories());
        out.println();
        Output.table(
                List.of("抽样层", "总体数", "抽查比例/倍数", "应抽数", "实抽数", "缺口", "摇号主体", "依据条款"),
                plan.strata().stream().map(PlanCommand::row).toList(),
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

    private static List<String> row(Stratum stratum) {
        var lacking = stratum.applicable() ? "缺输入" : "无规定";
        return List.of(
                stratum.stratum(),
                Long.toString(stratum.population()),
                stratum.rateText(),
                Objects.toString(stratum.required(), lacking),
                Objects.toString(stratum.sampleSize(), ""),
                Objects.toString(stratum.shortfall(), ""),
                Objects.toString(stratum.drawnBy(), ""),
                Objects.toString(stratum.rule(), "") + " " + Objects.toString(stratum.clause(), ""));
    }
}
