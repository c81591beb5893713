package io.shuangsuiji.policy;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;
import java.util.List;

/**
 * What {@code edition.yaml} says of an edition: metadata only, no number of policy.
 *
 * @param title the document's title
 * @param documentNumber the document's number (文号), or null where it has none
 * @param issuer who issued it
 * @param basis the documents on which it rests
 * @param note anything that a reader should know
 * @param publication how the service published it, or null for an edition that was put there by hand
 */
public record EditionInfo(
        String title,
        String documentNumber,
        String issuer,
        List<Basis> basis,
        String note,
        @JsonInclude(JsonInclude.Include.NON_NULL) Publication publication) {
    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /**
     * Who published an edition, when, why, and what they had seen.
     *
     * @param draft the draft that it was
     * @param base the edition that the draft began from
     * @param baseDigest that edition's digest then
     * @param authors who wrote the draft
     * @param approver who approved it; none of the authors
     * @param publisher who published it
     * @param publishedAt when
     * @param reason why the policy was changed
     * @param revisionReason why it takes effect on a day already past, or null
     * @param draftDigest of the draft that was approved
     * @param checkDigest of the check report that the approver saw
     * @param impactDigest of the impact report that the approver saw, or null where there was none
     * @param record the hash of the record before this publication's own in the log of amendments
     */
    public record Publication(
            String draft,
            String base,
            String baseDigest,
            List<String> authors,
            String approver,
            String publisher,
            Instant publishedAt,
            String reason,
            String revisionReason,
            String draftDigest,
            String checkDigest,
            String impactDigest,
            String record) {
        /** Copies the list. */
        public Publication {
            authors = authors == null ? List.of() : List.copyOf(authors);
        }
    }

    /** Copies the list; a missing one is empty. */
    public EditionInfo {
        basis = basis == null ? List.of() : List.copyOf(basis);
    }

    /** An edition that the service did not publish. */
    public EditionInfo(String title, String documentNumber, String issuer, List<Basis> basis, String note) {
        this(title, documentNumber, issuer, basis, note, null);
    }

    /** The documents on which it rests that do not hold on a day any more. */
    public List<Basis> expiredOn(java.time.LocalDate day) {
        return basis.stream().filter(document -> document.expiredOn(day)).toList();
    }

    /** Those that still hold on a day, but for no more than so many days. */
    public List<Basis> lapsingWithin(int days, java.time.LocalDate day) {
        return basis.stream()
                .filter(document -> document.lapsesWithin(days, day))
                .toList();
    }

    /** Reads {@code edition.yaml}; throws with the line and what is wrong there where it cannot. */
    public static EditionInfo read(byte[] yaml) throws IOException {
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
