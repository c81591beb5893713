package io.shuangsuiji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.AmendmentLog;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Report;
import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.policy.EditionName;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandLineInterfaceTest {
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        return CommandLineInterface.with(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private JsonNode json() {
        return Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
    }

    private static Path write(Path folder, String body) throws IOException {
        return Files.writeString(folder.resolve("输入.json"), body);
    }

    @Test
    void shouldFindTheShippedEditionSound() {
        assertThat(run("check")).isZero();
        assertThat(out.toString())
                .contains("合格    2024-01-01  摘要 " + TestEditions.shipped().digest())
                .contains("共 1 个版本，0 个不合格");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldTellTheProgressOfALedger(@TempDir Path folder) throws IOException {
        var drawn = Files.writeString(folder.resolve("抽中.csv"), "检查对象编号,抽样层\nNS-XX-1,一般排污单位\n");
        assertThat(run("progress", "samples/ledger.csv", "--on", "2024-03-31", "--drawn", drawn.toString()))
                .isZero();
        assertThat(out.toString())
                .contains("截至 2024-03-31，2024年第一季度，版本 2024-01-01，台账 600 项任务")
                .contains("执法科一队")
                .contains("逾期未公示")
                .contains("抽中的检查对象有 1 个在台账里没有任务");

        var file = folder.resolve("进度.json");
        assertThat(run("progress", "samples/ledger.csv", "--on", "2024-03-31", "-o", file.toString()))
                .isZero();
        assertThat(Json.read(Files.readAllBytes(file)).get("tasks").asInt()).isEqualTo(600);
        assertThat(run("progress", "samples/ledger.csv", "--on", "2024-13-31")).isEqualTo(2);
        assertThat(run("progress", "samples/staffing.csv")).isEqualTo(2);
    }

    @Test
    void shouldWriteAnEmptyRegistry(@TempDir Path folder) {
        var file = folder.resolve("名录库.xlsx");
        assertThat(run("registry-template", "-o", file.toString(), "--edition", "2024-01-01"))
                .isZero();
        assertThat(file).isNotEmptyFile();
        assertThat(out.toString()).contains("已写入 " + file);
        assertThat(run("registry-template")).isEqualTo(2);
    }

    @Test
    void shouldSayWhatIsWrongWithAnEditionAndWhere(@TempDir Path editions) {
        TestEditions.replaceOnce(
                TestEditions.copyTo(editions, "2025-01-01").resolve("quota.dmn"),
                "if 计算基数 = null then null else",
                "if today() = null then null else");
        assertThat(run("check", "--editions", editions.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("不合格  2025-01-01")
                .contains("quota.dmn  元素 quota-decision-")
                .contains("不允许使用 today")
                .contains("1 个不合格");
    }

    @Test
    void shouldHoldPublishedEditionsAgainstTheAmendmentLog(@TempDir Path folder) throws Exception {
        var editions = Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(editions, "2024-01-01");
        assertThat(run("check", "--editions", editions.toString())).isZero();
        assertThat(out.toString()).contains("修订日志  没有");

        publish(folder.resolve("drafts"), editions);
        out.getBuffer().setLength(0);
        assertThat(run("check", "--editions", editions.toString())).isZero();
        assertThat(out.toString()).contains("合格    2024-07-01", "合格    修订日志  6 条记录，1 次发布");

        TestEditions.replaceOnce(editions.resolve("2024-07-01/edition.yaml"), "reason: \"提高比例\"", "reason: \"降低比例\"");
        out.getBuffer().setLength(0);
        assertThat(run("check", "--editions", editions.toString())).isEqualTo(1);
        assertThat(out.toString())
                .contains("合格    2024-07-01", "不合格  修订日志")
                .contains("错误  版本 2024-07-01", "发布之后被改动：edition.yaml", "was altered after its publication");

        // the log of elsewhere knows nothing of this edition
        out.getBuffer().setLength(0);
        assertThat(run(
                        "check",
                        "--editions",
                        editions.toString(),
                        "--drafts",
                        folder.resolve("x").toString()))
                .isEqualTo(1);
        assertThat(out.toString()).contains("却没有这条记录");
    }

    private static void publish(Path drafts, Path editions) throws Exception {
        var clock = Clock.fixed(Instant.parse("2024-06-01T00:00:00Z"), ZoneOffset.UTC);
        var amendments = new Amendments(drafts, editions, Path.of("rules"), Path.of("test-scenarios"), clock);
        var publishing = amendments.publishing();
        var editor = new Actor("张三", Set.of(Actor.Role.EDITOR));
        var approver = new Actor("李四", Set.of(Actor.Role.APPROVER));
        var draft = amendments.create(
                editor,
                EditionName.parse("2024-01-01").orElseThrow(),
                new Draft.Header("提高比例的方案", null, "提高比例", LocalDate.parse("2024-07-01"), null));
        draft = publishing.submit(editor, draft.id(), draft.version());
        var check = publishing.keep(
                editor, draft, AmendmentLog.Step.CHECK, Report.of(Report.CHECK, draft, true, "通过", Map.of()));
        var impact = publishing.keep(
                editor, draft, AmendmentLog.Step.IMPACT, Report.of(Report.IMPACT, draft, true, "影响", Map.of()));
        draft = publishing.approve(approver, draft.id(), draft.version(), draft.digest(), check, impact, null);
        publishing.publish(approver, draft.id(), draft.version());
    }

    /** security.md 12: the end of the log and all that it recorded are taken away. */
    @Test
    void shouldFindByTheHeadThatWasKeptElsewhereThatTheEndOfTheLogIsGone(@TempDir Path folder) throws Exception {
        var editions = Files.createDirectories(folder.resolve("dmn"));
        var drafts = folder.resolve("drafts");
        TestEditions.copyTo(editions, "2024-01-01");
        publish(drafts, editions);
        var log = drafts.resolve(AmendmentLog.FILE);
        var head = AmendmentLog.read(log).tail().anchor("amendments");
        String[] check = {"check", "--editions", editions.toString(), "--head", head};
        assertThat(run(check)).isZero();
        assertThat(out.toString()).contains("链头  " + head, "合格    链头 " + head);

        // as if there had been no publication, and no approval
        var lines = Files.readAllLines(log);
        Files.writeString(log, String.join("\n", lines.subList(0, lines.size() - 2)) + "\n");
        try (var files = Files.walk(editions.resolve("2024-07-01"))) {
            files.sorted(java.util.Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        }
        try (var drafted = Files.list(drafts)) {
            var versions =
                    drafted.filter(Files::isDirectory).findFirst().orElseThrow().resolve("versions");
            Files.delete(versions.resolve("000003.yaml"));
            Files.delete(versions.resolve("000004.yaml"));
        }
        out.getBuffer().setLength(0);
        assertThat(run("check", "--editions", editions.toString())).isZero();
        assertThat(run(check)).isEqualTo(1);
        assertThat(out.toString()).contains("不合格  链头 " + head, "末尾被截去或改写过");
        assertThat(run("check", "--editions", editions.toString(), "--head", "12"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("--head 应为");
    }

    @Test
    void shouldSetAPasswordAndUnlockAndHaveItRecorded(@TempDir Path folder) throws Exception {
        var file = folder.resolve("users.properties");
        assertThat(password("Xiao.Bai-2026", "password", "王五", "--users-file", file.toString(), "--role", "editor"))
                .isZero();
        var users = new io.shuangsuiji.access.UserFile(file);
        assertThat(users.find("王五", "Xiao.Bai-2026").orElseThrow().changeRequired())
                .isTrue();
        assertThat(password("short", "password", "王五", "--users-file", file.toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("至少 10 个字符").doesNotContain("short");
        assertThat(password("Qing.Shan-2026", "password", "王五", "--users-file", file.toString(), "--keep"))
                .isZero();
        assertThat(users.find("王五", "Qing.Shan-2026").orElseThrow().changeRequired())
                .isFalse();
        assertThat(run("unlock", "王五", "--users-file", file.toString())).isZero();
        assertThat(run("unlock", "赵六", "--users-file", file.toString())).isEqualTo(2);
        assertThat(password("Qing.Shan-2026", "password", "王五", "--users-file", file.toString(), "--role", "boss"))
                .isEqualTo(2);
        var record = folder.resolve("access.ndjson");
        assertThat(io.shuangsuiji.access.AccessRecord.CHAINED.read(record).entries())
                .extracting(entry -> entry.event().label() + entry.actor())
                .containsExactly("增加用户或更改角色王五", "重设口令王五", "解除锁定王五");

        assertThat(run("check", "--record", record.toString())).isZero();
        assertThat(out.toString()).contains("合格    登录记录  3 条");
        Files.writeString(record, Files.readString(record).replaceFirst("王五", "赵六"));
        assertThat(run("check", "--record", record.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("不合格  登录记录", "第 2 行");
    }

    private int password(String typed, String... arguments) {
        var in = System.in;
        System.setIn(
                new java.io.ByteArrayInputStream((typed + "\n").getBytes(java.nio.charset.StandardCharsets.UTF_8)));
        try {
            return run(arguments);
        } finally {
            System.setIn(in);
        }
    }

    @Test
    void shouldCallAWithdrawnEditionWithdrawnAndNotUnsound(@TempDir Path editions) throws IOException {
        TestEditions.copyTo(editions, "2024-01-01");
        Files.writeString(TestEditions.copyTo(editions, "2030-01-01").resolve("withdrawn.yaml"), "reason: \"暂缓\"\n");
        assertThat(run("check", "--editions", editions.toString())).isZero();
        assertThat(out.toString()).contains("已撤回  2030-01-01", "共 2 个版本，0 个不合格");
    }

    @Test
    void shouldNotCallAnEmptyFolderSound(@TempDir Path editions) {
        assertThat(run("check", "--editions", editions.toString())).isEqualTo(1);
        assertThat(out.toString()).contains("没有版本文件夹");
        assertThat(run("check", "--editions", editions.resolve("x").toString())).isEqualTo(2);
        assertThat(err.toString()).contains("没有文件夹");
    }

    @Test
    void shouldDecideOneInputFromAFile(@TempDir Path folder) throws IOException {
        var file = write(
                folder,
                "{\"objectType\": \"排污单位\", \"category\": \"重点\", \"population\": 161, \"officers\": 36, \"quarter\": 1}");
        assertThat(run("decide", "quota", file.toString(), "--as-of", "2024-05-10"))
                .isZero();
        assertThat(json().at("/quota/required").decimalValue()).isEqualTo("21");
        assertThat(json().at("/quota/stratum").textValue()).isEqualTo("重点排污单位");
    }

    @Test
    void shouldTellEveryFieldThatIsWrong(@TempDir Path folder) throws IOException {
        var file = write(folder, "{\"objectType\": \"河流\", \"taskTipe\": \"日常\"}");
        assertThat(run("decide", "routing", file.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("/objectType  取值不在允许范围").contains("/taskTipe", "疑为「taskType」");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldTellTheLineOfMalformedJson(@TempDir Path folder) throws IOException {
        assertThat(run(
                        "decide",
                        "routing",
                        write(folder, "{\n  \"taskType\" \"日常\"}").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("第 2 行");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "decide nope samples/README.md",
                "decide routing samples/none.json",
                "decide routing --as-of 2024-02-30",
                "decide routing --edition 2025-01-01",
                "decide routing --as-of 2024-01-01 --edition 2024-01-01",
                "decide routing --as-of 2023-01-01",
                "decide",
                "decied routing",
                "schedule 2024 5",
                "schedule 24 1",
                "schedule 2024 1 --task-ended-on soon",
                "check --edition 2024-01-01"
            })
    void shouldExitWithTwoAndOneClearMessageWhereTheArgumentsAreWrong(String line) {
        assertThat(run(line.split(" "))).isEqualTo(2);
        assertThat(err.toString()).isNotBlank().doesNotContain("Exception", "\tat ", "内部错误");
        assertThat(err.toString()
                        .codePoints()
                        .anyMatch(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN))
                .isTrue();
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldPrintAScheduleForPeopleAndForPrograms() {
        assertThat(run("schedule", "2024", "3", "--task-ended-on", "2024-09-27"))
                .isZero();
        assertThat(out.toString()).contains("2024-09-24").contains("2024-10-28").contains("摇号抽取 → 实施检查");

        out.getBuffer().setLength(0);
        assertThat(run("schedule", "2024", "3", "--json")).isZero();
        assertThat(json().get("deadlines"))
                .anyMatch(deadline -> deadline.get("dueOn").asText().equals("2024-09-24"));
        assertThat(json().at("/policy/edition").textValue()).isEqualTo("2024-01-01");
    }

    @Test
    void shouldPrintWhatAScheduleLeavesOpen() {
        assertThat(run("schedule", "2026", "4", "--task-ended-on", "2026-12-25"))
                .isZero();
        assertThat(out.toString()).contains("未知").contains("2027年").contains("补充日历");
    }

    @Test
    void shouldListTheEditions() {
        assertThat(run("editions")).isZero();
        assertThat(out.toString()).contains("2024-01-01 至 今后").contains("南山区");
        out.getBuffer().setLength(0);
        assertThat(run("editions", "--json")).isZero();
        assertThat(json().at("/0/name").textValue()).isEqualTo("2024-01-01");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "serve", "check", "decide", "schedule", "editions", "password", "unlock"})
    void shouldHelpInChinese(String command) {
        assertThat(run((command + " --help").strip().split(" "))).isZero();
        assertThat(out.toString())
                .startsWith("用法：double-random")
                .contains("选项：")
                .contains("显示本帮助");
        assertThat(out.toString()).doesNotContain("Usage", "Show this", "Commands:");
    }
}
