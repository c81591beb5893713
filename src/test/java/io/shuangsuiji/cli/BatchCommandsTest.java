package io.shuangsuiji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BatchCommandsTest {
    private static final String QUOTA =
            "{\"objectType\":\"排污单位\",\"category\":\"重点\",\"population\":81,\"officers\":36,\"quarter\":1}";
    private static final String RECORDED = "src/test/resources/decision-log/2024-01-01.ndjson.gz";

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @Test
    void shouldDecideAFileLineByLineAndPackTheAnswer() throws IOException {
        var input = write("inputs.ndjson", (QUOTA + "\n").repeat(600));
        var output = folder.resolve("answers.ndjson.gz");
        assertThat(run("decide", "quota", input, "-o", output.toString(), "--minimal", "--edition", "2024-01-01"))
                .isZero();
        try (var packed = new GZIPInputStream(Files.newInputStream(output))) {
            assertThat(new String(packed.readAllBytes(), StandardCharsets.UTF_8).lines())
                    .hasSize(600)
                    .allMatch(line -> line.startsWith("{\"quota\":{\"stratum\":\"重点排污单位\""));
        }
        assertThat(err.toString()).contains("已写入").contains("600 行，有误 0 行").contains("行/秒");
    }

    @Test
    void shouldSayByItsExitStatusThatALineIsBad() throws IOException {
        var input = write("inputs.csv", "对象类型,任务类型\n排污单位,日常\n排污,日常\n");
        var output = folder.resolve("answers.csv");
        assertThat(run("decide", "routing", input, "-o", output.toString())).isEqualTo(1);
        assertThat(Files.readString(output)).contains("第 3 行：对象类型：取值不在允许范围");
        assertThat(err.toString()).contains("2 行，有误 1 行");
    }

    @Test
    void shouldDrawABarWhereItIsAskedTo() throws IOException {
        var input = write("inputs.csv", "对象类型\n排污单位\n");
        assertThat(run(
                        "decide",
                        "routing",
                        input,
                        "--set",
                        "taskType=日常",
                        "-o",
                        folder.resolve("a.csv").toString(),
                        "--progress"))
                .isZero();
        assertThat(err.toString()).contains("[##############################] 100 %  1 行");
    }

    @Test
    void shouldRefuseWhatItCannotRunAndLeaveNothingBehind() throws IOException {
        var output = folder.resolve("a.csv");
        assertThat(run("decide", "routing", write("a.ndjson", ""), "--set", "taskTyp=日常"))
                .isEqualTo(2);
        assertThat(err.toString()).contains("taskType");
        assertThat(run("decide", "routing", write("b.csv", "甲,乙\n"), "-o", output.toString()))
                .isEqualTo(2);
        assertThat(run("decide", "routing", folder.resolve("none.csv").toString()))
                .isEqualTo(2);
        assertThat(run("decide", "routing", "--minimal")).isEqualTo(2);
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString())).containsExactlyInAnyOrder("a.ndjson", "b.csv");
        }
    }

    @Test
    void shouldReplayALogAndFindWhatWasAltered() throws IOException {
        assertThat(run("replay", RECORDED)).isZero();
        assertThat(out.toString()).contains("528 个决策，相同 528，有出入 0");
        String log;
        try (var packed = new GZIPInputStream(Files.newInputStream(Path.of(RECORDED)))) {
            log = new String(packed.readAllBytes(), StandardCharsets.UTF_8);
        }
        var altered = write("altered.ndjson", log.replaceFirst("\"sampleSize\":\\d+", "\"sampleSize\":12345") + "{}\n");
        assertThat(run("replay", altered)).isEqualTo(1);
        assertThat(out.toString())
                .contains("/outputs/quota/sampleSize  记录为 12345，现为 ")
                .contains("有出入 1")
                .contains("无法读取 1");
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }

    private int run(String... args) {
        return CommandLineInterface.with(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }
}
