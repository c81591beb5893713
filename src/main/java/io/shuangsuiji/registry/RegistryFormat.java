package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a registry is read. */
public enum RegistryFormat {
    /** An array of objects. */
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
    /** A table of text, its cells separated by comma, tab or semicolon. */
    CSV(List.of("text/csv", "application/csv", "text/tab-separated-values"), List.of(".csv", ".tsv", ".txt")),
    /** An Office Open XML workbook. */
    XLSX(
            List.of(
                    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                    "application/vnd.ms-excel.sheet.macroenabled.12"),
            List.of(".xlsx", ".xlsm"));

    private final List<String> contentTypes;
    private final List<String> endings;

    RegistryFormat(List<String> contentTypes, List<String> endings) {
        this.contentTypes = contentTypes;
        this.endings = endings;
    }

    /**
     * The format that the sender names: by the media type, or where that names none of these (browsers call a CSV file
     * what Windows has registered for it) by the file's name. Either may be null.
     */
    public static Optional<RegistryFormat> of(String contentType, String fileName) {
        var type = contentType == null
                ? ""
                : contentType.replaceFirst(";.*", "").strip().toLowerCase(Locale.ROOT);
        var name = fileName == null ? "" : fileName.strip().toLowerCase(Locale.ROOT);
        return List.of(values()).stream()
                .filter(format -> format.contentTypes.contains(type))
                .findFirst()
                .or(() -> List.of(values()).stream()
                        .filter(format -> format.endings.stream().anyMatch(name::endsWith))
                        .findFirst());
    }

    /**
     * The format of a file: what the sender names, held against the file's first bytes, or found by them where the sender
     * names none.
     *
     * @throws UnreadableFile where the file is empty, or of another kind than these
     */
    public static RegistryFormat detect(Path file, String contentType, String fileName) throws IOException {
        return FileKind.of(file).formatOf(file, of(contentType, fileName));
    }
}
