package io.shuangsuiji.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.Table.Cell;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Kind;
import io.shuangsuiji.model.cell.CellText;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

public class EditionModelTest {
    public static SortedMap<String, byte[]> shipped() throws Exception {
        var files = new TreeMap<String, byte[]>();
        try (var listed = Files.list(Path.of("dmn/2024-01-01"))) {
            for (var file : listed.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        return files;
    }

    private static Table table(EditionModel tables, String label) {
        return tables.tables().stream()
                .filter(table -> table.label().equals(label))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldShowTheQuotaTableAsStaffReadIt() throws Exception {
        var rules = table(EditionModel.read(shipped()), "抽样规则");
        assertThat(rules.kind()).isEqualTo(Kind.DECISION_TABLE);
        assertThat(rules.hitPolicyInWords()).startsWith("唯一");
        assertThat(rules.columns()).extracting(Column::label).startsWith("对象类型", "监管类别", "抽样层", "抽样方式", "抽查比例/倍数");
        assertThat(rules.columns().get(0).type().values()).contains("排污单位", "储油库");
        var first = rules.rows().get(0);
        assertThat(first.name()).isEqualTo("R05");
        assertThat(first.cells())
                .extracting(Cell::text)
                .startsWith("排污单位", "重点", "重点排污单位", "占总体比例", "12.5%", "季度", "1、2、3、4", "是");
        assertThat(first.cells().get(4).address()).isEqualTo("quota-decision-rules-table-rule-1-out-4");
    }

    @Test
    void shouldShowConstantsRelationsContextsAndTypesAsTablesToo() throws Exception {
        var tables = EditionModel.read(shipped());
        var window = table(tables, "处罚回溯期");
        assertThat(window.constant()).isTrue();
        assertThat(window.rows().get(0).cells().get(0).text()).isEqualTo("12个月");
        assertThat(table(tables, "近期受处罚").constant()).isFalse();
        assertThat(table(tables, "任务状态").rows()).hasSizeGreaterThanOrEqualTo(5);
        assertThat(table(tables, "任务状态").rows().get(1).cells().get(1).text()).isEqualTo("已反馈");
        assertThat(table(tables, "补充日历").columns()).extracting(Column::label).containsExactly("日期", "工作日", "名称");
        assertThat(table(tables, "方案参数").kind()).isEqualTo(Kind.CONTEXT);
        assertThat(table(tables, "词汇：取值范围").rows().get(0).cells())
                .extracting(Cell::text)
                .containsExactly("对象类型", "排污单位、建设项目、入海排污口、社会生态环境监测机构、柴油车用车大户、机动车排放检验机构、加油站、储油库");
    }

    @Test
    void shouldReadBackEveryCellOfTheShippedEditionAsWhatItIs() throws Exception {
        int cells = 0;
        int feel = 0;
        for (var table : EditionModel.read(shipped()).tables()) {
            for (var row : table.rows()) {
                for (var cell : row.cells()) {
                    if (cell.address() != null) {
                        cells++;
                        var read = CellText.read(cell.role(), cell.type(), cell.text());
                        assertThat(CellText.sameMeaning(cell.role(), String.valueOf(read.feel()), cell.feel()))
                                .as(table.label() + " " + row.name() + ": " + cell.feel() + " shown as " + cell.text()
                                        + " read as " + read)
                                .isTrue();
                        if (table.kind() == Kind.DECISION_TABLE && cell.text().startsWith("= ")) {
                            feel++;
                        }
                    }
                }
            }
        }
        assertThat(cells).isGreaterThan(700);
        assertThat(feel).as("cells that staff see as FEEL").isLessThan(40);
    }

    @Test
    void shouldFindEveryElementByItsAddress() throws Exception {
        for (var file : EditionModel.read(shipped()).files().values()) {
            var open = new java.util.ArrayDeque<>(java.util.List.of(file.xml().root()));
            while (!open.isEmpty()) {
                var element = open.remove();
                assertThat(file.at(file.addressOf(element))).containsSame(element);
                open.addAll(element.children());
            }
        }
    }

    @Test
    void shouldKnowAnnotationColumnsFromOutputs() throws Exception {
        var triggers = table(EditionModel.read(shipped()), "触发情形");
        assertThat(triggers.columns())
                .filteredOn(column -> column.kind() == ColumnKind.ANNOTATION)
                .extracting(Column::label)
                .containsExactly("规则编号", "依据条款", "条款原文");
        assertThat(triggers.rows().get(0).cells()).hasSameSizeAs(triggers.columns());
    }
}
