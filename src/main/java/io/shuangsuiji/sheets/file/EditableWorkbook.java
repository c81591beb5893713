package io.shuangsuiji.sheets.file;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.xlsx.XlsxFile;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Opens a workbook that somebody sent to write into it, once what it unpacks to has been counted. */
public final class EditableWorkbook {
    private static final List<String> LIBRARIES =
            List.of("org.apache.poi.", "org.apache.xmlbeans.", "org.openxmlformats.", "com.microsoft.schemas.");

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
        } catch (IOException | RuntimeException | NoClassDefFoundError damaged) {
            // the last where a part is of a kind that POI itself never writes: its schemas are not shipped
            throw damaged();
        }
    }

    /**
     * What is to be thrown where something failed while such a workbook was written into: many a part is looked at no
     * sooner, and POI has an exception of its own for each way in which one can be wrong. What failed elsewhere than in
     * POI is our own fault, and stays what it is.
     */
    public static RuntimeException refusal(RuntimeException failed) {
        return Arrays.stream(failed.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                        .findFirst()
                        .filter(name -> LIBRARIES.stream().anyMatch(name::startsWith))
                        .isPresent()
                ? damaged()
                : failed;
    }

    private static UnreadableFile damaged() {
        return UnreadableFile.because(
                "工作簿已损坏或不完整，打不开：请用 Excel 或 WPS 重新保存为 .xlsx",
                "the workbook is damaged or incomplete: open it in Excel or WPS and save it as .xlsx");
    }
}
