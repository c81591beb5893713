package io.shuangsuiji.web;

import static io.restassured.RestAssured.when;
import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Work for which nobody waits any longer stops, and gives back what it holds. */
@QuarkusTest
@Timeout(300)
class CallerGoneTest {
    @TestHTTPResource("/")
    URI server;

    @Inject
    MeterRegistry meters;

    private double underWay(String kind) {
        return meters.get("double.random.under.way").tag("kind", kind).gauge().value();
    }

    private double plans(String outcome) {
        return meters.find("double.random.plans").tag("outcome", outcome).timers().stream()
                .mapToDouble(timer -> timer.count())
                .sum();
    }

    @Test
    void shouldStopAPlanWhoseCallerHasHungUp() throws IOException {
        var registry = Files.readString(Path.of("samples/registry.csv"), StandardCharsets.UTF_8);
        int header = registry.indexOf('\n') + 1;
        var many = (registry.substring(0, header) + registry.substring(header).repeat(20_000_000 / registry.length()))
                .getBytes(StandardCharsets.UTF_8);
        double ok = plans("ok");
        try (var socket = Sockets.open(
                server,
                Sockets.head(
                        "POST",
                        "/plans?quarter=2024Q1&officers=36&participatingOfficers=12",
                        "Host: " + server.getAuthority(),
                        "Content-Type: text/csv",
                        "Content-Length: " + many.length))) {
            socket.getOutputStream().write(many);
            while (underWay("plans") == 0) {
                Thread.onSpinWait();
            }
        }
        while (underWay("plans") > 0) {
            Thread.onSpinWait();
        }
        assertThat(plans("ok")).isEqualTo(ok);
        when().get("/q/health/ready").then().statusCode(200);
    }
}
