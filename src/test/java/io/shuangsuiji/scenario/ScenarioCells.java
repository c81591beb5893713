package io.shuangsuiji.scenario;

import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.GridReader;
import java.util.Map;
import java.util.TreeMap;

/** What the reader of testers' sheets sees of a file. */
public final class ScenarioCells {
    private ScenarioCells() {}

    /** The text of each cell that is not blank, by sheet and address ({@code 名录!C7}); a text's sheet has no name. */
    public static Map<String, String> of(String name, byte[] file) {
        var cells = new TreeMap<String, String>();
        boolean text = name.endsWith(".csv");
        for (var grid : GridReader.read(name, file)) {
            for (var row : grid.rows()) {
                row.cells()
                        .forEach((column, cell) ->
                                cells.put((text ? "" : grid.name()) + "!" + Grid.address(row.index(), column), cell));
            }
        }
        return cells;
    }
}
