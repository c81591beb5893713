package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.compile.EditionCompiler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wrong with an edition is told by the names of table, row and column. */
class KieMessagesTest {
    private static final EditionCompiler COMPILER = new EditionCompiler();

    private static List<Message> messages(String before, String after) throws Exception {
        var files = new TreeMap<>(EditionFiles.read(Path.of("dmn/2024-01-01")));
        var text = new String(files.get("quota.dmn"), StandardCharsets.UTF_8);
        assertThat(text).contains(before);
        int at = text.indexOf(before);
        files.put(
                "quota.dmn",
                (text.substring(0, at) + after + text.substring(at + before.length()))
                        .getBytes(StandardCharsets.UTF_8));
        return COMPILER.compile(
                        EditionName.parse("2024-01-01").orElseThrow(), files, EditionFiles.read(Path.of("rules")))
                .messages();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<text>0.125</text>|<text>0.125 *</text>|「抽样规则」第 1 行（R05）「抽查比例/倍数」写的 0.125 * 不是可以计算的公式：没有写完",
                "<text>0.125</text>|<text>一半 / 4</text>|「抽样规则」第 1 行（R05）「抽查比例/倍数」写的 一半/4 不是可以计算的公式：「一半」没有定义",
                "<text>\"重点\"</text>|<text>\"重点</text>|「抽样规则」第 1 行（R05）「监管类别」写的 \"重点 不是可以计算的公式：在 \" 附近写法有误",
                "<text>objectType</text>|<text>对象</text>|「抽样规则」的「对象类型」写的 对象 不是可以计算的公式：「对象」没有定义",
                "typeRef=\"季度列表\"|typeRef=\"季度列\"|「抽样规则」的「抽取季度」引用的类型没有定义：季度列",
                "requiredDecision href=\"#|requiredDecision href=\"#x|「本季抽取」引用的输入或决策不存在",
                "hitPolicy=\"UNIQUE\"|hitPolicy=\"UNIK\"|不是合乎规范的 DMN 文件：「UNIK」不在允许的取值 UNIQUE",
                "<decisionTable |<decisionTable x=\"1\" |不是合乎规范的 DMN 文件：元素 decisionTable 不能有属性 x",
                "name=\"本季抽取\" typeRef|name=\"本季\" typeRef|「本季抽取」变量名与名称不一致",
            })
    void shouldNameTableRowAndColumn(String before, String after, String expected) throws Exception {
        var messages = messages(before, after);
        assertThat(messages)
                .filteredOn(Message::refuses)
                .extracting(Message::text)
                .anyMatch(text -> text.startsWith(expected))
                .allMatch(text -> text.contains(" / "))
                .doesNotHaveDuplicates();
        assertThat(messages)
                .extracting(message -> message.text().split(" / ", 2)[0])
                .as("names, and no ids")
                .noneMatch(chinese -> chinese.contains("quota-") || chinese.contains("DMN:"));
    }

    /** KIE's own analysis of tables calls rows of a list duplicates, and rows that overlap on purpose misleading. */
    @Test
    void shouldHaveNothingToSayOfTheShippedEdition() throws Exception {
        assertThat(messages("<decisionTable ", "<decisionTable ")).isEmpty();
    }

    @Test
    void shouldRefuseRowsThatApplyAtOnceByOurOwnAnalysis() throws Exception {
        assertThat(messages("<text>\"一般\"</text>", "<text>\"重点\"</text>"))
                .filteredOn(Message::refuses)
                .extracting(Message::text)
                .containsExactly("「抽样规则」第 1 行（R05）和第 2 行（R06）同时成立而结论不同，例如 对象类型 排污单位，监管类别 重点"
                        + " / rows apply at once, which the hit policy forbids: 抽样规则 [1, 2]");
    }
}
