package io.shuangsuiji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Draws;
import io.shuangsuiji.draw.run.HandedDraws;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A draw at the command line, from a secret to the files that are kept. */
class DrawCommandsTest {
    private static final List<String> SAMPLE = List.of(
            "--registry", "samples/draw/registry.csv",
            "--previous", "samples/draw/previous.csv",
            "--roster", "samples/draw/roster.csv",
            "--history", "samples/draw/history.csv",
            "--period", "2027Q2");

    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(List<String> first, String... more) {
        var args = new ArrayList<>(first);
        args.addAll(List.of(more));
        return CommandLineInterface.with(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args.toArray(String[]::new));
    }

    private static List<String> command(String name, List<String> options) {
        var all = new ArrayList<>(List.of("draw", name));
        all.addAll(options);
        return all;
    }

    @Test
    void makesASecretThatNobodyElseReads() throws Exception {
        var secret = folder.resolve("secret.txt");
        assertThat(run(List.of("draw", "secret"), secret.toString())).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(secret)))
                .isEqualTo("rw-------");
        var first = Files.readString(secret);
        assertThat(first).matches("[0-9a-f]{64}\n");
        assertThat(out.toString()).contains("摘要").doesNotContain(first.strip());
        assertThat(run(List.of("draw", "secret"), secret.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("文件已存在，没有改动");
        assertThat(Files.readString(secret)).isEqualTo(first);
        assertThat(run(List.of("draw", "secret"), folder.resolve("无/s").toString()))
                .isEqualTo(2);
    }

    @Test
    void reviewsAndCommitsToTheSample() throws Exception {
        assertThat(run(command("review", SAMPLE), "-o", folder.toString()))
                .as(err::toString)
                .isZero();
        assertThat(out.toString()).contains("新增", "退出", "执法队变动", "抽样层变动", "抽中过、名录库中没有");
        var secret = folder.resolve("secret.txt");
        Files.writeString(secret, Draws.SECRET + "\n");
        var made = folder.resolve("承诺");
        var commit = new String[] {
            "--secret",
            secret.toString(),
            "--randomness",
            "双色球@2027-03-30",
            "--randomness",
            "超级大乐透@2027-03-31",
            "-o",
            made.toString()
        };
        assertThat(run(command("commit", SAMPLE), commit)).as(err::toString).isZero();
        assertThat(made.resolve("commitment.json")).isNotEmptyFile();
        assertThat(Files.readAllBytes(made.resolve("review.json")))
                .isEqualTo(Files.readAllBytes(folder.resolve("review.json")));
        assertThat(out.toString())
                .containsPattern("承诺摘要 ([0-9a-f]{4} ){15}[0-9a-f]{4}\n")
                .doesNotContain(Draws.SECRET);
        // what was published is not written over
        assertThat(run(command("commit", SAMPLE), commit)).isEqualTo(2);
        assertThat(err.toString()).contains("文件已存在，没有改动");
        assertThat(run(
                        command("run", SAMPLE),
                        "--commitment",
                        made.resolve("commitment.json").toString(),
                        "--secret",
                        secret.toString(),
                        "--randomness",
                        Draws.RESULTS.get(0),
                        "--randomness",
                        Draws.RESULTS.get(1),
                        "-o",
                        folder.resolve("早").toString()))
                .isEqualTo(2);
        assertThat(err.toString()).contains("还不能抽取");
        assertThat(folder.resolve("早")).doesNotExist();
    }

    @Test
    void drawsWhatWasCommittedToAndTheResultVerifies() throws Exception {
        var registry = Files.writeString(folder.resolve("名录库.csv"), String.join("\n", Draws.lines()));
        var roster = Files.writeString(folder.resolve("人员.csv"), HandedDraws.roster());
        var history = Files.writeString(folder.resolve("历史.csv"), HandedDraws.history());
        var commitment = Files.writeString(folder.resolve("commitment.json"), HandedDraws.commitment());
        var secret = Files.writeString(folder.resolve("secret.txt"), Draws.SECRET);
        var made = folder.resolve("结果");
        var files = List.of(
                "--registry", registry.toString(),
                "--roster", roster.toString(),
                "--history", history.toString(),
                "--commitment", commitment.toString(),
                "--secret", secret.toString(),
                "-o", made.toString());
        assertThat(run(command("run", files), "--randomness", Draws.RESULTS.get(0)))
                .isEqualTo(2);
        assertThat(err.toString()).contains("/randomness  承诺了 2 种公开随机数");
        assertThat(run(
                        command("run", files),
                        "--randomness",
                        Draws.RESULTS.get(0),
                        "--randomness",
                        Draws.RESULTS.get(1)))
                .as(err::toString)
                .isZero();
        assertThat(made.resolve("任务清单.xlsx")).isNotEmptyFile();
        assertThat(run(
                        List.of("verify", made.resolve("draw.json").toString()),
                        "--commitment",
                        commitment.toString(),
                        "--tasks",
                        made.resolve("tasks.json").toString()))
                .as(out::toString)
                .isZero();
    }

    @Test
    void takesNoSecretFromTheCommandLineAndRepeatsNone() throws Exception {
        var out = folder.resolve("承诺").toString();
        var randomness = List.of("--randomness", "双色球@2027-03-30", "--randomness", "超级大乐透@2027-03-31");
        var commit = new ArrayList<>(command("commit", SAMPLE));
        commit.addAll(randomness);
        assertThat(run(commit, "--secret", Draws.SECRET, "-o", out)).isEqualTo(2);
        assertThat(err.toString()).contains("--secret 后面写文件名");
        // a digit is lacking; and the file in the place of another
        var secret = Files.writeString(folder.resolve("secret.txt"), Draws.SECRET.substring(1));
        assertThat(run(commit, "--secret", secret.toString(), "-o", out)).isEqualTo(2);
        assertThat(err.toString()).contains("收到 63 个字符");
        Files.writeString(secret, Draws.SECRET);
        var swapped = new ArrayList<>(commit);
        swapped.set(swapped.indexOf("samples/draw/roster.csv"), secret.toString());
        assertThat(run(swapped, "--secret", secret.toString(), "-o", out)).isEqualTo(2);
        assertThat(err.toString()).contains("/roster  选的是秘密数的文件");
        assertThat(run(commit, "--secret", secret.toString(), "--predecessor", Draws.SECRET, "-o", out))
                .isEqualTo(2);
        assertThat(err.toString()).contains("/predecessor  这里写的是秘密数本身").doesNotContain(Draws.SECRET.substring(1, 17));
    }

    @Test
    void saysHowItIsUsed() {
        assertThat(run(List.of("draw"))).isEqualTo(2);
        assertThat(err.toString()).contains("secret", "review", "commit", "run");
        assertThat(run(command("run", SAMPLE))).isEqualTo(2);
    }
}
