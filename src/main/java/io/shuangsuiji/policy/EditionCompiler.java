package io.shuangsuiji.policy;

import io.shuangsuiji.calendar.CalendarDay;
import io.shuangsuiji.calendar.WorkingCalendar;
import io.shuangsuiji.policy.tables.DmnFile;
import io.shuangsuiji.policy.tables.TableAnalysis;
import io.shuangsuiji.policy.tables.TableView;
import io.shuangsuiji.policy.tables.Tables;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.DMNValidatorFactory;

/** Turns the files of an edition into a snapshot, or into the messages that say why not. */
public final class EditionCompiler {
    // KIE logs the stack trace of every FEEL error, and its validator fails where trace logging is on
    private static final List<Logger> ENGINE_LOGS =
            Stream.of("org.kie", "org.drools").map(Logger::getLogger).toList();

    static {
        ENGINE_LOGS.forEach(log -> log.setLevel(Level.OFF));
    }

    private final UnaryOperator<Edition> finish;
    private final DMNValidator validator = DMNValidatorFactory.newValidator();
    private final LastRules lastRules = new LastRules();

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
     * @param digest of the files that were read
     * @param messages all that was found
     */
    public record Result(Edition edition, String digest, List<Message> messages) {}

    /**
     * Checks and compiles.
     *
     * @param name the edition's name
     * @param files its files by name
     * @param ruleFiles the DRL files by name
     */
    public Result compile(EditionName name, SortedMap<String, byte[]> files, SortedMap<String, byte[]> ruleFiles) {
        var rules = lastRules.of(ruleFiles);
        var digest = EditionFiles.digest(files, ruleFiles);
        var messages = new ArrayList<Message>();
        Edition edition = null;
        try {
            edition = build(name, files, digest, rules, messages);
            messages.addAll(0, Background.result(rules).messages());
            edition = refused(messages) ? null : edition;
        } catch (CancellationException nobodyWaits) {
            throw nobodyWaits;
        } catch (Exception unforeseen) {
            // whatever an edition's files do to the engine, it is that edition which is refused
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
            List<Message> messages) {
        var info = info(files, messages);
        var sources = new LinkedHashMap<String, byte[]>();
        files.forEach((file, bytes) -> {
            if (file.endsWith(".dmn")) {
                sources.put(file, bytes);
            }
        });
        if (sources.isEmpty()) {
            messages.add(Message.error(null, null, "没有 .dmn 文件 / there is no .dmn file"));
        }
        var read = new TreeMap<String, DmnFile>();
        messages.addAll(Bounds.check(files, read));
        if (refused(messages)) {
            return null;
        }
        // validation takes as long as all the rest: both at once, and what was assembled goes if it is not valid
        var validation = Background.start(() -> validate(sources, read));
        var found = new ArrayList<Message>();
        var assembled = Background.now(() -> assemble(name, info, digest, files, sources, rules, found));
        messages.addAll(Background.result(validation));
        if (refused(messages)) {
            return null;
        }
        var edition = Background.result(assembled);
        messages.addAll(found);
        return edition == null ? null : edition.withWarnings(List.copyOf(messages));
    }

    private Edition assemble(
            EditionName name,
            EditionInfo info,
            String digest,
            SortedMap<String, byte[]> files,
            Map<String, byte[]> sources,
            CompletableFuture<RuleBase> rules,
            List<Message> messages) {
        var runtime = DMNRuntimeBuilder.fromDefaults()
                .buildConfiguration()
                .fromResources(resources(sources))
                .getOrElseThrow(IllegalStateException::new);
        for (var model : runtime.getModels()) {
            var file = fileOf(model);
            model.getMessages(DMNMessage.Severity.ERROR)
                    .forEach(error ->
                            messages.add(Message.error(file, error.getSourceId(), KieMessages.inWords(error))));
            messages.addAll(Purity.check(file, model.getDefinitions()));
        }
        if (refused(messages)) {
            return null;
        }
        var kie = new KieEngine(runtime);
        var vocabulary = Vocabulary.of(kie, messages);
        var types = new ValueTypes(
                runtime.getModels().stream().map(DMNModel::getDefinitions).toList(), vocabulary);
        var models = models(runtime, sources, types);
        messages.addAll(Contract.check(models, types));
        messages.addAll(vocabulary.check(models, types));
        if (refused(messages)) {
            return null;
        }
        var constants = constants(models.values(), kie);
        var calendar = calendar(constants, messages);
        if (refused(messages)) {
            return null;
        }
        var finished = finish.apply(new Edition(
                name,
                info,
                digest,
                Collections.unmodifiableSortedMap(files),
                models,
                constants,
                vocabulary,
                calendar,
                null,
                kie,
                kie,
                List.of()));
        // they take longest, and only now are they needed
        var base = Background.result(rules).base();
        return base == null ? null : finished.withRules(base);
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

    /** Tables are analysed by {@link TableAnalysis}: KIE's own analysis takes time without bound from some twenty rows on. */
    private List<Message> validate(Map<String, byte[]> sources, SortedMap<String, DmnFile> read) {
        var messages = new ArrayList<Message>();
        for (var table : Tables.of(read).tables()) {
            TableAnalysis.of(table).stream()
                    // where all rows that apply are collected, none is an answer too
                    .filter(found -> found.what() != TableAnalysis.What.GAP || !"COLLECT".equals(table.hitPolicy()))
                    .forEach(found -> messages.add(message(table, found)));
        }
        var found = validator
                .validateUsing(Validation.VALIDATE_SCHEMA, Validation.VALIDATE_MODEL, Validation.VALIDATE_COMPILATION)
                .theseModels(resources(sources).toArray(Resource[]::new));
        for (var message : found) {
            if (message.getSeverity() != DMNMessage.Severity.INFO) {
                messages.add(new Message(
                        message.getSeverity() == DMNMessage.Severity.ERROR
                                ? Message.Severity.ERROR
                                : Message.Severity.WARN,
                        message.getPath(),
                        message.getSourceId(),
                        KieMessages.inWords(message)));
            }
        }
        return messages;
    }

    private static Message message(TableView table, TableAnalysis.Finding finding) {
        var severity = switch (finding.what()) {
            case OVERLAP -> Message.Severity.ERROR;
            case UNPROVED -> Message.Severity.UNPROVED;
            default -> Message.Severity.WARN;
        };
        var english = switch (finding.what()) {
            case GAP -> "no row applies to this input";
            case OVERLAP -> "two rows apply to one input";
            case MASKED -> "the row is never reached";
            case DUPLICATE -> "the rows are equal";
            case NEVER -> "the row applies to no allowed input";
            case UNPROVED -> "not everything could be proved";
        };
        int last = finding.rows().size() - 1;
        return new Message(
                severity,
                table.file(),
                last < 0
                        ? table.address()
                        : table.rows().get(finding.rows().get(last) - 1).address(),
                finding.words() + " / " + english);
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

    static String fileOf(DMNModel model) {
        return model.getResource().getSourcePath();
    }

    static Map<String, DecisionModel> models(DMNRuntime runtime, Map<String, byte[]> sources, ValueTypes types) {
        var models = new LinkedHashMap<String, DecisionModel>();
        runtime.getModels().stream()
                // a model that asks nothing, such as that of the tables by which registries are read, decides nothing
                .filter(model ->
                        !model.getDecisions().isEmpty() && !model.getInputs().isEmpty())
                .sorted((a, b) -> a.getName().compareTo(b.getName()))
                .forEach(model ->
                        models.put(model.getName(), DecisionModel.of(model, sources.get(fileOf(model)), types)));
        return Collections.unmodifiableMap(models);
    }

    static Map<String, Object> constants(Collection<DecisionModel> models, KieEngine kie) {
        var constants = new LinkedHashMap<String, Object>();
        for (var model : models) {
            for (var decision : model.decisions()) {
                if (model.dmn()
                        .getRequiredInputsForDecisionName(decision.getName())
                        .isEmpty()) {
                    constants.put(
                            model.name() + "." + decision.getName(), kie.constant(model.dmn(), decision.getName()));
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
