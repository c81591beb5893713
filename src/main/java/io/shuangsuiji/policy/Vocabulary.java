package io.shuangsuiji.policy;

import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What registries call facts and values: an edition's tables 名录库列名, 取值写法 and 非检查对象的行 ({@code registry.dmn}). An
 * edition without that file knows the labels and allowed values of its types alone.
 *
 * @param columns the names of columns, those of one fact ranked best first
 * @param spellings by the name of a type and by {@linkplain Notation#plain plain} text: the allowed value that is meant,
 *     empty where nothing is
 * @param asides with what words rows begin that are no objects: totals, remarks, signatures
 */
public record Vocabulary(
        List<ColumnNames> columns, Map<String, Map<String, Optional<String>>> spellings, List<String> asides) {
    /** How often an object was inspected this year: what the caps of an edition ask for under the same name. */
    public static final String INSPECTIONS = "inspectionsThisYear";

    /** What an object is known by, beside the facts that the classification declares. */
    public static final List<String> IDENTITY = List.of("id", "name", "team", "creditCode", Vocabulary.INSPECTIONS);

    /** What objects, officers and earlier draws are known by, beside the facts that the classification declares. */
    private static final Set<String> KNOWN = Set.of(
            "id",
            "name",
            "team",
            "creditCode",
            INSPECTIONS,
            "officer.id",
            "officer.name",
            "officer.team",
            "officer.participates",
            "officer.licence",
            "officer.licenceFrom",
            "officer.licenceUntil",
            "officer.recusals",
            "officer.areas",
            "officer.expertise",
            "history.id",
            "history.period",
            "history.inspectors");

    /** One column may be both: the number of a code or licence is an id where there is no better one. */
    private static final Set<Set<String>> BOTH =
            Set.of(Set.of("id", "creditCode"), Set.of("officer.id", "officer.licence"));

    /** Before what the tasks of a ledger (台账) are known by, in the table of header names. */
    public static final String TASK = "task.";

    /**
     * What of a task may have header names of its own, in the order in which lists of tasks are written; {@code published},
     * the last, stands for the places of publication.
     */
    public static final List<String> TASK_FACTS = List.of(
            "taskId",
            "period",
            "objectId",
            "name",
            "creditCode",
            "stratum",
            "objectType",
            "taskType",
            "team",
            "officers",
            "drawnOn",
            "fedBackOn",
            "dispatchedOn",
            "scannedAt",
            "inspectedOn",
            "closedOn",
            "problemFound",
            "caseFiled",
            "rectified",
            "published");

    /** Of an edition that has no such tables. */
    public static final Vocabulary NONE = new Vocabulary(List.of(), Map.of(), List.of());

    /** A count, or null where the registry does not say. */
    public static final ValueType COUNT = new ValueType(
            "number",
            ValueType.Kind.NUMBER,
            false,
            ValueConstraint.NONE
                    .and("null,[0..1000000000]", "不小于 0 的整数，可以为空 / an integer of 0 or more, or null")
                    .and("? = null or ? = floor(?)", null),
            List.of());

    private static final String MODEL = "registry";
    private static final String FILE = MODEL + ".dmn";
    private static final Pattern BETWEEN = Pattern.compile("\\s*[、；;\\n]\\s*");

    /**
     * What the columns of a fact may be called.
     *
     * @param fact the fact's JSON key
     * @param names ranked best first
     * @param means the value that 是 in such a column stands for; null where its cells hold the value itself
     */
    public record ColumnNames(String fact, List<String> names, String means) {}

    /** The columns that may give these fields. */
    public Columns columns(List<Field> fields) {
        return new Columns(fields.stream().map(this::column).toList());
    }

    /** The column that may give a field. */
    public Column column(Field field) {
        return column("", field);
    }

    /** The same, for a file whose facts stand in the table behind a prefix. */
    public Column column(String prefix, Field field) {
        return new Column(
                field.name(),
                field.label(),
                names(prefix + field.name()),
                marks(prefix + field.name()),
                !field.type().optional());
    }

    /** What a fact's column is called before all else; the key where the edition has no name for it. */
    public String label(String fact) {
        var names = names(fact);
        return names.isEmpty() ? fact.substring(fact.indexOf('.') + 1) : names.get(0);
    }

    /** The column of what an object is known by; its first name is its label. */
    public Column identity(String fact, boolean required) {
        return identity("", fact, required);
    }

    /** The same, for a file whose facts stand in the table behind a prefix. */
    public Column identity(String prefix, String fact, boolean required) {
        var names = names(prefix + fact);
        return Column.of(fact, names.isEmpty() ? fact : names.get(0), required, names);
    }

    /** Every column that an input of a model may have: its inputs, the fields of structures, what an object is known by. */
    public Columns all(DecisionModel model) {
        var all = new LinkedHashMap<String, Column>();
        IDENTITY.forEach(fact -> all.put(fact, identity(fact, false)));
        for (var input : model.inputs()) {
            all.put(input.name(), column(input));
            input.type().fields().forEach(field -> all.put(field.name(), column(field)));
        }
        return new Columns(List.copyOf(all.values()));
    }

    /** What the columns of a fact may be called, ranked best first; none where the edition does not say. */
    public List<String> names(String fact) {
        return columns.stream()
                .filter(column -> column.fact().equals(fact) && column.means() == null)
                .flatMap(column -> column.names().stream())
                .toList();
    }

    private Map<String, String> marks(String fact) {
        var marks = new LinkedHashMap<String, String>();
        columns.stream()
                .filter(column -> column.fact().equals(fact) && column.means() != null)
                .forEach(column -> column.names().forEach(name -> marks.put(name, column.means())));
        return marks;
    }

    /** Reads the tables of an edition; what is not understood in them is added to the messages. */
    public static Vocabulary of(KieEngine kie, List<Message> messages) {
        var rows = new ConstantRows(kie, MODEL, messages);
        if (!rows.exist()) {
            return NONE;
        }
        var columns = new ArrayList<ColumnNames>();
        for (var row : rows.of("columns")) {
            var fact = ConstantRows.text(row, "fact");
            var names = words(ConstantRows.text(row, "names"));
            if (fact == null || names.isEmpty()) {
                messages.add(Message.error(
                        FILE, null, "「名录库列名」有一行缺少事实或列名 / a row of columns lacks its fact or names: " + row));
            } else {
                columns.add(new ColumnNames(fact, names, ConstantRows.text(row, "means")));
            }
        }
        var spellings = new LinkedHashMap<String, Map<String, Optional<String>>>();
        for (var row : rows.of("spellings")) {
            var type = ConstantRows.text(row, "type");
            var value = Optional.ofNullable(ConstantRows.text(row, "value"));
            if (type == null) {
                messages.add(Message.error(FILE, null, "「取值写法」有一行缺少类型 / a row of spellings lacks its type: " + row));
                continue;
            }
            for (var word : words(ConstantRows.text(row, "spellings"))) {
                var before = spellings
                        .computeIfAbsent(type, none -> new LinkedHashMap<>())
                        .putIfAbsent(Notation.plain(word), value);
                if (before != null && !before.equals(value)) {
                    messages.add(Message.error(
                            FILE,
                            null,
                            "「取值写法」里「" + type + "」的写法「" + word + "」既指「" + before.orElse("空") + "」又指「"
                                    + value.orElse("空") + "」 / the spelling \"" + word + "\" of " + type
                                    + " stands for two values"));
                }
            }
        }
        var asides = new ArrayList<String>();
        rows.of("asides").forEach(row -> asides.addAll(words(ConstantRows.text(row, "word"))));
        return new Vocabulary(List.copyOf(columns), spellings, List.copyOf(asides));
    }

    /** Says what the tables name that the edition does not have, and what they name twice. */
    public List<Message> check(Map<String, DecisionModel> models, ValueTypes types) {
        var found = new ArrayList<Message>();
        var object = Optional.ofNullable(models.get("classification"))
                .flatMap(model -> model.input("object"))
                .map(ValueType.Field::type);
        var factOf = new HashMap<String, String>();
        for (var column : columns) {
            var field = object.flatMap(type -> type.field(column.fact()));
            if (object.isPresent() && field.isEmpty() && !KNOWN.contains(column.fact()) && !isOfTask(column.fact())) {
                found.add(Message.error(
                        FILE,
                        null,
                        "「名录库列名」里的事实「" + column.fact() + "」没有声明 / the fact " + column.fact()
                                + " of columns is not declared"));
            }
            if (column.means() != null
                    && !field.map(fact -> allows(fact.type(), column.means())).orElse(true)) {
                found.add(notAllowed("名录库列名", column.fact(), column.means()));
            }
            for (var name : column.names()) {
                // rosters are files of their own
                var file = column.fact().replaceFirst("[^.]*$", "");
                var before = factOf.putIfAbsent(file + Notation.plain(name), column.fact());
                if (before != null && (before.equals(column.fact()) || !BOTH.contains(Set.of(before, column.fact())))) {
                    found.add(Message.error(
                            FILE,
                            null,
                            "「名录库列名」里列名「" + name + "」写了两次（" + before + "、" + column.fact() + "） / the column name \""
                                    + name + "\" is there twice"));
                }
            }
        }
        spellings.forEach((name, words) -> {
            var type = types.named(name);
            if (type.isEmpty()) {
                found.add(Message.error(
                        FILE,
                        null,
                        "「取值写法」里的类型「" + name + "」没有声明 / the type " + name + " of spellings is not declared"));
            } else {
                words.values().stream()
                        .distinct()
                        .filter(value -> !allows(type.get(), value.orElse(null)))
                        .forEach(value -> found.add(notAllowed("取值写法", name, value.orElse("空"))));
            }
        });
        return found;
    }

    private static boolean isOfTask(String fact) {
        return fact.startsWith(TASK) && TASK_FACTS.contains(fact.substring(TASK.length()));
    }

    private static boolean allows(ValueType type, String value) {
        return type.kind() == ValueType.Kind.BOOLEAN
                ? value == null || Notation.truth(value).isPresent()
                : type.constraint().allows(value);
    }

    private static Message notAllowed(String table, String of, String value) {
        return Message.error(
                FILE,
                null,
                "「" + table + "」里「" + of + "」的取值「" + value + "」不在允许范围 / \"" + value + "\" is no value of " + of);
    }

    private static List<String> words(String joined) {
        return joined == null
                ? List.of()
                : Arrays.stream(BETWEEN.split(joined))
                        .filter(word -> !word.isBlank())
                        .toList();
    }
}
