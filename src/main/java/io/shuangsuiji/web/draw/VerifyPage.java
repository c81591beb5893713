package io.shuangsuiji.web.draw;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** The page at {@code /verify}: a draw is verified in the browser, and nothing is sent here. */
@Path("/verify")
@Produces(MediaType.TEXT_HTML + ";charset=UTF-8")
public class VerifyPage {
    @CheckedTemplate(basePath = "", requireTypeSafeExpressions = false)
    static class Templates {
        static native TemplateInstance verify();

        private Templates() {}
    }

    /** The page; all else its scripts do. */
    @GET
    public TemplateInstance page() {
        return Templates.verify();
    }
}
