package io.shuangsuiji.cli;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.cli.console.Console;
import io.shuangsuiji.cli.console.Output;
import io.shuangsuiji.cli.console.PolicyOptions;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Schedule;
import io.shuangsuiji.plan.Schedules;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(name = "schedule", description = "推算一个时段各事项的时限")
final class ScheduleCommand extends Console implements Runnable {
    @Parameters(index = "0", paramLabel = "PERIOD", description = "时段，如 2024Q1、2024M03；只写年份时后面再写季度")
    private String period;

    @Parameters(index = "1", paramLabel = "QUARTER", arity = "0..1", description = "1 至 4")
    private String quarter;

    @Option(
            names = "--task-ended-on",
            paramLabel = "DATE",
            converter = PolicyOptions.IsoDate.class,
            description = "某一任务检查结束的日期，推算其公示期限")
    private LocalDate taskEndedOn;

    @Option(
            names = "--quarter-ended-on",
            paramLabel = "DATE",
            converter = PolicyOptions.IsoDate.class,
            description = "时段里最后一个任务结束的日期（不写时按其末日）")
    private LocalDate quarterEndedOn;

    @Option(names = "--json", description = "输出 JSON")
    private boolean json;

    @Mixin
    private PolicyOptions policy;

    @Override
    public void run() {
        var asked = Period.parse(quarter == null ? period : period + "Q" + quarter)
                .orElseThrow(() -> wrong("时段应写作 2024Q1，或四位年份加 1 至 4 的季度，收到 " + period
                        + (quarter == null ? "" : " " + quarter) + " / expected a period such as 2024Q1"));
        var edition = policy.choose(asked.firstDay());
        var schedule = Schedules.of(edition, asked, taskEndedOn, quarterEndedOn);
        var out = out();
        if (json) {
            Output.json(schedule, out);
        } else {
            Output.table(
                    List.of("期限", "提醒", "事项", "责任主体", "规则", "依据条款"),
                    schedule.deadlines().stream().map(ScheduleCommand::row).toList(),
                    out);
            out.println();
            out.println("环节："
                    + String.join(
                            " → ",
                            schedule.checklist().stream()
                                    .map(Schedule.Step::step)
                                    .toList()));
            out.println("依据：" + schedule.policy().title() + "（版本 "
                    + schedule.policy().edition() + "）");
            schedule.deadlines().stream()
                    .map(Deadline::error)
                    .filter(Objects::nonNull)
                    .map(Deadline.DeadlineError::detail)
                    .distinct()
                    .forEach(out::println);
            out.flush();
        }
    }

    private static List<String> row(Deadline deadline) {
        var unknown = deadline.error() == null ? "–" : "未知";
        return List.of(
                Objects.toString(deadline.dueOn(), unknown),
                Objects.toString(deadline.remindOn(), "–"),
                deadline.event(),
                Objects.toString(deadline.actor(), "–"),
                deadline.rule(),
                Objects.toString(deadline.clause(), "–"));
    }
}
