package io.shuangsuiji.scenario;

import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.scenario.run.ScenarioResult;
import io.shuangsuiji.scenario.run.ScenarioResult.Status;
import io.shuangsuiji.scenario.run.ScenarioRunner;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Times, days with times, and durations are read as such from every kind of file, and compared as such. */
class TimesTest {
    private static final String MODEL = """
            <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="times" name="times"
                namespace="https://example.org/times">
              %s
              <decision id="when" name="when" label="何时"><variable name="when" typeRef="string"/>
                %s
                <decisionTable id="t" hitPolicy="FIRST">%s<output id="o" name="when" typeRef="string"/>
                  <rule id="r1">%s<outputEntry id="r1o"><text>"早"</text></outputEntry></rule>
                  <rule id="r2">%s<outputEntry id="r2o"><text>"晚"</text></outputEntry></rule>
                </decisionTable></decision>
            </definitions>""";

    /** Name, label, type, and what an early one is less than: as text, nine o'clock would follow ten. */
    private static final List<List<String>> INPUTS = List.of(
            List.of("at", "时刻", "time", "time(\"10:00:00\")"),
            List.of("seen", "检查时间", "date and time", "date and time(\"2024-03-20T10:00:00\")"),
            List.of("took", "用时", "days and time duration", "duration(\"PT10H\")"),
            List.of("since", "间隔", "years and months duration", "duration(\"P10M\")"));

    private static Edition edition;

    @BeforeAll
    static void compile() throws IOException {
        var files = EditionFiles.read(Path.of("dmn/2024-01-01"));
        var declared = new StringBuilder();
        var required = new StringBuilder();
        var columns = new StringBuilder();
        var early = new StringBuilder();
        var any = new StringBuilder();
        for (var input : INPUTS) {
            var name = input.get(0);
            declared.append(
                    "<inputData id=\"%1$s\" name=\"%1$s\" label=\"%2$s\"><variable name=\"%1$s\" typeRef=\"%3$s\"/></inputData>"
                            .formatted(name, input.get(1), input.get(2)));
            required.append(
                    "<informationRequirement id=\"q-%1$s\"><requiredInput href=\"#%1$s\"/></informationRequirement>"
                            .formatted(name));
            columns.append(
                    "<input id=\"c-%1$s\" label=\"%2$s\"><inputExpression id=\"x-%1$s\" typeRef=\"%3$s\"><text>%1$s</text></inputExpression></input>"
                            .formatted(name, input.get(1), input.get(2)));
            early.append("<inputEntry id=\"e-%s\"><text>&lt; %s</text></inputEntry>".formatted(name, input.get(3)));
            any.append("<inputEntry id=\"a-%s\"><text>-</text></inputEntry>".formatted(name));
        }
        files.put(
                "times.dmn",
                MODEL.formatted(declared, required, columns, early, any).getBytes(StandardCharsets.UTF_8));
        var compiled = new EditionCompiler(CompiledJsonEvaluator::accelerate)
                .compile(new EditionName(LocalDate.of(2024, 7, 1), 0), files, Collections.emptySortedMap());
        edition = compiled.edition();
        assertThat(edition).as(compiled.messages().toString()).isNotNull();
    }

    private static List<String> answers(FileFormat format, String text) throws IOException {
        var out = new ByteArrayOutputStream();
        var model = edition.model("times").orElseThrow();
        try (var workers = new Workers(1)) {
            Batch.open(
                            new Batch.Request(edition, model, format, true, null, Map.of(), null),
                            Batch.Limits.WIDE,
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            Problems::ofAny,
                            Batch.Recorder.NONE)
                    .run(out, workers, counts -> {});
        }
        return out.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void shouldCompareThemInLinesOfJson() throws IOException {
        assertThat(answers(FileFormat.NDJSON, """
                        {"at": "09:00:00", "seen": "2024-03-20T09:00:00", "took": "PT9H", "since": "P9M"}
                        {"at": "10:00:00", "seen": "2024-03-20T09:00:00", "took": "PT9H", "since": "P9M"}
                        {"at": "09:00:00", "seen": "2024-03-20T09:00:00", "took": "P1D", "since": "P9M"}
                        {"at": "九点", "seen": "2024-03-20T09:00:00", "took": "PT9H", "since": "P1D"}
                        """))
                .satisfiesExactly(
                        line -> assertThat(line).contains("\"早\""),
                        line -> assertThat(line).contains("\"晚\""),
                        line -> assertThat(line).contains("\"晚\""),
                        line -> assertThat(line).contains("九点", "时间，如 08:30:00", "/since"));
    }

    @Test
    void shouldCompareThemInCsv() throws IOException {
        assertThat(answers(FileFormat.CSV, """
                        时刻,检查时间,用时,间隔
                        09:00:00,2024-03-20T09:00:00,PT9H,P9M
                        09:00:00,2024-03-20T10:00:00,PT9H,P9M
                        09:00:00,2024-03-20T09:00:00,PT9H,P1Y
                        09:00:00,2024-03-20T09:00:00,九小时,P9M
                        """).subList(1, 5))
                .satisfiesExactly(
                        line -> assertThat(line).contains("早"),
                        line -> assertThat(line).contains("晚"),
                        line -> assertThat(line).contains("晚"),
                        line -> assertThat(line).contains("九小时", "PT8H30M"));
    }

    @Test
    void shouldCompareThemInScenarios() {
        var workbook = Sheets.workbook(
                "times",
                row("说明", "输入", null, null, null, "期望"),
                row("编号", "时刻", "检查时间", "用时", "间隔", "何时"),
                row("1", "09:00:00", "2024-03-20T09:00:00", "PT9H", "P9M", "早"),
                row("2", "09:00:00", "2024-03-20T10:00:00", "PT9H", "P9M", "晚"),
                row("3", "09:00:00", "2024-03-20T09:00:00", "P1D", "P9M", "早"));
        var book = ScenarioBook.read(edition, "times.xlsx", workbook);
        assertThat(ScenarioRunner.run(edition, List.of(book), (done, total) -> {})
                        .outcomes())
                .extracting(ScenarioResult::status)
                .containsExactly(Status.PASSED, Status.PASSED, Status.FAILED);
    }
}
