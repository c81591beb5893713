package io.shuangsuiji.progress.report;

import io.shuangsuiji.progress.output.AnswerTable;
import java.io.IOException;
import java.io.OutputStream;
import java.math.BigInteger;
import org.apache.poi.xwpf.usermodel.ParagraphAlignment;
import org.apache.poi.xwpf.usermodel.XWPFDocument;
import org.apache.poi.xwpf.usermodel.XWPFTable;

/** A report as a text document (DOCX) that is opened and edited in Word or WPS: A4, with tables and its sources. */
public final class ReportDocument {
    private static final String FONT = "仿宋";
    private static final int TITLE_POINTS = 18;
    private static final int HEADING_POINTS = 14;
    private static final int TEXT_POINTS = 12;
    private static final int TABLE_POINTS = 9;

    /** So many rows a table has in a text; the workbook has all. */
    private static final int MOST_ROWS = 50;

    private static final int INDENT = 480;

    /** A4 and its margins, in twentieths of a point. */
    private static final BigInteger WIDTH = BigInteger.valueOf(11906);

    private static final BigInteger HEIGHT = BigInteger.valueOf(16838);

    private ReportDocument() {}

    /** Writes it. */
    public static void write(Report report, OutputStream out) throws IOException {
        try (var document = new XWPFDocument()) {
            var page = document.getDocument().getBody().addNewSectPr().addNewPgSz();
            page.setW(WIDTH);
            page.setH(HEIGHT);
            paragraph(document, report.title(), TITLE_POINTS, true, true);
            for (var section : report.sections()) {
                if (section.heading() != null) {
                    paragraph(document, section.heading(), HEADING_POINTS, true, false);
                }
                section.text().lines().forEach(line -> paragraph(document, line, TEXT_POINTS, false, false));
                section.tables().forEach(table -> table(document, table));
                paragraph(document, section.source(), TABLE_POINTS, false, false);
            }
            paragraph(document, "数据来源", HEADING_POINTS, true, false);
            report.sources()
                    .forEach(source ->
                            paragraph(document, source.what() + "：" + source.text(), TABLE_POINTS + 1, false, false));
            document.write(out);
        }
    }

    private static void paragraph(XWPFDocument document, String text, int points, boolean bold, boolean centred) {
        var paragraph = document.createParagraph();
        if (centred) {
            paragraph.setAlignment(ParagraphAlignment.CENTER);
        } else if (!bold) {
            paragraph.setIndentationFirstLine(INDENT);
        }
        var run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontSize(points);
        run.setBold(bold);
        run.setText(text);
    }

    private static void table(XWPFDocument document, AnswerTable table) {
        paragraph(document, table.title(), TEXT_POINTS, true, false);
        int shown = Math.min(table.rows().size(), MOST_ROWS);
        var grid = document.createTable(shown + 1, table.header().size());
        grid.setWidth("100%");
        for (int column = 0; column < table.header().size(); column++) {
            cell(grid, 0, column, table.header().get(column), true);
        }
        for (int row = 0; row < shown; row++) {
            for (int column = 0; column < table.header().size(); column++) {
                var value = table.rows().get(row).get(column);
                cell(grid, row + 1, column, value == null ? "" : value.toString(), false);
            }
        }
        grid.getRow(0).setRepeatHeader(true);
        long rest = table.rows().size() - shown + table.more();
        if (rest > 0) {
            paragraph(document, "其余 " + rest + " 项见督办清单。", TABLE_POINTS, false, false);
        }
    }

    private static void cell(XWPFTable grid, int row, int column, String text, boolean bold) {
        var paragraph = grid.getRow(row).getCell(column).getParagraphs().get(0);
        var run = paragraph.createRun();
        run.setFontFamily(FONT);
        run.setFontSize(TABLE_POINTS);
        run.setBold(bold);
        run.setText(text);
    }
}
