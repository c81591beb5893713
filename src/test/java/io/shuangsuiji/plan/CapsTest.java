package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.impact.Impact;
import io.shuangsuiji.amendment.impact.ImpactRun;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryObject;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caps: special objects are exempt, general ones are inspected once a year at most, others twice; joint tasks do not count. */
class CapsTest {
    private static final ReadReport READ = new ReadReport(
            "", "", 0, List.of(), List.of(), List.of(), new ReadReport.Skipped(0, List.of()), null, List.of());
    private static final String NAME = "2025-01-01";
    private static final Map<String, Integer> LIMITS = Map.of("一般", 1, "重点", 2);

    @TempDir
    Path editions;

    private Edition capped;

    @BeforeEach
    void amend() {
        capped = amended(row("\"特殊\"", "-", "null")
                + row("not(\"特殊\")", "\"跨部门联合\"", "null")
                + row("\"一般\"", "not(\"跨部门联合\")", "1")
                + row("\"重点\",\"不纳入\",null", "not(\"跨部门联合\")", "2"));
    }

    /** The shipped edition with these rows in place of its own, which states none. */
    private Edition amended(String rows) {
        var folder = TestEditions.copyTo(editions, NAME);
        try {
            var file = folder.resolve("caps.dmn");
            var text = Files.readString(file);
            Files.writeString(
                    file,
                    text.substring(0, text.indexOf("      <rule id="))
                            + rows
                            + text.substring(text.indexOf("    </decisionTable>")));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return TestEditions.load(editions).named(NAME).orElseThrow();
    }

    private static String row(String category, String taskType, String limit) {
        return "      <rule>\n        <inputEntry><text>-</text></inputEntry>\n        <inputEntry><text>" + category
                + "</text></inputEntry>\n        <inputEntry><text>" + taskType
                + "</text></inputEntry>\n        <outputEntry><text>" + limit
                + "</text></outputEntry>\n        <annotationEntry><text>H01</text></annotationEntry>\n"
                + "        <annotationEntry><text>附件</text></annotationEntry>\n"
                + "        <annotationEntry><text></text></annotationEntry>\n      </rule>\n";
    }

    private static RegistryObject object(int number, String level, String enterprise, Integer inspections) {
        var facts = new HashMap<String, Object>();
        facts.put("objectType", "排污单位");
        facts.put("supervisionLevel", level);
        return new RegistryObject(
                null, number, "N" + number, null, number % 2 == 0 ? "执法科一队" : null, enterprise, inspections, facts);
    }

    private static Plan plan(Edition edition, List<RegistryObject> objects) {
        var period = edition.name().toString().substring(0, 4) + "Q1";
        var request = TestEditions.request(edition, period, 2, 12, period.substring(0, 4) + "-01-02");
        var planner = new Planner(edition, request, null, decided -> {});
        objects.forEach(planner::add);
        return planner.finish(READ);
    }

    private static Stratum stratum(Plan plan, String name) {
        return plan.strata().stream()
                .filter(stratum -> stratum.stratum().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static List<Finding> findings(Plan plan, String code) {
        return plan.findings().stream()
                .filter(finding -> finding.code().equals(code))
                .toList();
    }

    @Test
    void shouldCapAsAPlainRecomputationDoes() {
        var random = new Random(17);
        var levels = List.of("重点", "一般", "特殊");
        var objects = new ArrayList<RegistryObject>();
        for (int i = 0; i < 300; i++) {
            objects.add(object(
                    i,
                    levels.get(random.nextInt(3)),
                    random.nextInt(3) == 0 ? null : "E" + random.nextInt(120),
                    random.nextInt(3) == 0 ? null : random.nextInt(3)));
        }
        var sums = new HashMap<String, Integer>();
        objects.stream()
                .filter(object -> object.inspections() != null && object.creditCode() != null)
                .forEach(object -> sums.merge(object.creditCode(), object.inspections(), Integer::sum));
        var expected = new TreeMap<String, Long>();
        levels.forEach(level -> expected.put(level, 0L));
        long unknown = 0;
        for (var object : objects) {
            var level = (String) object.facts().get("supervisionLevel");
            var inspections = object.creditCode() == null ? object.inspections() : sums.get(object.creditCode());
            if (LIMITS.containsKey(level) && inspections != null && inspections >= LIMITS.get(level)) {
                expected.merge(level, 1L, Long::sum);
            }
            unknown += LIMITS.containsKey(level) && inspections == null ? 1 : 0;
        }

        var plan = plan(capped, objects);

        for (var level : levels) {
            var without = stratum(plan(TestEditions.served(), objects), level + "排污单位");
            long open = without.population() - expected.get(level);
            assertThat(stratum(plan, level + "排污单位"))
                    .returns(expected.get(level), Stratum::capped)
                    .returns(without.population(), Stratum::population)
                    .returns(without.required(), Stratum::required)
                    .returns(Math.min(without.sampleSize(), open), Stratum::sampleSize);
        }
        assertThat(expected.get("重点")).isPositive();
        assertThat(expected.get("特殊")).isZero();
        assertThat(findings(plan, "capUnknown")).extracting(Finding::count).containsExactly(unknown);
    }

    @Test
    void shouldDrawNoMoreThanAreLeftAndSayWhy() {
        var objects = new ArrayList<RegistryObject>();
        for (int i = 0; i < 6; i++) {
            objects.add(object(i, "一般", "E" + i, i < 4 ? 1 : 0));
        }
        var plan = plan(capped, objects);
        // 2.5 for each of 2 officers
        assertThat(stratum(plan, "一般排污单位"))
                .returns(4L, Stratum::capped)
                .returns(5L, Stratum::required)
                .returns(2L, Stratum::sampleSize)
                .returns(3L, Stratum::shortfall);
        assertThat(findings(plan, "capReached"))
                .extracting(Finding::rule, Finding::severity, Finding::message, Finding::count)
                .containsExactly(tuple("H01", Severity.WARNING, "「一般排污单位」6 个检查对象里有 4 个本年检查次数已达上限，不抽取。", 4L));
        assertThat(findings(plan, "shortfall")).extracting(Finding::count).containsExactly(3L);
        assertThat(findings(plan, "capUnknown")).isEmpty();
    }

    @Test
    void shouldAddUpTheInspectionsOfAnEnterpriseWhateverTheOrderOfItsObjects() {
        // the first is asked before it is known that another object of the same enterprise was inspected
        var plan = plan(capped, List.of(object(1, "一般", "E", null), object(2, "特殊", "E", 1), object(3, "一般", null, 0)));
        assertThat(stratum(plan, "一般排污单位")).returns(1L, Stratum::capped).returns(1L, Stratum::sampleSize);
        assertThat(stratum(plan, "特殊排污单位")).returns(0L, Stratum::capped);
    }

    @Test
    void shouldSayHowManyCappedObjectsTheRegistryDoesNotTellTheInspectionsOf() {
        var plan = plan(capped, List.of(object(1, "一般", "E", null), object(2, "特殊", "F", null)));
        assertThat(stratum(plan, "一般排污单位")).returns(0L, Stratum::capped);
        assertThat(findings(plan, "capUnknown"))
                .extracting(Finding::severity, Finding::count, Finding::examples)
                .containsExactly(tuple(Severity.WARNING, 1L, List.of("N1")));
        assertThat(findings(plan, "capReached")).isEmpty();
    }

    @Test
    void shouldListWhatIsNotDrawnWithHowOftenItWasInspectedAndWhatSaysSo() {
        var objects = new ArrayList<RegistryObject>();
        for (int i = 0; i < Capped.MOST_LISTED + 2; i++) {
            objects.add(object(i, "一般", null, 2));
        }
        objects.add(object(objects.size(), "一般", "E", 0));
        assertThat(plan(capped, objects.subList(1, 2)).atCap())
                .containsExactly(new Capped("N1", null, 2L, BigDecimal.ONE, "H01", "附件"));
        var plan = plan(capped, objects);
        assertThat(plan.atCap()).hasSize(Capped.MOST_LISTED);
        assertThat(plan.capped()).isEqualTo(Capped.MOST_LISTED + 2);
        assertThat(plan(capped, List.of(object(1, "一般", "E", 0))).atCap()).isEmpty();
    }

    @Test
    void shouldExpectOfATeamInAnImpactWhatTheDrawCanGiveIt() throws IOException {
        var registry = new StringBuilder("对象编号,对象类型,监管级别,执法队,本年已检查次数\n");
        for (int i = 0; i < 12; i++) {
            // of the first team's eight six are left, of the other's four all
            registry.append("N" + i + ",排污单位,一般," + (i < 8 ? "执法科一队" : "执法科二队") + "," + (i < 2 ? 1 : 0) + "\n");
        }
        var request = TestEditions.request(capped, "2025Q1", 2, 12, "2025-01-02");
        var impact = ImpactRun.of(
                TestEditions.served(),
                capped,
                request,
                request,
                RegistryFile.of(
                        Source.of("名录.csv", registry.toString().getBytes(StandardCharsets.UTF_8)), FileFormat.CSV),
                "名录.csv",
                "",
                changed -> {},
                done -> {});
        // 2.5 for each of 2 officers
        assertThat(impact.teams())
                .extracting(
                        Impact.TeamChange::team, Impact.TeamChange::expectedBefore, Impact.TeamChange::expectedAfter)
                .containsExactly(
                        tuple("执法科一队", new BigDecimal("3.3"), new BigDecimal("3.0")),
                        tuple("执法科二队", new BigDecimal("1.7"), new BigDecimal("2.0")));
        assertThat(impact.teams())
                .extracting(change -> change.population().after())
                .containsExactly(8L, 4L);
    }

    @Test
    void shouldSplitASampleAmongTeamsByWhatEachHasLeft() {
        var folder = editions.resolve(NAME);
        TestEditions.replaceOnce(
                folder.resolve("quota.dmn"),
                "      <column name=\"weight\" label=\"权重\" typeRef=\"词汇.可缺数量\"/>\n",
                "      <column name=\"weight\" label=\"权重\" typeRef=\"词汇.可缺数量\"/>\n" + team("执法科一队") + team("执法科二队"));
        var edition = TestEditions.load(editions).named(NAME).orElseThrow();
        var objects = new ArrayList<RegistryObject>();
        for (int i = 0; i < 8; i++) {
            var plain = object(i, "一般", "E" + i, i < 3 ? 1 : 0);
            objects.add(new RegistryObject(
                    null,
                    i,
                    plain.id(),
                    null,
                    i < 4 ? "执法科一队" : "执法科二队",
                    plain.creditCode(),
                    plain.inspections(),
                    plain.facts()));
        }
        assertThat(stratum(plan(edition, objects), "一般排污单位").teams())
                .containsExactly(new Stratum.TeamShare("执法科一队", 4, 1), new Stratum.TeamShare("执法科二队", 4, 4));
    }

    private static String team(String name) {
        return "      <row>\n        <literalExpression><text>\"" + name
                + "\"</text></literalExpression>\n        <literalExpression><text>null</text></literalExpression>\n"
                + "      </row>\n";
    }

    /** A registry of general objects: ids, and what stands in a further column. */
    private Plans.Job job(String header, String... cells) {
        var text = new StringBuilder("对象编号,对象类型,监管级别" + header + "\n");
        for (int i = 0; i < cells.length; i++) {
            text.append("N" + i + ",排污单位,一般" + cells[i] + "\n");
        }
        var file =
                RegistryFile.of(Source.of("名录.csv", text.toString().getBytes(StandardCharsets.UTF_8)), FileFormat.CSV);
        return new Plans.Job(capped, null, TestEditions.request(capped, "2025Q1", 2, 12, "2025-01-02"), file);
    }

    @Test
    void shouldPlanOfARegistryWithoutTheColumn() throws IOException {
        var plan = Plans.make(job("", "", ""));
        assertThat(stratum(plan, "一般排污单位")).returns(0L, Stratum::capped).returns(2L, Stratum::sampleSize);
        assertThat(findings(plan, "capUnknown")).extracting(Finding::count).containsExactly(2L);
        assertThat(plan.registry().lacking()).extracting(ReadReport.Fact::label).contains("本年已检查次数");
    }

    @Test
    void shouldRejectTheRowAloneWhoseInspectionsAreNoCount() throws IOException {
        var plan = Plans.make(job(",本年已检查次数", ",1", ",0", ",约3"));
        assertThat(stratum(plan, "一般排污单位")).returns(2L, Stratum::population).returns(1L, Stratum::capped);
        assertThat(plan.rejected()).singleElement().satisfies(row -> {
            assertThat(row.line()).isEqualTo(4);
            assertThat(row.errors()).extracting(FieldProblem::pointer).containsExactly("/本年已检查次数");
        });
    }

    @Test
    void shouldHaveAColumnInTheWorkbookWhereSomethingIsCapped() throws IOException {
        assertThat(headings(job(",本年已检查次数", ",1", ",0"))).containsSequence("总体数", "已达上限", "抽查比例/倍数");
        assertThat(headings(job(",本年已检查次数", ",0", ",0"))).contains("总体数").doesNotContain("已达上限");
        var bytes = new ByteArrayOutputStream();
        Plans.write(job(",本年已检查次数", ",1", ",0"), bytes);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            var listed = new ArrayList<String>();
            workbook.getSheet("不再抽取").forEach(row -> row.forEach(cell -> listed.add(cell.toString())));
            assertThat(listed).contains("每年最多次数", "依据条款", "N0", "H01", "附件").doesNotContain("N1");
        }
    }

    private static List<String> headings(Plans.Job job) throws IOException {
        var bytes = new ByteArrayOutputStream();
        Plans.write(job, bytes);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes.toByteArray()))) {
            var headings = new ArrayList<String>();
            workbook.getSheetAt(0).getRow(1).forEach(cell -> headings.add(cell.getStringCellValue()));
            return headings;
        }
    }

    @Test
    void shouldNotCountJointTasks() {
        var model = capped.model("caps").orElseThrow();
        var facts = object(1, "一般", null, null).facts();
        for (var task : List.of("日常", "专项", "跨部门联合")) {
            var known = new HashMap<String, Object>();
            known.put("object", facts);
            known.put("category", "一般");
            known.put("taskType", task);
            known.put("inspectionsThisYear", BigDecimal.ONE);
            var cap = (Map<?, ?>) capped.evaluate(model.name(), known).outputs().get("cap");
            assertThat(cap.get("reached")).as(task).isEqualTo(!task.equals("跨部门联合"));
        }
    }

    @Test
    void shouldKeepAndAskNothingWhereNoCapIsStated() {
        var shipped = TestEditions.served();
        var request = TestEditions.request(
                shipped, "2024Q1", 2, 12, LocalDate.of(2024, 1, 2).toString());
        assertThat(Caps.of(shipped, request, "日常")).isEmpty();
        assertThat(Caps.of(capped, request, "日常")).isPresent();
        var plan = plan(shipped, List.of(object(1, "一般", "E", 99), object(2, "一般", "E", null)));
        assertThat(stratum(plan, "一般排污单位")).returns(0L, Stratum::capped).returns(2L, Stratum::sampleSize);
        assertThat(findings(plan, "capReached")).isEmpty();
        assertThat(findings(plan, "capUnknown")).isEmpty();
    }

    @Test
    void shouldDoWithoutTheModel() throws IOException {
        Files.delete(editions.resolve(NAME).resolve("caps.dmn"));
        var edition = TestEditions.load(editions).named(NAME).orElseThrow();
        assertThat(stratum(plan(edition, List.of(object(1, "一般", "E", 9))), "一般排污单位"))
                .returns(0L, Stratum::capped);
    }

    @Test
    void shouldRefuseAModelThatDoesNotSayWhetherACapIsReached() {
        TestEditions.replaceOnce(
                editions.resolve(NAME).resolve("caps.dmn"),
                "<itemComponent name=\"reached\" label=\"已达上限\">",
                "<itemComponent name=\"full\" label=\"已达上限\">");
        TestEditions.replaceOnce(
                editions.resolve(NAME).resolve("caps.dmn"), "<variable name=\"reached\"", "<variable name=\"full\"");
        var catalog = TestEditions.load(editions);
        assertThat(catalog.named(NAME)).isEmpty();
        assertThat(catalog.toString()).contains("cap.reached");
    }
}
