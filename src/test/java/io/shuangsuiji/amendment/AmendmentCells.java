package io.shuangsuiji.amendment;

import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.WorkbookReader;
import java.util.Map;
import java.util.TreeMap;

/** What the reader of edited workbooks sees of a file. */
public final class AmendmentCells {
    private AmendmentCells() {}

    /** The text of each cell that is not blank, by sheet and address ({@code 名录!C7}). */
    public static Map<String, String> of(byte[] xlsx) throws EditRefused {
        var cells = new TreeMap<String, String>();
        for (var sheet : WorkbookReader.sheets(xlsx)) {
            sheet.rows().forEach((index, row) -> {
                for (int i = 0; i < row.texts().size(); i++) {
                    if (!row.text(i).isBlank()) {
                        cells.put(
                                sheet.name() + "!" + io.shuangsuiji.sheets.Sheet.column(i) + (index + 1), row.text(i));
                    }
                }
            });
        }
        return cells;
    }
}
