package io.shuangsuiji.web.drafts.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.cell.CellType.Kind;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.web.drafts.page.CellForm.Control;
import io.shuangsuiji.web.drafts.page.CellForm.Mode;
import io.shuangsuiji.web.drafts.page.CellForm.Option;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellFormTest {
    private static final CellType GRADES = listed(Kind.TEXT, false, false, "甲", "乙", "丙");

    private static CellType listed(Kind kind, boolean list, boolean nullable, String... words) {
        var type = CellType.of("t", kind).allowing(List.of(words), nullable);
        return list ? type.listOf() : type;
    }

    private static CellType plain(Kind kind, boolean percent) {
        return percent
                ? new CellType("t", kind, false, List.of(), true, "[0..1]", false, null, List.of())
                : CellType.of("t", kind);
    }

    private static Cell cell(Role role, CellType type, String text) {
        return new Cell("a", "", text, role, type);
    }

    private static List<String> chosen(CellForm form) {
        return form.options().stream().filter(Option::chosen).map(Option::word).toList();
    }

    private static List<String> words(CellForm form) {
        return form.options().stream().map(Option::word).toList();
    }

    @ParameterizedTest
    @CsvSource({"-,ANY,''", "甲,IN,甲", "甲、丙,IN,甲 丙", "不是 乙、丙,NOT,乙 丙"})
    void shouldOfferTestsAsAChoiceOfWords(String text, Mode mode, String ticked) {
        var form = CellForm.of(cell(Role.TESTS, GRADES, text), false);
        assertThat(form.control()).isEqualTo(Control.TESTS);
        assertThat(form.mode()).isEqualTo(mode);
        assertThat(words(form)).containsExactly("甲", "乙", "丙");
        assertThat(String.join(" ", chosen(form))).isEqualTo(ticked);
    }

    @Test
    void shouldOfferEmptinessWhereItIsAllowedAndNowhereElse() {
        var nullable = listed(Kind.TEXT, false, true, "甲", "乙");
        assertThat(words(CellForm.of(cell(Role.VALUE, nullable, "甲"), false))).containsExactly("甲", "乙", "空");
        assertThat(words(CellForm.of(cell(Role.TESTS, nullable, "甲"), false))).containsExactly("甲", "乙", "空");
        assertThat(words(CellForm.of(cell(Role.VALUE, GRADES, "甲"), false))).doesNotContain("空");
        // a list is empty, not null
        var several = listed(Kind.TEXT, true, true, "甲", "乙");
        var form = CellForm.of(cell(Role.VALUE, several, "（空列表）"), false);
        assertThat(form.control()).isEqualTo(Control.SEVERAL);
        assertThat(words(form)).containsExactly("甲", "乙");
        assertThat(chosen(form)).isEmpty();
    }

    @Test
    void shouldOfferYesAndNo() {
        var truth = plain(Kind.BOOLEAN, false);
        assertThat(words(CellForm.of(cell(Role.TESTS, truth, "是"), false))).containsExactly("是", "否");
        var value = CellForm.of(cell(Role.VALUE, truth, "空"), false);
        assertThat(value.control()).isEqualTo(Control.ONE);
        assertThat(words(value)).containsExactly("是", "否", "空");
        assertThat(chosen(value)).containsExactly("空");
    }

    @Test
    void shouldBeALineToWriteWhatIsNoChoice() {
        for (var other : List.of("丁", "甲、丁", "= 公式", "不是 丁")) {
            var form = CellForm.of(cell(Role.TESTS, GRADES, other), false);
            assertThat(form.control()).as(other).isEqualTo(Control.LINE);
            assertThat(form.text()).isEqualTo(other);
        }
        var written = CellForm.of(cell(Role.TESTS, GRADES, "甲"), true);
        assertThat(written.control()).isEqualTo(Control.LINE);
        assertThat(written.hint()).contains("除甲外");
        assertThat(CellForm.choosable(cell(Role.TESTS, GRADES, "甲"))).isTrue();
        assertThat(CellForm.choosable(cell(Role.TESTS, GRADES, "= 公式"))).isFalse();
        assertThat(CellForm.choosable(cell(Role.VALUE, plain(Kind.NUMBER, true), "12.5%")))
                .isFalse();
    }

    @Test
    void shouldTakeDatesByACalendarAndFormulasOfDatesByALine() {
        var date = plain(Kind.DATE, false);
        assertThat(CellForm.of(cell(Role.VALUE, date, "2024-03-01"), false).control())
                .isEqualTo(Control.DATE);
        assertThat(CellForm.of(cell(Role.VALUE, date, "2024-03-01"), true).control())
                .isEqualTo(Control.LINE);
        assertThat(CellForm.of(cell(Role.VALUE, date, "= 季度末日"), false).control())
                .isEqualTo(Control.LINE);
        assertThat(CellForm.of(cell(Role.TESTS, date, "≥ 2024-03-01"), false).control())
                .isEqualTo(Control.LINE);
    }

    @Test
    void shouldTakeNotesAsTextAndSayWhatElseMayBeWritten() {
        assertThat(CellForm.of(cell(Role.PLAIN, CellType.PLAIN, "条款"), false).control())
                .isEqualTo(Control.TEXT);
        assertThat(CellForm.of(cell(Role.VALUE, plain(Kind.NUMBER, true), "12.5%"), false)
                        .hint())
                .contains("填 25% 或 0.25");
        assertThat(CellForm.of(cell(Role.TESTS, plain(Kind.NUMBER, false), "≥ 10"), false)
                        .hint())
                .contains("10 至 20");
        assertThat(CellForm.of(cell(Role.VALUE, plain(Kind.DURATION, false), "12个月"), false)
                        .hint())
                .contains("12个月");
    }

    @Test
    void shouldShowAgainWhatWasTyped() {
        var form = CellForm.of(cell(Role.VALUE, plain(Kind.NUMBER, true), "12.5%"), false);
        assertThat(form.typed("很多").text()).isEqualTo("很多");
        assertThat(form.typed("很多").hint()).isEqualTo(form.hint());
    }

    @Test
    void shouldReadWhatAFormSends() {
        var tests = cell(Role.TESTS, GRADES, "-");
        assertThat(CellForm.read(tests, "IN", List.of("甲", "丙"), null)).isEqualTo("甲、丙");
        assertThat(CellForm.read(tests, "NOT", List.of("甲"), null)).isEqualTo("不是 甲");
        assertThat(CellForm.read(tests, "ANY", List.of("甲"), null)).isEqualTo("-");
        assertThat(CellForm.read(tests, "IN", null, null))
                .as("nothing ticked is refused")
                .isEmpty();
        assertThat(CellForm.read(tests, null, null, " 乙 ")).isEqualTo(" 乙 ");
        assertThat(CellForm.read(tests, null, null, null)).isEmpty();
        var several = cell(Role.VALUE, listed(Kind.TEXT, true, true, "甲", "乙"), "甲");
        assertThat(CellForm.read(several, "SEVERAL", null, null)).isEqualTo("（空列表）");
        assertThat(CellForm.read(several, "SEVERAL", List.of("甲", "乙"), null)).isEqualTo("甲、乙");
    }

    /** Opening any cell of the shipped tables and pressing save changes nothing. */
    @Test
    void shouldSendBackTheCellThatItShows() throws Exception {
        var seen = EnumSet.noneOf(Control.class);
        for (var table :
                EditionModel.read(EditionFiles.read(Path.of("dmn/2024-01-01"))).tables()) {
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    var form = CellForm.of(cell, false);
                    boolean choice = !form.options().isEmpty();
                    var mode = !choice
                            ? null
                            : form.mode() != null
                                    ? form.mode().name()
                                    : form.control().name();
                    assertThat(CellForm.read(cell, mode, chosen(form), choice ? null : form.text()))
                            .as(cell.address())
                            .isEqualTo(cell.text());
                    seen.add(form.control());
                }
            }
        }
        assertThat(seen).contains(Control.TESTS, Control.ONE, Control.LINE, Control.TEXT);
    }
}
