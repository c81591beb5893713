package io.shuangsuiji.progress.publication;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.plan.Plan;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;

/**
 * What is published of a period's inspections in one place.
 *
 * @param channel the place (公开场所)
 * @param period whose tasks they are
 * @param on the day up to which inspections are published
 * @param policy the edition whose columns these are
 * @param ledger the name of the ledger's file
 * @param ledgerDigest its SHA-256
 * @param columns the columns, in order
 * @param rows their cells, the earliest inspection first
 * @param leftOut what is not published, and why
 * @param digest SHA-256 of the table as the CSV file that {@link #csv} gives: whoever publishes can show what was handed over
 */
public record PublicationPackage(
        String channel,
        @JsonIgnore Period period,
        LocalDate on,
        Plan.Policy policy,
        String ledger,
        String ledgerDigest,
        List<String> columns,
        List<List<String>> rows,
        List<LeftOut> leftOut,
        @JsonProperty("sha256") String digest) {
    private static final String LINE = "\r\n";

    /**
     * Tasks that are not published for a reason.
     *
     * @param reason in words
     * @param count how many they are
     * @param examples ids of some of them
     */
    public record LeftOut(String reason, long count, List<String> examples) {}

    /** The period as people write it. */
    @JsonProperty("period")
    public String periodText() {
        return period.toString();
    }

    /** The table as a CSV file: UTF-8, a row a line, no formula in any cell. */
    public byte[] csv() {
        return csv(columns, rows);
    }

    static byte[] csv(List<String> columns, List<List<String>> rows) {
        var text = new StringBuilder();
        line(text, columns);
        rows.forEach(row -> line(text, row));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void line(StringBuilder text, List<String> cells) {
        var line = new StringBuilder();
        for (int i = 0; i < cells.size(); i++) {
            if (i > 0) {
                line.append(',');
            }
            CsvText.append(line, cells.get(i), ',');
        }
        text.append(line).append(LINE);
    }

    /** The table as a workbook of one sheet: what is left out is told in JSON and on the page, and never handed over with it. */
    public void workbook(OutputStream out) throws IOException {
        try (var workbook = WorkbookWriter.streaming()) {
            var table = workbook.sheet("公开").widths(widths());
            table.header(columns);
            rows.forEach(row -> table.row(row.toArray()));
            workbook.print(policy.title() + "  " + period.inWords() + "  " + channel, "SHA-256（CSV） " + digest);
            workbook.write(out);
        }
    }

    private int[] widths() {
        return columns.stream().mapToInt(column -> 24).toArray();
    }
}
