package io.shuangsuiji.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;
import org.kie.dmn.core.internal.utils.DMNRuntimeBuilder;

/**
 * An edition with one file changed in memory, for questions of the kind "would anyone notice?". It is compiled, but
 * not validated: a variant never serves. Only the changed model, what it imports and what imports it are compiled.
 */
public final class EditionVariant {
    private EditionVariant() {}

    /** The text of an edition's DMN files by file name. */
    public static Map<String, String> sources(Edition edition) {
        var sources = new LinkedHashMap<String, String>();
        for (var model : edition.kie().models()) {
            try (var text = model.getResource().getInputStream()) {
                sources.put(EditionCompiler.fileOf(model), new String(text.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException inMemory) {
                throw new UncheckedIOException(inMemory);
            }
        }
        return sources;
    }

    /** The edition with that text in that file, answered by KIE; empty where it does not compile. */
    public static Optional<Edition> of(Edition base, String file, String text) {
        var related = related(base, file);
        var sources = new LinkedHashMap<String, byte[]>();
        sources(base).forEach((name, source) -> {
            if (related.contains(name)) {
                sources.put(name, (name.equals(file) ? text : source).getBytes(StandardCharsets.UTF_8));
            }
        });
        try {
            var runtime = DMNRuntimeBuilder.fromDefaults()
                    .buildConfiguration()
                    .fromResources(EditionCompiler.resources(sources))
                    .getOrElseThrow(IllegalStateException::new);
            if (runtime.getModels().stream()
                    .anyMatch(model ->
                            !model.getMessages(DMNMessage.Severity.ERROR).isEmpty())) {
                return Optional.empty();
            }
            var types = new ValueTypes(
                    runtime.getModels().stream().map(DMNModel::getDefinitions).toList());
            var changed = EditionCompiler.models(runtime, sources, types);
            var kie = new KieEngine(runtime);
            var models = new LinkedHashMap<>(base.models());
            models.putAll(changed);
            var constants = new LinkedHashMap<>(base.constants());
            constants.putAll(EditionCompiler.constants(changed.values(), kie));
            var messages = new ArrayList<Message>();
            var calendar = EditionCompiler.calendar(constants, messages);
            if (!messages.isEmpty()) {
                return Optional.empty();
            }
            var files = new TreeMap<>(base.files());
            files.putAll(sources);
            return Optional.of(new Edition(
                    base.name(),
                    base.info(),
                    base.digest(),
                    files,
                    models,
                    constants,
                    calendar,
                    base.rules(),
                    kie,
                    kie,
                    List.of()));
        } catch (RuntimeException doesNotCompile) {
            return Optional.empty();
        }
    }

    /** The file, the files that import it, and whatever any of these imports. */
    private static Set<String> related(Edition edition, String file) {
        var byNamespace = edition.kie().models().stream()
                .collect(Collectors.toMap(DMNModel::getNamespace, EditionCompiler::fileOf));
        var imports = edition.kie().models().stream()
                .collect(Collectors.toMap(
                        EditionCompiler::fileOf,
                        model -> model.getDefinitions().getImport().stream()
                                .map(imported -> byNamespace.get(imported.getNamespace()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())));
        var related = new HashSet<>(Set.of(file));
        while (imports.entrySet().stream()
                .filter(entry -> !Collections.disjoint(entry.getValue(), related))
                .map(Map.Entry::getKey)
                .collect(Collectors.collectingAndThen(Collectors.toSet(), related::addAll))) {}
        while (related.addAll(related.stream()
                .flatMap(member -> imports.getOrDefault(member, Set.of()).stream())
                .toList())) {}
        return related;
    }
}
