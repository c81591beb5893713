package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.GBK;
import static io.shuangsuiji.registry.Registries.UTF_8;
import static io.shuangsuiji.registry.Registries.facts;
import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.object;
import static io.shuangsuiji.registry.Registries.read;
import static io.shuangsuiji.registry.Registries.refusal;
import static io.shuangsuiji.registry.Registries.rejected;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CsvRegistryTest {
    private static final String HEADER = "对象编号,单位名称,执法队,对象类型,监管级别\n";
    private static final String ONE = HEADER + "PW-1,淼鑫电镀厂,执法科一队,排污单位,重点\n";
    private static final RegistryObject SEEN = new RegistryObject(
            null, 2, "PW-1", "淼鑫电镀厂", "执法科一队", null, facts("objectType", "排污单位", "supervisionLevel", "重点"));

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "GBK", "GB18030"})
    void shouldReadTheEncodingsOfExcelInChina(String charset) {
        assertThat(object(read(file(ONE.getBytes(Charset.forName(charset)))))).isEqualTo(SEEN);
    }

    @Test
    void shouldReadFilesWithAByteOrderMark() {
        assertThat(object(read("\uFEFF" + ONE))).isEqualTo(SEEN);
        assertThat(object(read(file(("\uFEFF" + ONE).getBytes(StandardCharsets.UTF_16LE)))))
                .isEqualTo(SEEN);
        assertThat(object(read(file(("\uFEFF" + ONE).getBytes(StandardCharsets.UTF_16BE)))))
                .isEqualTo(SEEN);
    }

    @Test
    void shouldReadUnicodeTextOfExcel() {
        var text = "\uFEFF" + ONE.replace(',', '\t').replace("\n", "\r\n");
        assertThat(object(read(file(text.getBytes(StandardCharsets.UTF_16LE))))).isEqualTo(SEEN);
    }

    @Test
    void shouldReadCharactersThatOnlyGb18030Has() {
        var text = ONE.replace("淼", "𠮷");
        assertThat(object(read(file(text.getBytes(Charset.forName("GB18030"))))).name())
                .isEqualTo("𠮷鑫电镀厂");
    }

    @ParameterizedTest
    @ValueSource(strings = {";", "\t", ","})
    void shouldDetectTheSeparator(String separator) {
        assertThat(object(read(ONE.replace(",", separator)))).isEqualTo(SEEN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r\n", "\n", "\r"})
    void shouldReadEveryLineEnd(String end) {
        assertThat(object(read(ONE.replace("\n", end)))).isEqualTo(SEEN);
    }

    @Test
    void shouldReadQuotedCellsAndCountPhysicalLines() {
        var rows = read(HEADER + "\"P,1\",\"淼鑫\n\"\"电镀\"\"厂\",,排污单位,\n\nP2,乙,,排污单位,\n");
        assertThat(rows)
                .containsExactly(
                        new RegistryObject(null, 2, "P,1", "淼鑫\n\"电镀\"厂", null, null, facts("objectType", "排污单位")),
                        new RegistryObject(null, 5, "P2", "乙", null, null, facts("objectType", "排污单位")));
    }

    @Test
    void shouldReadValuesAsPeopleWriteThem() {
        var row = object(
                read("id,对象类型,lastPenaltyDate,季度内投诉宗数,正面清单,creditRating\n" + " 007 ,　排污单位,2024/3/5,１０,是,环保良好企业\n"));
        assertThat(row.id()).isEqualTo("007");
        assertThat(row.facts())
                .isEqualTo(facts(
                        "objectType",
                        "排污单位",
                        "lastPenaltyDate",
                        LocalDate.of(2024, 3, 5),
                        "complaintsInQuarter",
                        BigDecimal.TEN,
                        "onPositiveList",
                        true,
                        "creditRating",
                        "环保良好企业"));
        assertThat(row.facts().keySet()).containsExactlyElementsOf(facts().keySet());
    }

    @Test
    void shouldKeepExtraColumnsOutAndAcceptAnyOrder() {
        assertThat(object(read("街道,监管级别,对象类型,执法队,单位名称,对象编号\n沙河,重点,排污单位,执法科一队,淼鑫电镀厂,PW-1\n")))
                .isEqualTo(SEEN);
    }

    @Test
    void shouldTolerateWhiteSpaceFullWidthFormsAndStarsInHeaders() {
        assertThat(object(read("*对象 编号 ,单位名称　,执法队,ｏｂｊｅｃｔＴｙｐｅ,SupervisionLevel\nPW-1,淼鑫电镀厂,执法科一队,排污单位,重点\n")))
                .isEqualTo(SEEN);
    }

    @Test
    void shouldFindTheHeaderBelowTitleRows() {
        var row = object(read("南山区检查对象名录库,,,,\n填报时间：2024-03-20,,,,\n,,,,\n" + ONE));
        assertThat(row.line()).isEqualTo(5);
        assertThat(row.id()).isEqualTo("PW-1");
    }

    @Test
    void shouldTakeTheCreditCodeForAnIdWhereThereIsNoOther() {
        assertThat(object(read("统一社会信用代码,对象类型\n914403001922038216,储油库\n")).id()).isEqualTo("914403001922038216");
        assertThat(object(read("统一社会信用代码,编号,对象类型\n914403001922038216,K-1,储油库\n"))
                        .id())
                .isEqualTo("K-1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"本年已检查次数", "今年已检查次数", "本年度已检查次数", "年内已检查次数", "今年检查次数", "inspectionsThisYear"})
    void shouldReadHowOftenAnObjectWasInspectedThisYear(String header) {
        var rows = read("对象编号,对象类型," + header + "\nK-1,储油库,2次\nK-2,储油库,0\nK-3,储油库,\nK-4,储油库,无\n");
        assertThat(rows).extracting(row -> ((RegistryObject) row).inspections()).containsExactly(2, 0, null, null);
        assertThat(object(read(ONE)).inspections()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"约2", "-1", "1.5", "2024-03-05", "9999999999"})
    void shouldRejectARowWhoseInspectionsAreNoCount(String written) {
        var rows = read("对象编号,对象类型,本年已检查次数\nK-1,储油库,1\nK-2,储油库,1\nK-3,储油库," + written + "\n");
        assertThat(rows.get(2)).isInstanceOfSatisfying(RejectedRow.class, row -> {
            assertThat(row.errors())
                    .extracting(FieldProblem::pointer, FieldProblem::cell)
                    .containsExactly(tuple("/本年已检查次数", "C4"));
            assertThat(row.errors().get(0).detail()).contains(written, " / ");
        });
    }

    @Test
    void shouldTreatMissingCellsAsBlankAndSkipBlankRows() {
        var rows = read(HEADER + ",,,,\nPW-1,甲,,储油库\n  \n");
        assertThat(object(rows))
                .isEqualTo(new RegistryObject(null, 3, "PW-1", "甲", null, null, facts("objectType", "储油库")));
    }

    @Test
    void shouldRejectARowWithMoreCellsThanTheHeader() {
        var rows = read(ONE + "PW-2,甲,乙有限公司,执法科一队,排污单位,重点\nPW-3,丙,,储油库,,,\n");
        assertThat(rows).hasSize(3);
        assertThat(rows.get(1)).isInstanceOfSatisfying(RejectedRow.class, bad -> {
            assertThat(bad.line()).isEqualTo(3);
            assertThat(bad.errors()).singleElement().satisfies(error -> {
                assertThat(error.pointer()).isEmpty();
                assertThat(error.detail())
                        .contains("第 3 行：单元格比表头的 5 列多，有 6 个")
                        .contains("more cells than the header's 5: 6");
            });
        });
        assertThat(rows.get(2)).isInstanceOf(RegistryObject.class);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ",甲,,储油库,|/对象编号|缺少对象编号 / the object's id is required",
                "1,甲,,,|/对象类型|缺少必填项",
                "1,甲,,社会生态环境监测机关,|/对象类型|是否想写「社会生态环境监测机构」",
                "1,甲,,储油库,重要|/监管级别|收到 \"重要\"，应为 重点、一般、特殊",
            })
    void shouldRejectABadRowNamingItsColumn(String row, String pointer, String detail) {
        var bad = rejected(read(HEADER + row + "\n"));
        assertThat(bad.line()).isEqualTo(2);
        assertThat(bad.errors()).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(detail).contains(" / ");
        });
    }

    @Test
    void shouldPointByTheHeaderAsTheFileWroteIt() {
        var bad = rejected(read("ID,类/型,对象类型 ,正面清单,complaintsInQuarter,行政处罚决定日期\n1,x,无,也许,-1,2024-02-30\n"));
        assertThat(bad.errors())
                .extracting(FieldProblem::pointer)
                .containsExactlyInAnyOrder("/对象类型 ", "/正面清单", "/complaintsInQuarter", "/行政处罚决定日期");
    }

    @Test
    void shouldRejectOnlyTheRowWhoseQuotesAreWrong() {
        var rows = read(HEADER + "1,\"双随机\"办公室,,储油库,\n2,乙,,储油库,\n3,\"丙,,储油库,");
        assertThat(rows).extracting(RegistryRow::line).containsExactly(2L, 3L, 4L);
        assertThat(rows.get(1)).isInstanceOf(RegistryObject.class);
        assertThat(List.of(rows.get(0), rows.get(2)))
                .allSatisfy(row -> assertThat(((RejectedRow) row).errors())
                        .singleElement()
                        .satisfies(error -> assertThat(error.detail()).contains("第 " + row.line() + " 行：双引号不成对")));
    }

    @Test
    void shouldLetAQuoteThatIsNeverClosedTakeNoOtherRowWithIt() {
        var rows = read(HEADER + "1,\"甲,,储油库,\n2,乙,,储油库,\n3,丙,,储油库,\n");
        assertThat(rows).extracting(RegistryRow::line).containsExactly(2L, 3L, 4L);
        assertThat(((RejectedRow) rows.get(0)).errors())
                .singleElement()
                .satisfies(error -> assertThat(error.detail()).contains("第 2 行：双引号不成对"));
        assertThat(rows.subList(1, 3)).allMatch(RegistryObject.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1,\"甲,,储油库,\n2,乙\",,储油库,\n",
                "1,\"甲,,储油库,\n2,乙,\",储油库,\n",
                "1,甲,,\"储油库,\n2,乙\",,,\n",
            })
    void shouldRejectRowsThatAStrayQuoteJoins(String joined) {
        var rows = read(HEADER + joined + "3,丙,,储油库,\n");
        assertThat(rows).hasSize(2);
        assertThat(((RejectedRow) rows.get(0)).errors())
                .anySatisfy(error ->
                        assertThat(error.detail()).contains("第 2 至 3 行：").contains("双引号"))
                .anySatisfy(error -> assertThat(error.detail()).contains("从第 2 行延续到第 3 行"));
        assertThat(rows.get(1)).isInstanceOf(RegistryObject.class);
    }

    @Test
    void shouldSayWhichLinesARejectedRowRunsOver() {
        assertThat(rejected(read(HEADER + "1,\"甲\n乙\",,加油,\n")).errors())
                .hasSize(2)
                .anySatisfy(error -> assertThat(error.detail()).contains("从第 2 行延续到第 3 行"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "对象编号,对象类形|/对象类形|第 1 行（表头）|疑为「对象类型」之误",
                "对象编号,objecttypes|/objecttypes|line 1 (header)|did you mean \"objectType\"",
                "对象编号,单位名称|/objectType|缺少必需的列「对象类型」|已有：对象编号、单位名称",
                "单位名称,对象类型|/id|缺少必需的列「对象编号」|可写作：id、对象编号、检查对象编号",
                "对象编号,对象编号,对象类型|/对象编号|「对象编号」与「对象编号」是同一项|both stand for id",
                "id,objectType,对象类型|/对象类型|是同一项「对象类型」|keep one",
                "id,objectType,creditRatings|/creditRatings|疑为「creditRating」之误|did you mean",
            })
    void shouldRefuseABadHeader(String header, String pointer, String chinese, String english) {
        assertThat(refusal(header + "\n1,储油库,x\n")).singleElement().satisfies(error -> {
            assertThat(error.pointer()).isEqualTo(pointer);
            assertThat(error.detail()).contains(chinese).contains(english);
        });
    }

    @Test
    void shouldRefuseAFileWithoutHeader() {
        assertThat(refusal("PW-1,淼鑫电镀厂,排污单位\nPW-2,乙,排污单位\n"))
                .singleElement()
                .satisfies(error -> assertThat(error.detail())
                        .contains("没有表头：第 1 行是「PW-1, 淼鑫电镀厂, 排污单位」")
                        .contains("对象编号（id）")
                        .contains("no header within the first 20 rows"));
    }

    @Test
    void shouldRefuseFilesWithNothingInThem() throws Exception {
        assertThat(refusal("").get(0).detail()).isEqualTo("文件是空的（0 字节） / the file is empty (0 bytes)");
        assertThat(refusal("\n \n,,\n").get(0).detail()).contains("没有任何内容").contains("nothing there");
        try (var reader = RegistryReader.open(Source.of(file(HEADER)), FileFormat.CSV, TestEditions.shipped())) {
            assertThat(reader.hasNext()).isFalse();
            assertThatThrownBy(reader::refuseUnlessRead)
                    .isInstanceOf(UnreadableFile.class)
                    .hasMessageContaining("没有任何数据行")
                    .hasMessageContaining("no rows");
        }
    }

    @Test
    void shouldRejectARowWithANulCharacter() {
        var rows = read(ONE + "PW-2,\0,,储油库,\n");
        assertThat(((RejectedRow) rows.get(1)).errors().get(0).detail())
                .contains("第 3 行：有空字符")
                .contains("holds a NUL");
    }

    @Test
    void shouldRejectARowWithBytesThatAreNoCharacters() {
        var rows = read(file(bytes(ONE.repeat(2).getBytes(UTF_8), (byte) 0xFF)));
        assertThat(((RejectedRow) rows.get(rows.size() - 1)).errors().get(0).detail())
                .contains("第 5 行：有字节不是有效的字符")
                .contains("bytes that are no characters");
        rows = read(file(bytes("id,objectType\n1,储油库\n2,储油库".getBytes(GBK), (byte) 0xFF)));
        assertThat(((RejectedRow) rows.get(1)).errors().get(0).detail()).contains("第 3 行：有字节不是有效的字符");
    }

    @Test
    void shouldGoOnBehindARejectedRowAndCountTheRows() throws Exception {
        var csv = file(HEADER + "1,甲,,无,\n2,乙,,储油库,\n");
        try (var reader = RegistryReader.open(Source.of(csv), FileFormat.CSV, TestEditions.shipped())) {
            assertThat(reader.next()).isInstanceOf(RejectedRow.class);
            assertThat(reader.next()).isInstanceOf(RegistryObject.class);
            assertThat(reader.hasNext()).isFalse();
            assertThat(reader.report().rows()).isEqualTo(2);
        }
    }

    private static byte[] bytes(byte[] first, byte... then) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(first);
        all.writeBytes(then);
        return all.toByteArray();
    }
}
