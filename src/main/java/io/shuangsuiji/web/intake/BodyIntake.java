package io.shuangsuiji.web.intake;

import io.quarkus.runtime.configuration.MemorySize;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Metrics;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.Problems;
import io.shuangsuiji.web.Requests;
import io.shuangsuiji.web.ServiceConfig;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.impl.RoutingContextInternal;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * Receives a body whole before anything is done about it: whoever sends slowly, or not at all, takes no thread and no place
 * among those that may run at once. A small body is kept in memory, of a larger one no more than a piece at a time; all
 * bodies together are bounded. A batch alone is answered while it comes, and keeps its own pace
 * ({@link PacedInputStream}).
 */
@Singleton
class BodyIntake {
    /** After the checks that need no body ({@code web.access}), before {@link Admission}. */
    private static final int PRIORITY = 95;

    /** As much of a body is in memory at most. */
    private static final int PIECE = 64 << 10;

    private static final Logger LOG = Logger.getLogger(BodyIntake.class);
    private static final String FILE = BodyIntake.class.getName();

    private final ServiceConfig.Limits limits;
    private final long largest;
    private final long retryAfter;
    private final Metrics metrics;
    private final Budget memory;
    private final Budget disk;
    /** No worker of the service, so that an intake waits for no other work; one, so that a file is deleted after it is written. */
    private final ExecutorService writer = Executors.newSingleThreadExecutor(task -> {
        var thread = new Thread(task, "body-intake");
        thread.setDaemon(true);
        return thread;
    });

    BodyIntake(
            ServiceConfig config,
            @ConfigProperty(name = "quarkus.http.limits.max-body-size") Optional<MemorySize> largest,
            Metrics metrics) {
        this.limits = config.limits();
        this.largest = largest.map(BodyIntake::bytes).orElse(Long.MAX_VALUE);
        this.retryAfter = Problems.retryAfter(config);
        this.metrics = metrics;
        this.memory = new Budget(Runtime.getRuntime().maxMemory() / 8);
        this.disk = new Budget(bytes(limits.bodies()));
        metrics.bodies("memory", memory.taken);
        metrics.bodies("disk", disk.taken);
    }

    private static long bytes(MemorySize size) {
        return size.asBigInteger().longValueExact();
    }

    /** So many bytes, of all bodies together. */
    private record Budget(long most, AtomicLong taken) {
        Budget(long most) {
            this(most, new AtomicLong());
        }

        boolean take(long bytes) {
            if (taken.addAndGet(bytes) <= most) {
                return true;
            }
            give(bytes);
            return false;
        }

        void give(long bytes) {
            taken.addAndGet(-bytes);
        }
    }

    void register(@Observes Filters filters) {
        filters.register(this::receive, PRIORITY);
    }

    @PreDestroy
    void stop() {
        writer.shutdown();
    }

    /** The file of a request's body, where it was too large for memory. */
    static Optional<Path> file(RoutingContext context) {
        return Optional.ofNullable(context.get(FILE));
    }

    private void receive(RoutingContext context) {
        var request = context.request();
        if (!Requests.changes(request) || request.isEnded() || batch(context)) {
            context.next();
        } else {
            new Arrival(context, limit(context)).begin();
        }
    }

    static boolean batch(RoutingContext context) {
        return context.normalizedPath().startsWith("/decisions/")
                && FileFormat.ofMediaType(context.request().getHeader(HttpHeaders.CONTENT_TYPE))
                        .filter(FileFormat::byLine)
                        .isPresent();
    }

    private long limit(RoutingContext context) {
        var path = context.normalizedPath();
        if (path.startsWith("/decisions/")) {
            return Math.min(largest, bytes(limits.decisionBody()));
        }
        boolean workbook = path.equals("/scenarios")
                || path.startsWith("/drafts/") && !path.endsWith("/impact")
                || path.startsWith("/editions/")
                || path.startsWith("/policy/");
        return workbook ? Math.min(largest, bytes(limits.scenarioWorkbook())) : largest;
    }

    /** One body; all but the writing happens on the connection's event loop. */
    private final class Arrival {
        private final RoutingContext routing;
        private final HttpServerRequest request;
        private final Vertx vertx;
        private final Context loop;
        private final long limit;
        private final long began = System.nanoTime();
        private long writing;
        private long clock = -1;
        private boolean over;
        private Buffer piece = Buffer.buffer();
        private long received;
        private long onDisk;
        private Path file;
        private FileChannel channel;

        Arrival(RoutingContext routing, long limit) {
            this.routing = routing;
            this.request = routing.request();
            this.vertx = routing.vertx();
            this.loop = vertx.getOrCreateContext();
            this.limit = limit;
        }

        void begin() {
            RequestWork.of(routing).atEnd(this::dispose);
            routing.addEndHandler(ended -> stop());
            if (request.getHeader(HttpHeaders.EXPECT) != null) {
                routing.response().writeContinue();
            }
            request.handler(this::more);
            request.endHandler(all -> arrived());
            request.exceptionHandler(broken -> stop());
            request.resume();
            if (!over) {
                clock = vertx.setPeriodic(1_000, tick -> look());
            }
        }

        private void more(Buffer bytes) {
            if (over) {
                return;
            }
            received += bytes.length();
            if (received > limit) {
                refuse(Problems.tooLarge(limit));
            } else if (!memory.take(bytes.length())) {
                refuse(full());
            } else {
                piece.appendBuffer(bytes);
                if (piece.length() > PIECE) {
                    request.pause();
                    write(request::resume);
                }
            }
        }

        private void arrived() {
            if (over) {
                return;
            }
            if (onDisk > 0 && piece.length() > 0) {
                write(this::goOn);
            } else {
                goOn();
            }
        }

        private void goOn() {
            stop();
            if (onDisk == 0) {
                ((RoutingContextInternal) routing).setBody(piece);
            } else {
                routing.put(FILE, file);
            }
            routing.next();
        }

        private void write(Runnable then) {
            var bytes = piece;
            piece = Buffer.buffer();
            if (!disk.take(bytes.length())) {
                memory.give(bytes.length());
                refuse(full());
                return;
            }
            onDisk += bytes.length();
            long since = System.nanoTime();
            writer.execute(() -> {
                IOException failed = append(bytes);
                memory.give(bytes.length());
                loop.runOnContext(back -> {
                    writing += System.nanoTime() - since;
                    if (failed != null) {
                        refuse(Problems.notKept(failed));
                    } else if (!over) {
                        then.run();
                    }
                });
            });
        }

        private IOException append(Buffer bytes) {
            try {
                if (channel == null) {
                    file = Files.createTempFile("body", ".tmp");
                    channel = FileChannel.open(file, StandardOpenOption.WRITE);
                }
                var buffer = bytes.getByteBuf().nioBuffer();
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                return null;
            } catch (IOException full) {
                return full;
            }
        }

        /** Whoever sends slower than the least rate is not waited for. */
        private void look() {
            var time = System.nanoTime() - began - writing;
            var grace = limits.bodyGrace().toNanos();
            double due = (time - grace) / 1e9 * bytes(limits.bodyRate());
            if (time > limits.bodyTime().toNanos() || time > grace && received < due) {
                refuse(Problems.tooSlow(limits));
            }
        }

        private Problem full() {
            metrics.turnedAway("bodies");
            routing.response().putHeader(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter));
            return Problem.of(
                    503,
                    "BUSY",
                    "服务繁忙 / the service is busy",
                    "同时上传的数据过多，请在 " + retryAfter + " 秒后重试 / too much is being sent at once; try again after "
                            + retryAfter + " s");
        }

        private void refuse(Problem problem) {
            if (!over) {
                stop();
                BodyLimit.refuse(routing, problem);
            }
        }

        private void stop() {
            over = true;
            if (clock >= 0) {
                vertx.cancelTimer(clock);
                clock = -1;
            }
        }

        private void dispose() {
            memory.give(piece.length());
            disk.give(onDisk);
            if (onDisk > 0) {
                writer.execute(this::delete);
            }
        }

        private void delete() {
            try {
                if (channel != null) {
                    channel.close();
                }
                if (file != null) {
                    Files.deleteIfExists(file);
                }
            } catch (IOException left) {
                LOG.warn("an uploaded file could not be deleted", left);
            }
        }
    }
}
