package io.shuangsuiji.web.intake;

import io.netty.channel.ChannelPipeline;
import io.netty.handler.timeout.IdleStateHandler;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;

/**
 * The server closes a connection on which nothing has moved for {@code quarkus.http.idle-timeout}: one that sends nothing,
 * and one that takes no more of its answer. While a thread is at work, though, silence is ours and not the caller's.
 */
final class IdleConnections {
    private static final String NAME = "idle";
    /** The server's own handler, which is told of idleness by the one before it. */
    private static final String SERVER = "handler";

    private IdleConnections() {}

    /** Lets the connection be silent until the answer begins. */
    static void spare(RoutingContext context) {
        if (context.request().version() == HttpVersion.HTTP_2
                || !(context.request().connection() instanceof ConnectionBase connection)) {
            return;
        }
        var channel = connection.channel();
        context.addHeadersEndHandler(sent -> channel.eventLoop().execute(() -> watch(channel.pipeline(), context)));
        channel.eventLoop().execute(() -> {
            if (!context.response().headWritten() && channel.pipeline().get(NAME) instanceof IdleStateHandler idle) {
                context.put(NAME, idle.getAllIdleTimeInMillis());
                channel.pipeline().remove(idle);
            }
        });
    }

    private static void watch(ChannelPipeline pipeline, RoutingContext context) {
        Long millis = context.get(NAME);
        if (millis != null
                && pipeline.channel().isActive()
                && pipeline.get(NAME) == null
                && pipeline.get(SERVER) != null) {
            pipeline.addBefore(SERVER, NAME, new IdleStateHandler(0, 0, millis, TimeUnit.MILLISECONDS));
        }
    }
}
