package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Separators, quotes and widths as a Chinese keyboard gives them. */
final class Punctuation {
    private Punctuation() {}

    /** The parts of a list: an allowed word that holds a separator is kept whole, and so is what stands in quotes or brackets. */
    static List<String> items(String written, List<String> values) {
        var items = new ArrayList<String>();
        var item = new StringBuilder();
        int depth = 0;
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            var whole = item.toString().isBlank() ? wholeAt(written, at, values) : "";
            if (!whole.isEmpty()) {
                item.append(whole);
                at += whole.length() - 1;
            } else if (depth == 0 && "、，,；;\n".indexOf(c) >= 0) {
                items.add(item.toString().strip());
                item.setLength(0);
            } else {
                depth += "[（(".indexOf(c) >= 0 ? 1 : "]）)".indexOf(c) >= 0 && depth > 0 ? -1 : 0;
                item.append(c);
            }
        }
        items.add(item.toString().strip());
        return items;
    }

    private static String wholeAt(String written, int at, List<String> values) {
        char c = written.charAt(at);
        if (c == '"' || c == '“') {
            for (int close = at + 1; close < written.length(); close++) {
                if (c == '"' && written.charAt(close) == '\\') {
                    close++;
                } else if (written.charAt(close) == (c == '"' ? '"' : '”')) {
                    return written.substring(at, close + 1);
                }
            }
            return "";
        }
        return values.stream()
                .filter(value -> written.startsWith(value, at))
                .max(Comparator.comparingInt(String::length))
                .orElse("");
    }

    /** Full-width letters, digits and punctuation as FEEL writes them; what stands in quotes is left as it is. */
    static String halfWidth(String written) {
        var plain = new StringBuilder(written.length());
        boolean quoted = false;
        for (int at = 0; at < written.length(); at++) {
            char c = written.charAt(at);
            if (quoted && c == '\\' && at + 1 < written.length()) {
                plain.append(c).append(written.charAt(++at));
                continue;
            }
            if (c == '"') {
                quoted = !quoted;
            }
            if (quoted) {
                plain.append(c);
            } else if (c == '“') {
                int close = written.indexOf('”', at);
                if (close < 0) {
                    plain.append(c);
                } else {
                    plain.append(SimpleFeel.write(new Constant.Text(written.substring(at + 1, close))));
                    at = close;
                }
            } else {
                plain.append(halfWidth(c));
            }
        }
        return plain.toString().strip();
    }

    private static char halfWidth(char c) {
        if (c >= '！' && c <= '～') {
            return (char) (c - 0xfee0);
        }
        return switch (c) {
            case '　' -> ' ';
            case '【' -> '[';
            case '】' -> ']';
            case '、' -> ',';
            case '—', '–' -> '-';
            default -> c;
        };
    }
}
