package io.shuangsuiji.progress.report;

import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.progress.Progress;
import io.shuangsuiji.progress.output.AnswerTable;
import io.shuangsuiji.progress.output.AnswerTables;
import io.shuangsuiji.progress.output.EditionTexts;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A report, before it is a document.
 *
 * @param name what it is called: a word of the edition's table 报告
 * @param title the heading of the whole
 * @param sections in order
 * @param sources where the numbers are from
 */
public record Report(String name, String title, List<Section> sections, List<Source> sources) {
    private static final String TABLE = "report";

    /** So much of a hash tells files apart beside the whole of it at the end. */
    private static final int SHORT = 12;

    /**
     * A section.
     *
     * @param heading its heading
     * @param text what it says; empty for none
     * @param tables what stands below
     * @param source the rule and clause on which it rests, and the ledger and edition that its numbers are from
     */
    public record Section(String heading, String text, List<AnswerTable> tables, String source) {}

    /** Where numbers are from. */
    public record Source(String what, String text) {}

    /** The reports that an edition knows, in the order of its table; true where one is of a whole year. */
    public static List<Kind> kinds(Edition edition) {
        return EditionTexts.rows(edition, TABLE).stream()
                .filter(row -> row.get("document") != null)
                .map(row -> new Kind(row.get("document"), !isPeriod(row.get("scope"))))
                .distinct()
                .toList();
    }

    /**
     * A kind of report.
     *
     * @param name what it is called
     * @param ofYear true where it is of all periods of the year
     */
    public record Kind(String name, boolean ofYear) {}

    /** The other scope is the whole year: the type of the column allows no third. */
    private static boolean isPeriod(String scope) {
        return "时段".equals(scope);
    }

    /**
     * The report.
     *
     * @param name one of {@link #kinds}
     * @param answers of the period; for a report of the year those of all its periods, in order
     * @throws NoMatchingRule where the edition has no such report, or its texts cannot be filled
     */
    public static Report of(Edition edition, String name, List<Progress> answers) {
        var rows = EditionTexts.rows(edition, TABLE).stream()
                .filter(row -> name.equals(row.get("document")))
                .toList();
        if (rows.isEmpty()) {
            throw new NoMatchingRule(
                    TABLE, List.of("表「报告」没有文书「" + name + "」 / table report has no document of this name"));
        }
        var last = answers.get(answers.size() - 1);
        var values = ReportValues.of(answers);
        var tables =
                answers.stream().map(answer -> AnswerTables.of(edition, answer)).toList();
        var sections = rows.stream()
                .map(row -> new Section(
                        row.get("heading"),
                        row.get("text") == null ? "" : EditionTexts.fill("报告", row.get("text"), values),
                        row.get("table") == null ? List.of() : tables(answers, tables, row),
                        source(row, last)))
                .toList();
        var span =
                answers.size() > 1 ? last.period().year() + "年" : last.period().inWords();
        return new Report(name, last.policy().title() + span + name, sections, sources(last));
    }

    private static String source(Map<String, String> row, Progress answer) {
        var basis = Stream.of(row.get("rule"), row.get("clause"))
                .filter(Objects::nonNull)
                .collect(Collectors.joining("，"));
        var read = answer.ledger();
        return (basis.isEmpty() ? "" : "依据：" + basis + "；") + "数据：" + file(read) + "（SHA-256 "
                + read.sha256().substring(0, Math.min(SHORT, read.sha256().length())) + "…），版本 "
                + answer.policy().edition();
    }

    private static String file(ReadReport read) {
        return read.file().isEmpty() ? "（未给出文件名）" : read.file();
    }

    /** What is of the period, of each period; what is of the year or the whole ledger, once. */
    private static List<AnswerTable> tables(
            List<Progress> answers, List<List<AnswerTable>> tables, Map<String, String> row) {
        var found = new ArrayList<AnswerTable>();
        for (int i = 0; i < answers.size(); i++) {
            var period = answers.get(i).period().inWords();
            for (var table : tables.get(i)) {
                if (table.key().equals(row.get("table"))) {
                    var same = found.stream().anyMatch(each -> each.rows().equals(table.rows()));
                    if (!same) {
                        found.add(
                                answers.size() == 1
                                        ? table
                                        : new AnswerTable(
                                                table.key(),
                                                period + "：" + table.title(),
                                                table.header(),
                                                table.rows(),
                                                table.more()));
                    }
                }
            }
        }
        return found;
    }

    private static List<Source> sources(Progress answer) {
        var sources = new ArrayList<Source>();
        sources.add(new Source("方案", answer.policy().title()));
        if (answer.policy().documentNumber() != null) {
            sources.add(new Source("文号", answer.policy().documentNumber()));
        }
        sources.add(new Source(
                "版本",
                answer.policy().edition() + "，指纹（SHA-256）" + answer.policy().digest()));
        var read = answer.ledger();
        sources.add(new Source("台账", file(read)));
        sources.add(new Source("台账指纹（SHA-256）", read.sha256()));
        sources.add(new Source("台账行数", read.rows() + " 行，受理任务 " + answer.tasks() + " 项"));
        sources.add(new Source("截至", answer.on().toString()));
        answer.notCovered()
                .forEach(year ->
                        sources.add(new Source("推算不出的期限", year.count() + " 项：" + FieldProblem.chinese(year.detail()))));
        return sources;
    }
}
