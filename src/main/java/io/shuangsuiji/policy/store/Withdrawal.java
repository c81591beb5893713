package io.shuangsuiji.policy.store;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.time.Instant;

/**
 * What {@value #FILE} in an edition's folder says: the edition was withdrawn before it took effect. Nothing published is
 * deleted; a withdrawn folder is kept and does not serve. The file is no part of the edition's digest.
 *
 * @param by who withdrew it
 * @param at when
 * @param reason why
 */
public record Withdrawal(String by, Instant at, String reason) {
    /** The file's name. */
    public static final String FILE = "withdrawn.yaml";

    private static final JsonMapper YAML = JsonMapper.builder(new YAMLFactory())
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    /** Reads the file; one that cannot be read withdraws all the same. */
    static Withdrawal read(byte[] yaml) {
        try {
            var read = YAML.readValue(yaml, Withdrawal.class);
            return read == null ? new Withdrawal(null, null, null) : read;
        } catch (IOException malformed) {
            return new Withdrawal(null, null, null);
        }
    }
}
