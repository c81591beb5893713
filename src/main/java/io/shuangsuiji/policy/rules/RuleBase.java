package io.shuangsuiji.policy.rules;

import io.shuangsuiji.policy.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import java.util.function.Function;
import org.drools.compiler.kie.builder.impl.InternalKieModule;
import org.drools.model.codegen.ExecutableModelProject;
import org.kie.api.KieBase;
import org.kie.api.KieServices;
import org.kie.api.builder.KieModule;
import org.kie.api.builder.Message.Level;

/**
 * The DRL files, compiled.
 *
 * @param base what sessions are made from, or null where the rules do not compile
 * @param messages why they do not
 */
public record RuleBase(KieBase base, List<Message> messages) {
    static {
        // a class of its own for each condition makes compiling take a sixth longer, and rules this few no faster
        System.setProperty(
                "drools.externaliseCanonicalModelLambda",
                System.getProperty("drools.externaliseCanonicalModelLambda", "false"));
    }

    /** Compiles the {@code .drl} files among the given ones. */
    static RuleBase compile(SortedMap<String, byte[]> files) {
        var messages = new ArrayList<Message>();
        var loader = Thread.currentThread().getContextClassLoader();
        var base = built(
                files,
                messages,
                module -> KieServices.get()
                        .newKieContainer(module.getReleaseId(), loader)
                        .getKieBase());
        return new RuleBase(base.orElse(null), List.copyOf(messages));
    }

    /** The same as a jar; empty, and messages are added, where the rules do not compile. */
    static Optional<byte[]> jar(SortedMap<String, byte[]> files, List<Message> messages) {
        return built(files, messages, module -> ((InternalKieModule) module).getBytes());
    }

    private static <T> Optional<T> built(
            SortedMap<String, byte[]> files, List<Message> messages, Function<KieModule, T> use) {
        var kie = KieServices.get();
        var source = kie.newKieFileSystem();
        var release = kie.newReleaseId("rules", "rules", UUID.randomUUID().toString());
        source.generateAndWritePomXML(release);
        files.forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                source.write(
                        "src/main/resources/" + RuleErrors.FOLDER + name,
                        kie.getResources().newByteArrayResource(bytes, "UTF-8"));
            }
        });
        try {
            var builder = kie.newKieBuilder(source, Thread.currentThread().getContextClassLoader())
                    .buildAll(ExecutableModelProject.class);
            messages.addAll(RuleErrors.of(files, builder.getResults().getMessages(Level.ERROR)));
            return messages.isEmpty() ? Optional.of(use.apply(builder.getKieModule())) : Optional.empty();
        } finally {
            // the repository would keep every version that was ever swapped in
            kie.getRepository().removeKieModule(release);
        }
    }
}
