package io.shuangsuiji.scenario;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.poi.ss.util.CellRangeAddressList;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** An empty scenario workbook: the columns of a model in force, drop-downs of its allowed values, one example. */
public final class Template {
    private static final int ROWS_WITH_LISTS = 1000;
    /** Excel keeps no longer list in the cell itself. */
    private static final int LONGEST_LIST = 250;

    private static final String LISTS = "取值";

    private Template() {}

    /**
     * The workbook for some models.
     *
     * @param names of the models, {@value PlanSubject#NAME} for whole plans; empty for all
     */
    public static byte[] of(Edition edition, List<String> names) {
        try (var workbook = new XSSFWorkbook()) {
            var styles = new ResultStyles(workbook);
            for (var subject : Subjects.all(edition)) {
                if (names.isEmpty() || names.contains(subject.name())) {
                    var sheet = workbook.createSheet(Subjects.label(edition, subject));
                    new Layout(sheet, 0, styles).example(edition, subject, Suggestions.example(edition, subject));
                }
            }
            if (names.isEmpty() || names.contains(PlanSubject.NAME)) {
                PlanTemplate.write(workbook, styles, edition);
            }
            var bytes = new ByteArrayOutputStream();
            workbook.write(bytes);
            return bytes.toByteArray();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
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
    static final class Layout {
        private final XSSFSheet sheet;
        private final int top;
        private final ResultStyles styles;

        Layout(XSSFSheet sheet, int top, ResultStyles styles) {
            this.sheet = sheet;
            this.top = top;
            this.styles = styles;
        }

        /** The headers of a subject. */
        void headers(Subject subject) {
            int column = group(0, Headers.INFO, List.of(Headers.ID, Headers.SENTENCE, Headers.BASIS));
            sheet.setColumnWidth(1, 50 * 256);
            var inputs = inputs(subject);
            int next = group(
                    column,
                    Headers.INPUT,
                    inputs.stream().map(path -> header(path, subject.inputs())).toList());
            for (int index = 0; index < inputs.size(); index++) {
                list(column + index, inputs.get(index).type());
            }
            var expectations = expectations(subject);
            column = next;
            group(
                    column,
                    Headers.EXPECTATION,
                    Stream.of(
                                    selects(subject) ? Stream.of(Headers.SELECT) : Stream.<String>empty(),
                                    expectations.stream().map(path -> header(path, subject.outputs())),
                                    Stream.of(Headers.ERROR))
                            .flatMap(headers -> headers)
                            .toList());
            for (int index = 0; index < expectations.size(); index++) {
                list(
                        column + index + (selects(subject) ? 1 : 0),
                        expectations.get(index).type());
            }
            sheet.createFreezePane(3, top + 2);
        }

        static boolean selects(Subject subject) {
            return Headers.keyedList(subject).isPresent();
        }

        private int group(int from, String name, List<String> headers) {
            for (int index = 0; index < headers.size(); index++) {
                ResultWorkbook.write(sheet, top, from + index, index == 0 ? name : null, styles.group());
                ResultWorkbook.write(sheet, top + 1, from + index, headers.get(index), styles.label());
                sheet.setColumnWidth(
                        from + index,
                        Math.min(30, Math.max(10, headers.get(index).length() * 2 + 2)) * 256);
            }
            return from + headers.size();
        }

        /** A drop-down of the allowed values; others may be typed all the same, for scenarios of errors. */
        private void list(int column, ValueType type) {
            var values = new ArrayList<String>();
            if (type.kind() == Kind.BOOLEAN) {
                values.addAll(List.of("是", "否"));
            } else {
                type.constraint().enumeration().forEach(value -> values.add(CellText.of(value)));
            }
            if (values.isEmpty() || type.list()) {
                return;
            }
            var help = sheet.getDataValidationHelper();
            var constraint = String.join(",", values).length() <= LONGEST_LIST
                    ? help.createExplicitListConstraint(values.toArray(String[]::new))
                    : help.createFormulaListConstraint(listed(values));
            var validation = help.createValidation(
                    constraint, new CellRangeAddressList(top + 2, top + ROWS_WITH_LISTS, column, column));
            validation.setShowErrorBox(false);
            sheet.addValidationData(validation);
        }

        private String listed(List<String> values) {
            var workbook = sheet.getWorkbook();
            var lists = workbook.getSheet(LISTS);
            if (lists == null) {
                lists = workbook.createSheet(LISTS);
                workbook.setSheetHidden(workbook.getSheetIndex(lists), true);
            }
            var row = lists.createRow(lists.getPhysicalNumberOfRows());
            for (int index = 0; index < values.size(); index++) {
                row.createCell(index).setCellValue(values.get(index));
            }
            return "'" + LISTS + "'!$A$" + (row.getRowNum() + 1) + ":$"
                    + CellReference.convertNumToColString(values.size() - 1) + "$"
                    + (row.getRowNum() + 1);
        }

        /** A scenario without expectations, today's answer in a comment where the first of them would stand. */
        void suggestion(int index, Subject subject, Suggestion suggestion, String id) {
            int column = row(index, subject, suggestion, id);
            MismatchMarks.comment(sheet, index, column, suggestion.answer());
        }

        /** A row of inputs; the cells of the expectations stay empty. Returns the column of the first of these. */
        private int row(int index, Subject subject, Suggestion suggestion, String id) {
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
            ResultWorkbook.write(sheet, row, column, text.isEmpty() ? null : text, styles.text());
        }

        /** A scenario that expects today's answer. */
        void example(Edition edition, Subject subject, Suggestion suggestion) {
            headers(subject);
            int column = row(top + 2, subject, suggestion, "S001");
            var answer = subject.ask(edition, suggestion.input());
            String key = null;
            if (selects(subject)) {
                key = Headers.keyedList(subject)
                        .map(list -> Answers.value(new FieldPath(List.of(list)), answer))
                        .filter(Collection.class::isInstance)
                        .flatMap(keys -> ((Collection<?>) keys).stream().findFirst())
                        .map(CellText::of)
                        .orElse("");
                write(top + 2, column++, key);
            }
            for (var path : expectations(subject)) {
                var expected = new Scenario.Expectation(
                        new Column(column, Column.Role.EXPECTATION, "", Headers.readable(path), null, false), "");
                write(top + 2, column++, CellText.shown(Comparison.actual(expected, key, answer)));
            }
        }
    }
}
