package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.Boxed;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The facts that are registered of an object. */
public final class Facts {
    /** The model of the tables by which registries are read. */
    static final String REGISTRY = "registry";

    private static final String SERIES = "fact";

    private final EditionModel tables;
    private final ObjectType object;

    public Facts(EditionModel tables) throws StructureRefused {
        this.tables = tables;
        this.object = ObjectType.of(tables)
                .orElseThrow(() -> new StructureRefused(
                        "",
                        "找不到检查对象的类型：模型 " + ObjectType.MODEL + " 应有输入 " + ObjectType.INPUT
                                + " / the model has no input of objects"));
    }

    /**
     * Adds a fact, which may be missing of an object.
     *
     * @param kind one of {@link ValueKind}'s words
     * @param values what it may say, where the kind is one of words; else empty
     * @param key its JSON key, or null for the next free one
     */
    public EditionModel add(String label, String kind, List<String> values, String key) throws StructureRefused {
        var where = object.file().name();
        var name = label.strip();
        Checks.label(where, label);
        var taken = object.facts().stream()
                .filter(fact -> fact.label().equals(name) || fact.key().equals(key))
                .findFirst();
        if (taken.isPresent()) {
            throw new StructureRefused(
                    where,
                    "已有事实「" + taken.get().label() + "」（" + taken.get().key() + "） / there is such a fact already");
        }
        // headers of registries may be of other things than facts of objects
        var keys = Stream.concat(object.facts().stream().map(ObjectType.Fact::key), registered())
                .toList();
        var given = key == null ? Checks.freeKey(SERIES, 1, keys) : Checks.key(where, key, keys);
        var edit = new FileEdit(object.file());
        var type = new Types(tables).fitting(edit, name, ValueKind.of(where, kind), values);
        edit.behind(
                object.item().children("itemComponent"),
                object.item(),
                "<~itemComponent name=" + FileEdit.quoted(given) + " label=" + FileEdit.quoted(name) + ">\n  <~typeRef>"
                        + type + "</~typeRef>\n</~itemComponent>");
        return edit.written(tables);
    }

    /** The component of a fact. */
    Element component(String key) throws StructureRefused {
        return object.item().children("itemComponent").stream()
                .filter(component -> key.equals(component.attribute("name")))
                .findFirst()
                .orElseThrow(() -> new StructureRefused(
                        object.file().name(),
                        "没有事实「" + key + "」，有："
                                + object.facts().stream()
                                        .map(fact -> fact.key() + "（" + fact.label() + "）")
                                        .collect(Collectors.joining("、"))
                                + " / there is no such fact"));
    }

    /** The columns that show a fact under its own label. */
    List<Element> columns(DmnFile file, String key, String label) {
        var resolver = new TypeResolver(tables.files().values());
        var target = new Target(object.file(), object.item().attribute("name"));
        var columns = new ArrayList<Element>();
        for (var table : tables.tables()) {
            for (var column : table.columns()) {
                var path = Objects.requireNonNullElse(column.expression(), "");
                if (table.file().equals(file.name())
                        && column.label().equals(label)
                        && path.endsWith("." + key)
                        && resolver.typeAlong(file, path.substring(0, path.length() - key.length() - 1))
                                .filter(type -> resolver.chain(type).contains(target))
                                .isPresent()) {
                    file.at(column.address()).ifPresent(columns::add);
                }
            }
        }
        return columns;
    }

    ObjectType object() {
        return object;
    }

    /** Deletes a fact that no formula reads any more, and with it the header names by which registries call it. */
    public EditionModel delete(String key) throws StructureRefused {
        var component = component(key);
        var used = new Usage(tables).of(new Target(object.file(), object.item().attribute("name")), key);
        if (!used.isEmpty()) {
            throw Places.stillUsed(object.file().name(), "事实「" + component.label() + "」", used);
        }
        var edits = new ArrayList<FileEdit>();
        var edit = new FileEdit(object.file());
        edit.remove(component);
        edits.add(edit);
        for (var file : tables.files().values()) {
            if (file.modelName().equals(REGISTRY) && file != object.file()) {
                var rows = new FileEdit(file);
                rows(file.xml().root(), key).forEach(rows::remove);
                edits.add(rows);
            }
        }
        return FileEdit.written(tables, edits);
    }

    /** The keys for which the tables of registries have headers. */
    private Stream<String> registered() {
        return tables.tables().stream()
                .filter(table -> table.model().equals(REGISTRY) && table.kind() == Table.Kind.RELATION)
                .flatMap(table -> table.rows().stream())
                .map(row -> row.cells().get(0).text())
                .filter(text -> text.matches("\\w+"))
                .distinct();
    }

    /** The rows of relations in which a cell is this word. */
    private static List<Element> rows(Element element, String word) {
        var rows = new ArrayList<Element>();
        for (var child : element.children()) {
            if (child.name().equals("row") && element.name().equals("relation")) {
                if (Boxed.in(child).stream()
                        .map(cell -> cell.text("text"))
                        .filter(Objects::nonNull)
                        .anyMatch(feel -> SimpleFeel.constant(feel).equals(Optional.of(new Constant.Text(word))))) {
                    rows.add(child);
                }
            } else {
                rows.addAll(rows(child, word));
            }
        }
        return rows;
    }
}
