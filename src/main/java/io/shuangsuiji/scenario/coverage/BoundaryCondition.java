package io.shuangsuiji.scenario.coverage;

import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Placed;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.Trace;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.scenario.workbook.FieldPath;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A comparison of two values that may fall on either side: in an input cell ({@code >= 10}) or in an expression.
 *
 * @param model the model's name
 * @param table the address of the table in which it stands; null outside tables
 * @param place where it stands
 * @param text the comparison in words
 * @param left the expression compared
 * @param right the bound, an expression too
 * @param weight when it matters on which side a value falls
 */
public record BoundaryCondition(
        String model, String table, String place, String text, String left, String right, Weight weight) {
    private static final Set<String> ORDER = Set.of(">", ">=", "<", "<=");

    /** When a comparison decides: an input that falls on either side of it without a difference tries nothing. */
    sealed interface Weight {
        boolean decides(String table, Trace trace);
    }

    /**
     * Of an input cell: the row's other cells hold, and no earlier row takes all.
     *
     * @param others the row's other cells
     */
    record InRow(int number, boolean firstTakesAll, List<Placed> others) implements Weight {
        @Override
        public boolean decides(String table, Trace trace) {
            var values = trace.scope(table);
            boolean taken = firstTakesAll
                    && trace.tables().stream()
                            .filter(match -> match.table().equals(table))
                            .anyMatch(match -> match.matched().stream().anyMatch(row -> row < number));
            return !taken
                    && others.stream()
                            .allMatch(other -> FeelEngine.holds(
                                    other.cell().feel(),
                                    FeelEngine.evaluate(other.column().expression(), values),
                                    values));
        }
    }

    /** Of an expression: it comes to something else where the comparison does. */
    record InExpression(String where, String otherwise) implements Weight {
        @Override
        public boolean decides(String table, Trace trace) {
            var values = trace.scope(table);
            return !Objects.equals(FeelEngine.evaluate(where, values), FeelEngine.evaluate(otherwise, values));
        }
    }

    /** The side of a bound on which a value falls, if it is next to it: the smallest step that either value shows. */
    public enum Side {
        BELOW,
        AT,
        ABOVE
    }

    /** The bounds of a model, in the order of the file. */
    public static List<BoundaryCondition> of(Edition edition, DecisionModel model) {
        var names = Stream.concat(model.inputs().stream(), model.steps().stream())
                .map(Field::name)
                .toList();
        var found = new ArrayList<BoundaryCondition>();
        for (var table : edition.decisionTables(model.name())) {
            for (var row : table.rows()) {
                table.cells(row, ColumnKind.INPUT).forEach(placed -> inCell(table, row, placed, names, found));
            }
        }
        for (var decision : edition.file(model).xml().root().children("decision")) {
            var label = decision.label();
            FeelText.in(decision)
                    .filter(text -> text.role() == Role.VALUE)
                    .forEach(text -> comparisons(FeelEngine.read(Role.VALUE, text.feel(), names))
                            .forEach(part -> found.add(new BoundaryCondition(
                                    model.name(),
                                    null,
                                    label,
                                    part.text(),
                                    part.parts().get(0).text(),
                                    part.parts().get(1).text(),
                                    new InExpression(
                                            with(text.feel(), part, "true"), with(text.feel(), part, "false"))))));
        }
        var seen = new HashSet<List<String>>();
        return found.stream()
                .filter(bound -> seen.add(
                        Arrays.asList(bound.model, bound.table, bound.place, bound.text, bound.left, bound.right)))
                .toList();
    }

    private static String with(String whole, FeelTree part, String truth) {
        return whole.substring(0, part.start()) + "(" + truth + ")" + whole.substring(part.end());
    }

    private static void inCell(
            Table table, Table.Row row, Placed placed, List<String> names, List<BoundaryCondition> found) {
        var place = table.label() + " 第 " + row.number() + " 行";
        var label = placed.column().label();
        var left = placed.column().expression();
        var weight = new InRow(
                row.number(),
                "FIRST".equals(table.hitPolicy()),
                table.cells(row, ColumnKind.INPUT).stream()
                        .filter(other -> !other.equals(placed))
                        .toList());
        var read = FeelEngine.read(Role.TESTS, placed.cell().feel(), names);
        comparisons(read)
                .forEach(part -> found.add(new BoundaryCondition(
                        table.model(),
                        table.address(),
                        place,
                        label + "：" + part.text(),
                        part.parts().get(0).text().replace("?", left),
                        part.parts().get(1).text().replace("?", left),
                        weight)));
        read.all()
                .filter(part -> part.is(Kind.RANGE) || part.is(Kind.COMPARISON) && ORDER.contains(part.operator()))
                .forEach(part -> part.parts()
                        .forEach(bound -> found.add(new BoundaryCondition(
                                table.model(),
                                table.address(),
                                place,
                                label + " " + part.text(),
                                left,
                                bound.text(),
                                weight))));
    }

    private static Stream<FeelTree> comparisons(FeelTree read) {
        return read.all().filter(part -> part.is(Kind.OPERATION) && ORDER.contains(part.operator()));
    }

    /** The side next to the bound that an evaluation tries; empty where it tries none, or where it makes no difference. */
    public Optional<Side> side(Trace trace) {
        return near(trace).filter(side -> weight.decides(table, trace));
    }

    private Optional<Side> near(Trace trace) {
        var values = trace.scope(table);
        var value = FeelEngine.evaluate(left, values);
        var bound = FeelEngine.evaluate(right, values);
        if (value instanceof BigDecimal number && bound instanceof BigDecimal limit) {
            return side(
                    number.subtract(limit).compareTo(BigDecimal.ZERO),
                    number.subtract(limit).abs().compareTo(step(number, limit)));
        }
        if (value instanceof LocalDate day && bound instanceof LocalDate limit) {
            var days = ChronoUnit.DAYS.between(limit, day);
            return side(Long.signum(days), Long.compare(Math.abs(days), 1));
        }
        return Optional.empty();
    }

    private static Optional<Side> side(int sign, int distance) {
        return distance > 0 ? Optional.empty() : Optional.of(sign < 0 ? Side.BELOW : sign == 0 ? Side.AT : Side.ABOVE);
    }

    private static BigDecimal step(BigDecimal one, BigDecimal other) {
        return BigDecimal.ONE.movePointLeft(Math.max(
                0,
                Math.max(
                        one.stripTrailingZeros().scale(),
                        other.stripTrailingZeros().scale())));
    }

    /** True where the value compared is an input whose type allows no value on that side. */
    boolean impossible(Side side, DecisionModel dmn) {
        var input = FieldPath.all(dmn.inputs()).stream()
                .filter(path -> path.keys().equals(left))
                .findFirst();
        var bound = input.isPresent() ? FeelEngine.evaluate(right, Map.of()) : null;
        if (!(bound instanceof BigDecimal limit) || input.get().type().kind() != ValueType.Kind.NUMBER) {
            return false;
        }
        var step = BigDecimal.valueOf(side.ordinal() - 1L).multiply(step(limit, limit));
        return !input.get().type().constraint().allows(limit.add(step));
    }
}
