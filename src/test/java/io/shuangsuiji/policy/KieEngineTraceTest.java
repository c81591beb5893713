package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KieEngineTraceTest {
    private static final List<String> CATEGORIES = List.of("重点", "一般", "特殊");
    private final Edition edition = TestEditions.shipped();

    private Trace trace(String category) {
        var inputs = new HashMap<String, Object>(Map.of(
                "objectType", "排污单位",
                "category", category,
                "population", BigDecimal.TEN,
                "officers", BigDecimal.ONE,
                "quarter", BigDecimal.ONE));
        inputs.put("participatingOfficers", null);
        return edition.kie().trace(edition.model("quota").orElseThrow(), inputs);
    }

    @Test
    void shouldTellTheRulesOfItsOwnEvaluationWhileOthersRun() {
        var mistaken = IntStream.range(0, 600)
                .parallel()
                .filter(i -> {
                    int row = i % CATEGORIES.size();
                    return !trace(CATEGORIES.get(row)).tables().stream()
                            .filter(table -> table.decision().equals("抽样规则"))
                            .map(TableMatch::selected)
                            .toList()
                            .equals(List.of(List.of(row + 1)));
                })
                .count();
        assertThat(mistaken).isZero();
    }
}
