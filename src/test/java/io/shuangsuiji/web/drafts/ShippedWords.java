package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.structure.Amended;
import io.shuangsuiji.policy.NoPolicyWordsTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.poi.ss.usermodel.DataFormatter;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;

/**
 * Words of the shipped edition that a neighbour's edition says nowhere: what its cells say, and what it calls its tables,
 * columns, inputs and conclusions.
 *
 * @param words those words
 */
record ShippedWords(Set<String> words) {
    /** What any plan is made of, as the pages of the service themselves call it. */
    private static final Set<String> GENERAL = Set.of("说明", "提示", "规则", "企业", "数量");

    /** How registries write things is read, and never said again. */
    private static final String REGISTRY = "registry.dmn";

    private static final Pattern LABEL = Pattern.compile("(?:label|name)=\"([^\"]*)\"");
    private static final Pattern WORD = Pattern.compile("[\\u4e00-\\u9fffA-Za-z0-9]+");

    static ShippedWords gone(Amended neighbour) {
        var words = new TreeSet<>(NoPolicyWordsTest.words());
        Shipped.files().forEach((name, file) -> {
            if (name.endsWith(".dmn") && !name.equals(REGISTRY)) {
                LABEL.matcher(new String(file, StandardCharsets.UTF_8))
                        .results()
                        .flatMap(label -> WORD.matcher(label.group(1)).results())
                        .map(word -> word.group())
                        .filter(word -> word.length() > 1 && word.matches(".*[\\u4e00-\\u9fff].*"))
                        .forEach(words::add);
            }
        });
        words.removeAll(GENERAL);
        var own = neighbour.files().entrySet().stream()
                .filter(file -> file.getKey().endsWith(".dmn") && !file.getKey().equals(REGISTRY))
                .map(file -> new String(file.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("\n"));
        words.removeIf(own::contains);
        return new ShippedWords(words);
    }

    /** Those of the words that a text says; short ones only where they stand alone, being part of many others. */
    List<String> in(String said) {
        var alone = WORD.matcher(said).results().map(word -> word.group()).collect(Collectors.toSet());
        return words.stream()
                .filter(word -> alone.contains(word) || word.length() > 3 && said.contains(word))
                .toList();
    }

    /** All that a workbook says. */
    static String of(byte[] workbook) throws IOException {
        var said = new StringBuilder();
        var shown = new DataFormatter();
        try (var opened = new XSSFWorkbook(new ByteArrayInputStream(workbook))) {
            opened.forEach(sheet -> {
                said.append(' ').append(sheet.getSheetName());
                sheet.forEach(row -> row.forEach(cell -> said.append(' ').append(shown.formatCellValue(cell))));
            });
        }
        return said.toString();
    }
}
