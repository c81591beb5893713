package io.shuangsuiji;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.StreamSupport;

/**
 * Leaves in the bill of materials, which Quarkus writes of all that the build has used, what is shipped, and holds it
 * against the packaged application: the build fails where one has a library that the other has not.
 */
public final class BillOfMaterials {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String SCOPE = "quarkus:component:scope";

    private BillOfMaterials() {}

    /** @param arguments the bill and the folder of the packaged libraries */
    public static void main(String[] arguments) throws IOException {
        var differences = keepShipped(Path.of(arguments[0]), Path.of(arguments[1]));
        if (!differences.isEmpty()) {
            throw new IllegalStateException("the bill of materials is not what is shipped: " + differences);
        }
    }

    /** The libraries that are in the bill or in the folder, and not in both. */
    static Set<String> keepShipped(Path bill, Path libraries) throws IOException {
        var whole = (ObjectNode) JSON.readTree(bill.toFile());
        var kept = new HashSet<String>();
        var named = new TreeSet<String>();
        ((ArrayNode) whole.get("components")).removeIf(component -> {
            boolean shipped = property(component, SCOPE).equals("runtime");
            if (shipped) {
                kept.add(component.path("bom-ref").asText());
                if (component.path("purl").asText().startsWith("pkg:maven/")) {
                    named.add(jar(component));
                }
            }
            return !shipped;
        });
        kept.add(whole.at("/metadata/component/bom-ref").asText());
        var dependencies = (ArrayNode) whole.get("dependencies");
        dependencies.removeIf(
                dependency -> !kept.contains(dependency.path("ref").asText()));
        dependencies.forEach(dependency -> {
            if (dependency.get("dependsOn") instanceof ArrayNode on) {
                on.removeIf(ref -> !kept.contains(ref.asText()));
            }
        });
        Files.write(bill, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(whole));

        var differing = new TreeSet<>(named);
        try (var files = Files.walk(libraries)) {
            files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".jar"))
                    .forEach(name -> {
                        if (!differing.remove(name)) {
                            differing.add(name);
                        }
                    });
        }
        // the application itself lies beside its libraries
        differing.removeIf(name -> name.startsWith("io.shuangsuiji."));
        return differing;
    }

    /** The name under which Quarkus packs a component. */
    private static String jar(JsonNode component) {
        var purl = component.path("purl").asText();
        var classifier = purl.contains("classifier=") ? "-" + purl.replaceFirst(".*classifier=([^&]*).*", "$1") : "";
        return component.path("group").asText() + "." + component.path("name").asText() + "-"
                + component.path("version").asText() + classifier + ".jar";
    }

    private static String property(JsonNode component, String name) {
        return StreamSupport.stream(component.path("properties").spliterator(), false)
                .filter(property -> property.path("name").asText().equals(name))
                .map(property -> property.path("value").asText())
                .findFirst()
                .orElse("");
    }
}
