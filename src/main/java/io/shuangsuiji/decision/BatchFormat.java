package io.shuangsuiji.decision;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The forms in which a batch is read; it is answered in the form in which it comes. */
public enum BatchFormat {
    /** One JSON object a line. */
    NDJSON(
            List.of(
                    "application/x-ndjson",
                    "application/ndjson",
                    "application/jsonl",
                    "application/x-jsonlines",
                    "application/jsonlines"),
            List.of(".ndjson", ".jsonl")),
    /** A header and one row an input, the cells separated by comma, tab or semicolon. */
    CSV(List.of("text/csv", "application/csv", "text/tab-separated-values"), List.of(".csv", ".tsv", ".txt"));

    private final List<String> mediaTypes;
    private final List<String> endings;

    BatchFormat(List<String> mediaTypes, List<String> endings) {
        this.mediaTypes = mediaTypes;
        this.endings = endings;
    }

    /** The media types that name it, the preferred first. */
    public List<String> mediaTypes() {
        return mediaTypes;
    }

    /** The form that a media type names, parameters aside. */
    public static Optional<BatchFormat> ofMediaType(String mediaType) {
        if (mediaType == null) {
            return Optional.empty();
        }
        int parameters = mediaType.indexOf(';');
        var plain = (parameters < 0 ? mediaType : mediaType.substring(0, parameters))
                .strip()
                .toLowerCase(Locale.ROOT);
        return Optional.ofNullable(
                NDJSON.mediaTypes.contains(plain) ? NDJSON : CSV.mediaTypes.contains(plain) ? CSV : null);
    }

    /** The form that a file's name tells, a final {@code .gz} aside. */
    public static Optional<BatchFormat> ofFile(String name) {
        var plain = name.toLowerCase(Locale.ROOT).replaceFirst("\\.gz$", "");
        return List.of(values()).stream()
                .filter(format -> format.endings.stream().anyMatch(plain::endsWith))
                .findFirst();
    }
}
