package io.shuangsuiji.amendment.edit;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.xml.Dmn13;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.policy.EditionFiles;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.kie.dmn.backend.marshalling.v1x.DMNMarshallerFactory;

/**
 * Files that went to other editors and come back: {@code dmn-moddle/edition} as we keep them, {@code given} in DMN 1.3,
 * {@code written} by dmn-moddle ({@code src/test/dmn-moddle}), and those that KIE's own marshaller writes.
 */
class OtherEditorsTest {
    private static final Path FOLDER = Path.of("src/test/resources/dmn-moddle");

    private static SortedMap<String, byte[]> edition() throws Exception {
        return EditionFiles.read(FOLDER.resolve("edition"));
    }

    private static byte[] read(String folder, String name) throws Exception {
        return Files.readAllBytes(FOLDER.resolve(folder).resolve(name));
    }

    private static Dmn13 in13(String name) throws Exception {
        return Dmn13.of(DmnFile.read(name, edition().get(name)));
    }

    private static List<String> changes(SortedMap<String, byte[]> now) throws Exception {
        return EditionDiff.between(EditionModel.read(edition()), EditionModel.read(now))
                .words();
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"quota.dmn", "types.dmn", "later.dmn"})
    void shouldGiveEditorsAFileInTheirVersion(String name) throws Exception {
        assertThat(text(in13(name).bytes()))
                .isEqualTo(text(read("given", name)))
                .contains("DMN/20191111/MODEL/")
                .doesNotContain("20230324", "typeConstraint", "conditional");
    }

    @Test
    void shouldTellWhatTheirVersionCannotSay() throws Exception {
        assertThat(in13("later.dmn").omitted())
                .extracting(Dmn13.Omitted::address, Dmn13.Omitted::words)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("later-count/typeConstraint[1]", "「个数」的类型约束"),
                        org.assertj.core.groups.Tuple.tuple("later-if", "「结果」的条件表达式"));
        assertThat(in13("quota.dmn").omitted()).isEmpty();
    }

    /** Nothing is edited: the file that is kept stays byte by byte, comments and layout included. */
    @ParameterizedTest
    @ValueSource(strings = {"quota.dmn", "types.dmn", "later.dmn"})
    void shouldLoseNothingToDmnModdle(String name) throws Exception {
        assertThat(text(Uploads.dmn(edition(), name, read("written", name)).get(name)))
                .isEqualTo(text(edition().get(name)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"quota.dmn", "types.dmn", "later.dmn"})
    void shouldLoseNothingToKiesMarshaller(String name) throws Exception {
        var marshaller = DMNMarshallerFactory.newDefaultMarshaller();
        var written = marshaller.marshal(
                marshaller.unmarshal(new StringReader(text(in13(name).bytes()))));
        var back = Uploads.dmn(edition(), name, written.getBytes(StandardCharsets.UTF_8));
        assertThat(changes(back)).isEmpty();
        assertThat(text(back.get(name))).isEqualTo(text(edition().get(name)));
    }

    /** A cell changed, a description written, types of columns left out, a row moved to the end, all ids of rows new. */
    @Test
    void shouldTakeWhatAnEditorChanged() throws Exception {
        var back = Uploads.dmn(edition(), "quota.dmn", read("written", "quota-edited.dmn"));
        assertThat(changes(back))
                .anyMatch(words -> words.contains("抽查比例/倍数 12.5% → 15%"))
                .anyMatch(words -> words.contains("由编辑器写的说明"))
                .anyMatch(words -> words.contains("R05") && words.contains("移"))
                .hasSize(3);
        assertThat(text(back.get("quota.dmn")))
                .contains("<rowType xmlns=\"https://shuangsuiji.io/dmn\"", "quota-decision-rules-table-rule-1-out-4")
                .doesNotContain("DecisionRule_", "exporter", "20191111");
    }

    /** What is edited beside it, the rest of the file being another's: what 1.3 dropped is there again. */
    @Test
    void shouldRestoreWhatWasNotSaidWhereTheFileIsTakenWhole() throws Exception {
        var written = text(read("written", "later.dmn"))
                .replace("<inputData ", "<inputData id=\"InputData_1\" name=\"m\" />\n  <inputData ");
        var back = text(Uploads.dmn(edition(), "later.dmn", written.getBytes(StandardCharsets.UTF_8))
                .get("later.dmn"));
        assertThat(back)
                .contains("InputData_1", "<typeConstraint><text>? = floor(?)</text></typeConstraint>", "<conditional")
                .contains("20230324/MODEL/")
                .contains("编辑器不认识的");
    }

    /** Another prefix for the standard's own namespace. */
    @Test
    void shouldTakeOtherPrefixes() throws Exception {
        var given = text(in13("later.dmn").bytes());
        var prefixed = given.replaceAll("<(/?)(?=[a-z])(?!x:|\\?)", "<$1semantic:")
                .replace("xmlns=\"https://www.omg.org", "xmlns:semantic=\"https://www.omg.org");
        assertThat(text(Uploads.dmn(edition(), "later.dmn", prefixed.getBytes(StandardCharsets.UTF_8))
                        .get("later.dmn")))
                .isEqualTo(text(edition().get("later.dmn")));
    }
}
