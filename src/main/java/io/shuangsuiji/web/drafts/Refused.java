package io.shuangsuiji.web.drafts;

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
import jakarta.inject.Inject;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What a step or an edit that is not allowed is answered with. */
public class Refused {
    @Inject
    ServiceConfig config;

    @ServerExceptionMapper
    Response step(AmendmentRefused refused) {
        return problem(refused).response();
    }

    @ServerExceptionMapper
    Response edit(EditRefused refused) {
        return problem(refused).response();
    }

    /** What cannot be written or recorded was not done, and what is not as the record says is not gone on with. */
    @ServerExceptionMapper({NotWritten.class, AlteredRecord.class, FolderHeld.class})
    Response disk(IOException failed) {
        return Problems.ofAny(failed).response();
    }

    @ServerExceptionMapper
    Response busy(QueueFull full) {
        return Problems.retryLater(Problems.of(full).response(), config);
    }

    public static Problem problem(AmendmentRefused refused) {
        return switch (refused.why()) {
            case NOT_FOUND -> Problem.of(404, "NOT_FOUND", "找不到 / not found", refused.getMessage());
            case NOT_PERMITTED -> Problem.of(403, "NOT_PERMITTED", "没有权限 / not permitted", refused.getMessage());
            case STALE ->
                Problem.of(412, "STALE", "草案已被改动 / the draft has changed", refused.getMessage())
                        .at(refused.edits().entrySet().stream()
                                .map(edit -> new Problem.Place("/" + edit.getKey(), null, edit.getValue()))
                                .toList());
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
}
