package io.shuangsuiji.amendment.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.check.Check.Candidate;
import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.Basis;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.EditionName;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class NewPlanTest {
    private static final Check CHECK = new Check(TestEditions.compiler(), Duration.ofMinutes(5));
    private static final Draft.Header HEADER = new Draft.Header(
            "某区市场监管抽查方案",
            "某市监〔2026〕1号",
            "另立",
            LocalDate.of(2026, 1, 1),
            null,
            new Draft.Document(
                    "某区市场监管局",
                    List.of(new Basis("上级通知", LocalDate.of(2025, 12, 31)), new Basis("实施细则", null)),
                    "试行",
                    true));

    private static EditionFolder begun(NewPlan.Kind kind) throws Exception {
        var shipped = EditionFolder.read(Path.of("dmn/2024-01-01"));
        return new NewPlan(TestEditions.shipped(), kind).begin(shipped, HEADER);
    }

    private static CheckReport checked(EditionFolder folder) throws Exception {
        var candidate =
                new Candidate(EditionName.parse("2026-01-01").orElseThrow(), folder.files(), folder.scenarios());
        return CHECK.run(candidate, candidate, EditionFiles.read(Path.of("rules")), JobProgress.NONE)
                .report();
    }

    private static List<String> errors(CheckReport report) {
        return report.findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .map(finding -> finding.place() + finding.words())
                .toList();
    }

    @Test
    void shouldBeginWithTheLeastTablesThatPassTheCheck() throws Exception {
        var begun = begun(NewPlan.Kind.SKELETON);
        var report = checked(begun);
        assertThat(errors(report)).isEmpty();
        assertThat(report.passed()).isTrue();
        assertThat(report.scenarios().total()).isGreaterThan(5);
        assertThat(report.scenarios().unchecked()).isZero();
        assertThat(report.scenarios().missed()).isEmpty();
        assertThat(report.scenarios().covered()).isEqualTo(report.scenarios().reachable());
        assertThat(report.trials().get(0).strata()).isNotEmpty();
        begun.files()
                .forEach((name, bytes) -> assertThat(
                                Arrays.stream(FOREIGN).filter(new String(bytes, StandardCharsets.UTF_8)::contains))
                        .as(name)
                        .isEmpty());
    }

    private static final String[] FOREIGN = {"排污", "南山", "深圳", "执法二队", "入海", "重点", "特殊", "R05", "nanshan"};

    /** A rate is written in percent from the first day on, as in the edition at hand; a multiple of officers is not. */
    @Test
    void shouldTake15ForNoRateOfTheLeastTables() throws Exception {
        var files = new TreeMap<>(begun(NewPlan.Kind.SKELETON).files());
        files.keySet().removeIf(name -> !name.endsWith(".dmn"));
        for (var place : Map.of("quota.dmn", "rate", "progress.dmn", "share").entrySet()) {
            var cell = cell(files, place.getKey(), place.getValue());
            assertThat(cell.text()).isEqualTo("10%");
            assertThatThrownBy(() ->
                            DmnEditor.apply(files, List.of(new Edit.SetCell(place.getKey(), cell.address(), "15"))))
                    .as(place.getKey())
                    .isInstanceOf(EditRefused.class)
                    .hasMessageContaining("是否指 15%？");
        }
        var measure = cell(files, "quota.dmn", "measure");
        var rate = cell(files, "quota.dmn", "rate");
        var multiple = DmnEditor.apply(
                files,
                List.of(
                        new Edit.SetCell("quota.dmn", measure.address(), "按执法人员倍数"),
                        new Edit.SetCell("quota.dmn", rate.address(), "2.5")));
        assertThat(cell(multiple, "quota.dmn", "rate").text()).isEqualTo("2.5");
    }

    /** The first cell of an output. */
    private static Table.Cell cell(SortedMap<String, byte[]> files, String file, String output) throws Exception {
        var table = EditionModel.read(files).tables().stream()
                .filter(each -> each.file().equals(file)
                        && each.columns().stream().anyMatch(column -> output.equals(column.expression())))
                .findFirst()
                .orElseThrow();
        var column = table.columns().stream()
                .filter(each -> output.equals(each.expression()))
                .findFirst()
                .orElseThrow();
        return table.cell(table.rows().get(0), column);
    }

    @Test
    void shouldBeginWithACopyWhoseStarterScenariosGoAsTheySay() throws Exception {
        var begun = begun(NewPlan.Kind.COPY);
        var report = checked(begun);
        assertThat(errors(report)).isEmpty();
        assertThat(report.scenarios().missed()).isEmpty();
        assertThat(report.scenarios().covered()).isEqualTo(report.scenarios().reachable());
    }

    @Test
    void shouldSayOfItselfWhatIsItsOwnAndTellWhatHasExpired() throws Exception {
        var begun = begun(NewPlan.Kind.SKELETON);
        var info = EditionInfo.read(begun.files().get("edition.yaml"));
        assertThat(info.title()).isEqualTo("某区市场监管抽查方案");
        assertThat(info.issuer()).isEqualTo("某区市场监管局");
        assertThat(info.basis()).isEqualTo(HEADER.document().basis());
        assertThat(checked(begun).findings())
                .anyMatch(finding ->
                        finding.level() == Level.WARNING && finding.words().equals("依据「上级通知」有效期至 2025-12-31，已经届满"));
    }
}
