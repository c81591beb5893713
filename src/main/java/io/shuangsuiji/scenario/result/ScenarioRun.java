package io.shuangsuiji.scenario.result;

import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.mutation.Equivalents;
import io.shuangsuiji.scenario.mutation.MutationReport;
import io.shuangsuiji.scenario.mutation.MutationRun;
import io.shuangsuiji.scenario.mutation.Suggestion;
import io.shuangsuiji.scenario.mutation.Suggestions;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.List;

/**
 * A workbook that was run.
 *
 * @param edition what it was run against
 * @param book the workbook
 * @param report how its scenarios went
 * @param suggestions scenarios for what is still missed
 * @param mutation what changed tables it notices, or null where that was not asked
 */
public record ScenarioRun(
        Edition edition,
        ScenarioBook book,
        ScenarioReport report,
        List<Suggestion> suggestions,
        MutationReport mutation) {

    /**
     * Reads a file and runs it.
     *
     * @param name the file's name
     * @param mutate whether the tables are to be changed one cell at a time, to see that the workbook notices
     * @throws BadWorkbook where it cannot be run
     */
    public static ScenarioRun of(Edition edition, String name, byte[] file, boolean mutate, JobProgress progress) {
        progress.at("读取工作簿", 0, 0);
        var book = ScenarioBook.read(edition, name, file);
        var books = List.of(book);
        var report = ScenarioRunner.run(edition, books, (done, total) -> progress.at("运行场景", done, total));
        progress.at("查找还缺的场景", 0, 0);
        var suggestions = Suggestions.forCoverage(edition, books, report.coverage());
        if (!mutate) {
            return new ScenarioRun(edition, book, report, suggestions, null);
        }
        var phase = "逐格改动决策表";
        progress.at(phase, 0, 0);
        var mutation =
                MutationRun.run(edition, books, Equivalents.NONE, (done, total) -> progress.at(phase, done, total));
        return new ScenarioRun(edition, book, report, suggestions, mutation);
    }

    /** The same without the bytes of the workbook, for those who keep runs. */
    public ScenarioRun withoutFile() {
        return new ScenarioRun(
                edition, new ScenarioBook(book.name(), new byte[0], book.sheets()), report, suggestions, mutation);
    }

    /** The workbook with its results written in. */
    public byte[] workbook() {
        return ResultWorkbook.write(edition, book, report, suggestions);
    }
}
