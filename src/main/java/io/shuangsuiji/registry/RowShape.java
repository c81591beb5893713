package io.shuangsuiji.registry;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.header.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the rows of a file of people stand for: objects of a registry (名录库), or tasks of a ledger (台账). Both are read in
 * the same way; the edition's table of header names says of each fact what its column may be called.
 *
 * @param prefix of the facts in that table ({@code task.}); empty for registries
 * @param identity keys of what a row is known by, texts: its id, its name, the team, the credit code, and perhaps a count
 * @param fields the facts that a row may have
 * @param names further names of columns by the keys of facts, where the table has none for each
 * @param required keys of columns without which a table is refused, beside the id's
 * @param chinese what such a file is called
 * @param use what is made of it
 * @param english what it is called for callers
 * @param item what one row stands for, for callers
 */
public record RowShape(
        String prefix,
        List<String> identity,
        List<Field> fields,
        Map<String, List<String>> names,
        List<String> required,
        String chinese,
        String use,
        String english,
        String item) {

    /** What a registry's rows are, by the classification model of an edition. */
    static RowShape objects(Edition edition) {
        return objects(edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type());
    }

    /** What a registry's rows are where objects are of that type. */
    static RowShape objects(ValueType type) {
        return new RowShape(
                "", Vocabulary.IDENTITY, type.fields(), Map.of(), List.of(), "名录库", "编制", "registry", "object");
    }

    /** The key of the id. */
    String id() {
        return identity.get(0);
    }

    /** What the column of a fact, or of a part of the identity, is called before all else. */
    public String label(Vocabulary vocabulary, String key) {
        return columns(vocabulary).stream()
                .filter(column -> column.key().equals(key))
                .map(Column::label)
                .findFirst()
                .orElse(key);
    }

    /** The fact of that key. */
    Optional<Field> field(String fact) {
        return fields.stream().filter(field -> field.name().equals(fact)).findFirst();
    }

    /** Every column that may give a part of a row, those of its identity first. */
    List<Column> columns(Vocabulary vocabulary) {
        var all = new ArrayList<Column>();
        identity.stream()
                .filter(fact -> field(fact).isEmpty())
                .map(fact -> vocabulary.identity(prefix, fact, fact.equals(id())))
                .forEach(all::add);
        for (var field : fields) {
            var column = vocabulary.column(prefix, field);
            all.add(new Column(
                    column.key(),
                    column.label(),
                    names.getOrDefault(field.name(), column.names()),
                    column.marks(),
                    column.required() || required.contains(field.name())));
        }
        return List.copyOf(all);
    }
}
