package io.shuangsuiji.web.drafts;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.FolderHeld;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.jobs.QueueFull;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a step or an edit that is not allowed is answered with: a problem for systems, a page for people. */
public class Refused {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance refused(String title, List<String> lines, String back);

        private Templates() {}
    }

    @Inject
    ServiceConfig config;

    @ServerExceptionMapper
    Response step(AmendmentRefused refused, RoutingContext routing) {
        return answer(problem(refused), routing);
    }

    @ServerExceptionMapper
    Response edit(EditRefused refused, RoutingContext routing) {
        return answer(problem(refused), routing);
    }

    /** What cannot be written or recorded was not done, and what is not as the record says is not gone on with. */
    @ServerExceptionMapper({NotWritten.class, AlteredRecord.class, FolderHeld.class})
    Response disk(IOException failed, RoutingContext routing) {
        return answer(Problems.ofAny(failed), routing);
    }

    @ServerExceptionMapper
    Response busy(QueueFull full, RoutingContext routing) {
        return Problems.retryLater(answer(Problems.of(full), routing), config);
    }

    public static Problem problem(AmendmentRefused refused) {
        return switch (refused.why()) {
            case NOT_FOUND -> Problem.of(404, "NOT_FOUND", "找不到 / not found", refused.getMessage());
            case NOT_PERMITTED -> Problem.of(403, "NOT_PERMITTED", "没有权限 / not permitted", refused.getMessage());
            case STALE -> Problem.of(412, "STALE", "草案已被改动 / the draft has changed", refused.getMessage());
            case WRONG_STATE -> Problem.of(409, "WRONG_STATE", "现在不能这样做 / not in this state", refused.getMessage());
            case INVALID ->
                Problem.of(422, "INVALID", "内容有误 / not allowed", refused.getMessage())
                        .at(
                                refused
                                        .member()
                                        .map(member -> new Problem.Place("/" + member, null, refused.getMessage()))
                                        .stream()
                                        .toList());
        };
    }

    /** What people are told: the Chinese half. */
    public static String inChinese(AmendmentRefused refused) {
        return FieldProblem.chinese(refused.getMessage());
    }

    public static Problem problem(EditRefused refused) {
        return Problem.of(422, "EDIT_REFUSED", "修改有误 / the edit cannot be taken", refused.getMessage())
                .with("where", refused.where());
    }

    /** For a browser a page that says so, with a way back. */
    static Response answer(Problem problem, RoutingContext routing) {
        var accept = routing.request().getHeader(HttpHeaders.ACCEPT);
        if (accept == null || !accept.contains("text/html")) {
            return problem.response();
        }
        var path = routing.normalizedPath().split("/");
        var back = problem.status() != 404 && path.length > 2 ? "/drafts/" + path[2] : "/drafts";
        return Response.status(problem.status())
                .type(MediaType.TEXT_HTML + ";charset=UTF-8")
                .entity(Templates.refused(
                        FieldProblem.chinese(problem.title()),
                        FieldProblem.chinese(problem.detail()).lines().toList(),
                        back))
                .build();
    }
}
