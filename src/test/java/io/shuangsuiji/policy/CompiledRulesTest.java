package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
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
}
