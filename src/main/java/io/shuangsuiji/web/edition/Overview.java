package io.shuangsuiji.web.edition;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.model.CellWords;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.plan.Schedules;
import io.shuangsuiji.plan.UncoveredYear;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.document.QuoteColumns;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is asked first of an edition, in four plain tables: how much is drawn, what is treated otherwise, by when, and by
 * whom. The tables are those whose outputs the contract of editions names; all words are the edition's own.
 *
 * @param sheets in that order, those that the edition has
 */
record Overview(List<Sheet> sheets) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("M月d日");
    private static final String EVENT = "event";
    /** An empty list. */
    private static final String NOTHING = "[]";

    /** What is asked: the model that answers it, and by which of its outputs its table is known. */
    private enum Question {
        HOW_MUCH("抽多少", "quota", List.of("measure", "rate"), List.of()),
        WHICH("哪些情形另作判定", "classification", List.of("category", "reason"), List.of()),
        WHEN("什么时候办完", "schedule", List.of(EVENT, "base"), List.of(EVENT, "actor", "publishedOn")),
        WHO("由谁办、在哪里办", "routing", List.of("drawnBy", "platform"), List.of());

        private final String title;
        private final String model;
        private final List<String> known;
        private final List<String> shown;

        Question(String title, String model, List<String> known, List<String> shown) {
            this.title = title;
            this.model = model;
            this.known = known;
            this.shown = shown;
        }
    }

    /**
     * One of the tables.
     *
     * @param title what is asked
     * @param table the table that answers
     * @param headers of the columns between the rule's id and its quote
     * @param lines its rows
     * @param note what the reader should know, or null
     */
    record Sheet(String title, Table table, List<String> headers, List<Line> lines, String note) {
        /** Its anchor. */
        public String id() {
            return "q-" + table.model();
        }
    }

    /**
     * A row.
     *
     * @param rule its id
     * @param cells under the headers
     * @param clause the clause; empty where the edition names none
     * @param quote what it quotes
     */
    record Line(String rule, List<String> cells, String clause, String quote) {}

    static Overview of(Edition edition, LocalDate today) {
        var columns = QuoteColumns.of(edition.tables());
        var sheets = new ArrayList<Sheet>();
        for (var question : Question.values()) {
            table(edition, question).ifPresent(table -> sheets.add(sheet(edition, question, table, columns, today)));
        }
        return new Overview(List.copyOf(sheets));
    }

    /** The largest decision table of the model that has the outputs by which it is known. */
    private static Optional<Table> table(Edition edition, Question question) {
        return edition.decisionTables(question.model).stream()
                .filter(table -> table.columns().stream()
                        .filter(column -> column.kind() == ColumnKind.OUTPUT)
                        .map(Column::expression)
                        .toList()
                        .containsAll(question.known))
                .max(Comparator.comparing(table -> table.rows().size()));
    }

    private static Sheet sheet(Edition edition, Question question, Table table, QuoteColumns columns, LocalDate today) {
        var shown = shown(question, table, columns);
        var headers = new ArrayList<String>();
        boolean conditions = question == Question.WHICH;
        var dates = question == Question.WHEN ? Dates.of(edition, today) : null;
        if (conditions) {
            headers.add("条件");
        }
        shown.forEach(at -> headers.add(table.columns().get(at).label()));
        if (dates != null) {
            headers.add(dates.year() + "年的日期");
        }
        var lines = table.rows().stream()
                .map(row -> {
                    var cells = new ArrayList<String>();
                    if (conditions) {
                        cells.add(conditions(table, row));
                    }
                    shown.forEach(at -> cells.add(text(row.cells().get(at))));
                    if (dates != null) {
                        cells.add(dates.of(output(table, row, EVENT)));
                    }
                    return line(table, row, columns, cells);
                })
                .toList();
        return new Sheet(question.title, table, headers, lines, dates == null ? null : dates.note());
    }

    private static Line line(Table table, Row row, QuoteColumns columns, List<String> cells) {
        return new Line(
                under(table, row, columns.rule()).orElse(row.name()),
                cells,
                under(table, row, columns.clause()).orElse(""),
                under(table, row, columns.quote()).orElse(""));
    }

    /** The columns that tell something: neither ids and quotes, nor switches, nor what no row says. */
    private static List<Integer> shown(Question question, Table table, QuoteColumns columns) {
        var shown = new ArrayList<Integer>();
        for (int i = 0; i < table.columns().size(); i++) {
            int at = i;
            var column = table.columns().get(at);
            boolean asked = question.shown.isEmpty()
                    ? column.kind() == ColumnKind.OUTPUT
                            || column.kind() == ColumnKind.INPUT && question != Question.WHICH
                    : column.expression() != null && question.shown.contains(column.expression());
            boolean tells = column.type().kind() != CellType.Kind.BOOLEAN
                    && table.rows().stream()
                            .anyMatch(row -> !text(row.cells().get(at)).isEmpty());
            if (asked && tells && !isOf(columns, column.label())) {
                shown.add(at);
            }
        }
        return shown;
    }

    private static boolean isOf(QuoteColumns columns, String label) {
        return label.equals(columns.rule()) || label.equals(columns.clause()) || label.equals(columns.quote());
    }

    /** What the inputs of a row must be, in words. */
    private static String conditions(Table table, Row row) {
        return table.cells(row, ColumnKind.INPUT).stream()
                .filter(placed -> !placed.cell().demandsNothing())
                .map(placed -> placed.column().label() + CellWords.demand(placed.cell()))
                .collect(Collectors.joining("，"));
    }

    private static String text(Cell cell) {
        var text = cell.text().strip();
        return cell.demandsNothing()
                        || text.equals(CellText.NULL)
                        || cell.feel().strip().equals(NOTHING)
                ? ""
                : ShownCell.of(cell, text);
    }

    private static Optional<String> under(Table table, Row row, String header) {
        for (int i = 0; i < table.columns().size() && header != null; i++) {
            if (table.columns().get(i).label().equals(header)
                    && !text(row.cells().get(i)).isEmpty()) {
                return Optional.of(text(row.cells().get(i)));
            }
        }
        return Optional.empty();
    }

    private static String output(Table table, Row row, String key) {
        return table.cells(row, ColumnKind.OUTPUT).stream()
                .filter(placed -> key.equals(placed.column().expression()))
                .map(placed -> text(placed.cell()))
                .findFirst()
                .orElse("");
    }

    /**
     * The deadlines of a year, on the working calendar.
     *
     * @param year the year
     * @param deadlines of its periods
     * @param note why there are none, or null
     */
    private record Dates(int year, List<Deadline> deadlines, String note) {
        static Dates of(Edition edition, LocalDate today) {
            int year = Math.max(today.getYear(), edition.name().effectiveOn().getYear());
            var deadlines = new ArrayList<Deadline>();
            var unit = PlanInputs.unit(edition.models());
            try {
                var day = LocalDate.of(year, 1, 1);
                while (day.getYear() == year) {
                    var period = Period.of(unit, day);
                    deadlines.addAll(Schedules.deadlines(edition, period, null, null));
                    day = period.lastDay().plusDays(1);
                }
            } catch (InvalidInput | NoMatchingRule none) {
                return new Dates(
                        year, List.of(), year + "年的日期推算不出：" + none.getMessage().split(" / ")[0]);
            }
            var uncovered = UncoveredYear.of(deadlines);
            return new Dates(
                    year,
                    deadlines,
                    uncovered.isEmpty()
                            ? null
                            : uncovered.stream().map(each -> each.year() + "年").collect(Collectors.joining("、"))
                                    + "的放假调休还没有收录：空着的日期和提醒要等官方公布节假日，或在补充日历里录入后才能推算。");
        }

        /** The days on which something is due, in order. */
        String of(String event) {
            var days = deadlines.stream()
                    .filter(deadline -> event.equals(deadline.event()))
                    .map(Deadline::dueOn)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toCollection(TreeSet::new));
            return days.stream()
                    .map(day -> (day.getYear() == year ? "" : day.getYear() + "年") + DAY.format(day))
                    .collect(Collectors.joining("、"));
        }
    }
}
