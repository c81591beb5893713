package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Placed;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.NoteText;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.ElementText;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.workbook.FieldPath;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every mutant of an edition, with the change of its file that makes it one. */
final class Mutants {
    private static final Set<String> ORDERED_ROWS = Set.of("FIRST", "RULE ORDER");
    private static final Set<String> ORDERED_OUTPUTS = Set.of("PRIORITY", "OUTPUT ORDER");

    /**
     * A mutant and how it is made.
     *
     * @param dmn the file
     * @param splices what changes in it
     * @param about what the column of a changed input cell is about; null where another thing is changed
     */
    record Made(Mutant mutant, DmnFile dmn, List<Splice> splices, String about) {
        /** The bytes of a file with the changes of several mutants of it. */
        static byte[] bytes(List<Made> mutants) {
            var xml = mutants.get(0).dmn().xml();
            return xml.encode(Splice.apply(
                    xml.text(),
                    mutants.stream().flatMap(made -> made.splices().stream()).toList()));
        }

        /** The name of the model that is changed. */
        String model() {
            return dmn.modelName();
        }

        boolean overlaps(Made other) {
            return splices.stream().anyMatch(splice -> other.splices.stream().anyMatch(splice::overlaps));
        }
    }

    /** Where a change is made; the table's address is null, and the row 0, outside decision tables. */
    private record Spot(String place, String cell, String table, int row, String about) {
        static Spot outside(String place, String cell) {
            return new Spot(place, cell, null, 0, null);
        }
    }

    private final Edition edition;
    private final DmnFile dmn;
    private final List<Made> made = new ArrayList<>();

    private Mutants(Edition edition, DmnFile dmn) {
        this.edition = edition;
        this.dmn = dmn;
    }

    /**
     * The mutants that scenarios about some models could notice: of the tables and expressions of these models, and of
     * the types of their inputs.
     */
    static List<Made> of(Edition edition, Set<String> models) {
        var found = new ArrayList<Made>();
        var checked = checkedTypes(edition, models);
        edition.tables().files().values().forEach(file -> {
            var mutants = new Mutants(edition, file);
            mutants.types(checked);
            if (models.contains(file.modelName()) && edition.models().containsKey(file.modelName())) {
                mutants.tables(edition.tables().tables().stream()
                        .filter(table -> table.file().equals(file.name()) && table.kind() != Table.Kind.TYPES)
                        .toList());
            }
            found.addAll(mutants.made);
        });
        return found;
    }

    /** The names of the types by which callers' inputs are checked; those of outputs are for the validator. */
    private static Set<String> checkedTypes(Edition edition, Set<String> models) {
        return edition.models().values().stream()
                .filter(model -> models.contains(model.name()))
                .flatMap(model -> FieldPath.all(model.inputs()).stream())
                .map(path -> path.type().name())
                .collect(Collectors.toSet());
    }

    private void types(Set<String> checked) {
        for (var type : dmn.xml().root().children("itemDefinition")) {
            if (checked.contains(type.attribute("name"))) {
                type.children().stream()
                        .filter(part -> part.name().equals("allowedValues")
                                || part.name().equals("typeConstraint"))
                        .flatMap(FeelText::in)
                        .forEach(text -> edited(
                                text.of(),
                                text.feel(),
                                Spot.outside("类型 " + type.attribute("name"), "允许的取值"),
                                FeelMutations.ofTests(text.feel(), List.of())));
            }
        }
    }

    private void tables(List<Table> tables) {
        var seen = new HashSet<String>();
        for (var table : tables) {
            table.rows().forEach(row -> row.cells().forEach(cell -> seen.add(cell.address())));
            if (table.kind() == Table.Kind.DECISION_TABLE) {
                decisionTable(table);
            } else {
                table.rows().forEach(row -> values(table, row));
            }
        }
        // what no table shows is an expression inside another
        for (var decision : dmn.xml().root().children("decision")) {
            var label = decision.label();
            FeelText.in(decision)
                    .filter(text ->
                            text.of().name().equals("literalExpression") && !seen.contains(dmn.addressOf(text.of())))
                    .forEach(text -> edited(
                            text.of(),
                            text.feel(),
                            Spot.outside(label, ""),
                            FeelMutations.ofExpression(text.feel(), null, List.of())));
        }
    }

    private void values(Table table, Row row) {
        boolean rows = table.hasRows();
        var place = rows ? place(table, row) : table.label();
        if (rows) {
            var element = at(row.address());
            make(
                    Spot.outside(place, ""),
                    words(row),
                    Mutant.DELETED,
                    List.of(new Splice(element.start(), element.end(), "")));
        }
        for (var placed : table.cells(row, ColumnKind.VALUE)) {
            var label = rows ? placed.column().label() : table.kind() == Table.Kind.CONTEXT ? row.name() : "";
            value(placed.cell(), Spot.outside(place, label));
        }
    }

    private void value(Cell cell, Spot spot) {
        if (cell.address() != null && !cell.feel().isBlank()) {
            edited(
                    at(cell.address()),
                    cell.feel().strip(),
                    spot,
                    FeelMutations.ofExpression(cell.feel(), sample(cell.type()), members(cell.type())));
        }
    }

    private void decisionTable(Table table) {
        var id = table.address();
        if (ORDERED_OUTPUTS.contains(table.hitPolicy())) {
            table.columns().stream()
                    .filter(column -> column.kind() == ColumnKind.OUTPUT)
                    .forEach(column -> priorities(at(column.address()), table));
        }
        var rows = table.rows();
        for (var row : rows) {
            var place = place(table, row);
            var spot = new Spot(place, "", id, row.number(), null);
            var self = at(row.address());
            make(spot, words(row), Mutant.DELETED, List.of(new Splice(self.start(), self.end(), "")));
            if (ORDERED_ROWS.contains(table.hitPolicy()) && row.number() < rows.size()) {
                var next = at(rows.get(row.number()).address());
                make(
                        spot,
                        words(row),
                        Mutant.SWAPPED,
                        List.of(
                                new Splice(self.start(), self.end(), next.outer()),
                                new Splice(next.start(), next.end(), self.outer())));
            }
            table.cells(row, ColumnKind.INPUT).forEach(placed -> tests(placed, place, id, row.number()));
            table.conclusions(row)
                    .forEach(placed ->
                            value(placed.cell(), new Spot(place, placed.column().label(), id, row.number(), null)));
        }
    }

    private void tests(Placed placed, String place, String table, int row) {
        var cell = placed.cell();
        if (!cell.demandsNothing()) {
            var column = placed.column();
            var members = new ArrayList<String>();
            // a constant of the edition takes no other value
            if (!edition.constants().containsKey(dmn.modelName() + "." + column.expression())) {
                members.addAll(members(column.type()));
                if (!members.isEmpty() && column.type().nullable()) {
                    members.add("null");
                }
            }
            edited(
                    at(cell.address()),
                    cell.feel().strip(),
                    new Spot(place, column.label(), table, row, column.expression()),
                    FeelMutations.ofTests(cell.feel(), members));
        }
    }

    /** The order of the output values, by which the hit policy chooses. */
    private void priorities(Element output, Table table) {
        var values = output.child("outputValues");
        Stream.ofNullable(values).flatMap(FeelText::in).forEach(text -> {
            var words = FeelEngine.read(Role.TESTS, text.feel(), List.of()).parts().stream()
                    .map(FeelTree::text)
                    .collect(Collectors.toCollection(ArrayList::new));
            var swapped = new ArrayList<String>();
            for (int i = 0; i + 1 < words.size(); i++) {
                Collections.swap(words, i, i + 1);
                swapped.add(String.join(",", words));
                Collections.swap(words, i, i + 1);
            }
            edited(values, text.feel(), new Spot(table.label(), "优先次序", table.address(), 0, null), swapped);
        });
    }

    private Element at(String address) {
        return dmn.at(address).orElseThrow();
    }

    /** Each in the place of what an element's text says. */
    private void edited(Element element, String from, Spot spot, Iterable<String> replacements) {
        boolean note = element.name().equals("annotationEntry");
        var text = element.child("text");
        for (var to : replacements) {
            var plain = note ? NoteText.of(to) : to;
            make(
                    spot,
                    from,
                    to,
                    List.of(
                            text == null
                                    ? ElementText.set(dmn.xml(), element, "text", plain)
                                    : Splice.content(text, plain)));
        }
    }

    private void make(Spot spot, String from, String to, List<Splice> splices) {
        var mutant = new Mutant(dmn.name(), spot.place(), spot.cell(), from, to, spot.table(), spot.row());
        made.add(new Made(mutant, dmn, splices, spot.about()));
    }

    private static String place(Table table, Row row) {
        return table.label() + " 第 " + row.number() + " 行";
    }

    private static String words(Row row) {
        return row.cells().stream().map(cell -> cell.feel().strip()).collect(Collectors.joining(" | "));
    }

    /** What a value of the type may be, as FEEL literals; empty where that is not listed. */
    private static List<String> members(CellType type) {
        return switch (type.kind()) {
            case TEXT -> type.values().stream().map(word -> "\"" + word + "\"").toList();
            case BOOLEAN -> List.of();
            default -> type.values();
        };
    }

    /** A value of the type, as a FEEL literal. */
    private static String sample(CellType type) {
        return switch (type.kind()) {
            case TEXT -> members(type).isEmpty() ? "\"变异\"" : members(type).get(0);
            case NUMBER -> "1";
            case BOOLEAN -> "true";
            case DATE -> "date(\"2024-01-01\")";
            default -> null;
        };
    }
}
