package io.shuangsuiji.registry;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.List;

/** An empty registry to be filled by clerks: an edition's own columns, its words to choose from, and what they mean. */
public final class RegistryTemplate {
    private static final int ROWS_WITH_LISTS = 5_000;
    private static final ValueType TEXT = ValueType.any(Kind.TEXT);

    private RegistryTemplate() {}

    /** The workbook of an edition. */
    public static byte[] of(Edition edition) {
        var shape = RowShape.objects(edition);
        var columns = shape.columns(edition.vocabulary());
        try (var workbook = new WorkbookWriter()) {
            var registry = workbook.sheet("名录库");
            var notes = workbook.sheet("填写说明").widths(26, 10, 60, 100);
            notes.title(edition.info().title() + "  " + edition.name() + "  名录库填写说明");
            notes.header(List.of("列名", "必填", "填什么", "表头的其他写法"));
            registry.header(columns.stream().map(Column::label).toList());
            for (int i = 0; i < columns.size(); i++) {
                var column = columns.get(i);
                var fact = shape.field(column.key())
                        .map(Field::type)
                        .orElse(column.key().equals(Vocabulary.INSPECTIONS) ? Vocabulary.COUNT : TEXT);
                var words = words(edition, column, fact);
                registry.fit(i, 12, 30, List.of(column.label()));
                registry.look(i, look(fact));
                registry.offer(i, 1, ROWS_WITH_LISTS, words);
                // in brackets, so that nobody takes this sheet for a registry
                notes.row(
                        "「" + column.label() + "」",
                        column.required() ? "必填" : "可留空",
                        meaning(fact, words),
                        otherNames(column));
            }
            return workbook.bytes();
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    /** The words that a cell may hold, where they can be listed. */
    private static List<String> words(Edition edition, Column column, ValueType fact) {
        if (column.key().equals(ObjectColumns.TEAM)) {
            return edition.teams();
        }
        return fact.kind() == Kind.BOOLEAN
                ? List.of("是", "否")
                : fact.constraint().enumeration().stream()
                        .map(value -> value instanceof BigDecimal number ? number.toPlainString() : value.toString())
                        .toList();
    }

    private static Look look(ValueType fact) {
        return switch (fact.kind()) {
            case DATE -> Look.DATE;
            // a long code stays whole, and no word becomes a date
            case TEXT -> Look.TYPED;
            default -> Look.TEXT;
        };
    }

    private static String meaning(ValueType fact, List<String> words) {
        if (!words.isEmpty()) {
            return words.size() == 2 && fact.kind() == Kind.BOOLEAN ? "是 或 否" : "填其中一个：" + String.join("、", words);
        }
        // the model's own words are 「中文 / English」, or Chinese alone
        var rule = fact.constraint().description().split(" / ", 2)[0];
        return switch (fact.kind()) {
            case DATE -> "日期，如 2024-03-20";
            default -> rule.isEmpty() ? fact.kind().chinese() : rule;
        };
    }

    private static String otherNames(Column column) {
        var text = new StringBuilder();
        var names = column.names().stream()
                .filter(name -> !name.equals(column.label()))
                .toList();
        if (!names.isEmpty()) {
            text.append("也认：").append(String.join("、", names));
        }
        column.marks()
                .forEach((name, value) ->
                        text.append(text.isEmpty() ? "" : "；").append("「" + name + "」填 是，即为「" + value + "」"));
        return text.toString();
    }
}
