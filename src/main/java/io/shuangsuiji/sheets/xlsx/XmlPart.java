package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * A part of a workbook, read from its first element to its last. Elements and attributes go by their local names, so
 * that both namespaces of the format, and whatever prefix a program chose, read alike. Whatever the parser or the archive
 * fails on becomes one refusal that names the place.
 */
final class XmlPart implements Closeable {
    /** No part of a workbook is nested so deep; the parser keeps every open element. */
    private static final int DEPTH = 256;

    /** No attribute that is read here is so long. */
    private static final int ATTRIBUTE = 8_192;

    private final XlsxParts.Unpacking bytes;
    private final String chinese;
    private final String english;
    private XMLStreamReader reader;
    private int depth;
    private long row;

    /**
     * Over unpacked bytes, which are closed with it.
     *
     * @param chinese what people call the part
     */
    XmlPart(XlsxParts.Unpacking bytes, String chinese, String english) {
        this.bytes = bytes;
        this.chinese = chinese;
        this.english = english;
    }

    /**
     * Moves to the next element within the one that is open at a depth, passing over what is deeper; the root is within
     * depth 0.
     *
     * @return false where the open element ends
     */
    boolean child(int parent) {
        while (true) {
            switch (next()) {
                case XMLStreamConstants.START_ELEMENT -> {
                    if (depth == parent + 1) {
                        return true;
                    }
                }
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth < parent) {
                        return false;
                    }
                }
                case XMLStreamConstants.END_DOCUMENT -> {
                    return false;
                }
                default -> {}
            }
        }
    }

    /** How many elements are open, the one just begun among them. */
    int depth() {
        return depth;
    }

    /** The name of the element just begun. */
    String name() {
        return reader.getLocalName();
    }

    /** An attribute of the element just begun; null where it has none of that name. */
    String attribute(String name) {
        var value = reader.getAttributeValue(null, name);
        if (value != null && value.length() > ATTRIBUTE) {
            throw damaged("的属性 " + name + " 过长", "has too long an attribute " + name);
        }
        return value;
    }

    /** True where an attribute of the element just begun says so. */
    boolean flag(String name) {
        var value = attribute(name);
        return "1".equals(value) || "true".equals(value);
    }

    /** A count from 0; -1 where the text is none. */
    static int index(String text) {
        if (text == null || text.isEmpty() || text.length() > 9) {
            return -1;
        }
        int index = 0;
        for (int at = 0; at < text.length(); at++) {
            char digit = text.charAt(at);
            if (digit < '0' || digit > '9') {
                return -1;
            }
            index = index * 10 + digit - '0';
        }
        return index;
    }

    /** The text of the element just begun, to its end; of a longer text one character more than a cell may have. */
    String text() {
        int element = depth;
        var text = new StringBuilder();
        while (true) {
            switch (next()) {
                case XMLStreamConstants.CHARACTERS, XMLStreamConstants.CDATA, XMLStreamConstants.SPACE ->
                    text.append(
                            reader.getTextCharacters(),
                            reader.getTextStart(),
                            Math.min(reader.getTextLength(), Limits.CELL + 1 - text.length()));
                case XMLStreamConstants.END_ELEMENT -> {
                    if (depth < element) {
                        return text.toString();
                    }
                }
                default -> {}
            }
        }
    }

    /** Remembers the row that was reached, for the refusal of what comes next. */
    void reached(long number) {
        row = number;
    }

    /** Refuses the workbook, saying what is wrong at the place reached. */
    UnreadableFile damaged(String problem, String inEnglish) {
        return row == 0
                ? XlsxParts.damaged(chinese + problem, english + " " + inEnglish)
                : XlsxParts.damaged(
                        chinese + "第 " + row + " 行" + problem, "row " + row + " of " + english + " " + inEnglish);
    }

    private int next() {
        int event;
        try {
            bytes.allowMore();
            if (reader == null) {
                reader = factory().createXMLStreamReader(bytes);
            }
            event = reader.next();
        } catch (UnreadableFile told) {
            throw told;
        } catch (XMLStreamException | RuntimeException malformed) {
            // on damaged bytes the parser and the archive fail in every way that they can
            throw damaged("附近无法读取", "cannot be read further");
        }
        switch (event) {
            case XMLStreamConstants.DTD -> throw damaged("含有不允许的 DOCTYPE 声明", "holds a DOCTYPE, which is not allowed");
            case XMLStreamConstants.START_ELEMENT -> {
                if (++depth > DEPTH) {
                    throw damaged("的元素嵌套过深", "is nested too deep");
                }
            }
            case XMLStreamConstants.END_ELEMENT -> depth--;
            default -> {}
        }
        return event;
    }

    private static XMLInputFactory factory() {
        // the JDK's own, whichever others are about
        var factory = XMLInputFactory.newDefaultFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        // without document types there are but &amp; and its like, of which a large sheet may have any number
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit", 0);
        return factory;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
