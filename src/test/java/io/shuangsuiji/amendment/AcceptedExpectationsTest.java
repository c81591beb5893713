package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.check.Check;
import io.shuangsuiji.amendment.check.Check.Candidate;
import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Level;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit.SetFeel;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.scenario.result.NewExpectations;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a check that fails by a change of policy, through the expectations that give way, to one that passes. */
class AcceptedExpectationsTest {
    private static final EditionName NAME = EditionName.parse("2024-07-01").orElseThrow();
    private static final Check CHECK = new Check(TestEditions.compiler(), Duration.ofMinutes(2));

    private static Check.Result checked(SortedMap<String, byte[]> files, SortedMap<String, byte[]> scenarios)
            throws Exception {
        return CHECK.run(
                new Candidate(NAME, files, scenarios),
                new Candidate(NAME, Shipped.files(), scenarios),
                EditionFiles.read(Path.of("rules")),
                JobProgress.NONE);
    }

    private static List<Finding> failed(Check.Result result) {
        return result.report().findings().stream()
                .filter(finding -> finding.level() == Level.ERROR)
                .toList();
    }

    /** The workbooks with every expectation given way that may, sentences included. */
    private static SortedMap<String, byte[]> accepted(Check.Result result, SortedMap<String, byte[]> scenarios)
            throws Exception {
        var places = new TreeMap<String, Map<String, Boolean>>();
        for (var finding : failed(result)) {
            if (!finding.changes().isEmpty()) {
                places.computeIfAbsent(finding.file(), any -> new TreeMap<>())
                        .put(finding.at(), finding.changes().stream().anyMatch(NewExpectations.Change::sentence));
            }
        }
        var changed = new TreeMap<>(scenarios);
        for (var book : places.entrySet()) {
            var written = NewExpectations.write(
                    result.edition(), book.getKey(), scenarios.get(book.getKey()), book.getValue());
            assertThat(written.notChanged()).isEmpty();
            assertThat(written.changed()).isPositive();
            changed.put(book.getKey(), written.file());
        }
        return changed;
    }

    /** Every conclusion of a row of every table becomes that of another row: words, numbers, lists, dates, 是 and nothing. */
    private static SortedMap<String, byte[]> otherConclusions(int index) throws Exception {
        var edits = new ArrayList<SetFeel>();
        for (var table : Shipped.tables().tables()) {
            if (table.kind() == Table.Kind.DECISION_TABLE && table.rows().size() > index) {
                for (int column = 0; column < table.columns().size(); column++) {
                    var cell = table.rows().get(index).cells().get(column);
                    int at = column;
                    if (table.columns().get(column).kind() == Table.ColumnKind.OUTPUT) {
                        table.rows().stream()
                                .map(row -> row.cells().get(at).feel())
                                .filter(feel -> !feel.equals(cell.feel()))
                                .reduce((first, last) -> last)
                                .ifPresent(feel -> edits.add(new SetFeel(table.file(), cell.address(), feel)));
                    }
                }
            }
        }
        return DmnEditor.apply(Shipped.files(), edits);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void shouldPassInOneStepWithTheShippedWorkbooks(int row) throws Exception {
        var scenarios = EditionFolder.scenarios(Path.of("test-scenarios"));
        var files = otherConclusions(row);
        var before = checked(files, scenarios);
        assertThat(before.edition()).as(failed(before).toString()).isNotNull();
        assertThat(failed(before)).hasSizeGreaterThan(10);
        var after = checked(files, accepted(before, scenarios));
        assertThat(after.report().findings())
                .as("what remains is no expectation of a value")
                .filteredOn(finding -> finding.level() == Level.ERROR)
                .allMatch(finding -> finding.changes().isEmpty())
                .hasSize((int) failed(before).stream()
                        .filter(finding -> finding.changes().isEmpty())
                        .count());
    }

    @Test
    void shouldOfferTheSentenceThatQuotesTheOldRatioAndChangeItOnlyByItsOwnLeave() throws Exception {
        var scenarios = EditionFolder.scenarios(Path.of("test-scenarios"));
        var result = checked(
                DmnEditor.apply(Shipped.files(), List.of(new SetFeel("quota.dmn", Shipped.R05, "0.15"))), scenarios);
        var first = failed(result).get(0);
        assertThat(first.changes().stream().filter(NewExpectations.Change::sentence))
                .containsExactly(new NewExpectations.Change(
                        "B4", "场景", "161 个重点排污单位，按 12.5% 抽取，应抽 21 个", "161 个重点排污单位，按 15% 抽取，应抽 25 个", true));
        for (boolean withSentence : List.of(false, true)) {
            var written = NewExpectations.write(
                    result.edition(), first.file(), scenarios.get(first.file()), Map.of(first.at(), withSentence));
            try (var workbook = new XSSFWorkbook(new java.io.ByteArrayInputStream(written.file()))) {
                var row = workbook.getSheet("配额").getRow(3);
                assertThat(row.getCell(1).getStringCellValue())
                        .isEqualTo(withSentence ? "161 个重点排污单位，按 15% 抽取，应抽 25 个" : "161 个重点排污单位，按 12.5% 抽取，应抽 21 个");
                assertThat(row.getCell(13).toString()).startsWith("0.15");
                assertThat(row.getCell(13).getCTCell().isSetIs()).isFalse();
            }
        }
    }
}
