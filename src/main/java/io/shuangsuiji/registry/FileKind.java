package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** What a file is by its first bytes, whatever it is called. */
enum FileKind {
    ZIP("504B0304", "ZIP 压缩文件", "a ZIP archive"),
    OLE2("D0CF11E0A1B11AE1", "旧版 Office（OLE2）文件", "an old Office (OLE2) file"),
    PDF("25504446", "PDF 文件", "a PDF file"),
    GZIP("1F8B", "GZIP 压缩文件", "a GZIP archive"),
    RAR("526172211A07", "RAR 压缩文件", "a RAR archive"),
    SEVEN_ZIP("377ABCAF271C", "7z 压缩文件", "a 7z archive"),
    PNG("89504E47", "PNG 图片", "a PNG image"),
    JPEG("FFD8FF", "JPEG 图片", "a JPEG image"),
    MARKUP("", "网页或 XML 文件（有的系统把它存成 .xls）", "a web page or XML file (some systems save one as .xls)"),
    TEXT("", "文本文件", "a text file");

    private static final int HEAD = 512;
    private static final String ALLOWED = "可以上传：Excel 工作簿（.xlsx）、CSV（UTF-8、GBK 或 GB18030）、JSON 数组、NDJSON";
    private static final String ALLOWED_IN_ENGLISH =
            "allowed: an Excel workbook (.xlsx), CSV (UTF-8, GBK or GB18030), a JSON array, NDJSON";

    private final byte[] magic;
    private final String chinese;
    private final String english;

    FileKind(String magic, String chinese, String english) {
        this.magic = HexFormat.of().parseHex(magic);
        this.chinese = chinese;
        this.english = english;
    }

    /** @throws UnreadableFile where the file is empty */
    static FileKind of(Path file) throws IOException {
        var head = head(file);
        if (head.length == 0) {
            throw UnreadableFile.because("文件是空的（0 字节）", "the file is empty (0 bytes)");
        }
        for (var kind : values()) {
            if (kind.magic.length > 0
                    && head.length >= kind.magic.length
                    && Arrays.equals(kind.magic, Arrays.copyOf(head, kind.magic.length))) {
                return kind;
            }
        }
        return beginning(head).toLowerCase(Locale.ROOT).matches("(?s)<(\\?xml|!doctype|html|table|meta|head).*")
                ? MARKUP
                : TEXT;
    }

    RegistryFormat formatOf(Path file, Optional<RegistryFormat> named) throws IOException {
        if (this == ZIP) {
            return RegistryFormat.XLSX;
        }
        if (this == TEXT
                && named.filter(format -> format != RegistryFormat.XLSX).isPresent()) {
            return named.orElseThrow();
        }
        if (this == TEXT && named.isEmpty()) {
            return switch (beginning(head(file)).concat(" ").charAt(0)) {
                case '[' -> RegistryFormat.JSON;
                case '{' -> RegistryFormat.NDJSON;
                default -> RegistryFormat.CSV;
            };
        }
        throw refused(file, named.isPresent());
    }

    private UnreadableFile refused(Path file, boolean named) throws IOException {
        if (this == OLE2) {
            return isEncrypted(file)
                    ? UnreadableFile.because(
                            "这是加了密码的 Excel 工作簿，请取消密码后重新保存；" + ALLOWED,
                            "this is a workbook protected by a password; save it without one; " + ALLOWED_IN_ENGLISH)
                    : UnreadableFile.because(
                            "这是旧版 Excel 97-2003 工作簿（.xls），请另存为 .xlsx；" + ALLOWED,
                            "this is an Excel 97-2003 workbook (.xls); save it as .xlsx; " + ALLOWED_IN_ENGLISH);
        }
        return UnreadableFile.because(
                (named ? "文件内容与所称的格式不符：" : "不支持的文件：") + "实际是" + chinese + "；" + ALLOWED,
                (named ? "the file is not of the format that it is said to be: found " : "unsupported file: found ")
                        + english + "; " + ALLOWED_IN_ENGLISH);
    }

    private static boolean isEncrypted(Path file) {
        try (var container = new POIFSFileSystem(file.toFile(), true)) {
            return container.getRoot().hasEntry(Decryptor.DEFAULT_POIFS_ENTRY);
        } catch (IOException | RuntimeException damaged) {
            return false;
        }
    }

    private static byte[] head(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            return in.readNBytes(HEAD);
        }
    }

    /** The first characters that are no white space, as far as ASCII tells: by the byte order mark, or as bytes. */
    private static String beginning(byte[] head) {
        var charset = head.length < 2
                ? StandardCharsets.ISO_8859_1
                : switch ((head[0] & 0xFF) << 8 | head[1] & 0xFF) {
                    case 0xFFFE -> StandardCharsets.UTF_16LE;
                    case 0xFEFF -> StandardCharsets.UTF_16BE;
                    default -> StandardCharsets.ISO_8859_1;
                };
        return new String(head, charset).replaceFirst("^(\uFEFF|ï»¿)", "").strip();
    }
}
