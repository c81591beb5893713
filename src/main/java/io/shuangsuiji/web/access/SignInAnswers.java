package io.shuangsuiji.web.access;

import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** What those are answered who are not let in for another reason than a wrong password. */
class SignInAnswers {
    /** Not now: one must wait, change the password first, or it cannot be recorded. */
    static final class NotNow extends RuntimeException {
        private static final long serialVersionUID = 1;

        private final transient Problem problem;
        private final transient Duration retryAfter;

        NotNow(SignIn.Refused refused) {
            super(refused.getMessage(), null, false, false);
            this.problem = SignInAnswers.problem(refused);
            this.retryAfter = refused.retryAfter();
        }

        NotNow(IOException notRecorded) {
            super(notRecorded.getMessage(), notRecorded, false, false);
            this.problem = Problems.ofAny(notRecorded);
            this.retryAfter = Duration.ZERO;
        }

        Problem problem() {
            return problem;
        }

        /** In whole seconds, as the header has it; empty where waiting is of no use. */
        Optional<String> retryAfter() {
            return retryAfter.isZero()
                    ? Optional.empty()
                    : Optional.of(
                            Long.toString(Math.max(1, retryAfter.plusMillis(999).toSeconds())));
        }
    }

    static Problem problem(SignIn.Refused refused) {
        return switch (refused.why()) {
            case WRONG -> Problem.of(401, "UNAUTHENTICATED", "不能登录 / not signed in", refused.getMessage());
            case WAIT -> Problem.of(429, "TOO_MANY_FAILURES", "登录失败次数过多 / too many failures", refused.getMessage());
            case BUSY -> Problem.of(503, "BUSY", "服务繁忙 / the service is busy", refused.getMessage());
            case CHANGE ->
                Problem.of(403, "PASSWORD_CHANGE_REQUIRED", "须先修改口令 / change the password first", refused.getMessage());
        };
    }

    @ServerExceptionMapper
    Response notNow(NotNow refused) {
        var answer = Response.fromResponse(refused.problem().response());
        refused.retryAfter().ifPresent(seconds -> answer.header(HttpHeaders.RETRY_AFTER, seconds));
        return answer.build();
    }
}
