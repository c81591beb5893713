package io.shuangsuiji.registry;

import com.github.pjfanning.xlsx.SharedStringsImplementationType;
import com.github.pjfanning.xlsx.StreamingReader;
import io.shuangsuiji.sheets.UnreadableFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.ss.usermodel.Workbook;

/** Opens workbooks for reading row by row, with POI's guard against archives that unpack to far more than they are. */
final class Workbooks {
    private Workbooks() {}

    /** @throws UnreadableFile where the file is no workbook */
    static Workbook open(Path file) {
        return guarded(
                () -> "ZIP 文件里没有可读的 Excel 工作簿 / no readable workbook in the archive",
                () -> StreamingReader.builder()
                        // texts that many cells share can be more than fits in memory
                        .setSharedStringsImplementationType(SharedStringsImplementationType.TEMP_FILE_BACKED)
                        .setIncludePhoneticRuns(false)
                        .open(file.toFile()));
    }

    /** The sheets that people see, in order. */
    static List<Sheet> visibleSheets(Workbook workbook) {
        return guarded(() -> "工作簿的目录 / the workbook's list of sheets", () -> {
            var visible = new ArrayList<Sheet>();
            for (int i = 0; i < workbook.getNumberOfSheets(); i++) {
                if (!workbook.isSheetHidden(i) && !workbook.isSheetVeryHidden(i)) {
                    visible.add(workbook.getSheetAt(i));
                }
            }
            return visible;
        });
    }

    /**
     * Does what may meet a damaged or hostile workbook, on which the libraries fail with exceptions of every kind.
     *
     * @param place where it happens, in Chinese and English
     */
    static <T> T guarded(Supplier<String> place, Supplier<T> action) {
        try {
            return action.get();
        } catch (UnreadableFile told) {
            throw told;
        } catch (RuntimeException damaged) {
            var cause = rootCause(damaged);
            if (String.valueOf(cause.getMessage()).contains("Zip bomb")) {
                throw UnreadableFile.because(
                        place.get() + "：压缩文件解压后异常地大，已停止读取；请另存为新的 .xlsx 或 CSV",
                        "the archive unpacks to far more than its size and is not read further; save it anew as .xlsx or CSV");
            }
            throw UnreadableFile.because(
                    place.get() + "：工作簿损坏或不是 .xlsx，其后无法读取；请用 Excel 或 WPS 打开后另存为 .xlsx",
                    "the workbook is damaged or no .xlsx and cannot be read further ("
                            + cause.getClass().getSimpleName() + "); open it in Excel or WPS and save it as .xlsx");
        }
    }

    private static Throwable rootCause(Throwable thrown) {
        return thrown.getCause() == null ? thrown : rootCause(thrown.getCause());
    }
}
