package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.read;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.plan.Finding;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.plan.Plans;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that are no objects are passed over and told; ids that are none are refused; what looks alike is one. */
class AsideRowsTest {
    private static final String HEADER = "对象编号,单位名称,对象类型,监管级别,统一社会信用代码\n";
    private static final String ONE = "1,甲,储油库,,\n";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "合计,,,12,",
                "合 计：,3,,,",
                ",本页小计,,3,",
                "总计12家,,,,",
                "备注：以上为重点企业,,,,",
                "注：,按季更新,,,",
                "填表人：张三,,,审核人：李四,",
                "制表人：,张三,,联系电话：123,",
                ",,,填报日期：2024-03-20,",
                "（以下空白）,,,,",
                "一、排污单位,,,,",
                "说明,见附件,,,",
                ",某某名称,,,",
                "南山分局（盖章）,,,,",
                "共计,,,,3",
                "第一部分,,,,",
                "填表人：李某,,审核人：王某,,电话：123",
                "合计：,,12,,"
            })
    void shouldPassOverRowsThatAreNoObjectsAndSayWhere(String aside) throws IOException {
        var report = report(HEADER + ONE + aside + "\n2,乙,加油站,,\n");
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.rejectedBy()).isEmpty();
        assertThat(report.skipped().count()).isEqualTo(1);
        assertThat(report.skipped().examples()).singleElement().asString().startsWith("A3：");
    }

    @Test
    void shouldTellTheTitleAndTheUnitAboveTheHeader() throws IOException {
        var report = report("南山区检查对象名录库,,,,\n填报单位：一队,,,单位：个,\n" + HEADER + ONE);
        assertThat(report.skipped().examples()).containsExactly("A1：南山区检查对象名录库", "A2：填报单位：一队 单位：个");
        assertThat(report.rows()).isEqualTo(1);
    }

    @Test
    void shouldPassOverTheHeaderThatTheNextPageRepeats() throws IOException {
        var report = report(HEADER + ONE + HEADER + "2,乙,加油站,,\n");
        assertThat(report.rows()).isEqualTo(2);
        assertThat(report.skipped().count()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"合计能源有限公司-1,合计能源,储油库,,", "2,备注电子厂,加油站,重点,", "总计1,乙,加油站,,"})
    void shouldTakeAnObjectWhoseWordsOnlyBeginLikeTotals(String object) {
        assertThat(read(HEADER + ONE + object + "\n")).hasSize(2).allMatch(RegistryObject.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {",乙厂,加油站,重点,", "2,乙厂,,重点,", ",乙厂,加油站,,", "2,乙厂,,,"})
    void shouldRefuseAnObjectThatLacksItsIdOrType(String object) {
        var rows = read(HEADER + ONE + object + "\n");
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).isInstanceOf(RejectedRow.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "9.14403E+17|科学计数",
                "9.14403e17|科学计数",
                "１.２E+11|科学计数",
                "无|缺少对象编号",
                "/|缺少对象编号",
                "—|缺少对象编号",
                "N/A|缺少对象编号",
                "暂无|缺少对象编号",
                "#N/A|缺少对象编号",
                "#REF!|错误值",
                "#VALUE!|错误值",
            })
    void shouldRefuseWhatIsNoIdAndNameItsCell(String id, String why) {
        var rows = read(HEADER + ONE + id + ",乙,加油站,,\n");
        assertThat(((RejectedRow) rows.get(1)).errors()).singleElement().satisfies(error -> {
            assertThat(error.detail()).contains(why).contains("收到 \"");
            assertThat(error.pointer()).isEqualTo("/对象编号");
            assertThat(error.cell()).isEqualTo("A3");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PW-1\u200B", "\u00A0PW-1", "ＰＷ－１", "PW- 1", "PW-1\u3000", "\uFEFFPW-1"})
    void shouldTakeIdsThatPeopleCannotTellApartForOne(String other) throws IOException {
        var plan = plan(HEADER + "PW-1,甲,储油库,,\n" + other + ",乙,加油站,,\n");
        assertThat(plan.findings()).extracting(Finding::examples).contains(List.of("PW-1"));
    }

    @Test
    void shouldNotTakeASerialNumberForAnIdWhereThereIsABetterOne() {
        assertThat(ids("编号,统一社会信用代码,对象类型\n1,914403001922038216,储油库\n2,914403001922038217,储油库\n"))
                .containsExactly("914403001922038216", "914403001922038217");
        assertThat(ids("编号,污染源代码,对象类型\n1,B-7,储油库\n2,B-3,储油库\n3,B-9,储油库\n")).containsExactly("B-7", "B-3", "B-9");
        // where there is none, or where it does not count, it is the id
        assertThat(ids("编号,对象类型\n1,储油库\n2,储油库\n")).containsExactly("1", "2");
        assertThat(ids("编号,统一社会信用代码,对象类型\n7,914403001922038216,储油库\n3,914403001922038217,储油库\n"))
                .containsExactly("7", "3");
    }

    @Test
    void shouldNameAPenaltyThatIsYetToComeOrOfAnotherCentury() throws IOException {
        var plan = plan("对象编号,对象类型,监管级别,行政处罚决定日期\n1,排污单位,一般,2024-03-21\n2,排污单位,一般,1924-03-05\n"
                + "3,排污单位,一般,2024-03-20\n4,排污单位,一般,\n");
        assertThat(plan.findings())
                .filteredOn(finding -> finding.message().contains("晚于判定日期或不在本世纪"))
                .singleElement()
                .satisfies(finding -> assertThat(finding.examples()).containsExactly("1 2024-03-21", "2 1924-03-05"));
    }

    @Test
    void shouldCountAndListTheObjectsOfOneEnterprise() throws IOException {
        var plan = plan(HEADER + "1,甲,储油库,,914403001922038216\n2,甲二厂,加油站,,９１４４０３００１９２２０３８２１６\n"
                + "3,乙,加油站,,914403001922038217\n4,丙,加油站,,\n5,丁,加油站,,/\n6,甲三厂,加油站,,914403001922038216\u200B\n");
        assertThat(plan.enterprises().count()).isEqualTo(1);
        assertThat(plan.enterprises().objects()).isEqualTo(3);
        assertThat(plan.enterprises().listed()).singleElement().satisfies(enterprise -> {
            assertThat(enterprise.creditCode()).isEqualTo("914403001922038216");
            assertThat(enterprise.objects()).containsExactly("1", "2", "6");
        });
    }

    @Test
    void shouldReadTwoHeaderRowsOfATextWithoutMerges() {
        var rows = read("对象编号,单位名称,对象类型,评价情况,\n,,,环境信用等级,VOCs等级\n1,甲,排污单位,环保警示企业（黄牌）,C级\n");
        assertThat(Registries.object(rows).facts())
                .containsEntry("creditRating", "环保警示企业")
                .containsEntry("vocsGrade", "C");
        assertThat(Registries.object(rows).line()).isEqualTo(3);
    }

    @Test
    void shouldPointAtTheCellThatIsWrongInATableWithATitle() {
        var rows = read("名录库,,,,\n" + HEADER + ONE + "2,乙,加油站,重要,\n");
        assertThat(((RejectedRow) rows.get(1)).errors())
                .extracting(FieldProblem::cell)
                .containsExactly("D4");
    }

    private static List<String> ids(String csv) {
        return read(csv).stream().map(row -> ((RegistryObject) row).id()).toList();
    }

    private static ReadReport report(String csv) throws IOException {
        try (var reader = RegistryReader.open(Source.of(file(csv)), FileFormat.CSV, TestEditions.shipped())) {
            reader.forEachRemaining(row -> {});
            return reader.report();
        }
    }

    private static Plan plan(String csv) throws IOException {
        var request = TestEditions.request(TestEditions.shipped(), "2024Q1", 36, 12, "2024-03-20");
        var source = Source.of("名录.csv", csv.getBytes(StandardCharsets.UTF_8));
        return Plans.make(
                new Plans.Job(TestEditions.shipped(), null, request, RegistryFile.of(source, FileFormat.CSV)));
    }
}
