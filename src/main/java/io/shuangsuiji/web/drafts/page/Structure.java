package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the page of a table offers to change beside its cells.
 *
 * @param table the table
 * @param columns those that may be renamed and deleted
 * @param entries those of a boxed context that have a name, which may be changed
 * @param paths what a new condition may ask about
 * @param types what a new conclusion may be of
 * @param policy the hit policy that the table has, with its aggregation
 * @param formula the formula, where the table is one; else null
 * @param refused the form that was sent and could not be taken, or null
 */
record Structure(
        Table table,
        List<Line> columns,
        List<Row> entries,
        List<Path> paths,
        List<String> types,
        String policy,
        String formula,
        Refused refused) {
    private static final Map<String, String> TYPES_IN_WORDS = Map.of(
            "string", "文字",
            "number", "数",
            "boolean", "是否",
            "date", "日期",
            "time", "时刻",
            "date and time", "日期和时刻",
            "days and time duration", "时长（天、小时）",
            "years and months duration", "时长（年、月）");

    /**
     * A form that could not be taken.
     *
     * @param problem why, in words
     * @param typed what was typed, by field
     */
    record Refused(String problem, Map<String, String> typed) {
        private static final List<String> TARGETS = List.of("e.column", "e.table", "e.formula");

        /** True where it is the form for that edit of that column, table or formula. */
        boolean isOf(String edit, String target) {
            return edit.equals(typed.get("e.edit"))
                    && TARGETS.stream().anyMatch(field -> target.equals(typed.get(field)));
        }
    }

    /** A hit policy as the page offers it, with how one that collects sums up, or null. */
    record Policy(String name, String aggregation, String words, boolean chosen) {}

    /**
     * A column.
     *
     * @param kind in words
     * @param order the order of a conclusion's values; null where it can have none
     * @param otherwise what a conclusion says where no row applies; null where it can say nothing
     */
    record Line(Column column, String kind, String order, String otherwise) {}

    /** Something to ask about: its FEEL, and what people call it. */
    record Path(String feel, String label) {}

    private static final List<String> POLICIES = List.of(
            "UNIQUE",
            "FIRST",
            "ANY",
            "PRIORITY",
            "COLLECT",
            "RULE ORDER",
            "OUTPUT ORDER",
            "COLLECT SUM",
            "COLLECT MIN",
            "COLLECT MAX",
            "COLLECT COUNT");

    static Structure of(EditionModel tables, Table table, Refused refused) {
        var file = tables.files().get(table.file());
        boolean rows = table.hasRows();
        return new Structure(
                table,
                rows
                        ? table.columns().stream()
                                .map(column -> line(file, column))
                                .toList()
                        : List.of(),
                table.rows().stream()
                        .filter(row -> file.at(row.address())
                                .filter(entry -> entry.name().equals("contextEntry"))
                                .filter(entry -> entry.child("variable") != null)
                                .isPresent())
                        .toList(),
                rows ? paths(tables, file) : List.of(),
                rows ? types(tables, file) : List.of(),
                table.hitPolicy(),
                table.kind() == Table.Kind.LITERAL && !table.constant()
                        ? table.rows().get(0).cells().get(0).feel()
                        : null,
                refused);
    }

    /** Why the form for that edit was refused; null where it was not. */
    public String problem(String edit, String target) {
        return refused != null && refused.isOf(edit, target) ? refused.problem() : null;
    }

    /** What was typed into a field of that form where it was refused, else what stands there. */
    public String typed(String edit, String target, String field, String otherwise) {
        return refused != null && refused.isOf(edit, target)
                ? refused.typed().getOrDefault(field, otherwise)
                : otherwise;
    }

    /** True where one of the forms that are folded away was refused. */
    public boolean open() {
        return refused != null;
    }

    /** True for a decision table. */
    public boolean decides() {
        return table.hitPolicy() != null;
    }

    /** The hit policies that may be chosen. */
    public List<Policy> policies() {
        return POLICIES.stream()
                .map(each -> {
                    boolean sums = each.startsWith("COLLECT ");
                    return new Policy(
                            sums ? "COLLECT" : each,
                            sums ? each.substring("COLLECT ".length()) : null,
                            Table.hitPolicyInWords(each),
                            each.equals(policy));
                })
                .toList();
    }

    private static Line line(DmnFile file, Column column) {
        boolean output = column.kind() == ColumnKind.OUTPUT;
        var element = file.at(column.address()).orElse(null);
        return new Line(
                column,
                switch (column.kind()) {
                    case INPUT -> "条件";
                    case OUTPUT -> "结论";
                    case ANNOTATION -> "说明";
                    case VALUE -> "列";
                },
                output ? shown(element.child("outputValues"), Role.TESTS, column) : null,
                output ? shown(element.child("defaultOutputEntry"), Role.VALUE, column) : null);
    }

    private static String shown(Element element, Role role, Column column) {
        var feel = element == null ? null : element.text("text");
        return feel == null ? "" : CellText.show(role, column.type(), feel);
    }

    private static List<Path> paths(EditionModel tables, DmnFile file) {
        var resolver = new TypeResolver(tables.files().values());
        var paths = new ArrayList<Path>();
        for (var element : file.xml().root().children()) {
            var name = element.attribute("name");
            boolean input = element.name().equals("inputData");
            if (name == null || !input && !element.name().equals("decision")) {
                continue;
            }
            var parts = input
                    ? resolver.typeAlong(file, name)
                            .flatMap(type -> TypeResolver.itemDefinition(type.file(), type.name()))
                            .map(item -> item.children("itemComponent"))
                            .orElse(List.of())
                    : List.<Element>of();
            parts.forEach(part -> paths.add(new Path(name + "." + part.attribute("name"), part.label())));
            if (parts.isEmpty()) {
                paths.add(new Path(name, Objects.requireNonNullElse(element.label(), name)));
            }
        }
        return paths;
    }

    /** What people call a type; one that an edition declares has a name of its own. */
    public String typeInWords(String type) {
        return TYPES_IN_WORDS.getOrDefault(type, type);
    }

    private static List<String> types(EditionModel tables, DmnFile file) {
        var types = new ArrayList<>(TypeResolver.feel());
        for (var other : tables.files().values()) {
            for (var item : other.xml().root().children("itemDefinition")) {
                if (item.attribute("name") != null && item.child("itemComponent") == null) {
                    TypeResolver.reference(file, new TypeResolver.Target(other, item.attribute("name")))
                            .filter(reference -> !types.contains(reference))
                            .ifPresent(types::add);
                }
            }
        }
        return types;
    }
}
