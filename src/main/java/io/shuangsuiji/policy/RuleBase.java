package io.shuangsuiji.policy;

import java.util.List;
import java.util.SortedMap;
import java.util.UUID;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.Message.Level;

/**
 * The DRL files, compiled.
 *
 * @param base what sessions are made from, or null where the rules do not compile
 * @param messages why they do not
 */
record RuleBase(KieBase base, List<Message> messages) {
    static {
        // a class of its own for each condition makes compiling take a sixth longer, and rules this few no faster
        System.setProperty(
                "drools.externaliseCanonicalModelLambda",
                System.getProperty("drools.externaliseCanonicalModelLambda", "false"));
    }

    /** Compiles the {@code .drl} files among the given ones. */
    static RuleBase compile(SortedMap<String, byte[]> files) {
        var kie = KieServices.get();
        var loader = Thread.currentThread().getContextClassLoader();
        var source = kie.newKieFileSystem();
        var release = kie.newReleaseId("rules", "rules", UUID.randomUUID().toString());
        source.generateAndWritePomXML(release);
        files.forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                source.write(
                        "src/main/resources/rules/" + name, kie.getResources().newByteArrayResource(bytes, "UTF-8"));
            }
        });
        try {
            var results = kie.newKieBuilder(source, loader)
                    .buildAll(ExecutableModelProject.class)
                    .getResults()
                    .getMessages(Level.ERROR);
            if (!results.isEmpty()) {
                return new RuleBase(
                        null,
                        results.stream()
                                .map(error -> Message.error(
                                        "rules/" + error.getPath(),
                                        null,
                                        "第 " + error.getLine() + " 行: " + error.getText()))
                                .toList());
            }
            return new RuleBase(kie.newKieContainer(release, loader).getKieBase(), List.of());
        } finally {
            // the repository would keep every version that was ever swapped in
            kie.getRepository().removeKieModule(release);
        }
    }
}
