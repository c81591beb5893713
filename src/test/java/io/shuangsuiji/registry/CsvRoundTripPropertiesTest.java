package io.shuangsuiji.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FormulaGuard;
import io.shuangsuiji.sheets.file.FileFormat;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tag;

/** Whatever objects a registry has, and however Excel writes them as CSV, they are read as they were. */
@Tag("property")
class CsvRoundTripPropertiesTest {
    private static final List<ValueType.Field> FIELDS =
            RowShape.objects(TestEditions.shipped()).fields();

    /** How a program writes a table: the encoding, the mark before it, what stands between cells and lines, the columns' order. */
    record Dialect(String charset, boolean marked, char separator, String lineEnd, boolean quoteAll, long order) {}

    @Property(tries = 300)
    void shouldReadWhatWasWritten(
            @ForAll("registries") List<RegistryObject> objects, @ForAll("dialects") Dialect dialect) throws Exception {
        var columns = new ArrayList<String>(List.of("对象编号", "单位名称", "执法队", "街道"));
        FIELDS.forEach(field -> columns.add(field.label()));
        Collections.shuffle(columns, new Random(dialect.order()));
        var text = new StringBuilder(dialect.marked() ? "\uFEFF" : "").append(line(columns, dialect));
        objects.forEach(object ->
                text.append(line(columns.stream().map(cells(object)::get).toList(), dialect)));
        var file = Registries.file(text.toString().getBytes(Charset.forName(dialect.charset())));
        try {
            var read = Registries.read(file, FileFormat.CSV);
            assertThat(read)
                    .usingRecursiveFieldByFieldElementComparatorIgnoringFields("line")
                    .isEqualTo(objects);
        } finally {
            Files.delete(file);
        }
    }

    @Provide
    Arbitrary<Dialect> dialects() {
        return Combinators.combine(
                        Arbitraries.of("UTF-8", "UTF-8 marked", "GBK", "GB18030", "UTF-16LE marked", "UTF-16BE marked"),
                        Arbitraries.of(',', ';', '\t'),
                        Arbitraries.of("\n", "\r\n"),
                        Arbitraries.of(true, false),
                        Arbitraries.longs())
                .as((charset, separator, lineEnd, quoteAll, order) -> new Dialect(
                        charset.replace(" marked", ""),
                        charset.endsWith("marked"),
                        separator,
                        lineEnd,
                        quoteAll,
                        order));
    }

    @Provide
    Arbitrary<List<RegistryObject>> registries() {
        var id = Arbitraries.strings()
                .withChars("PW-01")
                .ofMinLength(1)
                .ofMaxLength(12)
                .map(text -> "N" + text);
        // characters that every one of the encodings has, and those that a CSV must quote
        var text = Arbitraries.strings()
                .withChars("深圳市南山淼鑫电镀有限公司（）A1 ,;\t\"'\n#")
                // shorter than a row has separators: a longer one may look like a row that a stray quote swallowed
                .ofMaxLength(11)
                .map(String::strip)
                .map(word -> word.isEmpty() ? null : word);
        Arbitrary<Map<String, Object>> facts = Arbitraries.just(new LinkedHashMap<>());
        for (var field : FIELDS) {
            facts = Combinators.combine(facts, value(field.type())).as((before, value) -> {
                Map<String, Object> after = new LinkedHashMap<>(before);
                after.put(field.name(), value);
                return after;
            });
        }
        return Combinators.combine(id, text, text, facts)
                .as((i, name, team, known) -> new RegistryObject(null, 0, i, name, team, null, known))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }

    private static Arbitrary<Object> value(ValueType type) {
        var allowed = new ArrayList<>(type.constraint().enumeration());
        if (allowed.isEmpty()) {
            return switch (type.kind()) {
                case NUMBER ->
                    Arbitraries.integers()
                            .between(0, 1000)
                            .map(BigDecimal::new)
                            .map(n -> (Object) n)
                            .injectNull(0.2);
                case BOOLEAN -> Arbitraries.of(true, false).map(b -> (Object) b).injectNull(0.2);
                case DATE ->
                    Arbitraries.longs()
                            .between(15_000, 25_000)
                            .map(LocalDate::ofEpochDay)
                            .map(d -> (Object) d)
                            .injectNull(0.2);
                default -> throw new AssertionError("no generator for " + type);
            };
        }
        return type.optional() ? Arbitraries.of(allowed).injectNull(0.3) : Arbitraries.of(allowed);
    }

    private static Map<String, String> cells(RegistryObject object) {
        var cells = new LinkedHashMap<String, String>();
        cells.put("对象编号", object.id());
        cells.put("单位名称", object.name());
        cells.put("执法队", object.team());
        cells.put("街道", "\"沙河\",街道");
        FIELDS.forEach(field -> cells.put(field.label(), written(object.facts().get(field.name()))));
        return cells;
    }

    private static String written(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "是" : "否";
        }
        if (value instanceof LocalDate date) {
            return date.getYear() + "/" + date.getMonthValue() + "/" + date.getDayOfMonth();
        }
        return value == null ? null : value.toString();
    }

    private static String line(List<String> cells, Dialect dialect) {
        return cells.stream()
                        .map(cell -> cell == null ? "" : quoted(FormulaGuard.guarded(cell), dialect))
                        .collect(Collectors.joining(String.valueOf(dialect.separator())))
                + dialect.lineEnd();
    }

    private static String quoted(String cell, Dialect dialect) {
        boolean must = cell.chars().anyMatch(c -> c == dialect.separator() || c == '"' || c == '\n' || c == '\r');
        return must || dialect.quoteAll() ? "\"" + cell.replace("\"", "\"\"") + "\"" : cell;
    }
}
