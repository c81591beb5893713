package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.registry.ReadReport.ColumnRead;
import io.shuangsuiji.registry.ReadReport.Use;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.file.FileFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each name that bureaus give to a column is read as the column's own label is, in CSV and in workbooks: the plans of a
 * file under the one and under the other are equal, and are such as only the column's values lead to.
 */
class HeaderNamesTest {
    private static final String ID = "对象编号";
    private static final String TYPE = "对象类型";
    private static final String LEVEL = "监管级别";
    private static final Map<String, Plan> UNDER_LABELS = new HashMap<>();

    /** The label, the other name, the values of the column and what they must lead to. */
    private record Name(String fact, String label, String other, List<Object> values, String expected) {
        @Override
        public String toString() {
            return other + " → " + label;
        }
    }

    /** Three objects that differ in the column alone. */
    private static List<List<Object>> table(String label, String header, List<Object> values) {
        var columns = new LinkedHashMap<String, List<Object>>();
        columns.put(ID, List.of("PW-1", "PW-2", "PW-3"));
        columns.put(TYPE, List.of("排污单位", "排污单位", "排污单位"));
        columns.put(LEVEL, List.of("一般", "一般", "一般"));
        columns.put("排污许可管理类别", List.of("登记管理", "登记管理", "登记管理"));
        if (label.equals("排污许可管理类别")) {
            columns.put("正面清单", List.of("是", "是", "是"));
        }
        columns.put(label, values);
        var rows = new ArrayList<List<Object>>();
        rows.add(columns.keySet().stream()
                .<Object>map(column -> column.equals(label) ? header : column)
                .toList());
        for (int i = 0; i < 3; i++) {
            int row = i;
            rows.add(columns.values().stream().map(cells -> cells.get(row)).toList());
        }
        return rows;
    }

    static Stream<Name> names() {
        var names = new ArrayList<Name>();
        add(names, "id", ID, List.of("QY-7", "QY-7", "QY-9"), "编号重复：QY-7", """
                污染源代码 企业编码 企业代码 单位编码 检查对象编码 社会信用代码 统一社会信用代码 项目编号 排污口编号 排污许可证编号""");
        add(names, "objectType", TYPE, List.of("加油站", "储油库", "加油站"), "层：加油站和储油库 3", """
                对象类别 检查对象类型 检查对象类别 监管对象类型""");
        add(names, "supervisionLevel", LEVEL, List.of("重点", "特殊", "重点"), "重点=2 特殊=1", """
                监管等级 监管分级 监管类别 监管对象级别 污染源监管级别 排污单位监管类型""");
        add(
                names,
                "lastPenaltyDate",
                "行政处罚决定日期",
                List.of(LocalDate.of(2024, 2, 1), "", LocalDate.of(2024, 3, 1)),
                "特殊=2 一般=1",
                all(List.of("", "最近一次"), List.of("", "行政"), List.of("处罚"), List.of("", "决定"), List.of("日期", "时间")));
        add(names, "creditRating", "环境信用等级", List.of("环保警示企业", "环保诚信企业", ""), "特殊=1 不纳入=1 一般=1", """
                信用等级 环保信用等级 环境信用评价等级 环境信用评价结果 企业环境信用评价等级 企业环境信用评价结果""");
        add(names, "vocsGrade", "涉VOCs企业分级", List.of("C", "A", "B"), "特殊=1 不纳入=1 一般=1", """
                VOCs分级 VOCs等级 涉VOCs分级 VOCs企业分级""");
        add(
                names,
                "complaintsInQuarter",
                "季度内投诉宗数",
                List.of(new BigDecimal("10"), new BigDecimal("9"), new BigDecimal("0")),
                "特殊=1 一般=2",
                all(List.of("", "本季度", "当季", "信访"), List.of("投诉"), List.of("宗数", "次数", "件数")));
        add(names, "onPositiveList", "正面清单", List.of("是", "否", "是"), "不纳入=2 一般=1", """
                是否正面清单 是否纳入正面清单 是否列入正面清单 正面清单企业""");
        add(
                names,
                "permitManagement",
                "排污许可管理类别",
                List.of("重点管理", "简化管理", "登记管理"),
                "一般=1 不纳入=2",
                "许可管理类别 " + all(List.of("排污许可"), List.of("", "证"), List.of("", "管理"), List.of("类别")));
        add(names, "team", "执法队", List.of("外队", "外队", ""), "执法队：外队", """
                责任队 所属队伍 执法中队 执法大队 管辖单位""");
        return names.stream();
    }

    private static void add(
            List<Name> names, String fact, String label, List<Object> values, String expected, String others) {
        for (var other : others.strip().split("\\s+")) {
            if (!other.equals(label)) {
                names.add(new Name(fact, label, other, values, expected));
            }
        }
    }

    /** Every name that is put together of one part of each list. */
    @SafeVarargs
    private static String all(List<String>... parts) {
        var all = List.of("");
        for (var part : parts) {
            all = all.stream()
                    .flatMap(begun -> part.stream().map(next -> begun + next))
                    .toList();
        }
        return String.join(" ", all);
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadTheNameAsItsLabelInCsv(Name name) {
        shouldBeEqual(name, plan(csv(name, name.other())));
    }

    @ParameterizedTest
    @MethodSource("names")
    void shouldReadTheNameAsItsLabelInAWorkbook(Name name) throws IOException {
        shouldBeEqual(name, plan(workbook(name, name.other())));
    }

    @Test
    void shouldReadYesInAColumnOfSpecialObjectsAsThatLevel() throws IOException {
        var flags = new Name("supervisionLevel", LEVEL, "是否特殊监管对象", List.of("是", "否", "√"), "");
        for (var plan : List.of(plan(csv(flags, flags.other())), plan(workbook(flags, flags.other())))) {
            assertThat(plan.categories()).containsEntry("特殊", 2L);
            assertThat(plan.rejected()).isEmpty();
            assertThat(plan.columns())
                    .filteredOn(column -> column.use() == Use.MARK)
                    .extracting(ColumnRead::header)
                    .containsExactly("是否特殊监管对象");
        }
    }

    private static void shouldBeEqual(Name name, Plan plan) {
        var same = UNDER_LABELS.computeIfAbsent(name.label(), label -> plan(csv(name, label)));
        assertThat(said(name, plan)).isEqualTo(name.expected());
        assertThat(plan.rejected()).isEmpty();
        assertThat(plan.columns())
                .filteredOn(column -> column.header().equals(name.other()) && column.use() == Use.TAKEN)
                .extracting(ColumnRead::fact)
                .contains(name.fact());
        assertThat(plan.categories()).isEqualTo(same.categories());
        assertThat(plan.strata()).isEqualTo(same.strata());
        assertThat(plan.offSite()).isEqualTo(same.offSite());
        assertThat(plan.reviews()).isEqualTo(same.reviews());
        assertThat(plan.conflicts()).isEqualTo(same.conflicts());
        assertThat(plan.findings()).isEqualTo(same.findings());
    }

    /** What the plan says that depends on the column. */
    private static String said(Name name, Plan plan) {
        return switch (name.fact()) {
            case "id" -> "编号重复：" + examples(plan, "重复");
            case "team" -> examples(plan, "外队").isEmpty() ? "" : "执法队：外队";
            case "objectType" ->
                "层："
                        + plan.strata().stream()
                                .filter(stratum -> stratum.population() > 0)
                                .map(stratum -> stratum.stratum() + " " + stratum.population())
                                .sorted()
                                .reduce((a, b) -> a + "，" + b)
                                .orElse("");
            default -> {
                var order = name.expected().replaceAll("=\\d+", "").split(" ");
                yield Stream.of(order)
                        .map(category -> category + "=" + plan.categories().get(category))
                        .reduce((a, b) -> a + " " + b)
                        .orElse("");
            }
        };
    }

    private static String examples(Plan plan, String word) {
        return plan.findings().stream()
                .filter(finding -> finding.message().contains(word))
                .map(finding -> String.join("、", finding.examples()))
                .findFirst()
                .orElse("");
    }

    private static Plan plan(Source file) {
        var request = TestEditions.request(TestEditions.served(), "2024Q1", 36, 12, "2024-03-20");
        try {
            return Plans.make(new Plans.Job(
                    TestEditions.served(), null, request, RegistryFile.of(file, FileFormat.of(file, null))));
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    private static Source csv(Name name, String header) {
        var text = new StringBuilder();
        for (var row : table(name.label(), header, name.values())) {
            text.append(String.join(",", row.stream().map(Object::toString).toList()))
                    .append("\r\n");
        }
        return Source.of("名录.csv", text.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Source workbook(Name name, String header) throws IOException {
        try (var book = new XSSFWorkbook();
                var bytes = new ByteArrayOutputStream()) {
            var day = book.createCellStyle();
            day.setDataFormat((short) 14);
            var sheet = book.createSheet("名录");
            for (var row : table(name.label(), header, name.values())) {
                var cells = sheet.createRow(sheet.getLastRowNum() + 1);
                for (var value : row) {
                    var cell = cells.createCell(Math.max(0, cells.getLastCellNum()));
                    fill(cell, value);
                    if (value instanceof LocalDate) {
                        cell.setCellStyle(day);
                    }
                }
            }
            book.write(bytes);
            return Source.of("名录.xlsx", bytes.toByteArray());
        }
    }

    private static void fill(Cell cell, Object value) {
        if (value instanceof LocalDate day) {
            cell.setCellValue(day);
        } else if (value instanceof BigDecimal number) {
            cell.setCellValue(number.doubleValue());
        } else {
            cell.setCellValue(value.toString());
        }
    }
}
