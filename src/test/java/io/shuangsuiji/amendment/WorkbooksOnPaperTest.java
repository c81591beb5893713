package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.jobs.JobProgress;
import io.shuangsuiji.registry.RegistryTemplate;
import io.shuangsuiji.scenario.mutation.Template;
import io.shuangsuiji.scenario.result.ScenarioRun;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import org.apache.poi.ss.usermodel.PrintSetup;
import org.apache.poi.ss.usermodel.Sheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;

/** Every sheet that the service writes comes out on A4 across, as wide as the page, with its heading on each and its pages counted. */
class WorkbooksOnPaperTest {
    private static void comesOut(byte[] bytes, Predicate<Sheet> ours) throws IOException {
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(bytes))) {
            assertThat(workbook).anyMatch(ours);
            for (int index = 0; index < workbook.getNumberOfSheets(); index++) {
                var sheet = workbook.getSheetAt(index);
                if (workbook.isSheetHidden(index) || !ours.test(sheet)) {
                    continue;
                }
                var print = sheet.getPrintSetup();
                assertThat(print.getPaperSize()).as(sheet.getSheetName()).isEqualTo(PrintSetup.A4_PAPERSIZE);
                assertThat(print.getLandscape()).as(sheet.getSheetName()).isTrue();
                assertThat(sheet.getFitToPage()).as(sheet.getSheetName()).isTrue();
                assertThat(print.getFitHeight()).as(sheet.getSheetName()).isEqualTo((short) 0);
                assertThat(sheet.getFooter().getRight())
                        .as(sheet.getSheetName())
                        .contains("&P", "&N");
                if (sheet.getPaneInformation() != null) {
                    assertThat(sheet.getRepeatingRows().getLastRow() + 1)
                            .as(sheet.getSheetName())
                            .isEqualTo(sheet.getPaneInformation().getHorizontalSplitPosition());
                }
            }
        }
    }

    @Test
    void shouldBeSoOfTheTablesOfADraft() throws IOException {
        var out = new ByteArrayOutputStream();
        TableWorkbook.write(Shipped.tables(), new TableWorkbook.Origin("20240601-abcdefgh", 1), out);
        comesOut(out.toByteArray(), sheet -> true);
    }

    @Test
    void shouldBeSoOfTemplates() throws IOException {
        comesOut(RegistryTemplate.of(TestEditions.shipped()), sheet -> true);
        comesOut(Template.of(TestEditions.shipped(), List.of()), sheet -> true);
    }

    /** The testers' own sheets stay as they are. */
    @Test
    void shouldBeSoOfTheResultsOfScenarios() throws IOException {
        var file = Path.of("test-scenarios/D-路由.xlsx");
        var run = ScenarioRun.of(
                TestEditions.shipped(),
                List.of(new ScenarioRun.Given("D-路由.xlsx", Files.readAllBytes(file))),
                false,
                JobProgress.NONE);
        comesOut(run.workbooks().get(0), sheet -> sheet.getSheetName().matches("汇总.*|覆盖率.*|建议场景.*"));
    }
}
