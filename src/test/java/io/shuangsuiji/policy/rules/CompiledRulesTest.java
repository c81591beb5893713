package io.shuangsuiji.policy.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.policy.EditionFiles;
import io.shuangsuiji.policy.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kie.api.KieBase;

/** The rules that are compiled when the service is built are those that would be compiled when it loads them. */
class CompiledRulesTest {
    private static List<String> names(KieBase base) {
        return base.getKiePackages().stream()
                .flatMap(each -> each.getRules().stream().map(rule -> each.getName() + ": " + rule.getName()))
                .sorted()
                .toList();
    }

    @Test
    void shouldHaveTheRulesOfTheFolder() throws IOException {
        var files = EditionFiles.rules(EditionFiles.read(Path.of("rules")));
        var compiled = CompiledRules.of(EditionFiles.digest(files)).orElseThrow();
        assertThat(names(compiled))
                .isNotEmpty()
                .isEqualTo(names(RuleBase.compile(files).base()));
    }

    @Test
    void shouldNotStandForRulesThatDifferInAByte() throws IOException {
        var files = new TreeMap<>(EditionFiles.read(Path.of("rules")));
        var first = files.firstKey();
        files.put(
                first, (new String(files.get(first), StandardCharsets.UTF_8) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(CompiledRules.of(EditionFiles.digest(files))).isEmpty();
    }

    @Test
    void shouldSayWhyRulesDoNotCompile() {
        var broken = new TreeMap<>(Map.of("x.drl", "rule \"x\" when then".getBytes(StandardCharsets.UTF_8)));
        var messages = new ArrayList<Message>();
        assertThat(RuleBase.jar(broken, messages)).isEmpty();
        assertThat(messages).isNotEmpty().allMatch(Message::refuses);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rule \"另\" when String( ) then System.out.println(nothing.here()); end | 第 4 行: nothing cannot be resolved",
                "rule \"另\" when String( lengthy > 3 ) then end | Unable to parse left part of expression: lengthy > 3",
                "rule \"另\" when String( ) then int i = ; end | 第 4 行: Unable to parse consequence",
                "rule \"另\" when Nothing( then end | 第 4 行: [ERR 102]",
            })
    void shouldNameTheFileAndTheLineOfEveryErrorWithoutStackTraces(String rule, String words) {
        var files = new TreeMap<>(Map.of(
                "a.drl", "package rules\nrule \"一\" when String( ) then end\n".getBytes(StandardCharsets.UTF_8),
                "b.drl", ("package rules\n\n\n" + rule).getBytes(StandardCharsets.UTF_8)));
        assertThat(RuleBase.compile(files).messages())
                .isNotEmpty()
                .allSatisfy(message -> {
                    assertThat(message.file()).isEqualTo("b.drl");
                    assertThat(message.text()).doesNotContain("\n", "\tat ", "第 0 行", "第 -1 行");
                })
                .anySatisfy(message -> assertThat(message.text()).startsWith(words));
    }

    @Test
    void shouldKeepSeveralSetsOfRulesButNotEverySet() {
        var cache = new RuleBaseCache();
        var first = cache.of(comment(0));
        var second = cache.of(comment(1));
        assertThat(second).isNotSameAs(first);
        assertThat(cache.of(comment(0))).isSameAs(first);
        for (int i = 1; i < 9; i++) {
            cache.of(comment(i));
        }
        assertThat(cache.of(comment(0))).isNotSameAs(first);
    }

    private static TreeMap<String, byte[]> comment(int number) {
        return new TreeMap<>(Map.of("x.drl", ("package rules // " + number).getBytes(StandardCharsets.UTF_8)));
    }
}
