package io.shuangsuiji.fuzz;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.decision.json.MalformedJson;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RejectedRow;
import io.shuangsuiji.registry.Roster;
import io.shuangsuiji.scenario.Sheets;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.InputCell;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Notation;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** However much is wrong with what is sent, the work is bounded and the refusal is small enough to be read. */
class BoundedRefusalsTest {
    private static final int MANY = 60_000;
    private static final String HEADER = "对象编号,对象类型,监管级别,季度内投诉宗数\n";

    private static String keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "\"k" + i + "\":1").collect(Collectors.joining(","));
    }

    private static EvaluationResult decided(String model, String json) {
        return EvaluationResult.of(
                Reader.edition(), Reader.edition().model(model).orElseThrow(), json.getBytes(StandardCharsets.UTF_8));
    }

    private static void assertSmall(List<FieldProblem> problems) {
        assertThat(problems).isNotEmpty().hasSizeLessThanOrEqualTo(Listed.MOST + 1);
        assertThat(problems.stream()
                        .mapToInt(problem ->
                                problem.pointer().length() + problem.detail().length())
                        .sum())
                .isLessThan(200_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "quota          | {%s}",
                "classification | {\"object\":{%s},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}",
                "classification | {\"object\":{\"objectType\":\"排污单位\"},%s}"
            })
    void shouldSayInFewWordsThatThereAreTooManyKeys(String model, String json) {
        var failure = decided(model, json.formatted(keys(MANY))).failure();
        assertThat(failure).isInstanceOf(InvalidInput.class);
        var problems = ((InvalidInput) failure).problems();
        assertSmall(problems);
        assertThat(problems).anyMatch(problem -> problem.detail().contains("超过 1000 个"));
    }

    @Test
    void shouldListTheFirstUnknownKeysAndCountTheOthers() {
        var problems = ((InvalidInput) decided("quota", "{" + keys(900) + "}").failure()).problems();
        assertSmall(problems);
        assertThat(problems.get(Listed.MOST).detail()).contains("另有 8", "more, not listed");
    }

    @Test
    void shouldQuoteOnlyTheBeginningOfALongName() {
        var name = "a".repeat(15_000);
        assertSmall(((InvalidInput) decided("quota", "{\"" + name + "\":1,\"" + name + "b\":2}")
                        .failure())
                .problems());
        var twice = (MalformedJson) decided("quota", "{\"" + name + "\":{\"" + name + "\":1,\"" + name + "\":2}}")
                .failure();
        assertThat(twice.getMessage()).hasSizeLessThan(1_000).contains("同一个键出现两次");
        assertThat(twice.pointer()).hasSizeLessThan(1_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e999999999", "-1e999999998", "1e-999999999", "1e99999"})
    void shouldUnfoldNoNumber(String number) throws IOException {
        // under a key that is a header, and under one that nobody reads
        var labelled = decided(
                "classification",
                "{\"object\":{\"objectType\":\"排污单位\",\"投诉宗数\":%s},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}"
                        .formatted(number));
        assertThat(labelled.failure()).isInstanceOf(InvalidInput.class).hasMessageContaining("超出范围");
        var answer = batch(
                FileFormat.NDJSON,
                "{\"object\":{\"objectType\":\"储油库\",\"x\":%s},\"taskType\":\"日常\",\"evaluationDate\":\"2024-03-20\"}\n"
                        .formatted(number));
        assertThat(answer).contains("\"line\":1").hasSizeLessThan(5_000);
        assertSmall(rejected("[{\"id\":\"1\",\"objectType\":\"储油库\",\"complaintsInQuarter\":%s}]".formatted(number)));
    }

    @Test
    void shouldBoundWhatIsListedOfARow() {
        var doubled = IntStream.range(0, 5_000).mapToObj(i -> "\"a\":1").collect(Collectors.joining(","));
        assertSmall(rejected("{\"id\":\"1\"," + doubled + "}\n"));
        assertSmall(rejected("{\"id\":\"1\"," + keys(20_000) + "}\n"));
        assertSmall(rejected("[{\"" + "长".repeat(15_000) + "\":{" + doubled + "}}]"));
        assertSmall(rejected("{\"id\":" + "[".repeat(900) + "]".repeat(900) + "}\n"));
    }

    private static List<FieldProblem> rejected(String text) {
        try {
            var source = Reader.source("名录", text);
            try (var rows = RegistryFile.of(source, FileFormat.of(source, null)).open(Reader.edition())) {
                return ((RejectedRow) rows.next()).errors();
            }
        } catch (UnreadableFile whole) {
            return whole.problems();
        } catch (IOException inMemory) {
            throw new AssertionError(inMemory);
        }
    }

    @Test
    void shouldBoundWhatIsListedOfAFile() {
        var bad = IntStream.range(0, 5_000).mapToObj(i -> ",张三,一队,也许").collect(Collectors.joining("\n"));
        var roster = catchThrowableOfType(
                UnreadableFile.class,
                () -> Roster.read(Reader.source("名册.csv", "人员编号,姓名,执法队,参与执法检查\n" + bad), Reader.edition()));
        assertSmall(roster.problems());
        assertThat(roster.getMessage()).contains("more, not listed");

        var headers = IntStream.range(0, 10_000)
                .mapToObj(i -> "无人认识的列" + "很长".repeat(30) + i)
                .collect(Collectors.joining(","));
        assertSmall(catchThrowableOfType(
                        UnreadableFile.class, () -> Reader.REGISTRY.readAll(Reader.source("名录.csv", headers + "\n1\n")))
                .problems());
        assertSmall(catchThrowableOfType(InvalidInput.class, () -> batch(FileFormat.CSV, headers + "\n1\n"))
                .problems());
    }

    @Test
    void shouldTellFewerProblemsOfEachLineOfABatchOnceManyWereTold() throws IOException {
        var answers = batch(FileFormat.NDJSON, "{}\n".repeat(12_000)).lines().toList();
        assertThat(answers).hasSize(12_000);
        assertThat(answers.get(0)).contains("/object/objectType");
        assertThat(answers.get(11_999)).hasSizeLessThan(answers.get(0).length()).contains("另有");
    }

    @Test
    void shouldRefuseByLineAQuoteLeftOpenBeforeFortyThousandRows() throws IOException {
        var text = HEADER + "1,\"储油库,,0\n" + "2,储油库,,0\n".repeat(40_000);
        var first = rejected(text).get(0);
        assertThat(first.detail()).contains("第 2 行", "双引号不成对", "not quoted properly");
        assertThat(batch(FileFormat.CSV, text.replace("对象编号", "编号")).lines())
                .hasSizeGreaterThan(40_000)
                .anyMatch(line -> line.contains("第 2 行") && line.contains("not quoted properly"));
    }

    @Test
    void shouldRefuseByLineACellBeyondAMillionCharacters() throws IOException {
        for (var cell : List.of("长".repeat(1_000_001), "\"" + "x\n".repeat(600_000) + "\"", "x".repeat(150_000))) {
            var text = HEADER + "1," + cell + ",,0\n2,储油库,,0\n";
            assertThat(rejected(text).get(0).detail()).contains("第 2 行", " / ");
            assertThat(batch(FileFormat.CSV, text)).contains("第 2 行");
        }
    }

    @Test
    void shouldRefuseACsvOfScenariosThatNoSheetCouldHold() {
        var far = "说明,输入\n编号,对象类型\n" + "\n".repeat(1_100_000) + "1,排污单位\n";
        assertThat(catchThrowableOfType(
                        BadWorkbook.class, () -> Reader.SCENARIOS.readAll(Reader.source("配额.csv", far))))
                .hasMessageContaining("超出工作表的行数");
        // names and texts that a workbook does not take
        var read = Reader.SCENARIOS.read(Reader.source(
                "配额-[甲]*?.csv",
                Stream.of(Sheets.QUOTA_GROUPS, Sheets.QUOTA_LABELS, Sheets.quota("长".repeat(40_000), 8, 1))
                        .map(row -> row.stream()
                                .map(cell -> Objects.toString(cell, ""))
                                .collect(Collectors.joining(",")))
                        .collect(Collectors.joining("\n"))));
        assertThat(read).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xlsx-number-1e9.xlsx", "xlsx-date-huge.xlsx"})
    void shouldNameTheCellOfAScenarioWorkbookThatHoldsNoValue(String name) throws IOException {
        var file =
                Files.readAllBytes(Path.of("src/test/resources/cases/security").resolve(name));
        var refused =
                catchThrowableOfType(BadWorkbook.class, () -> ScenarioBook.read(Reader.edition(), "场景.xlsx", file));
        assertThat(refused.problems())
                .first()
                .matches(problem -> problem.where().equals(name.contains("date") ? "S!G2" : "S!J2"));
    }

    @Test
    void shouldLookForNoNumberInALongText() {
        assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
            for (var text : List.of(
                    ".".repeat(99_999) + "a",
                    "是" + "(1)".repeat(30_000),
                    "1年" + " ".repeat(50_000) + "x",
                    "1年" + " ".repeat(190) + "x",
                    "2024-1-1" + " ".repeat(190) + "x",
                    "9".repeat(99_999))) {
                Notation.readings(text);
                assertThat(Notation.number(text)).isEmpty();
                assertThat(Notation.date(text)).isEmpty();
                assertThat(Notation.time(text)).isEmpty();
                assertThat(Notation.duration(text)).isEmpty();
                InputCell.split("a" + " ".repeat(99_999) + "b" + text);
            }
        });
    }

    private static String batch(FileFormat format, String text) throws IOException {
        var request = new Batch.Request(
                Reader.edition(),
                Reader.edition().model("classification").orElseThrow(),
                format,
                false,
                null,
                format == FileFormat.CSV ? Map.of("taskType", "日常", "evaluationDate", "2024-03-20") : Map.of(),
                null);
        var out = new ByteArrayOutputStream();
        try (var workers = new Workers(2)) {
            Batch.open(
                            request,
                            new Batch.Limits(256 << 10, 1L << 30, Duration.ofHours(1)),
                            new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
                            failure -> Map.of(
                                    "errors",
                                    failure instanceof InvalidInput invalid ? invalid.problems() : List.of(),
                                    "detail",
                                    failure.getMessage()),
                            Batch.Recorder.NONE)
                    .run(out, workers, counts -> {});
        }
        return out.toString(StandardCharsets.UTF_8);
    }
}
