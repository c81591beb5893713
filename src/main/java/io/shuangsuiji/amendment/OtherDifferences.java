package io.shuangsuiji.amendment;

import io.shuangsuiji.policy.tables.DmnFile;
import io.shuangsuiji.policy.tables.Tables;
import io.shuangsuiji.policy.tables.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** What differs in the models outside their tables: decisions, requirements, types, functions. */
final class OtherDifferences {
    private static final Set<String> DRAWING = Set.of("DMNDI", "extensionElements", "association", "textAnnotation");
    private static final Set<String> IN_TABLES =
            Set.of("decisionTable", "relation", "allowedValues", "description", "question", "allowedAnswers");
    /** Names of the DMN version and of the tool that wrote the file, not of the policy. */
    private static final Set<String> OF_THE_TOOL = Set.of(
            "id",
            "exporter",
            "exporterVersion",
            "expressionLanguage",
            "typeLanguage",
            "importType",
            "locationURI",
            "preferredOrientation",
            "textFormat");

    private OtherDifferences() {}

    static List<String> between(Tables before, Tables after) {
        var counts = new TreeMap<String, Integer>();
        before.files().values().forEach(file -> collect(file, file.xml().root(), "", -1, counts));
        after.files().values().forEach(file -> collect(file, file.xml().root(), "", 1, counts));
        var words = new ArrayList<String>();
        counts.forEach((signature, count) -> {
            if (count != 0) {
                words.add((count > 0 ? "增加 " : "删除 ") + signature);
            }
        });
        return words;
    }

    private static void collect(DmnFile file, Element element, String path, int sign, Map<String, Integer> counts) {
        var name = element.name();
        if (DRAWING.contains(name) || IN_TABLES.contains(name)) {
            return;
        }
        var here = path.isEmpty() ? file.modelName() : path + " › " + named(file, element);
        boolean cell = name.equals("literalExpression")
                && (element.parent().name().equals("decision")
                        || element.parent().name().equals("contextEntry"));
        if (!cell) {
            var content = element.children().isEmpty() ? element.content().strip() : "";
            counts.merge(here + (content.isEmpty() ? "" : "：" + content), sign, Integer::sum);
            element.children().forEach(child -> collect(file, child, here, sign, counts));
        }
    }

    private static String named(DmnFile file, Element element) {
        var told = new StringBuilder(element.name());
        for (var attribute : new java.util.TreeSet<>(element.attributeNames())) {
            if (OF_THE_TOOL.contains(attribute) || attribute.startsWith("xmlns") || attribute.contains(":")) {
                continue;
            }
            var value = element.attribute(attribute);
            if (attribute.equals("href")) {
                var target = file.at(value.replaceFirst("^.*#", ""));
                value = target.map(found -> found.attribute("name")).orElse(value);
            }
            if (!(attribute.equals("isCollection") && value.equals("false"))) {
                told.append(' ').append(attribute).append('=').append(value);
            }
        }
        return told.toString();
    }
}
