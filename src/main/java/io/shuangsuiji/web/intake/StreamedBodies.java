package io.shuangsuiji.web.intake;

import io.shuangsuiji.web.ServiceConfig;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.io.InputStream;
import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The bodies that are answered while they come. Whoever has sent nothing for a while makes room for one who would. */
@Singleton
public class StreamedBodies {
    private final Map<PacedInputStream, RoutingContext> open = new ConcurrentHashMap<>();
    private final long rate;
    private final Duration grace;

    StreamedBodies(ServiceConfig config) {
        this.rate = config.limits().bodyRate().asLongValue();
        this.grace = config.limits().bodyGrace();
    }

    /** The body of a request, which is cut off where it comes too slowly. */
    public InputStream paced(InputStream body, RoutingContext context) {
        var paced = new PacedInputStream(body, rate, grace);
        open.put(paced, context);
        RequestWork.of(context).atEnd(() -> open.remove(paced));
        return paced;
    }

    /** Cuts off whoever has kept the service waiting longest, for half of the grace or more; false where nobody has. */
    boolean makeRoom() {
        var longest = open.keySet().stream()
                .filter(body -> body.waiting().compareTo(grace.dividedBy(2)) > 0)
                .max(Comparator.comparing(PacedInputStream::waiting));
        longest.map(open::remove)
                .ifPresent(context -> context.request().connection().close());
        return longest.isPresent();
    }
}
