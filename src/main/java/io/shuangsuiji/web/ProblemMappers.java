package io.shuangsuiji.web;

import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.batch.BatchStopped;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.sheets.UnreadableFile;
import jakarta.inject.Inject;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Request;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every error with a {@link Problem}; nothing of the code's insides goes out. */
class ProblemMappers {
    private static final Logger LOG = Logger.getLogger(ProblemMappers.class);

    @Inject
    RouteCatalog offers;

    @ServerExceptionMapper({
        ProblemException.class,
        InvalidInput.class,
        UnreadableFile.class,
        BadWorkbook.class,
        MalformedJson.class,
        BatchStopped.class,
        CalendarYearNotCoveredException.class
    })
    Response told(RuntimeException failure) {
        return Problems.ofAny(failure).response();
    }

    @ServerExceptionMapper
    Response undecided(NoMatchingRule undecided) {
        LOG.warn("undecided: " + undecided.getMessage());
        return Problems.ofAny(undecided).response();
    }

    /** A body that calls itself a form and is none, as curl sends files unless told otherwise. */
    @ServerExceptionMapper
    Response noForm(
            IllegalArgumentException wrong,
            @Context UriInfo uri,
            @Context Request request,
            @Context HttpHeaders headers) {
        var form = headers.getMediaType() != null
                && headers.getMediaType().isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
        var trace = wrong.getStackTrace();
        return form && trace.length > 0 && trace[0].getClassName().endsWith(".URLUtils")
                ? unsupported(request.getMethod(), uri, headers)
                : unexpected(wrong);
    }

    @ServerExceptionMapper
    Response notFound(NotFoundException notFound, @Context UriInfo uri) {
        return Problem.of(
                        404,
                        "NOT_FOUND",
                        "没有这个地址 / not found",
                        "没有 " + uri.getPath() + " 这个地址 / there is no such path; /q/openapi lists those there are")
                .response();
    }

    @ServerExceptionMapper
    Response web(
            WebApplicationException refused,
            @Context UriInfo uri,
            @Context Request request,
            @Context HttpHeaders headers) {
        var method = request.getMethod();
        int status = refused.getResponse().getStatus();
        return switch (status) {
            case 405 -> {
                var allowed = offers.methods(uri.getPath());
                var problem = Problem.of(
                                405,
                                "METHOD_NOT_ALLOWED",
                                "不支持此方法 / method not allowed",
                                "此地址不支持 " + method + "，支持：" + String.join(", ", allowed) + " / " + method
                                        + " is not offered here; allowed: " + String.join(", ", allowed))
                        .with("allowed", allowed);
                yield Response.fromResponse(problem.response())
                        .header(HttpHeaders.ALLOW, String.join(", ", allowed))
                        .build();
            }
            case 406 -> {
                var allowed = offers.produced(method, uri.getPath());
                yield Problem.of(
                                406,
                                "NOT_ACCEPTABLE",
                                "不提供此格式 / not acceptable",
                                "Accept 要求 " + headers.getHeaderString(HttpHeaders.ACCEPT) + "，可提供："
                                        + String.join(", ", allowed) + " / this can be answered as "
                                        + String.join(", ", allowed))
                        .with("allowed", allowed)
                        .response();
            }
            case 415 -> unsupported(method, uri, headers);
            case 413 ->
                Problem.of(413, "BODY_TOO_LARGE", "请求体过大 / the body is too large", "请求体过大 / the body is too large")
                        .response();
            default -> {
                var reason = refused.getResponse().getStatusInfo().getReasonPhrase();
                yield status >= 500
                        ? unexpected(refused)
                        : Problem.of(status, "HTTP_" + status, reason, "请求无法处理 / " + reason)
                                .response();
            }
        };
    }

    private Response unsupported(String method, UriInfo uri, HttpHeaders headers) {
        var allowed = offers.consumed(method, uri.getPath());
        var problem = Problem.unsupported(String.valueOf(headers.getHeaderString(HttpHeaders.CONTENT_TYPE)), allowed);
        return Response.fromResponse(problem.response())
                .header(HttpHeaders.ACCEPT, String.join(", ", allowed))
                .build();
    }

    @ServerExceptionMapper
    Response unexpected(Throwable unexpected) {
        return Problems.ofAny(unexpected).response();
    }
}
