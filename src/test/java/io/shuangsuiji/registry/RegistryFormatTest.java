package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.workbook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.sheets.UnreadableFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RegistryFormatTest {
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
    void shouldKnowAFormatByMediaTypeThenByName(String contentType, String fileName, RegistryFormat format) {
        assertThat(RegistryFormat.of(contentType, fileName)).contains(format);
    }

    @Test
    void shouldNotGuessWhereNeitherTells() {
        assertThat(RegistryFormat.of(null, null)).isEmpty();
        assertThat(RegistryFormat.of("application/vnd.ms-excel", "名录.xls")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {"[{}]|JSON", " {}|NDJSON", "id,objectType|CSV", "对象编号|CSV"})
    void shouldKnowAFormatByItsContent(String content, RegistryFormat format) throws Exception {
        assertThat(RegistryFormat.detect(file(content), null, null)).isEqualTo(format);
        assertThat(RegistryFormat.detect(file("\uFEFF" + content), null, null)).isEqualTo(format);
        assertThat(RegistryFormat.detect(file(("\uFEFF" + content).getBytes(StandardCharsets.UTF_16BE)), null, null))
                .isEqualTo(format);
        assertThat(RegistryFormat.detect(file(("\uFEFF" + content).getBytes(StandardCharsets.UTF_16LE)), null, null))
                .isEqualTo(format);
    }

    @Test
    void shouldBelieveTheContentOfAWorkbookRatherThanItsName() throws Exception {
        var workbook = workbook(book -> book.createSheet());
        assertThat(RegistryFormat.detect(workbook, "text/csv", "名录.csv")).isEqualTo(RegistryFormat.XLSX);
    }

    @Test
    void shouldRefuseOldWorkbooks() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new HSSFWorkbook()) {
            workbook.createSheet();
            workbook.write(bytes);
        }
        refused(file(bytes.toByteArray()), "旧版 Excel 97-2003 工作簿（.xls），请另存为 .xlsx", "Excel 97-2003 workbook");
    }

    @Test
    void shouldRefuseWorkbooksUnderAPassword() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var container = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(container)) {
                out.write(Files.readAllBytes(workbook(book -> book.createSheet())));
            }
            container.writeFilesystem(bytes);
        }
        refused(file(bytes.toByteArray()), "加了密码的 Excel 工作簿", "protected by a password");
    }

    @ParameterizedTest
    @CsvSource({
        "%PDF-1.7, PDF 文件, a PDF file",
        "<html><table>, 网页或 XML 文件, a web page or XML file",
        "<?xml version=\"1.0\"?>, 网页或 XML 文件, a web page or XML file",
        "'Rar!\u001A\u0007', RAR 压缩文件, a RAR archive",
    })
    void shouldSayWhatAFileIsAndWhatIsAllowed(String content, String chinese, String english) {
        refused(file(content), "不支持的文件：实际是" + chinese, "unsupported file: found " + english);
    }

    @Test
    void shouldRefuseATextThatIsCalledAWorkbook() {
        assertThatThrownBy(() -> RegistryFormat.detect(file("id,objectType\n"), null, "名录.xlsx"))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining("文件内容与所称的格式不符：实际是文本文件")
                .hasMessageContaining("found a text file");
    }

    private static void refused(Path file, String chinese, String english) {
        assertThatThrownBy(() -> RegistryFormat.detect(file, null, null))
                .isInstanceOf(UnreadableFile.class)
                .hasMessageContaining(chinese)
                .hasMessageContaining("可以上传：Excel 工作簿（.xlsx）")
                .hasMessageContaining(english);
    }
}
