package io.shuangsuiji.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The shipped models, rewritten for engines that read less of DMN. */
final class Sources {
    private static final Path EDITION = Path.of("dmn", "2024-01-01");
    private static final Pattern TYPE = Pattern.compile("<itemDefinition .*?</itemDefinition>", Pattern.DOTALL);

    private Sources() {}

    /** With the vocabulary written into it, and without type constraints and annotations. */
    static String selfContained(String model) throws IOException {
        var types = TYPE.matcher(Files.readString(EDITION.resolve("types.dmn")))
                .results()
                .map(java.util.regex.MatchResult::group)
                .collect(Collectors.joining());
        return Files.readString(EDITION.resolve(model + ".dmn"))
                .replaceAll("<import [^>]*/>", Matcher.quoteReplacement(types))
                .replace("词汇.", "")
                .replaceAll("(?s)<typeConstraint>.*?</typeConstraint>", "")
                .replaceAll("(?s)<annotationEntry>.*?</annotationEntry>", "")
                .replaceAll("<annotation [^>]*/>", "");
    }

    /** DMN 1.3, without the diagram, with only these decisions. */
    static String only(String model, String... decisionIds) throws IOException {
        var text = selfContained(model)
                .replace("/20230324/", "/20191111/")
                .replaceAll("(?s)<dmndi:DMNDI>.*</dmndi:DMNDI>", "")
                .replaceAll("(?s)<question>.*?</question>", "");
        var decisions = Pattern.compile("(?s)<decision id=\"([^\"]*)\".*?</decision>").matcher(text);
        return decisions.replaceAll(found -> java.util.List.of(decisionIds).contains(found.group(1))
                ? Matcher.quoteReplacement(found.group())
                : "");
    }
}
