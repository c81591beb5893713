package io.shuangsuiji.sheets.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FileFormatTest {
    @ParameterizedTest
    @CsvSource({
        "application/json,, JSON",
        "application/json; charset=utf-8, x.csv, JSON",
        "application/x-ndjson,, NDJSON",
        "TEXT/CSV,, CSV",
        "text/tab-separated-values,, CSV",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet,, XLSX",
        "application/vnd.ms-excel, 名录.csv, CSV",
        "application/octet-stream, 名录.XLSX, XLSX",
        ", a.ndjson, NDJSON",
        ", a.jsonl, NDJSON",
        ", a.json, JSON",
        ", a.tsv, CSV",
    })
    void shouldKnowAFormatByMediaTypeThenByName(String contentType, String fileName, FileFormat format) {
        assertThat(FileFormat.ofMediaType(contentType).or(() -> FileFormat.ofName(fileName)))
                .contains(format);
    }

    @Test
    void shouldNotGuessWhereNeitherTells() {
        assertThat(FileFormat.ofMediaType(null)).isEmpty();
        assertThat(FileFormat.ofName(null)).isEmpty();
        assertThat(FileFormat.ofMediaType("application/vnd.ms-excel")).isEmpty();
        assertThat(FileFormat.ofName("名录.xls")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[{}]|JSON", " {}|NDJSON", "id,objectType|CSV", "对象编号|CSV"})
    void shouldKnowAFormatByItsContent(String content, FileFormat format) throws Exception {
        assertThat(of(content)).isEqualTo(format);
        assertThat(of("\uFEFF" + content)).isEqualTo(format);
        assertThat(of(("\uFEFF" + content).getBytes(StandardCharsets.UTF_16BE))).isEqualTo(format);
        assertThat(of(("\uFEFF" + content).getBytes(StandardCharsets.UTF_16LE))).isEqualTo(format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16BE", "UTF-16LE", "GBK"})
    void shouldTakeNoTableForJsonForTheBytesOfItsFirstCharacter(String charset) throws Exception {
        // 对 is U+5BF9, and 5B is a bracket
        assertThat(of("对象编号,对象类型\n1,储油库\n".getBytes(Charset.forName(charset)))).isEqualTo(FileFormat.CSV);
        assertThat(of("[{\"id\":\"1\",\"对象类型\":\"储油库\"}]".getBytes(Charset.forName(charset))))
                .isEqualTo(FileFormat.JSON);
    }

    @Test
    void shouldBelieveTheContentOfAWorkbookRatherThanItsName() throws Exception {
        var workbook = workbook();
        assertThat(FileFormat.of(Source.of("名录.csv", workbook), "text/csv")).isEqualTo(FileFormat.XLSX);
    }

    @Test
    void shouldRefuseOldWorkbooks() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new HSSFWorkbook()) {
            workbook.createSheet();
            workbook.write(bytes);
        }
        refused(bytes.toByteArray(), "旧版 Excel 97-2003 工作簿（.xls），请另存为 .xlsx", "Excel 97-2003 workbook");
    }

    @Test
    void shouldRefuseWorkbooksUnderAPassword() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var container = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(workbook());
            }
            container.writeFilesystem(bytes);
        }
        refused(bytes.toByteArray(), "加了密码的 Excel 工作簿", "protected by a password");
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7, PDF 文件, a PDF file",
        "<html><table>, 网页或 XML 文件, a web page or XML file",
        "<?xml version=\"1.0\"?>, 网页或 XML 文件, a web page or XML file",
        "'Rar!\u001A\u0007', RAR 压缩文件, a RAR archive",
    })
    void shouldSayWhatAFileIsAndWhatIsAllowed(String content, String chinese, String english) {
        refused(content.getBytes(StandardCharsets.UTF_8), "不支持的文件：实际是" + chinese, "unsupported file: found " + english);
    }

    @Test
    void shouldRefuseATextThatIsCalledAWorkbook() {
        assertThatThrownBy(() -> FileFormat.of(Source.of("名录.xlsx", "id,objectType\n".getBytes()), null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("文件内容与所称的格式不符：实际是文本文件")
                .hasMessageContaining("found a text file");
    }

    @ParameterizedTest
    @CsvSource({
        "<style>td{}</style><table>, 网页或 XML 文件",
        "'MIME-Version: 1.0', MHT",
        "'Content-Type: multipart/related', MHT",
        "'{\\rtf1', RTF 文档",
    })
    void shouldNameWhatOtherSystemsCallAnXls(String content, String chinese) {
        assertThatThrownBy(() -> FileFormat.of(Source.of("名录.xls", content.getBytes(StandardCharsets.UTF_8)), null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(chinese);
    }

    @ParameterizedTest
    @CsvSource({
        "content.xml, OpenDocument",
        "word/document.xml, Word",
        "xl/workbook.bin, xlsb",
        "xl/vbaProject.bin, 宏",
        "a.txt, ZIP 压缩文件"
    })
    void shouldNameArchivesThatAreNoPlainWorkbook(String entry, String chinese) throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(entry));
        }
        assertThatThrownBy(() -> FileFormat.of(Source.of("名录.xlsx", bytes.toByteArray()), null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(chinese);
    }

    private static byte[] workbook() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var book = new XSSFWorkbook()) {
            book.createSheet();
            book.write(bytes);
        }
        return bytes.toByteArray();
    }

    private static FileFormat of(String content) throws Exception {
        return of(content.getBytes(StandardCharsets.UTF_8));
    }

    private static FileFormat of(byte[] content) throws Exception {
        return FileFormat.of(Source.of("", content), null);
    }

    private static void refused(byte[] file, String chinese, String english) {
        assertThatThrownBy(() -> of(file))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(chinese)
                .hasMessageContaining("可以上传：Excel 工作簿（.xlsx）")
                .hasMessageContaining(english);
    }
}
