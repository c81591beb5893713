package io.shuangsuiji.web.drafts.page;

import io.shuangsuiji.amendment.check.CheckReport;
import io.shuangsuiji.amendment.check.CheckReport.Finding;
import io.shuangsuiji.amendment.check.CheckReport.Part;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.scenario.result.NewExpectations;
import java.util.List;

/**
 * A finding of a check with where to go from it.
 *
 * @param href the table that it is about, or null
 */
record FindingLine(Finding finding, String href) {
    /** What a check found, in three parts. */
    record Sorted(List<FindingLine> errors, List<FindingLine> others, List<FindingLine> inBase) {
        static Sorted of(CheckReport report, EditionModel tables) {
            var lines = report == null
                    ? List.<FindingLine>of()
                    : report.findings().stream()
                            .map(finding -> FindingLine.of(finding, tables))
                            .toList();
            return new Sorted(
                    lines.stream().filter(FindingLine::error).toList(),
                    lines.stream()
                            .filter(line -> !line.error() && !line.finding().inBase())
                            .toList(),
                    lines.stream().filter(line -> line.finding().inBase()).toList());
        }

        public boolean picks() {
            return errors.stream().anyMatch(line -> line.pick() != null);
        }
    }

    private static FindingLine of(Finding finding, EditionModel tables) {
        return new FindingLine(
                finding,
                tables.tables().stream()
                        .filter(table -> table.file().equals(finding.file()) && finding.at() != null)
                        .filter(table -> finding.at().equals(table.address())
                                || finding.at().equals(table.decision())
                                || table.row(finding.at()).isPresent())
                        .findFirst()
                        .map(table -> Links.query("table", "file", table.file(), "at", table.address()))
                        .orElse(null));
    }

    private boolean error() {
        return finding.level() == CheckReport.Level.ERROR;
    }

    /** Names the scenario whose expectations may give way; null where none may. */
    public String pick() {
        return finding.changes().isEmpty() ? null : finding.file() + "#" + finding.at();
    }

    /** What its sentence would be then, if that quotes what was expected, else null. */
    public NewExpectations.Change sentence() {
        return finding.changes().stream()
                .filter(NewExpectations.Change::sentence)
                .findFirst()
                .orElse(null);
    }

    /** True where the finding is about a scenario workbook that can be had. */
    public boolean workbook() {
        return finding.part() == Part.SCENARIO && finding.file() != null;
    }
}
