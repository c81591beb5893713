package io.shuangsuiji.decision.input;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.decision.json.Json;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DecisionIdTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"b":1,"a":{"y":null,"x":"类"}} | {"a":{"x":"类"},"b":1}
            {"a":1.0}                      | {"a":1}
            {"a":100}                      | {"a":1e2}
            {"a":-0.0}                     | {"a":0}
            {"a":"\\u0041\\n"}             | {"a":"A\\u000a"}
            """)
    void sameInputsHaveTheSameId(String one, String other) {
        assertThat(id("d", "m", one)).isEqualTo(id("d", "m", other)).matches("[0-9a-f]{32}");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":1}      | {"a":"1"}
            {"a":1}      | {"a":1.01}
            {"a":[1,2]}  | {"a":[2,1]}
            {"a":[null]} | {"a":[]}
            {"a":true}   | {"a":"true"}
            {"a":"b\\",\\"c\\":\\"d"} | {"a":"b","c":"d"}
            {"a":1}      | {"A":1}
            """)
    void otherInputsHaveAnother(String one, String other) {
        assertThat(id("d", "m", one)).isNotEqualTo(id("d", "m", other));
    }

    @Test
    void anotherEditionOrModelHasAnother() {
        assertThat(id("d", "m", "{}")).isNotEqualTo(id("e", "m", "{}")).isNotEqualTo(id("d", "n", "{}"));
    }

    @Test
    void aHugeExponentIsNotUnfolded() {
        assertThat(DecisionId.canonical(json("{\"a\":1e999999999}"))).hasSizeLessThan(40);
    }

    private static String id(String digest, String model, String input) {
        return DecisionId.of(digest, model, json(input));
    }

    private static com.fasterxml.jackson.databind.JsonNode json(String text) {
        return Json.read(text.getBytes(StandardCharsets.UTF_8));
    }
}
