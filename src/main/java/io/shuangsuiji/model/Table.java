package io.shuangsuiji.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.NoteText;
import io.shuangsuiji.model.cell.SimpleFeel;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A table of a DMN file as people read it. Everything that staff may change is a cell of some table: a decision table's
 * own cells, a constant (one cell), the parts of a boxed expression, the rows of a relation, the allowed values of a type.
 *
 * @param file the file's name
 * @param model the name of the file's model
 * @param address where the table stands in the file ({@link DmnFile})
 * @param kind what it is
 * @param decision the address of the decision or business knowledge model that it belongs to; for {@link Kind#TYPES}
 *     that of the model
 * @param name that one's name, and the names of the parts on the way to a table within
 * @param label the same in Chinese
 * @param description what it decides and how its cells are meant; empty for a table within another
 * @param hitPolicy of a decision table ({@code UNIQUE}, {@code COLLECT} …), else null
 * @param constant true where no input of the model can change its value
 * @param columns from left to right
 * @param rows from top to bottom
 * @param parts what a row of a decision table concludes, in the order in which its type declares it; else none
 */
public record Table(
        String file,
        String model,
        String address,
        Kind kind,
        String decision,
        String name,
        String label,
        String description,
        String hitPolicy,
        boolean constant,
        List<Column> columns,
        List<Row> rows,
        @JsonIgnore List<Part> parts) {
    /** Stands between the names of a decision and of the part of its boxed expression that is a table of its own. */
    static final String WITHIN = " › ";

    /** What a table is. */
    public enum Kind {
        DECISION_TABLE,
        RELATION,
        LITERAL,
        CONTEXT,
        TYPES
    }

    /** What a column is for. */
    public enum ColumnKind {
        INPUT,
        OUTPUT,
        ANNOTATION,
        VALUE
    }

    /**
     * A column.
     *
     * @param address where it is declared
     * @param kind what it is for
     * @param label its Chinese header
     * @param expression an input's FEEL expression, an output's or a relation's JSON key, else null
     * @param role how its cells are read
     * @param type what its cells may hold
     */
    public record Column(String address, ColumnKind kind, String label, String expression, Role role, CellType type) {}

    /**
     * A row.
     *
     * @param address where it stands
     * @param number from 1
     * @param name what people call it: the rule's id where the table has such a column, else its number
     * @param cells one a column, in order
     */
    public record Row(String address, int number, String name, List<Cell> cells) {}

    /**
     * A cell.
     *
     * @param address where its text stands; null where the cell is there to be read only
     * @param feel the text as the file has it
     * @param text the text as staff read it
     * @param role how it is read
     * @param type what it may hold
     */
    public record Cell(String address, String feel, String text, Role role, CellType type) {
        static Cell of(String address, String feel, Role role, CellType type) {
            return new Cell(address, feel, CellText.show(role, type, feel), role, type);
        }

        /** True for an input cell that any value passes. */
        public boolean demandsNothing() {
            return SimpleFeel.demandsNothing(feel);
        }
    }

    /** A cell and the column that it stands in. */
    public record Placed(Column column, Cell cell) {}

    /**
     * A part of what a row concludes.
     *
     * @param key its JSON key; null for all of a conclusion that has no name
     * @param label what people call it
     * @param type what it may be
     * @param file the file whose type declares it, or null where none does
     * @param address where it is declared
     * @param column the output or note that gives it, or null where nothing does
     */
    public record Part(String key, String label, CellType type, String file, String address, Column column) {
        /** True where a note gives it: the one that is called what the part is called. */
        public boolean isNote() {
            return column != null && column.kind() == ColumnKind.ANNOTATION;
        }

        /** True for what notes can give: words that are not chosen from a list, or a list of them. */
        public static boolean isWords(CellType type) {
            return type.kind() == CellType.Kind.TEXT && type.values().isEmpty();
        }

        /** The constant that a note stands for; empty where it is to be a list and is none. */
        public Optional<String> feel(String note) {
            return NoteText.feel(type, note);
        }
    }

    /** What gives a part, and its cell as FEEL has it, be it an output's or a note. */
    private Placed placed(Row row, Part part) {
        var cell = cell(row, part.column());
        return part.isNote()
                ? new Placed(
                        new Column(
                                part.column().address(),
                                ColumnKind.ANNOTATION,
                                part.label(),
                                part.key(),
                                Role.VALUE,
                                part.type()),
                        Cell.of(
                                cell.address(),
                                part.feel(cell.text()).orElse(CellText.FEEL_NULL),
                                Role.VALUE,
                                part.type()))
                : new Placed(part.column(), cell);
    }

    /** What a row concludes, part by part. */
    public List<Placed> conclusions(Row row) {
        return parts.stream()
                .filter(part -> part.column() != null)
                .map(part -> placed(row, part))
                .toList();
    }

    /** True where a note of that column is part of what a row concludes. */
    public boolean concludes(Column note) {
        return parts.stream().anyMatch(part -> part.isNote() && part.column().equals(note));
    }

    /** The cell of a row in a column. */
    public Cell cell(Row row, Column column) {
        return row.cells().get(columns.indexOf(column));
    }

    /** The cells of a row in the columns of a kind. */
    public List<Placed> cells(Row row, ColumnKind columnKind) {
        return IntStream.range(0, columns.size())
                .filter(at -> columns.get(at).kind() == columnKind)
                .mapToObj(at -> new Placed(columns.get(at), row.cells().get(at)))
                .toList();
    }

    /** True where rows may be added, deleted and moved. */
    public boolean hasRows() {
        return kind == Kind.DECISION_TABLE || kind == Kind.RELATION;
    }

    /** True for a table that is the whole of its decision or business knowledge model, not a part of it. */
    public boolean whole() {
        return !name.contains(WITHIN);
    }

    /** The row at that address. */
    public Optional<Row> row(String rowAddress) {
        return rows.stream().filter(row -> row.address().equals(rowAddress)).findFirst();
    }

    /** The hit policy of a decision table, without how one that collects sums up what it collects. */
    public String hitPolicyAlone() {
        return hitPolicy.startsWith("COLLECT") ? "COLLECT" : hitPolicy;
    }

    /** The hit policy in Chinese, with what it means for the reader. */
    public String hitPolicyInWords() {
        return hitPolicy == null ? "" : hitPolicyInWords(hitPolicy);
    }

    /** A hit policy, with its aggregation, in Chinese. */
    public static String hitPolicyInWords(String hitPolicy) {
        return switch (hitPolicy) {
            case "UNIQUE" -> "唯一：任何情形至多一行适用";
            case "ANY" -> "任意：适用的各行结论必须相同";
            case "FIRST" -> "首行：自上而下，第一个适用的行";
            case "PRIORITY" -> "优先：适用的各行中结论优先的一个";
            case "RULE ORDER" -> "按行序：适用的各行依次列出";
            case "OUTPUT ORDER" -> "按结论序：适用的各行按结论的优先次序列出";
            case "COLLECT" -> "收集：适用的各行全部列出";
            case "COLLECT SUM" -> "求和：适用的各行的结论相加";
            case "COLLECT MIN" -> "最小：适用的各行的结论中最小的一个";
            case "COLLECT MAX" -> "最大：适用的各行的结论中最大的一个";
            case "COLLECT COUNT" -> "计数：适用的各行有几种不同的结论";
            default -> hitPolicy;
        };
    }
}
