package io.shuangsuiji.model.xml;

import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file in DMN 1.3, for editors that read no later one (those of the dmn-js family).
 *
 * @param bytes the file
 * @param omitted what 1.3 has no words for; it is not in the file
 */
public record Dmn13(byte[] bytes, List<Omitted> omitted) {
    /** The date by which the namespaces of DMN 1.3 are known. */
    private static final String DATE = "20191111";

    /** What later versions of the standard added, and what people call it. */
    private static final Map<String, String> LATER = Map.of(
            "typeConstraint", "类型约束",
            "conditional", "条件表达式",
            "for", "循环表达式",
            "some", "存在表达式",
            "every", "全称表达式",
            "filter", "筛选表达式");

    private static final Pattern NAMESPACE =
            Pattern.compile("([\"'])https?://www\\.omg\\.org/spec/DMN/(\\d{8})/(MODEL|DMNDI|FEEL)/\\1");

    /**
     * Something that is not said in 1.3.
     *
     * @param address where it stands in the file of the edition
     * @param words what it is and where, in Chinese
     */
    public record Omitted(String address, String words) {}

    /** Writes a file in 1.3. */
    public static Dmn13 of(DmnFile file) {
        var later = later(file);
        var cuts = later.stream()
                .map(element -> new Splice(element.start(), element.end(), ""))
                .toList();
        var text = in(DATE, Splice.apply(file.xml().text(), cuts));
        return new Dmn13(
                file.xml().encode(text),
                later.stream()
                        .map(element -> new Omitted(
                                file.addressOf(element), "「" + label(element) + "」的" + LATER.get(element.name())))
                        .toList());
    }

    /** The outermost elements of a file that 1.3 does not know. */
    public static List<Element> later(DmnFile file) {
        var found = new ArrayList<Element>();
        later(file.xml().root(), file.xml().root().namespace(), found);
        return found;
    }

    private static void later(Element element, String namespace, List<Element> found) {
        for (var child : element.children()) {
            if (LATER.containsKey(child.localName()) && namespace.equals(child.namespace())) {
                found.add(child);
            } else {
                later(child, namespace, found);
            }
        }
    }

    private static String label(Element element) {
        return Stream.iterate(element, one -> one != null, Element::parent)
                .map(Element::label)
                .filter(label -> label != null)
                .findFirst()
                .orElse("");
    }

    /** The text of a file in the version of the standard of another, whatever its own is. */
    static String inVersionOf(DmnFile other, String text) {
        var version = NAMESPACE.matcher('"' + other.xml().root().namespace() + '"');
        return version.matches() ? in(version.group(2), text) : text;
    }

    private static String in(String date, String text) {
        return NAMESPACE.matcher(text).replaceAll("$1https://www.omg.org/spec/DMN/" + date + "/$3/$1");
    }
}
