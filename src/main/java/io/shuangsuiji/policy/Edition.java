package io.shuangsuiji.policy;

import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.policy.findings.FindingCatalog;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import org.kie.api.KieBase;

/**
 * A policy edition, loaded, checked and compiled: the immutable snapshot from which a request takes every answer.
 *
 * @param name its folder's name
 * @param info its document
 * @param digest of its files and rules: {@link EditionFiles#digest}
 * @param files the bytes of its files by name, its rules included, as they were compiled; not to be changed
 * @param reading what people read in its files; the tables of a mutant are read when they are first asked for
 * @param models its decision models by name
 * @param constants the values of its decisions that depend on no input, by {@code model.decision}
 * @param vocabulary what registries call facts and values
 * @param findings how it words what its rules find
 * @param calendar the official working calendar with the edition's own rows
 * @param rules the compiled DRL
 * @param kie the reference engine
 * @param engine the engine that answers
 * @param warnings what its check found worth saying
 */
public record Edition(
        EditionName name,
        EditionInfo info,
        String digest,
        SortedMap<String, byte[]> files,
        Once<EditionModel> reading,
        Map<String, DecisionModel> models,
        Map<String, Object> constants,
        Vocabulary vocabulary,
        FindingCatalog findings,
        WorkingCalendar calendar,
        KieBase rules,
        KieEngine kie,
        Engine engine,
        List<Message> warnings) {

    /** Its files and their tables as people read them. */
    public EditionModel tables() {
        return reading.get();
    }

    /** The decision tables of its models, in the order of the files. */
    public List<Table> decisionTables() {
        return tables().tables().stream()
                .filter(table -> table.kind() == Table.Kind.DECISION_TABLE && models.containsKey(table.model()))
                .toList();
    }

    /** The decision tables of one model. */
    public List<Table> decisionTables(String model) {
        return decisionTables().stream()
                .filter(table -> table.model().equals(model))
                .toList();
    }

    /** The file of a model. */
    public DmnFile file(DecisionModel model) {
        return tables().files().get(model.file());
    }

    /** The model of that name. */
    public Optional<DecisionModel> model(String modelName) {
        return Optional.ofNullable(models.get(modelName));
    }

    /** The value of a decision that depends on no input ({@code routing.settings}); the contract names those there are. */
    public Object constant(String path) {
        return constants.get(path);
    }

    /** Evaluates a model that the contract guarantees. */
    public Evaluation evaluate(String modelName, Map<String, Object> inputs) {
        return engine.evaluate(models.get(modelName), inputs);
    }

    /** The type of the tasks that plans are made of. */
    public String planTaskType() {
        return (String) settings().get("planTaskType");
    }

    /** The teams that it lists. */
    public List<String> teams() {
        return settings().get("teams") instanceof Collection<?> listed
                ? listed.stream().map(Object::toString).toList()
                : List.of();
    }

    private Map<?, ?> settings() {
        return (Map<?, ?>) constant("routing.settings");
    }

    /** The same edition, answered by another engine. */
    public Edition withEngine(Engine other) {
        return with(rules, other, warnings);
    }

    /** The same edition with its rules. */
    public Edition withRules(KieBase compiled) {
        return with(compiled, engine, warnings);
    }

    /** The same edition with all that was found in it. */
    public Edition withWarnings(List<Message> all) {
        return with(rules, engine, all);
    }

    private Edition with(KieBase otherRules, Engine otherEngine, List<Message> otherWarnings) {
        return new Edition(
                name,
                info,
                digest,
                files,
                reading,
                models,
                constants,
                vocabulary,
                findings,
                calendar,
                otherRules,
                kie,
                otherEngine,
                otherWarnings);
    }
}
