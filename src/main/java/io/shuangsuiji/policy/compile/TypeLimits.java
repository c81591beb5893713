package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.Message;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Refuses types that are small in the file and vast when written out: each holds the one before it twice, say. */
final class TypeLimits {
    /** Fields of a type, those of the types that it holds counted as often as it holds them. */
    static final long MAX_FIELDS = 10_000;

    private final Map<String, Element> definitions = new HashMap<>();
    private final Map<String, Long> sizes = new HashMap<>();

    private TypeLimits() {}

    static void check(Collection<DmnFile> files, List<Message> found) {
        var limits = new TypeLimits();
        files.forEach(file -> file.xml()
                .root()
                .children("itemDefinition")
                .forEach(item -> limits.definitions.putIfAbsent(String.valueOf(item.attribute("name")), item)));
        for (var file : files) {
            for (var item : file.xml().root().children("itemDefinition")) {
                if (limits.size(item) > MAX_FIELDS) {
                    found.add(Message.error(
                            file.name(),
                            item.attribute("id"),
                            "类型「" + item.attribute("name") + "」展开后太大：最多 " + MAX_FIELDS + " 个字段 / the type "
                                    + item.attribute("name") + " is too large: at most " + MAX_FIELDS + " fields"));
                    return;
                }
            }
        }
    }

    private long size(Element item) {
        long size = 1;
        var reference = item.child("typeRef");
        if (reference != null) {
            size += named(reference.content().strip());
        }
        for (var component : item.children("itemComponent")) {
            size = Math.min(size + size(component), MAX_FIELDS + 1);
        }
        return size;
    }

    /** Of a type of another file the name follows the name under which that file is imported. */
    private long named(String name) {
        var own = definitions.containsKey(name) ? name : name.substring(name.lastIndexOf('.') + 1);
        var definition = definitions.get(own);
        if (definition == null) {
            return 0;
        }
        var known = sizes.get(own);
        if (known == null) {
            // one that holds itself is the engine's to refuse
            sizes.put(own, 0L);
            known = size(definition);
            sizes.put(own, known);
        }
        return known;
    }
}
