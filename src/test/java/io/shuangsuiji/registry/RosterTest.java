package io.shuangsuiji.registry;

import static io.shuangsuiji.registry.Registries.GBK;
import static io.shuangsuiji.registry.Registries.file;
import static io.shuangsuiji.registry.Registries.workbook;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RosterTest {
    private static final String HEADER = "人员编号,姓名,执法队,参与执法检查\n";

    @Test
    void shouldCountTheRosterOfTheSample() throws IOException {
        assertThat(Roster.read(Source.of(Path.of("samples/staffing.csv")), TestEditions.shipped()))
                .isEqualTo(new Staffing(36, 12));
    }

    @Test
    void shouldCountOfficersAndThoseWhoTakePart() throws IOException {
        var csv = HEADER + "1,甲,执法科一队,是\n2,乙,执法科一队,否\n\n3,丙,执法科二队,\n";
        assertThat(Roster.read(Source.of(file(csv)), TestEditions.shipped())).isEqualTo(new Staffing(3, 1));
        assertThat(Roster.read(Source.of(file(csv.replace(',', '\t').getBytes(GBK))), TestEditions.shipped()))
                .isEqualTo(new Staffing(3, 1));
    }

    @Test
    void shouldNotKnowHowManyTakePartWithoutTheColumn() throws IOException {
        assertThat(Roster.read(Source.of(file("编号,姓名\n1,甲\n")), TestEditions.shipped()))
                .isEqualTo(new Staffing(1, null));
    }

    @Test
    void shouldCountAWorkbook() throws IOException {
        var roster = workbook(book -> {
            var sheet = book.createSheet("执法人员");
            sheet.createRow(0).createCell(0).setCellValue("执法科人员名册");
            var header = sheet.createRow(1);
            header.createCell(0).setCellValue("人员编号");
            header.createCell(1).setCellValue("参与执法检查");
            for (int i = 2; i < 7; i++) {
                var row = sheet.createRow(i);
                row.createCell(0).setCellValue(i);
                row.createCell(1).setCellValue(i % 2 == 0 ? "是" : "否");
            }
        });
        assertThat(Roster.read(Source.of(roster), TestEditions.shipped())).isEqualTo(new Staffing(5, 3));
    }

    @Test
    void shouldTakeTheTwoNumbersAsJson() throws IOException {
        assertThat(Roster.read(
                        Source.of(file("{\"officers\":36,\n\"participatingOfficers\":12}")), TestEditions.shipped()))
                .isEqualTo(new Staffing(36, 12));
        assertThat(Roster.read(
                        Source.of(file("{\"officers\":36,\"participatingOfficers\":null}")), TestEditions.shipped()))
                .isEqualTo(new Staffing(36, null));
        assertThat(Roster.read(Source.of(file("{\"执法人员数量\":0}")), TestEditions.shipped()))
                .isEqualTo(new Staffing(0, null));
    }

    @Test
    void shouldNameTheLineOfEveryBadRow() {
        var problems = refusal(HEADER + "1,甲,,也许\n,乙,,是\n1,丙,,是\n4,丁,,是,多,余\n");
        assertThat(problems).extracting(FieldProblem::pointer).containsExactly("/参与执法检查", "/人员编号", "/人员编号", "");
        assertThat(problems.get(0).detail()).startsWith("第 2 行 / line 2: ").contains("应填 是 或 否");
        assertThat(problems.get(1).detail()).startsWith("第 3 行 / line 3: ").contains("缺少人员编号");
        assertThat(problems.get(2).detail()).startsWith("第 4 行 / line 4: ").contains("「1」与第 2 行重复");
        assertThat(problems.get(3).detail()).startsWith("第 5 行 / line 5: ").contains("有 6 个");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "姓名,执法队|/id|缺少必需的列「人员编号」",
                "人员编号,参与执法检察|/参与执法检察|疑为「参与执法检查」之误",
                "a,b||没有表头",
                "人员编号,姓名||表头之后没有任何人员",
                "{\"participatingOfficers\":12}|/officers|缺少「执法人员数量」",
                "{\"officers\":null}|/officers|不能为空",
                "{\"officers\":-1}|/officers|应为不小于 0 的整数，收到 -1",
                "{\"officers\":2.5}|/officers|收到 2.5",
                "{\"officers\":\"36\"}|/officers|收到 \"36\"",
                "{\"officers\":1e400}|/officers|应为不小于 0 的整数",
                "{\"officers\":1,\"officers\":2}|/officers|重复出现",
                "{\"officers\":1,\"participatingOficers\":2}|/participatingOficers|疑为「participatingOfficers」之误",
                "{\"officers\":1||第 2 行：JSON 格式有误",
                "[{\"officers\":1}]|/id|缺少人员编号",
            })
    void shouldRefuseWhatIsNoRoster(String content, String pointer, String detail) {
        assertThat(refusal(content + "\n")).singleElement().satisfies(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
            assertThat(problem.detail()).contains(detail).contains(" / ");
        });
    }

    private static List<FieldProblem> refusal(String content) {
        return catchThrowableOfType(
                        UnreadableFile.class, () -> Roster.read(Source.of(file(content)), TestEditions.shipped()))
                .problems();
    }
}
