package io.shuangsuiji.web.tryout;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.decision.Examples;
import io.shuangsuiji.decision.explain.WhyNot;
import io.shuangsuiji.decision.explain.WhyNotAnswer;
import io.shuangsuiji.decision.explain.WhyNotQuestion;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.Samples;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.drafts.DraftContext;
import io.shuangsuiji.web.intake.Upload;
import io.shuangsuiji.web.plan.KeptPlans;
import io.shuangsuiji.web.tryout.TryoutView.Goal;
import io.shuangsuiji.web.tryout.TryoutView.Side;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.RestForm;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.multipart.FileUpload;

/** The page at {@code /try}: an input filled in, and what the tables of an edition or a draft make of it. */
@Path("/try")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class TryoutPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance tryout(Page page);

        private Templates() {}
    }

    private static final String CLASSIFICATION = "classification";
    private static final String OBJECT = "object";
    private static final int MOST_ALTERNATIVES = 10;

    /** What is tried: the edition, and its draft where it is one. */
    private record Tried(Edition edition, String draft, Integer version, Edition before) {}

    /**
     * All that the page shows.
     *
     * @param draft the draft's id, or null
     * @param found whose facts are filled in, or what was found of many; null where nobody was looked for
     * @param whyNot what would have to be otherwise; null where nobody has asked
     * @param saved what was done before the page is shown, or null
     */
    record Page(
            Edition edition,
            List<String> editions,
            String draft,
            Integer version,
            List<DecisionModel> models,
            DecisionModel model,
            TryoutForm form,
            List<Side> sides,
            List<Goal> goals,
            String goal,
            WhyNotAnswer whyNot,
            Lookup found,
            List<String> problems,
            boolean registries,
            String saved) {}

    /** Who was looked for, and what was found. */
    record Lookup(String who, List<Match> matches, boolean more) {}

    /** An object that was found, with the fields that its facts fill in. */
    record Match(String id, String name, Map<String, String> filled) {}

    private final RequestEdition snapshot;
    private final DraftContext desk;
    private final KeptPlans plans;
    private final ServiceConfig config;
    private final UriInfo uri;

    TryoutPage(
            RequestEdition snapshot, DraftContext desk, KeptPlans plans, ServiceConfig config, @Context UriInfo uri) {
        this.plans = plans;
        this.snapshot = snapshot;
        this.desk = desk;
        this.config = config;
        this.uri = uri;
    }

    /** The form, filled in with an example that the model takes. */
    @GET
    public TemplateInstance form(@RestQuery String draft, @RestQuery String model, @RestQuery String saved)
            throws IOException, AmendmentRefused {
        Parameters.refuseUnknown(uri, List.of("draft", "model", "edition", "asOf", "saved"));
        var tried = tried(draft);
        var chosen = model(tried.edition(), model);
        return page(tried, chosen, example(tried.edition(), chosen), null, null, List.of(), saved, false);
    }

    /** What becomes of the input; with {@code goal} also what would have to be otherwise. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public TemplateInstance answer(
            @RestForm String draft,
            @RestForm String edition,
            @RestForm String model,
            @RestForm String goal,
            MultivaluedMap<String, String> form)
            throws IOException, AmendmentRefused {
        pin(draft, edition);
        var tried = tried(draft);
        return page(tried, model(tried.edition(), model), filled(form), goal, null, List.of(), null, true);
    }

    /**
     * Looks an object up by its id or a part of its name, and tries it: in the registry of a plan that was made, in one that
     * is sent, or in the sample.
     */
    @POST
    @Path("lookup")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    public Response lookup(
            @RestForm String draft,
            @RestForm String edition,
            @RestForm String plan,
            @RestForm String who,
            @RestForm("registry") FileUpload registry)
            throws IOException, AmendmentRefused {
        var made = plan == null || plan.isBlank() ? null : plans.find(plan);
        pin(draft, made == null ? edition : made.edition().name().toString());
        var tried = tried(draft);
        var model = model(tried.edition(), CLASSIFICATION);
        var example = example(tried.edition(), model);
        if (who == null || who.isBlank()) {
            return refused(tried, model, example, List.of("请填写要查的对象编号或单位名称"));
        }
        try {
            var found = found(tried.edition(), model, made, registry, who.strip());
            if (found.matches().isEmpty()) {
                return refused(tried, model, example, List.of("名录库里没有编号为「" + who.strip() + "」、或名称含有它的对象"));
            }
            boolean alone = found.matches().size() == 1;
            var filled = alone ? found.matches().get(0).filled() : example;
            return Response.ok(page(tried, model, filled, null, found, List.of(), null, alone))
                    .build();
        } catch (UnreadableFile unreadable) {
            return refused(
                    tried,
                    model,
                    example,
                    unreadable.problems().stream().map(FieldProblem::chinese).toList());
        }
    }

    /** Keeps what was tried as a scenario of the draft, which expects what the draft answers now. */
    @POST
    @Path("scenarios")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public Response save(
            @RestForm String draft,
            @RestForm int version,
            @RestForm String model,
            @RestForm String sentence,
            MultivaluedMap<String, String> form)
            throws IOException, AmendmentRefused {
        var tried = tried(draft);
        var chosen = model(tried.edition(), model);
        var inputs = TryoutForm.read(chosen, filled(form));
        if (!inputs.problems().isEmpty() || sentence == null || sentence.isBlank()) {
            return Response.status(422)
                    .entity(page(
                            tried,
                            chosen,
                            filled(form),
                            null,
                            null,
                            inputs.problems().isEmpty() ? List.of("请用一句话写明这个场景说的是什么情形") : List.of(),
                            null,
                            true))
                    .build();
        }
        new SavedScenario(desk, tried.edition(), chosen)
                .save(draft, version, TryoutForm.json(chosen, inputs.values()), sentence.strip());
        return Response.seeOther(URI.create("/try?draft=" + draft + "&model=" + chosen.name() + "&saved=true"))
                .build();
    }

    private void pin(String draft, String edition) {
        if ((draft == null || draft.isBlank()) && edition != null && !edition.isBlank()) {
            snapshot.pin(edition);
        }
    }

    private Tried tried(String draft) throws IOException, AmendmentRefused {
        if (draft == null || draft.isBlank()) {
            return new Tried(snapshot.edition(), null, null, null);
        }
        desk.requireSignedIn();
        var known = desk.amendments().draft(draft);
        var base = snapshot.catalog().named(known.base()).orElse(null);
        return new Tried(desk.reports().edition(known), known.id(), known.version(), base);
    }

    private static DecisionModel model(Edition edition, String name) {
        var models = edition.models();
        if (name == null || name.isBlank()) {
            return models.getOrDefault(
                    CLASSIFICATION, models.values().iterator().next());
        }
        if (!models.containsKey(name)) {
            throw Problem.of(
                            404,
                            "UNKNOWN_MODEL",
                            "没有这个决策模型 / no such decision model",
                            "没有「" + name + "」，现有：" + String.join("、", models.keySet()) + " / there is no model \""
                                    + name + "\"")
                    .thrown();
        }
        return models.get(name);
    }

    /** An example that says no more than it must, as of today where it asks for a day. */
    private Map<String, String> example(Edition edition, DecisionModel model) {
        return example(edition, model, snapshot.today());
    }

    private static Map<String, String> example(Edition edition, DecisionModel model, LocalDate day) {
        var values = new LinkedHashMap<>(Examples.input(edition, model));
        model.inputs().stream()
                .filter(input ->
                        input.type().kind() == Kind.DATE && !input.type().optional())
                .filter(input -> input.type().constraint().allows(day))
                .forEach(input -> values.put(input.name(), day));
        return TryoutForm.required(model, values);
    }

    private static Map<String, String> filled(MultivaluedMap<String, String> form) {
        return form.entrySet().stream()
                .filter(field -> field.getKey().startsWith(TryoutForm.PREFIX))
                .collect(Collectors.toMap(
                        Map.Entry::getKey, field -> field.getValue().get(0)));
    }

    private Lookup found(Edition edition, DecisionModel model, Plans.Job made, FileUpload upload, String who)
            throws IOException {
        if (made != null) {
            return search(edition, model, made.registry(), made.request().evaluationDate(), who);
        }
        if (upload == null || upload.size() == 0) {
            return search(edition, model, new Samples(config.samples()).file(), snapshot.today(), who);
        }
        try (var kept = Upload.of(upload)) {
            var sent = Source.of(upload.fileName(), kept.file());
            return search(
                    edition,
                    model,
                    RegistryFile.of(sent, FileFormat.of(sent, upload.contentType())),
                    snapshot.today(),
                    who);
        }
    }

    private Lookup search(Edition edition, DecisionModel model, RegistryFile registry, LocalDate day, String who)
            throws IOException {
        var search = new ObjectSearch(who);
        try (var rows = registry.open(edition)) {
            rows.forEachRemaining(row -> {
                if (row instanceof RegistryObject object) {
                    search.look(object);
                }
            });
            rows.refuseUnlessRead();
        }
        var others = new LinkedHashMap<>(example(edition, model, day));
        others.keySet().removeIf(name -> name.startsWith(TryoutForm.PREFIX + OBJECT + "."));
        return new Lookup(
                who,
                search.found().stream()
                        .map(object -> {
                            var filled = new LinkedHashMap<>(TryoutForm.filled(model, Map.of(OBJECT, object.facts())));
                            filled.putAll(others);
                            return new Match(object.id(), object.name(), filled);
                        })
                        .toList(),
                search.more());
    }

    private Response refused(Tried tried, DecisionModel model, Map<String, String> filled, List<String> problems)
            throws IOException {
        return Response.status(422)
                .entity(page(tried, model, filled, null, null, problems, null, false))
                .build();
    }

    private TemplateInstance page(
            Tried tried,
            DecisionModel model,
            Map<String, String> filled,
            String goal,
            Lookup found,
            List<String> problems,
            String saved,
            boolean answered)
            throws IOException {
        var inputs = TryoutForm.read(model, filled);
        var wrong = answered
                ? inputs.problems().stream()
                        .collect(Collectors.toMap(
                                problem -> problem.pointer().substring(1), FieldProblem::chinese, (a, b) -> a))
                : Map.<String, String>of();
        boolean valid = answered && wrong.isEmpty();
        return Templates.tryout(new Page(
                tried.edition(),
                snapshot.catalog().serving().descendingKeySet().stream()
                        .map(Object::toString)
                        .toList(),
                tried.draft(),
                tried.version(),
                List.copyOf(tried.edition().models().values()),
                model,
                TryoutForm.of(model, filled, wrong),
                valid ? sides(tried, model, filled) : List.of(),
                TryoutView.goals(model),
                goal == null ? "" : goal,
                valid && goal != null && !goal.isBlank() ? whyNot(tried.edition(), model, inputs.values(), goal) : null,
                found,
                problems,
                tried.edition().model(CLASSIFICATION).isPresent(),
                saved == null ? null : "已存为草案的场景，期望是草案现在的结果"));
    }

    private static List<Side> sides(Tried tried, DecisionModel model, Map<String, String> filled) {
        if (tried.draft() == null) {
            return List.of(TryoutView.side(
                    "版本 " + tried.edition().name(), tried.edition(), model, TryoutForm.read(model, filled)));
        }
        var after = TryoutView.side("草案", tried.edition(), model, TryoutForm.read(model, filled));
        return tried.before() == null
                ? List.of(after)
                : TryoutView.side("原版本 " + tried.before().name(), tried.before(), model.name(), filled)
                        .map(before -> TryoutView.compared(before, after))
                        .orElse(List.of(after));
    }

    private WhyNotAnswer whyNot(Edition edition, DecisionModel model, Map<String, Object> values, String goal) {
        var parts = goal.split("=", 2);
        var nodes = JsonNodeFactory.instance;
        var question = nodes.objectNode();
        question.set("input", TryoutForm.json(model, values));
        question.set(
                "output",
                nodes.objectNode()
                        .set(
                                parts[0],
                                parts.length < 2
                                        ? nodes.nullNode()
                                        : Set.of("true", "false").contains(parts[1])
                                                ? nodes.booleanNode(Boolean.parseBoolean(parts[1]))
                                                : nodes.textNode(parts[1])));
        question.put("limit", MOST_ALTERNATIVES);
        var limits = config.limits();
        try {
            return WhyNot.answer(
                    edition, model, WhyNotQuestion.read(model, question), limits.whyNotTries(), limits.whyNotTime());
        } catch (InvalidInput unknownGoal) {
            throw Problem.parameter("goal", unknownGoal.getMessage()).thrown();
        }
    }
}
