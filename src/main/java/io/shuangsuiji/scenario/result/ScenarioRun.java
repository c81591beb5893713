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
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.Problem;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Workbooks that were run, as one: what one of them does not reach another may.
 *
 * @param edition what they were run against
 * @param books the workbooks
 * @param report how their scenarios went
 * @param suggestions scenarios for what is still missed
 * @param mutation what changed tables they notice, or null where that was not asked
 */
public record ScenarioRun(
        Edition edition,
        List<ScenarioBook> books,
        ScenarioReport report,
        List<Suggestion> suggestions,
        MutationReport mutation) {

    /** A file as it was sent. */
    public record Given(String name, byte[] bytes) {}

    /**
     * How one workbook went.
     *
     * @param name the workbook's name
     * @param report its own scenarios, with what all of them reached
     */
    public record Part(String name, ScenarioReport report) {}

    /** Copies the list. */
    public ScenarioRun {
        books = List.copyOf(books);
    }

    /**
     * Reads files and runs them.
     *
     * @param mutate whether the tables are to be changed one cell at a time, to see that the workbooks notice
     * @throws BadWorkbook where one of them cannot be run
     */
    public static ScenarioRun of(Edition edition, List<Given> files, boolean mutate, JobProgress progress) {
        progress.at("读取工作簿", 0, 0);
        var books = read(edition, files);
        var report = ScenarioRunner.run(edition, books, (done, total) -> progress.at("运行场景", done, total));
        progress.at("查找还缺的场景", 0, 0);
        var suggestions = Suggestions.forCoverage(edition, books, report.coverage());
        if (!mutate) {
            return new ScenarioRun(edition, books, report, suggestions, null);
        }
        var phase = "逐格改动决策表";
        progress.at(phase, 0, 0);
        var mutation =
                MutationRun.run(edition, books, Equivalents.NONE, (done, total) -> progress.at(phase, done, total));
        return new ScenarioRun(edition, books, report, suggestions, mutation);
    }

    private static List<ScenarioBook> read(Edition edition, List<Given> files) {
        var books = new ArrayList<ScenarioBook>();
        var problems = new ArrayList<Problem>();
        for (var file : files) {
            try {
                books.add(ScenarioBook.read(edition, file.name(), file.bytes()));
            } catch (BadWorkbook bad) {
                // of several files each problem names its own
                bad.problems()
                        .forEach(problem -> problems.add(
                                files.size() == 1 ? problem : new Problem(null, null, file.name() + "：" + problem)));
            }
        }
        if (!problems.isEmpty()) {
            throw new BadWorkbook(problems);
        }
        return books;
    }

    /** The same without the bytes of the workbooks, for those who keep runs. */
    public ScenarioRun withoutFiles() {
        return new ScenarioRun(
                edition,
                books.stream()
                        .map(book -> new ScenarioBook(book.name(), new byte[0], book.sheets()))
                        .toList(),
                report,
                suggestions,
                mutation);
    }

    /** Each workbook with how it went, in their order. */
    public List<Part> parts() {
        var parts = new ArrayList<Part>();
        int from = 0;
        for (var book : books) {
            int to = from + book.scenarios().size();
            parts.add(new Part(
                    book.name(),
                    new ScenarioReport(
                            report.edition(),
                            report.digest(),
                            report.outcomes().subList(from, to),
                            report.coverage())));
            from = to;
        }
        return parts;
    }

    /** The workbooks with their results written in, in their order. */
    public List<byte[]> workbooks() {
        var parts = parts();
        return IntStream.range(0, books.size())
                .mapToObj(i ->
                        ResultWorkbook.write(edition, books.get(i), parts.get(i).report(), suggestions))
                .toList();
    }
}
