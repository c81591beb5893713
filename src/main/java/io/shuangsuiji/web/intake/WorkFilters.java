package io.shuangsuiji.web.intake;

import io.shuangsuiji.jobs.Cancellation;
import io.shuangsuiji.web.Problem;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jboss.resteasy.reactive.server.core.ResteasyReactiveRequestContext;
import org.jboss.resteasy.reactive.server.spi.ResteasyReactiveContainerRequestContext;

/** What a thread does before and after the work of a resource. */
class WorkFilters {
    /** A parameter that is given twice could be read in two ways; no call takes several values of one. */
    @ServerRequestFilter(priority = 10)
    void once(@Context UriInfo uri) {
        var places = uri.getQueryParameters().entrySet().stream()
                .filter(parameter -> parameter.getValue().size() > 1)
                .map(parameter -> new Problem.Place(
                        null, parameter.getKey(), "只能给一次，收到 " + parameter.getValue() + " / given more than once"))
                .toList();
        if (!places.isEmpty()) {
            throw Problem.parameters(places).thrown();
        }
    }

    /** The thread is at the request until its answer is written, and knows when nobody waits for that. */
    @ServerRequestFilter(priority = 20)
    void begin(ResteasyReactiveContainerRequestContext request, RoutingContext routing) {
        var work = RequestWork.of(routing);
        work.hold();
        ((ResteasyReactiveRequestContext) request.getServerRequestContext())
                .registerCompletionCallback(ended -> work.release());
        work.begin();
        IdleConnections.spare(routing);
        BodyIntake.file(routing).ifPresent(file -> {
            try {
                var body = new ReceivedBody(file);
                work.atEnd(() -> close(body));
                request.setEntityStream(body);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        });
    }

    private static void close(ReceivedBody body) {
        try {
            body.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @ServerResponseFilter
    void end(ContainerRequestContext request, ContainerResponseContext response) {
        Cancellation.end();
    }
}
