package io.shuangsuiji.policy.compile;

import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the other rooms read from an edition. An edition that does not offer it is refused with the name that is
 * missing, before it can be in force. Names only: what values they carry is the edition's own affair.
 */
public final class RequiredModelInterface {
    /**
     * What is read from a model.
     *
     * @param model its name
     * @param inputs paths of its inputs
     * @param outputs paths of its outputs
     * @param constants paths of decisions that depend on no input
     */
    public record Needs(String model, List<String> inputs, List<String> outputs, List<String> constants) {}

    private static final List<Needs> MODELS = List.of(
            new Needs(
                    "classification",
                    List.of("object.objectType", "taskType", "evaluationDate"),
                    under(
                            "classification",
                            "category inspectionMode inPopulation offSite conflict review"
                                    + " triggers.rule triggers.category triggers.clause triggers.reason"
                                    + " notices.code notices.rule notices.review notices.reason"),
                    List.of()),
            new Needs(
                    "quota",
                    List.of("objectType", "category", "population"),
                    under(
                            "quota",
                            "stratum rule clause measure rate period dueThisQuarter required sampleSize shortfall applicable"),
                    List.of()),
            new Needs(
                    "routing",
                    List.of("objectType", "taskType"),
                    under("routing", "drawnBy platform inspectedBy feedback dispatchedBy publishedOn rule clause"),
                    under("settings", "planTaskType teams")),
            new Needs(
                    "schedule",
                    List.of("year"),
                    under(
                            "schedule",
                            "rule event actor base calendarDays workingDays roll remindWorkingDays earliestOf notAfter"
                                    + " completion publishedOn clause"),
                    Stream.concat(
                                    under("calendar", "days.date days.working days.name years").stream(),
                                    Stream.concat(
                                            under("checklist", "rule step clause").stream(),
                                            under("conventions", "word direction").stream()))
                            .toList()),
            new Needs(
                    "progress",
                    List.of("nonJointTasks"),
                    under("joint", "rule clause share requiredJoint"),
                    List.of()));

    /** What is read of models that an edition may do without. */
    private static final List<Needs> OPTIONAL = List.of(
            new Needs("caps", List.of(Vocabulary.INSPECTIONS), under("cap", "limit reached rule clause"), List.of()),
            new Needs(
                    "draw",
                    List.of("stratum", "sampleSize"),
                    Stream.concat(
                                    Stream.of("substitutes"),
                                    under("crew", "inspectors expertField sameTeam areaFact rule clause").stream())
                            .toList(),
                    Stream.concat(
                                    under("settings", "minimumBits clause").stream(),
                                    under("randomness", "source bits form ascending").stream())
                            .toList()));

    /** What is read of constant decisions that a model may do without. */
    private static final Map<String, List<String>> WHERE_STATED =
            Map.of("draw", under("evidenceGrades", "grade authorities timestamps publication meaning clause"));

    private RequiredModelInterface() {}

    /** What is read from each model that an edition must have. */
    public static List<Needs> models() {
        return MODELS;
    }

    static List<Message> check(Map<String, DecisionModel> models) {
        var found = new ArrayList<Message>();
        var asked = new ArrayList<>(MODELS);
        OPTIONAL.stream().filter(needs -> models.containsKey(needs.model())).forEach(asked::add);
        for (var needs : asked) {
            var model = models.get(needs.model());
            if (model == null) {
                found.add(missing(needs.model() + ".dmn", "决策模型", "decision model", needs.model()));
                continue;
            }
            var file = model.name() + ".dmn";
            needs.inputs().stream()
                    .filter(path -> !offers(model.inputs(), path))
                    .forEach(path -> found.add(missing(file, "输入", "input", path)));
            needs.outputs().stream()
                    .filter(path -> !offers(model.outputs(), path))
                    .forEach(path -> found.add(missing(file, "输出", "output", path)));
            var constants = constants(model);
            needs.constants().stream()
                    .filter(path -> !offers(constants, path))
                    .forEach(path -> found.add(missing(file, "常量决策", "constant decision", path)));
            WHERE_STATED.getOrDefault(model.name(), List.of()).stream()
                    .filter(path -> offers(constants, head(path)) && !offers(constants, path))
                    .forEach(path -> found.add(missing(file, "常量决策", "constant decision", path)));
        }
        if (found.isEmpty()) {
            found.addAll(PlanInputs.check(models));
        }
        listed(models, "quota", "objectType", found);
        listed(models, "quota", "category", found);
        return found;
    }

    private static void listed(
            Map<String, DecisionModel> models, String modelName, String inputName, List<Message> found) {
        var input = Optional.ofNullable(models.get(modelName)).flatMap(model -> model.input(inputName));
        if (input.isPresent() && input.get().type().constraint().enumeration().isEmpty()) {
            found.add(Message.error(
                    modelName + ".dmn",
                    null,
                    "输入 " + inputName + " 必须列出允许的取值，抽样层由它们组成 / input " + inputName
                            + " must list its allowed values: the strata are made of them"));
        }
    }

    private static List<Field> constants(DecisionModel model) {
        return model.steps().stream()
                .filter(step -> !model.outputs().contains(step))
                .toList();
    }

    private static boolean offers(List<Field> fields, String path) {
        return fields.stream()
                .filter(field -> field.name().equals(head(path)))
                .anyMatch(field ->
                        !path.contains(".") || offers(field.type().fields(), path.substring(path.indexOf('.') + 1)));
    }

    private static String head(String path) {
        return path.contains(".") ? path.substring(0, path.indexOf('.')) : path;
    }

    private static List<String> under(String parent, String children) {
        return Stream.of(children.split(" ")).map(child -> parent + "." + child).toList();
    }

    private static Message missing(String file, String what, String inEnglish, String name) {
        return Message.error(file, null, "缺少" + what + " " + name + " / " + inEnglish + " " + name + " is missing");
    }
}
