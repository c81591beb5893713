package io.shuangsuiji.registry;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** Small registries written on the spot, and what is read of them by the shipped edition. */
final class Registries {
    static final Charset GBK = Charset.forName("GBK");
    static final Charset UTF_8 = StandardCharsets.UTF_8;

    private Registries() {}

    static Path file(byte[] content) {
        try {
            var file = Files.createTempFile("registry", ".tmp");
            file.toFile().deleteOnExit();
            return Files.write(file, content);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static Path file(String content) {
        return file(content.getBytes(UTF_8));
    }

    static Path workbook(Consumer<XSSFWorkbook> content) {
        var file = file(new byte[0]);
        try (var workbook = new XSSFWorkbook();
                var out = Files.newOutputStream(file)) {
            content.accept(workbook);
            workbook.write(out);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return file;
    }

    /** Every row, the format found by the content alone. */
    static List<RegistryRow> read(Path file) {
        try {
            return read(file, FileFormat.of(Source.of("", file), null));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<RegistryRow> read(Path file, FileFormat format) {
        try (var reader = RegistryReader.open(Source.of(file), format, TestEditions.shipped());
                var rows = reader.stream()) {
            return rows.toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static List<RegistryRow> read(String content) {
        return read(file(content));
    }

    /** The only row, which must be an object. */
    static RegistryObject object(List<RegistryRow> rows) {
        if (rows.size() == 1 && rows.get(0) instanceof RegistryObject object) {
            return object;
        }
        throw new AssertionError("not one object: " + rows);
    }

    /** The only row, which must be rejected. */
    static RejectedRow rejected(List<RegistryRow> rows) {
        if (rows.size() == 1 && rows.get(0) instanceof RejectedRow bad) {
            return bad;
        }
        throw new AssertionError("not one rejected row: " + rows);
    }

    /** What is said of a file that cannot be read. */
    static List<FieldProblem> refusal(Path file) {
        return catchThrowableOfType(UnreadableFile.class, () -> read(file)).problems();
    }

    static List<FieldProblem> refusal(String content) {
        return refusal(file(content));
    }

    static List<FieldProblem> refusal(Path file, FileFormat format) {
        return catchThrowableOfType(UnreadableFile.class, () -> read(file, format))
                .problems();
    }

    /** All facts of the shipped edition, blank but for those given. */
    static Map<String, Object> facts(Object... namesAndValues) {
        var facts = new LinkedHashMap<String, Object>();
        RowShape.objects(TestEditions.shipped()).fields().forEach(field -> facts.put(field.name(), null));
        for (int i = 0; i < namesAndValues.length; i += 2) {
            facts.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return facts;
    }
}
