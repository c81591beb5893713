package io.shuangsuiji.model.xml;

import io.shuangsuiji.model.xml.XmlText.Element;

/** Sets what an element says, and nothing around it. */
public final class ElementText {
    private ElementText() {}

    /**
     * Replaces what the element's child of that name says, white space around it kept; adds the child where it lacks.
     *
     * @param plain as people mean it, not escaped
     */
    public static Splice set(XmlText xml, Element element, String childName, String plain) {
        var text = xml.text();
        var child = element.child(childName);
        if (child == null) {
            var tag = element.prefix() + childName + ">";
            var added = "<" + tag + escaped(xml, plain) + "</" + tag;
            return element.selfClosed()
                    ? opened(text, element, added)
                    : new Splice(element.openEnd(), element.openEnd(), indentInside(text, element) + added);
        }
        if (child.selfClosed()) {
            return opened(text, child, escaped(xml, plain));
        }
        int from = child.openEnd();
        int to = child.closeStart();
        while (from < to && Character.isWhitespace(text.charAt(from))) {
            from++;
        }
        while (to > from && Character.isWhitespace(text.charAt(to - 1))) {
            to--;
        }
        var old = text.substring(from, to);
        boolean cdata = old.startsWith("<![CDATA[") && old.indexOf("]]>") == old.length() - 3 && !plain.contains("]]>");
        return new Splice(from, to, cdata ? "<![CDATA[" + lines(xml, plain) + "]]>" : escaped(xml, plain));
    }

    /**
     * Replaces a part of what an element says, and not one character more.
     *
     * @param from the first character that goes, of the content without white space around it
     * @param to the one after the last
     */
    public static Splice part(XmlText xml, Element element, int from, int to, String plain) {
        var content = element.content();
        int shift = content.length() - content.stripLeading().length();
        var offsets = element.offsets();
        int start = offsets[from + shift];
        int end = offsets[to + shift];
        boolean cdata = xml.text().lastIndexOf("<![CDATA[", start) > xml.text().lastIndexOf("]]>", start)
                && xml.text().lastIndexOf("<![CDATA[", start) > element.openEnd() - 1;
        return new Splice(start, end, cdata ? lines(xml, plain) : escaped(xml, plain));
    }

    /** {@code <text/>} with something inside. */
    private static Splice opened(String text, Element element, String content) {
        int slash = element.end() - 2;
        while (Character.isWhitespace(text.charAt(slash - 1))) {
            slash--;
        }
        return new Splice(slash, element.end(), ">" + content + "</" + element.prefix() + element.name() + ">");
    }

    /** The line break and indentation of the element's first child, or nothing where it has none. */
    private static String indentInside(String text, Element element) {
        if (element.children().isEmpty()) {
            return "";
        }
        var gap = text.substring(element.openEnd(), element.children().get(0).start());
        return gap.isBlank() ? gap : "";
    }

    private static String escaped(XmlText xml, String plain) {
        return Splice.escaped(lines(xml, plain));
    }

    private static String lines(XmlText xml, String plain) {
        return plain.replace("\n", xml.lineEnd());
    }
}
