package io.shuangsuiji.amendment.edit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.edit.Edit.AddRow;
import io.shuangsuiji.amendment.edit.Edit.DeleteRow;
import io.shuangsuiji.amendment.edit.Edit.MoveRow;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.Edit.SetDescription;
import io.shuangsuiji.amendment.edit.Edit.SetFeel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DmnEditorTest {
    private static List<String> changedLines(String before, String after) {
        var a = before.lines().toList();
        var b = after.lines().toList();
        assertThat(b).hasSameSizeAs(a);
        var changed = new ArrayList<String>();
        for (int i = 0; i < a.size(); i++) {
            if (!a.get(i).equals(b.get(i))) {
                changed.add(a.get(i).strip() + " → " + b.get(i).strip());
            }
        }
        return changed;
    }

    @Test
    void shouldWriteNothingButTheTouchedCell() throws Exception {
        var before = Shipped.files();
        var after = DmnEditor.apply(before, List.of(new SetCell("quota.dmn", Shipped.R05, "15%")));
        assertThat(changedLines(Shipped.text(before, "quota.dmn"), Shipped.text(after, "quota.dmn")))
                .containsExactly("<text>0.125</text> → <text>0.15</text>");
        before.remove("quota.dmn");
        after.remove("quota.dmn");
        assertThat(after).containsExactlyEntriesOf(before);
    }

    @Test
    void shouldLeaveEveryByteOfACellThatStaysWhatItWas() throws Exception {
        var files = Shipped.files();
        var edits = new ArrayList<Edit>();
        for (var table : Shipped.tables().tables()) {
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    if (cell.address() != null) {
                        edits.add(new SetCell(table.file(), cell.address(), cell.text()));
                        edits.add(new SetFeel(table.file(), cell.address(), cell.feel()));
                    }
                }
            }
        }
        assertThat(edits).hasSizeGreaterThan(1400);
        assertThat(DmnEditor.apply(files, edits)).containsExactlyEntriesOf(files);
    }

    @Test
    void shouldUndoByTheInverseToTheByte() throws Exception {
        var files = Shipped.files();
        for (var table : Shipped.tables().tables()) {
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    if (cell.address() != null && row.number() % 13 == 1) {
                        var there = new SetFeel(table.file(), cell.address(), "改 & <动>");
                        var back = new SetFeel(table.file(), cell.address(), cell.feel());
                        assertThat(changedLines(
                                        Shipped.text(files, table.file()),
                                        Shipped.text(DmnEditor.apply(files, List.of(there)), table.file())))
                                .hasSize(1);
                        assertThat(DmnEditor.apply(files, List.of(there, back))).containsExactlyEntriesOf(files);
                    }
                }
            }
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <text>"a"</text>                      | <text>"b &amp; c"</text>
            <text> ~"a" </text>                   | <text> ~"b &amp; c" </text>
            <text><![CDATA["a"]]></text>          | <text><![CDATA["b & c"]]></text>
            <text/>                               | <text>"b &amp; c"</text>
            <text />                              | <text>"b &amp; c"</text>
            <dmn:text xmlns:dmn='d'/>             | <dmn:text xmlns:dmn='d'>"b &amp; c"</dmn:text>
            <semantic:text>&quot;a&quot;</semantic:text> | <semantic:text>"b &amp; c"</semantic:text>
            <text>"&#97;"<!-- why --></text>      | <text>"b &amp; c"</text>
            ``                                    | <text>"b &amp; c"</text>
            """)
    void shouldWriteWhateverFormTheTextHas(String before, String after) throws Exception {
        var frame = "\uFEFF<?xml version=\"1.0\"?>\r\n<!-- <outputEntry id='x'> -->\r\n<definitions xmlns:semantic='s'>"
                + "<decision name='d'\tid=\"d\"><decisionTable\r\n id='t'><output  id='o' typeRef='string'/>"
                + "<rule id='r'><outputEntry id='x'>%s</outputEntry></rule></decisionTable></decision></definitions>\r\n";
        var files = Shipped.one(frame.formatted(before == null ? "" : before.replace("~", "\r\n\t")));
        var edited = DmnEditor.apply(files, List.of(new SetCell("a.dmn", "x", "b & c")));
        assertThat(Shipped.text(edited, "a.dmn")).isEqualTo(frame.formatted(after.replace("~", "\r\n\t")));
    }

    @Test
    void shouldOpenASelfClosedEntry() throws Exception {
        var xml =
                "<definitions><d:decision xmlns:d='d' id='d' name='d'><d:decisionTable id='t'><d:output id='o'/><d:rule>"
                        + "<d:outputEntry id='x'/></d:rule></d:decisionTable></d:decision></definitions>";
        var edited = DmnEditor.apply(Shipped.one(xml), List.of(new SetFeel("a.dmn", "x", "1")));
        assertThat(Shipped.text(edited, "a.dmn"))
                .isEqualTo(xml.replace(
                        "<d:outputEntry id='x'/>", "<d:outputEntry id='x'><d:text>1</d:text></d:outputEntry>"));
    }

    @Test
    void shouldAddACopiedRowAsLinesOfItsOwnWithFreshIds() throws Exception {
        var before = Shipped.files();
        var after =
                DmnEditor.apply(before, List.of(new AddRow("quota.dmn", Shipped.RULES, 2, Shipped.RULES + "-rule-1")));
        var old = Shipped.text(before, "quota.dmn").lines().toList();
        var now = new ArrayList<>(Shipped.text(after, "quota.dmn").lines().toList());
        int rowLines = 47;
        int at = old.indexOf("      <rule id=\"" + Shipped.RULES + "-rule-2\">");
        var added = List.copyOf(now.subList(at, at + rowLines));
        now.subList(at, at + rowLines).clear();
        assertThat(now).isEqualTo(old);
        assertThat(added.get(0)).matches("      <rule id=\"" + Shipped.RULES + "-rule-\\d+\">");
        var table = Shipped.table(after, "抽样规则");
        assertThat(texts(table.rows().get(1))).isEqualTo(texts(table.rows().get(0)));
        var ids = Shipped.text(after, "quota.dmn").split("id=\"");
        assertThat(List.of(ids).stream().map(id -> id.replaceAll("\".*(?s:.)*", "")).toList().stream()
                        .skip(1))
                .doesNotHaveDuplicates();
        assertThat(DmnEditor.apply(
                        after,
                        List.of(new DeleteRow("quota.dmn", table.rows().get(1).address()))))
                .containsExactlyEntriesOf(before);
    }

    @Test
    void shouldAddTheFirstRowOfTheExtraCalendarAndServeIt() throws Exception {
        var calendar = Shipped.table(Shipped.files(), "补充日历");
        assertThat(calendar.rows()).isEmpty();
        var row = calendar.address() + "/row[1]/literalExpression";
        var after = DmnEditor.apply(
                Shipped.files(),
                List.of(
                        new AddRow("schedule.dmn", calendar.address(), 1, null),
                        new SetCell("schedule.dmn", row + "[1]", "2027年1月1日"),
                        new SetCell("schedule.dmn", row + "[2]", "否"),
                        new SetCell("schedule.dmn", row + "[3]", "元旦")));
        var result = new EditionCompiler()
                .compile(new EditionName(LocalDate.of(2024, 7, 1), 0), after, Collections.emptySortedMap());
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
        assertThat(result.edition().constant("schedule.calendar").toString()).contains("2027-01-01", "元旦");
        assertThat(Shipped.text(after, "schedule.dmn"))
                .contains("\n      <row>\n        <literalExpression>\n          <text>date(\"2027-01-01\")</text>");
    }

    @Test
    void shouldAddABlankRuleToATableWithoutAny() throws Exception {
        var xml = "<definitions><decision id='d' name='d'><decisionTable id='t'><input id='i'/><output id='o'/>"
                + "<annotation name='a'/></decisionTable></decision></definitions>";
        var after = DmnEditor.apply(Shipped.one(xml), List.of(new AddRow("a.dmn", "t", 1, null)));
        assertThat(Shipped.text(after, "a.dmn"))
                .contains("<annotation name='a'/><rule id=\"t-rule-1\"><inputEntry id=\"t-rule-1-in-1\"><text>-</text>"
                        + "</inputEntry><outputEntry id=\"t-rule-1-out-1\"><text>null</text></outputEntry>"
                        + "<annotationEntry><text></text></annotationEntry></rule></decisionTable>");
    }

    /** Camunda's editor keeps its annotations there. */
    @Test
    void shouldCopyARowWithADescriptionCellByCell() throws Exception {
        var rule = "<rule id=\"t-rule-1\">\n<description>一 & 二</description>\n<inputEntry><text>1</text></inputEntry>"
                + "<outputEntry><text>\"甲\"</text></outputEntry><annotationEntry><text>注</text></annotationEntry></rule>";
        var xml = "<definitions><decision id='d' name='d'><decisionTable id='t'><input id='i'/><output id='o'/>"
                + "<annotation name='a'/>" + rule.replace("&", "&amp;")
                + "</decisionTable></decision><decision id='e' name='e'><relation id='u'><column name='c'/><row>"
                + "<description>行</description><literalExpression><text>1</text></literalExpression></row></relation>"
                + "</decision></definitions>";
        var files = Shipped.one(xml);
        var after = DmnEditor.apply(
                files, List.of(new AddRow("a.dmn", "t", 2, null), new AddRow("a.dmn", "t", 3, "t-rule-1")));
        var rows = Shipped.table(after, "d").rows();
        assertThat(rows)
                .extracting(DmnEditorTest::texts)
                .containsExactly(List.of("1", "\"甲\"", "注"), List.of("-", "null", ""), List.of("1", "\"甲\"", "注"));
        assertThat(Shipped.text(after, "a.dmn").split("一 &amp; 二", -1))
                .as("copied with its row only")
                .hasSize(3);
        assertThat(texts(Shipped.table(files, "e").rows().get(0))).containsExactly("1");
        var added = DmnEditor.apply(files, List.of(new AddRow("a.dmn", "u", 2, null)));
        assertThat(texts(Shipped.table(added, "e").rows().get(1))).containsExactly("null");
    }

    @ParameterizedTest
    @CsvSource({
        "http://www.omg.org/spec/DMN/20151101/dmn.xsd,feel:number,own:比例",
        "http://www.omg.org/spec/DMN/20180521/MODEL/,number,比例",
        "https://www.omg.org/spec/DMN/20191111/MODEL/,number,比例",
        "https://www.omg.org/spec/DMN/20211108/MODEL/,number,比例",
        "https://www.omg.org/spec/DMN/20230324/MODEL/,number,比例"
    })
    void shouldEditFilesOfEveryVersionUnderAnyPrefix(String namespace, String number, String share) throws Exception {
        var feel = namespace.contains("2015")
                ? "http://www.omg.org/spec/FEEL/20140401"
                : namespace.replace("MODEL", "FEEL");
        var xml = ("<?xml version='1.0'?><m:definitions xmlns:m='" + namespace + "' xmlns:feel='" + feel
                + "' xmlns:own='https://example.org/own' id='old' name='old' namespace='https://example.org/own'>"
                + "<m:itemDefinition id='s' name='比例'><m:typeRef>" + number
                + "</m:typeRef><m:allowedValues><m:text>[0..1]</m:text>"
                + "</m:allowedValues></m:itemDefinition><m:decision id='d' name='占比'><m:variable name='占比' typeRef='"
                + share
                + "'/><m:literalExpression id='x'><m:text>0.15</m:text></m:literalExpression></m:decision></m:definitions>");
        var files = Shipped.one(xml);
        assertThat(Shipped.table(files, "占比").rows().get(0).cells().get(0).text())
                .isEqualTo("15%");
        assertThatThrownBy(() -> DmnEditor.apply(files, List.of(new SetCell("a.dmn", "x", "20"))))
                .hasMessageContaining("是否指 20%？");
        var after = DmnEditor.apply(files, List.of(new SetCell("a.dmn", "x", "20%")));
        assertThat(Shipped.text(after, "a.dmn")).isEqualTo(xml.replace("0.15", "0.2"));
        var edition = Shipped.files();
        edition.putAll(after);
        var result = new EditionCompiler()
                .compile(new EditionName(LocalDate.of(2024, 7, 1), 0), edition, Collections.emptySortedMap());
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
    }

    @Test
    void shouldMoveRowsAndBack() throws Exception {
        var files = Shipped.files();
        var rows = Shipped.table(files, "抽样规则").rows();
        for (int to : new int[] {1, 2, 7, rows.size()}) {
            for (int from : new int[] {1, 5, rows.size()}) {
                var row = rows.get(from - 1).address();
                var moved = DmnEditor.apply(files, List.of(new MoveRow("quota.dmn", row, to)));
                var expected =
                        new ArrayList<>(rows.stream().map(Table.Row::address).toList());
                expected.remove(row);
                expected.add(to - 1, row);
                assertThat(Shipped.table(moved, "抽样规则").rows())
                        .extracting(Table.Row::address)
                        .isEqualTo(expected);
                assertThat(DmnEditor.apply(moved, List.of(new MoveRow("quota.dmn", row, from))))
                        .containsExactlyEntriesOf(files);
            }
        }
    }

    @Test
    void shouldAddAnObjectTypeAndThenAllowItInCells() throws Exception {
        var cell = Shipped.RULES + "-rule-1-in-1";
        assertThatThrownBy(() -> DmnEditor.apply(Shipped.files(), List.of(new SetCell("quota.dmn", cell, "入河排污口"))))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("排污单位");
        var types =
                Shipped.table(Shipped.files(), "词汇：取值范围").rows().get(0).cells().get(1);
        var after = DmnEditor.apply(
                Shipped.files(),
                List.of(
                        new SetCell("types.dmn", types.address(), types.text() + "、入河排污口"),
                        new SetCell("quota.dmn", cell, "入河排污口")));
        assertThat(Shipped.text(after, "types.dmn")).contains("\"储油库\",\"入河排污口\"</text>");
        assertThat(Shipped.text(after, "quota.dmn")).contains("<text>\"入河排污口\"</text>");
    }

    @Test
    void shouldSetADescriptionAndAddOneWhereThereIsNone() throws Exception {
        var after = DmnEditor.apply(
                Shipped.files(),
                List.of(
                        new SetDescription("quota.dmn", "quota-decision-rules", "说明 <新>"),
                        new SetDescription("schedule.dmn", "schedule-decision-quarter-end", "季度的最后一天")));
        assertThat(Shipped.table(after, "抽样规则").description()).isEqualTo("说明 <新>");
        assertThat(Shipped.text(after, "schedule.dmn"))
                .contains("label=\"季度末日\">\n    <description>季度的最后一天</description>\n    <variable");
    }

    @Test
    void shouldTakeAllEditsOrNone() {
        assertThatThrownBy(() -> DmnEditor.apply(
                        Shipped.files(),
                        List.of(
                                new SetCell("quota.dmn", Shipped.R05, "15%"),
                                new SetCell("quota.dmn", Shipped.R05, "一成五"))))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("可填数字");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"no-such-cell", "quota-decision-rules", "", "quota/../x", "quota-decision-rules-table/rule[999]"
            })
    void shouldRefuseAnAddressThatIsNoCellOrRow(String address) {
        for (var edit : List.of(
                new SetCell("quota.dmn", address, "1"),
                new DeleteRow("quota.dmn", address),
                new MoveRow("quota.dmn", address, 1))) {
            assertThatThrownBy(() -> DmnEditor.apply(new TreeMap<>(Shipped.files()), List.of(edit)))
                    .isInstanceOf(EditRefused.class)
                    .hasMessageContaining("找不到");
        }
    }

    @Test
    void shouldRefusePlacesOutsideTheTable() {
        for (var edit : List.of(
                new AddRow("quota.dmn", Shipped.RULES, 0, null),
                new AddRow("quota.dmn", Shipped.RULES, 99, null),
                new MoveRow("quota.dmn", Shipped.RULES + "-rule-1", 99))) {
            assertThatThrownBy(() -> DmnEditor.apply(Shipped.files(), List.of(edit)))
                    .isInstanceOf(EditRefused.class)
                    .hasMessageContaining("行的位置应为 1 至");
        }
    }

    private static List<String> texts(Table.Row row) {
        return row.cells().stream().map(Table.Cell::feel).toList();
    }
}
