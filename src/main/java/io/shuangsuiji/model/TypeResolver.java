package io.shuangsuiji.model;

import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.CellType.Kind;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the types that the files of an edition declare, and tells of them what cells need. */
public final class TypeResolver {
    private static final Map<String, Kind> FEEL_KINDS = Map.of(
            "string", Kind.TEXT,
            "number", Kind.NUMBER,
            "boolean", Kind.BOOLEAN,
            "date", Kind.DATE,
            "years and months duration", Kind.DURATION,
            "yearMonthDuration", Kind.DURATION,
            "days and time duration", Kind.DURATION,
            "dayTimeDuration", Kind.DURATION);
    private static final int MAX_CHAIN = 20;
    private static final CellType ANY = CellType.of("Any", Kind.OTHER);

    private final Map<String, DmnFile> byNamespace = new HashMap<>();

    public TypeResolver(Collection<DmnFile> files) {
        files.forEach(file -> byNamespace.put(file.namespace(), file));
    }

    /** All files to which references in a file may lead, by way of others too. */
    Set<DmnFile> within(DmnFile file) {
        var within = new LinkedHashSet<DmnFile>();
        var next = new ArrayDeque<>(List.of(file));
        while (!next.isEmpty()) {
            var root = next.pop().xml().root();
            Stream.concat(
                            root.children("import").stream().map(imported -> imported.attribute("namespace")),
                            // DMN 1.1 names a type by the prefix of its namespace
                            root.attributeNames().stream()
                                    .filter(name -> name.startsWith("xmlns:"))
                                    .map(root::attribute))
                    .map(byNamespace::get)
                    .filter(Objects::nonNull)
                    .filter(within::add)
                    .forEach(next::push);
        }
        return within;
    }

    /** The type that a reference in the file leads to. */
    public CellType resolve(DmnFile file, String reference) {
        return resolve(file, reference, 0);
    }

    /**
     * The type to which a path leads from an input or decision of the file, as {@code object.creditRating} does; that of any
     * value where the text is more than such a path.
     */
    CellType along(DmnFile file, String path) {
        for (var element : file.xml().root().children()) {
            var name = element.attribute("name");
            var variable = element.child("variable");
            if (variable != null && variable.attribute("typeRef") != null && isOn(path, name)) {
                var reference = variable.attribute("typeRef");
                return path.equals(name)
                        ? resolve(file, reference)
                        : component(file, reference, path.substring(name.length() + 1), 0);
            }
        }
        return ANY;
    }

    /**
     * The declared type to which a path leads from an input or decision of the file; lists are seen through, as FEEL does.
     */
    public Optional<Target> typeAlong(DmnFile file, String path) {
        for (var element : file.xml().root().children()) {
            var name = element.attribute("name");
            var variable = element.child("variable");
            if (variable != null && variable.attribute("typeRef") != null && isOn(path, name)) {
                var type = target(file, variable.attribute("typeRef"));
                return path.equals(name) ? Optional.of(type) : typeWithin(type, path.substring(name.length() + 1));
            }
        }
        return Optional.empty();
    }

    /** The declared type of a part of a structure. */
    public Optional<Target> typeWithin(Target structure, String path) {
        for (var type : chain(structure)) {
            for (var component : itemDefinition(type.file(), type.name())
                    .map(item -> item.children("itemComponent"))
                    .orElse(List.of())) {
                var name = component.attribute("name");
                var reference = component.text("typeRef");
                if (reference != null && isOn(path, name)) {
                    var found = target(type.file(), reference);
                    return path.equals(name)
                            ? Optional.of(found)
                            : typeWithin(found, path.substring(name.length() + 1));
                }
            }
        }
        return Optional.empty();
    }

    /** A type and those that it rests on, the nearest first. */
    public List<Target> chain(Target type) {
        var chain = new ArrayList<Target>();
        for (var next = type; next != null && chain.size() < MAX_CHAIN; ) {
            chain.add(next);
            var reference = itemDefinition(next.file(), next.name())
                    .map(item -> item.text("typeRef"))
                    .orElse(null);
            next = reference == null ? null : target(next.file(), reference);
        }
        return chain;
    }

    /** The structure that a type is, or that its elements are. */
    public Optional<Target> structure(Target type) {
        return chain(type).stream()
                .filter(each -> itemDefinition(each.file(), each.name())
                        .filter(item -> item.child("itemComponent") != null)
                        .isPresent())
                .findFirst();
    }

    /** What a cell of a part of a structure may hold. */
    CellType component(DmnFile file, Element component) {
        return of(file, component, 0);
    }

    /** The type that a structure declares for a part of a row; empty where it names none, or a list of one. */
    public Optional<Target> declared(Part part) {
        return byNamespace.values().stream()
                .filter(file -> file.name().equals(part.file()))
                .flatMap(file -> file
                        .at(part.address())
                        .filter(component -> !"true".equals(component.attribute("isCollection")))
                        .map(component -> component.text("typeRef"))
                        .map(reference -> target(file, reference))
                        .stream())
                .findFirst();
    }

    /** True for a type of FEEL's own that cells can hold. */
    public static boolean isFeel(String name) {
        return FEEL_KINDS.containsKey(name);
    }

    /** The types of FEEL's own that cells can hold. */
    public static List<String> feel() {
        return FEEL_KINDS.keySet().stream()
                .filter(name -> !name.matches(".*[a-z][A-Z].*"))
                .sorted()
                .toList();
    }

    /** How a file refers to a type; empty where it does not import the model that declares it. */
    public static Optional<String> reference(DmnFile from, Target type) {
        if (type.file() == from || itemDefinition(type.file(), type.name()).isEmpty()) {
            return Optional.of(type.name());
        }
        return from.xml().root().children("import").stream()
                .filter(imported -> type.file().namespace().equals(imported.attribute("namespace")))
                .map(imported -> imported.attribute("name") + "." + type.name())
                .findFirst();
    }

    private CellType component(DmnFile file, String reference, String path, int chain) {
        var target = target(file, reference);
        return chain > MAX_CHAIN
                ? ANY
                : itemDefinition(target.file(), target.name())
                        .map(item -> component(target.file(), item, path, chain + 1))
                        .orElse(ANY);
    }

    private CellType component(DmnFile file, Element item, String path, int chain) {
        if ("true".equals(item.attribute("isCollection"))) {
            return ANY;
        }
        for (var component : item.children("itemComponent")) {
            var name = component.attribute("name");
            if (path.equals(name)) {
                return of(file, component, chain);
            }
            if (isOn(path, name)) {
                return component(file, component, path.substring(name.length() + 1), chain);
            }
        }
        var reference = item.text("typeRef");
        return reference == null ? ANY : component(file, reference, path, chain);
    }

    private static boolean isOn(String path, String name) {
        return name != null && (path.equals(name) || path.startsWith(name + "."));
    }

    /** A type's name, and the file that declares it. */
    public record Target(DmnFile file, String name) {}

    /** Where a reference in a file leads; a FEEL type stays where it is named. */
    public Target target(DmnFile file, String reference) {
        for (var imported : file.xml().root().children("import")) {
            var name = imported.attribute("name");
            var target = byNamespace.get(imported.attribute("namespace"));
            for (var separator : List.of(".", ":")) {
                if (target != null && name != null && reference.startsWith(name + separator)) {
                    return new Target(target, reference.substring(name.length() + 1));
                }
            }
        }
        // DMN 1.1 names a type by the prefix of its namespace
        int colon = reference.indexOf(':');
        var target = colon < 0
                ? null
                : byNamespace.get(file.xml().root().attribute("xmlns:" + reference.substring(0, colon)));
        return target == null ? new Target(file, reference) : new Target(target, reference.substring(colon + 1));
    }

    private CellType resolve(DmnFile file, String reference, int chain) {
        if (reference == null || chain > MAX_CHAIN) {
            return ANY;
        }
        var target = target(file, reference);
        return declared(target.file(), target.name(), chain);
    }

    private CellType declared(DmnFile file, String name, int chain) {
        return itemDefinition(file, name)
                .map(item -> of(file, item, chain))
                .orElseGet(() ->
                        CellType.of(name, FEEL_KINDS.getOrDefault(name.substring(name.indexOf(':') + 1), Kind.OTHER)));
    }

    /** The item definition of that name in a file. */
    public static Optional<Element> itemDefinition(DmnFile file, String name) {
        return file.xml().root().children("itemDefinition").stream()
                .filter(item -> name.equals(item.attribute("name")))
                .findFirst();
    }

    private CellType of(DmnFile file, Element item, int chain) {
        var base = resolve(file, item.text("typeRef"), chain + 1);
        var constraint = item.child("typeConstraint");
        boolean whole = constraint != null
                && constraint.text("text") != null
                && constraint.text("text").contains("? = floor(?)");
        var type = new CellType(
                item.attribute("name"),
                base.kind(),
                base.list() || "true".equals(item.attribute("isCollection")),
                base.values(),
                base.nullable(),
                base.limits(),
                base.whole() || whole,
                base.names(),
                base.given());
        return allowing(type, item.child("allowedValues"));
    }

    /** The type narrowed by an {@code allowedValues}, {@code inputValues} or {@code outputValues} element. */
    static CellType allowing(CellType type, Element values) {
        var text = values == null ? null : values.text("text");
        if (text == null) {
            return type;
        }
        var tests = SimpleFeel.tests(text).filter(read -> !read.tests().isEmpty());
        if (tests.isEmpty()) {
            return type;
        }
        boolean orNull = SimpleFeel.holds(tests.get(), SimpleFeel.NULL);
        var words = new ArrayList<String>();
        for (var test : tests.get().tests()) {
            if (!(test instanceof SimpleFeel.Test.Is is) || tests.get().negated()) {
                return type.within(text, orNull);
            }
            if (!(is.value() instanceof Constant.Null)) {
                words.add(is.value() instanceof Constant.Text word ? word.value() : SimpleFeel.write(is.value()));
            }
        }
        return type.within(text, orNull).allowing(List.copyOf(words), orNull);
    }
}
