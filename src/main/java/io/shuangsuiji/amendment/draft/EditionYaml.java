package io.shuangsuiji.amendment.draft;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLGenerator;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionInfo.Publication;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/** Writes {@code edition.yaml} of a published edition from the draft's, its other lines kept as they are. */
public final class EditionYaml {
    public static final String FILE = "edition.yaml";

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory()
                    .disable(YAMLGenerator.Feature.SPLIT_LINES)
                    .disable(YAMLGenerator.Feature.WRITE_DOC_START_MARKER))
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .serializationInclusion(JsonInclude.Include.ALWAYS)
            .build();

    private EditionYaml() {}

    /** The file with the draft's title and document number, and how it was published. */
    public static byte[] published(byte[] yaml, Draft.Header header, Publication publication) throws IOException {
        var before = EditionInfo.read(yaml);
        var own = header.document() == null
                ? new Draft.Document(before.issuer(), before.basis(), before.note(), false)
                : header.document();
        var wanted = new EditionInfo(
                header.title(), header.documentNumber(), own.issuer(), own.basis(), own.note(), publication);
        if (wanted.equals(before)) {
            return yaml;
        }
        var text = new String(yaml, StandardCharsets.UTF_8).replace("\r\n", "\n");
        if (header.document() != null) {
            text = set(text, "note", own.note());
            text = set(text, "basis", own.basis());
            text = set(text, "issuer", own.issuer());
        }
        text = set(text, "publication", publication);
        text = set(text, "documentNumber", header.documentNumber());
        text = set(text, "title", header.title());
        var edited = text.getBytes(StandardCharsets.UTF_8);
        // line by line where that gives what is meant, else written anew
        return reads(edited, wanted) ? edited : YAML.writeValueAsBytes(wanted);
    }

    /** The file of a plan that no edition was before. */
    public static byte[] begun(Draft.Header header) throws IOException {
        var own = header.document();
        return YAML.writeValueAsBytes(
                new EditionInfo(header.title(), header.documentNumber(), own.issuer(), own.basis(), own.note(), null));
    }

    static String withdrawn(Withdrawal withdrawal) throws IOException {
        return YAML.writeValueAsString(withdrawal);
    }

    private static boolean reads(byte[] yaml, EditionInfo wanted) {
        try {
            return EditionInfo.read(yaml).equals(wanted);
        } catch (IOException not) {
            return false;
        }
    }

    /** Replaces the lines of a top-level key, those indented below it included, or adds it at the end. */
    private static String set(String text, String key, Object value) throws IOException {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put(key, value);
        var written = YAML.writeValueAsString(entry);
        var lines = Pattern.compile("(?m)^" + key + ":.*\\n?(?:(?:[ -].*)?\\n)*?(?=^[^ \\n-]|\\z)")
                .matcher(text);
        return lines.find()
                ? text.substring(0, lines.start()) + written + text.substring(lines.end())
                : text + (text.endsWith("\n") || text.isEmpty() ? "" : "\n") + written;
    }
}
