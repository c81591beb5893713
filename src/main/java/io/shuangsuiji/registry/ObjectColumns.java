package io.shuangsuiji.registry;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.Vocabulary;
import io.shuangsuiji.sheets.Cell;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.header.HeadedTable;
import io.shuangsuiji.sheets.text.JsonObjects;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Reads an object from a row: who it is, and the facts that the edition's model declares. Not thread-safe. */
final class ObjectColumns {
    /** How many texts a row is known by: its id, name, team and credit code, in this order; a count may follow. */
    private static final int TEXTS = 4;

    static final String TEAM = "team";

    /** How many different cells of a fact are remembered, so that a word, count or date is read once. */
    private static final int MOST_KNOWN = 16_384;

    /** All words for nothing are shorter. */
    private static final int LONGEST_NONE = 8;

    private static final Pattern SCIENTIFIC = Pattern.compile("[-+]?\\d+(\\.\\d+)?[eE][-+]?\\d+");
    private static final Pattern ERROR = Pattern.compile("#(N/A|REF!|VALUE!|NAME\\?|DIV/0!|NUM!|NULL!)");

    private static final Cell NOTHING = Cell.text("");

    private record Known(Object value, FieldProblem problem) {}

    private final RowShape shape;
    private final List<Field> fields;
    private final Field inspections;
    private final String[] names;
    private final String idLabel;
    private final Map<String, Integer> positions = new HashMap<>();
    private final Set<String> nested;
    private final Columns columns;
    private final Map<String, Map<String, Known>> known = new HashMap<>();
    private final Map<String, Known> knownCounts = new HashMap<>();
    /** Of the table that is being read: where what stands, looked up once. */
    private Columns.Assignment bound;

    private int[] identityAt;
    private int[] factsAt;

    ObjectColumns(RowShape shape, Vocabulary vocabulary) {
        this.shape = shape;
        this.fields = shape.fields();
        this.names = fields.stream().map(Field::name).toArray(String[]::new);
        this.nested = fields.stream()
                .map(Field::name)
                .filter(name -> name.contains("."))
                .map(name -> name.substring(0, name.indexOf('.')))
                .collect(Collectors.toSet());
        fields.forEach(field -> {
            positions.put(field.name(), positions.size());
            known.put(field.name(), new HashMap<>());
        });
        this.columns = new Columns(shape.columns(vocabulary));
        this.idLabel = columns.all().get(0).label();
        this.inspections = new Field(
                Vocabulary.INSPECTIONS,
                vocabulary.identity(Vocabulary.INSPECTIONS, false).label(),
                Vocabulary.COUNT);
    }

    Columns columns() {
        return columns;
    }

    RowShape shape() {
        return shape;
    }

    Set<String> declared() {
        return positions.keySet();
    }

    /** What a row or a JSON object gives. */
    private interface Given {
        Cell cell(int position);

        String pointer(int position);

        /** Where people find the cell; null for JSON. */
        String address(int position);
    }

    /** The object that a row of a table stands for. */
    RegistryRow read(HeadedTable table, Row row) {
        var sheet = table.sheet().name().isEmpty() ? null : table.sheet().name();
        var problems = new ArrayList<FieldProblem>(0);
        var broken = table.problem(row);
        if (broken != null) {
            problems.add(broken);
            return rejected(sheet, row, problems);
        }
        var given = new Given() {
            @Override
            public Cell cell(int position) {
                return row.cell(position);
            }

            @Override
            public String pointer(int position) {
                return FieldProblem.pointer("", table.headers().get(position));
            }

            @Override
            public String address(int position) {
                return table.sheet().address(row.number(), position);
            }
        };
        var object = read(sheet, row.number(), table.columns(), given, problems);
        return problems.isEmpty() ? object : rejected(sheet, row, problems);
    }

    /** The object that a JSON object stands for. */
    RegistryRow read(JsonObjects.Item item, ReadLog log) {
        var problems = new ArrayList<>(item.problems());
        var node = item.node();
        if (node != null && !node.isObject()) {
            problems.add(UnreadableFile.whole(
                    "应为对象 {…}，收到 " + node.getNodeType(), "expected an object, got " + node.getNodeType()));
        }
        if (node == null || !node.isObject()) {
            return new RejectedRow(null, item.position(), problems);
        }
        List<String> keys = new ArrayList<>();
        var values = new ArrayList<JsonNode>();
        node.fields().forEachRemaining(member -> member(member.getKey(), member.getValue(), keys, values));
        var at = columns.assign(keys);
        log.columns(null, 0, keys, at);
        problems.addAll(at.problems());
        var given = new Given() {
            @Override
            public Cell cell(int position) {
                return ObjectColumns.cell(values.get(position));
            }

            @Override
            public String pointer(int position) {
                return FieldProblem.pointer("", keys.get(position));
            }

            @Override
            public String address(int position) {
                return null;
            }
        };
        var object = read(null, item.position(), at, given, problems);
        return problems.isEmpty() ? object : new RejectedRow(null, item.position(), problems);
    }

    /** A member, or where facts of the shape lie within it ({@code published.…}), each of its own members under such a name. */
    private void member(String key, JsonNode value, List<String> keys, List<JsonNode> values) {
        if (value.isObject() && nested.contains(key)) {
            value.fields().forEachRemaining(inner -> {
                keys.add(key + "." + inner.getKey());
                values.add(inner.getValue());
            });
        } else {
            keys.add(key);
            values.add(value);
        }
    }

    /** A JSON value as the cell that it would be in a table. */
    private static Cell cell(JsonNode value) {
        if (value.isContainerNode()) {
            return Cell.fault(
                    "应为单个的值，收到 " + value.getNodeType(), "expected a single value, got " + value.getNodeType());
        }
        return value.isBoolean()
                ? new Cell(Cell.Kind.TRUTH, value.asText(), null, null)
                : Cell.text(Values.written(value));
    }

    private RegistryObject read(
            String sheet, long line, Columns.Assignment at, Given given, List<FieldProblem> problems) {
        if (at != bound) {
            bound = at;
            identityAt = shape.identity().stream().mapToInt(at::position).toArray();
            factsAt = fields.stream().map(Field::name).mapToInt(at::position).toArray();
        }
        var texts = new String[TEXTS];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = identityAt[i] < 0 ? "" : text(given, identityAt[i], problems);
        }
        var wrong = problems.isEmpty() ? wrongId(texts[0]) : null;
        if (wrong != null) {
            add(wrong, given, identityAt[0], shape.id(), problems);
        }
        var count = identityAt.length == TEXTS || identityAt[TEXTS] < 0
                ? null
                : (BigDecimal) fact(inspections, knownCounts, given, identityAt[TEXTS], problems);
        var facts = new Object[factsAt.length];
        for (int i = 0; i < facts.length; i++) {
            var field = fields.get(i);
            facts[i] = fact(field, known.get(field.name()), given, factsAt[i], problems);
        }
        for (var mark : at.marks()) {
            var type = type(mark.key());
            var found = new ArrayList<FieldProblem>(0);
            var text = given.cell(mark.position()).text();
            if (Boolean.TRUE.equals(Values.fromText(Values.YES_OR_NO, text, "", found))) {
                facts[positions.get(mark.key())] = Values.marked(type, mark, "", found);
            }
            found.forEach(problem -> add(problem, given, mark.position(), "", problems));
        }
        return new RegistryObject(
                sheet,
                line,
                Notation.identifier(texts[0]),
                orNull(Notation.tidy(texts[1])),
                orNull(Notation.tidy(texts[2])),
                orNull(Notation.identifier(texts[3])),
                count == null ? null : count.intValueExact(),
                new FactValues(names, positions, facts));
    }

    private static String text(Given given, int position, List<FieldProblem> problems) {
        var cell = given.cell(position);
        if (cell.fault() != null) {
            add(new FieldProblem("", cell.fault()), given, position, "", problems);
        } else if (cell.kind() == Cell.Kind.TRUTH) {
            add(wrong(cell.text(), "应为文字", "expected a text"), given, position, "", problems);
        }
        return cell.text();
    }

    /** What a cell says of a fact; the same few words come again and again. */
    private Object fact(Field field, Map<String, Known> cells, Given given, int position, List<FieldProblem> problems) {
        var cell = position < 0 ? NOTHING : given.cell(position);
        if (cell.fault() != null) {
            add(new FieldProblem("", cell.fault()), given, position, field.name(), problems);
            return null;
        }
        var found = cells.get(cell.text());
        if (found == null) {
            var wrong = new ArrayList<FieldProblem>(0);
            var value = Values.fromText(field.type(), cell.text(), "", wrong);
            found = new Known(value, wrong.isEmpty() ? null : wrong.get(0));
            if (cells.size() < MOST_KNOWN) {
                cells.put(cell.text(), found);
            }
        }
        if (found.problem() != null) {
            add(found.problem(), given, position, field.name(), problems);
        }
        return found.value();
    }

    /** Adds a problem with the place that it is about: a column by its header, or by its key where it is not there. */
    private static void add(FieldProblem problem, Given given, int position, String key, List<FieldProblem> problems) {
        problems.add(new FieldProblem(
                position < 0 ? FieldProblem.pointer("", key) : given.pointer(position),
                problem.detail(),
                position < 0 ? null : given.address(position),
                problem.cause()));
    }

    private ValueType type(String fact) {
        return positions.containsKey(fact) ? fields.get(positions.get(fact)).type() : inspections.type();
    }

    /** Says in what two columns that bear a fact's name differ, by their values where both can be read. */
    boolean differ(String fact, String taken, String other) {
        if (Notation.plain(taken).equals(Notation.plain(other))) {
            return false;
        }
        if (!positions.containsKey(fact) && !fact.equals(inspections.name())) {
            return true;
        }
        var problems = new ArrayList<FieldProblem>();
        var one = Values.fromText(type(fact), taken, "", problems);
        var two = Values.fromText(type(fact), other, "", problems);
        return !problems.isEmpty() || !Objects.equals(one, two);
    }

    private static String orNull(String text) {
        return text.isEmpty() || text.length() < LONGEST_NONE && Notation.none(text) ? null : text;
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
    private FieldProblem wrongId(String text) {
        var id = Notation.identifier(text);
        if (id.isEmpty() || id.length() < LONGEST_NONE && Notation.none(id)) {
            return wrong(id, "缺少" + idLabel, "the " + shape.item() + "'s id is required");
        }
        if (id.charAt(0) <= '9' && SCIENTIFIC.matcher(id).matches()) {
            return wrong(
                    id,
                    "是科学计数，Excel 已丢失编号的末尾几位，请把该列设为文本格式后重新填写",
                    "in scientific notation: Excel has lost the last digits; format the column as text and write it again");
        }
        return id.charAt(0) == '#' && ERROR.matcher(id).matches()
                ? wrong(id, idLabel + "是错误值，请改正公式或填写编号", "the id is an error value; mend the formula or write the id")
                : null;
    }

    private static FieldProblem wrong(String got, String chinese, String english) {
        var cause = chinese + " / " + english;
        var shown = Listed.shortened(got);
        return got.isEmpty()
                ? new FieldProblem("", cause)
                : new FieldProblem(
                        "", chinese + "，收到 \"" + shown + "\" / " + english + ", got \"" + shown + "\"", null, cause);
    }
}
