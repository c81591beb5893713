package io.shuangsuiji.policy;

import static java.util.Map.entry;

import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.sheets.header.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the item definitions of an edition's files, imports included, into {@link ValueType}s. */
public final class ValueTypes {
    private static final Map<String, Kind> FEEL_KINDS = Map.ofEntries(
            entry("string", Kind.TEXT),
            entry("number", Kind.NUMBER),
            entry("boolean", Kind.BOOLEAN),
            entry("date", Kind.DATE),
            entry("time", Kind.TIME),
            entry("date and time", Kind.DATE_TIME),
            entry("dateTime", Kind.DATE_TIME),
            entry("days and time duration", Kind.DURATION),
            entry("dayTimeDuration", Kind.DURATION),
            entry("years and months duration", Kind.PERIOD),
            entry("yearMonthDuration", Kind.PERIOD));

    private final Collection<DmnFile> files;
    private final TypeResolver references;
    private final Vocabulary vocabulary;

    public ValueTypes(Collection<DmnFile> files, Vocabulary vocabulary) {
        this.files = files;
        this.references = new TypeResolver(files);
        this.vocabulary = vocabulary;
    }

    /** The type to which a reference in a file leads; a FEEL type's, where it leads to none of the files; null to any. */
    public ValueType resolve(String reference, DmnFile file) {
        if (reference == null) {
            return feel("Any");
        }
        var target = references.target(file, reference.strip());
        return declared(target.name(), target.file());
    }

    /** By what keys and headers fields may be given. */
    Columns columns(List<Field> fields) {
        return vocabulary.columns(fields);
    }

    /** The type that any of the files declares by that name. */
    Optional<ValueType> named(String name) {
        return files.stream()
                .filter(file -> TypeResolver.itemDefinition(file, name).isPresent())
                .map(file -> declared(name, file))
                .findFirst();
    }

    private ValueType declared(String name, DmnFile file) {
        return TypeResolver.itemDefinition(file, name)
                .map(item -> of(item, file))
                .orElseGet(() -> feel(name.substring(name.indexOf(':') + 1)));
    }

    private ValueType of(Element item, DmnFile file) {
        var itemName = item.attribute("name");
        int lists = "true".equals(item.attribute("isCollection")) ? 1 : 0;
        var components = item.children("itemComponent");
        if (!components.isEmpty()) {
            var fields = components.stream()
                    .map(component -> new Field(component.attribute("name"), component.label(), of(component, file)))
                    .toList();
            return new ValueType(
                    itemName, Kind.STRUCTURE, lists, ValueConstraint.NONE, fields, columns(fields), Map.of());
        }
        var base = resolve(item.text("typeRef"), file);
        var constraint = and(and(base.constraint(), item, "allowedValues"), item, "typeConstraint");
        // a component that only refers to a type keeps that type's name: it is the one staff know
        var name = item.name().equals("itemComponent") ? base.name() : itemName;
        return new ValueType(
                name,
                base.kind(),
                base.lists() + lists,
                constraint,
                base.fields(),
                base.columns(),
                vocabulary.spellings().getOrDefault(name, base.spellings()));
    }

    private static ValueConstraint and(ValueConstraint constraint, Element item, String tests) {
        var given = item.child(tests);
        return given == null || given.text("text") == null
                ? constraint
                : constraint.and(given.text("text"), item.text("description"));
    }

    private static ValueType feel(String name) {
        return new ValueType(name, FEEL_KINDS.getOrDefault(name, Kind.OTHER), false, ValueConstraint.NONE, List.of());
    }
}
