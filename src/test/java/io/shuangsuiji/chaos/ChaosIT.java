package io.shuangsuiji.chaos;

import static io.shuangsuiji.chaos.ServiceProcess.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.decision.json.Json;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a service in use meets: kills, full and read-only disks, folders that change under it, a second instance, an end in
 * the midst of work. Nothing that was acknowledged is lost, nothing is half done, and what is wrong is told. Runs against
 * the packaged service: {@code ./mvnw -Pchaos verify}. Its figures stand in {@code docs/reliability.md}.
 */
@Timeout(900)
class ChaosIT {
    private static final String QUOTA = "{\"objectType\":\"排污单位\",\"category\":\"重点\",\"population\":161,"
            + "\"officers\":36,\"participatingOfficers\":12,\"quarter\":1}";
    private static final String JSON = "application/json";

    @TempDir
    Path home;

    private ExecutorService callers;

    @BeforeEach
    void folders() throws IOException {
        ServiceProcess.prepare(home);
        callers = Executors.newCachedThreadPool();
    }

    @AfterEach
    void endCallers() throws InterruptedException {
        callers.shutdownNow();
        assertThat(callers.awaitTermination(1, TimeUnit.MINUTES)).isTrue();
    }

    private static JsonNode decided(ServiceProcess service, String query) throws Exception {
        var answer = service.post("/decisions/quota" + query, JSON, QUOTA);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("quota");
    }

    private static int version(ServiceProcess service, String draft) throws Exception {
        var answer = service.getAs("viewer", "/drafts/" + draft);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer).get("version").asInt();
    }

    private void theLogVerifies() throws IOException {
        assertThat(AmendmentLog.read(home.resolve("drafts/amendments.ndjson")).verifies())
                .isTrue();
    }

    @Test
    void shouldKeepWhatItAcknowledgedThroughKills() throws Exception {
        int kills = Integer.getInteger("chaos.kills", 5);
        var random = new Random(20241126);
        String draft = null;
        var acknowledged = new AtomicInteger();
        for (int kill = 0; kill < kills; kill++) {
            try (var service = ServiceProcess.start(home)) {
                if (draft == null) {
                    draft = service.draft();
                    acknowledged.set(1);
                }
                var id = draft;
                int found = version(service, id);
                assertThat(found).isGreaterThanOrEqualTo(acknowledged.get());
                acknowledged.set(found);
                var editing = callers.submit((Callable<Void>) () -> {
                    try {
                        for (int version = found; ; version++) {
                            var edited = service.ratio(id, version, 10 + version % 50 + "%");
                            assertThat(edited.statusCode()).as(edited.body()).isEqualTo(200);
                            acknowledged.set(version + 1);
                        }
                    } catch (IOException killed) {
                        return null;
                    }
                });
                service.process.waitFor(500 + random.nextInt(2_000), TimeUnit.MILLISECONDS);
                service.kill();
                editing.get(1, TimeUnit.MINUTES);
                theLogVerifies();
            }
        }
        try (var service = ServiceProcess.start(home)) {
            assertThat(version(service, draft)).isGreaterThanOrEqualTo(acknowledged.get());
            assertThat(acknowledged.get()).isGreaterThan(kills);
            theLogVerifies();
        }
    }

    @Test
    void shouldTellThatTheDiskOfDraftsIsFullAndGoOnWhenItIsNot() throws Exception {
        try (var disk = Mount.at(home.resolve("drafts"), 16_384);
                var service = ServiceProcess.start(home)) {
            var draft = service.draft();
            var ballast = disk.fill();
            var refused = service.ratio(draft, 1, "15%");
            assertThat(refused.statusCode()).as(refused.body()).isEqualTo(507);
            assertThat(refused.body()).contains("磁盘");
            assertThat(version(service, draft)).isEqualTo(1);
            assertThat(decided(service, "").get("required").asInt()).isEqualTo(21);

            Files.delete(ballast);
            assertThat(service.ratio(draft, 1, "15%").statusCode()).isEqualTo(200);
            assertThat(version(service, draft)).isEqualTo(2);
            theLogVerifies();
        }
    }

    @Test
    void shouldDecideThoughTheLogHasNoPlaceAndWriteWholeLinesAgain() throws Exception {
        try (var disk = Mount.at(home.resolve("logs"), 1_024);
                var service = ServiceProcess.start(
                        home, "-Ddouble-random.log.to=file", "-Ddouble-random.log.file=logs/decisions.ndjson")) {
            var file = home.resolve("logs/decisions.ndjson");
            assertThat(decided(service, "").get("required").asInt()).isEqualTo(21);
            await(() -> Files.exists(file) && Files.size(file) > 0);
            var ballast = disk.fill();
            await(() -> {
                decided(service, "");
                return lost(service) > 0;
            });
            Files.delete(ballast);
            long before = Files.size(file);
            await(() -> {
                decided(service, "");
                return Files.size(file) > before + 2_000;
            });
            for (var line : Files.readAllLines(file)) {
                assertThat(Json.read(line.getBytes(StandardCharsets.UTF_8)).isObject())
                        .as(line)
                        .isTrue();
            }
        }
    }

    private static double lost(ServiceProcess service) throws Exception {
        return service.get("/q/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith("double_random_log_events_total") && line.contains("dropped"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' '))))
                .sum();
    }

    @Test
    void shouldReadAndDecideWhereNothingMayBeWritten() throws Exception {
        String draft;
        try (var service = ServiceProcess.start(home)) {
            draft = service.draft();
            service.process.destroy();
            assertThat(service.process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
        try (var disk = Mount.at(home.resolve("drafts"), 16_384)) {
            disk.readOnly(true);
            try (var service = ServiceProcess.start(home)) {
                assertThat(decided(service, "").get("required").asInt()).isEqualTo(21);
                assertThat(version(service, draft)).isEqualTo(1);
                var refused = service.ratio(draft, 1, "15%");
                assertThat(refused.statusCode()).as(refused.body()).isIn(503, 507);
                assertThat(json(refused).get("code").asText()).isNotBlank();
            }
        }
    }

    @Test
    void shouldAnswerWholeEditionsWhileLinksAreSwapped() throws Exception {
        var folder = home.resolve("dmn/2024-01-01");
        var second = Files.createDirectory(folder.resolve("..2"));
        ServiceProcess.copy(folder, second);
        var quota = second.resolve("quota.dmn");
        Files.writeString(quota, Files.readString(quota).replaceFirst("<text>0.125</text>", "<text>0.15</text>"));
        var first = Files.createDirectory(folder.resolve("..1"));
        try (var files = Files.list(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.move(file, first.resolve(file.getFileName()));
                Files.createSymbolicLink(
                        file, Path.of("..data", file.getFileName().toString()));
            }
        }
        Files.createSymbolicLink(folder.resolve("..data"), Path.of("..1"));
        try (var service = ServiceProcess.start(home)) {
            var over = new AtomicBoolean();
            var answers = new ConcurrentHashMap<String, String>();
            var calling = callers.submit(() -> {
                int calls = 0;
                while (!over.get()) {
                    var answer = service.post("/decisions/quota", JSON, QUOTA);
                    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
                    var digest = answer.headers().firstValue("Policy-Digest").orElseThrow();
                    var said = json(answer).get("quota").toString();
                    assertThat(answers.putIfAbsent(digest, said)).isIn(null, said);
                    calls++;
                }
                return calls;
            });
            for (int swap = 0; swap < 6; swap++) {
                int drawn = swap % 2 == 0 ? 25 : 21;
                var link = folder.resolve("..data_tmp");
                Files.createSymbolicLink(link, Path.of(swap % 2 == 0 ? "..2" : "..1"));
                Files.move(link, folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);
                await(() -> decided(service, "").get("required").asInt() == drawn);
            }
            over.set(true);
            assertThat(calling.get(1, TimeUnit.MINUTES)).isPositive();
            assertThat(answers).hasSize(2);
        }
    }

    @Test
    void shouldTakeUpAnEditionOnlyWhenItIsWholeAndSound() throws Exception {
        try (var service = ServiceProcess.start(home)) {
            var target = Files.createDirectory(home.resolve("dmn/2024-06-01"));
            var shipped = home.resolve("dmn/2024-01-01");
            List<Path> files;
            try (var listed = Files.list(shipped)) {
                files = listed.sorted().toList();
            }
            for (var file : files) {
                var bytes = Files.readAllBytes(file);
                var copy = target.resolve(file.getFileName());
                Files.write(copy, java.util.Arrays.copyOf(bytes, bytes.length / 2));
                // the service looks at the folder between the halves
                service.process.waitFor(600, TimeUnit.MILLISECONDS);
                assertThat(edition(service)).isEqualTo("2024-01-01");
                Files.write(copy, bytes);
            }
            await(() -> edition(service).equals("2024-06-01"));

            // a file that is cut short is refused by name, and what served goes on serving
            var quota = target.resolve("quota.dmn");
            var whole = Files.readAllBytes(quota);
            Files.write(quota, java.util.Arrays.copyOf(whole, whole.length - 100));
            await(() -> service.get("/q/health/ready").body().contains("refused 2024-06-01"));
            assertThat(service.get("/q/health/ready").body()).contains("quota.dmn");
            assertThat(edition(service)).isEqualTo("2024-06-01");
        }
    }

    private static String edition(ServiceProcess service) throws Exception {
        var answer = service.post("/decisions/quota?asOf=2024-07-01", JSON, QUOTA);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.headers().firstValue("Policy-Edition").orElseThrow();
    }

    @Test
    void shouldLetOneOfTwoInstancesChangeDrafts() throws Exception {
        try (var first = ServiceProcess.start(home)) {
            var draft = first.draft();
            try (var second = ServiceProcess.start(home)) {
                assertThat(decided(second, "").get("required").asInt()).isEqualTo(21);
                assertThat(version(second, draft)).isEqualTo(1);
                var refused = second.ratio(draft, 1, "15%");
                assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
                assertThat(refused.body()).contains("另一个服务", "进程 " + first.process.pid());
                assertThat(second.get("/q/health/ready").body()).contains("进程 " + first.process.pid());
                assertThat(second.getAs("viewer", "/drafts").statusCode()).isEqualTo(200);

                assertThat(first.ratio(draft, 1, "15%").statusCode()).isEqualTo(200);
                first.kill();
                await(() -> second.ratio(draft, 2, "20%").statusCode() == 200);
                assertThat(version(second, draft)).isEqualTo(3);
                theLogVerifies();
            }
        }
    }

    @Test
    void shouldFinishABatchThatRunsWhenItIsToldToEnd() throws Exception {
        try (var service = ServiceProcess.start(home);
                var socket = new Socket("127.0.0.1", service.port)) {
            long lines = 2_000;
            var out = socket.getOutputStream();
            out.write(("POST /decisions/quota HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\nConnection: close\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            var answered = callers.submit(() -> {
                var answer = dechunked(socket.getInputStream()).lines();
                long count = answer.filter(line -> line.contains("\"quota\"")).count();
                return count;
            });
            for (int line = 0; line < lines; line++) {
                chunk(socket, QUOTA + "\n");
                if (line == lines / 2) {
                    service.process.destroy();
                    await(() -> {
                        try {
                            return service.get("/q/health/ready").statusCode() == 503;
                        } catch (IOException nobodyListens) {
                            return true;
                        }
                    });
                }
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            out.flush();
            assertThat(answered.get(2, TimeUnit.MINUTES)).isEqualTo(lines);
            assertThat(service.process.waitFor(2, TimeUnit.MINUTES)).isTrue();
        }
    }

    /** The body of an answer that is sent in chunks, which end anywhere in a line. */
    private static String dechunked(InputStream in) throws IOException {
        while (!line(in).isEmpty()) {
            // the head
        }
        var body = new ByteArrayOutputStream();
        for (int size = Integer.parseInt(line(in), 16); size > 0; size = Integer.parseInt(line(in), 16)) {
            body.write(in.readNBytes(size));
            line(in);
        }
        return body.toString(StandardCharsets.UTF_8);
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int next = in.read(); next != '\n' && next >= 0; next = in.read()) {
            line.append((char) next);
        }
        return line.toString().strip();
    }

    private static void chunk(Socket socket, String text) throws IOException {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        var out = socket.getOutputStream();
        out.write((Integer.toHexString(bytes.length) + "\r\n").getBytes(StandardCharsets.US_ASCII));
        out.write(bytes);
        out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    @Test
    void shouldAnswerOthersWhileClientsDoNotReadTheirAnswers() throws Exception {
        var sockets = new ArrayList<Socket>();
        try (var service = ServiceProcess.start(home)) {
            var batch = (QUOTA + "\n").repeat(20_000).getBytes(StandardCharsets.UTF_8);
            for (int i = 0; i < 12; i++) {
                var socket = new Socket("127.0.0.1", service.port);
                sockets.add(socket);
                callers.submit(() -> {
                    var out = socket.getOutputStream();
                    out.write(
                            ("POST /decisions/quota HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                                            + "Content-Length: " + batch.length + "\r\n\r\n")
                                    .getBytes(StandardCharsets.US_ASCII));
                    out.write(batch);
                    out.flush();
                    return null;
                });
            }
            var times = new ArrayList<Long>();
            for (int call = 0; call < 200; call++) {
                long began = System.nanoTime();
                decided(service, "");
                times.add(System.nanoTime() - began);
            }
            times.sort(null);
            assertThat(Duration.ofNanos(times.get(197))).isLessThan(Duration.ofSeconds(5));
        } finally {
            for (var socket : sockets) {
                socket.close();
            }
        }
    }

    /** Until it is so; for what happens in another process. */
    private static void await(Callable<Boolean> condition) throws Exception {
        long began = System.nanoTime();
        while (!condition.call()) {
            assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(ServiceProcess.START);
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }
}
