package io.shuangsuiji.registry;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.apache.poi.ss.usermodel.Sheet;

/** The rows of one sheet of a workbook, as {@link Workbooks} opened it. */
final class SheetTable implements Table {
    private final String name;
    private final Iterator<org.apache.poi.ss.usermodel.Row> rows;
    private long reached;

    SheetTable(Sheet sheet) {
        this.name = sheet.getSheetName();
        this.rows = Workbooks.guarded(() -> place(), sheet::iterator);
    }

    @Override
    public Row next() {
        while (Workbooks.guarded(this::place, rows::hasNext)) {
            var row = Workbooks.guarded(this::place, () -> read(rows.next()));
            reached = row.line();
            if (!row.faults().isEmpty() || !Row.isBlank(row.cells())) {
                return row;
            }
        }
        return null;
    }

    private Row read(org.apache.poi.ss.usermodel.Row row) {
        Map<Integer, String> faults = new HashMap<>();
        var cells = new ArrayList<>(Collections.nCopies(Math.max(row.getLastCellNum(), 0), ""));
        row.forEach(cell -> cells.set(cell.getColumnIndex(), SheetCells.text(cell, faults)));
        long line = row.getRowNum() + 1L;
        return new Row(line, line, cells, faults, null);
    }

    private String place() {
        return "工作表「" + name + "」第 " + (reached + 1) + " 行附近 / near row " + (reached + 1) + " of sheet \"" + name
                + "\"";
    }

    /** Beyond the last header people keep notes; they are extra columns. */
    @Override
    public Optional<Character> separator() {
        return Optional.empty();
    }

    @Override
    public void close() throws IOException {
        if (rows instanceof AutoCloseable open) {
            try {
                open.close();
            } catch (IOException | RuntimeException failed) {
                throw failed;
            } catch (Exception failed) {
                throw new IOException(failed);
            }
        }
    }
}
