package io.shuangsuiji.scenario.mutation;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.run.Comparison;
import io.shuangsuiji.scenario.subject.PlanSubject;
import io.shuangsuiji.scenario.subject.Subject;
import io.shuangsuiji.scenario.subject.Subject.Answer;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.scenario.workbook.Column;
import io.shuangsuiji.scenario.workbook.FieldPath;
import io.shuangsuiji.scenario.workbook.Headers;
import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** An empty scenario workbook: the columns of a model in force, drop-downs of its allowed values, one example. */
public final class Template {
    private static final int ROWS_WITH_LISTS = 1000;

    private Template() {}

    /**
     * The workbook for some models.
     *
     * @param names of the models, {@value PlanSubject#NAME} for whole plans; empty for all
     */
    public static byte[] of(Edition edition, List<String> names) {
        try (var workbook = new WorkbookWriter()) {
            for (var subject : Subjects.all(edition)) {
                if (names.isEmpty() || names.contains(subject.name())) {
                    var sheet = workbook.sheet(Subjects.label(edition, subject));
                    new Layout(sheet, 0).example(edition, subject, Suggestions.example(edition, subject));
                }
            }
            if (names.isEmpty() || names.contains(PlanSubject.NAME)) {
                PlanTemplate.write(workbook, edition);
            }
            return workbook.bytes();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** How scenarios are numbered, from 1. */
    static String id(int number) {
        return String.format("S%03d", number);
    }

    /** What there is a template of. */
    public static List<String> names(Edition edition) {
        return Stream.concat(edition.models().keySet().stream(), Stream.of(PlanSubject.NAME))
                .toList();
    }

    /** The inputs that have a column each. */
    static List<FieldPath> inputs(Subject subject) {
        return FieldPath.all(subject.inputs()).stream()
                .filter(path -> path.type().kind() != Kind.STRUCTURE)
                .toList();
    }

    /** The outputs that have a column each: of a list of structures its keys, then the other fields. */
    static List<FieldPath> expectations(Subject subject) {
        return FieldPath.all(subject.outputs()).stream()
                .filter(path -> !isKey(path))
                .toList();
    }

    private static boolean isKey(FieldPath path) {
        var steps = path.steps();
        var parent = steps.size() < 2 ? null : steps.get(steps.size() - 2).type();
        return parent != null
                && parent.list()
                && parent.kind() == Kind.STRUCTURE
                && Objects.equals(parent.fields().get(0), path.last());
    }

    /** The shortest header that means this value and no other. */
    static String header(FieldPath path, List<Field> roots) {
        var labels = path.steps().stream().map(Field::label).toList();
        for (int from = labels.size() - 1; from >= 0; from--) {
            var header = String.join(".", labels.subList(from, labels.size()));
            if (FieldPath.named(header, roots).equals(List.of(path))) {
                return header;
            }
        }
        return path.keys();
    }

    /** The header rows of a sheet, and the rows below. */
    public static final class Layout {
        private final SheetWriter sheet;
        private final int top;

        public Layout(SheetWriter sheet, int top) {
            this.sheet = sheet;
            this.top = top;
        }

        /** The headers of a subject. */
        public void headers(Subject subject) {
            var info = List.of(Headers.ID, Headers.SENTENCE, Headers.BASIS);
            int column = group(0, Headers.INFO, info, List.of(), List.of());
            column = group(column, Headers.INPUT, List.of(), inputs(subject), subject.inputs());
            var select = selects(subject) ? List.of(Headers.SELECT) : List.<String>of();
            column = group(column, Headers.EXPECTATION, select, expectations(subject), subject.outputs());
            head(column, null, Headers.ERROR);
            sheet.width(1, 50);
            sheet.freeze(3, top + 2);
        }

        static boolean selects(Subject subject) {
            return Headers.keyedList(subject).isPresent();
        }

        /** Some columns of the testers' own, then those of values, below one name. */
        private int group(int from, String name, List<String> own, List<FieldPath> values, List<Field> roots) {
            int column = from;
            for (var header : own) {
                head(column, column++ == from ? name : null, header);
            }
            for (var value : values) {
                offer(column, value.type());
                head(column, column++ == from ? name : null, header(value, roots));
            }
            return column;
        }

        private void head(int column, String group, String header) {
            sheet.put(top, column, group, Look.GROUP);
            sheet.put(top + 1, column, header, Look.HEADER);
            sheet.fit(column, 10, 30, List.of(header));
        }

        /** Offers the allowed values; others may be typed all the same, for scenarios of errors. */
        private void offer(int column, ValueType type) {
            var words = type.kind() == Kind.BOOLEAN
                    ? List.of("是", "否")
                    : type.constraint().enumeration().stream()
                            .map(ShownValue::of)
                            .toList();
            sheet.offer(column, top + 2, top + ROWS_WITH_LISTS, type.list() ? List.of() : words);
        }

        /** A row of inputs; the cells of the expectations stay empty. Returns the column of the first of these. */
        public int row(int index, Subject subject, Suggestion suggestion, String id) {
            write(index, 0, id);
            write(index, 1, suggestion.purpose());
            write(index, 2, "");
            int column = 3;
            for (var path : inputs(subject)) {
                write(index, column++, suggestion.cells().getOrDefault(path, ""));
            }
            return column;
        }

        private void write(int row, int column, String text) {
            sheet.put(row, column, text.isEmpty() ? null : text, Look.TEXT);
        }

        /** A scenario that expects today's answer. */
        void example(Edition edition, Subject subject, Suggestion suggestion) {
            headers(subject);
            answered(top + 2, subject, suggestion, subject.ask(edition, suggestion.input()), key -> true);
        }

        /**
         * A row that expects an answer.
         *
         * @param wanted which element of an answer that is a list the row is about, by its key; the first if there is none
         */
        void answered(int index, Subject subject, Suggestion suggestion, Answer answer, Predicate<String> wanted) {
            int column = row(index, subject, suggestion, id(index - top - 1));
            if (!answer.problems().isEmpty()) {
                int error = column
                        + (selects(subject) ? 1 : 0)
                        + expectations(subject).size();
                write(
                        index,
                        error,
                        answer.problems().stream()
                                .map(FieldProblem::pointer)
                                .distinct()
                                .collect(Collectors.joining("，")));
                return;
            }
            String key = null;
            if (selects(subject)) {
                var keys = keys(subject, answer);
                key = keys.stream().filter(wanted).findFirst().orElse(keys.isEmpty() ? "" : keys.get(0));
                write(index, column++, key);
            }
            for (var path : expectations(subject)) {
                var expected = new Scenario.Expectation(
                        new Column(column, Column.Role.EXPECTATION, "", Headers.readable(path), null, false), "");
                write(index, column++, ShownValue.shown(Comparison.actual(expected, key, answer)));
            }
        }

        private static List<String> keys(Subject subject, Answer answer) {
            return Headers.keyedList(subject)
                    .map(list -> Answers.value(new FieldPath(List.of(list)), answer))
                    .filter(Collection.class::isInstance)
                    .map(keys -> ((Collection<?>) keys)
                            .stream()
                                    .filter(Objects::nonNull)
                                    .map(ShownValue::of)
                                    .toList())
                    .orElse(List.of());
        }
    }
}
