package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.facts;
import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.object;
import static io.shuangsuiji.registry.Registries.read;
import static io.shuangsuiji.registry.Registries.refusal;
import static io.shuangsuiji.registry.Registries.rejected;
import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonRegistryTest {
    private static final String ONE = """
            {"id":"PW-1","name":"淼鑫电镀厂","team":"执法科一队","objectType":"排污单位","lastPenaltyDate":"2024-03-05",
             "complaintsInQuarter":3,"onPositiveList":false,"vocsGrade":null,"address":{"street":"沙河"}}""";
    private static final RegistryObject SEEN = new RegistryObject(
            null,
            1,
            "PW-1",
            "淼鑫电镀厂",
            "执法科一队",
            null,
            facts(
                    "objectType",
                    "排污单位",
                    "lastPenaltyDate",
                    LocalDate.of(2024, 3, 5),
                    "complaintsInQuarter",
                    new BigDecimal(3),
                    "onPositiveList",
                    false));
    private static final String OIL = "{\"id\":\"%s\",\"objectType\":\"储油库\"}";

    @Test
    void shouldReadAnArrayOfObjects() {
        assertThat(object(read("[" + ONE + "]"))).isEqualTo(SEEN);
    }

    @Test
    void shouldReadOneObjectALine() {
        var line = ONE.replace("\n", "");
        assertThat(read(line + "\n\n  \r\n" + OIL.formatted("K") + "\r\n"))
                .containsExactly(SEEN, new RegistryObject(null, 4, "K", null, null, null, facts("objectType", "储油库")));
    }

    @Test
    void shouldAcceptChineseKeysAndWholeNumbersForIds() {
        assertThat(object(read("[{\"编号\":1001,\"单位名称\":\"甲\",\"对象类型\":\"储油库\",\"监管级别\":\"一般\"}]")))
                .isEqualTo(new RegistryObject(
                        null, 1, "1001", "甲", null, null, facts("objectType", "储油库", "supervisionLevel", "一般")));
    }

    @Test
    void shouldCountThePositionInTheArray() {
        var rows = read("[" + OIL.formatted("A") + ",7," + OIL.formatted("B") + "]");
        assertThat(rows).extracting(RegistryRow::line).containsExactly(1L, 2L, 3L);
        assertThat(((RejectedRow) rows.get(1)).errors().get(0).detail()).contains("应为对象 {…}，收到 NUMBER");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"objectType\":\"储油库\"}|/id|缺少对象编号",
                "{\"id\":\" \",\"objectType\":\"储油库\"}|/id|缺少对象编号",
                "{\"id\":true,\"objectType\":\"储油库\"}|/id|应为文字",
                "{\"id\":\"1\"}|/objectType|缺少必填项",
                "{\"id\":\"1\",\"对象类型\":\"油罐\"}|/对象类型|应为 排污单位、建设项目",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"vocs_grad\":\"A\"}|/vocs_grad|疑为「vocsGrade」之误",
                "{\"id\":\"1\",\"对象编号\":\"2\",\"objectType\":\"储油库\"}|/对象编号|是同一项「对象编号」",
                "{\"id\":\"1\",\"id\":\"2\",\"objectType\":\"储油库\"}|/id|键「id」重复出现",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"x\":{\"a~/\":1,\"a~/\":1}}|/x/a~0~1|重复出现",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"complaintsInQuarter\":\"三\"}|/complaintsInQuarter|应为数字",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"complaintsInQuarter\":1e400}|/complaintsInQuarter|超出范围",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"complaintsInQuarter\":1e99999999999}|/complaintsInQuarter|数字过大",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"lastPenaltyDate\":\"2024/3\"}|/lastPenaltyDate|2024-03-20",
                "{\"id\":\"1\",\"objectType\":\"储油库\",\"team\":[]}|/team|应为单个的值",
            })
    void shouldRejectABadObjectPointingAtTheField(String json, String pointer, String detail) {
        assertThat(rejected(read("[" + json + "]")).errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(detail).contains(" / ");
        });
        var rows = read(json + "\n" + OIL.formatted("B"));
        assertThat(rows).hasSize(2);
        assertThat(rows.get(1)).isInstanceOf(RegistryObject.class);
    }

    @Test
    void shouldReportEveryProblemOfAnObject() {
        assertThat(rejected(read("[{\"objectType\":1,\"vocsGrade\":\"D\",\"onPositiveList\":\"也许\"}]"))
                        .errors())
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder("/id", "/objectType", "/vocsGrade", "/onPositiveList");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"id\":\"1\", oops}|第 2 行第 12 列",
                "{\"id\":\"1\"|第 2 行第",
                "{\"id\":\"1\",\"objectType\":\"储油库\"} {}|第 2 行第 31 列",
                "[1]|第 2 行以 [ 开头",
                "nonsense|第 2 行第",
            })
    void shouldRejectAMalformedLineAndReadTheNext(String line, String where) {
        var rows = read(OIL.formatted("A") + "\n" + line + "\n" + OIL.formatted("B") + "\n");
        assertThat(rows).extracting(RegistryRow::line).containsExactly(1L, 2L, 3L);
        assertThat(((RejectedRow) rows.get(1)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains(where).contains("line 2"));
        assertThat(rows.get(2)).isInstanceOf(RegistryObject.class);
    }

    @Test
    void shouldRejectALineThatNeverEndsWithoutKeepingIt() {
        var rows = read("{\"id\":\"" + "x".repeat(1 << 20) + "\"}\n" + OIL.formatted("B"));
        assertThat(((RejectedRow) rows.get(0)).errors().get(0).detail()).contains("第 1 行超过 1048576 字节");
        assertThat(rows.get(1)).isInstanceOf(RegistryObject.class);
    }

    @Test
    void shouldRejectAnObjectOfTooManyValues() {
        var bad = rejected(read("[{\"id\":\"1\",\"objectType\":\"储油库\",\"x\":[" + "1,".repeat(20_000) + "1]}]"));
        assertThat(bad.errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("超过 10000 个"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[{\"id\":\"1\",\"objectType\":\"储油库\"},{\"id\"}]|第 1 行第 37 列：JSON 格式有误，其后无法读取（此前已读 1 个对象）|after 1 objects",
                "[{\"id\":\"1\",\"objectType\":\"储油库\"}|可能没有传完|cut short",
                "[{\"id\":\"1\",\"objectType\":\"储|可能没有传完|the file ends at line 1, column 27",
                "[{\"id\":\"1\",\"objectType\":\"储油库\"}] x|JSON 格式有误|malformed JSON",
                "[{\"id\":\"1\",\"objectType\":\"储油库\"}] []|数组结束之后还有内容|more after",
            })
    void shouldRefuseAnArrayThatCannotBeReadToItsEnd(String json, String chinese, String english) {
        assertThat(refusal(json))
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains(chinese).contains(english));
    }

    @Test
    void shouldSayThatOneObjectIsNoArray() {
        assertThat(refusal(file(ONE), FileFormat.JSON).get(0).detail())
                .contains("第 1 行第 1 列：应为对象的数组")
                .contains("收到一个对象")
                .contains("application/x-ndjson");
        assertThat(refusal(file(" \n"), FileFormat.JSON).get(0).detail()).contains("没有内容");
    }

    @Test
    void shouldHandOutTheRowsBeforeAFaultAndThenRefuse() throws Exception {
        var json = file("[" + OIL.formatted("A") + ",\n" + OIL.formatted("B") + ",\n{]");
        try (var reader =
                RegistryReader.open(Source.of(json), FileFormat.JSON, io.shuangsuiji.TestEditions.shipped())) {
            assertThat(((RegistryObject) reader.next()).id()).isEqualTo("A");
            assertThat(((RegistryObject) reader.next()).id()).isEqualTo("B");
            assertThat(org.assertj.core.api.Assertions.catchThrowable(reader::hasNext))
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("第 3 行第")
                    .hasMessageContaining("after 2 objects");
        }
    }
}
