package io.shuangsuiji.scenario;

import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * A DMN file, parsed once so that thousands of variants of it can be written cheaply, from several threads. Comments
 * and the diagram are left out: no decision depends on them.
 */
final class DmnText {
    private static final String DIAGRAM = "DMNDI";

    private final Element root;
    private final Map<Element, Integer> places = new IdentityHashMap<>();
    private final List<Element> elements = new ArrayList<>();

    /** Parses a file that has been compiled before. */
    DmnText(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            // a tree that is completed while it is read could not be read by several threads
            factory.setFeature("http://apache.org/xml/features/dom/defer-node-expansion", false);
            root = factory.newDocumentBuilder()
                    .parse(new InputSource(new StringReader(xml)))
                    .getDocumentElement();
        } catch (ParserConfigurationException | SAXException | IOException compiledBefore) {
            throw new IllegalStateException(compiledBefore);
        }
    }

    Element root() {
        return root;
    }

    /** The element children, in order. */
    static List<Element> children(Node parent) {
        var found = new ArrayList<Element>();
        for (var child = parent.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element element) {
                found.add(element);
            }
        }
        return found;
    }

    /** The children of a name. */
    static List<Element> children(Node parent, String name) {
        return children(parent).stream()
                .filter(child -> child.getLocalName().equals(name))
                .toList();
    }

    /** Makes an element replaceable; returns the number by which it is replaced. */
    int place(Element element) {
        return places.computeIfAbsent(element, placed -> {
            elements.add(placed);
            return elements.size() - 1;
        });
    }

    /**
     * The file with some elements replaced, by their numbers.
     *
     * @param texts the new content of {@code text} elements
     * @param exchanged the number of the element that stands in another's place; negative for none
     */
    String with(Map<Integer, String> texts, Map<Integer, Integer> exchanged) {
        var written = new StringBuilder(1 << 16);
        write(root, texts, exchanged, written);
        return written.toString();
    }

    private void write(Element at, Map<Integer, String> texts, Map<Integer, Integer> exchanged, StringBuilder to) {
        int place = places.getOrDefault(at, -1);
        int other = exchanged.getOrDefault(place, place);
        if (place >= 0 && other < 0 || DIAGRAM.equals(at.getLocalName())) {
            return;
        }
        var element = other >= 0 ? elements.get(other) : at;
        to.append('<').append(element.getTagName());
        var attributes = element.getAttributes();
        for (int index = 0; index < attributes.getLength(); index++) {
            var attribute = attributes.item(index);
            to.append(' ').append(attribute.getNodeName()).append("=\"");
            escaped(attribute.getNodeValue(), to);
            to.append('"');
        }
        to.append('>');
        var text = texts.get(place);
        if (text != null) {
            escaped(text, to);
        } else {
            for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                if (child instanceof Element inner) {
                    write(inner, texts, exchanged, to);
                } else if (child instanceof Text words && !words.getData().isBlank()) {
                    escaped(words.getData(), to);
                }
            }
        }
        to.append("</").append(element.getTagName()).append('>');
    }

    private static void escaped(String text, StringBuilder to) {
        for (int index = 0; index < text.length(); index++) {
            char letter = text.charAt(index);
            switch (letter) {
                case '&' -> to.append("&amp;");
                case '<' -> to.append("&lt;");
                case '>' -> to.append("&gt;");
                case '"' -> to.append("&quot;");
                case '\n' -> to.append("&#10;");
                default -> to.append(letter);
            }
        }
    }
}
