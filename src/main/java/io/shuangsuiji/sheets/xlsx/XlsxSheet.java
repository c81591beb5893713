package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Rows;
import io.shuangsuiji.sheets.Sheet;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * A sheet of a workbook. Its part is read through once for what stands behind the rows and yet governs them, the merged
 * cells and the filters, and then once for each time that the rows are asked for.
 */
final class XlsxSheet implements Sheet {
    /** A sheet of a hundred thousand rows seldom has as many; they are kept in memory. */
    private static final int MERGES = 200_000;

    private final XlsxParts parts;
    private final CellValues values;
    private final Limits limits;
    private final String part;
    private final String name;
    private final boolean hidden;
    private final List<Range> filtered = new ArrayList<>();
    private List<Range> merged;

    XlsxSheet(XlsxParts parts, CellValues values, Limits limits, String part, String name, boolean hidden) {
        this.parts = parts;
        this.values = values;
        this.limits = limits;
        this.part = part;
        this.name = name;
        this.hidden = hidden;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public boolean hidden() {
        return hidden;
    }

    @Override
    public List<String> merged() throws IOException {
        return ranges().stream().map(Range::toString).toList();
    }

    @Override
    public char separator() {
        return 0;
    }

    @Override
    public Rows rows() throws IOException {
        var merges = new Merges(ranges(), name, limits.texts());
        var xml = xml();
        try {
            return new XlsxRows(xml, values, merges, filtered, limits.line());
        } catch (Throwable failed) {
            xml.close();
            throw failed;
        }
    }

    private XmlPart xml() {
        return parts.read(part, "工作表「" + name + "」", "sheet \"" + name + "\"");
    }

    private List<Range> ranges() throws IOException {
        if (merged == null) {
            var ranges = new ArrayList<Range>();
            filtered.clear();
            try (var xml = xml()) {
                while (xml.child(0)) {
                    readThrough(xml, ranges);
                }
            }
            for (var relation : parts.relations(part).values()) {
                if (relation.is("table")) {
                    try (var table = parts.read(relation.part())) {
                        while (table.child(0)) {
                            while (table.child(1)) {
                                readFilter(table);
                            }
                        }
                    }
                }
            }
            merged = ranges;
        }
        return merged;
    }

    private void readThrough(XmlPart xml, List<Range> ranges) {
        while (xml.child(1)) {
            switch (xml.name()) {
                case "sheetData" -> {
                    long last = 0;
                    do {
                        last = XlsxRows.number(xml, last);
                    } while (last > 0);
                }
                case "mergeCells" -> {
                    while (xml.child(2)) {
                        var range = Range.of(xml.attribute("ref"));
                        if (range == null) {
                            throw xml.damaged("的合并单元格无法读取", "has a merged cell without a range");
                        }
                        ranges.add(range);
                        if (ranges.size() > MERGES) {
                            throw xml.damaged("的合并单元格超过 " + MERGES + " 个", "has more than " + MERGES + " merged cells");
                        }
                    }
                }
                default -> readFilter(xml);
            }
        }
    }

    /** Keeps the range of a filter by which rows are left out. */
    private void readFilter(XmlPart xml) {
        if (xml.name().equals("autoFilter")) {
            var range = Range.of(xml.attribute("ref"));
            boolean set = false;
            while (xml.child(2)) {
                set |= xml.name().equals("filterColumn");
            }
            if (set && range != null) {
                filtered.add(range);
            }
        }
    }
}
