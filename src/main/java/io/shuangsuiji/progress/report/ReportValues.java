package io.shuangsuiji.progress.report;

import io.shuangsuiji.progress.Progress;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The numbers and names that the texts of a report may name. */
final class ReportValues {
    private ReportValues() {}

    /** Of the answers of the periods that are reported on: what each counts for itself is summed up, the rest is the last's. */
    static Map<String, Object> of(List<Progress> answers) {
        var answer = answers.get(answers.size() - 1);
        var values = new LinkedHashMap<String, Object>();
        values.put("period", answer.period().inWords());
        values.put("year", answer.period().year());
        values.put("on", answer.on());
        values.put("title", answer.policy().title());
        values.put("documentNumber", answer.policy().documentNumber());
        values.put("edition", answer.policy().edition());
        values.put("tasks", answer.tasks());
        long tasks = sum(answers, Progress::tasksOfPeriod);
        long completed = sum(answers, each -> overall(each).completed());
        values.put("periodTasks", tasks);
        values.put("completed", completed);
        values.put("completionRate", share(completed, tasks));
        var all = overall(answer);
        var milestone = all.milestones().isEmpty() ? null : all.milestones().get(0);
        values.put("milestoneRule", milestone == null ? null : milestone.rule());
        values.put("milestoneClause", milestone == null ? null : milestone.clause());
        long inspected = sum(answers, each -> rates(each).inspected());
        long problems = sum(answers, each -> rates(each).problems());
        long filed = sum(answers, each -> rates(each).filed());
        long rectified = sum(answers, each -> rates(each).rectified());
        values.put("inspected", inspected);
        values.put("problems", problems);
        values.put("filed", filed);
        values.put("rectified", rectified);
        values.put("discoveryRate", share(problems, inspected));
        values.put("filingRate", share(filed, problems));
        values.put("rectificationRate", share(rectified, problems));
        values.put(
                "overdue",
                answer.publication().stream()
                        .mapToLong(Progress.ChannelCount::overdue)
                        .sum());
        values.put(
                "dueSoon",
                answer.publication().stream()
                        .mapToLong(Progress.ChannelCount::dueSoon)
                        .sum());
        var joint = answer.joint();
        values.put("joint", joint == null ? null : joint.joint());
        values.put("jointTotal", joint == null ? null : joint.total());
        values.put("jointShare", joint == null ? null : joint.shareSoFar());
        values.put("jointRequiredShare", joint == null ? null : joint.share());
        values.put("jointMissing", joint == null ? null : joint.missing());
        values.put("jointRule", joint == null ? null : joint.rule());
        values.put("jointClause", joint == null ? null : joint.clause());
        return values;
    }

    private static long sum(List<Progress> answers, ToLongFunction<Progress> count) {
        return answers.stream().mapToLong(count).sum();
    }

    /** Of all teams together, who come first. */
    private static Progress.Completion overall(Progress answer) {
        return answer.completion().get(0);
    }

    private static Progress.Rates rates(Progress answer) {
        return answer.rates().get(0);
    }

    /** Four digits, for reading only; null where there is nothing to be a share of. */
    private static BigDecimal share(long part, long whole) {
        return whole == 0 ? null : BigDecimal.valueOf(part).divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_UP);
    }
}
