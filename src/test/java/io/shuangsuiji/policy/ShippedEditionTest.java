package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ShippedEditionTest {
    private static Edition edition() {
        var store = new EditionStore(Path.of("dmn"), Path.of("rules"), new EditionCompiler(), Clock.systemUTC());
        store.load();
        store.catalog()
                .folders()
                .forEach(f ->
                        System.out.println(f.folder() + " " + f.accepted() + " " + f.digest() + "\n" + f.messages()));
        return store.catalog().inForceOn(LocalDate.of(2024, 5, 10)).orElseThrow();
    }

    @Test
    void shouldLoadTheRepositorysOwnEdition() {
        var edition = edition();
        assertThat(edition.models().keySet()).contains("classification", "quota", "routing", "schedule", "progress");
        edition.models()
                .values()
                .forEach(m -> System.out.println(m.name() + " in " + m.inputs() + " out "
                        + m.outputs().stream().map(ValueType.Field::name).toList()));
        var in = new HashMap<String, Object>(Map.of(
                "objectType",
                "排污单位",
                "category",
                "重点",
                "population",
                new BigDecimal(161),
                "officers",
                new BigDecimal(36),
                "quarter",
                BigDecimal.ONE));
        in.put("participatingOfficers", null);
        System.out.println(edition.evaluate("quota", in));
        System.out.println(edition.constants());
    }
}
