package io.shuangsuiji.scenario;

import java.io.StringReader;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.xml.sax.InputSource;

/**
 * The text of a DMN file, taken apart once so that thousands of variants of it can be put together cheaply. The
 * diagram is left out: no decision depends on it.
 */
final class DmnText {
    private static final String DMNDI = "DMNDI";
    // characters that XML allows and that nobody writes
    private static final char OPEN = '\uE000';
    private static final char CLOSE = '\uE001';
    private static final Pattern MARK = Pattern.compile(OPEN + "(\\d+)" + CLOSE);

    private final Document document;
    private final List<Element> elements = new ArrayList<>();
    private final Map<Integer, String> sources = new HashMap<>();
    private String marked;

    /** Takes a file apart. */
    DmnText(String xml) {
        this.document = parsed(xml);
        children(document.getDocumentElement()).stream()
                .filter(child -> child.getLocalName().equals(DMNDI))
                .forEach(diagram -> document.getDocumentElement().removeChild(diagram));
    }

    Element root() {
        return document.getDocumentElement();
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
        elements.add(element);
        return elements.size() - 1;
    }

    /**
     * The file with some elements replaced, by their numbers.
     *
     * @param texts the new content of {@code text} elements
     * @param exchanged the number of the element that stands in another's place; negative for none
     */
    String with(Map<Integer, String> texts, Map<Integer, Integer> exchanged) {
        synchronized (this) {
            if (marked == null) {
                mark();
            }
        }
        return expanded(marked, texts, exchanged);
    }

    private String expanded(String template, Map<Integer, String> texts, Map<Integer, Integer> exchanged) {
        return MARK.matcher(template).replaceAll(mark -> {
            int number = Integer.parseInt(mark.group(1));
            int other = exchanged.getOrDefault(number, number);
            var text = texts.get(number);
            return Matcher.quoteReplacement(
                    text != null
                            ? "<text xmlns=\"" + root().getNamespaceURI() + "\">" + escaped(text) + "</text>"
                            : other < 0 ? "" : expanded(sources.get(other), texts, Map.of()));
        });
    }

    private void mark() {
        // inner elements first, so that an outer one's source holds the marks of the inner ones
        var byDepth = IntStream.range(0, elements.size())
                .boxed()
                .sorted(Comparator.comparing(number -> -depth(elements.get(number))))
                .toList();
        for (int number : byDepth) {
            var element = elements.get(number);
            sources.put(number, serialised(element));
            element.getParentNode()
                    .replaceChild(document.createTextNode(OPEN + Integer.toString(number) + CLOSE), element);
        }
        marked = serialised(document);
    }

    private static int depth(Node node) {
        return node.getParentNode() == null ? 0 : 1 + depth(node.getParentNode());
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static Document parsed(String xml) {
        try {
            var factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(xml)));
        } catch (Exception compiledOnce) {
            throw new IllegalStateException(compiledOnce);
        }
    }

    private static String serialised(Node node) {
        try {
            var transformer = TransformerFactory.newInstance().newTransformer();
            transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
            var text = new StringWriter();
            transformer.transform(new DOMSource(node), new StreamResult(text));
            return text.toString();
        } catch (Exception parsedBefore) {
            throw new IllegalStateException(parsedBefore);
        }
    }
}
