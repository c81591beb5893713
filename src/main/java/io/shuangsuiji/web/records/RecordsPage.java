package io.shuangsuiji.web.records;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.shuangsuiji.access.SignIn;
import io.shuangsuiji.access.User;
import io.shuangsuiji.web.drafts.DraftContext;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import org.jboss.resteasy.reactive.RestQuery;

/** The page of the records of sign-ins and of steps, for approvers. */
@Path("/records")
@RolesAllowed(User.APPROVER)
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8;qs=0.5")
public class RecordsPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance records(RecordView view, List<String> altered);

        private Templates() {}
    }

    private final SignIn signIn;
    private final DraftContext desk;
    private final Clock clock;

    RecordsPage(SignIn signIn, DraftContext desk, Clock clock) {
        this.signIn = signIn;
        this.desk = desk;
        this.clock = clock;
    }

    /** What happened last, and a link to what happened before. */
    @GET
    public TemplateInstance records(@RestQuery String before) throws IOException {
        var view = RecordView.of(signIn, desk.amendments(), RecordsResource.instant(before, clock));
        return Templates.records(view, desk.amendments().altered());
    }
}
