package io.shuangsuiji.policy.rules;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.regex.Pattern;
import org.kie.api.builder.Message;

/**
 * Where rules do not compile, by file and line. An error in the consequence of a rule is told by KIE at a line of the Java
 * code that it made of all the files; that line is found again as the rule that it was made of.
 */
final class RuleErrors {
    /** The folder in which KIE is given the files. */
    static final String FOLDER = "rules/";

    private static final String SOURCE = "Java source of ";
    private static final Pattern RULE = Pattern.compile("\\* Rule name: (.*)");

    private RuleErrors() {}

    /** The errors in words. */
    static List<io.shuangsuiji.policy.Message> of(SortedMap<String, byte[]> files, List<Message> errors) {
        return errors.stream()
                .filter(error -> !error.getText().startsWith(SOURCE))
                .map(error -> {
                    // what follows the first line is KIE's stack trace
                    var words = error.getText().lines().findFirst().orElse("");
                    var place = Objects.toString(error.getPath(), "").startsWith(FOLDER)
                            ? Map.entry(error.getPath().substring(FOLDER.length()), error.getLine())
                            : rule(error, errors)
                                    .flatMap(rule -> place(rule, files))
                                    .orElse(Map.entry("*.drl", 0));
                    return io.shuangsuiji.policy.Message.error(
                            place.getKey(),
                            null,
                            (place.getValue() > 0 ? "第 " + place.getValue() + " 行: " : "") + words);
                })
                .toList();
    }

    /** The rule of which the line was made, by its name. */
    private static Optional<String> rule(Message error, List<Message> errors) {
        return errors.stream()
                .filter(other -> Objects.equals(other.getPath(), error.getPath())
                        && other.getText().startsWith(SOURCE))
                .flatMap(source -> source.getText().lines().skip(1).limit(error.getLine()))
                .map(RULE::matcher)
                .filter(line -> line.find())
                .map(line -> line.group(1).strip())
                .reduce((earlier, later) -> later);
    }

    /** The file and the line where the rule begins. */
    private static Optional<Map.Entry<String, Integer>> place(String rule, SortedMap<String, byte[]> files) {
        var begin = Pattern.compile("^\\s*rule\\s+[\"']?" + Pattern.quote(rule) + "[\"']?(?=\\s|$)", Pattern.MULTILINE);
        return files.entrySet().stream()
                .map(file -> Map.entry(file.getKey(), new String(file.getValue(), StandardCharsets.UTF_8)))
                .map(file -> Map.entry(file, begin.matcher(file.getValue())))
                .filter(found -> found.getValue().find())
                .map(found -> Map.entry(found.getKey().getKey(), (int) found.getKey()
                        .getValue()
                        .substring(0, found.getValue().end())
                        .lines()
                        .count()))
                .findFirst();
    }
}
