package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.UnreadableFile;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The texts that the cells of a workbook share, as bytes: a large registry has millions of them, of which only those of
 * the row at hand need be strings.
 */
final class SharedTexts {
    /** So many texts lie in one array. */
    private static final int BLOCK = 1_024;

    private static final Pattern ESCAPE = Pattern.compile("_x([0-9A-Fa-f]{4})_");

    private final List<byte[]> blocks = new ArrayList<>();
    private final ByteArrayOutputStream open = new ByteArrayOutputStream();
    /** Where each text ends in its block. */
    private int[] ends = new int[BLOCK];

    private int size;

    /** Reads the part that holds them, refusing more than so many bytes. */
    void read(XmlPart xml, int limit) {
        long bytes = 0;
        while (xml.child(0)) {
            while (xml.child(1)) {
                if (xml.name().equals("si")) {
                    // an empty text takes its end
                    bytes += add(rich(xml)) + Integer.BYTES;
                    if (bytes > limit) {
                        throw UnreadableFile.because(
                                "工作簿的文字超过 " + (limit >> 20) + " MB，已停止读取；请拆分为几个文件，或另存为 CSV",
                                "the texts of the workbook exceed " + (limit >> 20)
                                        + " MB; split it into several files or save it as CSV");
                    }
                }
            }
        }
        shut();
    }

    /** The text of the element just begun: all its runs, without their phonetic guides. */
    static String rich(XmlPart xml) {
        int element = xml.depth();
        var text = new StringBuilder();
        while (xml.child(element)) {
            if (xml.name().equals("t")) {
                append(text, xml);
            } else if (xml.name().equals("r")) {
                while (xml.child(element + 1)) {
                    if (xml.name().equals("t")) {
                        append(text, xml);
                    }
                }
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, XmlPart xml) {
        var run = unescape(xml.text());
        text.append(run, 0, Math.min(run.length(), Limits.CELL + 1 - text.length()));
    }

    /** A text with its escapes ({@code _x000D_}) resolved; {@code _x005F_} stands for an underscore that begins none. */
    static String unescape(String text) {
        return text.contains("_x")
                ? ESCAPE.matcher(text)
                        .replaceAll(escape ->
                                Matcher.quoteReplacement(String.valueOf((char) Integer.parseInt(escape.group(1), 16))))
                : text;
    }

    private int add(String text) {
        var bytes = text.getBytes(StandardCharsets.UTF_8);
        open.writeBytes(bytes);
        if (size == ends.length) {
            ends = Arrays.copyOf(ends, size * 2);
        }
        ends[size++] = open.size();
        if (size % BLOCK == 0) {
            shut();
        }
        return bytes.length;
    }

    private void shut() {
        blocks.add(open.toByteArray());
        open.reset();
    }

    /** The text of an index; null where there is none. */
    String get(int index) {
        if (index < 0 || index >= size) {
            return null;
        }
        int start = index % BLOCK == 0 ? 0 : ends[index - 1];
        return new String(blocks.get(index / BLOCK), start, ends[index] - start, StandardCharsets.UTF_8);
    }
}
