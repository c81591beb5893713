package io.shuangsuiji.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.EditionStore;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The tables change on disk while callers are being answered. */
@QuarkusTest
@TestProfile(PolicyFolders.One.class)
class HotSwapTest {
    private static final int CLIENTS = 2;

    /** How long a change may wait until its load begins. */
    private static final Duration NOTICED = Duration.ofSeconds(2);

    @TestHTTPResource("/decisions/quota?asOf=2024-05-10")
    URI quota;

    @Inject
    EditionStore store;

    private final HttpClient http = HttpClient.newHttpClient();
    private final AtomicBoolean over = new AtomicBoolean();
    private String served = "";

    /** What each digest was seen to answer: must stay one answer. */
    private final Map<String, String> answers = new ConcurrentHashMap<>();

    @Test
    @Timeout(60)
    void shouldServeTheNewRatioWithoutAFailedOrMixedAnswer() throws Exception {
        var file = store.editionsFolder().resolve("2024-01-01").resolve("quota.dmn");
        var clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            var running = Stream.<Callable<Integer>>generate(() -> this::callUntilOver)
                    .limit(CLIENTS)
                    .map(clients::submit)
                    .toList();
            awaitRatio("0.125");
            var ratios = List.of("0.125", "0.15", "0.2", "0.125", "0.3");
            var fastest = Duration.ofDays(1);
            for (int i = 1; i < ratios.size(); i++) {
                TestEditions.replaceOnce(
                        file,
                        "<text>" + ratios.get(i - 1)
                                + "</text>\n        </outputEntry>\n        <outputEntry id=\"quota-decision-rules-table-rule-1-",
                        "<text>" + ratios.get(i)
                                + "</text>\n        </outputEntry>\n        <outputEntry id=\"quota-decision-rules-table-rule-1-");
                var changed = System.nanoTime();
                awaitRatio(ratios.get(i));
                var took = Duration.ofNanos(System.nanoTime() - changed);
                fastest = took.compareTo(fastest) < 0 ? took : fastest;
            }
            // every change was served, or the test would hang; the time is judged by the swap that was disturbed least,
            // since a busy machine may hold up any of them, and beside what the same load takes on this machine now
            assertThat(fastest).isLessThan(NOTICED.plus(load()));
            over.set(true);
            int calls = 0;
            for (var client : running) {
                calls += client.get();
            }
            assertThat(calls).isGreaterThan(CLIENTS * ratios.size());
            // the file of 0.125 came back byte for byte, and so did its digest
            assertThat(answers).hasSize(4);
        } finally {
            over.set(true);
            clients.shutdownNow();
        }
    }

    private Duration load() {
        var edition = store.catalog().inForceOn(LocalDate.of(2024, 5, 10)).orElseThrow();
        var began = System.nanoTime();
        assertThat(new EditionCompiler()
                        .compile(edition.name(), edition.files(), Collections.emptySortedMap())
                        .edition())
                .isNotNull();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private synchronized void awaitRatio(String ratio) throws InterruptedException {
        while (!served.equals(ratio) && !over.get()) {
            wait();
        }
    }

    private synchronized void serves(String ratio) {
        served = ratio;
        notifyAll();
    }

    private int callUntilOver() throws Exception {
        int calls = 0;
        try {
            for (; !over.get(); calls++) {
                var request = HttpRequest.newBuilder(quota)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString(Bodies.QUOTA))
                        .build();
                var answer = http.send(request, BodyHandlers.ofByteArray());
                assertThat(answer.statusCode()).isEqualTo(200);
                JsonNode body = Json.read(answer.body()).get("quota");
                var ratio = body.get("rate").toString();
                var digest = answer.headers().firstValue("Policy-Digest").orElseThrow();
                assertThat(answers.putIfAbsent(digest, body.toString())).isIn(null, body.toString());
                serves(ratio);
            }
            return calls;
        } finally {
            // a client that fails ends the test at once
            over.set(true);
            serves("");
        }
    }
}
