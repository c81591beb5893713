package io.shuangsuiji.draw.verify;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.draw.Receipt;
import io.shuangsuiji.draw.SampleDraw;
import io.shuangsuiji.draw.lot.CanonicalJson;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.io.TempDir;

/** The script that is given to citizens finds what we find. */
@EnabledIf("hasPython")
class ScriptTest {
    private static final int CHANGES = 1_500;
    private static final Path SCRIPT = Path.of("docs/verify/verify.py");

    /** Three documents a line in Base64 in, the first difference out. */
    private static final String HARNESS = """
            import base64, sys
            sys.path.insert(0, 'docs/verify')
            sys.dont_write_bytecode = True
            import verify
            for line in sys.stdin:
                files = [base64.b64decode(part) if part != '-' else None for part in line.split()]
                print(verify.difference(*files) or '一致', flush=True)
            """;

    /** True where there is Python; the continuous build may not do without it. */
    static boolean hasPython() {
        try {
            if (new ProcessBuilder("python3", "--version")
                            .redirectErrorStream(true)
                            .start()
                            .waitFor()
                    == 0) {
                return true;
            }
        } catch (IOException missing) {
            // told below
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        System.out.println("The test of docs/verify/verify.py is skipped: python3 is not installed.");
        return "true".equals(System.getenv("CI"));
    }

    private static String line(byte[]... files) {
        var line = new StringBuilder();
        for (var file : files) {
            line.append(file == null ? "-" : Base64.getEncoder().encodeToString(file))
                    .append(' ');
        }
        return line.toString();
    }

    @Test
    void isAtMostSixtyLinesOfTheStandardLibrary() throws IOException {
        var lines = Files.readAllLines(SCRIPT);
        assertThat(lines).hasSizeLessThanOrEqualTo(60);
        assertThat(lines.stream().filter(each -> each.contains("import ")))
                .containsExactly("import hashlib, hmac, json, re, sys, unicodedata");
    }

    @Test
    void noticesWhatWeNotice() throws Exception {
        var process = process("-c", HARNESS);
        try (var in = new PrintWriter(new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8), true);
                var out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (var hash : HashAlgorithm.values()) {
                var sample = SampleDraw.small(hash, 21);
                var receipt = CanonicalJson.write(
                        Receipt.stream(sample.draw()).toList().get(6));
                var whole = List.of(sample.draw().bytes(), sample.commitment().bytes(), receipt);
                in.println(line(whole.get(0), null, null));
                assertThat(out.readLine()).isEqualTo("一致");
                in.println(line(whole.get(0), whole.get(1), whole.get(2)));
                assertThat(out.readLine()).isEqualTo("一致");
                var random = new Random(21);
                for (int i = 0; i < CHANGES / 2; i++) {
                    int which = random.nextInt(3);
                    var change = SingleByteTest.changed(whole.get(which), random);
                    if (java.util.Arrays.equals(change, whole.get(which))) {
                        continue;
                    }
                    in.println(line(
                            which == 0 ? change : whole.get(0),
                            which == 1 ? change : whole.get(1),
                            which == 2 ? change : whole.get(2)));
                    assertThat(out.readLine())
                            .as("change %d of document %d", i, which)
                            .isNotNull()
                            .isNotEqualTo("一致");
                }
            }
            var voided =
                    new SampleDraw.Maker().stratum("甲层", 5).voided("当日没有开奖").make(3);
            in.println(line(voided.draw().bytes(), null, null));
            assertThat(out.readLine()).isEqualTo("一致");
            var sample = SampleDraw.small(HashAlgorithm.SHA_256, 7);
            for (var rewriting : VerificationTest.rewritings().toList()) {
                @SuppressWarnings("unchecked")
                var change = (java.util.function.Consumer<com.fasterxml.jackson.databind.node.ObjectNode>)
                        rewriting.get()[2];
                in.println(line(VerificationTest.rewritten(sample.draw(), change), null, null));
                var answer = out.readLine();
                // what depends on calendars, and the form of digests that nothing is compared with, the script leaves
                // to others
                if (!List.of(
                                "another day",
                                "a sequence without one before",
                                "a digest that is none",
                                "randomness of no day")
                        .contains(rewriting.get()[0])) {
                    assertThat(answer).as("%s", rewriting.get()[0]).isNotNull().isNotEqualTo("一致");
                }
            }
        } finally {
            process.destroy();
        }
    }

    @Test
    void saysItsVerdictToPeopleAndByItsExitCode(@TempDir Path folder) throws Exception {
        var sample = SampleDraw.small(HashAlgorithm.SHA_256, 22);
        var draw = Files.write(folder.resolve("draw.json"), sample.draw().bytes());
        var commitment = Files.write(
                folder.resolve("commitment.json"), sample.commitment().bytes());
        assertThat(run(0, draw, commitment)).isEqualTo("一致");
        Files.write(draw, SampleDraw.replaced(sample.draw().bytes(), "\"place\":2", "\"place\":3"));
        assertThat(run(1, draw, commitment)).startsWith("不一致：抽取记录的摘要不符");
        Files.write(draw, "nothing".getBytes(StandardCharsets.UTF_8));
        assertThat(run(1, draw)).startsWith("不一致：");
        assertThat(run(1)).contains("python3 verify.py");
    }

    /** What is explained to citizens was made by another program, from the description of the documents alone. */
    @Test
    void verifiesTheExampleThatIsExplained() throws Exception {
        var example = SCRIPT.resolveSibling("example");
        var draw = example.resolve("draw.json");
        var commitment = example.resolve("commitment.json");
        var receipt = example.resolve("receipt-A002.json");
        assertThat(run(0, draw, commitment, receipt)).isEqualTo("一致");
        var verified = Verification.of(new Published(
                Files.readAllBytes(draw),
                Files.readAllBytes(commitment),
                null,
                List.of(new Published.File("receipt-A002.json", Files.readAllBytes(receipt))),
                List.of()));
        assertThat(verified.firstDifference()).isNull();
        // the receipt by hand, as the page of explanations has it
        var page = Files.readString(SCRIPT.resolveSibling("README.zh-CN.md"));
        var hand = page.substring(page.indexOf("U=$(printf"));
        var process = new ProcessBuilder("bash", "-c", hand.substring(0, hand.indexOf("```")))
                .redirectErrorStream(true)
                .start();
        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip())
                .isEqualTo(verified.commitment().pool().root());
    }

    private static String run(int exit, Path... files) throws Exception {
        var command = new java.util.ArrayList<String>();
        command.add(SCRIPT.toString());
        for (var file : files) {
            command.add(file.toString());
        }
        var process = process(command.toArray(String[]::new));
        process.getOutputStream().close();
        var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isEqualTo(exit);
        return said;
    }

    private static Process process(String... arguments) throws IOException {
        var command = new java.util.ArrayList<String>(List.of("python3"));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("PYTHONIOENCODING", "utf-8");
        return builder.start();
    }
}
