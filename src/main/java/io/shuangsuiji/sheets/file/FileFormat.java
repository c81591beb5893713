package io.shuangsuiji.sheets.file;

import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.poi.poifs.crypt.Decryptor;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;

/** The formats of files that are read. The bytes of a file decide which it is, not its name. */
public enum FileFormat {
    /** An array of objects, or an object that holds one. */
    JSON(List.of("application/json", "text/json"), List.of(".json")),
    /** One JSON object a line. */
    NDJSON(
            List.of(
                    "application/x-ndjson",
                    "application/ndjson",
                    "application/jsonl",
                    "application/x-jsonlines",
                    "application/jsonlines"),
            List.of(".ndjson", ".jsonl")),
    /** A table of text, its cells separated by one character. */
    CSV(List.of("text/csv", "application/csv", "text/tab-separated-values"), List.of(".csv", ".tsv", ".txt")),
    /** An Office Open XML workbook. */
    XLSX(
            List.of(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.ms-excel.sheet.macroenabled.12"),
            List.of(".xlsx", ".xlsm"));

    private static final int HEAD = 512;
    private static final String ALLOWED = "可以上传：Excel 工作簿（.xlsx）、CSV（UTF-8、GBK 或 GB18030）、JSON 数组、NDJSON";
    private static final String ALLOWED_IN_ENGLISH =
            "allowed: an Excel workbook (.xlsx), CSV (UTF-8, GBK or GB18030), a JSON array, NDJSON";

    private final List<String> mediaTypes;
    private final List<String> endings;

    FileFormat(List<String> mediaTypes, List<String> endings) {
        this.mediaTypes = mediaTypes;
        this.endings = endings;
    }

    /** Formats that are recognised by their first bytes in order to name them in a refusal; they are not read. */
    private record Other(String magic, String chinese, String english) {}

    private static final List<Other> OTHERS = List.of(
            new Other("25504446", "PDF 文件", "a PDF file"),
            new Other("1F8B", "GZIP 压缩文件", "a GZIP archive"),
            new Other("526172211A07", "RAR 压缩文件", "a RAR archive"),
            new Other("377ABCAF271C", "7z 压缩文件", "a 7z archive"),
            new Other("89504E47", "PNG 图片", "a PNG image"),
            new Other("FFD8FF", "JPEG 图片", "a JPEG image"),
            new Other("7B5C727466", "RTF 文档", "an RTF document"),
            new Other("0908", "很旧的 Excel 工作簿（BIFF）", "a very old Excel workbook (BIFF)"),
            new Other("0904", "很旧的 Excel 工作簿（BIFF）", "a very old Excel workbook (BIFF)"));

    /** The media types that name it, the preferred first. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    /** True where a file has an input a line, so that it can be answered while it comes. */
    public boolean byLine() {
        return this == CSV || this == NDJSON;
    }

    /** The format that a media type names, parameters aside; null names none. */
    public static Optional<FileFormat> ofMediaType(String mediaType) {
        var plain = mediaType == null
                ? ""
                : mediaType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(format -> format.mediaTypes.contains(plain))
                .findFirst();
    }

    /** The format that a file's name tells, a final {@code .gz} aside; null tells none. */
    public static Optional<FileFormat> ofName(String name) {
        var plain = name == null ? "" : name.strip().toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return List.of(values()).stream()
                .filter(format -> format.endings.stream().anyMatch(plain::endsWith))
                .findFirst();
    }

    /**
     * The format of a file: what the sender names by media type or else by the file's name, held against the file's first
     * bytes, or found by them where the sender names none.
     *
     * @param mediaType may be null
     * @throws UnreadableFile where the file is empty, or of another kind than these: it names what it is
     */
    public static FileFormat of(Source file, String mediaType) throws IOException {
        byte[] head;
        try (var in = file.open()) {
            head = in.readNBytes(HEAD);
        }
        if (head.length == 0) {
            throw UnreadableFile.because("文件是空的（0 字节）", "the file is empty (0 bytes)");
        }
        if (begins(head, "504B0304")) {
            refuseForeignArchive(file);
            return XLSX;
        }
        if (begins(head, "D0CF11E0A1B11AE1")) {
            throw ole2(file);
        }
        for (var other : OTHERS) {
            if (begins(head, other.magic)) {
                throw unsupported(other.chinese, other.english);
            }
        }
        var named = ofMediaType(mediaType).or(() -> ofName(file.name()));
        var beginning = beginning(file).toLowerCase(Locale.ROOT);
        if (beginning.startsWith("mime-version:") || beginning.startsWith("content-type: multipart")) {
            throw unsupported("单个文件网页（MHT，有的系统把它存成 .xls）", "a web archive (MHT; some systems save one as .xls)");
        }
        if (beginning.matches("(?s)<[a-z!?].*")) {
            throw unsupported("网页或 XML 文件（有的系统把它存成 .xls）", "a web page or XML file (some systems save one as .xls)");
        }
        char first = beginning.isEmpty() ? ' ' : beginning.charAt(0);
        boolean json = first == '[' || first == '{';
        if (named.filter(format -> format == XLSX).isPresent()) {
            throw UnreadableFile.because(
                    "文件内容与所称的格式不符：实际是文本文件；" + ALLOWED,
                    "the file is not of the format that it is said to be: found a text file; " + ALLOWED_IN_ENGLISH);
        }
        return named.orElse(!json ? CSV : first == '[' ? JSON : NDJSON);
    }

    /** A zip that is no workbook, or a workbook of another kind, is named as what it is. */
    private static void refuseForeignArchive(Source file) throws IOException {
        boolean workbook = false;
        // the archive closes the channel only where it could be opened
        try (var channel = file.channel();
                var zip = ZipFile.builder()
                        .setSeekableByteChannel(channel)
                        .setIgnoreLocalFileHeader(true)
                        .get()) {
            for (var entries = zip.getEntries(); entries.hasMoreElements(); ) {
                var name = entries.nextElement().getName().toLowerCase(Locale.ROOT);
                workbook |= name.startsWith("xl/") || name.equals("[content_types].xml");
                if (name.equals("xl/workbook.bin")) {
                    throw unsupported("Excel 二进制工作簿（.xlsb）", "a binary workbook (.xlsb)");
                }
                if (name.equals("content.xml")) {
                    throw unsupported("OpenDocument 表格（.ods）", "an OpenDocument spreadsheet (.ods)");
                }
                if (name.startsWith("word/") || name.startsWith("ppt/")) {
                    throw unsupported("Word 或 PowerPoint 文件", "a Word or PowerPoint file");
                }
                if (name.endsWith("vbaproject.bin")) {
                    throw UnreadableFile.because(
                            "工作簿含有宏，请另存为不含宏的 .xlsx", "the workbook carries macros; save it as .xlsx, which has none");
                }
            }
        } catch (UnreadableFile told) {
            throw told;
        } catch (IOException | RuntimeException damaged) {
            throw UnreadableFile.because(
                    "工作簿损坏：压缩文件不完整，打不开；请用 Excel 或 WPS 打开后另存为 .xlsx",
                    "the workbook is damaged: its archive is incomplete; open it in Excel or WPS and save it as .xlsx");
        }
        if (!workbook) {
            throw unsupported("ZIP 压缩文件", "a ZIP archive");
        }
    }

    private static UnreadableFile ole2(Source file) throws IOException {
        boolean encrypted = false;
        try (var in = file.open();
                var container = new POIFSFileSystem(in)) {
            encrypted = container.getRoot().hasEntry(Decryptor.DEFAULT_POIFS_ENTRY);
        } catch (IOException | RuntimeException damaged) {
            // then it is not told apart
        }
        return encrypted
                ? UnreadableFile.because(
                        "这是加了密码的 Excel 工作簿，请取消密码后重新保存；" + ALLOWED,
                        "this is a workbook protected by a password; save it without one; " + ALLOWED_IN_ENGLISH)
                : UnreadableFile.because(
                        "这是旧版 Excel 97-2003 工作簿（.xls），请另存为 .xlsx；" + ALLOWED,
                        "this is an Excel 97-2003 workbook (.xls); save it as .xlsx; " + ALLOWED_IN_ENGLISH);
    }

    private static UnreadableFile unsupported(String chinese, String english) {
        return UnreadableFile.because(
                "不支持的文件：实际是" + chinese + "，请用 Excel 或 WPS 打开后另存为 .xlsx；" + ALLOWED,
                "unsupported file: found " + english + "; open it in Excel or WPS and save it as .xlsx; "
                        + ALLOWED_IN_ENGLISH);
    }

    private static boolean begins(byte[] head, String magic) {
        var bytes = HexFormat.of().parseHex(magic);
        return head.length >= bytes.length && java.util.Arrays.equals(head, 0, bytes.length, bytes, 0, bytes.length);
    }

    /** The first characters that are no white space, in whatever encoding. */
    private static String beginning(Source file) throws IOException {
        try (var text = new Utf8Stream(file.open(), null)) {
            return new String(text.readNBytes(HEAD), StandardCharsets.UTF_8).strip();
        }
    }
}
