package io.shuangsuiji.amendment.diff;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Whatever two files say differently, element by element, beyond what a comparison of tables has told already. Nothing is
 * passed over but what is named here as layout: ids (references are compared by what they lead to), diagrams but for the
 * words in them, the program that wrote the file, the DMN version, prefixes, attributes that say what goes without
 * saying, white space around texts, and the order of elements that have none in DMN.
 */
final class OtherDifferences {
    /** Attributes without meaning for an answer or a reader, and those that the comparison of tables tells. */
    private static final Set<String> NOT_COMPARED = Set.of(
            "id",
            "exporter",
            "exporterVersion",
            "preferredOrientation",
            "decisionTable hitPolicy",
            "decisionTable aggregation");

    /** Namespaces of attributes that lay out: the widths of bpmn.io, the places of schemas. */
    private static final Pattern LAYOUT_NAMESPACE =
            Pattern.compile("http://bpmn\\.io/schema/dmn/biodi/.*|http://www\\.w3\\.org/2001/XMLSchema-instance");

    /** What an attribute means where it is not there. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "isCollection", "false",
            "kind", "FEEL",
            "textFormat", "text/plain",
            "associationDirection", "None");

    private static final Pattern FEEL = Pattern.compile("https?://www\\.omg\\.org/spec/(DMN/\\d+/FEEL|FEEL/\\d+)/?");
    private static final Pattern DMN = Pattern.compile("https?://www\\.omg\\.org/spec/DMN/\\d+/(MODEL/|dmn\\.xsd)");
    private static final Set<String> WITHOUT_ORDER =
            Set.of("informationRequirement", "knowledgeRequirement", "authorityRequirement", "encapsulatedDecision");
    private static final Set<String> TESTS = Set.of("inputValues", "outputValues", "allowedValues");

    private final Side before;
    private final Side after;
    private final Map<Element, Element> partners = new IdentityHashMap<>();
    private final Set<Element> placed = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Element> cells = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Element, At> names = new IdentityHashMap<>();
    private final List<Line> lines = new ArrayList<>();

    /** Files of one side, each known by its root. */
    private record Side(EditionModel tables, Map<Element, DmnFile> byRoot) {
        static Side of(EditionModel tables) {
            var byRoot = new IdentityHashMap<Element, DmnFile>();
            tables.files().values().forEach(file -> byRoot.put(file.xml().root(), file));
            return new Side(tables, byRoot);
        }
    }

    /** Where something stands: in words, and in which row and column where it is in one. */
    private record At(String path, String row, String column) {
        At step(String word) {
            return word.isEmpty() ? this : new At(path.isEmpty() ? word : path + " › " + word, row, column);
        }
    }

    /**
     * A difference.
     *
     * @param of the element that it is about, of the later side where that has it
     * @param row what people call the row, or null
     * @param column the column's header, or null
     * @param before what was there, or null for nothing
     * @param after what is there, or null for nothing
     * @param words the difference in one sentence
     */
    record Line(Element of, String row, String column, String before, String after, String words) {}

    OtherDifferences(EditionModel before, EditionModel after) {
        this.before = Side.of(before);
        this.after = Side.of(after);
    }

    /** What the comparison of tables tells itself and is passed over here, with all that is in it. */
    void told(Element element) {
        placed.add(element);
    }

    /** The text of a cell: what it says is told, but not what else the element has. */
    void toldText(Element text) {
        cells.add(text);
    }

    /** Elements that the comparison of tables has found to be the same row, column or cell. */
    void same(Element old, Element now, String name, String row, String column) {
        placed.add(old);
        placed.add(now);
        partners.put(now, old);
        names.put(now, new At(name, row, column));
    }

    /** The differences below elements that are the same; the words begin with a name. */
    List<Line> between(Element old, Element now, String name) {
        lines.clear();
        compare(old, now, new At(name, null, null));
        return List.copyOf(lines);
    }

    /** Files that only one side has. */
    List<Line> only(DmnFile file, boolean isNew) {
        lines.clear();
        only(file.xml().root(), isNew, new At("文件 " + file.name(), null, null));
        return List.copyOf(lines);
    }

    /** The address of what a difference is about, in its file. */
    String address(Element element) {
        return after.byRoot()
                .getOrDefault(element.root(), before.byRoot().get(element.root()))
                .addressOf(element);
    }

    /** All that an element says and the comparison of tables does not, in one line. */
    String describe(Element element, boolean isNew) {
        return describe(element, isNew ? after : before);
    }

    private void compare(Element old, Element now, At at) {
        change(now, at, text(old, before), text(now, after));
        var was = attributes(old, before);
        var is = attributes(now, after);
        var keys = new LinkedHashSet<>(was.keySet());
        keys.addAll(is.keySet());
        keys.forEach(key -> change(now, at.step(term(key)), was.get(key), is.get(key)));
        change(now, at.step("注释"), comments(old), comments(now));
        if (old.parent() == null) {
            change(now, at.step("图中文字"), diagram(old), diagram(now));
        }
        children(old, now, at);
    }

    private void children(Element old, Element now, At at) {
        var pairs = match(old, now);
        for (var child : now.children()) {
            if (placed.contains(child)) {
                var partner = partners.get(child);
                if (partner != null && !writtenAlike(partner, child)) {
                    var name = names.get(child);
                    compare(
                            partner,
                            child,
                            new At(
                                    at.step(name.path()).path(),
                                    name.row() == null ? at.row() : name.row(),
                                    name.column()));
                }
            } else if (pairs.containsKey(child)) {
                compare(pairs.get(child), child, at.step(step(child, after)));
            } else if (!isDiagram(child)) {
                only(child, true, at.step(step(child, after)));
            }
        }
        var kept = Collections.newSetFromMap(new IdentityHashMap<Element, Boolean>());
        kept.addAll(pairs.values());
        for (var child : old.children()) {
            if (!placed.contains(child) && !kept.contains(child) && !isDiagram(child)) {
                only(child, false, at.step(step(child, before)));
            }
        }
        order(old, now, pairs, at);
    }

    /** True for rules of the same characters, none of which can lead elsewhere: most of a long table. */
    private static boolean writtenAlike(Element old, Element now) {
        if (!now.name().equals("rule") || old.end() - old.start() != now.end() - now.start()) {
            return false;
        }
        var written = now.written();
        return written.equals(old.written())
                && !written.contains("Ref")
                && !written.contains("href")
                && written.indexOf(':') < 0;
    }

    private void only(Element element, boolean isNew, At at) {
        var said = describe(element, isNew ? after : before);
        if (said.isEmpty() && cells.contains(element)) {
            return;
        }
        lines.add(new Line(
                element,
                at.row(),
                at.column(),
                isNew ? null : said,
                isNew ? said : null,
                (isNew ? "增加" : "删除") + at.path() + (said.isEmpty() ? "" : "：" + said)));
    }

    private void change(Element of, At at, String was, String is) {
        if (!Objects.equals(was, is)) {
            lines.add(new Line(
                    of,
                    at.row(),
                    at.column(),
                    was,
                    is,
                    (at.path() + " ").stripLeading() + DiffWords.blank(was) + " → " + DiffWords.blank(is)));
        }
    }

    /** Which child was which: the same name and content, the same name, the same id, the only ones of their kind. */
    private Map<Element, Element> match(Element old, Element now) {
        var pairs = new LinkedHashMap<Element, Element>();
        var free = open(old);
        var rest = open(now);
        var keys = new IdentityHashMap<Element, String>();
        free.forEach(child -> keys.put(child, key(child, before)));
        rest.forEach(child -> keys.put(child, key(child, after)));
        BiPredicate<Element, Element> sameName = (a, b) -> keys.get(a).equals(keys.get(b));
        if (free.stream().map(keys::get).distinct().count() < free.size()) {
            var said = new IdentityHashMap<Element, String>();
            pair(
                    free,
                    rest,
                    pairs,
                    (a, b) -> sameName.test(a, b)
                            && said.computeIfAbsent(a, child -> describe(child, before))
                                    .equals(said.computeIfAbsent(b, child -> describe(child, after))));
        }
        pair(free, rest, pairs, sameName);
        pair(
                free,
                rest,
                pairs,
                (a, b) -> kind(a).equals(kind(b))
                        && a.attribute("id") != null
                        && a.attribute("id").equals(b.attribute("id")));
        if (old.parent() != null) {
            pair(free, rest, pairs, (a, b) -> kind(a).equals(kind(b)) && alone(a, free) && alone(b, rest));
        }
        return pairs;
    }

    private static boolean alone(Element element, List<Element> among) {
        return among.stream().filter(other -> kind(other).equals(kind(element))).count() == 1;
    }

    private List<Element> open(Element parent) {
        return parent.children().stream()
                .filter(child -> !placed.contains(child) && !isDiagram(child))
                .collect(Collectors.toCollection(ArrayList::new));
    }

    private static void pair(
            List<Element> free, List<Element> rest, Map<Element, Element> pairs, BiPredicate<Element, Element> same) {
        for (var child : List.copyOf(rest)) {
            free.stream().filter(other -> same.test(other, child)).findFirst().ifPresent(other -> {
                pairs.put(child, other);
                free.remove(other);
                rest.remove(child);
            });
        }
    }

    /** Children of one kind stand in the order that DMN gives a meaning, except the parts of a model and requirements. */
    private void order(Element old, Element now, Map<Element, Element> pairs, At at) {
        if (now.parent() == null) {
            return;
        }
        var kinds = new TreeSet<String>();
        pairs.keySet().forEach(child -> kinds.add(kind(child)));
        kinds.removeAll(WITHOUT_ORDER);
        for (var kind : kinds) {
            var is = now.children().stream()
                    .filter(child -> pairs.containsKey(child) && kind(child).equals(kind))
                    .toList();
            var was = is.stream()
                    .map(pairs::get)
                    .sorted((a, b) -> Integer.compare(a.start(), b.start()))
                    .toList();
            if (!was.equals(is.stream().map(pairs::get).toList())) {
                change(
                        now,
                        at.step(term(kind) + "的先后"),
                        was.stream().map(child -> name(child, before)).collect(Collectors.joining("、")),
                        is.stream().map(child -> name(child, after)).collect(Collectors.joining("、")));
            }
        }
    }

    private String describe(Element element, Side side) {
        if (isDiagram(element)) {
            return "";
        }
        var said = new ArrayList<String>();
        var text = text(element, side);
        if (text != null) {
            said.add(text);
        }
        attributes(element, side).forEach((key, value) -> said.add((term(key) + " " + value).strip()));
        var comments = comments(element);
        if (comments != null) {
            said.add("注释 " + comments);
        }
        for (var child : element.children()) {
            var step = term(kind(child));
            var inside = placed.contains(child) ? "" : describe(child, side);
            // an element may say what it says by being there
            if (!inside.isEmpty() || !placed.contains(child) && child.children().isEmpty() && !step.isEmpty()) {
                said.add((step + " " + (child.children().isEmpty() || step.isEmpty() ? inside : "（" + inside + "）"))
                        .strip());
            }
        }
        return String.join("，", said);
    }

    /** What stands directly in an element, or null for nothing. */
    private String text(Element element, Side side) {
        var text = element.content().strip();
        if (text.isEmpty() || cells.contains(element)) {
            return null;
        }
        var in = element.name().equals("text") && element.parent() != null
                ? element.parent().name()
                : "";
        if (element.name().equals("typeRef")) {
            return type(element, text);
        }
        var role = TESTS.contains(in) ? Role.TESTS : in.equals("defaultOutputEntry") ? Role.VALUE : Role.PLAIN;
        return CellText.show(role, CellType.PLAIN, text);
    }

    /** What the attributes say, by their names; an attribute of a namespace of its own by that, too. */
    private TreeMap<String, String> attributes(Element element, Side side) {
        var said = new TreeMap<String, String>();
        for (var attribute : element.attributeNames()) {
            int colon = attribute.indexOf(':');
            var prefix = attribute.substring(0, Math.max(0, colon));
            var namespace = colon < 0 || prefix.equals("xml") ? "" : element.namespace(prefix);
            var local = attribute.substring(colon + 1);
            if (attribute.equals("xmlns")
                    || prefix.equals("xmlns")
                    || NOT_COMPARED.contains(attribute)
                    || NOT_COMPARED.contains(element.name() + " " + attribute)
                    || LAYOUT_NAMESPACE.matcher(namespace).matches() && !local.equals("type")) {
                continue;
            }
            var value = value(element, attribute, element.attribute(attribute), side);
            if (value != null) {
                said.put(namespace.isEmpty() ? local : "{" + namespace + "}" + local, value);
            }
        }
        return said;
    }

    /** What an attribute says, or null where it says what goes without saying. */
    private String value(Element element, String attribute, String value, Side side) {
        if (value.equals(DEFAULTS.get(attribute))) {
            return null;
        }
        return switch (attribute) {
            case "href" -> target(element, value, side);
            case "typeRef", "outputTypeRef" -> type(element, value);
            case "importType" -> DMN.matcher(value).matches() ? null : value;
            case "expressionLanguage", "typeLanguage" -> {
                var around = element.parent() == null ? null : element.root().attribute(attribute);
                yield !FEEL.matcher(value).matches()
                        ? value
                        : around == null || FEEL.matcher(around).matches() ? null : "FEEL";
            }
            case "isCollection" -> value.equals("true") ? "是" : value;
            default -> value;
        };
    }

    /** A type's name; one with a prefix that stands for a namespace, as DMN 1.1 has them, by that. */
    private static String type(Element element, String name) {
        int colon = name.indexOf(':');
        var namespace = colon < 0 ? "" : element.namespace(name.substring(0, colon));
        return namespace.isEmpty()
                ? name
                : FEEL.matcher(namespace).matches()
                        ? name.substring(colon + 1)
                        : "{" + namespace + "}" + name.substring(colon + 1);
    }

    /** What a reference leads to, by its name; by its id, too, where that is shared; as it is where it leads nowhere. */
    private String target(Element from, String href, Side side) {
        int hash = href.indexOf('#');
        var id = href.substring(hash + 1);
        var namespace = href.substring(0, Math.max(0, hash));
        var file = side.tables().files().values().stream()
                .filter(each ->
                        namespace.isEmpty() ? each.xml().root() == from.root() : namespace.equals(each.namespace()))
                .findFirst();
        var target =
                file.filter(found -> hash >= 0).flatMap(found -> found.at(id)).orElse(null);
        if (target == null || target.attribute("id") == null) {
            return href;
        }
        // by the name that formulas use: a new label changes no reference
        var called = target.attribute("name");
        var name = term(kind(target))
                + (called == null ? "" : "「" + called + "」")
                + (namespace.isEmpty() ? "" : "（" + file.get().modelName() + "）");
        boolean shared = called != null
                && target.parent() != null
                && target.parent().children().stream()
                                .filter(other ->
                                        kind(other).equals(kind(target)) && called.equals(other.attribute("name")))
                                .count()
                        > 1;
        return shared || called == null ? name + " " + id : name;
    }

    private static String comments(Element element) {
        return element.comments().isEmpty()
                ? null
                : element.comments().stream()
                        .map(comment -> comment.strip().replaceAll("\\s+", " "))
                        .sorted()
                        .collect(Collectors.joining("；"));
    }

    private static boolean isDiagram(Element element) {
        return element.localName().equals("DMNDI")
                && element.parent() != null
                && element.parent().parent() == null;
    }

    /** The words that labels of the diagrams say in place of the names of what they show. */
    private static String diagram(Element root) {
        var words = new ArrayList<String>();
        root.children().stream().filter(OtherDifferences::isDiagram).forEach(child -> labels(child, words));
        return words.isEmpty() ? null : words.stream().sorted().collect(Collectors.joining("、"));
    }

    private static void labels(Element element, List<String> words) {
        if (element.localName().equals("Text") && !element.content().isBlank()) {
            words.add(element.content().strip());
        }
        element.children().forEach(child -> labels(child, words));
    }

    /** An element as a step of a path: what it is and what it is called. */
    private String step(Element element, Side side) {
        var term = term(kind(element));
        // where the name is that of what it refers to, the difference says it
        boolean refers = element.attribute("href") != null || element.name().endsWith("Requirement");
        var name = refers ? "" : name(element, side);
        return name.isEmpty() ? term : term.isEmpty() ? name : term + "「" + name + "」";
    }

    private String key(Element element, Side side) {
        var name = element.attribute("name");
        return kind(element) + "#" + (name == null ? name(element, side) : name);
    }

    /** What people call an element: its label or name, that of its variable or parameter, or of what it refers to. */
    private String name(Element element, Side side) {
        for (var attribute : List.of("label", "name", "href")) {
            var value = element.attribute(attribute);
            if (value != null) {
                return attribute.equals("href") ? target(element, value, side) : value;
            }
        }
        for (var child : element.children()) {
            boolean naming = switch (element.name()) {
                case "contextEntry" -> child.name().equals("variable");
                case "binding" -> child.name().equals("parameter");
                case "association" -> child.name().endsWith("Ref");
                default -> element.name().endsWith("Requirement");
            };
            if (naming) {
                return name(child, side);
            }
        }
        return "";
    }

    /** What an element is, whatever the prefix of its namespace. */
    private static String kind(Element element) {
        return element.name().indexOf(':') < 0 ? element.name() : "{" + element.namespace() + "}" + element.localName();
    }

    private static String term(String name) {
        return DiffWords.term(name);
    }
}
