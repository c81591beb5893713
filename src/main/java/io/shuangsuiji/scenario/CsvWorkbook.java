package io.shuangsuiji.scenario;

import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Lays the lines of a CSV file out as a workbook, so that results can be written beside them. */
final class CsvWorkbook {
    private CsvWorkbook() {}

    static XSSFWorkbook of(ScenarioBook book) {
        var workbook = new XSSFWorkbook();
        for (var grid : GridReader.read(book.name(), book.file())) {
            var sheet = workbook.createSheet(grid.name());
            grid.rows().forEach(row -> {
                var line = sheet.createRow(row.index());
                row.cells().forEach((column, value) -> line.createCell(column).setCellValue(CellText.of(value)));
            });
            sheet.setDefaultColumnWidth(14);
        }
        return workbook;
    }
}
