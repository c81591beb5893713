package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.TableEdits;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.amendment.edit.WorkbookReader;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.samples.ManyRows;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

/** A thousand rows are changed, added, deleted and moved in about the time of one: the file is not read again for each. */
class ManyRowsEditTest {
    private static final int ROWS = 2000;
    private static final SortedMap<String, byte[]> FILES = Shipped.one(ManyRows.dmn(ROWS, "FIRST", 1));

    private interface Work {
        SortedMap<String, byte[]> done() throws Exception;
    }

    private static long nanos(Work work) throws Exception {
        long begun = System.nanoTime();
        work.done();
        return System.nanoTime() - begun;
    }

    private static void assertTakesAboutAsLong(List<Edit> many) throws Exception {
        var one = many.subList(0, 1);
        DmnEditor.apply(FILES, one);
        long single = Math.min(nanos(() -> DmnEditor.apply(FILES, one)), nanos(() -> DmnEditor.apply(FILES, one)));
        assertThat(nanos(() -> DmnEditor.apply(FILES, many))).isLessThan(12 * single);
    }

    @Test
    void shouldChangeAThousandRowsAtOnce() throws Exception {
        var edits = new ArrayList<Edit>();
        for (int row = 1; row <= 1000; row++) {
            edits.add(new Edit.SetFeel("a.dmn", "r-" + row + "-out-2", String.valueOf(row + 1)));
            edits.add(new Edit.SetCell("a.dmn", "r-" + row + "/annotationEntry[1]", "改 " + row));
        }
        assertTakesAboutAsLong(edits);
    }

    @Test
    void shouldAddDeleteAndMoveAThousandRowsAtOnce() throws Exception {
        var added = new ArrayList<Edit>();
        var deleted = new ArrayList<Edit>();
        var moved = new ArrayList<Edit>();
        for (int row = 1; row <= 1000; row++) {
            added.add(new Edit.AddRow("a.dmn", "t", 2 * row, "r-" + row));
            deleted.add(new Edit.DeleteRow("a.dmn", "r-" + 2 * row));
            moved.add(new Edit.MoveRow("a.dmn", "r-" + row, ROWS));
        }
        assertTakesAboutAsLong(added);
        assertTakesAboutAsLong(deleted);
        assertTakesAboutAsLong(moved);
    }

    /** Against edits that are taken one by one, each by itself. */
    @Test
    void shouldWriteTogetherWhatTheSameEditsWriteOneByOne() throws Exception {
        for (var table : List.of("t", "bare")) {
            var xml = ManyRows.dmn(12, "FIRST", 3).replace("<rule id=\"r-5\">", "<!-- 旁注 --><rule id=\"r-5\">");
            var files = Shipped.one(table.equals("t") ? xml : xml.replaceAll("<rule id=\"[^\"]*\">", "<rule>"));
            var random = new Random(17);
            for (int attempt = 0; attempt < 60; attempt++) {
                var edits = new ArrayList<Edit>();
                var oneByOne = files;
                for (int i = 0; i < 6; i++) {
                    var rows = table(oneByOne).rows();
                    var row = rows.get(random.nextInt(rows.size())).address();
                    var edit = switch (random.nextInt(4)) {
                        case 0 -> new Edit.AddRow("a.dmn", "t", 1 + random.nextInt(rows.size() + 1), null);
                        case 1 -> new Edit.AddRow("a.dmn", "t", 1 + random.nextInt(rows.size() + 1), row);
                        case 2 -> new Edit.DeleteRow("a.dmn", row);
                        default -> new Edit.MoveRow("a.dmn", row, 1 + random.nextInt(rows.size()));
                    };
                    edits.add(edit);
                    oneByOne = DmnEditor.apply(oneByOne, List.of(edit));
                }
                assertThat(Shipped.text(DmnEditor.apply(files, edits), "a.dmn"))
                        .as(edits.toString())
                        .isEqualTo(Shipped.text(oneByOne, "a.dmn"));
            }
        }
    }

    private static Table table(SortedMap<String, byte[]> files) {
        return Shipped.tables(files).tables().stream()
                .filter(Table::hasRows)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldTakeAnUploadThatAddsDeletesMovesAndChangesHundredsOfRows() throws Exception {
        var other = new ArrayList<>(
                List.of(ManyRows.dmn(ROWS, "FIRST", 1).split("(?=      <rule )|(?=    </decisionTable>)")));
        var head = other.remove(0);
        var tail = other.remove(other.size() - 1);
        other.subList(0, 300).clear();
        Collections.rotate(other.subList(0, 600), 300);
        for (int i = 700; i < 1700; i++) {
            other.set(i, other.get(i).replace("<text>\"第", "<text>\"新第"));
        }
        for (int i = 0; i < 300; i++) {
            other.add(2 * i, other.get(2 * i).replace("r-", "n-").replace("<text>\"第", "<text>\"另第"));
        }
        var uploaded = Shipped.one(head + String.join("", other) + tail);

        var edits = TableEdits.between(EditionModel.read(FILES), EditionModel.read(uploaded))
                .orElseThrow();

        assertThat(EditionDiff.between(EditionModel.read(uploaded), EditionModel.read(DmnEditor.apply(FILES, edits)))
                        .isEmpty())
                .isTrue();
    }

    @Test
    void shouldComeBackFromAWorkbookAsItWent() throws Exception {
        var tables = EditionModel.read(FILES);
        var workbook = new ByteArrayOutputStream();
        TableWorkbook.write(tables, new TableWorkbook.Origin("20240101-aaaaaaaa", 1), workbook);
        var read = WorkbookReader.read(tables, workbook.toByteArray());
        assertThat(read.problems()).isEmpty();
        assertThat(read.edits()).isEmpty();
    }
}
