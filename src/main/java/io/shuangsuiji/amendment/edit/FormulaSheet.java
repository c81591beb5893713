package io.shuangsuiji.amendment.edit;

import io.shuangsuiji.amendment.edit.TableWorkbook.Problem;
import io.shuangsuiji.amendment.edit.WorkbookReader.Sheet;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The formulas between the tables, in a sheet of their own: one a row, known by its address in a hidden column. */
final class FormulaSheet {
    static final String NAME = "公式";
    private static final List<String> HEADER = List.of("决策", "公式（FEEL；用到的输入和决策自动列为依据）");
    private static final int FORMULA = 2;

    private FormulaSheet() {}

    private static List<Table> formulas(EditionModel tables) {
        return tables.tables().stream()
                .filter(table -> table.kind() == Table.Kind.LITERAL && !table.constant())
                .toList();
    }

    private static String key(Table formula) {
        return formula.file() + "#" + formula.address();
    }

    private static String feel(Table formula) {
        return formula.rows().get(0).cells().get(0).feel();
    }

    static void write(WorkbookWriter workbook, EditionModel tables) {
        var sheet = workbook.sheet(NAME).widths(10, 30, 100);
        for (int i = 0; i < HEADER.size(); i++) {
            sheet.put(0, i + 1, HEADER.get(i), Look.OUTPUT);
        }
        int line = 1;
        for (var formula : formulas(tables)) {
            sheet.put(line, 0, key(formula), null);
            sheet.put(line, 1, formula.label(), Look.FIXED);
            sheet.put(line, FORMULA, feel(formula), Look.TYPED);
            line++;
        }
        sheet.hideColumn(0);
        sheet.freeze(1, 1);
    }

    /** What was edited in it; what cannot be taken is added to the problems. */
    static List<Edit> read(Sheet sheet, EditionModel tables, List<Problem> problems) {
        var edits = new ArrayList<Edit>();
        var seen = new HashSet<String>();
        var formulas = formulas(tables);
        for (var row : sheet.rows().tailMap(1).values()) {
            int line = (int) row.number();
            var known = formulas.stream()
                    .filter(formula -> key(formula).equals(row.text(0)))
                    .findFirst();
            if (known.isEmpty() || !seen.add(row.text(0))) {
                if (row.texts().stream().anyMatch(text -> !text.isBlank())) {
                    problems.add(new Problem(
                            NAME,
                            "B" + line,
                            "这一行不是草案里的公式，或重复了；新公式请在页面上或用 addFormula 增加 / not a formula of the draft"));
                }
                continue;
            }
            var cell = row.cell(FORMULA);
            var text = row.text(FORMULA).strip();
            if (cell.formula() != null || cell.fault() != null) {
                problems.add(new Problem(
                        NAME, "C" + line, "这里是 Excel 公式：请作为文字写，先打一个单引号 / a formula of Excel's own: write it as text"));
            } else if (row.texts().stream().skip(FORMULA + 1).anyMatch(other -> !other.isBlank())) {
                problems.add(new Problem(NAME, "D" + line, "公式右边不能写别的 / nothing may stand beside a formula"));
            } else if (!row.text(1)
                    .strip()
                    .equals(SheetWriter.cut(known.get().label()).strip())) {
                problems.add(new Problem(NAME, "B" + line, "决策的名称不能在工作簿里改 / a decision's name cannot be changed here"));
            } else if (!text.equals(SheetWriter.cut(feel(known.get())).strip())) {
                take(
                        new StructureEdit.SetFormula(
                                known.get().file(), known.get().address(), text),
                        line,
                        tables,
                        edits,
                        problems);
            }
        }
        formulas.stream()
                .filter(formula -> !seen.contains(key(formula)))
                .forEach(formula -> problems.add(
                        new Problem(NAME, null, "缺少「" + formula.label() + "」一行；公式不能在这里删除 / a formula is missing")));
        return edits;
    }

    private static void take(Edit edit, int line, EditionModel tables, List<Edit> edits, List<Problem> problems) {
        try {
            DmnEditor.apply(tables, List.of(edit));
            edits.add(edit);
        } catch (EditRefused refused) {
            problems.add(new Problem(NAME, "C" + line, refused.getMessage()));
        }
    }
}
