package io.shuangsuiji.scenario.mutation;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** What somebody has tried out (试一试), kept as scenarios: each a row that expects what the edition answered. */
public final class TriedScenarios {
    /** What the workbook is called. */
    public static final String FILE = "试一试.xlsx";

    private static final int HEADERS = 2;

    private TriedScenarios() {}

    /**
     * The workbook with one scenario more, on the sheet of its model; on a new sheet where that has other columns.
     *
     * @param workbook as it was, or null where there is none yet
     * @param sentence what the scenario is about
     * @throws io.shuangsuiji.sheets.UnreadableFile where the workbook cannot be opened
     */
    public static byte[] with(Edition edition, DecisionModel model, ObjectNode input, String sentence, byte[] workbook)
            throws IOException {
        var label = model.label();
        byte[] alone = alone(edition, model, input, sentence);
        if (workbook == null) {
            return alone;
        }
        try (var opened = EditableWorkbook.open(Source.of(FILE, workbook), Limits.SMALL);
                var fresh = EditableWorkbook.open(Source.of(FILE, alone), Limits.SMALL);
                var out = new ByteArrayOutputStream()) {
            var added = fresh.getSheetAt(0);
            var sheet = IntStream.range(0, opened.getNumberOfSheets())
                    .mapToObj(opened::getSheetAt)
                    .filter(one ->
                            one.getSheetName().startsWith(label) && headers(one).equals(headers(added)))
                    .findFirst();
            if (sheet.isPresent()) {
                int row = sheet.get().getLastRowNum() + 1;
                copy(added, HEADERS, sheet.get(), row);
                sheet.get().getRow(row).getCell(0).setCellValue(Template.id(row - HEADERS + 1));
            } else {
                var another = opened.createSheet(free(opened, label));
                IntStream.rangeClosed(0, HEADERS).forEach(row -> copy(added, row, another, row));
            }
            opened.write(out);
            return out.toByteArray();
        } catch (RuntimeException failed) {
            throw EditableWorkbook.refusal(failed);
        }
    }

    private static byte[] alone(Edition edition, DecisionModel model, ObjectNode input, String sentence)
            throws IOException {
        var subject = Subjects.of(model);
        try (var workbook = new WorkbookWriter()) {
            var layout = new Template.Layout(workbook.sheet(model.label()), 0);
            layout.headers(subject);
            layout.answered(
                    HEADERS,
                    subject,
                    Suggestion.of(sentence, subject, input),
                    subject.ask(edition, input),
                    key -> true);
            return workbook.bytes();
        }
    }

    private static List<String> headers(Sheet sheet) {
        return IntStream.range(0, HEADERS)
                .boxed()
                .flatMap(row -> Optional.ofNullable(sheet.getRow(row)).stream())
                .flatMap(row -> IntStream.range(0, Math.max(0, row.getLastCellNum()))
                        .mapToObj(column -> text(row.getCell(column))))
                .toList();
    }

    private static String text(org.apache.poi.ss.usermodel.Cell cell) {
        return cell == null ? "" : cell.toString().strip();
    }

    private static String free(XSSFWorkbook workbook, String label) {
        return IntStream.iterate(1, number -> number + 1)
                .mapToObj(number -> number == 1 ? label : label + "-" + number)
                .filter(name -> workbook.getSheet(name) == null)
                .findFirst()
                .orElseThrow();
    }

    /** Every cell of what is written here is text. */
    private static void copy(XSSFSheet from, int row, XSSFSheet to, int at) {
        var copied = to.createRow(at);
        for (var cell : from.getRow(row)) {
            copied.createCell(cell.getColumnIndex()).setCellValue(text(cell));
        }
    }
}
