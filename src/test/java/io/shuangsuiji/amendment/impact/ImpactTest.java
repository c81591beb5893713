package io.shuangsuiji.amendment.impact;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.Digests;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class ImpactTest {
    private static final Path REGISTRY = Path.of("samples/registry.csv");
    private static final PlanRequest REQUEST =
            TestEditions.request(TestEditions.served(), "2024Q1", 36, 12, "2024-03-20");

    private static Edition amended(List<? extends Edit> edits) throws Exception {
        var result = new EditionCompiler()
                .compile(
                        EditionName.parse("2024-07-01").orElseThrow(),
                        DmnEditor.apply(Shipped.files(), edits),
                        EditionFiles.read(Path.of("rules")));
        assertThat(result.edition() != null).as(result.messages().toString()).isTrue();
        return result.edition();
    }

    private static Impact impact(Edition draft, List<ImpactRun.Changed> changes) throws Exception {
        return ImpactRun.of(
                TestEditions.served(),
                draft,
                REQUEST,
                REQUEST,
                RegistryFile.of(Source.of(REGISTRY), FileFormat.CSV),
                "名录库",
                Digests.of(Files.readAllBytes(REGISTRY)),
                changes::add,
                done -> {});
    }

    @Test
    void shouldFindNoImpactOfNoChange() throws Exception {
        var impact = impact(amended(List.of()), new ArrayList<>());
        assertThat(impact.objects()).isGreaterThan(2000);
        assertThat(impact.changedObjects()).isZero();
        assertThat(impact.moves()).isEmpty();
        assertThat(impact.strata()).noneMatch(Impact.StratumChange::differs);
        assertThat(impact.deadlines()).isEmpty();
        assertThat(impact.teams()).allMatch(team -> team.expectedBefore().equals(team.expectedAfter()));
    }

    @Test
    void shouldTellWhatAHigherRatioCosts() throws Exception {
        var impact = impact(amended(List.of(new SetCell("quota.dmn", Shipped.R05, "15%"))), new ArrayList<>());
        assertThat(impact.changedObjects()).isZero();
        var changed =
                impact.strata().stream().filter(Impact.StratumChange::differs).toList();
        assertThat(changed).hasSize(1);
        var key = changed.get(0);
        assertThat(key.stratum()).isEqualTo("重点排污单位");
        assertThat(key.rateBefore()).startsWith("12.5%");
        assertThat(key.rateAfter()).startsWith("15%");
        long population = key.population().after();
        assertThat(key.required().before()).isEqualTo((population * 125 + 999) / 1000);
        assertThat(key.required().after()).isEqualTo((population * 15 + 99) / 100);
        assertThat(impact.inspections().total().after()
                        - impact.inspections().total().before())
                .isEqualTo(key.sampleSize().after() - key.sampleSize().before());
        assertThat(impact.inspections().perOfficerAfter())
                .isGreaterThan(impact.inspections().perOfficerBefore());
    }

    @Test
    void shouldTellWhichObjectsChangeAndWhy() throws Exception {
        var window = Shipped.table(Shipped.files(), "处罚回溯期");
        var changes = new ArrayList<ImpactRun.Changed>();
        var impact = impact(amended(List.of(new SetCell("classification.dmn", window.address(), "24个月"))), changes);
        assertThat(impact.changedObjects()).isPositive().isEqualTo(changes.size());
        assertThat(impact.moves().stream().mapToLong(Impact.Move::count).sum()).isEqualTo(changes.size());
        assertThat(impact.moves()).allSatisfy(move -> {
            assertThat(move.because()).anyMatch(because -> because.startsWith("成立 R07a"));
            assertThat(move.examples()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        });
        assertThat(changes)
                .allMatch(change -> !Objects.equals(
                                change.before().category(), change.after().category())
                        || !Objects.equals(
                                change.before().inspectionMode(), change.after().inspectionMode()));
        assertThat(impact.teams()).extracting(Impact.TeamChange::team).contains("执法科一队", "执法科二队", "执法科三队");
    }

    @Test
    void shouldTellWhichDeadlinesMove() throws Exception {
        var schedule = Shipped.table(Shipped.files(), "时限");
        var row = schedule.rows().stream()
                .filter(each -> each.name().equals("R08"))
                .findFirst()
                .orElseThrow();
        var base = row.cells().get(4);
        var impact = impact(
                amended(List.of(new Edit.SetFeel("schedule.dmn", base.address(), "date(year, quarter * 3, 10)"))),
                new ArrayList<>());
        assertThat(impact.deadlines())
                .contains(new Impact.DeadlineChange(
                        "R08", row.cells().get(2).text(), LocalDate.of(2024, 3, 17), LocalDate.of(2024, 3, 10)));
    }

    @Test
    void shouldNameTheRowsThatNoObjectReaches() throws Exception {
        var triggers = Shipped.table(Shipped.files(), "触发情形");
        var complaints = triggers.rows().stream()
                .filter(row -> row.name().equals("R07d"))
                .findFirst()
                .orElseThrow();
        var impact = impact(
                amended(List.of(new SetCell(
                        "classification.dmn", complaints.cells().get(6).address(), "≥ 100000"))),
                new ArrayList<>());
        assertThat(impact.unusedRows()).contains("「触发情形」R07d");
        assertThat(impact.notTold()).isEmpty();
    }
}
