package io.shuangsuiji.scenario.coverage;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.scenario.workbook.Column.Role;
import io.shuangsuiji.scenario.workbook.Headers;
import io.shuangsuiji.scenario.workbook.InputCell;
import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.scenario.workbook.ScenarioSheet;
import io.shuangsuiji.scenario.workbook.ShownValue;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Expected texts, clauses and rules that no row of a model's tables can give. A value is held against the tables only where
 * these say every value that there can be: where it is written in a column, and no formula makes another.
 */
public final class ImpossibleExpectations {
    private static final int SHOWN = 12;

    private final Edition edition;
    private final DecisionModel model;
    private final List<String> names;

    private ImpossibleExpectations(Edition edition, DecisionModel model) {
        this.edition = edition;
        this.model = model;
        this.names = Stream.concat(model.inputs().stream(), model.steps().stream())
                .map(Field::name)
                .toList();
    }

    /** Those of a workbook by scenario: what is expected in vain, and what there is. */
    public static Map<Scenario, List<String>> in(Edition edition, ScenarioBook book) {
        var found = new HashMap<Scenario, List<String>>();
        for (var sheet : book.sheets()) {
            var model = edition.models().get(sheet.subject().name());
            if (model != null) {
                new ImpossibleExpectations(edition, model).in(sheet, found);
            }
        }
        return found;
    }

    private void in(ScenarioSheet sheet, Map<Scenario, List<String>> found) {
        Headers.keyedList(sheet.subject())
                .map(list -> list.type().fields().get(0))
                .flatMap(key -> possible(key).map(texts -> new Known(Headers.SELECT, false, texts)))
                .ifPresent(known -> sheet.scenarios().stream()
                        .filter(scenario -> scenario.select() != null)
                        .forEach(scenario -> known.check(scenario, scenario.select(), found)));
        for (var column : sheet.headers().of(Role.EXPECTATION)) {
            possible(column.path().last())
                    .map(texts ->
                            new Known(column.header(), column.path().type().list(), texts))
                    .ifPresent(known -> sheet.scenarios()
                            .forEach(scenario -> scenario.expectations().stream()
                                    .filter(expectation -> expectation.column().equals(column))
                                    .forEach(expectation -> known.check(scenario, expectation.value(), found))));
        }
    }

    /** What a column of expectations may hold. */
    private record Known(String header, boolean list, Set<String> texts) {
        void check(Scenario scenario, String written, Map<Scenario, List<String>> found) {
            if (written.equals(ShownValue.NULL) || texts.contains(written)) {
                return;
            }
            var unknown = InputCell.split(written).stream()
                    .filter(text -> !text.equals(ShownValue.NULL) && !texts.contains(text))
                    .toList();
            if (!unknown.isEmpty()) {
                found.computeIfAbsent(scenario, any -> new ArrayList<>())
                        .add("「" + header + "」期望 " + String.join("、", unknown) + "，表里没有一行给得出；有的是 "
                                + texts.stream().sorted().limit(SHOWN).collect(Collectors.joining("、"))
                                + (texts.size() > SHOWN ? " 等" : ""));
            }
        }
    }

    /** Every text that a field may have; empty where that cannot be said. */
    private Optional<Set<String>> possible(Field field) {
        var columns = edition.tables().tables().stream()
                .filter(table -> table.model().equals(model.name()))
                .flatMap(table -> cells(table, field.name()))
                .toList();
        // words that a type lists may come from an input as well
        boolean free = field.type().kind() == ValueType.Kind.TEXT
                && field.type().constraint().isNone();
        if (!free || columns.isEmpty() || computed(field.name())) {
            return Optional.empty();
        }
        var texts = new HashSet<String>();
        for (var cell : columns) {
            var read = FeelEngine.read(CellText.Role.VALUE, cell, names);
            if (!isWritten(read)) {
                return Optional.empty();
            }
            FeelEngine.constants(CellText.Role.VALUE, cell, names)
                    .filter(String.class::isInstance)
                    .map(text -> ((String) text).strip())
                    .forEach(texts::add);
        }
        return Optional.of(texts);
    }

    private static Stream<String> cells(Table table, String key) {
        return table.rows().stream()
                .flatMap(row ->
                        Stream.concat(table.conclusions(row).stream(), table.cells(row, ColumnKind.VALUE).stream()))
                .filter(placed -> key.equals(placed.column().expression()))
                .map(placed -> placed.cell().feel())
                .filter(feel -> !feel.isBlank());
    }

    /** True for a constant, or a list of constants. */
    private static boolean isWritten(FeelTree read) {
        return read.is(Kind.TEXT, Kind.NULL)
                || read.is(Kind.LIST) && read.parts().stream().allMatch(part -> isWritten(part));
    }

    /** True where an entry of a context of that name is made of more than values that stand elsewhere. */
    private boolean computed(String key) {
        return all(edition.file(model).xml().root())
                .filter(element -> element.name().equals("contextEntry"))
                .filter(entry -> Optional.ofNullable(entry.child("variable"))
                        .filter(variable -> Objects.equals(variable.attribute("name"), key))
                        .isPresent())
                .flatMap(FeelText::in)
                .anyMatch(text -> FeelEngine.read(text.role(), text.feel(), names)
                        .all()
                        .anyMatch(part -> part.is(Kind.TEXT, Kind.CALL, Kind.OPERATION)));
    }

    private static Stream<Element> all(Element element) {
        return Stream.concat(Stream.of(element), element.children().stream().flatMap(ImpossibleExpectations::all));
    }
}
