package io.shuangsuiji.amendment.draft;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Optional;

/**
 * A report on a draft, as it is kept: the approval names it by the digest of its JSON.
 *
 * @param kind {@value #CHECK} or {@value #IMPACT}
 * @param draftDigest the draft that it is about
 * @param passed false where the draft may not be published as it is
 * @param summary one sentence
 * @param content all it says
 */
public record Report(String kind, String draftDigest, boolean passed, String summary, JsonNode content) {
    /** The kind of a check. */
    public static final String CHECK = "check";

    /** The kind of an impact. */
    public static final String IMPACT = "impact";

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(MapperFeature.SORT_PROPERTIES_ALPHABETICALLY)
            .build();

    /** Wraps what a check or an impact found. */
    public static Report of(String kind, Draft draft, boolean passed, String summary, Object content) {
        return new Report(kind, draft.digest(), passed, summary, JSON.valueToTree(content));
    }

    /** A part of what it says; nothing where it does not say it. */
    public <T> Optional<T> part(String member, Class<T> type) throws IOException {
        var part = content.get(member);
        return part == null || part.isNull() ? Optional.empty() : Optional.of(JSON.treeToValue(part, type));
    }

    public byte[] toJson() throws IOException {
        return JSON.writeValueAsBytes(this);
    }

    public static Report fromJson(byte[] json) throws IOException {
        return JSON.readValue(json, Report.class);
    }
}
