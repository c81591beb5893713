package io.shuangsuiji.amendment;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.zip.ZipInputStream;
import org.apache.poi.openxml4j.exceptions.OpenXML4JRuntimeException;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Opens a workbook that somebody sent, after what it unpacks to was counted. */
final class WorkbookOpening {
    private static final int MAX_BYTES = 10 << 20;
    private static final long MAX_UNPACKED = 60L << 20;
    private static final int MAX_ENTRIES = 1000;

    private WorkbookOpening() {}

    static EditRefused damaged(Exception damaged) {
        return new EditRefused(
                "",
                "工作簿损坏或不是 .xlsx，请用 Excel、WPS 或 LibreOffice 另存为 .xlsx / the workbook is damaged or no .xlsx ("
                        + damaged.getClass().getSimpleName() + ")");
    }

    static XSSFWorkbook open(byte[] xlsx) throws IOException, EditRefused {
        if (xlsx.length > MAX_BYTES) {
            throw new EditRefused("", "工作簿过大，最多 " + (MAX_BYTES >> 20) + " MB / the workbook is too large");
        }
        long unpacked = 0;
        int entries = 0;
        var buffer = new byte[1 << 16];
        // counted before anything is kept
        try (var zip = new ZipInputStream(new ByteArrayInputStream(xlsx))) {
            while (zip.getNextEntry() != null) {
                entries++;
                for (int read = zip.read(buffer); read >= 0; read = zip.read(buffer)) {
                    unpacked += read;
                    if (unpacked > MAX_UNPACKED || entries > MAX_ENTRIES) {
                        throw new EditRefused("", "工作簿解压后异常地大，不予读取 / the workbook unpacks to far more than its size");
                    }
                }
            }
        }
        try {
            return new XSSFWorkbook(new ByteArrayInputStream(xlsx));
        } catch (OpenXML4JRuntimeException hostile) {
            throw new IOException(hostile);
        }
    }
}
