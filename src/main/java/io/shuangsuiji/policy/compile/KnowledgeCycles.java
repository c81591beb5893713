package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.Message;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses functions (business knowledge models) that call one another in a circle, be it through several files. */
final class KnowledgeCycles {
    private record Function(DmnFile file, Element element, List<String> calls) {}

    private final Map<String, Function> functions = new LinkedHashMap<>();
    private final Set<String> harmless = new HashSet<>();

    private KnowledgeCycles() {}

    static void check(Collection<DmnFile> files, List<Message> found) {
        var cycles = new KnowledgeCycles();
        files.forEach(cycles::collect);
        for (var address : cycles.functions.keySet()) {
            var circle = cycles.circle(address, new ArrayList<>());
            if (!circle.isEmpty()) {
                var first = cycles.functions.get(circle.get(0));
                var names = circle.stream()
                        .map(each -> cycles.functions.get(each).element().attribute("name"))
                        .toList();
                found.add(Message.error(
                        first.file().name(),
                        first.element().attribute("id"),
                        "函数不能互相调用成圈：" + String.join(" → ", names)
                                + " / functions may not call one another in a circle"));
                return;
            }
        }
    }

    private void collect(DmnFile file) {
        var root = file.xml().root();
        var namespace = String.valueOf(root.attribute("namespace"));
        for (var function : root.children("businessKnowledgeModel")) {
            var calls = new ArrayList<String>();
            for (var requirement : function.children("knowledgeRequirement")) {
                var required = requirement.child("requiredKnowledge");
                var href = required == null ? null : required.attribute("href");
                if (href != null) {
                    calls.add(href.startsWith("#") ? namespace + href : href);
                }
            }
            functions.put(namespace + "#" + function.attribute("id"), new Function(file, function, calls));
        }
    }

    /** The way from one back to itself, or nothing. */
    private List<String> circle(String address, List<String> way) {
        int before = way.indexOf(address);
        if (before >= 0) {
            var circle = new ArrayList<>(way.subList(before, way.size()));
            circle.add(address);
            return circle;
        }
        var function = functions.get(address);
        if (function == null || harmless.contains(address)) {
            return List.of();
        }
        way.add(address);
        for (var call : function.calls()) {
            var circle = circle(call, way);
            if (!circle.isEmpty()) {
                return circle;
            }
        }
        way.remove(way.size() - 1);
        harmless.add(address);
        return List.of();
    }
}
