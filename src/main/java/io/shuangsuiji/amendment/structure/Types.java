package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.cell.SimpleFeel.Test;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The types of an edition and the values that they list. */
public final class Types {
    private final EditionModel tables;
    private final TypeResolver resolver;

    public Types(EditionModel tables) {
        this.tables = tables;
        this.resolver = new TypeResolver(tables.files().values());
    }

    /**
     * Adds a type.
     *
     * @param kind what its values are made of, one of {@link ValueKind}'s words
     * @param values those of a type that lists them; else empty
     * @param nullable true where a value may be missing
     */
    public EditionModel add(String fileName, String name, String kind, List<String> values, boolean nullable)
            throws StructureRefused {
        var edit = new FileEdit(file(tables, fileName));
        refuseTaken(edit.file(), name);
        declare(edit, name, ValueKind.of(fileName, kind), values, nullable);
        return edit.written(tables);
    }

    /** Deletes a type that nothing uses any more. */
    public EditionModel delete(String fileName, String name) throws StructureRefused {
        var file = file(tables, fileName);
        var item = item(file, name);
        var places = new Places(tables);
        var used = new ArrayList<String>();
        for (var other : tables.files().values()) {
            references(other.xml().root())
                    .filter(use -> isAbout(other, use, file, name) && use.of() != item)
                    .forEach(use -> used.add(places.words(other, use.of())));
        }
        if (!used.isEmpty()) {
            throw Places.stillUsed(
                    fileName, "类型「" + name + "」", used.stream().distinct().toList());
        }
        var edit = new FileEdit(file);
        edit.remove(item);
        return edit.written(tables);
    }

    /**
     * Adds a value to those that a type lists.
     *
     * @param index where it is to stand, from 1; null for behind the others
     */
    public EditionModel addValue(String fileName, String typeName, String value, Integer index)
            throws StructureRefused {
        var file = file(tables, fileName);
        var words = words(file, typeName);
        refuseWord(fileName, typeName, words, value);
        var changed = new ArrayList<>(words);
        changed.add(Checks.place(fileName, index, words.size()), value.strip());
        return with(file, typeName, changed);
    }

    /** Takes a value away that nothing uses any more. */
    public EditionModel deleteValue(String fileName, String typeName, String value) throws StructureRefused {
        var file = file(tables, fileName);
        var words = words(file, typeName);
        require(fileName, typeName, words, value);
        var types = new HashSet<Target>(List.of(new Target(file, typeName)));
        var places = new Places(tables);
        var used = new Literals(tables)
                .of(value).stream()
                        .filter(found -> found.isOf(types) && !found.isDeclaredIn(file, typeName))
                        .map(found -> places.words(found.file(), found.text().of()))
                        .distinct()
                        .toList();
        if (!used.isEmpty()) {
            throw Places.stillUsed(fileName, "取值「" + value + "」", used);
        }
        if (words.size() == 1) {
            throw new StructureRefused(fileName, "「" + typeName + "」只剩这一个取值，不能删除 / a type needs a value");
        }
        return with(
                file,
                typeName,
                words.stream().filter(word -> !word.equals(value)).toList());
    }

    private EditionModel with(DmnFile file, String typeName, List<String> words) throws StructureRefused {
        var edit = new FileEdit(file);
        var allowed = item(file, typeName).child("allowedValues");
        boolean nullable = resolver.resolve(file, typeName).nullable();
        edit.text(allowed, "text", listed(words, nullable));
        return edit.written(tables);
    }

    /** The values that a type lists. */
    List<String> words(DmnFile file, String typeName) throws StructureRefused {
        var item = item(file, typeName);
        var allowed = item.child("allowedValues");
        var words = allowed == null
                ? List.<String>of()
                : SimpleFeel.tests(allowed.text("text") == null ? "" : allowed.text("text")).stream()
                        .filter(tests -> !tests.negated())
                        .flatMap(tests -> tests.tests().stream())
                        .filter(Test.Is.class::isInstance)
                        .map(test -> ((Test.Is) test).value())
                        .filter(Constant.Text.class::isInstance)
                        .map(text -> ((Constant.Text) text).value())
                        .toList();
        if (words.isEmpty()) {
            throw new StructureRefused(
                    file.name() + "#" + file.addressOf(item),
                    "类型「" + typeName + "」没有列出词语，不能增删改取值 / the type does not list words");
        }
        return words;
    }

    static void require(String fileName, String typeName, List<String> words, String value) throws StructureRefused {
        if (!words.contains(value)) {
            throw new StructureRefused(
                    fileName,
                    "「" + typeName + "」没有取值「" + value + "」，有：" + String.join("、", words) + " / there is no such value");
        }
    }

    static void refuseWord(String fileName, String typeName, List<String> words, String value) throws StructureRefused {
        if (value.isBlank() || value.strip().equals(CellText.NULL) || value.contains("、")) {
            throw new StructureRefused(
                    fileName, "取值不能为空白，不能叫「空」，不能含顿号：「" + value + "」 / a value may not be blank or contain 、");
        }
        var problem = CellText.read(Role.PLAIN, CellType.PLAIN, value).problem();
        if (problem != null) {
            throw new StructureRefused(fileName, problem);
        }
        if (words.contains(value.strip())) {
            throw new StructureRefused(fileName, "「" + typeName + "」已有取值「" + value + "」 / the value is there already");
        }
    }

    /** A type that fits, from those that the file declares, or a new one of that name; what it is called. */
    String fitting(FileEdit edit, String name, ValueKind kind, List<String> values) throws StructureRefused {
        if (kind != ValueKind.WORDS) {
            for (var item : edit.file().xml().root().children("itemDefinition")) {
                var declared = item.attribute("name");
                if (declared != null && kind.fits(resolver.resolve(edit.file(), declared), item)) {
                    return declared;
                }
            }
        }
        var free = name;
        for (int i = 2; TypeResolver.itemDefinition(edit.file(), free).isPresent(); i++) {
            free = name + i;
        }
        declare(edit, free, kind, values, true);
        return free;
    }

    private static void declare(FileEdit edit, String name, ValueKind kind, List<String> values, boolean nullable)
            throws StructureRefused {
        var where = edit.file().name();
        var words = new ArrayList<String>();
        for (var value : values) {
            refuseWord(where, name, words, value);
            words.add(value.strip());
        }
        if (words.isEmpty() == (kind == ValueKind.WORDS)) {
            throw new StructureRefused(
                    where,
                    kind == ValueKind.WORDS
                            ? "「取值」须列出至少一个词 / a type of words must list them"
                            : "只有「取值」可以列出词语 / only a type of words lists them");
        }
        var limits = kind == ValueKind.WORDS ? listed(words, nullable) : kind.limits(nullable);
        insert(
                edit,
                "<~itemDefinition id=" + FileEdit.quoted(edit.id(series(edit.file()))) + " name="
                        + FileEdit.quoted(name) + ">\n  <~typeRef>" + kind.feel() + "</~typeRef>\n"
                        + (limits.isEmpty()
                                ? ""
                                : "  <~allowedValues>\n    <~text>" + Splice.escaped(limits)
                                        + "</~text>\n  </~allowedValues>\n")
                        + (kind.constraint().isEmpty()
                                ? ""
                                : "  <~typeConstraint>\n    <~text>" + kind.constraint()
                                        + "</~text>\n  </~typeConstraint>\n")
                        + "</~itemDefinition>");
    }

    /** Puts a new type behind the others. */
    static void insert(FileEdit edit, String lines) {
        var root = edit.file().xml().root();
        var behind = Stream.of("itemDefinition", "import", "description")
                .map(root::children)
                .filter(found -> !found.isEmpty())
                .findFirst()
                .orElse(List.of());
        edit.behind(behind, root, lines);
    }

    static String series(DmnFile file) {
        return file.xml().root().children("itemDefinition").stream()
                .map(item -> item.attribute("id"))
                .filter(id -> id != null && id.matches(".*\\d"))
                .findFirst()
                .orElse(file.modelName() + "-type-0");
    }

    static String listed(List<String> words, boolean nullable) {
        return words.stream()
                        .map(word -> SimpleFeel.write(new Constant.Text(word)))
                        .collect(Collectors.joining(","))
                + (nullable ? ",null" : "");
    }

    static DmnFile file(EditionModel tables, String name) throws StructureRefused {
        var file = tables.files().get(name);
        if (file == null) {
            throw new StructureRefused(
                    name,
                    "没有这个 DMN 文件，可改：" + String.join("、", tables.files().keySet()) + " / there is no such DMN file");
        }
        return file;
    }

    static Element item(DmnFile file, String typeName) throws StructureRefused {
        return TypeResolver.itemDefinition(file, typeName)
                .orElseThrow(() -> new StructureRefused(
                        file.name(),
                        "没有类型「" + typeName + "」，有："
                                + file.xml().root().children("itemDefinition").stream()
                                        .map(item -> item.attribute("name"))
                                        .collect(Collectors.joining("、"))
                                + " / there is no such type"));
    }

    static void refuseTaken(DmnFile file, String name) throws StructureRefused {
        if (name.isBlank() || name.contains(".") || !name.equals(name.strip())) {
            throw new StructureRefused(file.name(), "名称不能为空白，不能含点，首尾不能有空格：「" + name + "」 / not a name");
        }
        var problem = CellText.read(Role.PLAIN, CellType.PLAIN, name).problem();
        if (problem != null) {
            throw new StructureRefused(file.name(), problem);
        }
        if (TypeResolver.itemDefinition(file, name).isPresent()) {
            throw new StructureRefused(file.name(), "已有类型「" + name + "」 / there is a type of that name already");
        }
    }

    /** A reference to a type, and the element that makes it. */
    private record Reference(Element of, String type) {}

    private static Stream<Reference> references(Element element) {
        var attribute = element.attribute("typeRef");
        var own = element.name().equals("typeRef")
                ? Stream.of(new Reference(element.parent(), element.content().strip()))
                : attribute == null ? Stream.<Reference>empty() : Stream.of(new Reference(element, attribute));
        return Stream.concat(own, element.children().stream().flatMap(Types::references));
    }

    private boolean isAbout(DmnFile from, Reference use, DmnFile file, String name) {
        return resolver.target(from, use.type()).equals(new Target(file, name));
    }
}
