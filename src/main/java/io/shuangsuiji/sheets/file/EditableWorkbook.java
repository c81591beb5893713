package io.shuangsuiji.sheets.file;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.xlsx.XlsxFile;
import java.io.IOException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Opens a workbook that somebody sent to write into it, once what it unpacks to has been counted. */
public final class EditableWorkbook {
    private EditableWorkbook() {}

    /**
     * The workbook, all of it in memory.
     *
     * @throws UnreadableFile where it is none, or may not be opened
     */
    public static XSSFWorkbook open(Source source, Limits limits) throws IOException {
        XlsxFile.check(source, limits);
        try (var in = source.open()) {
            return new XSSFWorkbook(in);
        } catch (IOException | RuntimeException damaged) {
            // POI has an exception of its own for each way in which a file can be wrong
            throw UnreadableFile.because(
                    "工作簿已损坏或不完整，打不开：请用 Excel 或 WPS 重新保存为 .xlsx",
                    "the workbook is damaged or incomplete: open it in Excel or WPS and save it as .xlsx");
        }
    }
}
