package io.shuangsuiji.cli.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.shuangsuiji.decision.json.Json;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** Writes answers for people and for programs. */
public final class Output {
    private Output() {}

    /** Indented JSON. */
    public static void json(Object value, PrintWriter out) {
        try {
            out.println(Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
            out.flush();
        } catch (JsonProcessingException ourOwnValue) {
            throw new IllegalStateException(ourOwnValue);
        }
    }

    /** Indented JSON, in UTF-8. */
    public static byte[] json(Object value) {
        try {
            return Json.mapper().writerWithDefaultPrettyPrinter().writeValueAsBytes(value);
        } catch (JsonProcessingException ourOwnValue) {
            throw new IllegalStateException(ourOwnValue);
        }
    }

    /** Columns that line up on a terminal, where a Chinese character is two cells wide. */
    public static void table(List<String> header, List<List<String>> rows, PrintWriter out) {
        var lines = new ArrayList<>(List.of(header));
        lines.addAll(rows);
        int[] widths = IntStream.range(0, header.size())
                .map(column -> lines.stream()
                        .mapToInt(line -> width(line.get(column)))
                        .max()
                        .orElse(0))
                .toArray();
        for (var line : lines) {
            var text = new StringBuilder();
            for (int column = 0; column < line.size(); column++) {
                var cell = line.get(column);
                text.append(cell).append(" ".repeat(widths[column] - width(cell) + 2));
            }
            out.println(text.toString().stripTrailing());
        }
        out.flush();
    }

    private static int width(String text) {
        return text.codePoints()
                .map(point -> Character.UnicodeScript.of(point) == Character.UnicodeScript.HAN
                                || point >= 0x3000 && point <= 0x303f
                                || point >= 0xff00 && point <= 0xff60
                        ? 2
                        : 1)
                .sum();
    }
}
