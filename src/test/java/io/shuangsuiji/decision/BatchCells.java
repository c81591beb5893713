package io.shuangsuiji.decision;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.text.CsvSheet;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.text.Lines;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What a batch sees of a text. */
public final class BatchCells {
    private static final Edition EDITION = CompiledJsonEvaluator.accelerate(TestEditions.shipped());

    private BatchCells() {}

    /** The rows of its answer, which repeats the columns that came and puts its own behind them. */
    public static List<Row> answered(byte[] csv) throws IOException {
        var model = EDITION.model("classification").orElseThrow();
        var defaults = Map.of("taskType", "日常", "evaluationDate", "2024-03-20");
        var request = new Batch.Request(EDITION, model, FileFormat.CSV, false, null, defaults, null);
        var batch = Batch.open(
                request,
                Batch.Limits.WIDE,
                new ByteArrayInputStream(csv),
                failure -> Map.of("detail", String.valueOf(failure.getMessage())),
                Batch.Recorder.NONE);
        var out = new ByteArrayOutputStream();
        try (var workers = new Workers(1)) {
            batch.run(out, workers, counts -> {});
        }
        return rows(out.toByteArray());
    }

    private static List<Row> rows(byte[] answer) throws IOException {
        try (var text = new Utf8Stream(new ByteArrayInputStream(answer), null);
                var lines = new Lines(text, Lines::plain, 1 << 20, Long.MAX_VALUE)) {
            char separator = CsvText.separator(new String(answer, StandardCharsets.UTF_8));
            lines.cutBy(CsvText.cut(separator));
            var rows = new ArrayList<Row>();
            for (var chunk = lines.first(); chunk != null; chunk = lines.first()) {
                rows.add(CsvSheet.row(chunk, 0, separator, 1 << 20));
            }
            return rows;
        }
    }
}
