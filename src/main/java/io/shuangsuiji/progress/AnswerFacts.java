package io.shuangsuiji.progress;

import io.shuangsuiji.plan.Group;
import io.shuangsuiji.progress.Progress.Completion;
import io.shuangsuiji.progress.Progress.Drawn;
import io.shuangsuiji.progress.Progress.Due;
import io.shuangsuiji.progress.Progress.Joint;
import io.shuangsuiji.progress.Progress.NotCovered;
import io.shuangsuiji.progress.Progress.Scanning;
import io.shuangsuiji.progress.Progress.Unmatched;
import io.shuangsuiji.progress.Progress.Visits;
import java.util.ArrayList;
import java.util.List;

/** What the rules are told of an answer: its counts, not its tasks. */
final class AnswerFacts {
    private AnswerFacts() {}

    static List<Object> of(
            List<Completion> completion,
            Joint joint,
            PublicationCheck publication,
            Settings settings,
            Scanning scanning,
            Visits visits,
            Drawn drawn,
            List<NotCovered> notCovered) {
        var facts = new ArrayList<Object>();
        completion.forEach(count -> milestones(count, facts));
        if (joint != null) {
            facts.add(new Facts.JointProgress(
                    joint.joint(),
                    joint.total(),
                    joint.share(),
                    joint.met(),
                    joint.missing(),
                    joint.by(),
                    joint.late(),
                    joint.rule(),
                    joint.clause()));
        }
        publication.channels().forEach(channel -> {
            var overdue = of(publication.overdue(), channel.channel());
            var soon = of(publication.dueSoon(), channel.channel());
            var late = publication.late(channel.channel());
            facts.add(new Facts.ChannelTasks(
                    channel.channel(),
                    channel.late(),
                    channel.overdue(),
                    channel.dueSoon(),
                    settings.dueSoonWorkingDays(),
                    late.examples(),
                    examples(overdue),
                    examples(soon),
                    publication.rules(channel.channel(), true),
                    publication.rules(channel.channel(), false)));
        });
        if (scanning != null) {
            facts.add(new Facts.ScanTasks(
                    scanning.withinDays(),
                    scanning.enteredLate(),
                    scanning.tooLate(),
                    scanning.missing(),
                    scanning.examples(),
                    scanning.rule(),
                    scanning.clause()));
        }
        if (visits != null) {
            var over = new Group();
            visits.atCap().stream().filter(each -> each.over()).forEach(each -> over.add(each.creditCode()));
            facts.add(new Facts.VisitedEnterprises(visits.overCap(), visits.unnamed(), over.examples()));
        }
        if (drawn != null) {
            facts.add(new Facts.DrawnWithoutTask(drawn.withoutTaskCount(), slips(drawn.withoutTask())));
            facts.add(new Facts.TasksNotDrawn(drawn.notDrawnCount(), slips(drawn.notDrawn())));
        }
        notCovered.forEach(
                year -> facts.add(new Facts.YearNotCovered(year.code(), year.year(), year.count(), year.examples())));
        return facts;
    }

    private static void milestones(Completion count, List<Object> facts) {
        count.milestones()
                .forEach(milestone -> facts.add(new Facts.TeamMilestone(
                        count.team() == null ? "" : count.team(),
                        milestone.by(),
                        milestone.share(),
                        count.tasks(),
                        milestone.completed(),
                        milestone.missing(),
                        milestone.tasksPerWorkingDay(),
                        milestone.standing().name(),
                        milestone.rule(),
                        milestone.clause())));
    }

    private static List<Due> of(List<Due> due, String channel) {
        return due.stream().filter(each -> each.channel().equals(channel)).toList();
    }

    private static List<String> examples(List<Due> due) {
        return due.stream().limit(5).map(Due::taskId).toList();
    }

    /** An id, and in brackets the one that it may be a slip of the pen for. */
    private static List<String> slips(List<Unmatched> unmatched) {
        return unmatched.stream()
                .limit(5)
                .map(each -> each.nearest() == null ? each.objectId() : each.objectId() + "（" + each.nearest() + "？）")
                .toList();
    }
}
