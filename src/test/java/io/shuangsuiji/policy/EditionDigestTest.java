package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.store.Withdrawal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The digest of an edition is what anybody can work out with {@code sha256sum}. */
class EditionDigestTest {
    private static final String SHIPPED = "dmn/2024-01-01";

    /** Runs the lines of the documentation on an edition. */
    private static String byHand(String edition) throws IOException, InterruptedException {
        var page = Files.readString(Path.of("docs/edition-digest.md"));
        int from = page.indexOf("```sh\n") + 6;
        var lines = page.substring(from, page.indexOf("```", from));
        assertThat(lines.lines()).hasSize(4);
        assertThat(lines).contains("E=" + SHIPPED);
        var shell = new ProcessBuilder("bash", "-c", lines.replace("E=" + SHIPPED, "E='" + edition + "'"))
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        var told = new String(shell.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(shell.waitFor()).isZero();
        return told.replaceFirst(" .*\\n$", "");
    }

    private static SortedMap<String, byte[]> rules() throws IOException {
        return EditionFiles.read(Path.of("rules"));
    }

    @Test
    void shouldBeWhatTheFourLinesOfTheDocumentationPrint() throws Exception {
        assertThat(byHand(SHIPPED)).isEqualTo(TestEditions.shipped().digest());
    }

    @Test
    void shouldBeThatOfAFolderWithItsOwnRulesAndUnusualNames(@TempDir Path folder) throws Exception {
        var edition = TestEditions.copyTo(folder, "2024-07-01");
        // 𠮷 comes after Ａ by its bytes and before it by the characters of Java
        for (var name : new String[] {"own.drl", "附 件.txt", "𠮷.txt", "Ａ.txt", "-n.txt", "a'b.txt", "x", "x y"}) {
            Files.writeString(edition.resolve(name), "package rules\n// " + name);
        }
        var digest = TestEditions.load(folder).named("2024-07-01").orElseThrow().digest();
        assertThat(byHand(edition.toString())).isEqualTo(digest);

        Files.writeString(edition.resolve(".hidden"), "x");
        Files.createDirectory(edition.resolve("test-scenarios"));
        Files.writeString(edition.resolve(Withdrawal.FILE), "by: 李四\n");
        assertThat(byHand(edition.toString())).isEqualTo(digest);
        assertThat(TestEditions.load(folder).folder("2024-07-01").orElseThrow().digest())
                .isEqualTo(digest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\nb.txt", "a\tb.txt", "a\\b.txt", "a\u0085b.txt", "a\uFFFDb.txt"})
    void shouldRefuseNamesThatSha256sumDoesNotPrintAsTheyAre(String name) throws IOException {
        var files = new TreeMap<>(EditionFiles.read(Path.of(SHIPPED)));
        files.put(name, new byte[0]);
        var result =
                new EditionCompiler().compile(EditionName.parse("2024-01-01").orElseThrow(), files, rules());
        assertThat(result.edition()).isNull();
        assertThat(result.messages()).anySatisfy(message -> {
            assertThat(message.file()).isEqualTo(name.replaceAll("[\n\t\\\\\u0085]", "\uFFFD"));
            assertThat(message.text()).contains("文件名不能有").contains(" / ");
        });
    }

    @Property
    void shouldDifferByEveryByteAndName(
            @ForAll @Size(max = 5) Map<String, byte[]> some, @ForAll String name, @ForAll byte[] bytes) {
        var files = new TreeMap<>(some);
        var before = EditionFiles.digest(files);
        var known = files.put(name, bytes);
        assertThat(EditionFiles.digest(files).equals(before)).isEqualTo(java.util.Arrays.equals(known, bytes));
    }

    @Test
    void shouldNotChangeWhenTheSharedRulesAreCopiedIntoTheFolder(@TempDir Path folder) throws IOException {
        var edition = TestEditions.copyTo(folder, "2024-01-01");
        for (var rule : rules().entrySet()) {
            Files.write(edition.resolve(rule.getKey()), rule.getValue());
        }
        assertThat(TestEditions.load(folder).named("2024-01-01").orElseThrow().digest())
                .isEqualTo(TestEditions.shipped().digest());
    }
}
