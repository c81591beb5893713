package io.shuangsuiji.model;

import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Finds what no table may hold, whoever wrote the file: rows that do not fit its columns, values outside their type. */
public final class TableFaults {
    private static final Map<String, String> PARTS =
            Map.of("input", "条件", "output", "结论", "annotation", "说明", "column", "单元格");

    /**
     * What was found.
     *
     * @param file the file's name
     * @param address where in the file
     * @param message what was found and what is allowed, in Chinese and English
     */
    public record Fault(String file, String address, String message) {
        /** True where this is said of that place. */
        public boolean isAt(String otherFile, String otherAddress) {
            return file.equals(otherFile) && address.equals(otherAddress);
        }
    }

    private final List<Fault> found = new ArrayList<>();

    private TableFaults() {}

    /** What there is in the files. */
    public static List<Fault> in(EditionModel tables) {
        var faults = new TableFaults();
        tables.files().values().forEach(file -> faults.rows(file, file.xml().root()));
        tables.tables().forEach(faults::values);
        return List.copyOf(faults.found);
    }

    private void rows(DmnFile file, Element element) {
        int number = 0;
        for (var child : element.children()) {
            if (element.name().equals("decisionTable") && child.name().equals("rule")) {
                number++;
                for (var kind : List.of("input", "output", "annotation")) {
                    count(
                            file,
                            child,
                            number,
                            kind,
                            child.children(kind + "Entry").size());
                }
            } else if (element.name().equals("relation") && child.name().equals("row")) {
                count(file, child, ++number, "column", Boxed.in(child).size());
            } else {
                rows(file, child);
            }
        }
    }

    private void count(DmnFile file, Element row, int number, String kind, int entries) {
        int columns = row.parent().children(kind).size();
        // a note that is not there is blank
        if (entries == columns || kind.equals("annotation") && entries < columns) {
            return;
        }
        found.add(new Fault(
                file.name(),
                file.addressOf(row),
                "第 " + number + " 行有 " + entries + " 个" + PARTS.get(kind) + "，应有 " + columns + " 个 / row " + number
                        + " has " + entries + " entries for " + columns + " columns (" + kind + ")"));
    }

    private void values(Table table) {
        for (var row : table.rows()) {
            for (int i = 0; i < row.cells().size(); i++) {
                var cell = row.cells().get(i);
                var problem = cell.address() == null || cell.role() != Role.VALUE
                        ? null
                        : CellText.problem(cell.role(), cell.type(), cell.feel());
                if (problem != null) {
                    found.add(new Fault(
                            table.file(),
                            cell.address(),
                            table.label() + "，" + row.name() + "，"
                                    + table.columns().get(i).label() + "：" + problem));
                }
            }
        }
    }
}
