package io.shuangsuiji.web.access;

import io.shuangsuiji.web.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.SimpleResourceInfo;
import org.jboss.resteasy.reactive.server.WithFormRead;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/**
 * The guard against forged forms. Every form of a page is guarded, also one that changes no state: a rule without
 * exceptions needs no list of them. Calls of programs say so where they are ({@link FormOfPrograms}).
 */
class FormGuard {
    private final FormTokens tokens;

    FormGuard(FormTokens tokens) {
        this.tokens = tokens;
    }

    @WithFormRead
    @ServerRequestFilter
    void guard(ResteasyReactiveContainerRequestContext request, RoutingContext routing, SimpleResourceInfo resource) {
        if (!form(request) || resource.getResourceClass().isAnnotationPresent(FormOfPrograms.class)) {
            return;
        }
        var context = (ResteasyReactiveRequestContext) request.getServerRequestContext();
        var given = context.getFormData() == null ? null : context.getFormParameter(FormTokens.FIELD, true, false);
        var session = Cookies.value(routing, FormTokens.COOKIE).orElse(null);
        if (!tokens.right(given instanceof String token ? token : null, session, FormTokens.who(routing))) {
            throw Problem.of(
                            400,
                            "FORM_TOKEN",
                            "表单已过期 / the form has expired",
                            "请返回上一页，刷新后再提交；浏览器须允许 Cookie。程序请写明请求体的 Content-Type，如 application/json"
                                    + " / go back, reload the page and send the form again; programs: name the body's"
                                    + " Content-Type, such as application/json")
                    .thrown();
        }
    }

    private static boolean form(ContainerRequestContext request) {
        var sent = request.getMediaType();
        return sent != null
                && (sent.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                        || sent.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE));
    }
}
