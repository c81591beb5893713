package io.shuangsuiji.model.xml;

import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import javax.xml.XMLConstants;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.parsers.SAXParserFactory;
import org.xml.sax.Attributes;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.DefaultHandler;

/**
 * Looks over an XML file before anything else reads it. A document type is refused outright: with it go external
 * entities and entity expansion. Size and nesting are bounded.
 */
public final class XmlGuard {
    /** The largest file, in bytes. */
    public static final int MAX_BYTES = 4 << 20;

    static final int MAX_DEPTH = 64;
    static final int MAX_ELEMENTS = 100_000;

    private XmlGuard() {}

    static void checkSize(byte[] bytes) throws MalformedXml {
        if (bytes.length > MAX_BYTES) {
            throw new MalformedXml("文件过大：" + bytes.length + " 字节，最多 " + MAX_BYTES + " 字节 / the file has " + bytes.length
                    + " bytes; at most " + MAX_BYTES + " are allowed");
        }
    }

    /** Returns only for well-formed, harmless XML; whatever encoding it declares, it was decoded already. */
    static void check(String xml) throws MalformedXml {
        try {
            var factory = SAXParserFactory.newDefaultNSInstance();
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            factory.setFeature("http://xml.org/sax/features/external-general-entities", false);
            factory.setFeature("http://xml.org/sax/features/external-parameter-entities", false);
            factory.newSAXParser().parse(new InputSource(new StringReader(xml)), new Limits());
        } catch (SAXParseException malformed) {
            var doctype = String.valueOf(malformed.getMessage()).contains("DOCTYPE");
            throw new MalformedXml("第 " + malformed.getLineNumber() + " 行第 " + malformed.getColumnNumber() + " 列："
                    + (doctype
                            ? "不允许 DOCTYPE 声明 / a document type is not allowed"
                            : "XML 写得不完整、不成对或有不允许的字符 / " + malformed.getMessage()));
        } catch (SAXException limit) {
            throw new MalformedXml(limit.getMessage());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (ParserConfigurationException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }

    private static final class Limits extends DefaultHandler {
        private int depth;
        private int elements;

        @Override
        public void startElement(String uri, String name, String qualified, Attributes attributes) throws SAXException {
            if (++depth > MAX_DEPTH) {
                throw new SAXException("元素嵌套超过 " + MAX_DEPTH + " 层 / elements are nested deeper than " + MAX_DEPTH);
            }
            if (++elements > MAX_ELEMENTS) {
                throw new SAXException(
                        "元素超过 " + MAX_ELEMENTS + " 个 / there are more than " + MAX_ELEMENTS + " elements");
            }
        }

        @Override
        public void endElement(String uri, String name, String qualified) {
            depth--;
        }

        @Override
        public InputSource resolveEntity(String publicId, String systemId) throws SAXException {
            throw new SAXException("不允许外部实体 / external entities are not allowed");
        }

        @Override
        public void error(SAXParseException problem) throws SAXException {
            throw problem;
        }

        @Override
        public void fatalError(SAXParseException problem) throws SAXException {
            throw problem;
        }
    }
}
