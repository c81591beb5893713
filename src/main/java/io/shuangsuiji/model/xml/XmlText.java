package io.shuangsuiji.model.xml;

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
import java.util.stream.IntStream;
import java.util.stream.Stream;

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
        XmlGuard.checkSize(bytes);
        var charset = charsetOf(bytes);
        var text = new String(bytes, charset);
        var marked = text.startsWith("\uFEFF");
        // of another encoding not every byte comes back, and not even the first character may be that of XML
        if (!Arrays.equals(text.getBytes(charset), bytes)
                || !text.stripLeading().startsWith(marked ? "\uFEFF<" : "<")) {
            throw new MalformedXml("第 1 行第 1 列：内容不是 " + charset + " 编码的 XML：请另存为 UTF-8，或在首行写明编码，如 encoding=\"GB18030\""
                    + " / the bytes are no XML in " + charset + ": save as UTF-8, or declare the encoding");
        }
        XmlGuard.check(marked ? text.substring(1) : text);
        return new XmlText(marked ? text.substring(1) : text, charset, marked);
    }

    /** The same file with other text. */
    public XmlText with(String changed) throws MalformedXml {
        if (!charset.newEncoder().canEncode(changed)) {
            throw new MalformedXml("文件的编码 " + charset + " 写不出这些文字，请先把文件另存为 UTF-8 / the file's encoding " + charset
                    + " has no such characters: save it as UTF-8 first");
        }
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

    /** The same XML in UTF-8 without a byte order mark, for those who read no other. */
    public byte[] utf8() {
        return utf8(text);
    }

    /** The same with other characters. */
    public byte[] utf8(String characters) {
        var declared = DECLARED.matcher(characters);
        return (declared.find() && !charset.equals(StandardCharsets.UTF_8)
                        ? characters.substring(0, declared.start(1)) + "UTF-8" + characters.substring(declared.end(1))
                        : characters)
                .getBytes(StandardCharsets.UTF_8);
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

    /** The bytes of the file with other characters. */
    public byte[] encode(String characters) {
        return (byteOrderMark ? "\uFEFF" + characters : characters).getBytes(charset);
    }

    /** As the byte order mark says, or a zero beside the first character, or the declaration. */
    private static Charset charsetOf(byte[] bytes) throws MalformedXml {
        int first = bytes.length < 2 ? -1 : (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        if (first == 0xfeff || first == '<') {
            return StandardCharsets.UTF_16BE;
        }
        if (first == 0xfffe || first == '<' << 8) {
            return StandardCharsets.UTF_16LE;
        }
        var start = new String(bytes, 0, Math.min(bytes.length, 200), StandardCharsets.ISO_8859_1);
        boolean marked = start.startsWith("\u00ef\u00bb\u00bf");
        var declared = DECLARED.matcher(start);
        if (marked || !declared.find()) {
            return StandardCharsets.UTF_8;
        }
        try {
            var charset = Charset.forName(declared.group(1));
            if (charset.canEncode()) {
                return charset;
            }
        } catch (IllegalArgumentException unknown) {
            // refused below
        }
        throw new MalformedXml("未知的编码 / unknown encoding " + declared.group(1));
    }

    private Element scan() {
        Element top = null;
        Element open = null;
        var outside = new ArrayList<String>();
        int at = text.indexOf('<');
        while (at >= 0) {
            if (text.startsWith("<!--", at)) {
                int close = text.indexOf("-->", at);
                (open == null ? outside : open.comments).add(text.substring(at + 4, close));
                at = close + 3;
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
        top.comments.addAll(outside);
        return top;
    }

    private Element openTag(int start, Element parent) {
        int at = start + 1;
        while (" \t\r\n/>".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        var qualified = text.substring(start + 1, at);
        var attributes = new ArrayList<Attribute>(4);
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
            attributes.add(new Attribute(text.substring(at, equals).strip(), quote + 1, close));
            at = close + 1;
        }
        var element = new Element(this, qualified, parent, start, attributes);
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

    /** Takes characters of an element as the file has them, with their place. */
    private interface Characters {
        void take(String raw, int from, boolean cdata);
    }

    /** An attribute and where its value stands. */
    private record Attribute(String name, int valueStart, int valueEnd) {}

    /** An element and where it stands: offsets count characters of {@link XmlText#text()}. */
    public static final class Element {
        private final XmlText source;
        private final String qualified;
        private final String name;
        private final Element parent;
        private final int start;
        private final int ordinal;
        private final Map<String, Integer> named = new HashMap<>(4);
        private final List<Attribute> attributes;
        private final List<String> comments = new ArrayList<>(0);
        private final List<Element> children = new ArrayList<>();
        /** The children by their names, once they are asked for so. */
        private Map<String, List<Element>> byName;

        private int openEnd;
        private int closeStart;
        private int end;

        private Element(XmlText source, String qualified, Element parent, int start, List<Attribute> attributes) {
            this.source = source;
            this.qualified = qualified;
            this.parent = parent;
            this.start = start;
            this.attributes = attributes;
            int colon = qualified.indexOf(':');
            var top = parent == null ? this : parent.root();
            this.name = top.namespace().isEmpty() || namespace().equals(top.namespace())
                    ? qualified.substring(colon + 1)
                    : colon < 0 ? ":" + qualified : qualified;
            this.ordinal = parent == null ? 1 : parent.named.merge(name, 1, Integer::sum);
            if (parent != null) {
                parent.children.add(this);
            }
        }

        /** The name without its prefix; an element of another namespace than the root's keeps its own, colon included. */
        public String name() {
            return name;
        }

        /** The name without its prefix, of whatever namespace. */
        public String localName() {
            return name.substring(name.indexOf(':') + 1);
        }

        /** The namespace of its name. */
        public String namespace() {
            return namespace(qualified.substring(0, Math.max(0, qualified.indexOf(':'))));
        }

        /** The namespace that a prefix stands for here, the empty prefix for the default one; empty where for none. */
        public String namespace(String prefix) {
            var declaration = prefix.isEmpty() ? "xmlns" : "xmlns:" + prefix;
            for (var element = this; element != null; element = element.parent) {
                var declared = element.attributes.isEmpty() ? null : element.attribute(declaration);
                if (declared != null) {
                    return declared;
                }
            }
            return "";
        }

        /** The top of the file. */
        public Element root() {
            return parent == null ? this : parent.root();
        }

        /** The comments directly inside; those outside the root are the root's. */
        public List<String> comments() {
            return Collections.unmodifiableList(comments);
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

        /** Where the white space before it begins: with it goes the element's line. */
        public int gapStart() {
            int at = start;
            while (at > 0 && Character.isWhitespace(source.text.charAt(at - 1))) {
                at--;
            }
            return at;
        }

        /** The white space before it. */
        public String gap() {
            return source.text.substring(gapStart(), start);
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

        /** All of it as the file has it, from its first character to its last. */
        public String written() {
            return source.text.substring(start, end);
        }

        /** True for {@code <text/>}. */
        public boolean selfClosed() {
            return closeStart < 0;
        }

        /** The ids in it, its own first. */
        public Stream<String> ids() {
            var own = attribute("id");
            return Stream.concat(
                    own == null ? Stream.empty() : Stream.of(own),
                    children.stream().flatMap(Element::ids));
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
            return child(name, 1);
        }

        /** The one of that name and ordinal, or null. */
        public Element child(String name, int ordinal) {
            for (var child : children) {
                if (child.ordinal == ordinal && child.name.equals(name)) {
                    return child;
                }
            }
            return null;
        }

        /** The characters of the first child of that name, without space around them; null where there is none. */
        public String text(String name) {
            var child = child(name);
            return child == null ? null : child.content().strip();
        }

        /** What people call it: its label, or its name where it has none. */
        public String label() {
            var label = attribute("label");
            return label == null ? attribute("name") : label;
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
            walk((raw, from, cdata) -> plain.append(cdata ? raw : unescaped(raw)));
            return plain.toString().replace("\r\n", "\n");
        }

        /** For each character of {@link #content()} where it begins in the file, and last where the content ends. */
        public int[] offsets() {
            var at = IntStream.builder();
            int[] end = {openEnd};
            walk((raw, from, cdata) -> {
                for (int i = 0; i < raw.length(); ) {
                    int next = raw.charAt(i) == '&' && !cdata ? raw.indexOf(';', i) + 1 : i + 1;
                    if (!raw.startsWith("\r\n", i)) {
                        int width =
                                cdata ? 1 : unescaped(raw.substring(i, next)).length();
                        for (int k = 0; k < width; k++) {
                            at.add(from + i);
                        }
                    }
                    i = next;
                }
                end[0] = from + raw.length();
            });
            return IntStream.concat(at.build(), IntStream.of(end)).toArray();
        }

        /** Goes through the characters directly inside, piece by piece. */
        private void walk(Characters each) {
            int at = openEnd;
            var text = source.text;
            int next = 0;
            while (at < closeStart()) {
                if (next < children.size() && children.get(next).start == at) {
                    at = children.get(next++).end;
                } else if (text.startsWith("<![CDATA[", at)) {
                    int close = text.indexOf("]]>", at);
                    each.take(text.substring(at + 9, close), at + 9, true);
                    at = close + 3;
                } else if (text.startsWith("<!--", at)) {
                    at = text.indexOf("-->", at) + 3;
                } else if (text.startsWith("<?", at)) {
                    at = text.indexOf("?>", at) + 2;
                } else {
                    int tag = text.indexOf('<', at);
                    each.take(text.substring(at, tag), at, false);
                    at = tag;
                }
            }
        }

        /** The element's own characters, tags included. */
        public String outer() {
            return source.text.substring(start, end);
        }
    }
}
