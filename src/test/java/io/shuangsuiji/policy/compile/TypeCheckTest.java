package io.shuangsuiji.policy.compile;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.decision.EvaluationResult;
import io.shuangsuiji.decision.Outcome;
import io.shuangsuiji.decision.batch.CompiledJsonEvaluator;
import io.shuangsuiji.decision.json.FeelJson;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an edition says that is none of its declared types, in the shipped files and in a model beside them. */
class TypeCheckTest {
    private static final EditionCompiler COMPILER = new EditionCompiler(CompiledJsonEvaluator::accelerate);

    private static SortedMap<String, byte[]> shipped() throws Exception {
        return EditionFiles.read(Path.of("dmn/2024-01-01"));
    }

    private static EditionCompiler.Result compiled(SortedMap<String, byte[]> files) {
        return COMPILER.compile(new EditionName(LocalDate.of(2024, 7, 1), 0), files, Collections.emptySortedMap());
    }

    private static List<String> refusals(SortedMap<String, byte[]> files) {
        var result = compiled(files);
        assertThat(result.edition() == null).isTrue();
        return result.messages().stream()
                .filter(Message::refuses)
                .map(Message::inWords)
                .toList();
    }

    private static void replace(SortedMap<String, byte[]> files, String file, String from, String to) {
        var text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(
                file, text.replaceFirst(java.util.regex.Pattern.quote(from), to).getBytes(StandardCharsets.UTF_8));
    }

    static String model(String types, String elements) {
        return """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="extra" name="extra"
                    namespace="https://example.org/extra">%s%s</definitions>""".formatted(types, elements);
    }

    private static String input(String name, String type) {
        return "<inputData id=\"%1$s\" name=\"%1$s\"><variable name=\"%1$s\" typeRef=\"%2$s\"/></inputData>"
                .formatted(name, type);
    }

    private static String decision(String type, String input, String logic) {
        return """
                <decision id="answer" name="answer"><variable name="answer" typeRef="%s"/>
                <informationRequirement id="r"><requiredInput href="#%s"/></informationRequirement>%s</decision>""".formatted(type, input, logic);
    }

    private static String table(String inputType, String cell, String output, String entry) {
        return """
                <decisionTable id="table" hitPolicy="FIRST"><input id="i" label="甲列"><inputExpression typeRef="%s"><text>x</text>
                </inputExpression></input>%s<rule id="rule"><inputEntry id="ie"><text>%s</text></inputEntry>
                <outputEntry id="oe"><text>%s</text></outputEntry></rule></decisionTable>""".formatted(inputType, output, cell, entry);
    }

    private static SortedMap<String, byte[]> with(String xml) throws Exception {
        var files = shipped();
        files.put("extra.dmn", xml.getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static EvaluationResult decided(Edition edition, String json) {
        return EvaluationResult.of(
                edition,
                edition.model("extra").orElseThrow(),
                json.replace('\'', '"').getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldRefuseANumberInQuotesInTheShippedQuota() throws Exception {
        var files = shipped();
        replace(files, "quota.dmn", "<text>0.125</text>", "<text>\"5\"</text>");
        assertThat(refusals(files))
                .anyMatch(text -> text.contains("quota.dmn")
                        && text.contains("抽样规则，R05，抽查比例/倍数：「\"5\"」不能填在这里，可填：0% 至 100%")
                        && text.contains("is not allowed here"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number | "a"                     | <output id='o' name='结果' typeRef='number'/>  | 1      | 第 1 行「甲列」：收到 "a"，应为数字
            number | > "a"                   | <output id='o' name='结果' typeRef='number'/>  | 1      | 第 1 行「甲列」：收到 "a"，应为数字
            number | [1.."b"]                | <output id='o' name='结果' typeRef='number'/>  | 1      | 第 1 行「甲列」：收到 "b"，应为数字
            date   | "2024-01-01"            | <output id='o' name='结果' typeRef='number'/>  | 1      | 第 1 行「甲列」：收到 "2024-01-01"，应为存在的日期
            date   | < date("2024-02-30")    | <output id='o' name='结果' typeRef='number'/>  | 1      | 应为存在的日期
            number | -                       | <output id='o' name='结果' typeRef='number'/>  | "1"    | 第 1 行，结果：「"1"」不能填在这里，可填数字
            number | -                       | <output id='o' name='结果' typeRef='number'/>  | "a"+"b" | 第 1 行「结果」：收到 "ab"，应为数字
            number | -                       | <output id='o' name='结果' typeRef='number'/>  | true   | 第 1 行，结果：「true」不能填在这里，可填数字
            number | -                       | <output id='o' name='结果' typeRef='等级'/>    | "丙"   | 第 1 行，结果：「丙」不能填在这里，可填：甲、乙
            number | -                       | <output id='o' name='结果' typeRef='等级'/>    | null   | 收到 null（空），应为文字
            number | -                       | <output id='o' name='结果' typeRef='string'><outputValues><text>"甲","乙"</text></outputValues></output> | "丙" | 第 1 行，结果：「丙」不能填在这里，可填：甲、乙
            number | -                       | <output id='o' name='结果' typeRef='number'><outputValues><text>"甲"</text></outputValues></output> | 1 | 「结果」的输出取值：收到 "甲"，应为数字
            number | -                       | <output id='o' name='结果' typeRef='number'><defaultOutputEntry><text>"无"</text></defaultOutputEntry></output> | 1 | 「结果」的默认值：收到 "无"
            number | -                       | <output id='o' name='结果'/>                   | "x"    | 第 1 行，结果：「"x"」不能填在这里，可填数字
            """)
    void shouldRefuseACellOfATable(String inputType, String cell, String output, String entry, String refusal)
            throws Exception {
        var types = "<itemDefinition id='t' name='等级'><typeRef>string</typeRef><allowedValues><text>\"甲\",\"乙\"</text>"
                + "</allowedValues></itemDefinition>";
        var escaped = cell.replace("<", "&lt;");
        var type = output.contains("等级") ? "等级" : output.contains("string") ? "string" : "number";
        var xml = model(types, input("x", inputType) + decision(type, "x", table(inputType, escaped, output, entry)));
        assertThat(refusals(with(xml)))
                .anyMatch(text -> text.startsWith("extra.dmn: ")
                        && text.contains("answer")
                        && text.contains(refusal)
                        && text.contains(" / "));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number | <literalExpression><text>"5"</text></literalExpression> | 「"5"」不能填在这里，可填数字
            结构   | <context><contextEntry><variable name='n'/><literalExpression><text>"5"</text></literalExpression></contextEntry></context> | 「n」：收到 "5"，应为数字
            结构   | <context><contextEntry><variable name='n' typeRef='number'/><literalExpression><text>true</text></literalExpression></contextEntry></context> | n，值：「true」不能填在这里，可填数字
            结构表 | <relation><column name='n' typeRef='number'/><row><literalExpression><text>1</text></literalExpression></row><row><literalExpression><text>"2"</text></literalExpression></row></relation> | 第 2 行，n：「"2"」不能填在这里，可填数字
            结构表 | <list><context><contextEntry><variable name='n'/><literalExpression><text>"5"</text></literalExpression></contextEntry></context></list> | 第 1 项「n」：收到 "5"
            number | <context><contextEntry><variable name='a' typeRef='date'/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><literalExpression><text>2</text></literalExpression></contextEntry></context> | a，值：「1」不能填在这里，可填日期
            """)
    void shouldRefuseAConstantHoweverDeep(String type, String logic, String refusal) throws Exception {
        var types =
                "<itemDefinition id='t' name='结构'><itemComponent id='c' name='n'><typeRef>number</typeRef></itemComponent>"
                        + "</itemDefinition><itemDefinition id='l' name='结构表' isCollection='true'><typeRef>结构</typeRef></itemDefinition>";
        assertThat(refusals(with(model(types, input("x", "number") + decision(type, "x", logic)))))
                .hasSize(1)
                .allMatch(text -> text.contains("answer") && text.contains(refusal));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            number | if x > 1 then x else "五"       | {'x':2} | OK        | 2
            number | if x > 1 then x else "五"       | {'x':1} | UNDECIDED | answer：收到 "五"，应为数字
            正数   | x - 5                           | {'x':6} | OK        | 1
            正数   | x - 5                           | {'x':5} | UNDECIDED | answer：收到 0，应为数字，允许：&gt; 0
            结构   | {n: if x > 1 then x else "五"}   | {'x':1} | UNDECIDED | answer.n：收到 "五"，应为数字
            """)
    void shouldTellAComputedValueOfAnotherType(String type, String formula, String input, Outcome outcome, String said)
            throws Exception {
        var types =
                "<itemDefinition id='p' name='正数'><typeRef>number</typeRef><allowedValues><text>&gt; 0</text></allowedValues>"
                        + "</itemDefinition><itemDefinition id='t' name='结构'><itemComponent id='c' name='n'><typeRef>number</typeRef>"
                        + "</itemComponent></itemDefinition>";
        var logic = "<literalExpression><text>" + formula.replace(">", "&gt;") + "</text></literalExpression>";
        var result = compiled(with(model(types, input("x", "number") + decision(type, "x", logic))));
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
        var decided = decided(result.edition(), input);
        assertThat(decided.outcome()).isEqualTo(outcome);
        if (outcome == Outcome.OK) {
            assertThat(decided.outputs().get("answer").asText()).isEqualTo(said);
        } else {
            assertThat(decided.failure().getMessage()).contains(said.replace("&gt;", ">"));
        }
    }

    @Test
    void shouldTellThatNoRowAppliesWhereTheTypeAllowsNoNull() throws Exception {
        var types = "<itemDefinition id='t' name='等级'><typeRef>string</typeRef><allowedValues><text>\"甲\",\"乙\"</text>"
                + "</allowedValues></itemDefinition>";
        var table = table("number", "&gt; 5", "<output id='o' name='结果' typeRef='等级'/>", "\"甲\"");
        var edition = compiled(with(model(types, input("x", "number") + decision("等级", "x", table))))
                .edition();
        assertThat(decided(edition, "{'x':6}").outputs().get("answer").asText()).isEqualTo("甲");
        assertThat(decided(edition, "{'x':1}").failure()).hasMessageContaining("answer：收到 null（空）");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            time                      | '08:29:59'            | 早 | '08:30:00'            | 晚
            date and time             | '2024-03-20T08:00:00' | 早 | '2024-03-20T09:00:00' | 晚
            days and time duration    | 'PT9H'                | 早 | 'P1D'                 | 晚
            years and months duration | 'P9M'                 | 早 | 'P1Y'                 | 晚
            """)
    void shouldCompareTimesAndDurationsAsSuch(String type, String early, String first, String late, String second)
            throws Exception {
        var bound = switch (type) {
            case "time" -> "time(\"08:30:00\")";
            case "date and time" -> "date and time(\"2024-03-20T08:30:00\")";
            case "days and time duration" -> "duration(\"PT10H\")";
            default -> "duration(\"P10M\")";
        };
        var logic = "<literalExpression><text>{w: if x &lt; " + bound
                + " then \"早\" else \"晚\", x: x}</text></literalExpression>";
        var types =
                "<itemDefinition id='t' name='结构'><itemComponent id='c' name='w'><typeRef>string</typeRef></itemComponent>"
                        + "<itemComponent id='d' name='x'><typeRef>" + type
                        + "</typeRef></itemComponent></itemDefinition>";
        var result = compiled(with(model(types, input("x", type) + decision("结构", "x", logic))));
        assertThat(result.edition()).as(result.messages().toString()).isNotNull();
        var edition = result.edition();
        var before = decided(edition, "{'x':" + early + "}");
        assertThat(before.outputs().at("/answer/w").asText()).isEqualTo(first);
        assertThat(before.outputs().at("/answer/x").asText()).isEqualTo(early.replace("'", ""));
        assertThat(decided(edition, "{'x':" + late + "}")
                        .outputs()
                        .at("/answer/w")
                        .asText())
                .isEqualTo(second);
        assertThat(decided(edition, "{'x':'早上'}").outcome()).isEqualTo(Outcome.INVALID);
        assertThat(decided(edition, "{'x':'P1Y2D'}").outcome()).isEqualTo(Outcome.INVALID);
        // what the kernel cannot hold is answered by KIE
        assertThat(edition.engine().lines(edition.model("extra").orElseThrow())).isEmpty();
        var example = FeelJson.toJson(
                io.shuangsuiji.decision.Examples.input(
                        edition, edition.model("extra").orElseThrow()),
                edition.model("extra").orElseThrow().inputs());
        assertThat(decided(edition, example.toString()).outcome()).isEqualTo(Outcome.OK);
    }

    @Test
    void shouldRefuseTwoFilesOfOneModel() throws Exception {
        var files = shipped();
        files.put("quota - 副本.dmn", files.get("quota.dmn"));
        assertThat(refusals(files))
                .anyMatch(text ->
                        text.contains("quota.dmn") && text.contains("quota - 副本.dmn") && text.contains("同名的模型「quota」"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            <inputData id='y' name='x'><variable name='x' typeRef='number'/></inputData> | number | <literalExpression><text>1</text></literalExpression>
            <inputData id='y' name='answer'><variable name='answer' typeRef='number'/></inputData> | number | <literalExpression><text>1</text></literalExpression>
            `` | Any | <relation><column name='n'/><column name='n'/><row><literalExpression><text>1</text></literalExpression><literalExpression><text>2</text></literalExpression></row></relation>
            `` | Any | <decisionTable id='t'><input id='i'><inputExpression typeRef='number'><text>x</text></inputExpression></input><output id='a' name='n' typeRef='number'/><output id='b' name='n' typeRef='number'/><rule id='w'><inputEntry id='e'><text>-</text></inputEntry><outputEntry id='f'><text>1</text></outputEntry><outputEntry id='g'><text>2</text></outputEntry></rule></decisionTable>
            `` | Any | <context><contextEntry><variable name='n'/><literalExpression><text>1</text></literalExpression></contextEntry><contextEntry><variable name='n'/><literalExpression><text>2</text></literalExpression></contextEntry></context>
            """)
    void shouldRefuseANameThatIsThereTwice(String element, String type, String logic) throws Exception {
        var xml = model("", input("x", "number") + Objects.toString(element, "") + decision(type, "x", logic));
        assertThat(refusals(with(xml))).anyMatch(text -> text.startsWith("extra.dmn") && text.contains("重复"));
    }

    @Test
    void shouldRefuseADecisionThatAsksForAnInputOfAnotherModel() throws Exception {
        var files = with(model("", input("x", "number") + decision("number", "x", LITERAL)));
        files.put("importing.dmn", """
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="importing" name="importing"
                    namespace="https://example.org/importing"><import id="im" name="other" namespace="https://example.org/extra"
                    importType="https://www.omg.org/spec/DMN/20230324/MODEL/"/><decision id="d" name="d"><variable name="d"
                    typeRef="number"/><informationRequirement id="r2"><requiredDecision href="https://example.org/extra#answer"/>
                    </informationRequirement><literalExpression><text>other.answer + 1</text></literalExpression></decision>
                </definitions>""".getBytes(StandardCharsets.UTF_8));
        assertThat(refusals(files))
                .anyMatch(text -> text.startsWith("importing.dmn") && text.contains("决策「d」要用别的模型的输入"));
    }

    private static final String LITERAL = "<literalExpression><text>x + 1</text></literalExpression>";
}
