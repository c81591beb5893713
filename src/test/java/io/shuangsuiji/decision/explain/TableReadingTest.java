package io.shuangsuiji.decision.explain;

import static io.shuangsuiji.decision.explain.Asking.object;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.explain.TableReading.RowReading;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class TableReadingTest {
    private static List<TableReading> readings(String facts) {
        var edition = TestEditions.shipped();
        var model = edition.model("classification").orElseThrow();
        var input = Json.read(object(facts).replace('\'', '"').getBytes(StandardCharsets.UTF_8));
        return TableReading.of(edition, model, Inputs.read(model, input).valid());
    }

    private static TableReading triggers(String facts) {
        return readings(facts).stream()
                .filter(reading -> reading.table().name().equals("触发情形"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldLightTheRowThatHeldAndTheOneConditionThatKeptOthersOut() {
        var reading = triggers("'complaintsInQuarter':12,'creditRating':'环保良好企业'");

        var complaints = reading.rows().get(4);
        assertThat(complaints.held()).isTrue();
        assertThat(complaints.counts()).isTrue();
        assertThat(complaints.against()).isEmpty();

        var badRating = reading.rows().get(2);
        assertThat(badRating.held()).isFalse();
        assertThat(badRating.near()).isTrue();
        assertThat(badRating.against())
                .extracting(column -> reading.table().columns().get(column).label())
                .containsExactly("环境信用等级");
        assertThat(reading.held()).isEqualTo(2);
        assertThat(reading.compared()).isTrue();
    }

    @Test
    void shouldNameTheVeryConditionThatABoundMissesByOne() {
        var reading = triggers("'complaintsInQuarter':9");
        assertThat(reading.rows().get(4).against())
                .extracting(column -> reading.table().columns().get(column).label())
                .containsExactly("季度内投诉宗数");
        assertThat(reading.held()).isZero();
    }

    @Test
    void shouldTellARowThatHeldFromOneThatCounts() {
        var category = readings("'complaintsInQuarter':10").stream()
                .filter(reading -> reading.table().name().equals("监管类别判定"))
                .findFirst()
                .orElseThrow();
        assertThat(category.rows())
                .filteredOn(RowReading::held)
                .extracting(RowReading::counts)
                .containsExactly(true, false);
    }
}
