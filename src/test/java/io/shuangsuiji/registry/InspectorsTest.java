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
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class InspectorsTest {
    private static final String HEADER = "人员编号,姓名,执法队,参与执法检查,执法证号,执法证有效期起,执法证有效期止,回避对象,片区,专家库\n";
    private static final String ROW = "A1,张三,执法科一队,是,ZF 001,2020年1月5日,2025/1/4,\"NS-2、91440300ＭＡ5\",南山；西丽,危废 辐射\n";
    private static final Inspector ZHANG = new Inspector(
            "A1",
            "张三",
            "执法科一队",
            true,
            "ZF001",
            LocalDate.of(2020, 1, 5),
            LocalDate.of(2025, 1, 4),
            List.of("91440300MA5", "NS-2"),
            List.of("南山", "西丽"),
            List.of("危废", "辐射"));

    @Test
    void shouldReadWhatARosterSaysOfAnInspector() throws IOException {
        assertThat(inspectors(HEADER + ROW)).containsExactly(ZHANG);
        assertThat(Roster.inspectors(
                        Source.of(file((HEADER + ROW.replace("Ｍ", "M")).getBytes(GBK))), TestEditions.shipped()))
                .containsExactly(ZHANG);
    }

    @Test
    void shouldReadTheSameOfAWorkbookAndOfJson() throws IOException {
        var book = workbook(excel -> {
            var sheet = excel.createSheet("名册");
            var header = sheet.createRow(0);
            var row = sheet.createRow(1);
            var names = HEADER.strip().split(",");
            var cells = List.of(
                    "A1",
                    "张三",
                    "执法科一队",
                    "是",
                    "ZF001",
                    "2020-01-05",
                    "2025-01-04",
                    "NS-2,91440300MA5",
                    "南山 西丽",
                    "危废、辐射");
            for (int i = 0; i < names.length; i++) {
                header.createCell(i).setCellValue(names[i]);
                row.createCell(i).setCellValue(cells.get(i));
            }
        });
        assertThat(Roster.inspectors(Source.of(book), TestEditions.shipped())).containsExactly(ZHANG);
        assertThat(inspectors("""
                        [{"id":"A1","name":"张三","team":"执法科一队","participates":true,"licence":"ZF001","licenceFrom":"2020-01-05",
                        "licenceUntil":"2025-01-04","recusals":["NS-2","91440300MA5"],"areas":["西丽","南山"],"expertise":"危废、辐射"}]
                        """)).containsExactly(ZHANG);
    }

    @Test
    void shouldTakeTheLicenceForAnIdWhereThereIsNoBetter() throws IOException {
        assertThat(inspectors("行政执法证号,姓名\nZF1,张三\n")).singleElement().satisfies(each -> {
            assertThat(each.id()).isEqualTo("ZF1");
            assertThat(each.licence()).isEqualTo("ZF1");
            assertThat(each.participates()).isNull();
        });
        assertThat(inspectors("工号,行政执法证号\n7,ZF1\n"))
                .extracting(Inspector::id, Inspector::licence)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("7", "ZF1"));
    }

    @Test
    void shouldCountWhatItReads() throws IOException {
        var sample = Source.of(Path.of("samples/staffing.csv"));
        var roster = Roster.inspectors(sample, TestEditions.shipped());
        assertThat(Roster.count(roster)).isEqualTo(Roster.read(sample, TestEditions.shipped()));
        assertThat(Roster.read(
                        Source.of(file("[{\"人员编号\":\"1\",\"参与执法检查\":\"是\"},{\"人员编号\":\"2\"}]")),
                        TestEditions.shipped()))
                .isEqualTo(new Staffing(2, 1));
    }

    @Test
    void shouldDigestAllOfAnInspectorWhateverTheOrderOfALists() throws IOException {
        assertThat(ZHANG.row().keySet())
                .containsExactlyInAnyOrder(java.util.Arrays.stream(Inspector.class.getRecordComponents())
                        .map(java.lang.reflect.RecordComponent::getName)
                        .toArray(String[]::new));
        assertThat(inspectors(HEADER + ROW.replace("NS-2、91440300ＭＡ5", "91440300MA5、NS-2"))
                        .get(0)
                        .row())
                .isEqualTo(ZHANG.row())
                .containsEntry("licenceFrom", "2020-01-05");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "人员编号,执法证有效期止;1,2024-02-30|/执法证有效期止|B2|2024-02-30",
                "人员编号,执法证有效期起;1,去年|/执法证有效期起|B2|去年",
                "人员编号,执法证有效期起,执法证有效期止;1,2024-05-01,2023-05-01|/执法证有效期止|C2|早于有效期起 2024-05-01",
                "人员编号,姓名;A1,甲;Ａ１,乙|/人员编号|A3|与第 2 行重复",
                "人员编号,姓名;,甲|/人员编号|A2|缺少人员编号",
                "人员编号,参与执法检查;1,可能|/参与执法检查|B2|应填 是 或 否",
                "人员编号,姓名;1,甲,乙||-|有 3 个",
                "人员编号,执法证有效期之|/执法证有效期之||疑为",
                "姓名,执法队;甲,一队|/id||缺少必需的列「人员编号」",
                "[{`id`:`1`},{`id`:`1`}]|/id||与第 1 条重复",
                "[{`id`:`1`,`areas`:[{}]}]|/areas||应为文字的数组",
                "[{`id`:[1]}]|/id||应为单个的值",
                "[{`id`:`1`},7]|||应为对象",
                "[{`id`:`1`,`licenceUntill`:`2024-01-01`}]|/licenceUntill||疑为「licenceUntil」之误",
                "[]|||没有任何人员",
                "{`officers`:36}|||收到的是人数",
            })
    void shouldNameWhatIsWrongWithARoster(String content, String pointer, String cell, String detail) {
        var problems = refusal(content.replace(';', '\n').replace('`', '"') + "\n");
        assertThat(problems).anySatisfy(problem -> {
            assertThat(problem.pointer()).isEqualTo(pointer == null ? "" : pointer);
            assertThat(problem.cell()).isEqualTo("-".equals(cell) ? null : cell);
            assertThat(problem.detail()).contains(detail).contains(" / ");
        });
    }

    private static List<FieldProblem> refusal(String content) {
        return catchThrowableOfType(UnreadableFile.class, () -> inspectors(content))
                .problems();
    }

    private static List<Inspector> inspectors(String content) throws IOException {
        return Roster.inspectors(Source.of(file(content)), TestEditions.shipped());
    }
}
