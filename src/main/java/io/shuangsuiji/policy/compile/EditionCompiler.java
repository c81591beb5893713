package io.shuangsuiji.policy.compile;

import io.shuangsuiji.calendar.CalendarDay;
import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.EngineText;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TableFaults;
import io.shuangsuiji.model.analysis.TableAnalysis;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.Background;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.KieEngine;
import io.shuangsuiji.policy.KieMessages;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.Once;
import io.shuangsuiji.policy.ValueTypes;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.policy.document.DocumentCheck;
import io.shuangsuiji.policy.rules.RuleBase;
import io.shuangsuiji.policy.rules.RuleBaseCache;
import io.shuangsuiji.policy.rules.RuleFacts;
import java.io.IOException;
import java.lang.ref.SoftReference;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.UnaryOperator;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.kie.api.KieServices;
import org.kie.api.io.Resource;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.api.core.DMNRuntime;
import org.kie.dmn.api.core.ast.InputDataNode;
import org.kie.dmn.core.ast.DMNBaseNode;

/** Turns the files of an edition into a snapshot, or into the messages that say why not. */
public final class EditionCompiler {
    // KIE logs the stack trace of every FEEL error, and its validator fails where trace logging is on
    private static final List<Logger> ENGINE_LOGS =
            Stream.of("org.kie", "org.drools").map(Logger::getLogger).toList();

    static {
        ENGINE_LOGS.forEach(log -> log.setLevel(Level.OFF));
    }

    /** A draft's files are compiled when it is checked, when its impact is shown, when it is published and when it is loaded. */
    private static final Recent<Compiled, SoftReference<Result>> COMPILED = new Recent<>(8);

    /** What an edition is compiled of. */
    private record Compiled(UnaryOperator<Edition> finish, EditionName name, String digest, boolean ownRules) {}

    private final UnaryOperator<Edition> finish;
    private final RuleBaseCache ruleBases = new RuleBaseCache();

    /** A compiler whose editions are answered by KIE. */
    public EditionCompiler() {
        this(UnaryOperator.identity());
    }

    /**
     * A compiler with a last step.
     *
     * @param finish gives the edition a faster engine, say; what it returns is what serves
     */
    public EditionCompiler(UnaryOperator<Edition> finish) {
        this.finish = finish;
    }

    /**
     * The outcome: an edition with its warnings, or the messages that refuse it.
     *
     * @param edition null where refused
     * @param digest of its files and rules, as they were read
     * @param messages all that was found
     */
    public record Result(Edition edition, String digest, List<Message> messages) {}

    /**
     * Checks and compiles.
     *
     * @param name the edition's name
     * @param own its files by name
     * @param shared the DRL files by which it goes where it has none of its own
     */
    public Result compile(EditionName name, SortedMap<String, byte[]> own, SortedMap<String, byte[]> shared) {
        var files = EditionFiles.withRules(own, shared);
        var digest = EditionFiles.digest(files);
        boolean ownRules = !EditionFiles.rules(own).isEmpty();
        var what = new Compiled(finish, name, digest, ownRules);
        return COMPILED.get(what).map(SoftReference::get).orElseGet(() -> {
            var result = compile(name, files, digest, ownRules ? "" : "rules/");
            // of what is refused, what stopped it may have been a matter of this once
            if (result.edition() != null) {
                COMPILED.put(what, new SoftReference<>(result));
            }
            return result;
        });
    }

    private Result compile(EditionName name, SortedMap<String, byte[]> files, String digest, String rulesFolder) {
        var rules = ruleBases.of(files);
        var messages = new ArrayList<Message>();
        Edition edition = null;
        try {
            edition = build(name, files, digest, rules, messages);
            Background.result(rules).messages().forEach(problem -> messages.add(problem.in(rulesFolder)));
            edition = refused(messages) ? null : edition;
        } catch (CancellationException nobodyWaits) {
            throw nobodyWaits;
        } catch (Exception unforeseen) {
            // if an edition's files make the engine fail, only that edition is refused
            messages.add(Message.error(null, null, "无法读取 / cannot be read: " + firstLine(unforeseen)));
        } catch (StackOverflowError tooDeep) {
            messages.add(Message.error(null, null, "表达式嵌套过深 / an expression is nested too deep"));
        }
        return new Result(edition, digest, List.copyOf(messages));
    }

    private Edition build(
            EditionName name,
            SortedMap<String, byte[]> files,
            String digest,
            CompletableFuture<RuleBase> rules,
            List<Message> messages)
            throws MalformedXml {
        var info = info(files, messages);
        if (files.keySet().stream().noneMatch(file -> file.endsWith(".dmn"))) {
            messages.add(Message.error(null, null, "没有 .dmn 文件 / there is no .dmn file"));
        }
        messages.addAll(EditionFiles.checkNames(files));
        var read = new TreeMap<String, DmnFile>();
        messages.addAll(EditionLimits.check(files, read));
        if (refused(messages)) {
            return null;
        }
        var tables = EditionModel.of(read);
        var faults = TableFaults.in(tables);
        faults.forEach(fault -> messages.add(Message.error(fault.file(), fault.address(), fault.message())));
        messages.addAll(DocumentCheck.of(files, tables));
        var decoded = new TreeMap<>(files);
        tables.files().forEach((file, dmn) -> decoded.put(file, dmn.xml().utf8()));
        var sources = EngineText.of(tables);
        // validation takes as long as all the rest: both at once, and what was assembled goes if it is not valid
        var validation = Background.start(() -> validate(sources, tables));
        var found = new ArrayList<Message>();
        var assembled = Background.now(() -> assemble(name, info, digest, decoded, sources, tables, rules, found));
        messages.addAll(Background.result(validation));
        // of a cell that the validator refuses, what was assembled says where it stands and what is allowed there
        boolean invalid = refused(messages);
        found.stream()
                .filter(message -> !messages.contains(message))
                .filter(message -> faults.stream().noneMatch(fault -> fault.isAt(message.file(), message.element())))
                .forEach(messages::add);
        if (invalid) {
            return null;
        }
        var edition = Background.result(assembled);
        return edition == null ? null : edition.withWarnings(List.copyOf(messages));
    }

    private Edition assemble(
            EditionName name,
            EditionInfo info,
            String digest,
            SortedMap<String, byte[]> files,
            Map<String, byte[]> sources,
            EditionModel tables,
            CompletableFuture<RuleBase> rules,
            List<Message> messages) {
        var runtime = GuardedRuntime.of(sources);
        for (var model : runtime.getModels()) {
            var file = DecisionModel.fileOf(model);
            KieMessages.of(tables, file, model.getMessages(DMNMessage.Severity.ERROR))
                    .forEach(messages::add);
            messages.addAll(Purity.check(file, model.getDefinitions()));
            model.getDecisions().stream()
                    .filter(decision -> asksOtherModels(model, (DMNBaseNode) decision, new HashSet<>()))
                    .forEach(decision -> messages.add(Message.error(
                            file,
                            decision.getId(),
                            "决策「" + decision.getName() + "」要用别的模型的输入，请在本模型里声明这个输入 / the decision " + decision.getName()
                                    + " requires an input of another model; declare the input in this one")));
        }
        if (refused(messages)) {
            return null;
        }
        var kie = new KieEngine(runtime);
        var vocabulary = Vocabulary.of(kie, messages);
        var findings = FindingTables.read(kie, messages);
        var types = new ValueTypes(tables.files().values(), vocabulary);
        tables.files().values().forEach(file -> messages.addAll(TypeCheck.check(file, types, tables)));
        messages.addAll(ConclusionCheck.check(tables, types));
        var models = models(runtime, tables.files(), types);
        messages.addAll(RequiredModelInterface.check(models));
        messages.addAll(vocabulary.check(models, types));
        if (refused(messages)) {
            return null;
        }
        var constants = constants(models.values(), kie, messages);
        Probe.each(models.values(), kie);
        kie.stopped().ifPresent(stopped -> messages.add(KieMessages.of(tables, stopped)));
        var calendar = calendar(constants, messages);
        if (refused(messages)) {
            return null;
        }
        var finished = finish.apply(new Edition(
                name,
                info,
                digest,
                Collections.unmodifiableSortedMap(files),
                new Once<>(() -> tables),
                models,
                constants,
                vocabulary,
                findings,
                calendar,
                null,
                kie,
                kie,
                List.of()));
        kie.stopped().ifPresent(stopped -> messages.add(KieMessages.of(tables, stopped)));
        if (refused(messages)) {
            return null;
        }
        // they take longest, and only now are they needed
        var base = Background.result(rules).base();
        if (base == null) {
            return null;
        }
        messages.addAll(FindingTables.check(findings, RuleFacts.of(base), tables));
        return refused(messages) ? null : finished.withRules(base);
    }

    /** True where a decision cannot be made without what only callers of an imported model give. */
    private static boolean asksOtherModels(DMNModel model, DMNBaseNode node, Set<DMNBaseNode> seen) {
        return node instanceof InputDataNode
                ? !node.getModelNamespace().equals(model.getNamespace())
                : node.getDependencies().values().stream()
                        .map(DMNBaseNode.class::cast)
                        .filter(seen::add)
                        .anyMatch(required -> asksOtherModels(model, required, seen));
    }

    private static EditionInfo info(SortedMap<String, byte[]> files, List<Message> messages) {
        var yaml = files.get("edition.yaml");
        if (yaml == null) {
            messages.add(Message.error("edition.yaml", null, "缺少 edition.yaml / edition.yaml is missing"));
            return null;
        }
        try {
            return EditionInfo.read(yaml);
        } catch (IOException malformed) {
            messages.add(Message.error("edition.yaml", null, firstLine(malformed)));
            return null;
        }
    }

    /** What the engine's validator says, and what our own analysis of tables finds in place of the engine's. */
    private static List<Message> validate(SortedMap<String, byte[]> sources, EditionModel tables) {
        return Stream.concat(
                        ModelValidation.of(sources, tables).stream(),
                        tables.tables().stream()
                                .flatMap(table -> TableAnalysis.of(tables, table).stream()
                                        .map(finding -> message(table, finding))))
                .toList();
    }

    /** What the analysis of a table found, as a message; rows that apply at once where they may not refuse the edition. */
    public static Message message(Table table, TableAnalysis.Finding finding) {
        var english = switch (finding.what()) {
            case OVERLAP -> "rows apply at once, which the hit policy forbids: ";
            case GAP -> "there is an input to which no row applies: ";
            case MASKED -> "a row is never reached: ";
            case DUPLICATE -> "rows are equal: ";
            case NEVER -> "a row applies to no allowed input: ";
            case UNPROVED -> "not everything could be proved: ";
        };
        return new Message(
                finding.what() == TableAnalysis.What.OVERLAP ? Message.Severity.ERROR : Message.Severity.WARN,
                table.file(),
                finding.at(),
                "「" + table.label() + "」" + finding.words() + " / " + english + table.name() + " " + finding.rows());
    }

    static List<Resource> resources(Map<String, byte[]> sources) {
        var resources = KieServices.get().getResources();
        return sources.entrySet().stream()
                .map(source -> {
                    var resource = resources.newByteArrayResource(source.getValue(), "UTF-8");
                    resource.setSourcePath(source.getKey());
                    return resource;
                })
                .toList();
    }

    static Map<String, DecisionModel> models(DMNRuntime runtime, Map<String, DmnFile> files, ValueTypes types) {
        var models = new LinkedHashMap<String, DecisionModel>();
        runtime.getModels().stream()
                // a model that asks nothing, such as that of the tables by which registries are read, decides nothing
                .filter(model ->
                        !model.getDecisions().isEmpty() && !model.getInputs().isEmpty())
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(model -> models.put(
                        model.getName(), DecisionModel.of(model, files.get(DecisionModel.fileOf(model)), types)));
        return Collections.unmodifiableMap(models);
    }

    static Map<String, Object> constants(Collection<DecisionModel> models, KieEngine kie, List<Message> messages) {
        var constants = new LinkedHashMap<String, Object>();
        for (var model : models) {
            for (var step : model.steps()) {
                if (model.dmn().getRequiredInputsForDecisionName(step.name()).isEmpty()) {
                    var value = kie.constant(model.dmn(), step.name());
                    constants.put(model.name() + "." + step.name(), value);
                    step.misfit(value)
                            .ifPresent(misfit -> messages.add(Message.error(
                                    DecisionModel.fileOf(model.dmn()),
                                    model.dmn().getDecisionByName(step.name()).getId(),
                                    "常量决策 " + misfit)));
                }
            }
        }
        return Collections.unmodifiableMap(constants);
    }

    static WorkingCalendar calendar(Map<String, Object> constants, List<Message> messages) {
        try {
            var calendar = (Map<?, ?>) constants.get("schedule.calendar");
            var days = ((Collection<?>) calendar.get("days"))
                    .stream()
                            .map(row -> (Map<?, ?>) row)
                            .map(row -> new CalendarDay(
                                    (LocalDate) row.get("date"),
                                    (Boolean) row.get("working"),
                                    Objects.toString(row.get("name"), "")))
                            .toList();
            var years = new HashSet<Integer>();
            ((Collection<?>) calendar.get("years")).forEach(year -> years.add(((Number) year).intValue()));
            return WorkingCalendar.official().with(days, years);
        } catch (ClassCastException | NullPointerException | IllegalArgumentException malformed) {
            messages.add(Message.error(
                    "schedule.dmn",
                    null,
                    "补充日历有误：每行要有日期、工作日（true 或 false），同一天不能两说 / the extra calendar days are malformed: "
                            + firstLine(malformed)));
            return null;
        }
    }

    private static boolean refused(List<Message> messages) {
        return messages.stream().anyMatch(Message::refuses);
    }

    private static String firstLine(Exception problem) {
        return Objects.toString(problem.getMessage(), problem.getClass().getSimpleName())
                .lines()
                .findFirst()
                .orElse("");
    }
}
