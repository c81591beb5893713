package io.shuangsuiji.scenario.workbook;

/**
 * What keeps a workbook, or one of its cells, from being run.
 *
 * @param sheet the sheet's name, or null where it concerns the file
 * @param cell the cell's address ({@code C5}), or null where it concerns the whole sheet
 * @param text what was found and what is allowed, in Chinese and English
 */
public record Problem(String sheet, String cell, String text) {
    /** Where it is, as testers say it: {@code 分类!C5}. */
    public String where() {
        return sheet == null ? "" : cell == null ? sheet : sheet + "!" + cell;
    }

    @Override
    public String toString() {
        return sheet == null ? text : where() + "：" + text;
    }
}
