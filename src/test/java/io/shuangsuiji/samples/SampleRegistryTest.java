package io.shuangsuiji.samples;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.ss.usermodel.CellType;
import org.apache.poi.ss.usermodel.DateUtil;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

class SampleRegistryTest {
    private static final Path SAMPLES = Path.of("samples");
    private static final List<SampleObject> REGISTRY = list(SampleRegistry.sample());
    private static final List<SampleObject> UNITS = ofType("排污单位");

    @Test
    void shouldYieldTheCommittedRegistryCsv() throws IOException {
        var generated = new ByteArrayOutputStream();
        SampleRegistry.sample().writeCsv(generated);

        assertThat(SAMPLES.resolve("registry.csv")).hasBinaryContent(generated.toByteArray());
    }

    @Test
    void shouldYieldTheCommittedStaffingCsv() throws IOException {
        var generated = new ByteArrayOutputStream();
        SampleInspector.TABLE.writeCsv(SampleInspector.roster(), generated);

        assertThat(SAMPLES.resolve("staffing.csv")).hasBinaryContent(generated.toByteArray());
    }

    @Test
    void shouldYieldTheCellsOfTheCommittedWorkbook() throws IOException {
        try (var in = Files.newInputStream(SAMPLES.resolve("registry.xlsx"));
                var workbook = new XSSFWorkbook(in)) {
            Sheet sheet = workbook.getSheetAt(0);
            var columns = SampleObject.TABLE.columns();

            assertThat(sheet.getPaneInformation().isFreezePane()).isTrue();
            assertThat(sheet.getPhysicalNumberOfRows()).isEqualTo(REGISTRY.size() + 1);
            for (int c = 0; c < columns.size(); c++) {
                assertThat(value(sheet, 0, c)).isEqualTo(columns.get(c).header());
                for (int r = 0; r < REGISTRY.size(); r++) {
                    assertThat(value(sheet, r + 1, c))
                            .as("line %d, %s", r + 2, columns.get(c).header())
                            .isEqualTo(columns.get(c).value().apply(REGISTRY.get(r)));
                }
            }
        }
    }

    @Test
    void shouldHoldTheObjectTypes() {
        assertThat(counts(REGISTRY, SampleObject::objectType))
                .containsExactlyInAnyOrderEntriesOf(Map.of(
                        "排污单位", 1525L,
                        "建设项目", 450L,
                        "入海排污口", 60L,
                        "社会生态环境监测机构", 30L,
                        "柴油车用车大户", 200L,
                        "机动车排放检验机构", 25L,
                        "加油站", 100L,
                        "储油库", 10L));
    }

    @Test
    void shouldHoldTheSupervisionLevels() {
        assertShare(UNITS, unit -> "重点".equals(unit.supervisionLevel()), 0.20);
        assertShare(UNITS, unit -> "一般".equals(unit.supervisionLevel()), 0.78);
        assertShare(UNITS, unit -> "特殊".equals(unit.supervisionLevel()), 0.01);
        assertShare(UNITS, unit -> unit.supervisionLevel() == null, 0.01);
        assertShare(ofType("建设项目"), project -> "一般".equals(project.supervisionLevel()), 0.92);
        assertThat(counts(ofType("入海排污口"), SampleObject::supervisionLevel)).containsOnlyKeys("重点", "一般", "特殊");
    }

    @Test
    void shouldSpreadPenaltiesOverTwoYears() {
        var dates = REGISTRY.stream()
                .map(SampleObject::lastPenaltyDate)
                .filter(Objects::nonNull)
                .toList();

        assertShare(REGISTRY, object -> object.lastPenaltyDate() != null, 0.05);
        assertThat(dates).allMatch(date -> !date.isBefore(LocalDate.of(2022, 4, 1)));
        assertThat(dates).allMatch(date -> !date.isAfter(LocalDate.of(2024, 3, 31)));
        assertThat(share(dates, date -> !date.isBefore(LocalDate.of(2023, 3, 31))))
                .isCloseTo(0.5, within(0.1));
    }

    @Test
    void shouldRateAThirdOfThePollutingUnits() {
        var rated = UNITS.stream().filter(unit -> unit.creditRating() != null).toList();

        assertThat(share(UNITS, rated::contains)).isCloseTo(1.0 / 3, within(0.005));
        assertShare(rated, unit -> unit.creditRating().equals("环保诚信企业"), 0.12);
        assertShare(rated, unit -> unit.creditRating().equals("环保良好企业"), 0.81);
        assertShare(rated, unit -> unit.creditRating().equals("环保警示企业"), 0.055);
        assertShare(rated, unit -> unit.creditRating().equals("环保不良企业"), 0.015);
    }

    @Test
    void shouldGradeVocsOfPollutingUnitsOnly() {
        assertShare(UNITS, unit -> unit.vocsGrade() != null, 0.15);
        assertThat(counts(UNITS, SampleObject::vocsGrade)).containsOnlyKeys("A", "B", "C", "");
        assertThat(others()).allMatch(object -> object.vocsGrade() == null);
    }

    @Test
    void shouldHoldComplaintsOnBothSidesOfTen() {
        assertShare(REGISTRY, SampleRegistryTest::hasComplaints, 0.10);
        assertThat(UNITS).extracting(SampleObject::complaintsInQuarter).contains(0, 9, 10, 11);
    }

    @Test
    void shouldListPermitsAndThePositiveListOfPollutingUnitsOnly() {
        assertShare(UNITS, SampleObject::onPositiveList, 0.06);
        assertThat(counts(UNITS, SampleObject::permitManagement)).containsOnlyKeys("重点管理", "简化管理", "登记管理", "");
        assertThat(others()).noneMatch(SampleObject::onPositiveList);
        assertThat(others()).allMatch(object -> object.permitManagement() == null);
    }

    @Test
    void shouldPlantTheDefects() {
        assertThat(others().filter(object -> object.creditRating() != null))
                .hasSize(2)
                .allMatch(object -> object.objectType().equals("建设项目"));
        assertThat(counts(REGISTRY, SampleObject::team))
                .containsOnlyKeys("执法科一队", "执法科二队", "执法科三队", "执法科四队")
                .containsEntry("执法科四队", 3L);
        assertThat(counts(REGISTRY, SampleObject::id).entrySet().stream().filter(count -> count.getValue() > 1))
                .containsExactly(Map.entry("NS-PW-000399", 2L));
    }

    @Test
    void shouldNameNoTwoObjectsAlike() {
        assertThat(REGISTRY).extracting(SampleObject::name).doesNotHaveDuplicates();
    }

    @Test
    void shouldCountTheOfficersOfTheRoster() {
        var roster = SampleInspector.roster();

        assertThat(roster).hasSize(36).extracting(SampleInspector::name).doesNotHaveDuplicates();
        assertThat(roster).filteredOn(SampleInspector::participates).hasSize(12);
        assertThat(roster)
                .filteredOn(SampleInspector::participates)
                .extracting(SampleInspector::team)
                .containsOnly("执法科一队", "执法科二队", "执法科三队");
    }

    @Test
    void shouldStreamARegistryOfAnySize() throws IOException {
        var lines = new LineCounter();

        new SampleRegistry(100_000).writeCsv(lines);

        assertThat(lines.count).isEqualTo(100_001);
        assertThat(lines.closed).isFalse();
        assertThat(list(new SampleRegistry(3))).hasSize(3);
        assertThat(list(new SampleRegistry(0))).isEmpty();
    }

    private static Object value(Sheet sheet, int row, int column) {
        Cell cell = sheet.getRow(row).getCell(column);
        if (cell == null) {
            return null;
        }
        if (cell.getCellType() == CellType.STRING) {
            return cell.getStringCellValue();
        }
        return DateUtil.isCellDateFormatted(cell)
                ? cell.getLocalDateTimeCellValue().toLocalDate()
                : (Object) (int) cell.getNumericCellValue();
    }

    private static boolean hasComplaints(SampleObject object) {
        return object.complaintsInQuarter() != null && object.complaintsInQuarter() > 0;
    }

    private static <T> void assertShare(List<T> of, Predicate<T> predicate, double expected) {
        assertThat(share(of, predicate)).isCloseTo(expected, within(0.005));
    }

    private static <T> double share(List<T> of, Predicate<T> predicate) {
        return (double) of.stream().filter(predicate).count() / of.size();
    }

    /** Counts by value; blanks count under the empty text. */
    private static Map<String, Long> counts(List<SampleObject> of, Function<SampleObject, String> fact) {
        return of.stream()
                .collect(groupingBy(object -> Objects.requireNonNullElse(fact.apply(object), ""), counting()));
    }

    private static List<SampleObject> ofType(String type) {
        return REGISTRY.stream()
                .filter(object -> object.objectType().equals(type))
                .toList();
    }

    private static Stream<SampleObject> others() {
        return REGISTRY.stream().filter(object -> !object.objectType().equals("排污单位"));
    }

    private static List<SampleObject> list(SampleRegistry registry) {
        return StreamSupport.stream(registry.spliterator(), false).toList();
    }

    private static final class LineCounter extends OutputStream {
        private int count;
        private boolean closed;

        @Override
        public void write(int b) {
            count += b == '\n' ? 1 : 0;
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
