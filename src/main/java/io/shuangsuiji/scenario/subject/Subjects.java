package io.shuangsuiji.scenario.subject;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Finds what a sheet is about by its name. */
public final class Subjects {
    private Subjects() {}

    /**
     * The subject of a sheet that is named by a model: by its name or its label, or by the label's beginning or that of
     * an output of it (分类 for 分类判定), whatever follows behind a dash, a bracket, a space or as a number.
     */
    public static Optional<Subject> named(Edition edition, String sheet, PlanSubject plans) {
        var word = sheet.strip().split("[-_－—–（(:：\\s\\d]", 2)[0];
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.equals(PlanSubject.LABEL) || word.equalsIgnoreCase(PlanSubject.NAME)) {
            return Optional.of(plans);
        }
        return models(edition)
                .filter(model -> model.name().equalsIgnoreCase(word))
                .findFirst()
                .or(() -> models(edition).filter(model -> calls(model, word)).findFirst())
                .map(Subjects::of);
    }

    /** What a sheet about a subject is called. */
    public static String label(Edition edition, Subject subject) {
        return edition.models().get(subject.name()).label();
    }

    public static Subject of(DecisionModel model) {
        var subject = ModelSubject.of(model);
        return model.name().equals(ScheduleSubject.NAME) ? new ScheduleSubject(subject) : subject;
    }

    /** What sheets may be called. */
    public static String names(Edition edition) {
        return models(edition).map(DecisionModel::label).collect(Collectors.joining("、", "", "、" + PlanSubject.LABEL));
    }

    private static boolean calls(DecisionModel model, String word) {
        return Stream.concat(Stream.of(model.label()), model.outputs().stream().map(Field::label))
                .anyMatch(label -> label.startsWith(word));
    }

    private static Stream<DecisionModel> models(Edition edition) {
        return edition.models().values().stream();
    }

    public static List<Subject> all(Edition edition) {
        return models(edition).map(Subjects::of).toList();
    }
}
