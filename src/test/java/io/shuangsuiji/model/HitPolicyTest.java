package io.shuangsuiji.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HitPolicyTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, 唯一",
                "FIRST, -, 首行",
                "COLLECT, -, 收集",
                "COLLECT, SUM, 求和",
                "COLLECT, MIN, 最小",
                "COLLECT, MAX, 最大",
                "COLLECT, COUNT, 计数"
            })
    void shouldSayInWordsWhatBecomesOfTheRowsThatApply(String policy, String aggregation, String words)
            throws Exception {
        var xml = "<definitions name='m'><decision id='d' name='d'><decisionTable id='t'"
                + (policy == null ? "" : " hitPolicy='" + policy + "'")
                + (aggregation == null ? "" : " aggregation='" + aggregation + "'")
                + "><output name='o' typeRef='number'/></decisionTable></decision></definitions>";
        var tables = EditionModel.read(new TreeMap<>(Map.of("m.dmn", xml.getBytes(StandardCharsets.UTF_8))));
        assertThat(tables.tables().get(0).hitPolicyInWords()).startsWith(words + "：");
    }
}
