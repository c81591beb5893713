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

    /** What a model is called: its name, its label and the labels of its outputs. */
    public record Called(String name, String label, List<String> outputs) {
        private boolean begins(String word) {
            return Stream.concat(Stream.of(label), outputs.stream()).anyMatch(each -> each.startsWith(word));
        }
    }

    /**
     * The subject of a sheet that is named by a model: by its name or its label, or by the label's beginning or that of
     * an output of it (分类 for 分类判定), whatever follows behind a dash, a bracket, a space or as a number.
     */
    public static Optional<Subject> named(Edition edition, String sheet, PlanSubject plans, LedgerSubject ledgers) {
        var models = models(edition)
                .map(model -> new Called(
                        model.name(),
                        model.label(),
                        model.outputs().stream().map(Field::label).toList()))
                .toList();
        return name(sheet, models).map(name -> switch (name) {
            case PlanSubject.NAME -> plans;
            case LedgerSubject.NAME -> ledgers;
            default -> of(edition.models().get(name));
        });
    }

    /** The name of the model that a sheet is about, or that of plans or ledgers; empty where it is about none. */
    public static Optional<String> name(String sheet, List<Called> models) {
        var word = sheet.strip().split("[-_－—–（(:：\\s\\d]", 2)[0];
        if (word.isEmpty()) {
            return Optional.empty();
        }
        if (word.equals(PlanSubject.LABEL) || word.equalsIgnoreCase(PlanSubject.NAME)) {
            return Optional.of(PlanSubject.NAME);
        }
        if (word.equals(LedgerSubject.LABEL) || word.equalsIgnoreCase(LedgerSubject.NAME)) {
            return Optional.of(LedgerSubject.NAME);
        }
        return models.stream()
                .filter(model -> model.name().equalsIgnoreCase(word))
                .findFirst()
                .or(() -> models.stream().filter(model -> model.begins(word)).findFirst())
                .map(Called::name);
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
        return models(edition)
                .map(DecisionModel::label)
                .collect(Collectors.joining("、", "", "、" + PlanSubject.LABEL + "、" + LedgerSubject.LABEL));
    }

    private static Stream<DecisionModel> models(Edition edition) {
        return edition.models().values().stream();
    }

    public static List<Subject> all(Edition edition) {
        return models(edition).map(Subjects::of).toList();
    }
}
