package io.shuangsuiji.scenario.result;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.run.Mismatch;
import io.shuangsuiji.scenario.run.Progress;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.Column;
import io.shuangsuiji.scenario.workbook.Column.Role;
import io.shuangsuiji.scenario.workbook.CsvFile;
import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.GridReader;
import io.shuangsuiji.scenario.workbook.Scenario;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.scenario.workbook.ScenarioSheet;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.EditableWorkbook;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.poi.ss.SpreadsheetVersion;

/**
 * Writes what an edition answers now into the expectations of scenarios that fail because the policy changed on purpose,
 * and into their sentences where these quote what was expected. Cells keep their kind and format. What was written is
 * read again as every workbook is read: what does not come out is left as it was, and named.
 */
public final class NewExpectations {
    /**
     * What can be written into a scenario that fails.
     *
     * @param cell its address, as spreadsheets show it
     * @param header what stands above it
     * @param before what it says
     * @param after what it would say
     * @param sentence true for the scenario's sentence, which is changed only by its own leave
     */
    public record Change(String cell, String header, String before, String after, boolean sentence) {}

    /**
     * What was asked for and not written.
     *
     * @param file the workbook
     * @param at the scenario's place, as it was asked for
     * @param cell the cell's address, or null
     * @param why in Chinese and English
     */
    public record NotChanged(String file, String at, String cell, String why) {
        /** In a line: the workbook, where in it, and why. */
        public String inWords() {
            return file + " " + at + (cell == null ? "" : "（" + cell + "）") + "：" + why;
        }
    }

    /**
     * The workbook, or CSV file, with new expectations.
     *
     * @param file the same bytes where nothing was written
     * @param changed how many cells were written
     * @param notChanged what was not, and why
     */
    public record Written(byte[] file, int changed, List<NotChanged> notChanged) {}

    /** A cell and what it shall say. */
    record Target(Scenario scenario, int column, String text, boolean sentence) {}

    private final Edition edition;
    private final ScenarioBook book;
    private final List<NotChanged> notChanged = new ArrayList<>();

    private NewExpectations(Edition edition, ScenarioBook book) {
        this.edition = edition;
        this.book = book;
    }

    /**
     * Writes.
     *
     * @param edition the edition as amended
     * @param name the workbook's name
     * @param workbook its bytes
     * @param places of the scenarios whose expectations give way, as {@link Scenario#place()} has them; true where the
     *     sentence gives way with them
     * @throws BadWorkbook where it cannot be read
     */
    public static Written write(Edition edition, String name, byte[] workbook, Map<String, Boolean> places)
            throws IOException {
        try {
            return new NewExpectations(edition, ScenarioBook.read(edition, name, workbook)).write(places);
        } catch (RuntimeException failed) {
            throw ResultWorkbook.refusal(failed);
        }
    }

    /** What could be written into a scenario that failed; nothing where it is about a refusal, which says more than a value. */
    public static List<Change> changes(ScenarioBook book, ScenarioResult outcome) {
        return targets(book, outcome).stream()
                .map(target -> new Change(
                        Grid.address(target.scenario().row(), target.column()),
                        header(book, target),
                        target.sentence()
                                ? target.scenario().sentence()
                                : outcome.mismatches().stream()
                                        .filter(mismatch -> mismatch.column() == target.column())
                                        .map(Mismatch::expected)
                                        .findFirst()
                                        .orElse(""),
                        target.text(),
                        target.sentence()))
                .toList();
    }

    private static String header(ScenarioBook book, Target target) {
        return sheet(book, target.scenario()).headers().columns().stream()
                .filter(column -> column.index() == target.column())
                .map(Column::header)
                .findFirst()
                .orElse("");
    }

    private static ScenarioSheet sheet(ScenarioBook book, Scenario scenario) {
        return book.sheets().stream()
                .filter(sheet -> sheet.name().equals(scenario.sheet()))
                .findFirst()
                .orElseThrow();
    }

    private static List<Target> targets(ScenarioBook book, ScenarioResult outcome) {
        var scenario = outcome.scenario();
        var targets = new ArrayList<Target>();
        outcome.mismatches().stream()
                .filter(mismatch -> isExpectation(scenario, mismatch))
                .forEach(mismatch -> targets.add(new Target(scenario, mismatch.column(), mismatch.actual(), false)));
        if (!targets.isEmpty()) {
            var sentences = sheet(book, scenario).headers().of(Role.SENTENCE);
            QuotedValues.replaced(scenario.sentence(), outcome.mismatches())
                    .filter(changed -> !sentences.isEmpty())
                    .ifPresent(changed ->
                            targets.add(new Target(scenario, sentences.get(0).index(), changed, true)));
        }
        return targets;
    }

    private static boolean isExpectation(Scenario scenario, Mismatch mismatch) {
        return scenario.refusal() == null
                && scenario.expectations().stream()
                        .anyMatch(expectation -> expectation.column().index() == mismatch.column()
                                && expectation.column().header().equals(mismatch.header()));
    }

    private Written write(Map<String, Boolean> places) throws IOException {
        var outcomes = run(book);
        var targets = new ArrayList<Target>();
        places.forEach((place, withSentence) -> targets.addAll(chosen(place, withSentence, outcomes.get(place))));
        boolean csv = GridReader.format(book.name(), book.file()) == FileFormat.CSV;
        if (!csv) {
            try (var opened = EditableWorkbook.open(Source.of("", book.file()), Limits.SMALL)) {
                targets.removeIf(target -> ExpectationCells.formula(opened, target)
                        .map(formula -> keep(
                                target,
                                "这一格是公式 =" + formula + "，公式由写它的人改；结果应为 " + target.text()
                                        + " / the cell holds a formula, which is left to its author"))
                        .isPresent());
            }
        }
        var file = written(csv, targets, List.of());
        var asText = unread(file, targets);
        if (!asText.isEmpty()) {
            unread(written(csv, targets, asText), targets).forEach(target -> {
                targets.remove(target);
                keep(
                        target,
                        "「" + target.text() + "」写进单元格后读不回同样的内容，请在工作簿里改 / what would be written does not read the same");
            });
            file = written(csv, targets, asText);
        }
        return new Written(file, targets.size(), List.copyOf(notChanged));
    }

    private Map<String, ScenarioResult> run(ScenarioBook scenarios) {
        return ScenarioRunner.run(edition, List.of(scenarios), Progress.NONE).outcomes().stream()
                .collect(Collectors.toMap(outcome -> outcome.scenario().place(), outcome -> outcome));
    }

    private List<Target> chosen(String place, boolean withSentence, ScenarioResult outcome) {
        if (outcome == null || !outcome.failed()) {
            keep(
                    place,
                    null,
                    outcome == null
                            ? "工作簿里没有这个场景 / there is no such scenario"
                            : "这个场景与草案的结果没有不同 / the scenario does not differ from the draft");
            return List.of();
        }
        var targets = targets(book, outcome);
        outcome.mismatches().stream()
                .filter(mismatch -> !isExpectation(outcome.scenario(), mismatch))
                .forEach(mismatch -> keep(
                        place,
                        mismatch.column() < 0
                                ? null
                                : Grid.address(outcome.scenario().row(), mismatch.column()),
                        (mismatch.column() < 0 ? "这个场景说的是错误提示" : "这一格是输入，草案不接受") + "，不能自动改：" + mismatch
                                + " / not a value that is expected"));
        if (withSentence && !targets.isEmpty() && targets.stream().noneMatch(Target::sentence)) {
            keep(place, null, "场景的说法里没有写原来的期望 / the sentence does not quote what was expected");
        }
        return targets.stream()
                .filter(target -> withSentence || !target.sentence())
                .toList();
    }

    private NotChanged keep(Target target, String why) {
        return keep(target.scenario().place(), Grid.address(target.scenario().row(), target.column()), why);
    }

    private NotChanged keep(String place, String cell, String why) {
        var kept = new NotChanged(book.name(), place, cell, why);
        notChanged.add(kept);
        return kept;
    }

    private byte[] written(boolean csv, Collection<Target> targets, Collection<Target> asText) throws IOException {
        if (targets.isEmpty()) {
            return book.file();
        }
        if (csv) {
            var cells = new HashMap<Integer, Map<Integer, String>>();
            targets.forEach(target -> cells.computeIfAbsent(target.scenario().row(), row -> new HashMap<>())
                    .put(target.column(), target.text()));
            return CsvFile.with(book.file(), cells);
        }
        try (var opened = EditableWorkbook.open(Source.of("", book.file()), Limits.SMALL);
                var out = new ByteArrayOutputStream()) {
            var cells = new ExpectationCells(book, opened, targets);
            for (var target : targets) {
                if (target.text().length() <= SpreadsheetVersion.EXCEL2007.getMaxTextLength()) {
                    cells.set(target, asText.contains(target));
                }
            }
            // others may be computed from what was written
            opened.setForceFormulaRecalculation(true);
            opened.write(out);
            return out.toByteArray();
        }
    }

    /** The targets that the file, read again, does not hold as they should be. */
    private List<Target> unread(byte[] file, List<Target> targets) {
        var outcomes = run(ScenarioBook.read(edition, book.name(), file));
        return targets.stream()
                .filter(target -> !Optional.ofNullable(
                                outcomes.get(target.scenario().place()))
                        .filter(outcome -> holds(outcome, target))
                        .isPresent())
                .toList();
    }

    private static boolean holds(ScenarioResult outcome, Target target) {
        return target.sentence()
                ? outcome.scenario().sentence().equals(target.text())
                : outcome.scenario().expectations().stream()
                                .anyMatch(expectation -> expectation.column().index() == target.column())
                        && outcome.mismatches().stream().noneMatch(mismatch -> mismatch.column() == target.column());
    }
}
