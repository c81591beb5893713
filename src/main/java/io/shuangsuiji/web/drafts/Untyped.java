package io.shuangsuiji.web.drafts;

import io.quarkus.vertx.http.runtime.filters.Filters;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;

/**
 * Takes a request to a draft that names no type as one of bytes, as HTTP has it (RFC 9110, 8.3): some steps have a form of
 * the same address, and a system that sends no body is no form.
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
