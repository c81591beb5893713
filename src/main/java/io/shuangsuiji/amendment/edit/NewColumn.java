package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.edit.TableWorkbook.Problem;
import io.shuangsuiji.amendment.edit.TableWorkbook.Proposal;
import io.shuangsuiji.amendment.structure.ObjectType;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Kind;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A column of a workbook that the table does not have. What it may be is proposed, never taken for granted: a condition on
 * a fact, a new one where no fact is called so; where the table's model knows no object, a column of notes; in a list a
 * column of words.
 *
 * @param sheet the sheet's name
 * @param cell where its header stands
 * @param table the table, as the workbook was written from
 * @param header what stands above it
 * @param texts what stands in it, by the rows of the table as the workbook has them
 */
record NewColumn(String sheet, String cell, Table table, String header, List<String> texts) {
    private static final Set<String> ANY = Set.of("", "-", "不限");
    private static final Set<String> TRUTHS = Set.of("是", "否", "空");

    /** What it comes to. */
    private record Meaning(String question, List<StructureEdit> edits, ColumnKind kind) {}

    /**
     * Proposes one after the other, each on the tables that the edits of the workbook and the earlier proposals leave.
     *
     * @param problems takes those that cannot be proposed
     */
    static List<Proposal> proposed(EditionModel after, List<NewColumn> columns, List<Problem> problems) {
        var proposals = new ArrayList<Proposal>();
        var tables = after;
        for (var column : columns) {
            try {
                var meaning = column.meaning(tables);
                var grown = DmnEditor.apply(tables, meaning.edits());
                var edits = new ArrayList<Edit>(meaning.edits());
                var cells = column.cells(grown, meaning.kind());
                edits.addAll(cells);
                tables = DmnEditor.apply(grown, cells);
                proposals.add(new Proposal(
                        column.sheet(), column.cell(), column.header(), meaning.question(), List.copyOf(edits)));
            } catch (EditRefused refused) {
                problems.add(new Problem(
                        column.sheet(), column.cell(), "新列「" + column.header() + "」：" + refused.getMessage()));
            }
        }
        return List.copyOf(proposals);
    }

    private Meaning meaning(EditionModel tables) throws EditRefused {
        if (table.kind() == Kind.RELATION) {
            return new Meaning(
                    "新列「" + header + "」：给清单加一列文字，是/否？",
                    List.of(new StructureEdit.AddOutput(table.file(), table.address(), header, "string", null, null)),
                    ColumnKind.VALUE);
        }
        var input = tables.files().get(table.file()).xml().root().children("inputData").stream()
                .map(each -> each.attribute("name"))
                .filter(ObjectType.INPUT::equals)
                .findFirst();
        var object = ObjectType.of(tables);
        if (input.isEmpty() || object.isEmpty()) {
            return new Meaning(
                    "新列「" + header + "」：作为说明列加入（这张表看不到检查对象的事实），是/否？",
                    List.of(new StructureEdit.AddAnnotation(table.file(), table.address(), header)),
                    ColumnKind.ANNOTATION);
        }
        var known = object.get().facts().stream()
                .filter(fact -> fact.label().equals(header))
                .map(ObjectType.Fact::key)
                .findFirst();
        if (known.isPresent()) {
            return new Meaning(
                    "新列「" + header + "」：按已有的事实加一列条件，是/否？", List.of(condition(known.get())), ColumnKind.INPUT);
        }
        var kind = kind();
        var fact = new StructureEdit.AddFact(header, kind, kind.equals("取值") ? words() : null, null);
        var grown = DmnEditor.apply(tables, List.of(fact));
        var facts = ObjectType.of(grown).orElseThrow().facts();
        var key = facts.get(facts.size() - 1).key();
        return new Meaning(
                "新列「" + header + "」：增加事实「" + header + "」（" + kind
                        + (kind.equals("取值") ? "：" + String.join("、", words()) : "") + "），并加一列条件，是/否？",
                List.of(new StructureEdit.AddFact(header, kind, fact.values(), key), condition(key)),
                ColumnKind.INPUT);
    }

    private StructureEdit condition(String key) {
        return new StructureEdit.AddInput(
                table.file(), table.address(), header, ObjectType.INPUT + "." + key, null, null);
    }

    private List<Edit> cells(EditionModel grown, ColumnKind kind) {
        var now = grown.table(table.file(), table.address()).orElseThrow();
        int place = 0;
        for (int i = 0; i < now.columns().size(); i++) {
            place = now.columns().get(i).kind() == kind ? i : place;
        }
        var edits = new ArrayList<Edit>();
        for (int i = 0; i < Math.min(texts.size(), now.rows().size()); i++) {
            var text = texts.get(i).strip();
            if (!text.isEmpty() && !(kind == ColumnKind.INPUT && ANY.contains(text))) {
                edits.add(new Edit.SetCell(
                        table.file(), now.rows().get(i).cells().get(place).address(), text));
            }
        }
        return edits;
    }

    /** What the cells look like, as the kinds of facts are called. */
    private String kind() {
        var words = texts.stream()
                .map(String::strip)
                .filter(text -> !ANY.contains(text))
                .toList();
        if (TRUTHS.containsAll(words)) {
            return "是否";
        }
        if (words.stream().allMatch(text -> text.matches("[^\\p{IsHan}]*\\d%.*"))) {
            return "比例";
        }
        if (words.stream().allMatch(text -> text.matches(".*\\d{4}-\\d{2}-\\d{2}.*"))) {
            return "日期";
        }
        return words.stream().allMatch(text -> text.matches("[<>=≤≥\\s\\d.至\\[\\]()]+")) ? "数量" : "取值";
    }

    private List<String> words() {
        var words = new LinkedHashSet<String>();
        texts.stream()
                .map(text -> text.strip().replaceFirst("^不是\\s*", ""))
                .filter(text -> !ANY.contains(text))
                .flatMap(text -> Stream.of(text.split("、")))
                .map(String::strip)
                .filter(word -> !word.isEmpty() && !word.equals("空"))
                .forEach(words::add);
        return List.copyOf(words);
    }
}
