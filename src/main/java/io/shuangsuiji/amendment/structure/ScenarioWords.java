package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.scenario.workbook.Grid;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A name that changes in the scenarios of a draft: cells that say just it, alone or in a list.
 *
 * @param from the old name
 * @param to the new one
 * @param header true for the label of a fact, which stands in headers, false for a value
 * @param everywhere true where nothing else has the old name
 * @param texts true where sentences give way as well
 */
public record ScenarioWords(String from, String to, boolean header, boolean everywhere, boolean texts)
        implements ScenarioChange {
    private static final Pattern ITEM = Pattern.compile("[^,，;；、]+");

    @Override
    public void look(Grid grid, Cells cells) {
        for (var row : grid.rows()) {
            row.cells().forEach((column, text) -> {
                var changed = changed(text);
                if (changed.equals(text)) {
                    return;
                }
                boolean sentence = !isItem(text);
                if (sentence ? texts : everywhere) {
                    cells.change(grid, row.index(), column, changed);
                } else {
                    cells.leave(
                            grid.name(),
                            row.index(),
                            column,
                            text,
                            sentence
                                    ? "只是文字里提到：勾选「说明、条款原文里提到的也改」（接口里 texts 为 true）则一并改 / in a text: changed where"
                                            + " texts is true"
                                    : "别处也叫「" + from + "」，请看是否要改 / something else is called so, too");
                }
            });
        }
    }

    private boolean isItem(String text) {
        return header
                ? text.strip().equals(from)
                : ITEM.matcher(text)
                        .results()
                        .anyMatch(item -> item.group().strip().equals(from));
    }

    private String changed(String text) {
        if (!text.contains(from)) {
            return text;
        }
        if (!isItem(text)) {
            return text.replace(from, to);
        }
        return ITEM.matcher(text)
                .replaceAll(item -> Matcher.quoteReplacement(
                        item.group().strip().equals(from) ? item.group().replace(from, to) : item.group()));
    }
}
