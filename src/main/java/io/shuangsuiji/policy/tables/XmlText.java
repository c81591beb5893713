package io.shuangsuiji.policy.tables;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The characters of an XML file with the place of every element in them. Only well-formed files without a document type
 * get here ({@link XmlGuard}), so that the scan needs no error handling of its own.
 */
public final class XmlText {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]*?encoding\\s*=\\s*[\"']([A-Za-z0-9._-]+)[\"']");

    private final String text;
    private final Charset charset;
    private final boolean byteOrderMark;
    private final Element root;

    private XmlText(String text, Charset charset, boolean byteOrderMark) {
        this.text = text;
        this.charset = charset;
        this.byteOrderMark = byteOrderMark;
        this.root = scan();
    }

    /**
     * Reads a file.
     *
     * @throws MalformedXml where the bytes are not well-formed XML, have a document type, exceed a limit, or could not
     *     be written back as they were read
     */
    public static XmlText read(byte[] bytes) throws MalformedXml {
        XmlGuard.check(bytes);
        var charset = charsetOf(bytes);
        var text = new String(bytes, charset);
        var marked = text.startsWith("\uFEFF");
        var read = new XmlText(marked ? text.substring(1) : text, charset, marked);
        if (!Arrays.equals(read.encode(read.text), bytes)) {
            throw new MalformedXml(
                    "文件的编码与内容不符（" + charset + "），请另存为 UTF-8 / the bytes are not valid " + charset + ": save as UTF-8");
        }
        return read;
    }

    /** The same file with other text. */
    public XmlText with(String changed) throws MalformedXml {
        return read(encode(changed));
    }

    /** The characters, without a byte order mark. */
    public String text() {
        return text;
    }

    /** The bytes of the file. */
    public byte[] bytes() {
        return encode(text);
    }

    /** The root element. */
    public Element root() {
        return root;
    }

    /** What ends a line in this file. */
    public String lineEnd() {
        int newline = text.indexOf('\n');
        return newline > 0 && text.charAt(newline - 1) == '\r' ? "\r\n" : "\n";
    }

    private byte[] encode(String characters) {
        return (byteOrderMark ? "\uFEFF" + characters : characters).getBytes(charset);
    }

    private static Charset charsetOf(byte[] bytes) throws MalformedXml {
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xfe && (bytes[1] & 0xff) == 0xff) {
            return StandardCharsets.UTF_16BE;
        }
        if (bytes.length >= 2 && (bytes[0] & 0xff) == 0xff && (bytes[1] & 0xff) == 0xfe) {
            return StandardCharsets.UTF_16LE;
        }
        var start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        var declared = DECLARED.matcher(start.startsWith("\u00ef\u00bb\u00bf") ? start.substring(3) : start);
        try {
            return declared.find() ? Charset.forName(declared.group(1)) : StandardCharsets.UTF_8;
        } catch (IllegalArgumentException unknown) {
            throw new MalformedXml("未知的编码 / unknown encoding " + declared.group(1));
        }
    }

    private Element scan() {
        Element top = null;
        Element open = null;
        int at = text.indexOf('<');
        while (at >= 0) {
            if (text.startsWith("<!--", at)) {
                at = text.indexOf("-->", at) + 3;
            } else if (text.startsWith("<![CDATA[", at)) {
                at = text.indexOf("]]>", at) + 3;
            } else if (text.startsWith("<?", at)) {
                at = text.indexOf("?>", at) + 2;
            } else if (text.startsWith("</", at)) {
                open.closeStart = at;
                at = text.indexOf('>', at) + 1;
                open.end = at;
                open = open.parent;
            } else {
                var element = openTag(at, open);
                top = top == null ? element : top;
                at = element.openEnd;
                open = element.selfClosed() ? open : element;
            }
            at = text.indexOf('<', at);
        }
        return top;
    }

    private Element openTag(int start, Element parent) {
        int at = start + 1;
        while (" \t\r\n/>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var element = new Element(this, text.substring(start + 1, at), parent, start);
        while (text.charAt(at) != '>') {
            char c = text.charAt(at);
            if (" \t\r\n/".indexOf(c) >= 0) {
                at++;
                continue;
            }
            int equals = text.indexOf('=', at);
            int quote = equals + 1;
            while (text.charAt(quote) != '"' && text.charAt(quote) != '\'') {
                quote++;
            }
            int close = text.indexOf(text.charAt(quote), quote + 1);
            element.attributes.add(new Attribute(text.substring(at, equals).strip(), quote + 1, close));
            at = close + 1;
        }
        element.openEnd = at + 1;
        if (text.charAt(at - 1) == '/') {
            element.closeStart = -1;
            element.end = at + 1;
        }
        return element;
    }

    private static String unescaped(String raw) {
        if (raw.indexOf('&') < 0) {
            return raw;
        }
        var plain = new StringBuilder();
        int at = 0;
        for (int amp = raw.indexOf('&'); amp >= 0; amp = raw.indexOf('&', at)) {
            int end = raw.indexOf(';', amp);
            plain.append(raw, at, amp);
            var name = raw.substring(amp + 1, end);
            switch (name) {
                case "lt" -> plain.append('<');
                case "gt" -> plain.append('>');
                case "amp" -> plain.append('&');
                case "quot" -> plain.append('"');
                case "apos" -> plain.append('\'');
                default ->
                    plain.appendCodePoint(
                            name.startsWith("#x")
                                    ? Integer.parseInt(name.substring(2), 16)
                                    : Integer.parseInt(name.substring(1)));
            }
            at = end + 1;
        }
        return plain.append(raw, at, raw.length()).toString();
    }

    /** An attribute and where its value stands. */
    private record Attribute(String name, int valueStart, int valueEnd) {}

    /** An element and where it stands: offsets count characters of {@link XmlText#text()}. */
    public static final class Element {
        private final XmlText source;
        private final String qualified;
        private final Element parent;
        private final int start;
        private final int ordinal;
        private final Map<String, Integer> named = new HashMap<>(4);
        private final List<Attribute> attributes = new ArrayList<>(4);
        private final List<Element> children = new ArrayList<>();
        /** The children by their names, once they are asked for so. */
        private Map<String, List<Element>> byName;

        private int openEnd;
        private int closeStart;
        private int end;

        private Element(XmlText source, String qualified, Element parent, int start) {
            this.source = source;
            this.qualified = qualified;
            this.parent = parent;
            this.start = start;
            this.ordinal = parent == null ? 1 : parent.named.merge(name(), 1, Integer::sum);
            if (parent != null) {
                parent.children.add(this);
            }
        }

        /** The name without its prefix. */
        public String name() {
            return qualified.substring(qualified.indexOf(':') + 1);
        }

        /** The prefix with its colon, or nothing. */
        public String prefix() {
            return qualified.substring(0, qualified.indexOf(':') + 1);
        }

        /** The element around it, or null. */
        public Element parent() {
            return parent;
        }

        /** Which it is, from 1, among those of its name in the element around it. */
        public int ordinal() {
            return ordinal;
        }

        /** Where its start tag begins. */
        public int start() {
            return start;
        }

        /** Where its start tag ends. */
        public int openEnd() {
            return openEnd;
        }

        /** Where its end tag begins; its content stands between {@link #openEnd()} and here. */
        public int closeStart() {
            return selfClosed() ? openEnd : closeStart;
        }

        /** Where it ends. */
        public int end() {
            return end;
        }

        /** True for {@code <text/>}. */
        public boolean selfClosed() {
            return closeStart < 0;
        }

        /** The elements directly inside. */
        public List<Element> children() {
            return Collections.unmodifiableList(children);
        }

        /** Those of that name. */
        public List<Element> children(String name) {
            var sorted = byName;
            if (sorted == null) {
                sorted = Map.copyOf(children.stream().collect(Collectors.groupingBy(Element::name)));
                byName = sorted;
            }
            return Collections.unmodifiableList(sorted.getOrDefault(name, List.of()));
        }

        /** The first of that name, or null. */
        public Element child(String name) {
            return children.stream()
                    .filter(child -> child.name().equals(name))
                    .findFirst()
                    .orElse(null);
        }

        /** The value of an attribute, or null. */
        public String attribute(String name) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst()
                    .map(found -> unescaped(source.text.substring(found.valueStart(), found.valueEnd())))
                    .orElse(null);
        }

        /** The names of its attributes, prefixes included. */
        public List<String> attributeNames() {
            return attributes.stream().map(Attribute::name).toList();
        }

        /** Where the value of an attribute stands, from and to, or null. */
        public int[] attributeSpan(String name) {
            return attributes.stream()
                    .filter(attribute -> attribute.name().equals(name))
                    .findFirst()
                    .map(found -> new int[] {found.valueStart(), found.valueEnd()})
                    .orElse(null);
        }

        /** The characters directly inside, as the author meant them: entities resolved, comments left out. */
        public String content() {
            var plain = new StringBuilder();
            int at = openEnd;
            var text = source.text;
            int next = 0;
            while (at < closeStart()) {
                if (next < children.size() && children.get(next).start == at) {
                    at = children.get(next++).end;
                } else if (text.startsWith("<![CDATA[", at)) {
                    int close = text.indexOf("]]>", at);
                    plain.append(text, at + 9, close);
                    at = close + 3;
                } else if (text.startsWith("<!--", at)) {
                    at = text.indexOf("-->", at) + 3;
                } else if (text.startsWith("<?", at)) {
                    at = text.indexOf("?>", at) + 2;
                } else {
                    int tag = text.indexOf('<', at);
                    plain.append(unescaped(text.substring(at, tag)));
                    at = tag;
                }
            }
            return plain.toString().replace("\r\n", "\n");
        }

        /** The element's own characters, tags included. */
        public String outer() {
            return source.text.substring(start, end);
        }
    }
}
