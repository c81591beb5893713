package io.shuangsuiji.web.records;

import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.access.User;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import org.jboss.resteasy.reactive.RestQuery;

/** The records of sign-ins and of steps, for the systems of approvers. */
@Path("/records")
@RolesAllowed(User.APPROVER)
@Produces(MediaType.APPLICATION_JSON)
public class RecordsResource {
    private final SignIn signIn;
    private final DraftContext desk;
    private final Clock clock;

    RecordsResource(SignIn signIn, DraftContext desk, Clock clock) {
        this.signIn = signIn;
        this.desk = desk;
        this.clock = clock;
    }

    /** What happened last; with {@code before}, what happened before that. */
    @GET
    public RecordView records(@RestQuery String before) throws IOException {
        return RecordView.of(signIn, desk.amendments(), instant(before, clock));
    }

    static Instant instant(String before, Clock clock) {
        if (before == null) {
            // what is recorded in this very moment too
            return clock.instant().plusSeconds(60);
        }
        try {
            return Instant.parse(before);
        } catch (DateTimeException none) {
            throw Problem.parameter(
                            "before",
                            "应为上一次所答的 before，如 2026-01-31T01:02:03.456Z，收到 " + before
                                    + " / expected the before of the last answer, such as 2026-01-31T01:02:03.456Z")
                    .thrown();
        }
    }
}
