package io.shuangsuiji.sheets.header;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a header names, by the words of the shipped edition. */
class ColumnsTest {
    private static final List<Column> SHIPPED = shipped();
    private static final Columns COLUMNS = new Columns(SHIPPED);

    private static List<Column> shipped() {
        var edition = TestEditions.shipped();
        var columns = new ArrayList<Column>();
        Stream.of("id", "name", "team", "creditCode")
                .forEach(fact -> columns.add(edition.vocabulary().identity(fact, fact.equals("id"))));
        edition.model("classification").orElseThrow().input("object").orElseThrow().type().fields().stream()
                .map(field -> edition.vocabulary().column(field))
                .forEach(columns::add);
        return columns;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%s",
                "%s（必填）",
                "%s(2024年度)",
                "%s【下拉选择】",
                "%s（A/B/C）（选填）",
                "*%s",
                "%s：",
                " %s ",
                "\u200B%s\u00A0",
                "2024年%s",
                "2024年度%s",
                "2023-2024年度%s",
                "年度%s",
                "是否%s",
                "1.%s",
                "12、%s",
                "3 %s",
                "三、%s",
                "（四）%s",
                "*5.2024年%s（按实际填写）"
            })
    void shouldReadEveryNameWithWhatPeopleAddToIt(String added) {
        for (var column : SHIPPED) {
            Columns.allNames(column).forEach(name -> {
                var header = String.format(added, name).replace("是否是否", "是否");
                assertThat(keys(header)).as(header).contains(column.key());
            });
        }
    }

    @Test
    void shouldReadEveryNameWithSpacesAndLineBreaksWithin() {
        for (var column : SHIPPED) {
            Columns.allNames(column).forEach(name -> {
                var middle = name.length() / 2;
                for (var between : List.of("\n", "\r\n", " ", "　", "\u200B")) {
                    assertThat(keys(name.substring(0, middle) + between + name.substring(middle)))
                            .contains(column.key());
                }
            });
        }
    }

    @Test
    void shouldGiveEveryNameToOneColumnAloneButTheCreditCodeThatMayBeAnId() {
        for (var column : SHIPPED) {
            Columns.allNames(column)
                    .filter(name -> !keys(name).equals(List.of(column.key())))
                    .forEach(name -> assertThat(keys(name)).containsExactly("id", "creditCode"));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "序号", "备注", "行业类别", "经度", "法定代表人", "联系电话", "行政区", "组织机构代码", "企业运行状态", "污染源管理级别", "2024", "2024年度", "是否",
                "（必填）", "1.", ""
            })
    void shouldNotTakeOtherHeadersForAFact(String header) {
        assertThat(keys(header)).isEmpty();
    }

    @Test
    void shouldTakeTheBestNameAndKeepTheOthersApart() {
        var assigned = COLUMNS.assign(List.of("监管等级", "环境监管级别", "监管级别", "对象编号", "对象类型"));
        assertThat(assigned.position("supervisionLevel")).isEqualTo(2);
        assertThat(assigned.others()).containsEntry("supervisionLevel", List.of(0, 1));
        assertThat(assigned.problems()).isEmpty();
        assertThat(assigned.takes(0)).isFalse();
        assertThat(assigned.takes(2)).isTrue();
    }

    @Test
    void shouldPreferAHeaderAsItIsToOneWithAdditions() {
        var assigned = COLUMNS.assign(List.of("季度内投诉宗数（2023年）", "季度内投诉宗数", "对象编号"));
        assertThat(assigned.position("complaintsInQuarter")).isEqualTo(1);
        assertThat(assigned.problems()).isEmpty();
    }

    @Test
    void shouldRefuseTwoHeadersThatAreEquallyGood() {
        for (var twice :
                List.of(List.of("监管级别", "监管级别"), List.of("监管级别", "supervisionLevel"), List.of("监管 级别", "监管级别"))) {
            assertThat(COLUMNS.assign(twice).problems())
                    .singleElement()
                    .satisfies(problem ->
                            assertThat(problem.detail()).contains("是同一项「监管级别」").contains("keep one"));
        }
    }

    @Test
    void shouldTakeAnotherOfTheColumnsOfOneName() {
        var moved = COLUMNS.assign(List.of("编号", "企业编码", "对象类型")).with("id", 0);
        assertThat(moved.position("id")).isZero();
        assertThat(moved.others()).containsEntry("id", List.of(1));
    }

    @Test
    void shouldReadAColumnOfYesAndNoAsAMarkBesideTheColumnItself() {
        var assigned = COLUMNS.assign(List.of("对象编号", "是否特殊监管对象", "监管级别"));
        assertThat(assigned.marks()).containsExactly(new Columns.Mark("supervisionLevel", "特殊", 1));
        assertThat(assigned.position("supervisionLevel")).isEqualTo(2);
        assertThat(assigned.takes(1)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "对象类形,对象类型",
        "监管级列,监管级别",
        "vocs_grad,vocsGrade",
        "Supervision-Levels,supervisionLevel",
        "环境信用等極（2023）,环境信用等级",
        "complaintInQuarter,complaintsInQuarter"
    })
    void shouldNameWhatAMisspeltHeaderWasMeantToBe(String header, String meant) {
        assertThat(keys(header)).isEmpty();
        assertThat(COLUMNS.isForeign(header)).isFalse();
        assertThat(COLUMNS.assign(List.of("对象编号", header)).problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.detail()).contains("「" + header + "」，疑为「" + meant + "」之误"));
    }

    @Test
    void shouldLetANearMissStandWhereItsColumnIsThere() {
        var assigned = COLUMNS.assign(List.of("对象编号", "对象类型", "对象类形"));
        assertThat(assigned.problems()).isEmpty();
        assertThat(assigned.takes(2)).isFalse();
    }

    @Test
    void shouldSayWhichRequiredColumnsAreMissing() {
        assertThat(COLUMNS.assign(List.of("单位名称")).missing())
                .extracting(Column::key)
                .containsExactly("id", "objectType");
        // a misspelt one is told once
        assertThat(COLUMNS.assign(List.of("对象编号", "对象类形")).missing()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"环保信用分数等级,creditRating", "近三年投诉宗数合计,complaintsInQuarter", "正面清单入选时间,onPositiveList"})
    void shouldTellWhatAForeignHeaderResembles(String header, String key) {
        assertThat(keys(header)).isEmpty();
        assertThat(COLUMNS.resembling(header)).map(Column::key).hasValue(key);
    }

    @Test
    void shouldNotLetANameServeTwoFactsWhereOneIsCalledSoByItsLabel() {
        var columns = new Columns(List.of(
                Column.of("id", "对象编号", true, List.of("对象编号", "编号")), Column.of("permit", "编号", false, List.of())));
        assertThat(columns.assign(List.of("编号")).positions()).isEqualTo(Map.of("permit", 0));
    }

    private static List<String> keys(String header) {
        var assigned = COLUMNS.assign(List.of(header));
        return Stream.concat(
                        assigned.positions().keySet().stream(),
                        assigned.marks().stream().map(Columns.Mark::key))
                .sorted(java.util.Comparator.comparingInt(
                        key -> SHIPPED.stream().map(Column::key).toList().indexOf(key)))
                .toList();
    }
}
