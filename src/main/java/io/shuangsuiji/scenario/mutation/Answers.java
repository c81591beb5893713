package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.subject.Subject;
import io.shuangsuiji.scenario.subject.Subject.Answer;
import io.shuangsuiji.scenario.workbook.FieldPath;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.stream.Collectors;

/** An answer in words, where no column asks for a part of it. */
final class Answers {
    private Answers() {}

    static String inWords(Subject subject, Answer answer) {
        if (!answer.problems().isEmpty()) {
            return answer.problems().stream().map(FieldProblem::detail).collect(Collectors.joining("；", "拒绝：", ""));
        }
        if (!answer.failures().isEmpty()) {
            return answer.undecided();
        }
        return Template.expectations(subject).stream()
                .map(path -> Template.header(path, subject.outputs()) + "=" + ShownValue.shown(value(path, answer)))
                .collect(Collectors.joining("；", "今天的答案：", ""));
    }

    /** The value of an output, of a list of structures the keys of its elements. */
    static Object value(FieldPath path, Answer answer) {
        var steps = path.steps();
        var value = FieldPath.follow(answer.value(steps.get(0).name()), steps.subList(1, steps.size()));
        return path.type().kind() == Kind.STRUCTURE
                ? FieldPath.follow(value, path.type().fields().subList(0, 1))
                : value;
    }
}
