package io.shuangsuiji.scenario.subject;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.PlanParameters;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.file.SheetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/**
 * The sampling plan of a whole registry, which stands on another sheet of the same workbook. A row of the sheet is about
 * one stratum of a plan, or about the plan as a whole.
 */
public final class PlanSubject implements Subject {
    public static final String NAME = "plan";
    public static final String LABEL = "方案";
    static final String REGISTRY = "名录库";

    private final List<Field> inputs;
    private final List<Field> outputs;
    private final List<String> sheets;
    private final Function<String, RegistryFile> registries;
    // rows about one plan follow each other: it is made once
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * The subject of a workbook.
     *
     * @param edition whose labels the columns bear
     * @param sheets the names of all its sheets
     * @param registries gives the registry that stands on one of them
     */
    PlanSubject(Edition edition, List<String> sheets, Function<String, RegistryFile> registries) {
        // once: fields are told apart by themselves
        this.inputs = inputs(edition);
        this.outputs = PlanOutputs.fields(new Headings(edition));
        this.sheets = sheets;
        this.registries = registries;
    }

    /** The subject of a workbook, or CSV file, whose sheets are read as a caller's file would be. */
    public static PlanSubject of(Edition edition, String name, byte[] file, List<String> sheets) {
        return new PlanSubject(edition, sheets, sheet -> new RegistryFile() {
            @Override
            public RegistryReader open(Edition asked) throws IOException {
                var source = Source.of(name, file);
                return SheetFile.open(source, FileFormat.of(source, null), Limits.SMALL).sheets().stream()
                        .filter(each -> each.name().equals(sheet) || each.name().isEmpty())
                        .findFirst()
                        .map(RegistryFile::of)
                        .orElseThrow()
                        .open(asked);
            }

            @Override
            public String digest() {
                return "";
            }
        });
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Field> inputs() {
        return inputs;
    }

    private static List<Field> inputs(Edition edition) {
        var inputs = new ArrayList<Field>();
        inputs.add(PlanOutputs.field("registry", REGISTRY, Kind.TEXT));
        inputs.add(
                PlanOutputs.field("quarter", PlanInputs.unit(edition.models()).word(), Kind.TEXT));
        for (var name : PlanParameters.names(edition)) {
            var parameter = PlanInputs.parameters(edition.models()).stream()
                    .filter(each -> name.equals(each.name()) || name.startsWith(each.name() + "."))
                    .findFirst()
                    .orElseThrow();
            inputs.add(PlanOutputs.field(
                    name,
                    parameter.label() + name.substring(parameter.name().length()),
                    parameter.type().kind()));
        }
        inputs.add(PlanOutputs.field("evaluationDate", new Headings(edition).of("evaluationDate"), Kind.DATE));
        return List.copyOf(inputs);
    }

    @Override
    public List<Field> outputs() {
        return outputs;
    }

    @Override
    public List<Field> steps() {
        return List.of();
    }

    @Override
    public Answer ask(Edition asked, JsonNode input) {
        return answers.computeIfAbsent(System.identityHashCode(asked) + " " + input, key -> make(asked, input));
    }

    private Answer make(Edition asked, JsonNode input) {
        var sheet = input.path("registry").asText("");
        if (!sheets.contains(sheet)) {
            return Answer.refused(
                    List.of(new FieldProblem(
                            "/registry",
                            "没有工作表「" + sheet + "」，现有：" + String.join("、", sheets) + " / there is no such sheet")),
                    Optional::empty);
        }
        try {
            var request = PlanRequest.read(asked, name -> input.path(name).asText(null), null);
            if (request.evaluationDate() == null) {
                return Answer.refused(
                        List.of(new FieldProblem("/evaluationDate", "缺少判定日期 / evaluationDate is required")),
                        Optional::empty);
            }
            var plan = Plans.make(new Plans.Job(asked, null, request, registries.apply(sheet)));
            return new Answer(PlanOutputs.of(plan), List.of(), List.of(), Optional::empty);
        } catch (InvalidInput invalid) {
            return Answer.refused(invalid.problems(), Optional::empty);
        } catch (UnreadableFile unreadable) {
            return Answer.refused(
                    unreadable.problems().stream()
                            .map(problem -> new FieldProblem("/registry", sheet + "：" + problem.detail()))
                            .toList(),
                    Optional::empty);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        } catch (NoMatchingRule undecided) {
            return new Answer(Map.of(), List.of(), undecided.reasons(), Optional::empty);
        }
    }
}
