package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport.ColumnRead;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.registry.RegistryTemplate;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.poi.xssf.usermodel.XSSFSheet;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RegistryTemplateTest {
    private static final String CODE = "91440300MA5FNXYZ1X";

    private static XSSFWorkbook template(Edition edition) throws IOException {
        return new XSSFWorkbook(new ByteArrayInputStream(RegistryTemplate.of(edition)));
    }

    private static List<String> headers(XSSFSheet sheet) {
        return IntStream.range(0, sheet.getRow(0).getLastCellNum())
                .mapToObj(i -> sheet.getRow(0).getCell(i).getStringCellValue())
                .toList();
    }

    private static String offered(XSSFSheet sheet, String header) {
        int column = headers(sheet).indexOf(header);
        return sheet.getDataValidations().stream()
                .filter(words -> words.getRegions().getCellRangeAddresses()[0].getFirstColumn() == column)
                .map(words -> words.getValidationConstraint().getFormula1())
                .findFirst()
                .orElse(null);
    }

    private static List<String> notes(XSSFWorkbook workbook, String label) {
        for (var row : workbook.getSheet("填写说明")) {
            if (row.getCell(0).toString().equals("「" + label + "」")) {
                return IntStream.range(1, 4)
                        .mapToObj(i -> row.getCell(i).toString())
                        .toList();
            }
        }
        throw new AssertionError(label);
    }

    @Test
    void shouldOfferTheWordsOfTheEdition() throws IOException {
        try (var workbook = template(TestEditions.shipped())) {
            var sheet = workbook.getSheet("名录库");
            assertThat(headers(sheet))
                    .startsWith("对象编号", "单位名称", "执法队", "统一社会信用代码", "本年已检查次数", "对象类型")
                    .contains("正面清单");
            assertThat(offered(sheet, "监管级别")).isEqualTo("\"重点,一般,特殊\"");
            assertThat(offered(sheet, "正面清单")).isEqualTo("\"是,否\"");
            assertThat(offered(sheet, "执法队")).contains("执法科一队");
            assertThat(offered(sheet, "对象编号")).isNull();
            assertThat(sheet.getColumnStyle(3).getDataFormatString()).isEqualTo("@");
            assertThat(sheet.getColumnStyle(headers(sheet).indexOf("行政处罚决定日期")).getDataFormatString())
                    .isEqualTo("yyyy-mm-dd");
        }
    }

    @Test
    void shouldSayWhatMayStandInEachColumn() throws IOException {
        try (var workbook = template(TestEditions.shipped())) {
            assertThat(notes(workbook, "对象编号").subList(0, 2)).containsExactly("必填", "文字");
            assertThat(notes(workbook, "对象类型").get(1)).startsWith("填其中一个：排污单位、建设项目、");
            assertThat(notes(workbook, "行政处罚决定日期").subList(0, 2)).containsExactly("可留空", "日期，如 2024-03-20");
            assertThat(notes(workbook, "季度内投诉宗数").get(1)).startsWith("不小于 0 的整数");
            assertThat(notes(workbook, "本年已检查次数").get(1)).startsWith("不小于 0 的整数");
            assertThat(notes(workbook, "正面清单").get(1)).isEqualTo("是 或 否");
            assertThat(notes(workbook, "监管级别").get(2)).startsWith("也认：监管等级、").contains("「特殊对象」填 是，即为「特殊」");
        }
    }

    @Test
    void shouldBeReadOnceFilled() throws IOException {
        var edition = TestEditions.shipped();
        try (var workbook = template(edition);
                var bytes = new ByteArrayOutputStream()) {
            var sheet = workbook.getSheet("名录库");
            var typed = Map.of("对象编号", "D001", "统一社会信用代码", CODE, "对象类型", "排污单位", "监管级别", "重点", "正面清单", "否");
            var row = sheet.createRow(1);
            typed.forEach((header, text) ->
                    row.createCell(headers(sheet).indexOf(header)).setCellValue(text));
            var day = row.createCell(headers(sheet).indexOf("行政处罚决定日期"));
            day.setCellStyle(sheet.getColumnStyle(day.getColumnIndex()));
            day.setCellValue(LocalDate.of(2024, 3, 1));
            workbook.write(bytes);
            var request = PlanRequest.read(
                    edition, Map.of("quarter", "2024Q1", "officers", "30")::get, LocalDate.of(2024, 3, 20));
            var file = RegistryFile.of(Source.of("名录库.xlsx", bytes.toByteArray()), FileFormat.XLSX);
            var objects = new ArrayList<>();
            try (var rows = file.open(edition)) {
                rows.forEachRemaining(objects::add);
            }
            assertThat(objects).singleElement().asString().contains("D001", CODE, "2024-03-01", "重点");
            var plan = Plans.make(new Plans.Job(edition, null, request, file));
            assertThat(plan.objects()).isEqualTo(1);
            assertThat(plan.rejected()).isEmpty();
            assertThat(plan.registry().lacking()).isEmpty();
            assertThat(plan.registry().columns())
                    .hasSameSizeAs(headers(sheet))
                    .extracting(ColumnRead::use)
                    .containsOnly(Use.TAKEN);
        }
    }

    @Test
    void shouldFollowTheEdition(@TempDir Path editions) throws IOException {
        var folder = TestEditions.copyTo(editions, "2025-01-01");
        TestEditions.replaceOnce(folder.resolve("types.dmn"), "\"重点管理\",\"简化管理\",", "\"重点管理\",\"简化管理\",\"豁免管理\",");
        var edition = TestEditions.load(editions).named("2025-01-01").orElseThrow();
        try (var workbook = template(edition)) {
            assertThat(offered(workbook.getSheet("名录库"), "排污许可管理类别")).contains("豁免管理");
        }
    }
}
