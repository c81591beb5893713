package io.shuangsuiji.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.store.EditionStore;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
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
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Single decisions, batches, explanations, plans and schedules at once, while the edition is swapped: no failed request, no
 * answer of two editions, no memory that grows. {@code -Dload.seconds} says how long; a profile runs it for half an hour.
 */
@QuarkusTest
@TestProfile(MixedLoadTest.OfItsOwn.class)
class MixedLoadTest {
    /** A folder that no other test has changed. */
    public static final class OfItsOwn extends PolicyFolders {
        @Override
        void fill(Path folder) {
            TestEditions.copyTo(folder, "2024-01-01");
        }
    }

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("load.seconds", 18));
    /** Six swaps at least: of the heap after the last, that after the second is asked. */
    private static final Duration BETWEEN_SWAPS = Duration.ofMillis(Math.min(10_000, LENGTH.toMillis() / 6));
    /** The heap after a collection may differ by what is under way; a leak of one edition a swap would be more. */
    private static final long SLACK = 48L << 20;

    private static final String CELL =
            "</text>\n        </outputEntry>\n        <outputEntry id=\"quota-decision-rules-table-rule-1-";

    @TestHTTPResource("/")
    URI service;

    @Inject
    EditionStore store;

    private final HttpClient http = HttpClient.newHttpClient();
    private final CountDownLatch over = new CountDownLatch(1);
    private final Map<String, AtomicInteger> calls = new ConcurrentHashMap<>();
    /** The ratio that each digest stands for: one only. */
    private final Map<String, String> ratios = new ConcurrentHashMap<>();
    /** Both ratios were answered: on a busy machine the first swap may take longer than the load is to last. */
    private final CountDownLatch swapped = new CountDownLatch(2);

    private final ConcurrentLinkedQueue<Long> heaps = new ConcurrentLinkedQueue<>();

    @Test
    void shouldAnswerWholeAndByOneEditionWhateverIsSwapped() throws Exception {
        var batch = (Bodies.QUOTA + "\n").repeat(300);
        var registry = Files.readString(Path.of("samples/registry.csv"), StandardCharsets.UTF_8);
        var plan = "/plans?quarter=2024Q2&officers=36&participatingOfficers=12&evaluationDate=2024-05-10";
        var pool = Executors.newFixedThreadPool(7);
        try {
            var running = new ArrayList<Future<?>>();
            running.add(pool.submit(calling(() -> ratio(post("/decisions/quota", "application/json", Bodies.QUOTA)))));
            running.add(pool.submit(
                    calling(() -> ratio(post("/decisions/quota?asOf=2024-05-10", "application/json", Bodies.QUOTA)))));
            running.add(pool.submit(
                    calling(() -> ratio(post("/decisions/quota?explain=true", "application/json", Bodies.QUOTA)))));
            running.add(pool.submit(calling(() -> lines(post("/decisions/quota", "application/x-ndjson", batch)))));
            running.add(pool.submit(calling(() -> stratum(post(plan, "text/csv", registry)))));
            running.add(pool.submit(
                    calling(() -> schedule(send(request("/schedules/2024/2").GET())))));
            var swaps = pool.submit(this::swapping);
            if (!over.await(LENGTH.toSeconds(), TimeUnit.SECONDS)) {
                swapped.await(2, TimeUnit.MINUTES);
            }
            over.countDown();
            for (var each : running) {
                each.get(2, TimeUnit.MINUTES);
            }
            assertThat(swaps.get(2, TimeUnit.MINUTES)).isGreaterThanOrEqualTo((int) (LENGTH.toSeconds() / 20));
        } finally {
            over.countDown();
            pool.shutdownNow();
        }
        assertThat(calls.keySet()).hasSize(6);
        assertThat(ratios.values()).contains("0.125", "0.15");
        var after = List.copyOf(heaps);
        // the first swaps fill caches
        assertThat(after.get(after.size() - 1)).isLessThan(after.get(after.size() / 3) + SLACK);
    }

    private interface Checked {
        String check() throws Exception;
    }

    private Callable<Void> calling(Checked call) {
        return () -> {
            try {
                while (over.getCount() > 0) {
                    calls.computeIfAbsent(call.check(), kind -> new AtomicInteger())
                            .incrementAndGet();
                }
                return null;
            } finally {
                // one that fails ends the test at once
                over.countDown();
                swapped.countDown();
                swapped.countDown();
            }
        };
    }

    /** Changes the ratio to and fro; how often. */
    private int swapping() throws Exception {
        var file = store.editionsFolder().resolve("2024-01-01").resolve("quota.dmn");
        var next = List.of("0.125", "0.15");
        int swaps = 0;
        while (!over.await(BETWEEN_SWAPS.toSeconds(), TimeUnit.SECONDS)) {
            TestEditions.replaceOnce(
                    file, "<text>" + next.get(swaps % 2) + CELL, "<text>" + next.get((swaps + 1) % 2) + CELL);
            swaps++;
            System.gc();
            heaps.add(ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed());
        }
        return swaps;
    }

    private String ratio(HttpResponse<String> answer) {
        boolean explained = json(answer).has("explanation");
        consistent(answer, json(answer).at("/quota/rate"));
        return explained ? "explained" : answer.uri().getQuery() == null ? "single" : "single by date";
    }

    private String lines(HttpResponse<String> answer) {
        var lines = answer.body().lines().toList();
        assertThat(lines).hasSize(300);
        lines.forEach(line -> consistent(answer, json(line).at("/quota/rate")));
        return "batch";
    }

    private String stratum(HttpResponse<String> answer) {
        var plan = json(answer);
        assertThat(plan.at("/policy/digest").textValue())
                .isEqualTo(answer.headers().firstValue("Policy-Digest").orElseThrow());
        for (var stratum : plan.get("strata")) {
            if (stratum.get("stratum").textValue().equals("重点排污单位")) {
                consistent(answer, stratum.get("rate"));
                return "plan";
            }
        }
        throw new AssertionError("no such stratum in " + answer.body());
    }

    private String schedule(HttpResponse<String> answer) {
        assertThat(json(answer).size()).isPositive();
        return "schedule";
    }

    private void consistent(HttpResponse<String> answer, JsonNode rate) {
        var digest = answer.headers().firstValue("Policy-Digest").orElseThrow();
        var before = ratios.putIfAbsent(digest, rate.toString());
        assertThat(before).isIn(null, rate.toString());
        if (before == null) {
            swapped.countDown();
        }
    }

    private HttpResponse<String> post(String path, String type, String body) throws Exception {
        return send(request(path).header("Content-Type", type).POST(BodyPublishers.ofString(body)));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(service.resolve(path)).timeout(Duration.ofMinutes(1));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        return json(answer.body());
    }

    private static JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
