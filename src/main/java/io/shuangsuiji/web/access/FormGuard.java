package io.shuangsuiji.web.access;

import io.shuangsuiji.web.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Completes the guard against forged forms (quarkus-rest-csrf). Every form is guarded, also one that changes no state: a
 * rule without exceptions needs no list of them. Answers to programs bear no token.
 */
class FormGuard {
    @ConfigProperty(name = "quarkus.rest-csrf.cookie-name", defaultValue = "csrf-token")
    String cookie;

    /** Runs after the guard's own filter, which gives every answer a cookie and refuses a form without a word. */
    @ServerResponseFilter(priority = 0)
    void complete(ContainerRequestContext request, ContainerResponseContext response, RoutingContext routing) {
        if (!MediaType.TEXT_HTML_TYPE.isCompatible(
                response.getMediaType() == null ? MediaType.TEXT_PLAIN_TYPE : response.getMediaType())) {
            routing.response().removeCookie(cookie, false);
        }
        var sent = request.getMediaType();
        boolean form = sent != null
                && (sent.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE)
                        || sent.isCompatible(MediaType.MULTIPART_FORM_DATA_TYPE));
        if (response.getStatus() == 400 && !response.hasEntity() && form) {
            response.setEntity(
                    Problem.of(
                            400,
                            "FORM_TOKEN",
                            "表单已过期 / the form has expired",
                            "请返回上一页，刷新后再提交；浏览器须允许 Cookie。程序请写明请求体的 Content-Type，如 application/json"
                                    + " / go back, reload the page and send the form again; programs: name the body's"
                                    + " Content-Type, such as application/json"),
                    null,
                    Problem.MEDIA_TYPE);
        }
    }
}
