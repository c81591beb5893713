package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Sheet;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.xlsx.XlsxParts.Relation;
import java.io.Closeable;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;

/**
 * A workbook of Excel or WPS (.xlsx), read row by row. Everything is bounded before it is done: what is unpacked, the
 * texts that are kept, a row; a damaged workbook is refused with the place that was reached.
 */
public final class XlsxFile implements Closeable {
    private final XlsxParts parts;
    private final Limits limits;
    private final List<Sheet> sheets = new ArrayList<>();

    private XlsxFile(XlsxParts parts, Limits limits) {
        this.parts = parts;
        this.limits = limits;
    }

    /** @throws UnreadableFile where the bytes are no workbook */
    public static XlsxFile open(Source source, Limits limits) throws IOException {
        var file = new XlsxFile(XlsxParts.open(source, limits), limits);
        try {
            file.read();
            return file;
        } catch (Throwable failed) {
            file.close();
            throw failed;
        }
    }

    /** Its tables in their order, those that people do not see among them; charts and the like are none. */
    public List<Sheet> sheets() {
        return Collections.unmodifiableList(sheets);
    }

    /** Unpacks every part and keeps nothing, to see that the workbook stays within the limits. */
    public static void check(Source source, Limits limits) throws IOException {
        try (var parts = XlsxParts.open(source, limits)) {
            parts.unpackAll();
        }
    }

    private void read() throws IOException {
        var workbook = first(parts.relations("").values(), "officeDocument");
        if (workbook == null) {
            throw UnreadableFile.because(
                    "ZIP 文件里没有可读的 Excel 工作簿；请用 Excel 或 WPS 另存为 .xlsx",
                    "no readable workbook in the archive; save the table in Excel or WPS as .xlsx");
        }
        var relations = parts.relations(workbook);
        var texts = new SharedTexts();
        var shared = first(relations.values(), "sharedStrings");
        if (shared != null) {
            try (var xml = parts.read(shared)) {
                texts.read(xml, limits.texts());
            }
        }
        var formats = new NumberFormats();
        var styles = first(relations.values(), "styles");
        if (styles != null) {
            try (var xml = parts.read(styles)) {
                formats.read(xml);
            }
        }
        try (var xml = parts.read(workbook)) {
            boolean from1904 = false;
            while (xml.child(0)) {
                while (xml.child(1)) {
                    if (xml.name().equals("workbookPr")) {
                        from1904 = xml.flag("date1904");
                    } else if (xml.name().equals("sheets")) {
                        // the workbook's properties stand before its sheets
                        var values = new CellValues(texts, formats, from1904);
                        while (xml.child(2)) {
                            add(xml, relations.get(xml.attribute("id")), values);
                        }
                    }
                }
            }
        }
    }

    private void add(XmlPart xml, Relation relation, CellValues values) {
        var name = xml.attribute("name");
        if (name == null || relation == null || sheets.size() >= limits.entries()) {
            throw xml.damaged(
                    "所列的工作表" + (name == null ? "" : "「" + name + "」") + "不存在", "lists a sheet that is not there");
        }
        if (relation.is("worksheet")) {
            var state = xml.attribute("state");
            boolean hidden = "hidden".equals(state) || "veryHidden".equals(state);
            sheets.add(new XlsxSheet(parts, values, limits, relation.part(), name, hidden));
        }
    }

    private static String first(Collection<Relation> relations, String kind) {
        return relations.stream()
                .filter(relation -> relation.is(kind))
                .map(Relation::part)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void close() throws IOException {
        parts.close();
    }
}
