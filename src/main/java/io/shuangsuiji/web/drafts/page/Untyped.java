package io.shuangsuiji.web.drafts.page;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Treats a request to a draft that has no {@code Content-Type} as {@code application/octet-stream}, as RFC 9110, 8.3 allows.
 * Some addresses take both forms and calls of systems; without a type, a system's call without a body would be taken for a
 * form.
 */
@ApplicationScoped
class Untyped {
    private static final int BEFORE_THE_RESOURCES = 100;

    void register(@Observes Filters filters) {
        filters.register(
                routing -> {
                    var headers = routing.request().headers();
                    if (routing.normalizedPath().startsWith("/drafts/")
                            && !headers.contains(HttpHeaders.CONTENT_TYPE)) {
                        headers.set(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_OCTET_STREAM);
                    }
                    routing.next();
                },
                BEFORE_THE_RESOURCES);
    }
}
