package io.shuangsuiji.web.decision;

import io.micrometer.core.instrument.Timer;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.explain.Explanations;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.decision.log.LogEvents.Asked;
import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Parameters;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.RequestEdition;
import io.shuangsuiji.web.ServiceConfig;
import io.shuangsuiji.web.intake.RequestWork;
import io.shuangsuiji.web.intake.StreamedBodies;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.UnsupportedCharsetException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Batches of inputs, answered line by line while they come. */
@Path("/decisions")
public class BatchResource {
    private static final String PREFER = "Prefer";
    private static final String PREFERENCE_APPLIED = "Preference-Applied";
    /** How much longer than it may take a batch is waited for before its connection is cut. */
    private static final Duration GRACE = Duration.ofSeconds(15);

    private final RequestEdition snapshot;
    private final ServiceConfig config;
    private final DecisionRecords records;
    private final Caller caller;
    private final Metrics metrics;
    private final Workers workers;
    private final Vertx vertx;
    private final StreamedBodies bodies;

    BatchResource(
            RequestEdition snapshot,
            ServiceConfig config,
            DecisionRecords records,
            Caller caller,
            Metrics metrics,
            Workers workers,
            Vertx vertx,
            StreamedBodies bodies) {
        this.bodies = bodies;
        this.snapshot = snapshot;
        this.config = config;
        this.records = records;
        this.caller = caller;
        this.metrics = metrics;
        this.workers = workers;
        this.vertx = vertx;
    }

    /** NDJSON in, NDJSON out. */
    @POST
    @Path("{model}")
    @Consumes({
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonlines",
        "application/jsonlines"
    })
    @Produces({
        "application/x-ndjson",
        "application/ndjson",
        "application/jsonl",
        "application/x-jsonlines",
        "application/jsonlines"
    })
    public Response json(
            @PathParam("model") String model,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            RoutingContext routing,
            InputStream body) {
        return answer(FileFormat.NDJSON, model, uri, headers, routing, body);
    }

    /** CSV in, CSV out. */
    @POST
    @Path("{model}")
    @Consumes({"text/csv", "application/csv", "text/tab-separated-values"})
    @Produces({"text/csv", "application/csv", "text/tab-separated-values"})
    public Response csv(
            @PathParam("model") String model,
            @Context UriInfo uri,
            @Context HttpHeaders headers,
            RoutingContext routing,
            InputStream body) {
        return answer(FileFormat.CSV, model, uri, headers, routing, body);
    }

    private Response answer(
            FileFormat format,
            String name,
            UriInfo uri,
            HttpHeaders headers,
            RoutingContext routing,
            InputStream body) {
        var type = type(format, headers.getAcceptableMediaTypes());
        var preference = preference(headers.getRequestHeader(PREFER));
        var request = request(format, name, uri, headers.getMediaType(), "minimal".equals(preference));
        var asked = new Asked(request.edition(), request.model(), caller.name());
        var since = metrics.start();
        var batch = Batch.open(
                request,
                limits(),
                Encodings.unpacked(bodies.paced(body, routing), headers.getHeaderString(HttpHeaders.CONTENT_ENCODING)),
                Problems::ofAny,
                records.batch(asked));
        boolean packed = Encodings.acceptsGzip(headers.getHeaderString(HttpHeaders.ACCEPT_ENCODING));
        StreamingOutput answers = out -> run(batch, asked, routing, out, packed, since);
        var response = Response.ok(answers, type).header(HttpHeaders.VARY, "Accept-Encoding, Prefer");
        if (packed) {
            response.header(HttpHeaders.CONTENT_ENCODING, "gzip");
        }
        if (preference != null) {
            response.header(PREFERENCE_APPLIED, "return=" + preference);
        }
        return response.build();
    }

    private void run(
            Batch batch, Asked asked, RoutingContext routing, OutputStream out, boolean packed, Timer.Sample since)
            throws IOException {
        // who stops reading for good would hold a thread: the batch itself can only end between two writes
        long cut = vertx.setTimer(
                config.limits().batchTime().plus(GRACE).toMillis(),
                late -> routing.request().connection().close());
        var outcome = "broken";
        var work = RequestWork.of(routing);
        work.begin();
        try {
            var target = packed ? Encodings.packed(out) : out;
            var summary = batch.run(target, workers, counts -> {});
            if (packed) {
                target.close();
            }
            outcome = summary.stopped() == null ? "ok" : "stopped";
        } finally {
            Cancellation.end();
            vertx.cancelTimer(cut);
            metrics.batch(asked, batch.counts(), outcome, since);
        }
    }

    private Batch.Request request(FileFormat format, String name, UriInfo uri, MediaType type, boolean minimal) {
        var model = snapshot.model(name);
        var edition = snapshot.edition();
        var known = new ArrayList<>(List.of("asOf", "edition", "explain"));
        var defaultable = Batch.defaultable(model);
        known.addAll(defaultable);
        Parameters.refuseUnknown(uri, known);
        Map<String, String> defaults = new LinkedHashMap<>();
        defaultable.forEach(input -> {
            var given = uri.getQueryParameters().getFirst(input);
            if (given != null) {
                defaults.put(input, given);
            }
        });
        boolean explain = Parameters.flag("explain", uri.getQueryParameters().getFirst("explain"));
        var request = new Batch.Request(
                edition,
                model,
                format,
                minimal,
                format == FileFormat.CSV ? charset(type) : null,
                defaults,
                explain ? values -> Json.mapper().valueToTree(Explanations.of(edition, model, values)) : null);
        try {
            request.typedDefaults();
        } catch (InvalidInput invalid) {
            throw Parameters.problem(invalid).thrown();
        }
        return request;
    }

    private Batch.Limits limits() {
        var limits = config.limits();
        return new Batch.Limits(
                limits.batchLine().asBigInteger().intValueExact(),
                limits.batchBytes().asBigInteger().longValueExact(),
                limits.batchTime());
    }

    /** The batch is answered in the form in which it came, by the name for it that the caller accepts. */
    private static MediaType type(FileFormat format, List<MediaType> accepted) {
        return format.mediaTypes().stream()
                .map(MediaType::valueOf)
                .filter(type -> accepted.stream().anyMatch(type::isCompatible))
                .findFirst()
                .map(type -> format == FileFormat.CSV ? type.withCharset("UTF-8") : type)
                .orElseThrow(() -> {
                    var allowed = String.join(", ", format.mediaTypes());
                    return Problem.of(
                                    406,
                                    "NOT_ACCEPTABLE",
                                    "不能按此格式回答 / not acceptable",
                                    "批次按来时的格式回答，可提供：" + allowed
                                            + " / a batch is answered in the form in which it came: " + allowed)
                            .with("allowed", format.mediaTypes())
                            .thrown();
                });
    }

    private static Charset charset(MediaType type) {
        var named = type == null ? null : type.getParameters().get(MediaType.CHARSET_PARAMETER);
        if (named == null) {
            return null;
        }
        var plain = named.toUpperCase(Locale.ROOT);
        try {
            // GBK and GB2312 are parts of GB18030
            var charset = Charset.forName(plain.startsWith("GB") ? "GB18030" : plain);
            if (charset.name().equals("GB18030") || charset.name().equals("UTF-8")) {
                return charset;
            }
        } catch (IllegalCharsetNameException | UnsupportedCharsetException unknown) {
            // told below
        }
        throw Problem.of(
                        415,
                        "UNSUPPORTED_CHARSET",
                        "不接受此编码 / unsupported charset",
                        "charset 为 " + named + "，接受 UTF-8、GB18030（GBK） / accepted are UTF-8 and GB18030 (GBK), got "
                                + named)
                .with("allowed", List.of("UTF-8", "GB18030"))
                .thrown();
    }

    /** What RFC 7240's {@code return} asks for; null where it asks for nothing that there is. */
    private static String preference(List<String> headers) {
        return headers == null
                ? null
                : headers.stream()
                        .flatMap(header -> Arrays.stream(header.split("[,;]")))
                        .map(one -> one.replaceAll("[\\s\"]", "").toLowerCase(Locale.ROOT))
                        .filter(one -> one.equals("return=minimal") || one.equals("return=representation"))
                        .map(one -> one.substring("return=".length()))
                        .findFirst()
                        .orElse(null);
    }
}
