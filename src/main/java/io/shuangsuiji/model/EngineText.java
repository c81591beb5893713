package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The files of an edition as engines evaluate them. DMN knows no note that is part of a conclusion: each of these
 * ({@link Part}) becomes an output of its own, whose cells say what the notes say. Nothing else changes, no id and no
 * order of rows among it, so that what an engine says of a table is true of the file.
 */
public final class EngineText {
    private final DmnFile file;
    private final TypeResolver types;
    private final List<Splice> splices = new ArrayList<>();

    private EngineText(DmnFile file, TypeResolver types) {
        this.file = file;
        this.types = types;
    }

    /** All files, in UTF-8. */
    public static SortedMap<String, byte[]> of(EditionModel tables) {
        var types = new TypeResolver(tables.files().values());
        var texts = new TreeMap<String, byte[]>();
        tables.files()
                .forEach((name, file) -> texts.put(
                        name,
                        new EngineText(file, types)
                                .with(tables.tables().stream()
                                        .filter(table -> table.file().equals(name))
                                        .toList())));
        return texts;
    }

    /** Some of the files, which are read for it. */
    public static SortedMap<String, byte[]> of(SortedMap<String, DmnFile> files, Collection<String> wanted) {
        var types = new TypeResolver(files.values());
        var texts = new TreeMap<String, byte[]>();
        files.forEach((name, file) -> {
            if (wanted.contains(name)) {
                texts.put(name, new EngineText(file, types).with(TableReader.read(file, types)));
            }
        });
        return texts;
    }

    private byte[] with(List<Table> tables) {
        tables.forEach(this::table);
        return file.xml().utf8(Splice.apply(file.xml().text(), splices));
    }

    private void table(Table table) {
        var parts = table.parts();
        for (int i = 0; i < parts.size(); i++) {
            if (parts.get(i).isNote()) {
                var behind = parts.subList(i + 1, parts.size()).stream()
                        .map(Part::column)
                        .filter(column -> column != null && column.kind() == ColumnKind.OUTPUT)
                        .findFirst()
                        .orElse(null);
                add(table, parts.get(i), behind);
            }
        }
    }

    /** An output before the one that its type declares next, and a cell in every row. */
    private void add(Table table, Part part, Table.Column next) {
        var element = file.at(table.address()).orElseThrow();
        var outputs = element.children("output");
        int at = next == null
                ? outputs.size()
                : outputs.indexOf(file.at(next.address()).orElseThrow());
        var p = element.prefix();
        boolean defaults =
                !outputs.isEmpty() && outputs.stream().allMatch(output -> output.child("defaultOutputEntry") != null);
        put(
                element,
                "output",
                "input",
                at,
                "<" + p + "output name=\"" + quoted(part.key()) + "\" label=\"" + quoted(part.label()) + "\""
                        + type(part)
                        // an engine asks for no default as long as one output has none
                        + (defaults
                                ? ">" + text(p, "defaultOutputEntry", CellText.FEEL_NULL) + "</" + p + "output>"
                                : "/>"));
        for (var row : table.rows()) {
            put(
                    file.at(row.address()).orElseThrow(),
                    "outputEntry",
                    "inputEntry",
                    at,
                    text(
                            p,
                            "outputEntry",
                            part.feel(table.cell(row, part.column()).text()).orElse(CellText.FEEL_NULL)));
        }
    }

    private void put(Element parent, String like, String before, int at, String xml) {
        var siblings = parent.children(like);
        var earlier = parent.children(before);
        int place = at < siblings.size()
                ? siblings.get(at).start()
                : !siblings.isEmpty()
                        ? siblings.get(siblings.size() - 1).end()
                        : earlier.isEmpty()
                                ? parent.openEnd()
                                : earlier.get(earlier.size() - 1).end();
        splices.add(new Splice(place, place, xml));
    }

    private static String text(String prefix, String name, String feel) {
        return "<" + prefix + name + "><" + prefix + "text>" + Splice.escaped(feel) + "</" + prefix + "text></" + prefix
                + name + ">";
    }

    /** As this file refers to it; without, where it cannot: the type of the decision says it all the same. */
    private String type(Part part) {
        return types.declared(part)
                .flatMap(type -> TypeResolver.reference(file, type))
                .map(reference -> " typeRef=\"" + quoted(reference) + "\"")
                .orElse("");
    }

    private static String quoted(String plain) {
        return Splice.escaped(plain).replace("\"", "&quot;");
    }
}
