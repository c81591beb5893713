package io.shuangsuiji.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.samples.ManyRows;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** An edition with a table of many hundreds of rows loads, in time that grows with the number of its rows. */
class ManyRowsEditionTest {
    private static final EditionCompiler COMPILER = new EditionCompiler(Kernels::accelerate);

    private static Edition compiled(int rows, String hitPolicy) throws Exception {
        var files = new TreeMap<>(EditionFiles.read(Path.of("dmn/2024-01-01")));
        files.put("many.dmn", ManyRows.dmn(rows, hitPolicy, 1).getBytes(StandardCharsets.UTF_8));
        var result = COMPILER.compile(
                EditionName.parse("2024-01-01").orElseThrow(), files, EditionFiles.read(Path.of("rules")));
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
        return result.edition();
    }

    @Test
    void shouldLoadTwiceTheRowsInAboutTwiceTheTime() throws Exception {
        compiled(100, "UNIQUE");
        long begun = System.nanoTime();
        compiled(600, "FIRST");
        long half = System.nanoTime() - begun;
        begun = System.nanoTime();
        var edition = compiled(1200, "FIRST");
        assertThat(System.nanoTime() - begun).isLessThan(3 * half);
        assertThat(Kernels.reports(edition).get(ManyRows.NAME).path()).isEqualTo(KernelReport.Path.KERNEL);
        assertThat(edition.warnings()).anyMatch(warning -> "many.dmn".equals(warning.file()));
    }
}
