package io.shuangsuiji.draw.lot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {
    record Document(String b, long a, List<String> list, Map<String, Boolean> c) {}

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesOneForm() {
        var document = new Document("“重点”\"\\/€😀", 12, List.of("z", "y"), Map.of("b", true, "a", false));
        assertThat(CanonicalJson.write(document))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo(
                        "{\"a\":12,\"b\":\"“重点”\\\"\\\\/€😀\",\"c\":{\"a\":false,\"b\":true},\"list\":[\"z\",\"y\"]}");
    }

    /** A member of that name further within stays. */
    @Test
    void leavesOutOneMemberOfTheDocumentItself() {
        var document = new Document("x", 12, List.of("z", "y"), Map.of("b", true, "d", false));
        assertThat(CanonicalJson.writeWithout("b", document))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("{\"a\":12,\"c\":{\"b\":true,\"d\":false},\"list\":[\"z\",\"y\"]}");
        assertThat(CanonicalJson.writeWithout("e", document)).isEqualTo(CanonicalJson.write(document));
    }

    @Test
    void readsThatFormAlone() throws Exception {
        var one = "{\"a\":1,\"b\":\"x\",\"c\":{},\"list\":[]}";
        assertThat(CanonicalJson.read(bytes(one), Document.class)).isPresent();
        assertThat(CanonicalJson.read(bytes(one + "\n"), Document.class)).isEmpty();
        assertThat(CanonicalJson.read(bytes(one.replace("\"x\"", "\"\\u0078\"")), Document.class))
                .isEmpty();
        assertThat(CanonicalJson.read(bytes("{\"b\":\"x\",\"a\":1,\"c\":{},\"list\":[]}"), Document.class))
                .isEmpty();
    }

    @Test
    void refusesWhatIsNoSuchDocument() {
        for (var text : List.of(
                "{\"a\":1,\"a\":1,\"b\":\"x\",\"c\":{},\"list\":[]}",
                "{\"a\":1,\"b\":\"x\",\"c\":{},\"d\":1,\"list\":[]}",
                "{\"a\":1,\"b\":\"x\",\"list\":[]}",
                "{\"a\":\"1\",\"b\":\"x\",\"c\":{},\"list\":[]}",
                "{\"a\":1.0,\"b\":\"x\",\"c\":{},\"list\":[]}",
                "{\"a\":1,\"b\":2,\"c\":{},\"list\":[]}",
                "{\"a\":1,\"b\":\"x\",\"c\":{},\"list\":[]} {}",
                "nothing")) {
            assertThatThrownBy(() -> CanonicalJson.read(bytes(text), Document.class))
                    .as(text)
                    .isInstanceOf(JsonProcessingException.class);
        }
    }

    @Test
    void writesNothingThatOtherLibrariesWriteOtherwise() {
        for (Object value : List.of(1.5, (1L << 53) + 1, "a\nb", "\u007f", "\ud800")) {
            assertThatThrownBy(() -> CanonicalJson.write(Map.of("a", value)))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }
}
