package io.shuangsuiji.web;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.FolderHeld;
import io.shuangsuiji.calendar.CalendarYearNotCoveredException;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.batch.BatchStopped;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.files.AlteredRecord;
import io.shuangsuiji.files.NotWritten;
import io.shuangsuiji.jobs.QueueFull;
import io.shuangsuiji.model.work.TooMuchWork;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FullDisk;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CancellationException;
import org.jboss.logging.Logger;

/**
 * How the errors of the other rooms are told to callers.
 *
 * <p>Two statuses are a choice. 400 is for what cannot be read: malformed JSON, and parameters of the path or query. 422
 * is for a body that was read and asks what this edition cannot answer; that the tables give no answer
 * ({@code UNDECIDED}) belongs there too, although the edition is at fault: the same request will fail the same way
 * until the edition is amended or another is named, so a 5xx, which invites a retry, would mislead.
 */
public final class Problems {
    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** An input that is not what the model's types or the model itself allow. */
    private static Problem of(InvalidInput invalid) {
        var places = invalid.problems().stream().map(Problem.Place::of).toList();
        return Problem.of(422, "INVALID_INPUT", "输入有误 / invalid input", invalid.getMessage())
                .at(places);
    }

    /** A body that is not JSON. */
    private static Problem of(MalformedJson malformed) {
        return Problem.of(400, "MALFORMED_JSON", "JSON 有误 / malformed JSON", malformed.getMessage())
                .at(List.of(new Problem.Place(malformed.pointer(), null, malformed.getMessage())))
                .with("line", malformed.line())
                .with("column", malformed.column());
    }

    /** A file of people that cannot be read: a registry, roster, ledger or list. */
    private static Problem of(UnreadableFile unreadable) {
        return Problem.of(422, "UNREADABLE_REGISTRY", "文件无法读取 / the file cannot be read", unreadable.getMessage())
                .at(unreadable.problems().stream().map(Problem.Place::of).toList());
    }

    /** A workbook that cannot be run; each place is named by sheet and cell. */
    private static Problem of(BadWorkbook bad) {
        return Problem.of(422, "INVALID_WORKBOOK", "场景工作簿有误 / the scenario workbook is invalid", bad.getMessage())
                .at(bad.problems().stream()
                        .map(problem -> new Problem.Place(
                                problem.sheet() == null ? "" : "/" + problem.where(), null, problem.text()))
                        .toList());
    }

    /** Tables that give no answer. */
    private static Problem of(NoMatchingRule undecided) {
        return Problem.of(
                        422,
                        "UNDECIDED",
                        "本版本的决策表没有给出结果 / the edition's tables give no answer",
                        "输入无误，请检查决策表 / the input is valid; the tables must be amended: "
                                + String.join("; ", undecided.reasons()))
                .at(undecided.reasons().stream()
                        .map(reason -> new Problem.Place("", null, reason))
                        .toList());
    }

    /** Days of a year that no notice has told. */
    private static Problem of(CalendarYearNotCoveredException uncovered) {
        return Problem.of(
                        422,
                        CalendarYearNotCoveredException.CODE,
                        "该年放假调休尚未收录 / the year's holidays are not known",
                        uncovered.getMessage())
                .with("year", uncovered.year());
    }

    /** A batch that was not answered to its end. */
    private static Problem of(BatchStopped stopped) {
        return switch (stopped.reason()) {
            case TOO_LARGE -> Problem.of(413, "BATCH_TOO_LARGE", "批次过大 / the batch is too large", stopped.getMessage());
            case OUT_OF_TIME ->
                Problem.of(503, "BATCH_OUT_OF_TIME", "批次超时 / the batch took too long", stopped.getMessage());
            case DISK_FULL -> diskFull(stopped.getMessage());
            case UNREADABLE ->
                Problem.of(400, "UNREADABLE_BODY", "请求体无法读取 / the body cannot be read", stopped.getMessage());
        };
    }

    /** Any failure: of a request, of a line of a batch, of a job. */
    public static Problem ofAny(Throwable failure) {
        if (failure instanceof ProblemException ended) {
            return ended.problem();
        }
        if (failure instanceof InvalidInput invalid) {
            return of(invalid);
        }
        if (failure instanceof UnreadableFile unreadable) {
            return of(unreadable);
        }
        if (failure instanceof BadWorkbook bad) {
            return of(bad);
        }
        if (failure instanceof MalformedJson malformed) {
            return of(malformed);
        }
        if (failure instanceof NoMatchingRule undecided) {
            return of(undecided);
        }
        if (failure instanceof TooMuchWork endless) {
            return of(new NoMatchingRule(String.valueOf(endless.file()), List.of(endless.getMessage())));
        }
        if (failure instanceof CalendarYearNotCoveredException uncovered) {
            return of(uncovered);
        }
        if (failure instanceof CancellationException stopped) {
            return Problem.of(503, "CANCELLED", "已停止 / cancelled", stopped.getMessage());
        }
        if (failure instanceof NotWritten full) {
            LOG.error("not written", full);
            return Problem.of(507, "NOT_WRITTEN", "没有写下 / not written", full.getMessage());
        }
        if (failure instanceof FolderHeld held) {
            return Problem.of(503, "DRAFTS_HELD", "草案由另一个服务使用 / drafts are another service's", held.getMessage());
        }
        if (failure instanceof AlteredRecord altered) {
            LOG.error(altered.getMessage());
            return Problem.of(409, "RECORD_ALTERED", "与记录不符 / not what the record says", altered.getMessage());
        }
        if (failure instanceof BatchStopped stopped) {
            return of(stopped);
        }
        if (FullDisk.caused(failure)) {
            LOG.error("the disk is full: " + failure);
            return diskFull("服务器磁盘已满，这次请求没有保存任何内容，请联系管理员清理后重试 / the server's disk is full; nothing of this request was"
                    + " kept: tell the operator, and try again");
        }
        return unexpected(failure);
    }

    private static Problem diskFull(String detail) {
        return Problem.of(507, "INSUFFICIENT_STORAGE", "磁盘已满 / insufficient storage", detail);
    }

    /** Why a job has no result, as a page lists it. */
    public static List<String> messages(Throwable failure) {
        if (failure instanceof AmendmentRefused refused) {
            return List.of(refused.getMessage());
        }
        if (failure instanceof BadWorkbook bad) {
            return bad.problems().stream().map(Object::toString).toList();
        }
        var problem = ofAny(failure);
        return problem.errors().isEmpty()
                ? List.of(problem.detail())
                : problem.errors().stream().map(Problem.Place::detail).toList();
    }

    /** A failure that is ours: it goes to the log whole, and to the caller by a number. */
    private static Problem unexpected(Throwable failure) {
        var id = UUID.randomUUID().toString();
        LOG.error("request failed, id " + id, failure);
        return Problem.of(
                        500,
                        "INTERNAL_ERROR",
                        "内部错误 / internal error",
                        "服务内部错误，请把编号 " + id + " 告诉管理员 / this is our fault; tell the operator the id " + id)
                .with("instance", "urn:uuid:" + id);
    }

    /** A job that the queue has no place for. */
    public static Problem of(QueueFull full) {
        return Problem.of(503, "BUSY", "服务繁忙 / the service is busy", full.getMessage());
    }

    /** An answer with the time after which one who was turned away may come again. */
    public static Response retryLater(Response answer, ServiceConfig config) {
        return Response.fromResponse(answer)
                .header(HttpHeaders.RETRY_AFTER, retryAfter(config))
                .build();
    }

    /** In seconds, as HTTP has it. */
    public static long retryAfter(ServiceConfig config) {
        return Math.max(1, config.limits().retryAfter().toSeconds());
    }

    /** A body that is sent too slowly to be waited for. */
    public static Problem tooSlow(ServiceConfig.Limits limits) {
        long rate = limits.bodyRate().asLongValue();
        return Problem.of(
                408,
                "BODY_TOO_SLOW",
                "请求体来得太慢 / the body comes too slowly",
                "请求体应以每秒至少 " + rate + " 字节的速度、在 " + limits.bodyTime().toSeconds() + " 秒内到达 / a body must arrive at "
                        + rate + " bytes a second or more, and within "
                        + limits.bodyTime().toSeconds() + " s");
    }

    /** A body that cannot be kept, as on a full disk. */
    public static Problem notKept(IOException why) {
        LOG.error("a body could not be kept", why);
        return diskFull(
                "服务无法保存请求体，请管理员检查临时文件夹 / the body cannot be kept: the operator should look at the temporary folder");
    }

    /** A body larger than allowed. */
    public static Problem tooLarge(long limit) {
        return Problem.of(
                413,
                "BODY_TOO_LARGE",
                "请求体过大 / the body is too large",
                "请求体最多 " + limit + " 字节 / at most " + limit + " bytes are accepted");
    }
}
