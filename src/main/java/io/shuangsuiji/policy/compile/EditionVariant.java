package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.EngineText;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.KieEngine;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.Once;
import io.shuangsuiji.policy.ValueTypes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNModel;

/**
 * An edition with one file changed in memory, for questions of the kind "would anyone notice?". It is compiled, but
 * not validated: a variant never serves. Only the changed model, what it imports and what imports it are compiled.
 */
public final class EditionVariant {
    private EditionVariant() {}

    /** The edition with those bytes in that file, answered by KIE; empty where it does not compile. */
    public static Optional<Edition> of(Edition base, String file, byte[] changed) {
        var related = related(base, file);
        try {
            var read = new TreeMap<>(base.tables().files());
            read.put(file, DmnFile.read(file, changed));
            var runtime = GuardedRuntime.of(EngineText.of(read, related));
            if (runtime.getModels().stream()
                    .anyMatch(model ->
                            !model.getMessages(DMNMessage.Severity.ERROR).isEmpty())) {
                return Optional.empty();
            }
            var kie = new KieEngine(runtime);
            var types = new ValueTypes(read.values(), base.vocabulary());
            var compiled = EditionCompiler.models(runtime, read, types);
            var models = new LinkedHashMap<>(base.models());
            models.putAll(compiled);
            var constants = new LinkedHashMap<>(base.constants());
            var messages = new ArrayList<Message>();
            constants.putAll(EditionCompiler.constants(compiled.values(), kie, messages));
            var calendar = EditionCompiler.calendar(constants, messages);
            if (!messages.isEmpty()) {
                return Optional.empty();
            }
            var files = new TreeMap<>(base.files());
            files.put(file, read.get(file).xml().utf8());
            return Optional.of(new Edition(
                    base.name(),
                    base.info(),
                    base.digest(),
                    files,
                    new Once<>(() -> EditionModel.of(read)),
                    models,
                    constants,
                    base.vocabulary(),
                    base.findings(),
                    calendar,
                    base.rules(),
                    kie,
                    kie,
                    List.of()));
        } catch (MalformedXml | RuntimeException doesNotCompile) {
            return Optional.empty();
        }
    }

    /** The names of the models that a change of a file may change: its own, and those that import it. */
    public static Map<String, Set<String>> readers(Edition edition) {
        var readers = new LinkedHashMap<String, Set<String>>();
        var files = edition.kie().models().stream().map(DecisionModel::fileOf).toList();
        for (var file : files) {
            readers.put(
                    file,
                    edition.models().values().stream()
                            .filter(model -> importers(edition, file).contains(model.file()))
                            .map(DecisionModel::name)
                            .collect(Collectors.toCollection(LinkedHashSet::new)));
        }
        return readers;
    }

    /** The file, the files that import it, and whatever any of these imports. */
    private static Set<String> related(Edition edition, String file) {
        var imports = imports(edition);
        var related = new HashSet<>(importers(edition, file));
        var next = List.copyOf(related);
        while (!next.isEmpty()) {
            next = next.stream()
                    .flatMap(member -> imports.getOrDefault(member, Set.of()).stream())
                    .filter(related::add)
                    .toList();
        }
        return related;
    }

    private static Set<String> importers(Edition edition, String file) {
        var imports = imports(edition);
        var importers = new HashSet<>(Set.of(file));
        var grown = true;
        while (grown) {
            grown = imports.entrySet().stream()
                            .filter(entry -> !Collections.disjoint(entry.getValue(), importers))
                            .map(Map.Entry::getKey)
                            .filter(importers::add)
                            .count()
                    > 0;
        }
        return importers;
    }

    /** The files that each file imports. */
    private static Map<String, Set<String>> imports(Edition edition) {
        var byNamespace = edition.kie().models().stream()
                .collect(Collectors.toMap(DMNModel::getNamespace, DecisionModel::fileOf, (first, another) -> first));
        return edition.kie().models().stream()
                .collect(Collectors.toMap(
                        DecisionModel::fileOf,
                        model -> model.getDefinitions().getImport().stream()
                                .map(imported -> byNamespace.get(imported.getNamespace()))
                                .filter(Objects::nonNull)
                                .collect(Collectors.toSet())));
    }
}
