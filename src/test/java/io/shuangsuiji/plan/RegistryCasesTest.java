package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Registries as bureaus really write them: each makes the plan that it means, or says what it does not take. What is
 * expected of which file stands in {@code cases/registry/expected.tsv}.
 */
class RegistryCasesTest {
    private static final Path CASES = Path.of("src/test/resources/cases/registry");

    /** A line of the list. */
    record Case(String file, String expected, String why) {
        @Override
        public String toString() {
            return file + " " + expected + (why.isEmpty() ? "" : ": " + why);
        }
    }

    static Stream<Case> cases() throws IOException {
        return Files.readAllLines(CASES.resolve("expected.tsv")).stream()
                .skip(1)
                .map(line -> (line + "\t\t").split("\t", -1))
                .map(parts -> new Case(parts[0], parts[1], parts[2]));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void shouldReadWhatIsMeantOrSayWhatIsNot(Case one) throws IOException {
        Plan plan;
        try {
            plan = plan(one.file());
        } catch (UnreadableFile refused) {
            assertThat(one.expected()).matches(".*loud.*|4xx.*");
            assertThat(refused.problems().get(0).detail())
                    .contains(one.expected().startsWith("4xx:") ? one.expected().substring(4) : "");
            return;
        }
        var expected = one.expected();
        if (expected.startsWith("cats:")) {
            for (var count : expected.substring("cats:".length()).split(",")) {
                var parts = count.split("=");
                assertThat(plan.categories()).containsEntry(parts[0], Long.valueOf(parts[1]));
            }
        } else if (expected.equals("base")) {
            assertBase(plan);
            assertThat(plan.findings()).isEqualTo(plan("00-base.csv").findings());
        } else if (expected.equals("base-or-loud")) {
            assertBase(plan);
            assertThat(plan.rejected()).isEmpty();
        } else {
            assertThat(expected).isEqualTo("loud");
            assertThat(plan.findings()).isNotEmpty();
        }
    }

    private static void assertBase(Plan plan) throws IOException {
        var base = plan("00-base.csv");
        assertThat(plan.categories()).isEqualTo(base.categories());
        assertThat(plan.strata()).isEqualTo(base.strata());
        assertThat(plan.objects()).isEqualTo(base.objects());
        assertThat(plan.rejected()).isEmpty();
    }

    @Test
    void shouldNameTheSheetThatIsLeftOutWithItsRows() throws IOException {
        var plan = plan("08-sheet-per-type.xlsx");
        assertBase(plan);
        assertThat(plan.findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("没有读取（缺少必需的列：对象类型）", "41 行"));
    }

    @Test
    void shouldCountRowsThatAFilterHidesAndSaySo() throws IOException {
        var plan = plan("09-filtered-rows.xlsx");
        assertBase(plan);
        assertThat(plan.findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("行被筛选隐藏，已照常计入"));
    }

    @Test
    void shouldReadEveryDateFormatOfCurrentExcel() throws IOException {
        var plan = plan("20c-date-formats-365.xlsx");
        assertThat(plan.rejected()).isEmpty();
        assertThat(plan.categories()).containsEntry("特殊", 9L);
    }

    @Test
    void shouldNameAPenaltyOfTheFuture() throws IOException {
        assertThat(plan("24-penalty-date-in-future.csv").findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("「行政处罚决定日期」有 1 处晚于判定日期"));
    }

    @Test
    void shouldReadKnownSpellingsOfRatingsAndNameTheOthers() throws IOException {
        var plan = plan("m-rating.csv");
        assertThat(plan.rejected())
                .extracting(row -> row.errors().get(0).detail().replaceFirst(".*收到 \"([^\"]*)\".*", "$1"))
                .containsExactly("0", "绿", "红", "环保失信企业", "A", "B", "C", "D", "守法", "停产", "環保警示企業");
        // one line a cause, whatever stood in the cells
        assertThat(plan.registry().rejectedBy()).singleElement().satisfies(cause -> {
            assertThat(cause.count()).isEqualTo(11);
            assertThat(cause.cells()).containsExactly("G20", "G36", "G37", "G43", "G44");
        });
        // 警示 and 不良 in all their spellings
        assertThat(plan.categories()).containsEntry("特殊", 13L);
    }

    @Test
    void shouldReadKnownSpellingsOfGradesAndNameTheOthers() throws IOException {
        var plan = plan("m-vocs.csv");
        assertThat(plan.rejected())
                .extracting(row -> row.errors().get(0).detail().replaceFirst(".*收到 \"([^\"]*)\".*", "$1"))
                .containsExactly("0", "A+", "B-", "D", "引领性", "先进", "合规", "不合规", "С");
        assertThat(plan.categories()).containsEntry("特殊", 7L);
    }

    @Test
    void shouldListTheColumnsThatItTookAndThoseThatItDidNot() throws IOException {
        var plan = plan("19c-special-flag-lost.csv");
        assertThat(plan.columns())
                .filteredOn(column -> column.use() == Use.TAKEN || column.use() == Use.MARK)
                .extracting(column -> column.header() + " " + column.cell() + " " + column.fact())
                .containsExactly(
                        "单位名称 B1 name",
                        "污染源代码 C1 id",
                        "统一社会信用代码 E1 creditCode",
                        "是否特殊监管对象 H1 supervisionLevel",
                        "对象类型 L1 objectType",
                        "监管级别 M1 supervisionLevel");
        assertThat(plan.columns())
                .filteredOn(column -> column.use() == Use.UNUSED)
                .extracting(column -> column.header())
                .containsExactly("序号", "组织机构代码", "污染源管理级别", "行业类别", "行政区", "企业运行状态");
        assertThat(plan.registry().file()).isEqualTo("19c-special-flag-lost.csv");
        assertThat(plan.registry().rows()).isEqualTo(10);
        assertThat(plan.registry().sha256()).hasSize(64);
        assertThat(plan.findings())
                .extracting(Finding::message)
                .anySatisfy(message -> assertThat(message).contains("没有「行政处罚决定日期」一列"));
    }

    private static Plan plan(String name) throws IOException {
        var source = Source.of(CASES.resolve(name));
        var request = TestEditions.request(TestEditions.shipped(), "2024Q1", 36, 12, "2024-03-20");
        return Plans.make(new Plans.Job(
                TestEditions.shipped(), null, request, RegistryFile.of(source, FileFormat.of(source, null))));
    }
}
