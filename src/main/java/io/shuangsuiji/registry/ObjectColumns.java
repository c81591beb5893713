package io.shuangsuiji.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.Values;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.Columns;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.HeadedTable;
import io.shuangsuiji.sheets.JsonObjects;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.UnreadableFile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/** Reads an object from a row: who it is, and the facts that the edition's model declares. Not thread-safe. */
final class ObjectColumns {
    static final String ID = "id";
    private static final String NAME = "name";
    static final String TEAM = "team";
    private static final String CODE = "creditCode";
    private static final List<String> IDENTITY = List.of(ID, NAME, TEAM, CODE);

    /** How many different cells of a fact are remembered, so that a word, count or date is read once. */
    private static final int MOST_KNOWN = 16_384;

    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?\\d+(\\.\\d+)?[eE][-+]?\\d+");
    private static final Pattern ERROR = Pattern.compile("#(N/A|REF!|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!)");

    private record Known(Object value, FieldProblem problem) {}

    private final List<Field> fields;
    private final Columns columns;
    private final Map<String, Map<String, Known>> known = new HashMap<>();

    ObjectColumns(ValueType type, Vocabulary vocabulary) {
        this.fields = type.fields();
        var all = new ArrayList<>(IDENTITY.stream()
                .filter(fact -> type.field(fact).isEmpty())
                .map(fact -> vocabulary.identity(fact, fact.equals(ID)))
                .toList());
        fields.forEach(field -> {
            all.add(vocabulary.column(field));
            known.put(field.name(), new HashMap<>());
        });
        this.columns = new Columns(all);
    }

    /** What the classification model of an edition declares of an object. */
    static ValueType objectType(Edition edition) {
        return edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type();
    }

    Columns columns() {
        return columns;
    }

    Set<String> declared() {
        var names = new LinkedHashSet<String>();
        fields.forEach(field -> names.add(field.name()));
        return names;
    }

    /** The object that a row of a table stands for. */
    RegistryRow read(HeadedTable table, Row row) {
        var sheet = table.sheet().name().isEmpty() ? null : table.sheet().name();
        var broken = table.problem(row);
        if (broken != null) {
            return rejected(sheet, row, new ArrayList<>(List.of(broken)));
        }
        var at = table.columns();
        var problems = new ArrayList<FieldProblem>();
        var texts = new ArrayList<String>(IDENTITY.size());
        for (var key : IDENTITY) {
            int position = at.position(key);
            var fault = position < 0 ? null : row.cell(position).fault();
            if (fault != null) {
                problems.add(new FieldProblem(table.pointer(key), fault).at(table.address(row, key)));
            }
            texts.add(row.text(position));
        }
        if (problems.isEmpty()) {
            var wrong = wrongId(texts.get(0), table.pointer(ID));
            if (wrong != null) {
                problems.add(wrong.at(table.address(row, ID)));
            }
        }
        var facts = new LinkedHashMap<String, Object>(fields.size() * 2);
        for (var field : fields) {
            int position = at.position(field.name());
            if (position < 0) {
                facts.put(field.name(), fact(field, "", table.pointer(field.name()), "", problems));
                continue;
            }
            var fault = row.special().isEmpty() ? null : row.cell(position).fault();
            if (fault != null) {
                problems.add(new FieldProblem(table.pointer(field.name()), fault).at(table.address(row, field.name())));
                continue;
            }
            int before = problems.size();
            facts.put(field.name(), fact(field, row.text(position), table.pointer(field.name()), null, problems));
            if (problems.size() > before) {
                problems.set(before, problems.get(before).at(table.address(row, field.name())));
            }
        }
        for (var mark : at.marks()) {
            var pointer = FieldProblem.pointer("", table.headers().get(mark.position()));
            int before = problems.size();
            var yes = Values.fromText(Values.YES_OR_NO, row.text(mark.position()), pointer, problems);
            if (Boolean.TRUE.equals(yes)) {
                facts.put(mark.key(), Values.marked(type(mark.key()), mark, pointer, problems));
            }
            if (problems.size() > before) {
                problems.set(before, problems.get(before).at(table.sheet().address(row.number(), mark.position())));
            }
        }
        return problems.isEmpty() ? object(sheet, row.number(), texts, facts) : rejected(sheet, row, problems);
    }

    private ValueType type(String fact) {
        return fields.stream()
                .filter(field -> field.name().equals(fact))
                .findFirst()
                .orElseThrow()
                .type();
    }

    /** What a cell says of a fact; the same few words come again and again. */
    private Object fact(Field field, String text, String pointer, String cell, List<FieldProblem> problems) {
        var cells = known.get(field.name());
        var found = cells.get(text);
        if (found == null) {
            var wrong = new ArrayList<FieldProblem>(1);
            var value = Values.fromText(field.type(), text, pointer, wrong);
            found = new Known(value, wrong.isEmpty() ? null : wrong.get(0));
            if (cells.size() < MOST_KNOWN) {
                cells.put(text, found);
            }
        }
        if (found.problem() != null) {
            problems.add(new FieldProblem(
                    pointer, found.problem().detail(), null, found.problem().cause()));
        }
        return found.value();
    }

    /** Says in what two columns that bear a fact's name differ, by their values where both can be read. */
    boolean differ(String fact, String taken, String other) {
        if (Notation.plain(taken).equals(Notation.plain(other))) {
            return false;
        }
        if (!known.containsKey(fact)) {
            return true;
        }
        var problems = new ArrayList<FieldProblem>();
        var one = Values.fromText(type(fact), taken, "", problems);
        var two = Values.fromText(type(fact), other, "", problems);
        return !problems.isEmpty() || one == null || !one.equals(two);
    }

    /** The object that a JSON object stands for. */
    RegistryRow read(JsonObjects.Item item, ReadLog log) {
        var problems = new ArrayList<>(item.problems());
        if (item.node() == null) {
            return new RejectedRow(null, item.position(), problems);
        }
        var node = item.node();
        if (!node.isObject()) {
            problems.add(UnreadableFile.whole(
                    "应为对象 {…}，收到 " + node.getNodeType(), "expected an object, got " + node.getNodeType()));
            return new RejectedRow(null, item.position(), problems);
        }
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        var at = columns.assign(keys);
        log.columns(null, 0, keys, at);
        problems.addAll(at.problems());
        var texts = new ArrayList<String>(IDENTITY.size());
        for (var key : IDENTITY) {
            int position = at.position(key);
            texts.add(position < 0 ? "" : text(node.get(keys.get(position)), keys.get(position), problems));
        }
        if (problems.isEmpty()) {
            var wrong = wrongId(texts.get(0), pointer(keys, at, ID));
            if (wrong != null) {
                problems.add(wrong);
            }
        }
        var facts = new LinkedHashMap<String, Object>();
        for (var field : fields) {
            int position = at.position(field.name());
            facts.put(
                    field.name(),
                    Values.fromPeople(
                            field.type(),
                            position < 0 ? null : node.get(keys.get(position)),
                            pointer(keys, at, field.name()),
                            problems));
        }
        for (var mark : at.marks()) {
            var pointer = FieldProblem.pointer("", keys.get(mark.position()));
            if (Boolean.TRUE.equals(
                    Values.fromPeople(Values.YES_OR_NO, node.get(keys.get(mark.position())), pointer, problems))) {
                facts.put(mark.key(), Values.marked(type(mark.key()), mark, pointer, problems));
            }
        }
        return problems.isEmpty()
                ? object(null, item.position(), texts, facts)
                : new RejectedRow(null, item.position(), problems);
    }

    private static String pointer(List<String> keys, Columns.Assignment at, String key) {
        int position = at.position(key);
        return FieldProblem.pointer("", position < 0 ? key : keys.get(position));
    }

    private static String text(JsonNode value, String key, List<FieldProblem> problems) {
        if (value.isTextual() || value.isIntegralNumber()) {
            return value.asText();
        }
        if (!value.isNull()) {
            problems.add(new FieldProblem(
                    FieldProblem.pointer("", key),
                    "应为文字，收到 " + value + " / expected a string, got " + value,
                    null,
                    "应为文字 / expected a string"));
        }
        return "";
    }

    private static RegistryObject object(String sheet, long line, List<String> texts, Map<String, Object> facts) {
        return new RegistryObject(
                sheet,
                line,
                Notation.identifier(texts.get(0)),
                orNull(Notation.tidy(texts.get(1))),
                orNull(Notation.tidy(texts.get(2))),
                orNull(Notation.identifier(texts.get(3))),
                Collections.unmodifiableMap(facts));
    }

    private static String orNull(String text) {
        return text.isEmpty() || Notation.none(text) ? null : text;
    }

    private static RejectedRow rejected(String sheet, Row row, List<FieldProblem> problems) {
        if (row.lastNumber() > row.number()) {
            problems.add(UnreadableFile.whole(
                    "这一行从第 " + row.number() + " 行延续到第 " + row.lastNumber() + " 行：单元格的双引号里有换行，若非本意请检查双引号",
                    "this row runs from line " + row.number() + " to line " + row.lastNumber()
                            + ": a quoted cell holds line breaks; if it should not, look at its quotes"));
        }
        return new RejectedRow(sheet, row.number(), problems);
    }

    /** Why a text is no identifier; null where it is one. */
    private static FieldProblem wrongId(String text, String pointer) {
        var id = Notation.identifier(text);
        if (id.isEmpty() || Notation.none(id)) {
            return problem(pointer, id, "缺少对象编号", "the object's id is required");
        }
        if (SCIENTIFIC.matcher(id).matches()) {
            return problem(
                    pointer,
                    id,
                    "是科学计数，Excel 已丢失编号的末尾几位，请把该列设为文本格式后重新填写",
                    "in scientific notation: Excel has lost the last digits; format the column as text and write it again");
        }
        return ERROR.matcher(id).matches()
                ? problem(
                        pointer,
                        id,
                        "对象编号是错误值，请改正公式或填写编号",
                        "the id is an error value; mend the formula or write the id")
                : null;
    }

    private static FieldProblem problem(String pointer, String got, String chinese, String english) {
        var cause = chinese + " / " + english;
        return new FieldProblem(
                pointer,
                got.isEmpty() ? cause : chinese + "，收到 \"" + got + "\" / " + english + ", got \"" + got + "\"",
                null,
                cause);
    }
}
