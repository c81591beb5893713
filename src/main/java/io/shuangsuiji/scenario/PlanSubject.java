package io.shuangsuiji.scenario;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import io.shuangsuiji.decision.InvalidInput;
import io.shuangsuiji.decision.Undecided;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.registry.RegistryFormat;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/**
 * The sampling plan of a whole registry, which stands on another sheet of the same workbook. A row of the sheet is about
 * one stratum of a plan, or about the plan as a whole.
 */
final class PlanSubject implements Subject {
    static final String NAME = "plan";
    static final String LABEL = "方案";
    static final String REGISTRY = "名录库";

    private static final List<Field> INPUTS = List.of(
            PlanOutputs.field("registry", REGISTRY, Kind.TEXT),
            PlanOutputs.field("quarter", "季度", Kind.TEXT),
            PlanOutputs.field("officers", "执法人员数量", Kind.NUMBER),
            PlanOutputs.field("participatingOfficers", "参与执法检查人员总数", Kind.NUMBER),
            PlanOutputs.field("evaluationDate", "判定日期", Kind.DATE));

    private final Map<String, Grid> registries;
    // rows about one plan follow each other: it is made once
    private final Map<String, Answer> answers = new ConcurrentHashMap<>();

    /**
     * The subject of a workbook.
     *
     * @param sheets all its sheets
     */
    PlanSubject(List<Grid> sheets) {
        registries = new TreeMap<>();
        sheets.forEach(sheet -> registries.put(sheet.name(), sheet));
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public List<Field> inputs() {
        return INPUTS;
    }

    @Override
    public List<Field> outputs() {
        return PlanOutputs.FIELDS;
    }

    @Override
    public List<Field> steps() {
        return List.of();
    }

    @Override
    public Answer ask(Edition edition, JsonNode input) {
        return answers.computeIfAbsent(System.identityHashCode(edition) + " " + input, key -> make(edition, input));
    }

    private Answer make(Edition edition, JsonNode input) {
        var sheet = input.path("registry").asText("");
        if (!registries.containsKey(sheet)) {
            return Answer.refused(
                    List.of(new FieldProblem(
                            "/registry",
                            "没有工作表「" + sheet + "」，现有：" + String.join("、", registries.keySet())
                                    + " / there is no such sheet")),
                    Optional::empty);
        }
        try {
            var request = PlanRequest.read(name -> input.path(name).asText(null), null);
            if (request.evaluationDate() == null) {
                return Answer.refused(
                        List.of(new FieldProblem("/evaluationDate", "缺少判定日期 / evaluationDate is required")),
                        Optional::empty);
            }
            var plan = plan(edition, request, registries.get(sheet));
            return new Answer(PlanOutputs.of(plan), List.of(), List.of(), Optional::empty);
        } catch (InvalidInput invalid) {
            return Answer.refused(invalid.problems(), Optional::empty);
        } catch (UnreadableFile unreadable) {
            return Answer.refused(
                    unreadable.problems().stream()
                            .map(problem -> new FieldProblem("/registry", sheet + "：" + problem.detail()))
                            .toList(),
                    Optional::empty);
        } catch (Undecided undecided) {
            return new Answer(Map.of(), List.of(), undecided.reasons(), Optional::empty);
        }
    }

    /** Through the registry room, as a caller's file would come: its reader knows headers, rows and what is wrong. */
    private static Plan plan(Edition edition, PlanRequest request, Grid registry) {
        try {
            var file = Files.createTempFile("registry", ".csv");
            try {
                Files.writeString(file, csv(registry));
                return Plans.make(new Plans.Job(edition, null, request, file, RegistryFormat.CSV));
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String csv(Grid sheet) throws IOException {
        int width = sheet.rows().stream()
                .mapToInt(row -> row.cells().lastKey() + 1)
                .max()
                .orElse(0);
        var text = new StringWriter();
        try (var writer = new CsvMapper()
                .writerFor(String[].class)
                .withFeatures(CsvGenerator.Feature.ALWAYS_QUOTE_STRINGS)
                .writeValues(text)) {
            for (var row : sheet.rows()) {
                writer.write(IntStream.range(0, width).mapToObj(row::text).toArray(String[]::new));
            }
        }
        return text.toString();
    }
}
