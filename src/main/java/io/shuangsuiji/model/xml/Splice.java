package io.shuangsuiji.model.xml;

import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.Comparator;
import java.util.List;

/**
 * Characters of a file that others take the place of.
 *
 * @param from the first that goes
 * @param to the one after the last
 * @param text what comes in their place
 */
public record Splice(int from, int to, String text) {
    /** Puts a text in the place of all that stands in an element. */
    public static Splice content(Element element, String plain) {
        var name = element.prefix() + element.name();
        return element.selfClosed()
                ? new Splice(element.start(), element.end(), "<" + name + ">" + escaped(plain) + "</" + name + ">")
                : new Splice(element.openEnd(), element.closeStart(), escaped(plain));
    }

    /** A text as it stands in XML. */
    public static String escaped(String plain) {
        return plain.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** True where both would change the same characters. */
    public boolean overlaps(Splice other) {
        return from < other.to && other.from < to;
    }

    /** The text after splices that do not overlap; of two at the same place the first comes first, and what is put in before what is replaced. */
    public static String apply(String text, List<Splice> splices) {
        var out = new StringBuilder(text.length() + 64);
        int at = 0;
        for (var splice : splices.stream()
                .sorted(Comparator.comparingInt(Splice::from).thenComparingInt(Splice::to))
                .toList()) {
            out.append(text, at, splice.from()).append(splice.text());
            at = splice.to();
        }
        return out.append(text, at, text.length()).toString();
    }
}
