package io.shuangsuiji.decision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.decision.batch.Batch;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.batch.Workers;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.web.Problems;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A batch of CSV reads the files that a plan reads, and answers every row of them. */
class CsvBatchFilesTest {
    private static final Edition GENERAL = TestEditions.shipped();
    private static final Edition FAST = CompiledJsonEvaluator.accelerate(GENERAL);
    private static final Workers WORKERS = new Workers(1);
    private static final String TABLE =
            "对象编号,对象类型,监管级别,环境信用等级\r\nPW-1,排污单位,一般,环保警示企业\r\nPW-2,加油站,一般,\r\nPW-3,排污单位,重点,\r\n";
    private static final List<String> CATEGORIES = List.of("特殊", "一般", "重点");

    @AfterAll
    static void close() {
        WORKERS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE", "GBK", "GB18030"})
    void shouldReadEveryEncodingAndAnswerInUtf8(String charset) throws IOException {
        var plain = answer(TABLE.getBytes(StandardCharsets.UTF_8)).replace("\uFEFF", "");
        assertThat(plain.lines().skip(1)).hasSize(3);
        assertThat(answer(TABLE.getBytes(Charset.forName(charset))).replace("\uFEFF", ""))
                .isEqualTo(plain);
        if (charset.startsWith("U")) {
            assertThat(answer(("\uFEFF" + TABLE).getBytes(Charset.forName(charset))))
                    .isEqualTo("\uFEFF" + plain);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "UTF-16LE"})
    void shouldReadAFirstChineseCharacterHoweverLateItComes(String charset) throws IOException {
        var late = "id,objectType,supervisionLevel\n" + "1,a,\n".repeat(14_000) + "PW-1,排污单位,重点\n";
        var last = answer(late.getBytes(Charset.forName(charset)))
                .lines()
                .reduce((a, b) -> b)
                .orElseThrow();
        assertThat(last).startsWith("PW-1,排污单位,重点,重点,现场,");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", "|", "，"})
    void shouldReadAndWriteEverySeparator(String separator) throws IOException {
        var answer = answer(TABLE.replace(",", separator));
        assertThat(answer).startsWith("对象编号" + separator + "对象类型" + separator);
        assertCategories(answer, separator, 4);
    }

    @Test
    void shouldTakeTheSeparatorThatTheFirstLineNames() throws IOException {
        assertCategories(answer("sep=;\r\n" + TABLE.replace(",", ";")), ";", 4);
        assertThat(answer("\"sep=;\"\n" + TABLE.replace(",", ";"))).startsWith("对象编号;");
    }

    @Test
    void shouldLeaveOutTitlesAndUnits() throws IOException {
        var answer = answer("南山区检查对象名录库（2024年）,,,\n填报单位：一队,,,单位：个\n\n" + TABLE);
        assertThat(answer).startsWith("对象编号,对象类型,监管级别,环境信用等级,");
        assertCategories(answer, ",", 4);
        // lines are counted as the file has them
        assertThat(answer("名录库,,,\n" + TABLE.replace("加油站", "油站台"))).contains("第 4 行：对象类型：");
    }

    @Test
    void shouldFindTheSeparatorThoughTheFirstLinesTellNothing() throws IOException {
        assertCategories(answer("2024\n" + TABLE.replace(",", ";")), ";", 4);
        assertCategories(answer("\n\n" + TABLE.replace(",", "\t")), "\t", 4);
    }

    @Test
    void shouldReadTwoHeaderRowsAsOne() throws IOException {
        var answer = answer("对象编号,对象类型,监管情况,\n,,监管等级,信用等级\nPW-1,排污单位,一般,黄牌\n");
        assertThat(answer).startsWith("对象编号,对象类型,监管等级,信用等级,");
        assertThat(answer.lines().skip(1).findFirst().orElseThrow()).contains(",特殊,");
    }

    @Test
    void shouldLeaveOutBlankRowsAndCtrlZ() throws IOException {
        assertCategories(answer(TABLE.replace("PW-2", ",,,\r\nPW-2") + ",,,\r\n\u001A"), ",", 4);
    }

    @Test
    void shouldReadQuotesBehindSpacesAndLineBreaksWithin() throws IOException {
        var answer = answer("对象编号, \"对象\n类型\" ,监管级别\n \"PW,1\" ,\"排污单位\",重点\n");
        assertThat(answer).contains("\"PW,1\",排污单位,重点,重点,现场,");
    }

    @ParameterizedTest
    @CsvSource({
        "对象类别,监管分级,企业环境信用评价结果",
        "检查对象类型,污染源监管级别,信用等级",
        "*监管对象类型（必填）,2024年度监管等级,环保信用等级（2023年）",
        "object.objectType,supervisionLevel,creditRating"
    })
    void shouldReadHeaderNamesAsTheLabels(String type, String level, String rating) throws IOException {
        var answer = answer(TABLE.replace("对象类型", type).replace("监管级别", level).replace("环境信用等级", rating));
        assertThat(answer).startsWith("对象编号," + type + "," + level + "," + rating + ",");
        assertCategories(answer, ",", 4);
    }

    @Test
    void shouldReadValuesAsPeopleWriteThem() throws IOException {
        var answer = answer("对象类型,监管级别,环境信用等级,季度内投诉宗数,行政处罚决定日期\n排 污单位。,一般监管对象,环保警示企业（黄牌）,\"1,234\",20240305\n");
        assertThat(answer.lines().skip(1).findFirst().orElseThrow()).contains("R07a；R07b；R07d");
    }

    @Test
    void shouldReadAFlagOfSpecialObjects() throws IOException {
        var answer = answer("对象编号,对象类型,监管级别,是否特殊监管对象\n1,排污单位,一般,是\n2,排污单位,一般,否\n3,排污单位,重点,\n4,排污单位,一般,也许\n");
        var rows = answer.lines().skip(1).toList();
        assertThat(rows.get(0)).contains(",是,特殊,现场,");
        assertThat(rows.get(1)).contains(",否,一般,现场,");
        assertThat(rows.get(2)).contains(",重点,,重点,现场,");
        assertThat(rows.get(3)).contains("是否特殊监管对象：应填 是 或 否");
    }

    @Test
    void shouldRefuseAMisspeltHeaderAndATableWithoutOne() {
        assertThatThrownBy(() -> answer(TABLE.replace("监管级别", "监管级列")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("疑为「监管级别」之误");
        assertThatThrownBy(() -> answer("PW-1,排污单位\nPW-2,加油站\n"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("缺少必需的列「对象类型」");
    }

    private static void assertCategories(String answer, String separator, int column) {
        assertThat(answer.lines().skip(1))
                .extracting(row -> row.split(java.util.regex.Pattern.quote(separator), -1)[column])
                .isEqualTo(CATEGORIES);
    }

    @Test
    void shouldRefuseARowInWhichTwoColumnsOfOneFactDiffer() throws IOException {
        var answer = answer("对象类型,监管级别,监管等级\n排污单位,一般,一般监管对象\n排污单位,一般,特殊\n");
        assertThat(answer.lines().toList().get(1)).doesNotContain("不一致");
        assertThat(answer.lines().toList().get(2)).contains("「监管等级」与「监管级别」是同一项，而内容不一致");
    }

    private static String answer(String csv) throws IOException {
        return answer(csv.getBytes(StandardCharsets.UTF_8));
    }

    /** What the kernels answer, which is what the general way does. */
    private static String answer(byte[] csv) throws IOException {
        var fast = answer(FAST, csv);
        if (csv.length < 10_000) {
            assertThat(fast).isEqualTo(answer(GENERAL, csv));
        }
        return fast;
    }

    private static String answer(Edition edition, byte[] csv) throws IOException {
        var request = new Batch.Request(
                edition,
                edition.model("classification").orElseThrow(),
                FileFormat.CSV,
                false,
                null,
                Map.of("taskType", "日常", "evaluationDate", "2024-03-20"),
                null);
        var out = new ByteArrayOutputStream();
        Batch.open(request, Batch.Limits.WIDE, new ByteArrayInputStream(csv), Problems::ofAny, Batch.Recorder.NONE)
                .run(out, WORKERS, counts -> {});
        return out.toString(StandardCharsets.UTF_8);
    }
}
