package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.structure.ObjectType;
import io.shuangsuiji.amendment.structure.Renaming;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The words of a draft as their page shows them.
 *
 * @param facts what is registered of an object
 * @param types the types that list words
 * @param others the types that do not
 * @param lists the tables by which registries are read
 */
record Terms(List<FactLine> facts, List<TypeLine> types, List<TypeLine> others, List<Table> lists) {
    /** The model of the tables by which registries are read. */
    private static final String REGISTRY = "registry";

    /** A fact, and by which headers registries call it. */
    record FactLine(ObjectType.Fact fact, List<String> headers) {}

    /** A type, where it is declared, and its values. */
    record TypeLine(String file, String name, String limits, List<ValueLine> values) {
        /** The name of a form about it. */
        public String key() {
            return file + "#" + name;
        }
    }

    /** A value, the name of a form about it, the other types that list the same word, and how registries spell it. */
    record ValueLine(String key, String value, List<String> sameIn, List<String> spellings) {}

    static Terms of(EditionModel tables) {
        var lists = tables.tables().stream()
                .filter(table -> table.model().equals(REGISTRY) && table.kind() == Table.Kind.RELATION)
                .toList();
        var facts = ObjectType.of(tables).map(ObjectType::facts).orElse(List.of()).stream()
                .map(fact -> new FactLine(fact, beside(lists, List.of(fact.key()))))
                .toList();
        var types = new ArrayList<TypeLine>();
        for (var table : tables.tables()) {
            if (table.kind() == Table.Kind.TYPES) {
                table.rows().forEach(row -> types.add(line(tables, lists, table, row)));
            }
        }
        return new Terms(
                facts,
                types.stream().filter(type -> !type.values().isEmpty()).toList(),
                types.stream().filter(type -> type.values().isEmpty()).toList(),
                lists);
    }

    private static TypeLine line(EditionModel tables, List<Table> lists, Table table, Row row) {
        var words = Renaming.wordsOf(tables, table.file(), row.name());
        return new TypeLine(
                table.file(),
                row.name(),
                row.cells().get(1).text(),
                words.stream()
                        .map(word -> new ValueLine(
                                table.file() + "#" + row.name() + "#" + word,
                                word,
                                Renaming.typesListing(tables, word).stream()
                                        .filter(type -> !type.equals(row.name()))
                                        .toList(),
                                beside(lists, List.of(row.name(), word))))
                        .toList());
    }

    /** What the rows say that hold all these words, beside them. */
    private static List<String> beside(List<Table> lists, List<String> words) {
        return lists.stream()
                .flatMap(table -> table.rows().stream())
                .map(row -> row.cells().stream().map(Table.Cell::text).toList())
                .filter(texts -> texts.containsAll(words))
                .map(texts -> texts.stream()
                        .filter(text -> !words.contains(text) && !Objects.equals(text, "空"))
                        .collect(Collectors.joining("；")))
                .filter(text -> !text.isEmpty())
                .toList();
    }
}
