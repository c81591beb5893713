package io.shuangsuiji.model.xml;

import io.shuangsuiji.model.work.Recent;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.lang.ref.SoftReference;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;

/**
 * A DMN file as text, its elements found by address. An address is the id of an element, or, for one without an id, that
 * of the nearest element around it that has one, and the way from there: {@code quota-table-rule-1/annotationEntry[2]}.
 */
public final class DmnFile {
    private static final Pattern STEP = Pattern.compile("([^/\\[]+)\\[([1-9]\\d{0,5})]");

    /** Files read lately, while there is room for them: those of an edition are read for every page of its drafts. */
    private static final Recent<Content, SoftReference<Read>> READ = new Recent<>(32);

    private final String name;
    private final XmlText xml;
    private final Map<String, Element> byId = new HashMap<>();
    private volatile Derived derived;

    /** By a sum that costs next to nothing; whether they are the same bytes is seen from these. */
    private record Content(String name, long sum, int length) {}

    private record Read(byte[] bytes, DmnFile file) {}

    private record Derived(Object from, Object what) {}

    private DmnFile(String name, XmlText xml) {
        this.name = name;
        this.xml = xml;
        index(xml.root());
    }

    /**
     * Reads a file.
     *
     * @param name its name in the edition's folder
     * @throws MalformedXml where it is not well-formed XML or no DMN
     */
    public static DmnFile read(String name, byte[] bytes) throws MalformedXml {
        var sum = new CRC32C();
        sum.update(bytes);
        var content = new Content(name, sum.getValue(), bytes.length);
        var known = READ.get(content).map(SoftReference::get).filter(read -> Arrays.equals(read.bytes(), bytes));
        if (known.isPresent()) {
            return known.get().file();
        }
        var file = of(name, XmlText.read(bytes));
        READ.put(content, new SoftReference<>(new Read(bytes.clone(), file)));
        return file;
    }

    /**
     * What is derived from this file, which is kept for as long as it is derived from the same.
     *
     * @param from all else that it depends on; the last such is remembered
     */
    @SuppressWarnings("unchecked")
    public <T> T derived(Object from, Supplier<T> derive) {
        var last = derived;
        if (last == null || !last.from().equals(from)) {
            last = new Derived(from, derive.get());
            derived = last;
        }
        return (T) last.what();
    }

    /** The same file with other text. */
    public DmnFile with(String text) throws MalformedXml {
        return of(name, xml.with(text));
    }

    private static DmnFile of(String name, XmlText xml) throws MalformedXml {
        if (!xml.root().name().equals("definitions")) {
            throw new MalformedXml("不是 DMN 文件：根元素应为 definitions，收到 "
                    + xml.root().name() + " / not a DMN file: the root element must be definitions");
        }
        return new DmnFile(name, xml);
    }

    /** Its name in the edition's folder. */
    public String name() {
        return name;
    }

    /** Its text. */
    public XmlText xml() {
        return xml;
    }

    /** The model's namespace, by which others import it. */
    public String namespace() {
        return xml.root().attribute("namespace");
    }

    /** The model's name. */
    public String modelName() {
        var declared = xml.root().attribute("name");
        return declared == null ? name : declared;
    }

    /** The element at an address. */
    public Optional<Element> at(String address) {
        int slash = address.indexOf('/');
        var id = slash < 0 ? address : address.substring(0, slash);
        var element = id.isEmpty() ? xml.root() : byId.get(id);
        if (slash < 0 || element == null) {
            return Optional.ofNullable(element);
        }
        for (var step : address.substring(slash + 1).split("/", -1)) {
            var parts = STEP.matcher(step);
            if (!parts.matches()) {
                return Optional.empty();
            }
            element = element.child(parts.group(1), Integer.parseInt(parts.group(2)));
            if (element == null) {
                return Optional.empty();
            }
        }
        return Optional.of(element);
    }

    /** The address of an element. */
    public String addressOf(Element element) {
        var id = element.attribute("id");
        if (id != null && byId.get(id) == element) {
            return id;
        }
        if (element.parent() == null) {
            return "";
        }
        return addressOf(element.parent()) + "/" + element.name() + "[" + element.ordinal() + "]";
    }

    /** The ids of its elements. */
    public Set<String> ids() {
        return Collections.unmodifiableSet(byId.keySet());
    }

    /** True where an element has that id. */
    public boolean hasId(String id) {
        return byId.containsKey(id);
    }

    private void index(Element element) {
        var id = element.attribute("id");
        if (id != null && !id.contains("/")) {
            byId.putIfAbsent(id, element);
        }
        element.children().forEach(this::index);
    }
}
