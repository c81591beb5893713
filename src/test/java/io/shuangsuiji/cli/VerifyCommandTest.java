package io.shuangsuiji.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.decision.json.Json;
import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Draws verified and receipts given out at the command line. */
class VerifyCommandTest {
    @TempDir
    Path folder;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final SampleDraw sample = SampleDraw.small(HashAlgorithm.SM3, 9);
    private String draw;

    private int run(String... args) {
        return CommandLineInterface.with(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private String write(String name, byte[] bytes) throws Exception {
        return Files.write(folder.resolve(name), bytes).toString();
    }

    @BeforeEach
    void publish() throws Exception {
        draw = write("draw.json", sample.draw().bytes());
    }

    @Test
    void saysThatADrawIsConsistentAndWhatWasNotGiven() throws Exception {
        var commitment = write("commitment.json", sample.commitment().bytes());
        assertThat(run("verify", draw, "--commitment", commitment)).isZero();
        assertThat(out.toString())
                .startsWith("一致\n承诺摘要 " + sample.commitment().digest())
                .contains("未提供  任务文件的摘要");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void saysTheFirstDifference() throws Exception {
        var other = write("other.json", SampleDraw.replaced(sample.draw().bytes(), "\"place\":2", "\"place\":3"));
        assertThat(run("verify", other)).isEqualTo(1);
        assertThat(out.toString()).startsWith("不一致：抽取记录的摘要应为").contains("未比对  签号和次序");
    }

    @Test
    void gradesTheEvidenceByTheEditionThatWasCommittedTo() {
        assertThat(run("verify", draw, "--publication", "https://example.cn/gg/1", "--json"))
                .isZero();
        var answer = Json.read(out.toString().getBytes(StandardCharsets.UTF_8));
        assertThat(answer.at("/verification/consistent").booleanValue()).isTrue();
        assertThat(answer.at("/evidence/grade").textValue()).isEqualTo("四级");
    }

    @Test
    void refusesWhatItCannotTake() {
        assertThat(run("verify")).isEqualTo(2);
        assertThat(run("verify", folder.resolve("none.json").toString())).isEqualTo(2);
        assertThat(run("verify", draw, "--publication", "somewhere")).isEqualTo(2);
        assertThat(err.toString()).contains("请至少给出", "没有文件", "网址");
    }

    @Test
    void givesOutReceipts() throws Exception {
        var zip = folder.resolve("receipts.zip");
        assertThat(run("receipts", draw, "-o", zip.toString())).isZero();
        try (var files = new ZipFile(zip.toFile())) {
            assertThat(files.size()).isEqualTo(sample.draw().pool().size());
        }
        var wanted = Receipt.stream(sample.draw()).toList().get(2);
        var one = folder.resolve("one.json");
        assertThat(run("receipts", draw, "--id", wanted.id(), "-o", one.toString()))
                .isZero();
        assertThat(Files.readAllBytes(one)).isEqualTo(CanonicalJson.write(wanted));
        assertThat(run("verify", "--receipt", one.toString())).isZero();
        assertThat(run("receipts", draw, "--id", "没有", "-o", one.toString())).isEqualTo(2);
    }
}
