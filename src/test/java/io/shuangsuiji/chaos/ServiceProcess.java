package io.shuangsuiji.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.json.Json;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The packaged service as a process of its own, in folders of the test's own, so that it can be stopped in any way. */
final class ServiceProcess implements AutoCloseable {
    static final Duration START = Duration.ofMinutes(3);
    private static final Path JAR =
            Path.of("target/quarkus-app/quarkus-run.jar").toAbsolutePath();
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(10))
            .build();

    final int port;
    final Process process;
    final Path output;

    private ServiceProcess(int port, Process process, Path output) {
        this.port = port;
        this.process = process;
        this.output = output;
    }

    /** Folders as a service needs them: one edition, rules, scenarios, users. */
    static void prepare(Path home) throws IOException {
        Files.createDirectories(home.resolve("dmn"));
        TestEditions.copyTo(home.resolve("dmn"), "2024-01-01");
        for (var folder : List.of("rules", "test-scenarios", "samples")) {
            copy(Path.of(folder), home.resolve(folder));
        }
        Files.createDirectories(home.resolve("data"));
        Files.copy(Path.of("src/test/resources/users.properties"), home.resolve("data/users.properties"));
    }

    static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (var files = Files.list(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    /** Starts a service in those folders; returns when it answers. */
    static ServiceProcess start(Path home, String... properties) throws Exception {
        assertThat(JAR).as("package first: ./mvnw -Pchaos verify").exists();
        int port;
        try (var socket = new ServerSocket(0)) {
            port = socket.getLocalPort();
        }
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-Dquarkus.http.port=" + port,
                "-Dquarkus.http.host=127.0.0.1"));
        command.addAll(List.of(properties));
        command.addAll(List.of("-jar", JAR.toString()));
        var output = home.resolve("output-" + port + ".txt");
        var process = new ProcessBuilder(command)
                .directory(home.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var service = new ServiceProcess(port, process, output);
        service.await("/q/health/ready", 200);
        return service;
    }

    /** Asks until the answer has that status. */
    HttpResponse<String> await(String path, int status) throws Exception {
        long began = System.nanoTime();
        while (true) {
            assertThat(process.isAlive()).as(Files.readString(output)).isTrue();
            try {
                var answer = get(path);
                if (answer.statusCode() == status) {
                    return answer;
                }
            } catch (IOException notYet) {
                // nobody listens yet
            }
            assertThat(Duration.ofNanos(System.nanoTime() - began)).as(path).isLessThan(START);
            process.waitFor(50, TimeUnit.MILLISECONDS);
        }
    }

    URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path)).GET());
    }

    HttpResponse<String> getAs(String user, String path) throws IOException, InterruptedException {
        return send(as(user, path).GET());
    }

    HttpResponse<String> post(String path, String type, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(uri(path))
                .header("Content-Type", type)
                .POST(BodyPublishers.ofString(body, StandardCharsets.UTF_8)));
    }

    HttpResponse<String> postAs(String user, String path, String version, Object body)
            throws IOException, InterruptedException {
        var request = as(user, path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(Json.bytes(body)));
        return send(version == null ? request : request.header("If-Match", version));
    }

    private HttpRequest.Builder as(String user, String path) {
        var secret =
                Base64.getEncoder().encodeToString((user + ":" + user + " password").getBytes(StandardCharsets.UTF_8));
        return HttpRequest.newBuilder(uri(path)).header("Authorization", "Basic " + secret);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return HTTP.send(request.timeout(Duration.ofMinutes(2)).build(), BodyHandlers.ofString(StandardCharsets.UTF_8));
    }

    /** Begins a draft and returns its id. */
    String draft() throws Exception {
        var begun = postAs(
                "editor", "/drafts", null, Map.of("base", "2024-01-01", "reason", "试", "effectiveOn", "2099-01-01"));
        assertThat(begun.statusCode()).as(begun.body()).isEqualTo(201);
        return json(begun).get("id").asText();
    }

    /** Sets the ratio of R05 in a draft. */
    HttpResponse<String> ratio(String draft, int version, String text) throws Exception {
        return postAs(
                "editor",
                "/drafts/" + draft + "/edits",
                "\"" + version + "\"",
                List.of(Map.of(
                        "edit",
                        "setCell",
                        "file",
                        "quota.dmn",
                        "cell",
                        "quota-decision-rules-table-rule-1-out-4",
                        "text",
                        text)));
    }

    static JsonNode json(HttpResponse<String> answer) {
        return Json.read(answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Ends it as a power cut would. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
