package io.shuangsuiji.web.drafts.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.web.drafts.page.Sheet.Line;
import io.shuangsuiji.web.drafts.page.Sheet.Place;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SheetTest {
    private static final String FILE = "quota.dmn";
    private static final String RULES = "quota-decision-rules-table";
    private static final String R05 = RULES + "-rule-1-out-4";
    private static EditionModel base;

    @BeforeAll
    static void read() throws Exception {
        base = EditionModel.read(EditionFiles.read(Path.of("dmn/2024-01-01")));
    }

    private static Sheet sheet(String editing, boolean editable, Edit... edits) throws Exception {
        var after = DmnEditor.apply(base, List.of(edits));
        var table = after.table(FILE, RULES).orElseThrow();
        return Sheet.of(table, EditionDiff.between(base, after), editing, false, editable);
    }

    private static List<Place> places(Sheet sheet) {
        return sheet.rows().stream().flatMap(line -> line.cells().stream()).toList();
    }

    private static Place place(Sheet sheet, String address) {
        return places(sheet).stream()
                .filter(place -> address.equals(place.cell().address()))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldMarkNothingOfATableThatIsAsItWas() throws Exception {
        var sheet = sheet(null, true);
        assertThat(places(sheet)).allMatch(place -> place.was() == null && place.form() == null);
        assertThat(sheet.rows()).noneMatch(Line::added).noneMatch(Line::moved);
        assertThat(sheet.removed()).isEmpty();
        assertThat(sheet.others()).isEmpty();
    }

    @Test
    void shouldKeepWhatAChangedCellWas() throws Exception {
        var sheet = sheet(null, true, new Edit.SetCell(FILE, R05, "15%"));
        assertThat(place(sheet, R05).cell().text()).isEqualTo("15%");
        assertThat(place(sheet, R05).was()).isEqualTo("12.5%");
        assertThat(places(sheet)).filteredOn(place -> place.was() != null).hasSize(1);
        // changed back, it is as it was
        var back = sheet(null, true, new Edit.SetCell(FILE, R05, "15%"), new Edit.SetCell(FILE, R05, "12.5%"));
        assertThat(place(back, R05).was()).isNull();
    }

    @Test
    void shouldTellRowsThatCameWentAndMoved() throws Exception {
        var sheet = sheet(
                null,
                true,
                new Edit.AddRow(FILE, RULES, 1, null),
                new Edit.DeleteRow(FILE, RULES + "-rule-2"),
                new Edit.MoveRow(FILE, RULES + "-rule-5", 2));
        assertThat(sheet.rows().get(0).added()).isTrue();
        assertThat(sheet.rows()).filteredOn(Line::added).hasSize(1);
        assertThat(sheet.rows())
                .filteredOn(Line::moved)
                .singleElement()
                .satisfies(line -> assertThat(line.row().address()).isEqualTo(RULES + "-rule-5"));
        assertThat(sheet.removed()).singleElement().asString().contains("R06");
    }

    @Test
    void shouldTellWhatElseChangedOfTheTable() throws Exception {
        var sheet = sheet(null, true, new Edit.SetDescription(FILE, "quota-decision-rules", "另一种说明"));
        assertThat(sheet.others()).singleElement().asString().contains("另一种说明");
    }

    @Test
    void shouldOpenTheFormOfOneCell() throws Exception {
        var sheet = sheet(R05, true);
        assertThat(places(sheet)).filteredOn(place -> place.form() != null).containsExactly(place(sheet, R05));
        assertThat(place(sheet.typed("很多"), R05).form().text()).isEqualTo("很多");
        assertThat(place(sheet.typed("很多"), R05).cell().text()).isEqualTo("12.5%");
    }

    @Test
    void shouldLinkEveryCellToItsForm() throws Exception {
        var place = place(sheet(null, true), R05);
        assertThat(place.id()).isEqualTo("c-" + R05);
        assertThat(place.href()).isEqualTo("table?file=quota.dmn&at=" + RULES + "&cell=" + R05);
        assertThat(place.label()).isEqualTo("抽查比例/倍数：12.5%");
        assertThat(places(sheet(null, true))).extracting(Place::id).doesNotHaveDuplicates();
        assertThat(places(sheet(null, false)))
                .as("there to be read only")
                .extracting(Place::href)
                .allMatch(Objects::isNull);
    }

    @Test
    void shouldSpanItsColumnsByGroups() throws Exception {
        var sheet = sheet(null, true);
        assertThat(sheet.groups().keySet()).containsExactly("条件", "结论", "条款");
        assertThat(sheet.groups().values().stream().mapToLong(Long::longValue).sum())
                .isEqualTo(sheet.table().columns().size());
        var constant = base.tables().stream()
                .filter(table -> table.kind() == Table.Kind.LITERAL)
                .findFirst()
                .orElseThrow();
        assertThat(Sheet.groups(constant)).containsOnlyKeys("内容");
    }
}
