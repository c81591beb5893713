package io.shuangsuiji.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.ReadReport;
import io.shuangsuiji.registry.RegistryObject;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A neighbouring plan with a further object type, river outfalls, is expressed under dmn/ alone. */
class NeighbourEditionTest {
    private static final ReadReport READ = new ReadReport(
            "", "", 0, List.of(), List.of(), List.of(), new ReadReport.Skipped(0, List.of()), null, List.of());

    private static final String NAME = "2025-01-01";
    private Edition edition;

    @BeforeEach
    void amend(@TempDir Path editions) {
        var folder = TestEditions.copyTo(editions, NAME);
        TestEditions.replaceOnce(folder.resolve("types.dmn"), "\"排污单位\",\"建设项目\",", "\"排污单位\",\"建设项目\",\"入河排污口\",");
        TestEditions.replaceOnce(
                folder.resolve("routing.dmn"), "\"排污单位\",\"建设项目\",\"入海排污口\"", "\"排污单位\",\"建设项目\",\"入河排污口\",\"入海排污口\"");
        TestEditions.replaceOnce(
                folder.resolve("quota.dmn"),
                "      <rule id=\"quota-decision-rules-table-rule-1\">",
                row("重点", "占总体比例", "0.05")
                        + row("一般", "按参与执法检查人员倍数", "2")
                        + row("特殊", "占总体比例", "0.2")
                        + "      <rule id=\"quota-decision-rules-table-rule-1\">");
        edition = TestEditions.load(editions).named(NAME).orElseThrow();
    }

    private static String row(String category, String measure, String rate) {
        var cells = new StringBuilder("      <rule>\n");
        for (var input : new String[] {"\"入河排污口\"", '"' + category + '"'}) {
            cells.append("        <inputEntry><text>").append(input).append("</text></inputEntry>\n");
        }
        var outputs = new String[] {
            '"' + category + "入河排污口\"",
            '"' + measure + '"',
            rate,
            "\"年度\"",
            "[1]",
            "true",
            "null",
            "null",
            "null",
            "false"
        };
        for (var output : outputs) {
            cells.append("        <outputEntry><text>").append(output).append("</text></outputEntry>\n");
        }
        for (var note : new String[] {"R17", "四", ""}) {
            cells.append("        <annotationEntry><text>").append(note).append("</text></annotationEntry>\n");
        }
        return cells.append("      </rule>\n").toString();
    }

    private RegistryObject outfall(int number, String level) {
        var facts = new HashMap<String, Object>();
        facts.put("objectType", "入河排污口");
        facts.put("supervisionLevel", level);
        return new RegistryObject(null, number, "RH" + number, null, null, null, facts);
    }

    @Test
    void shouldPlanTheNewObjectType() {
        var planner = new Planner(
                edition, TestEditions.request(edition, "2025Q1", 36, 12, "2025-01-02"), null, decided -> {});
        for (int i = 0; i < 100; i++) {
            planner.add(outfall(i, "重点"));
            planner.add(outfall(100 + i, "一般"));
            planner.add(outfall(200 + i, "特殊"));
        }
        var plan = planner.finish(READ);
        assertThat(plan.strata())
                .filteredOn(stratum -> stratum.objectTypes().contains("入河排污口"))
                .extracting(Stratum::stratum, Stratum::population, Stratum::required, Stratum::drawnBy)
                .containsExactly(
                        tuple("重点入河排污口", 100L, 5L, "执法二队"),
                        tuple("一般入河排污口", 100L, 24L, "执法二队"),
                        tuple("特殊入河排污口", 100L, 20L, "执法二队"));
    }

    @Test
    void shouldReportTheNewTypesObjectsThatTheTablesForgot() {
        var planner = new Planner(
                edition, TestEditions.request(edition, "2025Q1", 36, 12, "2025-01-02"), null, decided -> {});
        planner.add(outfall(1, null));
        assertThat(planner.finish(READ).findings())
                .anyMatch(finding ->
                        finding.message().contains("入河排污口") && finding.message().contains("无规定"));
    }
}
