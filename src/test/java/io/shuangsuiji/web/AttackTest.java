package io.shuangsuiji.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.UnixOperatingSystemMXBean;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The running service under attack: everybody else is answered, and nothing of it stays. */
@QuarkusTest
@TestProfile(AttackTest.Impatient.class)
@Timeout(3_600)
class AttackTest {
    /** How many of each attack at once. */
    private static final int ATTACKERS = Integer.getInteger("attack.attackers", 6);
    /** Bytes of a workbook, and of a registry of line ends. */
    private static final int WORKBOOK = Integer.getInteger("attack.workbook", 2_000_000);

    private static final int LINE_ENDS = Integer.getInteger("attack.line-ends", 4_000_000);
    /** A machine that builds is slow and loaded; the long run holds the bar itself. */
    private static final long SLOWEST_MILLIS = Integer.getInteger("attack.slowest", 10_000);

    /** As shipped, but that it waits for a body no longer than the test does. */
    public static final class Impatient implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("double-random.limits.body-grace", "5s", "quarkus.http.idle-timeout", "10s");
        }
    }

    @TestHTTPResource("/")
    URI server;

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private interface Attack {
        void run(int attacker) throws IOException;
    }

    private record Held(long files, long threads, long temporary) {
        static Held now() throws IOException {
            var system = (UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
            try (Stream<Path> files = Files.list(Path.of(System.getProperty("java.io.tmpdir")))) {
                return new Held(
                        system.getOpenFileDescriptorCount(),
                        Thread.getAllStackTraces().keySet().stream()
                                // the workers are bounded, and are kept for a while
                                .filter(thread -> !thread.getName().startsWith("executor-thread"))
                                .count(),
                        files.filter(file -> file.getFileName()
                                        .toString()
                                        .matches("(body|registry|plan|resteasy|poi|sheet).*"))
                                .count());
            }
        }

        boolean within(Held before) {
            return files <= before.files + 4 && threads <= before.threads + 4 && temporary <= before.temporary;
        }
    }

    /** (3) Addresses that a cookie cannot hold. */
    @Test
    void shouldOutliveAddressesThatACookieCannotHold() throws Exception {
        outlive(attacker -> {
            for (var path : List.of("/drafts?x=a,b", "/drafts?x=;", "/drafts?x=\u00e9", "/drafts/x?,;")) {
                var answer = Sockets.answer(
                        server, Sockets.head("GET", path, host(), "Accept: text/html", "Connection: close"));
                assertThat(answer).startsWith("HTTP/1.1 303");
            }
        });
    }

    /** (4) Bodies that do not come. */
    @Test
    void shouldOutliveBodiesThatDoNotCome() throws Exception {
        outlive(attacker -> {
            var waiting = new ArrayList<Socket>();
            try {
                for (var to : List.of(
                        "/decisions/quota application/json",
                        "/decisions/quota application/x-ndjson",
                        "/plans text/csv",
                        "/scenarios application/octet-stream",
                        "/ multipart/form-data;boundary=x",
                        "/login/check application/x-www-form-urlencoded")) {
                    var parts = to.split(" ");
                    waiting.add(Sockets.open(
                            server,
                            Sockets.head("POST", parts[0], host(), "Content-Type: " + parts[1], "Content-Length: 10000")
                                    + "{"));
                }
                for (var socket : waiting) {
                    // told, or cut off
                    Sockets.rest(socket);
                }
            } finally {
                for (var socket : waiting) {
                    socket.close();
                }
            }
        });
    }

    /** (7) Large uploads, of which nothing comes. */
    @Test
    void shouldOutliveLargeUploads() throws Exception {
        var workbook = new byte[WORKBOOK];
        new Random(7).nextBytes(workbook);
        System.arraycopy(new byte[] {'P', 'K', 3, 4}, 0, workbook, 0, 4);
        var lineEnds = new byte[LINE_ENDS];
        Arrays.fill(lineEnds, (byte) '\n');
        outlive(attacker -> {
            upload("/scenarios", "application/octet-stream", workbook);
            upload("/plans?quarter=2024Q1&officers=36&participatingOfficers=12", "text/csv", lineEnds);
        });
    }

    /** Sends; every second attacker hangs up before the answer. */
    private void upload(String path, String type, byte[] body) throws IOException {
        try (var socket = Sockets.open(
                server,
                Sockets.head(
                        "POST",
                        path,
                        host(),
                        "Content-Type: " + type,
                        "Content-Length: " + body.length,
                        "Connection: close"))) {
            try {
                socket.getOutputStream().write(body);
                if (body[0] == 'P') {
                    assertThat(Sockets.rest(socket)).doesNotStartWith("HTTP/1.1 500");
                }
            } catch (IOException cutOff) {
                // turned away while it was sending
            }
        }
    }

    private String host() {
        return "Host: " + server.getAuthority();
    }

    private long asked(HttpRequest.Builder request) throws Exception {
        long since = System.nanoTime();
        var answer = http.send(request.timeout(Duration.ofSeconds(60)).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - since);
    }

    private HttpRequest.Builder readiness() {
        return HttpRequest.newBuilder(server.resolve("/q/health/ready"));
    }

    private HttpRequest.Builder decision(String query) {
        return HttpRequest.newBuilder(server.resolve("/decisions/quota" + query))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(Bodies.QUOTA));
    }

    private void outlive(Attack attack) throws Exception {
        asked(readiness());
        asked(decision(""));
        asked(decision("?explain=true"));
        var before = Held.now();
        var pool = Executors.newFixedThreadPool(ATTACKERS);
        var took = new ConcurrentLinkedQueue<Long>();
        var ready = new ConcurrentLinkedQueue<Long>();
        try {
            var attacks = new ArrayList<Future<?>>();
            for (int i = 0; i < ATTACKERS; i++) {
                int attacker = i;
                attacks.add(pool.submit(() -> {
                    attack.run(attacker);
                    return null;
                }));
            }
            do {
                ready.add(asked(readiness()));
                took.add(asked(decision("")));
                took.add(asked(decision("?explain=true")));
            } while (attacks.stream().anyMatch(one -> !one.isDone()));
            for (var one : attacks) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
        assertThat(percentile(took)).as("decisions, of " + took.size()).isLessThan(SLOWEST_MILLIS);
        assertThat(percentile(ready))
                .as("readiness, of " + ready.size())
                .isLessThan(Math.max(100, SLOWEST_MILLIS / 10));
        Held after;
        do {
            Thread.onSpinWait();
            after = Held.now();
        } while (!after.within(before));
    }

    /** The 99th. */
    private static long percentile(ConcurrentLinkedQueue<Long> millis) {
        var sorted = millis.stream().sorted().toList();
        return sorted.get((int) Math.ceil(sorted.size() * 0.99) - 1);
    }
}
