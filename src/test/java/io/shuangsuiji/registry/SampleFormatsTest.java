package io.shuangsuiji.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.shuangsuiji.samples.SampleObject;
import io.shuangsuiji.samples.SampleRegistry;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** The sample registry is the same registry in every format. */
class SampleFormatsTest {
    private static final ObjectMapper MAPPER = new ObjectMapper()
            .registerModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS);
    private static final List<SampleObject> SAMPLE =
            StreamSupport.stream(SampleRegistry.sample().spliterator(), false).toList();
    private static final List<RegistryRow> EXPECTED =
            SAMPLE.stream().map(SampleFormatsTest::expected).toList();

    @Test
    void shouldReadTheSampleAsCsv() {
        assertThat(withoutLines(Registries.read(Path.of("samples/registry.csv"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void shouldReadTheSampleAsAWorkbook() {
        assertThat(withoutLines(Registries.read(Path.of("samples/registry.xlsx"))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void shouldReadTheSampleAsJson() throws IOException {
        assertThat(withoutLines(Registries.read(MAPPER.writeValueAsString(SAMPLE))))
                .isEqualTo(EXPECTED);
    }

    @Test
    void shouldReadTheSampleAsNdjson() {
        var lines = SAMPLE.stream().map(SampleFormatsTest::json).collect(Collectors.joining("\n"));
        assertThat(withoutLines(Registries.read(lines))).isEqualTo(EXPECTED);
    }

    @Test
    void shouldCountLinesFromTheTopOfTheFile() {
        for (var file : List.of("samples/registry.csv", "samples/registry.xlsx")) {
            var rows = Registries.read(Path.of(file));
            assertThat(rows.get(0).line()).isEqualTo(2);
            assertThat(rows.get(rows.size() - 1).line()).isEqualTo(SAMPLE.size() + 1);
        }
    }

    private static String json(SampleObject object) {
        try {
            return MAPPER.writeValueAsString(object);
        } catch (IOException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static RegistryRow expected(SampleObject object) {
        var facts = new LinkedHashMap<String, Object>();
        facts.put("objectType", object.objectType());
        facts.put("supervisionLevel", object.supervisionLevel());
        facts.put("lastPenaltyDate", object.lastPenaltyDate());
        facts.put("creditRating", object.creditRating());
        facts.put("vocsGrade", object.vocsGrade());
        var complaints = object.complaintsInQuarter();
        facts.put("complaintsInQuarter", complaints == null ? null : new BigDecimal(complaints));
        facts.put("onPositiveList", object.onPositiveList());
        facts.put("permitManagement", object.permitManagement());
        return new RegistryObject(null, 0, object.id(), object.name(), object.team(), null, facts);
    }

    private static List<RegistryRow> withoutLines(List<RegistryRow> rows) {
        return rows.stream()
                .<RegistryRow>map(row -> row instanceof RegistryObject object
                        ? new RegistryObject(null, 0, object.id(), object.name(), object.team(), null, object.facts())
                        : row)
                .toList();
    }
}
