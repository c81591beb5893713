package io.shuangsuiji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ScenariosCommandTest {
    private static final String HEAD = "输入,,,,,期望\n对象类型,监管类别,总体数,执法人员数量,季度,应抽数\n";

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return CommandLineInterface.with(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private static String quota(Path folder, String rows) throws IOException {
        return Files.writeString(folder.resolve("配额.csv"), HEAD + rows).toString();
    }

    @Test
    void shouldRunTheShippedWorkbooksAndWriteResultCopies(@TempDir Path folder) throws IOException {
        assertThat(run("scenarios", "--as-of", "2024-05-10", "-o", folder.toString()))
                .as(out + "" + err)
                .isZero();
        assertThat(out.toString()).contains("不通过 0", "用到的表行").doesNotContain("没有场景用到", "未试全");
        var file = folder.resolve("C-联合-结果.xlsx");
        try (var workbook = new XSSFWorkbook(Files.newInputStream(file))) {
            assertThat(workbook.getSheet("汇总")).isNotNull();
        }
    }

    @Test
    void shouldTellByItsStatusThatAScenarioFailed(@TempDir Path folder) throws IOException {
        assertThat(run("scenarios", quota(folder, "排污单位,重点,161,36,1,20\n"), "--edition", "2024-01-01"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("不通过  配额 第 3 行", "应抽数：期望 20，实际 21", "没有场景用到  quota 抽样规则 第 2 行", "建议    抽样规则 第 2 行没有场景用到");
    }

    @Test
    void shouldNameTheCellOfABadWorkbook(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("配额.csv"), "输入,期望\n总体书,应抽数\n1,1\n");
        assertThat(run("scenarios", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("工作簿有误", "配额!A2", "总体数");
        assertThat(run("scenarios", folder.resolve("没有").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("没有文件");
    }

    @Test
    void shouldNameTheMutantsThatNoScenarioNoticesAndWhatWould(@TempDir Path folder) throws IOException {
        var file = Files.writeString(folder.resolve("联合.csv"), "输入,期望\n非联合的双随机任务数,联合任务至少\n850,150\n");
        assertThat(run("scenarios", "--mutate", file.toString(), "--edition", "2024-01-01"))
                .isEqualTo(1);
        assertThat(out.toString())
                .contains("场景强度")
                .contains("未发现  progress.dmn 联合任务要求 第 1 行 [依据条款]：\"四(四)\" → \"四(四)′\"")
                .contains("建议：非联合的双随机任务数=");
    }

    @Test
    void shouldWriteATemplate(@TempDir Path folder) throws IOException {
        var file = folder.resolve("模板.xlsx");
        assertThat(run("scenarios", "--template", file.toString(), "--model", "quota"))
                .isZero();
        try (var workbook = new XSSFWorkbook(Files.newInputStream(file))) {
            assertThat(workbook.getNumberOfSheets()).isEqualTo(1);
        }
        assertThat(run("scenarios", "--template", file.toString(), "--model", "quotas"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("没有模型 quotas");
    }
}
