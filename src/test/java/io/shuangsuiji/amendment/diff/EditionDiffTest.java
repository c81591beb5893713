package io.shuangsuiji.amendment.diff;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.diff.EditionDiff.What;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.AddRow;
import io.shuangsuiji.amendment.edit.Edit.DeleteRow;
import io.shuangsuiji.amendment.edit.Edit.MoveRow;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.Edit.SetDescription;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.TableEdits;
import io.shuangsuiji.model.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class EditionDiffTest {
    private static List<String> words(List<Edit> edits) throws EditRefused {
        return diff(Shipped.files(), DmnEditor.apply(Shipped.files(), edits)).words();
    }

    private static EditionDiff diff(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        return EditionDiff.between(Shipped.tables(before), Shipped.tables(after));
    }

    @Test
    void shouldSayAChangeAsAPolicyOfficerWould() throws Exception {
        var window = Shipped.table(Shipped.files(), "处罚回溯期");
        assertThat(words(List.of(
                        new SetCell("quota.dmn", Shipped.R05, "15%"),
                        new SetCell("classification.dmn", window.address(), "2年"),
                        new SetDescription("quota.dmn", "quota-decision-rounding", "进一"))))
                .contains("「抽样规则」R05 抽查比例/倍数 12.5% → 15%", "「处罚回溯期」12个月 → 2年")
                .anyMatch(words -> words.startsWith("「取整方式」说明") && words.endsWith("→ 进一"))
                .hasSize(3);
    }

    /** Changes are told in the words in which pages show the cells. */
    @Test
    void shouldShowCellsAsPagesDo() throws Exception {
        var cell = Shipped.RULES + "-rule-1-";
        assertThat(words(List.of(
                        new SetCell("quota.dmn", cell + "in-1", "不是 加油站、储油库"),
                        new SetCell("quota.dmn", cell + "in-2", "-"),
                        new SetCell("quota.dmn", cell + "out-5", "空"))))
                .containsExactlyInAnyOrder(
                        "「抽样规则」R05 对象类型 排污单位 → 除加油站、储油库外", "「抽样规则」R05 监管类别 重点 → 不限", "「抽样规则」R05 周期 季度 → 无");
    }

    @Test
    void shouldNameRowsAddedRemovedAndMovedAndWordsOfAType() throws Exception {
        var types =
                Shipped.table(Shipped.files(), "词汇：取值范围").rows().get(0).cells().get(1);
        assertThat(words(List.of(
                        new SetCell("types.dmn", types.address(), types.text() + "、入河排污口"),
                        new DeleteRow("quota.dmn", Shipped.RULES + "-rule-2"),
                        new MoveRow("quota.dmn", Shipped.RULES + "-rule-1", 3),
                        new AddRow("quota.dmn", Shipped.RULES, 1, null))))
                .contains("「词汇：取值范围」「对象类型」增加取值「入河排污口」", "「抽样规则」R05 移动 第 1 行 → 第 4 行")
                .anyMatch(words -> words.startsWith("「抽样规则」删除 R06：对象类型 排污单位，监管类别 一般 → 抽样层 一般排污单位"))
                .anyMatch(words -> words.startsWith("「抽样规则」增加 第 1 行："))
                .hasSize(4);
    }

    @Test
    void shouldSeeNoDifferenceInSpellingOrderIdsOrDmnVersion() {
        var files = Shipped.files();
        var quota = Shipped.text(files, "quota.dmn")
                .replace("https://www.omg.org/spec/DMN/20230324/", "https://www.omg.org/spec/DMN/20240513/")
                .replace("\n", "\r\n")
                .replace("\"加油站\",\"储油库\"", "\"加油站\", \"储油库\"")
                .replaceAll("(id|dmnElementRef)=\"quota-", "$1=\"_x")
                .replace("href=\"#quota-", "href=\"#_x");
        var first = quota.indexOf("  <decision id=\"_xdecision-due\"");
        var second = quota.indexOf("  <decision id=\"_xdecision-base\"");
        var third = quota.indexOf("  <decision id=\"_xdecision-exact\"");
        quota = quota.substring(0, first)
                + quota.substring(second, third)
                + quota.substring(first, second)
                + quota.substring(third);
        var other = Shipped.files();
        other.put("quota.dmn", quota.getBytes(StandardCharsets.UTF_8));
        assertThat(diff(files, other).words()).isEmpty();
        other.put(
                "quota.dmn",
                quota.replace("<text>0.125</text>", "<text>0.15</text>").getBytes(StandardCharsets.UTF_8));
        assertThat(diff(files, other).words()).containsExactly("「抽样规则」R05 抽查比例/倍数 12.5% → 15%");
    }

    @Test
    void shouldTellWhatChangedOutsideTheTables() {
        var other = Shipped.files();
        other.put(
                "quota.dmn",
                Shipped.text(other, "quota.dmn")
                        .replace("hitPolicy=\"UNIQUE\"", "hitPolicy=\"FIRST\"")
                        .replaceFirst(
                                "<requiredInput href=\"#quota-input-category\"/>",
                                "<requiredInput href=\"#quota-input-quarter\"/>")
                        .getBytes(StandardCharsets.UTF_8));
        var diff = diff(Shipped.files(), other);
        assertThat(diff.words())
                .anyMatch(words -> words.startsWith("「抽样规则」几行同时适用时 唯一") && words.contains("→ 首行"))
                .contains("「抽样规则」所需信息 输入「category」 → 输入「quarter」");
    }

    @Test
    void shouldNotTakeARowThatSaysNothingYetForOneThatIsGone() throws Exception {
        var table = Shipped.table(Shipped.files(), "触发情形");
        var gone = table.rows().get(2);
        var said = diff(
                        Shipped.files(),
                        DmnEditor.apply(
                                Shipped.files(),
                                List.of(
                                        new AddRow(
                                                table.file(),
                                                table.address(),
                                                table.rows().size() + 1,
                                                null),
                                        new DeleteRow(table.file(), gone.address()))))
                .tables();
        assertThat(said)
                .singleElement()
                .satisfies(change -> assertThat(change.changes())
                        .extracting(EditionDiff.Change::what)
                        .containsExactlyInAnyOrder(What.ROW_ADDED, What.ROW_REMOVED));
    }

    @Test
    void shouldShowATableThatCameOrWent() {
        var files = Shipped.files();
        files.remove("routing.dmn");
        assertThat(diff(Shipped.files(), files).tables())
                .filteredOn(change -> change.changes().get(0).what() == What.TABLE_REMOVED)
                .extracting(EditionDiff.TableChange::label)
                .contains("任务状态", "方案参数");
        assertThat(diff(files, Shipped.files()).words()).anyMatch(words -> words.startsWith("「任务状态」新增"));
    }

    /** What an upload says is turned into edits that say the same, whatever was changed. */
    @Property(tries = 25, afterFailure = net.jqwik.api.AfterFailureMode.RANDOM_SEED)
    void shouldTurnAnyDifferenceOfTablesIntoEditsThatMakeIt(@ForAll long seed) throws Exception {
        var random = new Random(seed);
        var files = Shipped.files();
        for (int i = 0; i < 6; i++) {
            files = DmnEditor.apply(files, List.of(randomEdit(files, random)));
        }
        var edits = TableEdits.between(Shipped.tables(), Shipped.tables(files));
        assertThat(edits).isPresent();
        var made = DmnEditor.apply(Shipped.files(), edits.get());
        assertThat(diff(made, files).words()).isEmpty();
        assertThat(contents(made)).isEqualTo(contents(files));
    }

    private static List<String> contents(SortedMap<String, byte[]> files) {
        var contents = new ArrayList<String>();
        Shipped.tables(files)
                .tables()
                .forEach(table -> table.rows()
                        .forEach(row ->
                                row.cells().forEach(cell -> contents.add(table.label() + row.number() + cell.feel()))));
        return contents;
    }

    static Edit randomEdit(SortedMap<String, byte[]> files, Random random) {
        var tables =
                Shipped.tables(files).tables().stream().filter(Table::hasRows).toList();
        while (true) {
            var table = tables.get(random.nextInt(tables.size()));
            int rows = table.rows().size();
            if (rows == 0) {
                return new AddRow(table.file(), table.address(), 1, null);
            }
            var row = table.rows().get(random.nextInt(rows));
            switch (random.nextInt(4)) {
                case 0:
                    return new AddRow(
                            table.file(),
                            table.address(),
                            1 + random.nextInt(rows + 1),
                            random.nextBoolean() ? null : row.address());
                case 1:
                    if (rows > 2) {
                        return new DeleteRow(table.file(), row.address());
                    }
                    break;
                case 2:
                    return new MoveRow(table.file(), row.address(), 1 + random.nextInt(rows));
                default:
                    var cell = row.cells().get(random.nextInt(row.cells().size()));
                    return new Edit.SetFeel(table.file(), cell.address(), "\"x" + random.nextInt(1000) + "\"");
            }
        }
    }
}
