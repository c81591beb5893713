package io.shuangsuiji.decision;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a batch asks for, kernels answer it byte for byte as the general way does. */
class QuickBatchTest {
    private static final Edition GENERAL = TestEditions.shipped();
    private static final Edition FAST = CompiledJsonEvaluator.accelerate(GENERAL);
    private static final Workers WORKERS = new Workers(2);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    private static String answer(
            Edition edition,
            String model,
            FileFormat format,
            boolean minimal,
            Map<String, String> defaults,
            String body)
            throws IOException {
        return answer(edition, model, format, minimal, defaults, body.getBytes(StandardCharsets.UTF_8));
    }

    private static String answer(
            Edition edition,
            String model,
            FileFormat format,
            boolean minimal,
            Map<String, String> defaults,
            byte[] body)
            throws IOException {
        var request =
                new Batch.Request(edition, edition.model(model).orElseThrow(), format, minimal, null, defaults, null);
        var out = new ByteArrayOutputStream();
        var batch = Batch.open(
                request,
                Batch.Limits.WIDE,
                new ByteArrayInputStream(body),
                failure -> Map.of("detail", String.valueOf(failure.getMessage())),
                Batch.Recorder.NONE);
        assertThat(batch.run(out, WORKERS, counts -> {}).stopped()).isNull();
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void shouldAnswerARegistryAlike(boolean minimal) throws IOException {
        var lines = new ArrayList<>(Files.readAllLines(Path.of("samples/registry.csv")));
        for (int i = 50; i < lines.size(); i += 97) {
            lines.set(i, disturbed(lines.get(i), i));
        }
        lines.add(60, "");
        var body = String.join("\r\n", lines);
        var defaults = Map.of("taskType", "日常", "evaluationDate", "2024-03-20");

        var expected = answer(GENERAL, "classification", FileFormat.CSV, minimal, defaults, body);
        assertThat(answer(FAST, "classification", FileFormat.CSV, minimal, defaults, body))
                .isEqualTo(expected);
        assertThat(expected.lines()).hasSizeGreaterThan(2_000);
    }

    @ParameterizedTest
    @CsvSource({"UTF-8, ','", "UTF-8, ;", "UTF-8, '\t'", "GB18030, ','"})
    void shouldAnswerOddTablesAlike(String charset, String separator) throws IOException {
        var random = new Random(7);
        var columns = List.of("对象编号", "对象类型", "备注", "监管级别", "行政处罚决定日期", "季度内投诉宗数", "正面清单", "任务类型", "判定日期");
        var kinds = List.of(
                List.of("NS-1", "\"a,b;c\"", "\"q\"\"q\"", "a\\b", " x ", "　", "é😀", "", "“引”", "'"),
                List.of("排污单位", "建设项目", "\"排污单位\"", " 排污单位", "入海排放口", "加油站", "排污", ""),
                List.of("", "", "长".repeat(300), "、", "\t", "\"\""),
                List.of("一般", "重点", "特殊", "", "一 般", " "),
                List.of("", "2024-01-31", "2023/3/20", "2023年3月19日", "45371", "2024-02-30"),
                List.of("", "0", "10", "9.50", "1e1", "１２", "-1", "99999999999999999999"),
                List.of("是", "否", "", "TRUE", "0"),
                List.of("日常", "专项", "日常", "日常"),
                List.of("2024-03-20", "2024/3/20", "2024-03-20"));
        var lines = new ArrayList<String>();
        lines.add(String.join(separator, columns));
        for (int i = 0; i < 5_000; i++) {
            var cells = new ArrayList<String>();
            kinds.forEach(kind -> cells.add(kind.get(random.nextInt(random.nextBoolean() ? 1 : kind.size()))));
            if (i % 40 == 3) {
                cells.add("");
            }
            lines.add(String.join(separator, i % 30 == 5 ? cells.subList(0, 7) : cells));
        }
        var body = String.join("\n", lines).getBytes(charset);
        for (boolean minimal : new boolean[] {true, false}) {
            assertThat(answer(FAST, "classification", FileFormat.CSV, minimal, Map.of(), body))
                    .isEqualTo(answer(GENERAL, "classification", FileFormat.CSV, minimal, Map.of(), body));
        }
    }

    private static String disturbed(String line, int i) {
        return switch (i % 6) {
            case 0 -> line.replace("一般", "不知道");
            case 1 -> line + ",多出,的,单元格";
            case 2 -> "\"" + line;
            case 3 -> line.replace("NS-", "\"N\"\"S\n-\"");
            case 4 -> line.replaceFirst(",[^,]*$", ",\uFFFD");
            default -> line.replaceAll("[^,]", "");
        };
    }

    @ParameterizedTest
    @MethodSource("io.shuangsuiji.decision.batch.CompiledJsonEvaluatorTest#models")
    void shouldAnswerJsonAlike(String name) throws IOException {
        var model = GENERAL.model(name).orElseThrow();
        var random = new Random(name.hashCode());
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            var input = TestInputs.of(model, random, i);
            lines.add(i % 50 == 7 ? input.put("zzz", 1).toString() : i % 50 == 9 ? "{" : input.toString());
        }
        var body = String.join("\n", lines);
        for (boolean minimal : new boolean[] {true, false}) {
            assertThat(answer(FAST, name, FileFormat.NDJSON, minimal, Map.of(), body))
                    .isEqualTo(answer(GENERAL, name, FileFormat.NDJSON, minimal, Map.of(), body));
        }
    }
}
