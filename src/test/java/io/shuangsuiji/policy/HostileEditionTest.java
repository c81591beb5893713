package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.shuangsuiji.policy.compile.EditionCompiler;
import io.shuangsuiji.policy.compile.EditionLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostileEditionTest {
    private static final EditionCompiler COMPILER = new EditionCompiler();

    private static SortedMap<String, byte[]> shipped() throws Exception {
        return EditionFiles.read(Path.of("dmn/2024-01-01"));
    }

    private static SortedMap<String, byte[]> with(String file, String from, String to) throws Exception {
        var files = shipped();
        var text = new String(files.get(file), StandardCharsets.UTF_8);
        assertThat(text).contains(from);
        files.put(file, text.replace(from, to).getBytes(StandardCharsets.UTF_8));
        return files;
    }

    private static EditionCompiler.Result compiled(SortedMap<String, byte[]> files) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(30),
                () -> COMPILER.compile(
                        new EditionName(LocalDate.of(2024, 7, 1), 0), files, Collections.emptySortedMap()));
    }

    private static List<String> refusals(SortedMap<String, byte[]> files) {
        var result = compiled(files);
        assertThat(result.edition() == null).isTrue();
        return result.messages().stream()
                .filter(Message::refuses)
                .map(Message::text)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            count(for i in 1..10**9 return i)                      | 循环的范围必须是两个整数
            count(for i in 1..1000000000 return i)                 | 循环次数太多
            count(for i in 1..99999999999999999999 return i)       | 循环次数太多
            count(for i in 1..1000, j in 1..1000 return i)         | 循环次数太多
            if some i in 1..10000000 satisfies i &lt; 0 then 1 else 2 | 循环次数太多
            count(for i in 1..population return i)                 | 循环的范围必须是两个整数
            count([1,2][every x in 1..999999 satisfies x = 1])     | 循环次数太多
            {f: function(n) f(n)}.f(1)                             | 不允许在表达式里定义函数
            if matches("aaaa", "(a+)+$") then 1 else 2             | 重复之中再有重复
            now()                                                  | 不允许使用 now
            """)
    void shouldRefuseFeelWithoutEnd(String feel, String refusal) throws Exception {
        var files = with("quota.dmn", "<text>0.125</text>", "<text>" + feel + "</text>");
        assertThat(refusals(files)).anyMatch(text -> text.contains(refusal));
    }

    @Test
    void shouldRefuseNestingThatWouldOverflowTheStack() throws Exception {
        var deep = "(".repeat(3000) + "1" + ")".repeat(3000);
        assertThat(refusals(with("quota.dmn", "<text>0.125</text>", "<text>" + deep + "</text>")))
                .anyMatch(text -> text.contains("嵌套超过 40 层"));
        var ifs = "if true then ".repeat(500) + "1" + " else 2".repeat(500);
        assertThat(refusals(with("quota.dmn", "<text>0.125</text>", "<text>" + ifs + "</text>")))
                .anyMatch(text -> text.contains("嵌套超过") || text.contains("过长"));
        var minus = "-".repeat(7900) + "1";
        compiled(with("quota.dmn", "<text>0.125</text>", "<text>" + minus + "</text>"));
        var sum = IntStream.range(0, 3900).mapToObj(i -> "1").collect(Collectors.joining("+"));
        compiled(with("quota.dmn", "<text>0.125</text>", "<text>" + sum + "</text>"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE d [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
                "<!DOCTYPE d SYSTEM \"http://127.0.0.1:1/x.dtd\">",
                "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\">]>"
            })
    void shouldRefuseADocumentType(String doctype) throws Exception {
        assertThat(refusals(with("quota.dmn", "<definitions ", doctype + "<definitions ")))
                .anyMatch(text -> text.contains("不允许 DOCTYPE"));
    }

    @Test
    void shouldRefuseATableOfTooManyCells() throws Exception {
        var rule = "<rule/>".repeat(20_000);
        var files = with("quota.dmn", "<annotation name=\"规则编号\"/>", rule);
        assertThat(refusals(files)).anyMatch(text -> text.contains("表太大"));
    }

    @Test
    void shouldRefuseAFileThatIsTooLarge() throws Exception {
        var files = shipped();
        files.put("more.dmn", new byte[5 << 20]);
        assertThat(refusals(files)).anyMatch(text -> text.contains("文件过大"));
    }

    @Test
    void shouldRefuseAFunctionThatCallsItself() throws Exception {
        var function = "<businessKnowledgeModel id=\"f\" name=\"f\"><variable name=\"f\"/><encapsulatedLogic>"
                + "<formalParameter name=\"n\"/><literalExpression><text>f(n) + f(n)</text></literalExpression>"
                + "</encapsulatedLogic></businessKnowledgeModel>";
        assertThat(refusals(with("quota.dmn", "  <dmndi:DMNDI>", function + "<dmndi:DMNDI>")))
                .anyMatch(text -> text.contains("函数不能调用自己"));
    }

    @Test
    void shouldTakeAFileThatAnEditorUpgradedToDmn16() throws Exception {
        // DMN 1.6 keeps the diagram namespace of 1.5
        var files = with("quota.dmn", "DMN/20230324/MODEL/\"\n", "DMN/20240513/MODEL/\"\n");
        var quota = new String(files.get("quota.dmn"), StandardCharsets.UTF_8);
        files.put(
                "quota.dmn",
                quota.replace("DMN/20230324/FEEL/", "DMN/20240513/FEEL/").getBytes(StandardCharsets.UTF_8));
        var result = compiled(files);
        assertThat(result.edition() != null).as(result.messages().toString()).isTrue();
    }

    @Test
    void shouldStillTakeTheShippedEdition() throws Exception {
        assertThat(EditionLimits.check(shipped(), new TreeMap<>())).isEmpty();
        assertThat(compiled(shipped()).edition()).isNotNull();
    }
}
