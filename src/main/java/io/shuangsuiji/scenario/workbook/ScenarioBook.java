package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.subject.LedgerSubject;
import io.shuangsuiji.scenario.subject.PlanSubject;
import io.shuangsuiji.scenario.subject.Subjects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A tester's workbook, read by the types of an edition.
 *
 * @param name the file's name
 * @param file its bytes
 * @param sheets its scenario sheets; sheets of other kinds are the tester's own affair
 */
public record ScenarioBook(String name, byte[] file, List<ScenarioSheet> sheets) {

    /** Stands in the first cell of every sheet of ours, so that a later run knows it from a tester's. */
    public static final String REPORT = "双随机场景运行 · ";

    private static final String RESULTS = "-结果.xlsx";

    /** What the copy with results is called. */
    public static String resultName(String name) {
        return name.replaceFirst("(?i)[.](xlsx|csv|txt)$", "") + RESULTS;
    }

    /** The {@code .xlsx} and {@code .csv} files of a folder, in order of their names, leaving out results and locks. */
    public static List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(Files::isRegularFile)
                    .filter(file -> {
                        var name = file.getFileName().toString();
                        return name.matches("(?i).*[.](xlsx|xlsm|xls|csv)")
                                && !name.endsWith(RESULTS)
                                && !name.startsWith("~$")
                                && !name.startsWith(".");
                    })
                    .sorted()
                    .toList();
        }
    }

    /** Reads a file. */
    public static ScenarioBook read(Edition edition, Path file) throws IOException {
        return read(edition, file.getFileName().toString(), Files.readAllBytes(file));
    }

    /**
     * Reads a workbook, or a CSV file as a workbook of one sheet that is named by the file.
     *
     * @throws BadWorkbook naming sheet and cell of everything that is not understood
     */
    public static ScenarioBook read(Edition edition, String name, byte[] file) {
        var problems = new ArrayList<Problem>();
        var sheets = new ArrayList<ScenarioSheet>();
        var grids = GridReader.read(name, file);
        var plans = PlanSubject.of(
                edition, name, file, grids.stream().map(Grid::name).toList());
        var ledgers = LedgerSubject.of(
                edition, name, file, grids.stream().map(Grid::name).toList());
        for (var grid : grids) {
            if (!grid.rows().isEmpty() && grid.rows().get(0).text(0).startsWith(REPORT)) {
                // written by an earlier run
                continue;
            }
            var subject = Subjects.named(edition, grid.name(), plans, ledgers);
            var groups = Headers.find(grid);
            if (subject.isEmpty()) {
                if (groups.isPresent()) {
                    problems.add(new Problem(
                            grid.name(),
                            null,
                            "不知道这一页测什么：工作表名应为 " + Subjects.names(edition)
                                    + "（后面可加 -说明） / a scenario sheet is named by its model: "
                                    + String.join(", ", edition.models().keySet())));
                }
                continue;
            }
            if (groups.isEmpty()) {
                problems.add(new Problem(
                        grid.name(),
                        "A1",
                        (grid.rows().isEmpty() ? "工作表是空的；" : "找不到分组行；")
                                + "第一行应为分组 说明、输入、期望，第二行为各列名称 / the first row must hold the groups 说明 (info), 输入 (input), 期望"
                                + " (expected), the second the names of the columns"));
                continue;
            }
            var headers = Headers.read(grid, groups.get(), subject.get());
            problems.addAll(headers.problems());
            if (headers.problems().isEmpty()) {
                var scenarios = ScenarioRows.read(grid, headers);
                if (scenarios.isEmpty()) {
                    problems.add(new Problem(
                            grid.name(),
                            Grid.address(headers.groups() + 2, 0),
                            "一个场景也没有：从这一行起一行写一个 / no scenario: write one a row from here"));
                }
                sheets.add(new ScenarioSheet(grid.name(), subject.get(), headers, scenarios));
            }
        }
        if (sheets.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    null,
                    null,
                    "没有场景工作表：工作表名应为 " + Subjects.names(edition) + " / no scenario sheet: name one by its model, "
                            + String.join(", ", edition.models().keySet())));
        }
        if (!problems.isEmpty()) {
            throw new BadWorkbook(problems);
        }
        return new ScenarioBook(name, file, List.copyOf(sheets));
    }

    /** Every scenario, in the order of the sheets. */
    public List<Scenario> scenarios() {
        return sheets.stream().flatMap(sheet -> sheet.scenarios().stream()).toList();
    }

    @Override
    public String toString() {
        return name
                + sheets.stream()
                        .map(sheet -> sheet.name() + " " + sheet.scenarios().size())
                        .collect(Collectors.joining(", ", " [", "]"));
    }
}
