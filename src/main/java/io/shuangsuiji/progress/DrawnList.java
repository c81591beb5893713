package io.shuangsuiji.progress;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.Draw;
import io.shuangsuiji.draw.lot.CanonicalJson;
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

/**
 * What was drawn (抽中名单), to be held against a ledger.
 *
 * @param objects the stratum, or null, by the object's id
 * @param substitutes (备选) of each stratum, by id in the order in which they are used; none where the list does not say
 */
public record DrawnList(Map<String, String> objects, Map<String, List<String>> substitutes) {
    private static final String DRAWN = "drawn";
    private static final String OBJECT = "objectId";
    private static final String STRATUM = "stratum";

    /** Of a list that names no substitutes. */
    public static DrawnList of(Map<String, String> objects) {
        return new DrawnList(objects, Map.of());
    }

    /**
     * Reads a table of drawn objects, a draw's own list of tasks say: the column of the object's id, and that of the
     * stratum where there is one; in JSON also {@code {"<stratum>": ["<id>", …]}}, or the record of a draw (draw.json).
     *
     * @param period whose tasks it is held against
     * @throws UnreadableFile where any row of it cannot be read, what is compared must be whole; or where the record is of another
     *     period
     */
    public static DrawnList read(Source file, FileFormat format, Edition edition, Period period) throws IOException {
        if (format == FileFormat.JSON) {
            try (var json = JsonTree.parser(new Utf8Stream(file.open(), null))) {
                if (json.nextToken() == JsonToken.START_OBJECT) {
                    return list(JsonTree.read(json, new ArrayList<>()), "", period);
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
            return of(drawn);
        }
    }

    /**
     * What a JSON body says of the draw beside its tasks: <code>{"data": [tasks], "drawn": {"stratum": ["id"]}}</code>, or
     * the record of a draw in the place of the list.
     *
     * @param period whose tasks it is held against
     * @return null where it says nothing
     */
    public static DrawnList within(Source ledger, Period period) throws IOException {
        try (var json = JsonTree.parser(new Utf8Stream(ledger.open(), null))) {
            if (json.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                var key = json.currentName();
                json.nextToken();
                if (key.equals(DRAWN)) {
                    return list(JsonTree.read(json, new ArrayList<>()), "/" + DRAWN, period);
                }
                json.skipChildren();
            }
            return null;
        } catch (JsonParseException toldWhereTheTasksAreRead) {
            return null;
        }
    }

    private static DrawnList list(JsonNode node, String pointer, Period period) {
        if (node != null && Draw.FORMAT.equals(node.path("format").asText())) {
            return record(node, pointer, period);
        }
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
        return of(drawn);
    }

    private static DrawnList record(JsonNode node, String pointer, Period period) {
        Draw draw;
        try {
            draw = CanonicalJson.of(node, Draw.class);
        } catch (JsonProcessingException other) {
            throw refused(pointer, "不是完整的抽取记录（draw.json）", "this is no whole record of a draw (draw.json)");
        }
        if (!draw.commitment().period().equals(period.toString())) {
            throw refused(
                    pointer + "/commitment/period",
                    "抽取记录是 " + draw.commitment().period() + " 的，台账看的是 " + period,
                    "the record is of " + draw.commitment().period() + ", the tasks are of " + period);
        }
        if (draw.voided() != null) {
            throw refused(
                    pointer + "/void", "这次抽取已作废，没有抽中任何对象：" + draw.voided(), "this draw is void: nothing was drawn");
        }
        var drawn = new TreeMap<String, String>();
        var substitutes = new TreeMap<String, List<String>>();
        for (var stratum : draw.strata()) {
            stratum.drawn().forEach(each -> drawn.put(each.id(), stratum.stratum()));
            substitutes.put(
                    stratum.stratum(),
                    stratum.substitutes().stream().map(each -> each.id()).toList());
        }
        return new DrawnList(drawn, substitutes);
    }

    private static UnreadableFile refused(String pointer, String chinese, String english) {
        return new UnreadableFile(List.of(new FieldProblem(pointer, chinese + " / " + english)));
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
