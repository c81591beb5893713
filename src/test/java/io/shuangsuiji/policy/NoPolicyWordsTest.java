package io.shuangsuiji.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.model.Table;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Another bureau's outputs hold no word of the shipped edition, because none stands in code, pages, descriptions of calls, settings or rules. */
public class NoPolicyWordsTest {
    /** Words of the calendar and of inspecting at random itself, which every bureau uses. */
    private static final Set<String> GENERAL = Set.of("季度", "年度", "检查对象名录库", "不检查", "是否", "以上", "双随机", "一公开");

    /** Tables of words that belong to no policy: how registries write things, and how findings are told. */
    private static final Set<String> OTHER_FILES = Set.of("registry.dmn", "findings.dmn");

    private static final Pattern COMMENT = Pattern.compile("(?s:/\\*.*?\\*/)|(?m:^\\s*//.*$)");
    private static final Pattern WORD = Pattern.compile("[\\u4e00-\\u9fffA-Za-z0-9]+");
    private static final Pattern CHINESE = Pattern.compile(".*[\\u4e00-\\u9fff].*");
    private static final Pattern TEXT = Pattern.compile("\"([^\"]*)\"");
    private static final Pattern RULE = Pattern.compile("\\bR\\d\\d[a-z]?\\b");

    @Test
    void shouldStandInTheEditionAlone() throws IOException {
        var words = words();
        assertThat(words).contains("特殊", "执法二队", "不顺延", "深圳市智慧环保系统").hasSizeGreaterThan(60);
        assertThat(hits(words)).isEmpty();
    }

    @Test
    void shouldNoticeAWordWhereThereIsOne() {
        assertThat(found("x = \"未纳入的重点排污单位\";", Set.of("重点排污单位"))).containsExactly("重点排污单位");
        assertThat(found("// 重点排污单位\nx", Set.of("重点排污单位"))).isEmpty();
        assertThat(found("// a comment\nx = \"重点排污单位\";", Set.of("重点排污单位"))).containsExactly("重点排污单位");
        assertThat(found("\"R13a\"", Set.of())).containsExactly("R13a");
    }

    /** Every text that a cell of the shipped edition gives or asks for, and every value that its types list. */
    public static Set<String> words() {
        return TestEditions.shipped().tables().tables().stream()
                .filter(table -> !OTHER_FILES.contains(table.file()))
                .flatMap(NoPolicyWordsTest::texts)
                .flatMap(text -> WORD.matcher(text).results().map(found -> found.group()))
                .filter(word -> word.length() >= 2 && CHINESE.matcher(word).matches())
                .filter(word -> !GENERAL.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> texts(Table table) {
        return table.rows().stream()
                .flatMap(row -> row.cells().stream())
                .flatMap(cell -> TEXT.matcher(cell.feel()).results().map(found -> found.group(1)));
    }

    private static List<String> hits(Set<String> words) throws IOException {
        var hits = new ArrayList<String>();
        for (var folder : List.of("src/main/java", "src/main/resources", "rules")) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    found(Files.readString(file), words).forEach(word -> hits.add(file + ": " + word));
                }
            }
        }
        return hits;
    }

    private static List<String> found(String text, Set<String> words) {
        var plain = COMMENT.matcher(text).replaceAll("");
        return Stream.concat(
                        RULE.matcher(plain).results().map(found -> found.group()),
                        WORD.matcher(plain)
                                .results()
                                .map(found -> found.group())
                                .flatMap(run -> words.stream()
                                        // two characters may be part of any longer word
                                        .filter(word -> run.equals(word) || word.length() > 2 && run.contains(word))))
                .distinct()
                .toList();
    }
}
