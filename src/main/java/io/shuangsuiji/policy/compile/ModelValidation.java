package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.KieMessages;
import io.shuangsuiji.policy.Message;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.kie.api.io.Resource;
import org.kie.dmn.validation.DMNValidator;
import org.kie.dmn.validation.DMNValidator.Validation;
import org.kie.dmn.validation.DMNValidatorFactory;

/**
 * What the engine's validator says of models. It compiles each a second time; so a model of which it had nothing to say, as
 * it stands and with all that it imports, is not asked about again: an amendment changes one file of many.
 */
final class ModelValidation {
    private static final DMNValidator VALIDATOR = DMNValidatorFactory.newValidator();

    /** The digests of models, with all that they import, of which there was nothing to say. */
    private static final Recent<String, Boolean> SOUND = new Recent<>(512);

    private ModelValidation() {}

    /**
     * What there is to say.
     *
     * @param sources the files as the engine is to read them, by name
     * @param tables what people read in them
     */
    static List<Message> of(SortedMap<String, byte[]> sources, EditionModel tables) {
        var digests = new TreeMap<String, String>();
        var unknown = new TreeMap<String, byte[]>();
        for (var file : sources.keySet()) {
            var whole = with(imported(file, tables.files()), sources);
            var digest = EditionFiles.digest(whole);
            digests.put(file, digest);
            if (SOUND.get(digest).isEmpty()) {
                unknown.putAll(whole);
            }
        }
        // where two models call themselves the same, each has to do with the other
        boolean apart = tables.files().values().stream()
                        .map(DmnFile::namespace)
                        .distinct()
                        .count()
                == tables.files().size();
        var found = apart ? ask(unknown, tables) : ask(sources, tables);
        // in what order and how far the rest is gone through where something is wrong, the validator decides
        if (!found.isEmpty() && apart && unknown.size() < sources.size()) {
            found = ask(sources, tables);
        }
        if (found.isEmpty() && apart) {
            digests.values().forEach(digest -> SOUND.put(digest, true));
        }
        return found;
    }

    private static List<Message> ask(Map<String, byte[]> sources, EditionModel tables) {
        if (sources.isEmpty()) {
            return List.of();
        }
        var found = VALIDATOR
                .validateUsing(Validation.VALIDATE_SCHEMA, Validation.VALIDATE_MODEL, Validation.VALIDATE_COMPILATION)
                .theseModels(EditionCompiler.resources(sources).toArray(Resource[]::new));
        return KieMessages.of(tables, null, found).toList();
    }

    /** A file and whatever it imports, by way of others too. */
    private static Set<String> imported(String file, Map<String, DmnFile> files) {
        var byNamespace = new HashMap<String, String>();
        files.forEach((name, dmn) -> byNamespace.put(dmn.namespace(), name));
        var all = new TreeSet<>(Set.of(file));
        var next = Set.of(file);
        while (!next.isEmpty()) {
            var found = new HashSet<String>();
            for (var each : next) {
                for (var element : files.get(each).xml().root().children("import")) {
                    var name = byNamespace.get(element.attribute("namespace"));
                    if (name != null && all.add(name)) {
                        found.add(name);
                    }
                }
            }
            next = found;
        }
        return all;
    }

    private static SortedMap<String, byte[]> with(Set<String> names, SortedMap<String, byte[]> sources) {
        var some = new TreeMap<>(sources);
        some.keySet().retainAll(names);
        return some;
    }
}
