package io.shuangsuiji.sheets.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Row;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class CsvSheetTest {
    private static final Duration SOON = Duration.ofSeconds(5);

    @Property(tries = 300)
    void shouldGiveBackTheCellsOfAnyTableWithAnySeparator(
            @ForAll("separators") char separator, @ForAll("tables") List<List<String>> table) throws IOException {
        var text = new StringBuilder("sep=" + separator + "\r\n");
        for (var row : table) {
            var line = new StringBuilder();
            for (int i = 0; i < row.size(); i++) {
                line.append(i == 0 ? "" : separator);
                CsvText.append(line, row.get(i), separator);
            }
            text.append(line).append("\r\n");
        }
        var expected = table.stream()
                .filter(row -> !row.stream().allMatch(String::isBlank))
                .toList();
        var rows = rows(text.toString());
        assertThat(rows).allMatch(row -> row.broken() == null);
        assertThat(rows).extracting(Row::texts).isEqualTo(expected);
    }

    @Property(tries = 100)
    void shouldReadATableAlikeWithEverySeparatorThatNoLineNames(@ForAll("words") List<String> words)
            throws IOException {
        var expected = new ArrayList<List<String>>(List.of(List.of("对象编号", "对象类型", "监管级别")));
        words.forEach(word -> expected.add(List.of("1", word, "一般")));
        for (char separator : CsvText.SEPARATORS) {
            var text = new StringBuilder();
            expected.forEach(row ->
                    text.append(String.join(String.valueOf(separator), row)).append('\n'));
            assertThat(rows(text.toString())).extracting(Row::texts).isEqualTo(expected);
        }
    }

    @Example
    void shouldFindTheSeparatorThoughTheFirstLinesTellNothing() throws IOException {
        for (var before : List.of("\n", "\r\n\r\n", "2024\n", "2024Q1 v2\n", "   \n")) {
            var rows = rows(before + "对象编号;对象类型\n1;储油库\n");
            assertThat(rows.get(rows.size() - 1).texts()).containsExactly("1", "储油库");
        }
    }

    @Example
    void shouldCountTheLineThatNamesTheSeparator() throws IOException {
        var rows = rows("sep=;\n编号;类型\n1;储油库\n");
        assertThat(rows).extracting(Row::number).containsExactly(2L, 3L);
        assertThat(rows.get(1).texts()).containsExactly("1", "储油库");
    }

    @Example
    void shouldReadTheNameOfTheSeparatorInEveryEncoding() throws IOException {
        for (var charset : List.of(StandardCharsets.UTF_8, StandardCharsets.UTF_16LE)) {
            assertThat(rows(("\uFEFFsep=|\r\n编号|类型\r\n1,2|储油库\r\n").getBytes(charset))
                            .get(1)
                            .texts())
                    .containsExactly("1,2", "储油库");
        }
    }

    @Example
    void shouldLeaveOutTheCtrlZThatOldProgramsEndATextWith() throws IOException {
        assertThat(rows("编号,类型\n1,储油库\n\u001A")).extracting(Row::texts).hasSize(2);
        assertThat(rows("编号,类型\n1,储油库\u001A").get(1).texts()).containsExactly("1", "储油库");
        assertThat(rows("编号,类型\r\n1,储油库\r\n\u001A\u001A")).hasSize(2);
    }

    @Example
    void shouldReadQuotedLineBreaksAndCountPhysicalLines() throws IOException {
        var rows = rows("编号,\"对象\r\n类型\"\r\n1, \"储\n\n油库\" \r\n\r\n2,加油站");
        assertThat(rows)
                .extracting(Row::texts)
                .containsExactly(List.of("编号", "对象\r\n类型"), List.of("1", "储\n\n油库"), List.of("2", "加油站"));
        assertThat(rows).extracting(Row::number).containsExactly(1L, 3L, 7L);
        assertThat(rows).extracting(Row::lastNumber).containsExactly(2L, 5L, 7L);
    }

    @Example
    void shouldLetAQuoteThatIsNeverClosedTakeNoOtherRowWithIt() throws IOException {
        var rows = rows("编号,名称,类型\n1,\"甲,储油库\n2,乙,储油库\n3,丙,储油库\n");
        assertThat(rows).extracting(Row::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(rows.get(1).broken()).contains("双引号不成对");
        assertThat(rows.get(2).texts()).containsExactly("2", "乙", "储油库");
        assertThat(rows.get(3).broken()).isNull();
    }

    @Example
    void shouldEndQuicklyOverAQuoteThatIsLeftOpenAmongManyRows() {
        var table = new StringBuilder("编号,名称,类型\n");
        for (int i = 0; i < 40_000; i++) {
            table.append(i).append(i == 7 ? ",\"甲,储油库\n" : ",甲,储油库\n");
        }
        assertTimeoutPreemptively(SOON, () -> {
            var rows = rows(table.toString());
            assertThat(rows).hasSize(40_001);
            assertThat(rows)
                    .filteredOn(row -> row.broken() != null)
                    .extracting(Row::number)
                    .containsExactly(9L);
        });
    }

    @Example
    void shouldEndQuicklyWhereEveryRowLeavesAQuoteOpen() {
        var table = "编号,名称,类型\n" + "1,\"甲,储油库\n".repeat(40_000);
        assertTimeoutPreemptively(SOON, () -> {
            var rows = rows(table);
            assertThat(rows).hasSize(40_001);
            assertThat(rows).filteredOn(row -> row.broken() != null).hasSize(40_000);
        });
    }

    @Example
    void shouldTakeAVastCellForAFaultOfItsRow() throws IOException {
        var rows = rows("编号,名称\n1," + "x".repeat(1_000_000) + "\n2,乙\n");
        assertThat(rows.get(1).broken()).contains("单元格超过 100000 个字符");
        assertThat(rows.get(2).texts()).containsExactly("2", "乙");
    }

    @Example
    void shouldTakeARowBeyondTheLimitForAFaultOfItsOwn() throws IOException {
        var rows = rows("编号,名称\n1," + "油".repeat(1_000_000) + "\n2,乙\n");
        assertThat(rows.get(1).broken()).contains("字节");
        assertThat(rows.get(1).number()).isEqualTo(2);
        assertThat(rows.get(2).number()).isEqualTo(3);
        assertThat(rows.get(2).texts()).containsExactly("2", "乙");
    }

    @Example
    void shouldReadACellOfTheMostCharactersThatItMayHave() throws IOException {
        assertThat(rows("编号,名称\n1," + "油".repeat(Limits.CELL) + "\n").get(1).broken())
                .isNull();
    }

    @Example
    void shouldReadTheRowsAnewEachTime() throws IOException {
        var sheet = new CsvSheet(Source.of("a.csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)), Limits.SMALL);
        assertThat(all(sheet)).isEqualTo(all(sheet)).hasSize(2);
        assertThat(sheet.address(2, 27)).isEqualTo("AB2");
    }

    @Provide
    Arbitrary<Character> separators() {
        return Arbitraries.of(CsvText.SEPARATORS);
    }

    @Provide
    Arbitrary<List<List<String>>> tables() {
        var cell = Arbitraries.strings().withChars("ab,\"\n类 ;\t|，").ofMaxLength(6);
        return cell.list().ofMinSize(2).ofMaxSize(4).list().ofMaxSize(12);
    }

    @Provide
    Arbitrary<List<String>> words() {
        return Arbitraries.strings()
                .withChars("排污单位油库é9（）")
                .ofMinLength(1)
                .ofMaxLength(8)
                .list()
                .ofMinSize(1)
                .ofMaxSize(20);
    }

    private static List<Row> rows(String text) throws IOException {
        return rows(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<Row> rows(byte[] bytes) throws IOException {
        return all(new CsvSheet(Source.of("名录.csv", bytes), Limits.LARGE));
    }

    private static List<Row> all(Sheet sheet) throws IOException {
        var found = new ArrayList<Row>();
        try (var rows = sheet.rows()) {
            for (var row = rows.next(); row != null; row = rows.next()) {
                found.add(row);
            }
        }
        return found;
    }
}
