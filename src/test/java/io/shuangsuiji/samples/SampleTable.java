package io.shuangsuiji.samples;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.dataformat.csv.CsvGenerator;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvSchema;
import java.io.IOException;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.apache.poi.ss.usermodel.CellStyle;
import org.apache.poi.ss.usermodel.Row;
import org.apache.poi.util.Reproducibility;
import org.apache.poi.xssf.streaming.SXSSFWorkbook;

/** Writes rows as CSV or XLSX, one at a time, so that a table of any length needs the memory of a few rows. */
public record SampleTable<T>(String sheetName, List<Column<T>> columns) {
    private static final Date CREATED =
            Date.from(LocalDate.of(2024, 1, 1).atStartOfDay().toInstant(ZoneOffset.UTC));

    /** A column: its header, its width in characters, and its value, which is text, a whole number, a date or null. */
    public record Column<T>(String header, int width, Function<T, Object> value) {}

    /** The registry's words for a fact that is true or false. */
    public static String yesNo(boolean value) {
        return value ? "是" : "否";
    }

    /** Writes UTF-8 without byte order mark, with LF line ends. Closes nothing that it did not open. */
    public void writeCsv(Iterable<T> rows, OutputStream out) throws IOException {
        var schema = CsvSchema.builder()
                .addColumns(columns.stream().map(Column::header).toList(), CsvSchema.ColumnType.STRING)
                .setUseHeader(true)
                .setLineSeparator('\n')
                .build();
        // Without the strict check any text of more than 24 characters would be quoted.
        ObjectWriter writer = new CsvMapper()
                .enable(CsvGenerator.Feature.STRICT_CHECK_FOR_QUOTING)
                .writer(schema)
                .without(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        try (var sequence = writer.writeValues(out)) {
            for (T row : rows) {
                sequence.write(columns.stream()
                        .map(column -> asCsv(column.value().apply(row)))
                        .toArray());
            }
        }
    }

    /** Writes a workbook of one sheet with typed cells and a frozen, bold header. */
    public void writeXlsx(Iterable<T> rows, OutputStream out) throws IOException {
        Reproducibility.runWithSourceDateEpoch(() -> {
            try (var workbook = new SXSSFWorkbook()) {
                fill(workbook, rows);
                var properties = workbook.getXSSFWorkbook().getProperties().getCoreProperties();
                properties.setCreated(Optional.of(CREATED));
                properties.setModified(Optional.of(CREATED));
                workbook.write(out);
            }
        });
    }

    private void fill(SXSSFWorkbook workbook, Iterable<T> rows) {
        var bold = workbook.createFont();
        bold.setBold(true);
        var headerStyle = workbook.createCellStyle();
        headerStyle.setFont(bold);
        var dateStyle = workbook.createCellStyle();
        dateStyle.setDataFormat(workbook.createDataFormat().getFormat("yyyy-mm-dd"));

        var sheet = workbook.createSheet(sheetName);
        sheet.createFreezePane(0, 1);
        var header = sheet.createRow(0);
        for (int i = 0; i < columns.size(); i++) {
            sheet.setColumnWidth(i, columns.get(i).width() * 256);
            var cell = header.createCell(i);
            cell.setCellValue(columns.get(i).header());
            cell.setCellStyle(headerStyle);
        }
        int number = 1;
        for (T row : rows) {
            var line = sheet.createRow(number++);
            for (int i = 0; i < columns.size(); i++) {
                setCell(line, i, columns.get(i).value().apply(row), dateStyle);
            }
        }
    }

    private static void setCell(Row line, int index, Object value, CellStyle dateStyle) {
        if (value instanceof LocalDate date) {
            var cell = line.createCell(index);
            cell.setCellValue(date);
            cell.setCellStyle(dateStyle);
        } else if (value instanceof Integer number) {
            line.createCell(index).setCellValue(number);
        } else if (value instanceof String text) {
            line.createCell(index).setCellValue(text);
        } else if (value != null) {
            throw new IllegalArgumentException("no cell type for " + value.getClass());
        }
    }

    private static Object asCsv(Object value) {
        return value instanceof LocalDate date ? date.toString() : value;
    }
}
