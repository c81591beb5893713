package io.shuangsuiji.sheets.writer;

import org.apache.poi.ss.usermodel.PageMargin;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Sheet;

/** How a sheet comes out on paper: A4 across, as wide as the page, its pages counted. */
final class Paper {
    private static final double SIDE_INCHES = 0.4;
    private static final double END_INCHES = 0.6;
    private static final String PAGES = "第 &P 页，共 &N 页";

    /** A header or footer has room for 255 characters in all. */
    private static final int LONGEST = 200;

    private Paper() {}

    static Sheet lay(Sheet sheet) {
        var print = sheet.getPrintSetup();
        print.setPaperSize(PrintSetup.A4_PAPERSIZE);
        print.setLandscape(true);
        sheet.setFitToPage(true);
        sheet.setAutobreaks(true);
        print.setFitWidth((short) 1);
        // as many pages as it takes
        print.setFitHeight((short) 0);
        sheet.setMargin(PageMargin.LEFT, SIDE_INCHES);
        sheet.setMargin(PageMargin.RIGHT, SIDE_INCHES);
        sheet.setMargin(PageMargin.TOP, END_INCHES);
        sheet.setMargin(PageMargin.BOTTOM, END_INCHES);
        sheet.getFooter().setRight(PAGES);
        return sheet;
    }

    static void bear(Sheet sheet, String header, String footer) {
        sheet.getHeader().setLeft(plain(header));
        sheet.getFooter().setLeft(plain(footer));
    }

    /** What a person has written, in which & begins no code. */
    private static String plain(String text) {
        var cut = text.length() > LONGEST ? text.substring(0, LONGEST) + "…" : text;
        return cut.replace("&", "&&");
    }
}
