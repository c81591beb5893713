package io.shuangsuiji.model.xml;

import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A file as an editor of models wrote it, brought back to what the file says from which the editor began: in the version of
 * the standard that that one is written in, with what the editor's version has no words for, with the types of cells and
 * the extensions that editors leave out, and with a rule's description, where editors write annotations, among these.
 */
public final class FromEditor {
    private final DmnFile own;
    private final DmnFile returned;
    private final List<Splice> splices = new ArrayList<>();
    /** By an element of the own file the one that the editor wrote. */
    private final Map<Element, Element> written = new IdentityHashMap<>();

    private final Set<Element> taken = Collections.newSetFromMap(new IdentityHashMap<>());

    private FromEditor(DmnFile own, DmnFile returned) {
        this.own = own;
        this.returned = returned;
    }

    /**
     * Brings a file back.
     *
     * @param own the file that the editor was given, as it is kept
     * @param returned what it wrote
     */
    public static DmnFile back(DmnFile own, DmnFile returned) throws MalformedXml {
        var same = returned.with(Dmn13.inVersionOf(own, returned.xml().text()));
        var back = new FromEditor(own, same);
        back.match(own.xml().root(), same.xml().root());
        back.restore();
        back.annotate(same.xml().root());
        return back.splices.isEmpty() ? same : same.with(Splice.apply(same.xml().text(), back.splices));
    }

    private void match(Element mine, Element theirs) {
        written.put(mine, theirs);
        var byName = theirs.children().stream().collect(Collectors.groupingBy(Element::localName));
        for (var child : mine.children()) {
            counterpart(child, theirs, byName.getOrDefault(child.localName(), List.of()))
                    .filter(taken::add)
                    .ifPresent(other -> match(child, other));
        }
    }

    /** What an editor wrote for an element: by its id, else by its name, else in its place; rules may have moved. */
    private Optional<Element> counterpart(Element child, Element in, List<Element> candidates) {
        var id = child.attribute("id");
        var same = id == null
                ? Optional.<Element>empty()
                : returned.at(id)
                        .filter(other ->
                                other.parent() == in && other.localName().equals(child.localName()));
        if (same.isPresent() || child.localName().equals("rule")) {
            return same;
        }
        var name = child.attribute("name");
        return candidates.stream()
                .filter(other -> name != null && name.equals(other.attribute("name")))
                .findFirst()
                .or(() -> candidates.size()
                                != child.parent().children(child.name()).size()
                        ? Optional.empty()
                        : Optional.of(candidates.get(child.ordinal() - 1)));
    }

    private void restore() {
        var later = Dmn13.later(own);
        // editors drop all comments, nobody deletes them in such a one
        boolean uncommented =
                written.values().stream().allMatch(element -> element.comments().isEmpty());
        written.forEach((mine, theirs) -> {
            if (mine.attribute("typeRef") != null && theirs.attribute("typeRef") == null) {
                var name = theirs.start()
                        + 1
                        + theirs.prefix().length()
                        + theirs.localName().length();
                var span = mine.attributeSpan("typeRef");
                splices.add(
                        new Splice(name, name, " typeRef=\"" + own.xml().text().substring(span[0], span[1]) + "\""));
            }
            if (uncommented) {
                mine.comments().forEach(comment -> insert(theirs, theirs.openEnd(), "<!--" + comment + "-->"));
            }
            for (var child : mine.children()) {
                var empty = named(theirs, child.localName());
                if (later.contains(child) && empty.isEmpty()) {
                    insert(theirs, after(mine, child, theirs), declared(child, theirs));
                } else if (child.localName().equals("extensionElements")
                        && empty.stream().allMatch(one -> one.children().isEmpty())) {
                    empty.forEach(one -> splices.add(new Splice(one.start(), one.end(), "")));
                    insert(theirs, after(mine, child, theirs), declared(child, theirs));
                }
            }
        });
    }

    private void insert(Element into, int place, String text) {
        if (!into.selfClosed()) {
            splices.add(new Splice(place, place, text));
        }
    }

    /** Behind what stands before it in the own file. */
    private static int after(Element mine, Element child, Element theirs) {
        int place = theirs.openEnd();
        for (var before : mine.children()) {
            if (before == child) {
                break;
            }
            for (var other : theirs.children()) {
                if (other.localName().equals(before.localName())) {
                    place = Math.max(place, other.end());
                }
            }
        }
        return place;
    }

    /** The characters of an element, with its namespace where it may be another's in the editor's file. */
    private static String declared(Element child, Element in) {
        var text = child.outer();
        if (child.prefix().isEmpty() && in.prefix().isEmpty()) {
            return text;
        }
        int name = 1 + child.prefix().length() + child.localName().length();
        var prefix = child.prefix().isEmpty() ? "" : ":" + child.prefix().replace(":", "");
        return text.substring(0, name) + " xmlns" + prefix + "=\"" + child.namespace() + "\"" + text.substring(name);
    }

    /** Where a table has annotations, a rule's description is said in the last of them. */
    private void annotate(Element element) {
        if (element.localName().equals("decisionTable")) {
            var columns = named(element, "annotation").size();
            for (var rule : named(element, "rule")) {
                var descriptions = named(rule, "description");
                var entries = named(rule, "annotationEntry");
                if (columns > 0 && entries.size() == columns && !descriptions.isEmpty()) {
                    annotate(descriptions.get(0), entries.get(columns - 1));
                }
            }
        }
        element.children().forEach(this::annotate);
    }

    private void annotate(Element description, Element entry) {
        var said = description.content().strip();
        var text = named(entry, "text").stream().findFirst();
        if (text.isEmpty() || said.isEmpty()) {
            return;
        }
        var before = text.get().content().strip();
        splices.add(new Splice(description.start(), description.end(), ""));
        if (!before.contains(said)) {
            splices.add(Splice.content(text.get(), before.isEmpty() ? said : before + "；" + said));
        }
    }

    private static List<Element> named(Element element, String localName) {
        return element.children().stream()
                .filter(child -> Objects.equals(child.localName(), localName))
                .toList();
    }
}
