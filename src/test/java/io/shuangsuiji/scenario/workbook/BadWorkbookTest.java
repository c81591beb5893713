package io.shuangsuiji.scenario.workbook;

import static io.shuangsuiji.scenario.Sheets.QUOTA_GROUPS;
import static io.shuangsuiji.scenario.Sheets.QUOTA_LABELS;
import static io.shuangsuiji.scenario.Sheets.quota;
import static io.shuangsuiji.scenario.Sheets.row;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.scenario.Sheets;
import io.shuangsuiji.scenario.run.ScenarioResult;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import java.util.zip.ZipOutputStream;
import org.apache.poi.hssf.usermodel.HSSFWorkbook;
import org.apache.poi.poifs.crypt.EncryptionInfo;
import org.apache.poi.poifs.crypt.EncryptionMode;
import org.apache.poi.poifs.filesystem.POIFSFileSystem;
import org.junit.jupiter.api.Test;

/** A bad workbook gets a message that names sheet and cell. */
class BadWorkbookTest {
    private static List<Problem> problems(String name, byte[] file) {
        var refused =
                catchThrowableOfType(BadWorkbook.class, () -> ScenarioBook.read(TestEditions.shipped(), name, file));
        assertThat(refused).as(name + " is refused").isNotNull();
        return refused.problems();
    }

    private static Problem onlyProblem(byte[] file) {
        var problems = problems("测试.xlsx", file);
        assertThat(problems).hasSize(1);
        return problems.get(0);
    }

    private static List<Object> labels(int column, String label) {
        var labels = new ArrayList<>(QUOTA_LABELS);
        labels.set(column, label);
        return labels;
    }

    @Test
    void shouldNameTheCellOfAnUnknownColumnAndWhatWasMeant() {
        var problem = onlyProblem(Sheets.workbook("配额", QUOTA_GROUPS, labels(6, "执法人员数目量"), quota("1", 8, 1)));
        assertThat(problem.where()).isEqualTo("配额!G2");
        assertThat(problem.text()).contains("执法人员数量");
    }

    @Test
    void shouldListTheColumnsThereAre() {
        var problem = onlyProblem(Sheets.workbook("配额", QUOTA_GROUPS, labels(9, "天气"), quota("1", 8, 1)));
        assertThat(problem.where()).isEqualTo("配额!J2");
        assertThat(problem.text()).contains("未知的期望列「天气」", "应抽数", "quota.required");
    }

    @Test
    void shouldNameAnAmbiguousColumn() {
        var problem = onlyProblem(Sheets.workbook("分类", row("输入", "期望"), row("对象类型", "规则编号"), row("排污单位", "R05")));
        assertThat(problem.where()).isEqualTo("分类!B2");
        assertThat(problem.text()).contains("触发情形.规则编号", "提示.规则编号");
    }

    @Test
    void shouldNameAColumnThatIsThereTwice() {
        var problem = onlyProblem(Sheets.workbook("配额", QUOTA_GROUPS, labels(6, "总体数"), quota("1", 8, 1)));
        assertThat(problem.where()).isEqualTo("配额!G2");
        assertThat(problem.text()).contains("F2", "重复");
    }

    @Test
    void shouldNameASheetWithoutGroups() {
        var problem = onlyProblem(Sheets.workbook("配额", QUOTA_LABELS, quota("1", 8, 1)));
        assertThat(problem.where()).isEqualTo("配额!A1");
        assertThat(problem.text()).contains("说明、输入、期望");
    }

    @Test
    void shouldNameAnEmptySheet() {
        assertThat(onlyProblem(Sheets.workbook("配额")).text()).contains("工作表是空的");
        assertThat(onlyProblem(Sheets.workbook("配额", QUOTA_GROUPS, QUOTA_LABELS))
                        .where())
                .isEqualTo("配额!A3");
    }

    @Test
    void shouldNameASheetOfNoModel() {
        var problem = onlyProblem(Sheets.workbook("配比", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 8, 1)));
        assertThat(problem.where()).isEqualTo("配比");
        assertThat(problem.text()).contains("分类判定", "配额", "路由", "时限");
    }

    @Test
    void shouldSayThatNoSheetHoldsScenarios() {
        assertThat(onlyProblem(Sheets.workbook("笔记", row("只是笔记"))).text()).contains("没有场景工作表");
    }

    @Test
    void shouldNameEveryProblemAtOnce() {
        var file = Sheets.workbook(workbook -> {
            Sheets.fill(workbook.createSheet("配额"), QUOTA_GROUPS, labels(6, "甲"), quota("1", 8, 1));
            Sheets.fill(workbook.createSheet("路由"), row("输入", "期望"), row("乙", "摇号主体"), row("加油站", "执法支队"));
        });
        assertThat(problems("测试.xlsx", file)).extracting(Problem::where).containsExactly("配额!G2", "路由!A2");
    }

    @Test
    void shouldRunTwoSheetsOfOneModel() {
        var file = Sheets.workbook(workbook -> {
            Sheets.fill(workbook.createSheet("配额"), QUOTA_GROUPS, QUOTA_LABELS, quota("1", 8, 1));
            Sheets.fill(workbook.createSheet("配额-另一页"), QUOTA_GROUPS, QUOTA_LABELS, quota("1", 9, 2));
        });
        assertThat(Sheets.run(Sheets.read(file)).outcomes()).hasSize(2).noneMatch(ScenarioResult::failed);
    }

    @Test
    void shouldNameTheCellOfAnErrorValue() {
        var file = Sheets.workbook(workbook -> {
            var sheet = workbook.createSheet("配额");
            Sheets.fill(sheet, QUOTA_GROUPS, QUOTA_LABELS, quota("1", 8, null));
            sheet.getRow(2).createCell(9).setCellFormula("1/0");
            workbook.getCreationHelper().createFormulaEvaluator().evaluateAll();
        });
        var problem = onlyProblem(file);
        assertThat(problem.where()).isEqualTo("配额!J3");
        assertThat(problem.text()).contains("#DIV/0!");
    }

    @Test
    void shouldRefuseAHundredThousandRows() {
        @SuppressWarnings("unchecked")
        List<Object>[] rows = new List[100_000];
        Arrays.fill(rows, row("1"));
        rows[0] = QUOTA_GROUPS;
        var problem = onlyProblem(Sheets.workbook("配额", rows));
        assertThat(problem.where()).isEqualTo("配额");
        assertThat(problem.text()).contains("10000 行");
    }

    @Test
    void shouldRefuseAHundredThousandLinesOfCsv() {
        var text = "输入,期望\n" + "a,b\n".repeat(100_000);
        assertThat(problems("配额.csv", text.getBytes(StandardCharsets.UTF_8)))
                .extracting(Problem::where)
                .containsExactly("配额");
    }

    @Test
    void shouldRefuseAZipBombWithoutUnpackingIt() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("_rels/.rels"));
            zip.write(
                    "<Relationships><Relationship Id=\"r\" Type=\"x/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"
                            .getBytes());
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook>".getBytes());
            var zeros = " ".repeat(1 << 20).getBytes();
            for (int megabyte = 0; megabyte < 300; megabyte++) {
                zip.write(zeros);
            }
        }
        assertThat(onlyProblem(bytes.toByteArray()).text()).contains("解压后异常地大");
    }

    @Test
    void shouldRefuseAnEncryptedWorkbook() throws Exception {
        var bytes = new ByteArrayOutputStream();
        try (var system = new POIFSFileSystem()) {
            var encryptor = new EncryptionInfo(EncryptionMode.agile).getEncryptor();
            encryptor.confirmPassword("secret");
            try (var out = encryptor.getDataStream(system)) {
                out.write(Sheets.workbook("配额", QUOTA_GROUPS));
            }
            system.writeFilesystem(bytes);
        }
        assertThat(onlyProblem(bytes.toByteArray()).text()).contains("密码");
    }

    @Test
    void shouldRefuseTheOldFormat() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var workbook = new HSSFWorkbook()) {
            workbook.createSheet("配额");
            workbook.write(bytes);
        }
        assertThat(problems("旧.xls", bytes.toByteArray()))
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .contains(".xls", "另存为 .xlsx");
    }

    @Test
    void shouldRefuseMacros() throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.putNextEntry(new ZipEntry("xl/vbaProject.bin"));
        }
        assertThat(problems("宏.xlsm", bytes.toByteArray()))
                .extracting(Problem::text)
                .singleElement()
                .asString()
                .contains("宏");
    }

    @Test
    void shouldRefuseWhatIsNoWorkbook() throws IOException {
        var other = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(other)) {
            zip.putNextEntry(new ZipEntry("word/document.xml"));
        }
        assertThat(onlyProblem(new byte[0]).text()).contains("文件是空的");
        assertThat(onlyProblem("hello".getBytes(StandardCharsets.UTF_8)).text()).contains("实际是文本文件");
        assertThat(problems("场景.json", "[{}]".getBytes(StandardCharsets.UTF_8))
                        .get(0)
                        .text())
                .contains("不是 Excel 工作簿");
        assertThat(onlyProblem(other.toByteArray()).text()).contains("Word 或 PowerPoint");
    }

    @Test
    void shouldRefuseADamagedWorkbookWhereverItIsDamaged() throws IOException {
        var good = Sheets.workbook("配额", QUOTA_GROUPS, QUOTA_LABELS, quota("1", 8, 1));
        var random = new Random(7);
        for (int round = 0; round < 60; round++) {
            var bad =
                    round % 2 == 0 ? Arrays.copyOf(good, 1 + random.nextInt(good.length - 1)) : scrambled(good, random);
            try {
                ScenarioBook.read(TestEditions.shipped(), "测试.xlsx", bad);
            } catch (BadWorkbook expected) {
                assertThat(expected.problems()).isNotEmpty();
            }
        }
    }

    /** Damages the XML of one entry, so that the archive itself is sound. */
    private static byte[] scrambled(byte[] good, Random random) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var target = random.nextInt(8);
        try (var in = new ZipInputStream(new java.io.ByteArrayInputStream(good));
                var out = new ZipOutputStream(bytes)) {
            int index = 0;
            for (var entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
                var content = in.readAllBytes();
                if (index++ == target && content.length > 0) {
                    for (int hit = 0; hit < 20; hit++) {
                        content[random.nextInt(content.length)] = (byte) random.nextInt(256);
                    }
                }
                out.putNextEntry(new ZipEntry(entry.getName()));
                out.write(content);
            }
        }
        return bytes.toByteArray();
    }
}
