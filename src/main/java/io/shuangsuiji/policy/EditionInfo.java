package io.shuangsuiji.policy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.util.List;

/**
 * What {@code edition.yaml} says of an edition: metadata only, no number of policy.
 *
 * @param title the document's title
 * @param documentNumber the document's number (文号), or null where it has none
 * @param issuer who issued it
 * @param basis the documents on which it rests
 * @param note anything that a reader should know
 */
public record EditionInfo(String title, String documentNumber, String issuer, List<String> basis, String note) {
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Copies the list; a missing one is empty. */
    public EditionInfo {
        basis = basis == null ? List.of() : List.copyOf(basis);
    }

    /** Reads {@code edition.yaml}; throws with the line and what is wrong there where it cannot. */
    static EditionInfo read(byte[] yaml) throws IOException {
        try {
            var info = YAML.readValue(yaml, EditionInfo.class);
            if (info != null && info.title() != null && !info.title().isBlank()) {
                return info;
            }
        } catch (UnrecognizedPropertyException unknown) {
            throw new IOException(line(unknown) + "未知的键「" + unknown.getPropertyName() + "」，允许："
                    + unknown.getKnownPropertyIds() + " / unknown key " + unknown.getPropertyName());
        } catch (JsonProcessingException malformed) {
            throw new IOException(
                    line(malformed) + "不是合法的 YAML，或某个键的值不是文字 / not valid YAML, or a value of the wrong type");
        }
        throw new IOException("缺少 title（方案名称） / title is missing");
    }

    private static String line(JsonProcessingException problem) {
        return problem.getLocation() == null ? "" : "第 " + problem.getLocation().getLineNr() + " 行：";
    }
}
