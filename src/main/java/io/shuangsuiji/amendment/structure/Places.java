package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Says in words where in an edition's tables something stands. */
final class Places {
    private static final int MOST = 20;

    private final Map<String, String> byAddress = new HashMap<>();

    Places(EditionModel tables) {
        for (var table : tables.tables()) {
            var name = "「" + table.label() + "」";
            byAddress.putIfAbsent(table.file() + "#" + table.address(), name);
            for (var column : table.columns()) {
                byAddress.putIfAbsent(table.file() + "#" + column.address(), name + "的列「" + column.label() + "」");
            }
            for (var row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    byAddress.putIfAbsent(
                            table.file() + "#" + row.cells().get(i).address(),
                            name + row.name() + "，" + table.columns().get(i).label());
                }
            }
        }
    }

    /** Where an element stands: its cell, its column, or what it is part of. */
    String words(DmnFile file, Element element) {
        for (var at = element; at != null; at = at.parent()) {
            var known = byAddress.get(file.name() + "#" + file.addressOf(at));
            if (known != null) {
                return known;
            }
            if (at.parent() != null && at.parent().parent() == null) {
                return "「" + Objects.requireNonNullElse(at.label(), at.name()) + "」（" + file.name() + "）";
            }
        }
        return file.name();
    }

    /** A refusal that names every place where something is still used. */
    static StructureRefused stillUsed(String where, String what, List<String> places) {
        var shown = String.join("；", places.subList(0, Math.min(MOST, places.size())));
        return new StructureRefused(
                where,
                what + "还在用，不能删除，共 " + places.size() + " 处：" + shown + (places.size() > MOST ? "……" : "")
                        + " / still used in " + places.size() + " places");
    }
}
