package io.shuangsuiji.policy;

import static java.util.Map.entry;

import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.sheets.header.Columns;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.xml.namespace.QName;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.ItemDefinition;
import org.kie.dmn.model.api.UnaryTests;

/** Reads the item definitions of the models, imports included, into {@link ValueType}s. */
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

    private final Collection<Definitions> models;

    private final Vocabulary vocabulary;

    public ValueTypes(Collection<Definitions> models, Vocabulary vocabulary) {
        this.models = models;
        this.vocabulary = vocabulary;
    }

    /** The type to which a reference in the model leads; a FEEL type's, where it leads to none of the models. */
    public ValueType resolve(QName reference, Definitions model) {
        if (reference == null) {
            return feel("Any");
        }
        var name = reference.getLocalPart();
        for (var imported : model.getImport()) {
            var prefix = imported.getName() + ".";
            if (reference.getPrefix().equals(imported.getName()) || name.startsWith(prefix)) {
                var target = models.stream()
                        .filter(any -> any.getNamespace().equals(imported.getNamespace()))
                        .findFirst();
                if (target.isPresent()) {
                    return declared(name.startsWith(prefix) ? name.substring(prefix.length()) : name, target.get());
                }
            }
        }
        return declared(name, model);
    }

    /** By what keys and headers fields may be given. */
    Columns columns(List<Field> fields) {
        return vocabulary.columns(fields);
    }

    /** The type that any of the models declares by that name. */
    Optional<ValueType> named(String name) {
        return models.stream()
                .filter(model -> model.getItemDefinition().stream()
                        .anyMatch(item -> item.getName().equals(name)))
                .map(model -> declared(name, model))
                .findFirst();
    }

    private ValueType declared(String name, Definitions model) {
        return model.getItemDefinition().stream()
                .filter(item -> item.getName().equals(name))
                .findFirst()
                .map(item -> of(item, model))
                .orElseGet(() -> feel(name));
    }

    private ValueType of(ItemDefinition item, Definitions model) {
        if (!item.getItemComponent().isEmpty()) {
            var fields = item.getItemComponent().stream()
                    .map(component -> new Field(component.getName(), labelOf(component), of(component, model)))
                    .toList();
            return new ValueType(
                    item.getName(),
                    Kind.STRUCTURE,
                    item.isIsCollection() ? 1 : 0,
                    ValueConstraint.NONE,
                    fields,
                    columns(fields),
                    Map.of());
        }
        var base = resolve(item.getTypeRef(), model);
        var constraint = and(and(base.constraint(), item.getAllowedValues(), item), item.getTypeConstraint(), item);
        // a component that only refers to a type keeps that type's name: it is the one staff know
        var name = item.getParent() instanceof ItemDefinition ? base.name() : item.getName();
        return new ValueType(
                name,
                base.kind(),
                base.lists() + (item.isIsCollection() ? 1 : 0),
                constraint,
                base.fields(),
                base.columns(),
                vocabulary.spellings().getOrDefault(name, base.spellings()));
    }

    private static ValueConstraint and(ValueConstraint constraint, UnaryTests tests, ItemDefinition item) {
        return tests == null ? constraint : constraint.and(tests.getText(), item.getDescription());
    }

    private static String labelOf(ItemDefinition item) {
        return item.getLabel() == null ? item.getName() : item.getLabel();
    }

    private static ValueType feel(String name) {
        return new ValueType(name, FEEL_KINDS.getOrDefault(name, Kind.OTHER), false, ValueConstraint.NONE, List.of());
    }
}
