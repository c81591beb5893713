package io.shuangsuiji.scenario.result;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.coverage.Coverage;
import io.shuangsuiji.scenario.mutation.Suggestion;
import io.shuangsuiji.scenario.mutation.Template;
import io.shuangsuiji.scenario.run.ScenarioReport;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.SheetWriter;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Consumer;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/** The sheets that a run adds: 汇总 (what went how), 覆盖率 (what was reached), 建议场景 (what is still missing). */
final class ReportSheets {
    static final String SUMMARY = "汇总";
    static final String COVERAGE = "覆盖率";
    static final String SUGGESTIONS = "建议场景";

    private final XSSFWorkbook workbook;
    private final WorkbookWriter writer;

    private ReportSheets(XSSFWorkbook workbook, WorkbookWriter writer) {
        this.workbook = workbook;
        this.writer = writer;
    }

    static void write(
            XSSFWorkbook workbook,
            WorkbookWriter writer,
            Edition edition,
            ScenarioReport report,
            List<Suggestion> suggestions) {
        var sheets = new ReportSheets(workbook, writer);
        sheets.removeOld();
        sheets.sheet(SUMMARY, page -> summary(page, report));
        sheets.sheet(COVERAGE, page -> coverage(page, report.coverage()));
        sheets.suggestions(edition, suggestions);
    }

    private void removeOld() {
        for (int index = workbook.getNumberOfSheets() - 1; index >= 0; index--) {
            var row = workbook.getSheetAt(index).getRow(0);
            var first = row == null ? null : row.getCell(0);
            if (first != null && first.toString().startsWith(ScenarioBook.REPORT)) {
                workbook.removeSheetAt(index);
            }
        }
    }

    private void sheet(String name, Consumer<Page> content) {
        var free = workbook.getSheet(name) == null ? name : name + "（运行）";
        var made = writer.sheet(free);
        var page = new Page(workbook.getSheetAt(workbook.getNumberOfSheets() - 1), made);
        page.row(Look.TITLE, ScenarioBook.REPORT + name);
        content.accept(page);
    }

    private static void summary(Page page, ScenarioReport report) {
        page.writer.widths(22, 14, 14, 14, 60);
        page.text("版本", report.edition());
        page.text("版本指纹（SHA-256）", report.digest());
        page.space();
        page.row(Look.HEADER, "工作表", "场景", "通过", "不通过", "未写期望");
        var sheets = new LinkedHashSet<String>();
        report.outcomes().forEach(outcome -> sheets.add(outcome.scenario().sheet()));
        for (var sheet : sheets) {
            var outcomes = report.outcomes().stream()
                    .filter(outcome -> outcome.scenario().sheet().equals(sheet))
                    .toList();
            page.text(
                    sheet,
                    outcomes.size(),
                    count(outcomes, ScenarioResult.Status.PASSED),
                    count(outcomes, ScenarioResult.Status.FAILED),
                    count(outcomes, ScenarioResult.Status.UNCHECKED));
        }
        page.row(
                report.passed() ? Look.GOOD : Look.BAD,
                "合计",
                report.outcomes().size(),
                count(report.outcomes(), ScenarioResult.Status.PASSED),
                count(report.outcomes(), ScenarioResult.Status.FAILED),
                count(report.outcomes(), ScenarioResult.Status.UNCHECKED));
        page.space();
        var coverage = report.coverage();
        page.text("用到的表行", coverage.reachable() - coverage.missedRows().size(), "共 " + coverage.reachable() + " 行");
        page.text(
                "边界试全",
                coverage.bounds().size() - coverage.missedBounds().size(),
                "共 " + coverage.bounds().size() + " 处");
        if (!report.passed()) {
            page.space();
            page.row(Look.HEADER, "位置", "编号", "依据", "场景", "差异");
            report.outcomes().stream()
                    .filter(ScenarioResult::failed)
                    .forEach(outcome -> page.text(
                            outcome.scenario().place(),
                            outcome.scenario().id(),
                            outcome.scenario().basis(),
                            outcome.scenario().sentence(),
                            outcome.detail()));
        }
    }

    private static long count(List<ScenarioResult> outcomes, ScenarioResult.Status status) {
        return outcomes.stream().filter(outcome -> outcome.status() == status).count();
    }

    private static void coverage(Page page, Coverage coverage) {
        page.writer.widths(14, 22, 6, 10, 46, 46, 40, 60);
        page.row(Look.GROUP, "一、每张表的每一行由哪些场景用到");
        page.row(Look.HEADER, "模型", "表", "行", "用到", "条件", "结果", "依据", "场景");
        for (var table : coverage.tables()) {
            for (var row : table.rows()) {
                page.accented(
                        row.missed() ? Look.BAD : row.unreachable() != null ? Look.DOUBTFUL : Look.GOOD,
                        Look.TEXT,
                        3,
                        table.model(),
                        table.decision(),
                        row.number(),
                        row.unreachable() != null
                                ? "不会用到"
                                : row.missed() ? "没有场景用到" : row.scenarios().size(),
                        row.conditions(),
                        row.answers(),
                        row.clause(),
                        row.unreachable() != null ? row.unreachable() : few(row.scenarios()));
            }
        }
        page.space();
        page.row(Look.GROUP, "二、每个数值或日期边界：刚好在下方、正好、刚好在上方");
        page.row(Look.HEADER, "模型", "所在", "", "试全", "比较", "下方", "正好", "上方");
        for (var bound : coverage.bounds()) {
            page.accented(
                    bound.missed() ? Look.BAD : Look.GOOD,
                    Look.TEXT,
                    3,
                    bound.model(),
                    bound.place(),
                    "",
                    bound.missed() ? "缺" : "全",
                    bound.text(),
                    side(bound.below()),
                    side(bound.at()),
                    side(bound.above()));
        }
    }

    private static String side(Coverage.Side side) {
        return side.missed() ? "未试" : side.scenarios().isEmpty() ? "不会出现" : few(side.scenarios());
    }

    private static String few(List<String> scenarios) {
        return String.join("\n", scenarios.subList(0, Math.min(5, scenarios.size())))
                + (scenarios.size() > 5 ? "\n等 " + scenarios.size() + " 个" : "");
    }

    /** A sheet for each model, laid out as its scenarios are, so that rows can be copied over. */
    private void suggestions(Edition edition, List<Suggestion> suggestions) {
        for (var subject : Subjects.all(edition)) {
            var rows = suggestions.stream()
                    .filter(suggestion -> suggestion.model().equals(subject.name()))
                    .toList();
            if (rows.isEmpty()) {
                continue;
            }
            var label = Subjects.label(edition, subject);
            sheet(SUGGESTIONS + "-" + label, page -> {
                page.row(Look.TEXT, "把需要的行复制到「" + label + "」表，写上期望；批注里是今天的答案，只供参考。");
                var layout = new Template.Layout(page.writer, page.next);
                layout.headers(subject);
                for (int index = 0; index < rows.size(); index++) {
                    int row = page.next + 2 + index;
                    int column = layout.row(row, subject, rows.get(index), "建议" + (index + 1));
                    // today's answer stands in a comment, where the first expectation would
                    MismatchMarks.comment(
                            page.sheet, row, column, rows.get(index).answer());
                }
            });
        }
    }

    /** A sheet that is written from above to below. */
    private static final class Page {
        private final XSSFSheet sheet;
        private final SheetWriter writer;
        private int next;

        Page(XSSFSheet sheet, SheetWriter writer) {
            this.sheet = sheet;
            this.writer = writer;
        }

        void space() {
            next++;
        }

        void text(Object... cells) {
            row(Look.TEXT, cells);
        }

        void row(Look look, Object... cells) {
            accented(look, look, -1, cells);
        }

        /** A row of which one cell looks different. */
        void accented(Look accent, Look look, int accented, Object... cells) {
            for (int column = 0; column < cells.length; column++) {
                writer.put(next, column, cells[column], column == accented ? accent : look);
            }
            next++;
        }
    }
}
