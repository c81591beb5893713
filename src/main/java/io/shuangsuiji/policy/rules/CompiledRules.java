package io.shuangsuiji.policy.rules;

import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.Message;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.jar.JarInputStream;
import java.util.stream.Collectors;
import org.drools.model.Model;
import org.drools.modelcompiler.KieBaseBuilder;
import org.kie.api.KieBase;

/**
 * The rules that were in {@code rules/} when the service was built, compiled then: to compile them takes as long as the rest
 * of a first load. They are known by the digest of their files; rules that differ in a byte, such as those of an earlier
 * edition, are compiled when they are loaded.
 */
final class CompiledRules {
    private static final String FOLDER = "compiled-rules/";
    private static final String MODELS = "META-INF/kie/rules/rules/drools-model";

    private CompiledRules() {}

    /** The rules of that digest; empty where the build did not have them. */
    static Optional<KieBase> of(String digest) {
        var parent = CompiledRules.class.getClassLoader();
        try (var jar = parent.getResourceAsStream(FOLDER + digest + ".jar")) {
            return jar == null ? Optional.empty() : Optional.of(base(entries(jar), parent));
        } catch (IOException | ReflectiveOperationException | LinkageError unusable) {
            // they can always be compiled
            return Optional.empty();
        }
    }

    private static KieBase base(Map<String, byte[]> entries, ClassLoader parent) throws ReflectiveOperationException {
        var classes = new Classes(entries, parent);
        var models = new ArrayList<Model>();
        // the first line is KIE's version, which is that of this build
        for (var name : new String(entries.get(MODELS), StandardCharsets.UTF_8)
                .lines()
                .skip(1)
                .toList()) {
            models.add((Model) classes.loadClass(name).getDeclaredConstructor().newInstance());
        }
        return KieBaseBuilder.createKieBaseFromModel(models);
    }

    private static Map<String, byte[]> entries(InputStream bytes) throws IOException {
        var entries = new HashMap<String, byte[]>();
        try (var jar = new JarInputStream(bytes)) {
            for (var entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                entries.put(entry.getName(), jar.readAllBytes());
            }
        }
        return entries;
    }

    private static final class Classes extends ClassLoader {
        private final Map<String, byte[]> entries;

        Classes(Map<String, byte[]> entries, ClassLoader parent) {
            super(parent);
            this.entries = entries;
        }

        @Override
        protected Class<?> findClass(String name) throws ClassNotFoundException {
            var bytes = entries.get(name.replace('.', '/') + ".class");
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            return defineClass(name, bytes, 0, bytes.length);
        }
    }

    /**
     * A step of the build: compiles the rules of a folder.
     *
     * @param arguments the folder of the rules, and that of the service's classes
     */
    public static void main(String... arguments) throws IOException {
        var files = EditionFiles.rules(EditionFiles.read(Path.of(arguments[0])));
        var folder = Files.createDirectories(Path.of(arguments[1], FOLDER));
        try (var earlier = Files.list(folder)) {
            for (var file : earlier.toList()) {
                Files.delete(file);
            }
        }
        var messages = new ArrayList<Message>();
        var jar = RuleBase.jar(files, messages);
        if (jar.isEmpty()) {
            throw new IllegalStateException(
                    messages.stream().map(Message::inWords).collect(Collectors.joining("\n")));
        }
        Files.write(folder.resolve(EditionFiles.digest(files) + ".jar"), jar.get());
    }
}
