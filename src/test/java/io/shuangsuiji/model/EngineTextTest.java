package io.shuangsuiji.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.Table.Part;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Notes that are part of what a row concludes, as engines are given them. */
class EngineTextTest {
    private static final String TYPES = """
            <itemDefinition name="词" isCollection="true"><typeRef>string</typeRef></itemDefinition>
            <itemDefinition name="级"><typeRef>string</typeRef><allowedValues><text>"甲","乙"</text></allowedValues></itemDefinition>
            <itemDefinition name="行"><itemComponent name="id" label="编号"><typeRef>string</typeRef></itemComponent>\
            <itemComponent name="rate" label="比例"><typeRef>number</typeRef></itemComponent>\
            <itemComponent name="places" label="场所"><typeRef>词</typeRef></itemComponent>\
            <itemComponent name="grade" label="等级"><typeRef>级</typeRef></itemComponent></itemDefinition>
            <itemDefinition name="各行" isCollection="true"><typeRef>行</typeRef></itemDefinition>
            """;

    private static String model(String type, String table) {
        return "<definitions name=\"m\" namespace=\"n\">" + TYPES
                + "<decision id=\"d\" name=\"d\"><variable name=\"d\" typeRef=\"" + type
                + "\"/><decisionTable id=\"t\" hitPolicy=\"COLLECT\"><input id=\"i\"><inputExpression><text>x</text>"
                + "</inputExpression></input>" + table + "</decisionTable></decision></definitions>";
    }

    private static final String OUTPUTS =
            "<output id=\"o\" name=\"rate\" typeRef=\"number\"/><output id=\"p\" name=\"grade\"/>";

    private static String rows(String... notes) {
        var row = new StringBuilder(
                "<rule id=\"r\"><inputEntry id=\"ri\"><text>-</text></inputEntry>"
                        + "<outputEntry id=\"ro\"><text>0.5</text></outputEntry><outputEntry id=\"rp\"><text>\"甲\"</text></outputEntry>");
        for (var note : notes) {
            row.append("<annotationEntry><text>").append(note).append("</text></annotationEntry>");
        }
        return row + "</rule>";
    }

    private static EditionModel read(String xml) throws Exception {
        return EditionModel.read(new TreeMap<>(java.util.Map.of("m.dmn", xml.getBytes(StandardCharsets.UTF_8))));
    }

    private static String engine(String xml) throws Exception {
        return new String(EngineText.of(read(xml)).get("m.dmn"), StandardCharsets.UTF_8);
    }

    private static Table table(String xml) throws Exception {
        return read(xml).tables().stream()
                .filter(table -> table.name().equals("d"))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void shouldGivePartsThatNoOutputGivesInTheOrderOfTheType() throws Exception {
        var notes = "<annotation name=\"场所\"/><annotation name=\"编号\"/><annotation name=\"原文\"/>";
        var xml = model("各行", OUTPUTS + notes + rows("公示栏、官网", "R1", "第一条"));
        assertThat(engine(xml))
                .isEqualTo(model(
                        "各行",
                        "<output name=\"id\" label=\"编号\" typeRef=\"string\"/><output id=\"o\" name=\"rate\" typeRef=\"number\"/>"
                                + "<output name=\"places\" label=\"场所\" typeRef=\"词\"/><output id=\"p\" name=\"grade\"/>"
                                + notes
                                + rows("公示栏、官网", "R1", "第一条")
                                        .replace("<outputEntry id=\"ro\">", entry("\"R1\"") + "<outputEntry id=\"ro\">")
                                        .replace(
                                                "<outputEntry id=\"rp\">",
                                                entry("[\"公示栏\",\"官网\"]") + "<outputEntry id=\"rp\">")));
        var table = table(xml);
        assertThat(table.parts()).extracting(Part::key).containsExactly("id", "rate", "places", "grade");
        assertThat(table.conclusions(table.rows().get(0)))
                .extracting(placed -> placed.cell().feel())
                .containsExactly("\"R1\"", "0.5", "[\"公示栏\",\"官网\"]", "\"甲\"");
    }

    private static String entry(String feel) {
        return "<outputEntry><text>" + feel + "</text></outputEntry>";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "R07/R12      | \"R07/R12\"",
                "a \"b\" \\c  | \"a \\\"b\\\" \\\\c\"",
                "a &amp; &lt; | \"a &amp; &lt;\"",
                "null         | \"null\"",
                "= 1 + 1      | \"= 1 + 1\"",
                "``           | null"
            })
    void shouldTakeANoteForWhatItSays(String note, String feel) throws Exception {
        assertThat(engine(model("行", OUTPUTS + "<annotation name=\"编号\"/>" + rows(note))))
                .contains(entry(feel) + "<outputEntry id=\"ro\">");
    }

    @Test
    void shouldTakeAListAsFeelHasItOrAsCellsDo() throws Exception {
        var notes = OUTPUTS + "<annotation name=\"场所\"/>";
        assertThat(engine(model("行", notes + rows("[\"甲、乙\", \"丙\"]")))).contains(entry("[\"甲、乙\", \"丙\"]"));
        assertThat(engine(model("行", notes + rows("甲")))).contains(entry("[\"甲\"]"));
    }

    @Test
    void shouldLeaveABlankNoteAtTheEndOfARowNull() throws Exception {
        assertThat(engine(model("行", OUTPUTS + "<annotation name=\"编号\"/>" + rows())))
                .contains(entry("null") + "<outputEntry id=\"ro\">");
    }

    @Test
    void shouldChangeNothingWhereOutputsSayItAll() throws Exception {
        for (var same : List.of(
                // an output of that name is there
                model("行", "<output id=\"o\" name=\"id\" label=\"编号\"/><annotation name=\"编号\"/>"),
                // a value that is chosen from a list is a conclusion, never a note
                model("行", "<output id=\"o\" name=\"rate\"/><annotation name=\"等级\"/>"),
                // no note is called so
                model("行", OUTPUTS + "<annotation name=\"规则\"/>" + rows("R1")),
                // the one output is the whole row
                model("行", "<output id=\"o\"/><annotation name=\"编号\"/>"),
                model("string", OUTPUTS + "<annotation name=\"编号\"/>" + rows("R1")),
                model("行", OUTPUTS + "<annotation name=\"编号\"/>" + rows("R1"))
                        .replace("\"COLLECT\"", "\"COLLECT\" aggregation=\"COUNT\""))) {
            assertThat(engine(same)).isEqualTo(same);
        }
    }

    @Test
    void shouldKeepDefaultsInForce() throws Exception {
        var text = "<defaultOutputEntry><text>1</text></defaultOutputEntry></output>";
        var outputs = OUTPUTS.replace("typeRef=\"number\"/>", "typeRef=\"number\">" + text)
                .replace("name=\"grade\"/>", "name=\"grade\">" + text);
        assertThat(engine(model("行", outputs + "<annotation name=\"编号\"/>" + rows("R1"))))
                .contains(
                        "label=\"编号\" typeRef=\"string\"><defaultOutputEntry><text>null</text></defaultOutputEntry></output>");
    }

    @Test
    void shouldWriteInTheTablesOwnPrefixAndInUtf8() throws Exception {
        var xml = "<?xml version=\"1.0\" encoding=\"GBK\"?>"
                + model("行", OUTPUTS + "<annotation name=\"编号\"/>" + rows("R1 &#x1F600;"))
                        .replaceAll("<(/?)(\\w)", "<$1d:$2")
                        .replace("<d:definitions", "<d:definitions xmlns:d=\"n\"");
        var tables = EditionModel.read(new TreeMap<>(java.util.Map.of("m.dmn", xml.getBytes(Charset.forName("GBK")))));
        assertThat(new String(EngineText.of(tables).get("m.dmn"), StandardCharsets.UTF_8))
                .startsWith("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
                .contains(
                        "<d:outputEntry><d:text>\"R1 \uD83D\uDE00\"</d:text></d:outputEntry><d:outputEntry id=\"ro\">");
    }

    @Test
    void shouldGiveTheShippedTablesIdAndClauseFromNotesAlone() throws Exception {
        var files = new TreeMap<String, byte[]>();
        try (var listed = Files.list(Path.of("dmn/2024-01-01"))) {
            for (var file : listed.toList()) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        var tables = EditionModel.read(files);
        assertThat(tables.tables().stream()
                        .filter(table -> table.parts().stream().anyMatch(Part::isNote))
                        .map(Table::label))
                .containsExactlyInAnyOrder("频次上限", "触发情形", "提示", "备选要求", "选派要求", "联合任务要求", "抽样规则", "路由", "时限");
        assertThat(tables.tables().stream()
                        .flatMap(table -> table.columns().stream())
                        .filter(column -> column.kind() == Table.ColumnKind.OUTPUT)
                        .map(Table.Column::label))
                .doesNotContain("规则编号", "依据条款");
    }
}
