package io.shuangsuiji.scenario.result;

import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.sheets.writer.Look;
import java.util.ArrayList;
import java.util.List;
import org.apache.poi.ss.usermodel.FillPatternType;
import org.apache.poi.ss.util.CellAddress;
import org.apache.poi.ss.util.CellRangeAddress;
import org.apache.poi.ss.util.CellReference;
import org.apache.poi.xssf.usermodel.XSSFSheet;

/** Marks the cells whose values were not as expected: red by a conditional format, the actual value in a comment. */
final class MismatchMarks {
    private MismatchMarks() {}

    /** Takes away the marks of an earlier run; what the tester put there stays. */
    static void clear(XSSFSheet sheet) {
        sheet.getCellComments().forEach((address, comment) -> {
            if (ResultWorkbook.AUTHOR.equals(comment.getAuthor())) {
                sheet.getRow(address.getRow()).getCell(address.getColumn()).removeCellComment();
            }
        });
        var formats = sheet.getSheetConditionalFormatting();
        for (int index = formats.getNumConditionalFormattings() - 1; index >= 0; index--) {
            var format = formats.getConditionalFormattingAt(index);
            if (format.getNumberOfRules() == 1 && isOurs(format.getRule(0).getFormula1())) {
                formats.removeConditionalFormatting(index);
            }
        }
    }

    private static boolean isOurs(String formula) {
        return formula != null
                && formula.startsWith("LEFT($")
                && formula.contains(ScenarioResult.Status.FAILED.label());
    }

    static void set(XSSFSheet sheet, int resultColumn, List<ScenarioResult> outcomes) {
        var cells = new ArrayList<CellRangeAddress>();
        for (var outcome : outcomes) {
            int row = outcome.scenario().row();
            for (var mismatch : outcome.mismatches()) {
                if (mismatch.column() >= 0) {
                    cells.add(new CellRangeAddress(row, row, mismatch.column(), mismatch.column()));
                    comment(sheet, row, mismatch.column(), "实际：" + mismatch.actual());
                }
            }
        }
        if (!cells.isEmpty()) {
            var formats = sheet.getSheetConditionalFormatting();
            var rule = formats.createConditionalFormattingRule("LEFT($"
                    + CellReference.convertNumToColString(resultColumn)
                    + (cells.get(0).getFirstRow() + 1) + ",3)=\""
                    + ScenarioResult.Status.FAILED.label() + "\"");
            var fill = rule.createPatternFormatting();
            fill.setFillBackgroundColor(Look.BAD.fill());
            fill.setFillPattern(FillPatternType.SOLID_FOREGROUND.getCode());
            formats.addConditionalFormatting(cells.toArray(CellRangeAddress[]::new), rule);
        }
    }

    /** A comment of ours; where the tester has one it stays, and the column of differences has to do. */
    static void comment(XSSFSheet sheet, int row, int column, String text) {
        if (sheet.getCellComment(new CellAddress(row, column)) != null) {
            return;
        }
        var help = sheet.getWorkbook().getCreationHelper();
        var anchor = help.createClientAnchor();
        anchor.setRow1(row);
        anchor.setRow2(row + 4);
        anchor.setCol1(column + 1);
        anchor.setCol2(column + 4);
        var comment = sheet.createDrawingPatriarch().createCellComment(anchor);
        comment.setAuthor(ResultWorkbook.AUTHOR);
        comment.setString(help.createRichTextString(text));
        var cell = sheet.getRow(row).getCell(column);
        (cell == null ? sheet.getRow(row).createCell(column) : cell).setCellComment(comment);
    }
}
