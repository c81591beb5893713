package io.shuangsuiji.scenario;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.zip.ZipInputStream;
import org.apache.poi.poifs.filesystem.FileMagic;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** Refuses a file that must not be opened, before it is: what it would unpack to is counted without keeping any of it. */
final class WorkbookGuard {
    /** A workbook of 10,000 scenarios unpacks to some 20 MB. */
    static final long MAX_UNPACKED = 200L << 20;

    private static final int MAX_ENTRIES = 2_000;

    private WorkbookGuard() {}

    /** Passes an unencrypted {@code .xlsx} without macros that unpacks to a bearable size. */
    static void check(byte[] file) {
        try {
            switch (FileMagic.valueOf(file)) {
                case OOXML -> checkZip(file);
                case OLE2 -> throw ole2(file);
                default ->
                    throw BadWorkbook.file("不是 Excel 工作簿：请用 Excel、WPS 或 LibreOffice 另存为 .xlsx（或 .csv）"
                            + " / not an Excel workbook: save it as .xlsx (or .csv)");
            }
        } catch (IOException damaged) {
            throw damaged();
        }
    }

    static BadWorkbook damaged() {
        return BadWorkbook.file(
                "文件已损坏或不完整，打不开：请重新保存为 .xlsx / the file is damaged or incomplete: save it again as .xlsx");
    }

    private static BadWorkbook ole2(byte[] file) throws IOException {
        try (var system = new POIFSFileSystem(new ByteArrayInputStream(file))) {
            return system.getRoot().hasEntryCaseInsensitive("EncryptedPackage")
                    ? BadWorkbook.file("工作簿有打开密码：请去掉密码后再上传 / the workbook is encrypted: remove its password")
                    : BadWorkbook.file(
                            "旧格式 .xls 不能读取：请另存为 .xlsx / the old .xls format cannot be read: save it as .xlsx");
        }
    }

    private static void checkZip(byte[] file) throws IOException {
        var workbook = false;
        try (var zip = new ZipInputStream(new ByteArrayInputStream(file))) {
            long unpacked = 0;
            int entries = 0;
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var name = entry.getName().toLowerCase(Locale.ROOT);
                if (name.endsWith("vbaproject.bin")) {
                    throw BadWorkbook.file(
                            "工作簿含有宏：请另存为不含宏的 .xlsx / the workbook carries macros: save it as .xlsx, which has none");
                }
                workbook |= name.equals("xl/workbook.xml");
                unpacked += unpack(zip, MAX_UNPACKED - unpacked);
                if (unpacked >= MAX_UNPACKED || ++entries > MAX_ENTRIES) {
                    throw BadWorkbook.file("工作簿解压后超过 " + (MAX_UNPACKED >> 20) + " MB，不予打开"
                            + " / the workbook unpacks to more than " + (MAX_UNPACKED >> 20) + " MB");
                }
            }
        }
        if (!workbook) {
            throw BadWorkbook.file("压缩包里没有 Excel 工作簿：请另存为 .xlsx / no Excel workbook in this archive: save it as .xlsx");
        }
    }

    private static long unpack(InputStream entry, long most) throws IOException {
        var buffer = new byte[1 << 14];
        long size = 0;
        for (int read = entry.read(buffer); read >= 0 && size < most; read = entry.read(buffer)) {
            size += read;
        }
        return size;
    }
}
