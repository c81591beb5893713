package io.shuangsuiji.draw.lot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Draws that others published come out the same by our arithmetic. */
class PublicVectorsTest {
    private final JsonNode vectors = read();

    private static JsonNode read() {
        try (var in = PublicVectorsTest.class.getResourceAsStream("/draw/public-vectors.json")) {
            return new ObjectMapper().readTree(in);
        } catch (IOException missing) {
            throw new IllegalStateException(missing);
        }
    }

    @Test
    void drawsTheTicketsOfAVerifiableSelection() {
        var published = vectors.get("vrs");
        byte[] salt = "totally not a bikeshed".getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < 9; i++) {
            salt = HashAlgorithm.SHA_256.digest(salt);
        }
        assertThat(published.get("salt").textValue()).endsWith(HexFormat.of().formatHex(salt));
        var lottery = new Lottery(
                HashAlgorithm.SHA_256, salt, List.of(published.get("ikm").textValue()));
        published
                .get("tickets")
                .fields()
                .forEachRemaining(entry -> assertThat(lottery.ticket(entry.getKey()))
                        .as(entry.getKey())
                        .startsWith(entry.getValue().textValue()));
    }

    @Test
    void ordersASampleByTheDigestOfSeedAndId() {
        var published = vectors.get("consistent_sampler_ex1");
        var seed = HashAlgorithm.SHA_256.hex(published.get("seed").asText().getBytes(StandardCharsets.UTF_8));
        var order = texts(published.get("ids")).stream()
                .sorted(Comparator.comparing(id -> fraction(seed + id)))
                .toList();
        assertThat(order).startsWith(texts(published.get("take4")).toArray(String[]::new));
    }

    /** The decimal digits of the digest after the point, the last first. */
    private static String fraction(String text) {
        var number = new BigInteger(1, HashAlgorithm.SHA_256.digest(text.getBytes(StandardCharsets.UTF_8)));
        return new StringBuilder(number.toString()).reverse().toString();
    }

    /** RFC 3797 draws by MD5 and remainders: an independent check of how its key is written, not of our tickets. */
    @Test
    void drawsAsRfc3797Does() throws Exception {
        var published = vectors.get("rfc3797_s6");
        var key = published.get("key").textValue();
        var pool = new ArrayList<Integer>();
        for (int i = 1; i <= published.get("pool").intValue(); i++) {
            pool.add(i);
        }
        var drawn = new ArrayList<Integer>();
        for (int i = 0; i < published.get("order").size(); i++) {
            var around = new byte[] {(byte) (i >> 8), (byte) i};
            var digest = MessageDigest.getInstance("MD5");
            digest.update(around);
            digest.update(key.getBytes(StandardCharsets.US_ASCII));
            digest.update(around);
            var number = new BigInteger(1, digest.digest());
            if (i == 0) {
                assertThat(number.toString(16))
                        .isEqualToIgnoringCase(published.get("first_md5").textValue());
            }
            drawn.add(pool.remove(number.mod(BigInteger.valueOf(pool.size())).intValue()));
        }
        var order = new ArrayList<Integer>();
        published.get("order").forEach(number -> order.add(number.intValue()));
        assertThat(drawn).isEqualTo(order);
    }

    @Test
    void digestsBySm3() {
        assertThat(HashAlgorithm.SM3.hex("abc".getBytes(StandardCharsets.US_ASCII)))
                .isEqualTo(vectors.get("sm3_abc").textValue());
    }

    /** RFC 5869, appendix A.1. */
    @Test
    void derivesKeysAsHkdfDoes() {
        var hex = HexFormat.of();
        var key = HashAlgorithm.SHA_256.extract(
                hex.parseHex("000102030405060708090a0b0c"), hex.parseHex("0b".repeat(22)));
        assertThat(hex.formatHex(key)).isEqualTo("077709362c2e32df0ddc3f0dc47bba6390b6c73bb50f9c3122ec844ad7c2b3e5");
        assertThat(hex.formatHex(new Hmac(HashAlgorithm.SHA_256, key).expand(hex.parseHex("f0f1f2f3f4f5f6f7f8f9"))))
                .isEqualTo("3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf");
    }

    private static List<String> texts(JsonNode list) {
        var texts = new ArrayList<String>();
        list.forEach(text -> texts.add(text.textValue()));
        return texts;
    }
}
