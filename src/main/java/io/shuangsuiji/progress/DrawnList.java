package io.shuangsuiji.progress;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.registry.RegistryReader;
import io.shuangsuiji.registry.RejectedRow;
import io.shuangsuiji.registry.RowShape;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.text.JsonTree;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was drawn (抽中名单): the objects of each stratum, to be held against a ledger. */
public final class DrawnList {
    private static final String DRAWN = "drawn";
    private static final String OBJECT = "objectId";
    private static final String STRATUM = "stratum";

    private DrawnList() {}

    /**
     * Reads a table of drawn objects, a draw's own list of tasks say: the column of the object's id, and that of the
     * stratum where there is one; in JSON also {@code {"<stratum>": ["<id>", …]}}.
     *
     * @return the stratum, or null, by the object's id
     * @throws UnreadableFile where any row of it cannot be read: what is compared must be whole
     */
    public static Map<String, String> read(Source file, FileFormat format, Edition edition) throws IOException {
        if (format == FileFormat.JSON) {
            try (var json = JsonTree.parser(new Utf8Stream(file.open(), null))) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    return list(JsonTree.read(json, new ArrayList<>()), "");
                }
            } catch (JsonProcessingException malformed) {
                throw UnreadableFile.because(
                        "抽中名单不是完整的 JSON", "the drawn list is no JSON: " + malformed.getOriginalMessage());
            }
        }
        var words = edition.vocabulary();
        var stratum = new Field(STRATUM, words.label(Vocabulary.TASK + STRATUM), ValueType.any(Kind.TEXT));
        var shape = new RowShape(
                Vocabulary.TASK,
                List.of(OBJECT, "name", "team", "creditCode"),
                List.of(stratum),
                Map.of(),
                List.of(),
                "抽中名单",
                "对照",
                "drawn list",
                "object");
        try (var rows = RegistryReader.open(file, format, shape, words)) {
            var drawn = new TreeMap<String, String>();
            var problems = new ArrayList<FieldProblem>();
            while (rows.hasNext()) {
                var row = rows.next();
                if (row instanceof RegistryObject object) {
                    drawn.put(object.id(), (String) object.facts().get(STRATUM));
                } else if (row instanceof RejectedRow bad) {
                    bad.errors()
                            .forEach(error -> problems.add(
                                    new FieldProblem(error.pointer(), bad.place() + "：" + error.detail())));
                }
            }
            var skipped = rows.report().skipped();
            if (skipped.count() > 0) {
                problems.add(UnreadableFile.whole(
                        "抽中名单里有 " + skipped.count() + " 行没有编号：" + String.join("；", skipped.examples())
                                + "。请补上编号，或删去这些行",
                        skipped.count() + " rows of the drawn list have no id: "
                                + String.join("; ", skipped.examples())));
            }
            if (!problems.isEmpty()) {
                throw new UnreadableFile(problems);
            }
            rows.refuseUnlessRead();
            return drawn;
        }
    }

    /**
     * What a JSON body says of the draw beside its tasks: <code>{"data": [tasks], "drawn": {"stratum": ["id"]}}</code>.
     *
     * @return null where it says nothing
     */
    public static Map<String, String> within(Source ledger) throws IOException {
        try (var json = JsonTree.parser(new Utf8Stream(ledger.open(), null))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var key = json.currentName();
                json.nextToken();
                if (key.equals(DRAWN)) {
                    return list(JsonTree.read(json, new ArrayList<>()), "/" + DRAWN);
                }
                json.skipChildren();
            }
            return null;
        } catch (JsonParseException toldWhereTheTasksAreRead) {
            return null;
        }
    }

    private static Map<String, String> list(JsonNode node, String pointer) {
        var drawn = new TreeMap<String, String>();
        var problems = new ArrayList<FieldProblem>();
        if (node == null || !node.isObject() && !node.isArray()) {
            throw new UnreadableFile(List.of(
                    new FieldProblem(pointer, "抽中名单应写作 {\"抽样层\": [\"编号\", …]} / expected {\"stratum\": [\"id\", …]}")));
        }
        if (node.isArray()) {
            ids(node, null, pointer, drawn, problems);
        } else {
            node.fields()
                    .forEachRemaining(stratum -> ids(
                            stratum.getValue(),
                            stratum.getKey(),
                            FieldProblem.pointer(pointer, stratum.getKey()),
                            drawn,
                            problems));
        }
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
        return drawn;
    }

    private static void ids(
            JsonNode list, String stratum, String pointer, Map<String, String> drawn, List<FieldProblem> problems) {
        if (!list.isArray()) {
            problems.add(new FieldProblem(pointer, "应为编号的数组 […] / expected an array of ids"));
            return;
        }
        for (int i = 0; i < list.size(); i++) {
            var each = list.get(i);
            var id = each.isObject() ? each.get(OBJECT) : each;
            if (id == null || !id.isValueNode() || id.asText().isBlank()) {
                problems.add(new FieldProblem(
                        pointer + "/" + i, "应为检查对象编号，或有 objectId 的对象 / expected an id, or an object with objectId"));
            } else {
                var own = each.isObject() && each.hasNonNull(STRATUM)
                        ? each.get(STRATUM).asText()
                        : stratum;
                drawn.put(Notation.identifier(id.asText()), own);
            }
        }
    }
}
