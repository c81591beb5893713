package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.ElementText;
import io.shuangsuiji.model.xml.FreshIds;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * Changes of one file that are written together, each laid out as its neighbours are. New elements are given as lines
 * whose depth is two blanks a level, their names marked {@code <~input>} for the prefix that the file uses.
 */
final class FileEdit {
    private static final String LEVEL = "  ";

    private final DmnFile file;
    private final FreshIds ids;
    private final List<Splice> splices = new ArrayList<>();

    FileEdit(DmnFile file) {
        this.file = file;
        this.ids = new FreshIds(file);
    }

    DmnFile file() {
        return file;
    }

    /** A new id: the wanted one, or the next in its series where that is taken. */
    String id(String wanted) {
        var id = ids.isTaken(wanted) ? ids.next(wanted) : wanted;
        ids.take(id);
        return id;
    }

    /** A value as it stands between quotes. */
    static String quoted(String value) {
        return "\"" + Splice.escaped(value).replace("\"", "&quot;") + "\"";
    }

    void after(Element sibling, String lines) {
        splices.add(new Splice(sibling.end(), sibling.end(), laidOut(sibling.gap(), sibling, lines)));
    }

    void before(Element sibling, String lines) {
        splices.add(new Splice(sibling.gapStart(), sibling.gapStart(), laidOut(sibling.gap(), sibling, lines)));
    }

    /** Behind the last of the elements, or, where there are none, as the first child of the parent. */
    void behind(List<Element> elements, Element parent, String lines) {
        if (elements.isEmpty()) {
            first(parent, lines);
        } else {
            after(elements.get(elements.size() - 1), lines);
        }
    }

    /** As the first child. */
    void first(Element parent, String lines) {
        if (!parent.selfClosed() && !parent.children().isEmpty()) {
            before(parent.children().get(0), lines);
            return;
        }
        var gap = parent.gap();
        var inside = laidOut(gap.contains("\n") ? gap + LEVEL : gap, parent, lines);
        if (parent.selfClosed()) {
            var name = parent.prefix() + parent.name();
            splices.add(new Splice(parent.end() - 2, parent.end(), ">" + inside + last(gap) + "</" + name + ">"));
        } else {
            splices.add(new Splice(parent.openEnd(), parent.openEnd(), inside));
        }
    }

    private String laidOut(String gap, Element neighbour, String lines) {
        var prefixed = lines.replace("<~", "<" + neighbour.prefix()).replace("</~", "</" + neighbour.prefix());
        if (!gap.contains("\n")) {
            return gap + prefixed.lines().map(String::strip).reduce("", String::concat);
        }
        return gap + String.join(last(gap), prefixed.lines().toList());
    }

    /** The last line break of a gap and what follows it. */
    private String last(String gap) {
        int newline = gap.lastIndexOf('\n');
        return newline < 0 ? "" : file.xml().lineEnd() + gap.substring(newline + 1);
    }

    /** Deletes an element with its line. */
    void remove(Element element) {
        splices.add(new Splice(element.gapStart(), element.end(), ""));
    }

    /** Sets an attribute, or takes it away where the value is null. */
    void attribute(Element element, String name, String value) {
        var span = element.attributeSpan(name);
        if (span != null && value != null) {
            splices.add(new Splice(span[0], span[1], Splice.escaped(value).replace("\"", "&quot;")));
        } else if (span != null) {
            var text = file.xml().text();
            int from = text.lastIndexOf(name, span[0] - 2);
            while (Character.isWhitespace(text.charAt(from - 1))) {
                from--;
            }
            splices.add(new Splice(from, span[1] + 1, ""));
        } else if (value != null) {
            int end = element.openEnd() - (element.selfClosed() ? 2 : 1);
            splices.add(new Splice(end, end, " " + name + "=" + quoted(value)));
        }
    }

    /** Sets what a child of the element says. */
    void text(Element element, String child, String plain) {
        splices.add(ElementText.set(file.xml(), element, child, plain));
    }

    void splice(Splice splice) {
        splices.add(splice);
    }

    /** The tables with all that was changed. */
    EditionModel written(EditionModel tables) throws StructureRefused {
        return written(tables, List.of(this));
    }

    /** The tables with all that was changed in several files. */
    static EditionModel written(EditionModel tables, List<FileEdit> edits) throws StructureRefused {
        var files = new TreeMap<>(tables.files());
        for (var edit : edits) {
            if (!edit.splices.isEmpty()) {
                try {
                    files.put(
                            edit.file.name(),
                            edit.file.with(Splice.apply(edit.file.xml().text(), edit.splices)));
                } catch (MalformedXml limit) {
                    throw new StructureRefused(edit.file.name(), limit.getMessage());
                }
            }
        }
        return EditionModel.of(files);
    }
}
