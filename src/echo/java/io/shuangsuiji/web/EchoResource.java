package io.shuangsuiji.web;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Json;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/**
 * The yardstick of the HTTP benchmark (profile {@code echo}, docs/benchmarks.md): reads the same JSON and writes it, on
 * the same stack, and decides nothing. No part of the service.
 */
@Path("/echo")
public class EchoResource {
    /** One value, on the thread that reads it, as a decision is. */
    @POST
    @NonBlocking
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public JsonNode one(InputStream body) throws IOException {
        return Json.read(body.readAllBytes());
    }

    /** A value a line. */
    @POST
    @Consumes("application/x-ndjson")
    @Produces("application/x-ndjson")
    public StreamingOutput lines(InputStream body) {
        return out -> {
            var lines = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8), 1 << 16);
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                out.write(Json.bytes(Json.read(line.getBytes(StandardCharsets.UTF_8))));
                out.write('\n');
            }
        };
    }
}
