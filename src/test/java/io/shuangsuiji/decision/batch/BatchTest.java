package io.shuangsuiji.decision.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.TestInputs;
import io.shuangsuiji.decision.input.DecisionId;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

class BatchTest {
    private static final Edition EDITION = TestEditions.shipped();
    private static final DecisionModel CLASSIFICATION =
            EDITION.model("classification").orElseThrow();
    private static final DecisionModel QUOTA = EDITION.model("quota").orElseThrow();
    private static final Workers WORKERS = new Workers(3);

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @Test
    void shouldAnswerThousandsOfLinesInOrderAsSingleCallsDo() throws IOException {
        var random = new Random(20240320);
        var lines = new ArrayList<String>();
        for (int i = 1; i <= 3_000; i++) {
            lines.add(
                    switch (i % 97) {
                        case 13 -> "{\"object\": ";
                        case 29 ->
                            TestInputs.of(CLASSIFICATION, random, i)
                                    .put("taskTyp", "日常")
                                    .toString();
                        default -> TestInputs.of(CLASSIFICATION, random, i).toString();
                    });
        }
        var answers = answer(ndjson(CLASSIFICATION, false), String.join("\n", lines));

        assertThat(answers).hasSameSizeAs(lines);
        for (int i = 0; i < lines.size(); i++) {
            var single =
                    EvaluationResult.of(EDITION, CLASSIFICATION, lines.get(i).getBytes(StandardCharsets.UTF_8));
            var line = Json.read(answers.get(i).getBytes(StandardCharsets.UTF_8));
            assertThat(line.get("line").intValue()).isEqualTo(i + 1);
            if (single.outcome() == Outcome.OK) {
                assertThat(line.get("input")).isEqualTo(single.input());
                assertThat(line.get("classification"))
                        .isEqualTo(single.outputs().get("classification"));
                assertThat(line.get("decisionId").textValue())
                        .isEqualTo(DecisionId.of(EDITION, CLASSIFICATION, single.input()));
            } else {
                assertThat(line.at("/problem/code").textValue())
                        .isEqualTo(Problems.ofAny(single.failure()).code());
                assertThat(line.has("classification")).isFalse();
            }
        }
    }

    @Test
    void shouldAnswerTheOutputsAloneWhereMinimal() throws IOException {
        var input = TestInputs.of(CLASSIFICATION, new Random(7), 1);
        assertThat(answer(ndjson(CLASSIFICATION, true), input + "\n"))
                .containsExactly(EvaluationResult.of(EDITION, CLASSIFICATION, input)
                        .outputs()
                        .toString());
    }

    @Test
    void shouldAnswerABadLineInItsPlaceAndNameItsField() throws IOException {
        var good = TestInputs.of(CLASSIFICATION, new Random(1), 1).toString();
        var answers = answer(
                ndjson(CLASSIFICATION, false),
                good + "\r\n\r\n" + good.replaceFirst("\"objectType\":\"[^\"]*\"", "\"objectType\":\"排污\"") + "\n[1,2\n"
                        + good);
        assertThat(answers).hasSize(4);
        var refused = json(answers.get(1));
        assertThat(refused.get("line").intValue()).isEqualTo(3);
        assertThat(refused.at("/problem/status").intValue()).isEqualTo(422);
        assertThat(refused.at("/problem/errors/0/pointer").textValue()).isEqualTo("/object/objectType");
        assertThat(refused.at("/problem/errors/0/detail").textValue())
                .contains("收到 \"排污\"，应为 排污单位、")
                .contains("got \"排污\"");
        var malformed = json(answers.get(2));
        assertThat(malformed.get("line").intValue()).isEqualTo(4);
        assertThat(malformed.at("/problem/line").intValue()).isEqualTo(4);
        assertThat(malformed.at("/problem/detail").textValue()).contains("第 4 行第");
        assertThat(json(answers.get(3)).get("line").intValue()).isEqualTo(5);
    }

    @Test
    void shouldRefuseALineThatIsTooLongAndGoOn() throws IOException {
        var good = TestInputs.of(CLASSIFICATION, new Random(1), 1).toString();
        var limits = new Batch.Limits(2_000, Long.MAX_VALUE, Duration.ofMinutes(1));
        var answers = answer(
                ndjson(CLASSIFICATION, true), limits, stream(good + "\n" + "x".repeat(300_000) + "\n" + good + "\n"));
        assertThat(answers).hasSize(3);
        assertThat(json(answers.get(1)).at("/problem/detail").textValue()).contains("2000 字节");
        assertThat(answers.get(2)).isEqualTo(answers.get(0));
    }

    @Test
    void shouldSayFromWhichLineOnNothingIsAnsweredWhereTheBatchIsTooLarge() throws IOException {
        var good = TestInputs.of(CLASSIFICATION, new Random(1), 1).toString();
        var limits = new Batch.Limits(10_000, 400_000, Duration.ofMinutes(1));
        var answers = answer(ndjson(CLASSIFICATION, true), limits, stream((good + "\n").repeat(5_000)));
        var last = json(answers.get(answers.size() - 1));
        assertThat(last.at("/problem/status").intValue()).isEqualTo(413);
        assertThat(last.get("line").intValue()).isEqualTo(answers.size());
    }

    @Test
    void shouldSayWhereAnInputBreaksOff() throws IOException {
        var good = TestInputs.of(CLASSIFICATION, new Random(1), 1).toString();
        var broken = new SequenceInputStream(stream((good + "\n").repeat(600)), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }
        });
        var answers = answer(ndjson(CLASSIFICATION, true), Batch.Limits.WIDE, broken);
        assertThat(json(answers.get(answers.size() - 1)).at("/problem/code").textValue())
                .isEqualTo("UNREADABLE_BODY");
    }

    @Test
    void shouldEndABatchThatTakesTooLong() throws IOException {
        var never = new FilterInputStream(stream("")) {
            private int given;

            @Override
            public int read(byte[] bytes, int from, int count) throws IOException {
                if (given++ == 0) {
                    bytes[from] = '\n';
                    return 1;
                }
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException ended) {
                    throw new IOException(ended);
                }
                return -1;
            }
        };
        var limits = new Batch.Limits(1_000, Long.MAX_VALUE, Duration.ofMillis(50));
        var answers = answer(ndjson(CLASSIFICATION, true), limits, new SequenceInputStream(stream("\n\n\n"), never));
        assertThat(json(answers.get(0)).at("/problem/code").textValue()).isEqualTo("BATCH_OUT_OF_TIME");
    }

    @Test
    void shouldTakeAValueForAllLinesThatGiveNone() throws IOException {
        var input = TestInputs.of(CLASSIFICATION, new Random(3), 1);
        input.put("taskType", "专项");
        var whole = answer(ndjson(CLASSIFICATION, false), input.toString());
        input.remove("taskType");
        var request = new Batch.Request(
                EDITION, CLASSIFICATION, FileFormat.NDJSON, false, null, Map.of("taskType", "专项"), null);
        assertThat(json(answer(request, input.toString()).get(0)).get("decisionId"))
                .isEqualTo(json(whole.get(0)).get("decisionId"));
        var wrong = new Batch.Request(
                EDITION, CLASSIFICATION, FileFormat.NDJSON, false, null, Map.of("taskType", "专"), null);
        assertThatThrownBy(() -> answer(wrong, "")).isInstanceOf(InvalidInput.class);
    }

    @Test
    void shouldReadTheSampleRegistryAsItIsAndAnswerBesideItsColumns() throws IOException {
        var request = csv(CLASSIFICATION, false, Map.of("taskType", "日常", "evaluationDate", "2024-03-20"));
        var table = "对象编号,单位名称,对象类型,监管级别,环境信用等级,季度内投诉宗数,正面清单,排污许可管理类别,行政处罚决定日期\r\n"
                + "1,甲,排污单位,一般,环保不良企业,0,否,登记管理,2024年1月5日\r\n"
                + "2,\"乙,\"\"丙\"\"\",排污单位,一般,,10,否,登记管理,\r\n"
                + "3,丁,排污单位,一半,,0,否,登记管理,\r\n"
                + "4,戊,排污单位,\"一般,,0\n5,己,排污单位,一般,,0,否,登记管理,\r\n";
        var answers = answer(request, table);
        assertThat(answers.get(0))
                .startsWith("对象编号,单位名称,对象类型,监管级别,环境信用等级,季度内投诉宗数,正面清单,排污许可管理类别,行政处罚决定日期,监管类别,检查方式,")
                .endsWith(",判定编号,错误");
        assertThat(answers.get(1))
                .startsWith("1,甲,排污单位,一般,环保不良企业,0,否,登记管理,2024年1月5日,特殊,现场,是,")
                .contains("R07a；R07b");
        assertThat(answers.get(2)).startsWith("2,\"乙,\"\"丙\"\"\",").contains(",特殊,");
        assertThat(answers.get(3)).contains("第 4 行：监管级别：取值不在允许范围：收到");
        assertThat(answers.get(4)).startsWith("4,戊").contains("双引号不成对");
        assertThat(answers.get(5)).startsWith("5,己,").contains(",一般,现场,");
        assertThat(answers).hasSize(6);
    }

    @Test
    void shouldReadCsvHeadedByPathsAndAnswerByPaths() throws IOException {
        var table = "objectType;category;population;officers;quarter\n排污单位;重点;81;36;1\n\n;;;;\n排污单位;重点;x;36;1\n";
        var answers = answer(csv(QUOTA, true, Map.of()), table);
        assertThat(answers.get(0)).startsWith("quota.stratum;").endsWith(";error");
        assertThat(answers).hasSize(3);
        assertThat(answers.get(1)).startsWith("重点排污单位;").contains(";11;");
        assertThat(answers.get(2)).contains("第 5 行：population：应为数字");
    }

    @Test
    void shouldReadGb18030AndAnswerInMarkedUtf8() throws IOException {
        var table = "对象类型,任务类型\n排污单位,日常\n加油站,专项\n";
        var routing = EDITION.model("routing").orElseThrow();
        var plain = answerBytes(csv(routing, false, Map.of()), Batch.Limits.WIDE, stream(table));
        var other = answerBytes(
                csv(routing, false, Map.of()),
                Batch.Limits.WIDE,
                new ByteArrayInputStream(table.getBytes(Charset.forName("GB18030"))));
        assertThat(new String(other, StandardCharsets.UTF_8))
                .isEqualTo("\uFEFF" + new String(plain, StandardCharsets.UTF_8));
        var marked = answerBytes(csv(routing, false, Map.of()), Batch.Limits.WIDE, stream("\uFEFF" + table));
        assertThat(marked).isEqualTo(other);
    }

    @Test
    void shouldAnswerItsOwnAnswerAnew() throws IOException {
        var request = csv(EDITION.model("routing").orElseThrow(), false, Map.of());
        var once = new String(
                answerBytes(request, Batch.Limits.WIDE, stream("对象类型,任务类型\n排污单位,日常\n加油站,专\n")), StandardCharsets.UTF_8);
        var mended = once.replace("加油站,专,", "加油站,专项,");
        var twice = new String(answerBytes(request, Batch.Limits.WIDE, stream(mended)), StandardCharsets.UTF_8);
        assertThat(twice.lines().findFirst()).isEqualTo(once.lines().findFirst());
        assertThat(twice.lines().skip(2).findFirst().orElseThrow()).endsWith(",");
    }

    @Test
    void shouldRefuseAHeaderThatIsNoneForTheModel() {
        assertThatThrownBy(() -> answer(csv(QUOTA, false, Map.of()), "对象类型,监管类型,总体数\n"))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.problems())
                                .extracting(FieldProblem::detail)
                                .anyMatch(detail -> detail.contains("疑为「监管类别」之误"))
                                .anyMatch(detail -> detail.contains("缺少必需的列")));
        assertThatThrownBy(() -> answer(csv(QUOTA, false, Map.of()), ""))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.getMessage()).contains("第一行应是表头"));
    }

    @Test
    void shouldGiveARowAndALineOfTheSameContentTheSameId() throws IOException {
        var row = answer(
                csv(CLASSIFICATION, false, Map.of()),
                "objectType,supervisionLevel,complaintsInQuarter,taskType,evaluationDate,id\n排污单位,重点,3.0,日常,2024/3/20,X-1\n");
        var line = answer(
                ndjson(CLASSIFICATION, false),
                "{\"evaluationDate\":\"2024-03-20\",\"taskType\":\"日常\",\"object\":{\"complaintsInQuarter\":3,"
                        + "\"id\":\"X-1\",\"creditRating\":null,\"objectType\":\"排污单位\",\"supervisionLevel\":\"重点\"}}");
        assertThat(row.get(1)).contains(json(line.get(0)).get("decisionId").textValue());
    }

    @Test
    void shouldTellTheRecorderOfEveryLineThatIsJson() throws IOException {
        var seen = new CopyOnWriteArrayList<DecidedLine>();
        var good = TestInputs.of(CLASSIFICATION, new Random(1), 1).toString();
        var batch = Batch.open(
                ndjson(CLASSIFICATION, true),
                Batch.Limits.WIDE,
                stream(good + "\nnot json\n" + good),
                Problems::ofAny,
                seen::addAll);
        var summary = batch.run(new ByteArrayOutputStream(), WORKERS, counts -> {});
        // the lines of one call are in order; calls come from several threads
        seen.sort(Comparator.comparingLong(DecidedLine::line));
        assertThat(seen).extracting(DecidedLine::line).containsExactly(1L, 2L, 3L);
        assertThat(seen.get(0).id()).isEqualTo(seen.get(2).id()).hasSize(32);
        assertThat(seen.get(1).id()).isNull();
        assertThat(summary.counts().ok()).isEqualTo(2);
        assertThat(summary.counts().bad()).isEqualTo(1);
    }

    private static Batch.Request ndjson(DecisionModel model, boolean minimal) {
        return new Batch.Request(EDITION, model, FileFormat.NDJSON, minimal, null, Map.of(), null);
    }

    private static Batch.Request csv(DecisionModel model, boolean minimal, Map<String, String> defaults) {
        return new Batch.Request(EDITION, model, FileFormat.CSV, minimal, null, defaults, null);
    }

    private static List<String> answer(Batch.Request request, String text) throws IOException {
        return answer(request, Batch.Limits.WIDE, stream(text));
    }

    private static List<String> answer(Batch.Request request, Batch.Limits limits, InputStream in) throws IOException {
        return new String(answerBytes(request, limits, in), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    private static byte[] answerBytes(Batch.Request request, Batch.Limits limits, InputStream in) throws IOException {
        var out = new ByteArrayOutputStream();
        Batch.open(request, limits, in, Problems::ofAny, Batch.Recorder.NONE).run(out, WORKERS, counts -> {});
        return out.toByteArray();
    }

    private static JsonNode json(String line) {
        return Json.read(line.getBytes(StandardCharsets.UTF_8));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
