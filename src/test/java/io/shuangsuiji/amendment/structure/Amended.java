package io.shuangsuiji.amendment.structure;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.stream.Stream;

/** The shipped edition as edits in their JSON form leave it. */
public final class Amended {
    private static final EditionCompiler COMPILER = new EditionCompiler();

    private final SortedMap<String, byte[]> files;
    private final List<JsonNode> made;

    private Amended(SortedMap<String, byte[]> files, List<JsonNode> made) {
        this.files = files;
        this.made = made;
    }

    static Amended shipped() {
        return of(Shipped.files());
    }

    static Amended of(SortedMap<String, byte[]> files) {
        return new Amended(files, List.of());
    }

    /** All edits since the beginning, in their JSON form. */
    public List<JsonNode> made() {
        return made;
    }

    /** With other words in all cells that say these, but for what registries call things. */
    Amended saying(String words, String instead) {
        var edits = Json.mapper().createArrayNode();
        for (var table : Shipped.tables(files).tables()) {
            if (table.model().equals("registry") || table.kind() == Table.Kind.TYPES) {
                continue;
            }
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    if (cell.address() != null && cell.feel().contains(words)) {
                        edits.addObject()
                                .put("edit", "setFeel")
                                .put("file", table.file())
                                .put("cell", cell.address())
                                .put("feel", cell.feel().replace(words, instead));
                    }
                }
            }
        }
        assertThat(edits).as(words).isNotEmpty();
        return with(edits.toString());
    }

    /** The address of a column. */
    String column(String label, String column) {
        return table(label).columns().stream()
                .filter(each -> each.label().equals(column))
                .findFirst()
                .orElseThrow()
                .address();
    }

    /** With one more edit, given by the names and values of its members. */
    Amended edit(Object... members) {
        var edit = Json.mapper().createObjectNode();
        for (int i = 0; i < members.length; i += 2) {
            edit.set((String) members[i], Json.mapper().valueToTree(members[i + 1]));
        }
        return with("[" + edit + "]");
    }

    /** With another text in a cell, as staff write it. */
    Amended cell(String label, String row, String column, String text) {
        return edit("edit", "setCell", "file", table(label).file(), "cell", cell(label, row, column), "text", text);
    }

    /** With another FEEL text in a cell. */
    Amended feel(String label, String row, String column, String feel) {
        return edit("edit", "setFeel", "file", table(label).file(), "cell", cell(label, row, column), "feel", feel);
    }

    /** With a new last row, whose cells from the left are these in FEEL. */
    Amended row(String label, String... feel) {
        var table = table(label);
        var with = edit(
                "edit",
                "addRow",
                "file",
                table.file(),
                "table",
                table.address(),
                "index",
                table.rows().size() + 1);
        var cells = with.table(label).rows().get(table.rows().size()).cells();
        for (int i = 0; i < feel.length; i++) {
            with = with.edit(
                    "edit",
                    "setFeel",
                    "file",
                    table.file(),
                    "cell",
                    cells.get(i).address(),
                    "feel",
                    feel[i]);
        }
        return with;
    }

    /** Without a row. */
    Amended without(String label, int row) {
        var table = table(label);
        return edit(
                "edit",
                "deleteRow",
                "file",
                table.file(),
                "row",
                table.rows().get(row).address());
    }

    /** With further edits. */
    Amended with(String json) {
        try {
            var more = new ArrayList<>(made);
            Json.read(json.getBytes(StandardCharsets.UTF_8)).forEach(more::add);
            return new Amended(DmnEditor.apply(files, edits(json)), List.copyOf(more));
        } catch (EditRefused refused) {
            throw new AssertionError(refused.where() + ": " + refused.getMessage());
        }
    }

    /** Why edits are refused. */
    String refusal(String json) {
        try {
            DmnEditor.apply(files, edits(json));
        } catch (EditRefused refused) {
            return refused.getMessage();
        }
        throw new AssertionError("not refused");
    }

    static List<Edit> edits(String json) {
        return Json.mapper()
                .convertValue(Json.read(json.getBytes(StandardCharsets.UTF_8)), new TypeReference<List<Edit>>() {});
    }

    public SortedMap<String, byte[]> files() {
        return files;
    }

    String text(String file) {
        return Shipped.text(files, file);
    }

    /** The tables of that label; several models may have one. */
    Stream<Table> tables(String label) {
        return Shipped.tables(files).tables().stream()
                .filter(table -> table.label().equals(label));
    }

    Table table(String label) {
        return Shipped.table(files, label);
    }

    /** The row of that name. */
    Row row(String label, String name) {
        return table(label).rows().stream()
                .filter(row -> row.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** The address of the cell in a row and column. */
    String cell(String label, String row, String column) {
        var table = table(label);
        int at = table.columns().stream().map(Table.Column::label).toList().indexOf(column);
        return row(label, row).cells().get(at).address();
    }

    /** Compiled as the service compiles it; it must be accepted. */
    public Edition compiled() {
        try {
            var result = COMPILER.compile(
                    EditionName.parse("2024-01-01").orElseThrow(), files, EditionFiles.read(Path.of("rules")));
            assertThat(result.messages().stream().filter(Message::refuses)).isEmpty();
            return result.edition();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What the classification says of an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> classified(Edition edition, Map<String, Object> facts) {
        var object = new HashMap<String, Object>();
        edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields()
                .forEach(field -> object.put(field.name(), null));
        object.putAll(facts);
        var evaluation = edition.evaluate(
                "classification",
                Map.of("object", object, "taskType", "日常", "evaluationDate", LocalDate.of(2024, 3, 20)));
        return (Map<String, Object>) evaluation.outputs().get("classification");
    }
}
