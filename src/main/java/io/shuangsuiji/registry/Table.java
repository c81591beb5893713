package io.shuangsuiji.registry;

import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Rows of cells, read once from first to last. Blank rows are left out. */
interface Table extends Closeable {
    /**
     * A row that is not blank.
     *
     * @param line where it begins, counted from 1
     * @param lastLine where it ends: a quoted cell may hold line breaks
     * @param cells the cells' text as people write it; a blank cell is an empty text
     * @param faults what is wrong with a cell, by its position
     * @param broken what is wrong with the whole row, or null
     */
    record Row(long line, long lastLine, List<String> cells, Map<Integer, String> faults, FieldProblem broken) {
        /** The cell at that position; empty beyond the row's end or for a position below 0. */
        String cell(int position) {
            return position >= 0 && position < cells.size() ? cells.get(position) : "";
        }

        static boolean isBlank(List<String> cells) {
            return cells.stream().allMatch(String::isBlank);
        }
    }

    /**
     * The next row, or null after the last.
     *
     * @throws UnreadableFile where the file cannot be read further
     */
    Row next() throws IOException;

    /** The character between cells, whose want or excess puts a row out of step with the header; empty for sheets. */
    Optional<Character> separator();

    @Override
    void close() throws IOException;
}
