package io.shuangsuiji.web.drafts;

import com.fasterxml.jackson.core.type.TypeReference;
import io.shuangsuiji.amendment.Reports.Kept;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.scenario.result.NewExpectations.NotChanged;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.intake.Upload;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jboss.resteasy.reactive.RestResponse;

/** The check of a draft and its impact on a registry; each is bound to the draft's digest and goes with it. */
@Path("/drafts")
@Produces(MediaType.APPLICATION_JSON)
public class DraftReportsResource {
    /**
     * A scenario, as the findings of a check name it.
     *
     * @param sentence true where its sentence gives way as well
     */
    public record Place(String file, String at, boolean sentence) {}

    private static final Duration WAIT = Duration.ofSeconds(60);
    private static final TypeReference<List<Place>> SCENARIOS = new TypeReference<>() {};

    private final DraftContext desk;
    private final RequestEdition snapshot;

    DraftReportsResource(DraftContext desk, RequestEdition snapshot) {
        this.desk = desk;
        this.snapshot = snapshot;
    }

    /** Checks the draft as it is. */
    @POST
    @Path("{id}/check")
    @Consumes(MediaType.WILDCARD)
    public Kept<CheckReport> check(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return desk.reports().check(desk.actor(), desk.amendments().draft(id), JobProgress.NONE);
    }

    /** The last check of the draft as it is; where a page has one under way, once that has ended. */
    @GET
    @Path("{id}/check")
    public Kept<CheckReport> lastCheck(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return desk.reports().lastCheck(made(Report.CHECK, id)).orElseThrow(DraftReportsResource::none);
    }

    /** Lets the expectations of scenarios give way to what the draft answers; what could not is answered with its reason. */
    @POST
    @Path("{id}/expectations")
    @Consumes(MediaType.APPLICATION_JSON)
    public RestResponse<DraftView> expectations(
            @PathParam("id") String id, @HeaderParam(HttpHeaders.IF_MATCH) String version, InputStream body)
            throws IOException, AmendmentRefused {
        int on = DraftContext.version(version);
        var draft = desk.amendments().draft(id);
        var scenarios = JsonBody.read(body, SCENARIOS);
        var places = new TreeMap<String, Map<String, Boolean>>();
        for (int i = 0; i < scenarios.size(); i++) {
            var scenario = scenarios.get(i);
            if (!draft.scenarios().containsKey(scenario.file())) {
                throw new InvalidInput(List.of(new FieldProblem(
                        "/" + i + "/file",
                        "草案里没有场景工作簿 " + scenario.file() + "，有："
                                + String.join("、", draft.scenarios().keySet())
                                + " / the draft has no such scenario workbook")));
            }
            places.computeIfAbsent(scenario.file(), any -> new TreeMap<>())
                    .merge(scenario.at(), scenario.sentence(), Boolean::logicalOr);
        }
        var accepted = desk.reports().accept(desk.actor(), draft, on, places);
        if (accepted.changed() == 0) {
            throw new InvalidInput(
                    accepted.notChanged().isEmpty()
                            ? List.of(new FieldProblem("", "没有指明场景 / no scenario is named"))
                            : accepted.notChanged().stream()
                                    .map(kept -> new FieldProblem(pointer(scenarios, kept), kept.inWords()))
                                    .toList());
        }
        return DraftsResource.answer(DraftView.of(accepted.draft(), accepted.notChanged(), null), accepted.draft());
    }

    private static String pointer(List<Place> places, NotChanged kept) {
        return IntStream.range(0, places.size())
                .filter(i -> places.get(i).file().equals(kept.file())
                        && places.get(i).at().equals(kept.at()))
                .mapToObj(i -> "/" + i)
                .findFirst()
                .orElse("");
    }

    /**
     * Works out the impact over the registry that is sent, which is kept as the last one used, or over the last one where
     * the body is empty. Parameters as those of {@code POST /plans}, each with the last value as its default.
     */
    @POST
    @Path("{id}/impact")
    @Consumes(MediaType.WILDCARD)
    public Kept<Impact> impact(
            @PathParam("id") String id,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String contentType,
            @Context UriInfo uri,
            InputStream body)
            throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        try (var upload = Upload.of(body)) {
            var registry = Files.size(upload.file()) == 0
                    ? desk.reports().registry(draft)
                    : desk.registries().sent(upload.file(), contentType, null);
            var given = new TreeMap<String, String>();
            uri.getQueryParameters().forEach((name, values) -> given.put(name, values.get(0)));
            var over = desk.weighing(draft, snapshot.today(), registry, given);
            return desk.reports().impact(desk.actor(), draft, over, JobProgress.NONE);
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
    }

    /** The last impact of the draft as it is; where a page has one under way, once that has ended. */
    @GET
    @Path("{id}/impact")
    public Kept<Impact> lastImpact(@PathParam("id") String id) throws IOException, AmendmentRefused {
        return desk.reports().lastImpact(made(Report.IMPACT, id)).orElseThrow(DraftReportsResource::none);
    }

    /** The draft, once a job that makes such a report of it has ended. */
    private Draft made(String kind, String id) throws IOException, AmendmentRefused {
        var draft = desk.amendments().draft(id);
        desk.reports().making(kind, draft).ifPresent(job -> job.await(WAIT));
        return draft;
    }

    private static AmendmentRefused none() {
        return new AmendmentRefused(
                Why.NOT_FOUND, "草案的这个版本还没有这份报告，请用 POST 生成 / there is none of this version: make it by POST");
    }
}
