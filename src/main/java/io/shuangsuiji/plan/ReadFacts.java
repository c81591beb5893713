package io.shuangsuiji.plan;

import io.shuangsuiji.plan.Facts.DifferingColumn;
import io.shuangsuiji.plan.Facts.LackingFact;
import io.shuangsuiji.plan.Facts.OtherTotal;
import io.shuangsuiji.plan.Facts.SheetLeftOut;
import io.shuangsuiji.plan.Facts.SheetsJoined;
import io.shuangsuiji.plan.Facts.UnreadColumn;
import io.shuangsuiji.plan.Facts.UnseenRows;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.ReadReport.ColumnRead;
import io.shuangsuiji.registry.ReadReport.SheetRead;
import io.shuangsuiji.registry.ReadReport.Use;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** What the rules are told of the reading of a registry: all that might have been meant otherwise. */
public final class ReadFacts {
    private ReadFacts() {}

    static List<Object> of(ReadReport read) {
        return of(read, Facts.REGISTRY, fact -> true);
    }

    /**
     * Of a file of another kind.
     *
     * @param file what the rules call its kind
     * @param asked which facts it should have columns for
     */
    public static List<Object> of(ReadReport read, String file, Predicate<String> asked) {
        var facts = new ArrayList<Object>();
        var lacking = read.lacking().stream()
                .filter(ReadReport.Fact::declared)
                .map(ReadReport.Fact::fact)
                .collect(Collectors.toSet());
        read.lacking().stream()
                .filter(ReadReport.Fact::declared)
                .filter(fact -> asked.test(fact.fact()))
                .forEach(fact -> facts.add(new LackingFact(
                        file,
                        fact.label(),
                        read.columns().stream()
                                .filter(column -> column.use() == Use.UNUSED
                                        && fact.fact().equals(column.fact()))
                                .map(ColumnRead::header)
                                .collect(Collectors.joining("、")))));
        for (var column : read.columns()) {
            if (column.use() == Use.UNUSED && column.fact() != null && !lacking.contains(column.fact())) {
                facts.add(new UnreadColumn(file, column.header(), column.label()));
            }
            if (column.differing() != null && column.differing() > 0) {
                var taken = read.columns().stream()
                        .filter(other -> other.use() == Use.TAKEN
                                && other.sheet().equals(column.sheet())
                                && column.fact().equals(other.fact()))
                        .map(ColumnRead::header)
                        .findFirst()
                        .orElse("");
                facts.add(new DifferingColumn(
                        file, column.label(), taken, column.header(), column.differing(), column.examples()));
            }
        }
        for (var sheet : read.sheets()) {
            if (!sheet.read()) {
                facts.add(new SheetLeftOut(file, sheet.name(), sheet.likely(), sheet.rows(), sheet.reason()));
            }
            if (sheet.hiddenRows() > 0) {
                facts.add(new UnseenRows(file, where(sheet), "隐藏", sheet.hiddenRows()));
            }
            if (sheet.filteredRows() > 0) {
                facts.add(new UnseenRows(file, where(sheet), "筛选隐藏", sheet.filteredRows()));
            }
        }
        var joined = read.sheets().stream().filter(SheetRead::read).toList();
        if (joined.size() > 1) {
            facts.add(new SheetsJoined(
                    file,
                    joined.stream()
                            .map(sheet -> sheet.name() + " " + sheet.rows() + " 行")
                            .collect(Collectors.joining("、")),
                    joined.stream().mapToLong(SheetRead::rows).sum()));
        }
        if (read.announced() != null && read.announced() != read.rows()) {
            facts.add(new OtherTotal(file, read.announced(), read.rows()));
        }
        return facts;
    }

    /** Nothing where the file has one table without a name. */
    private static String where(SheetRead sheet) {
        return sheet.name().isEmpty() ? "" : "工作表「" + sheet.name() + "」";
    }
}
