package io.shuangsuiji.sheets.xlsx;

import io.shuangsuiji.sheets.Source;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** A workbook zipped from the XML of its parts, so that tests can write what no library would. */
final class RawWorkbook {
    static final String MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    static final String RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private final Map<String, byte[]> parts = new LinkedHashMap<>();

    private RawWorkbook() {}

    /** A workbook of the sheet 名录 with the elements of its part, shared strings and styles where a test adds them. */
    static RawWorkbook of(String sheet) {
        return new RawWorkbook()
                .with("_rels/.rels", relations(relation("rId1", "officeDocument", "xl/workbook.xml")))
                .with("xl/workbook.xml", workbook("<sheets><sheet name=\"名录\" sheetId=\"1\" r:id=\"rId1\"/></sheets>"))
                .with(
                        "xl/_rels/workbook.xml.rels",
                        relations(relation("rId1", "worksheet", "worksheets/sheet1.xml")
                                + relation("rId2", "sharedStrings", "/xl/sharedStrings.xml")
                                + relation("rId3", "styles", "styles.xml")))
                .with("xl/worksheets/sheet1.xml", worksheet(sheet));
    }

    /** The same of the sheet's rows. */
    static RawWorkbook rows(String rows) {
        return of("<sheetData>" + rows + "</sheetData>");
    }

    /** Adds a part, or puts another in its place. */
    RawWorkbook with(String part, String xml) {
        return with(part, xml.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a part, or puts another in its place. */
    RawWorkbook with(String part, byte[] content) {
        parts.put(part, content);
        return this;
    }

    /** Adds shared strings. */
    RawWorkbook texts(String items) {
        return with("xl/sharedStrings.xml", "<sst xmlns=\"" + MAIN + "\">" + items + "</sst>");
    }

    /** Adds styles, one for each code of a number format, from index 1 on. */
    RawWorkbook formats(String... codes) {
        var formats = new StringBuilder();
        var styles = new StringBuilder("<xf numFmtId=\"0\"/>");
        for (int index = 0; index < codes.length; index++) {
            int id = 164 + index;
            formats.append(
                    "<numFmt numFmtId=\"" + id + "\" formatCode=\"" + codes[index].replace("\"", "&quot;") + "\"/>");
            styles.append("<xf numFmtId=\"" + id + "\"/>");
        }
        return styles("<numFmts>" + formats + "</numFmts><cellXfs>" + styles + "</cellXfs>");
    }

    /** Adds styles. */
    RawWorkbook styles(String lists) {
        return with("xl/styles.xml", "<styleSheet xmlns=\"" + MAIN + "\">" + lists + "</styleSheet>");
    }

    static String worksheet(String elements) {
        return "<worksheet xmlns=\"" + MAIN + "\">" + elements + "</worksheet>";
    }

    static String workbook(String elements) {
        return "<workbook xmlns=\"" + MAIN + "\" xmlns:r=\"" + RELATIONS + "\">" + elements + "</workbook>";
    }

    static String relations(String relations) {
        return "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" + relations
                + "</Relationships>";
    }

    static String relation(String id, String type, String target) {
        return "<Relationship Id=\"" + id + "\" Type=\"" + RELATIONS + "/" + type + "\" Target=\"" + target + "\"/>";
    }

    byte[] bytes() {
        return bytes(Deflater.DEFAULT_COMPRESSION);
    }

    /** With its parts as they are, readable in the bytes. */
    byte[] stored() {
        return bytes(Deflater.NO_COMPRESSION);
    }

    private byte[] bytes(int level) {
        var bytes = new ByteArrayOutputStream();
        try (var zip = new ZipOutputStream(bytes)) {
            zip.setLevel(level);
            for (var part : parts.entrySet()) {
                zip.putNextEntry(new ZipEntry(part.getKey()));
                zip.write(part.getValue());
                zip.closeEntry();
            }
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return bytes.toByteArray();
    }

    Source source() {
        return Source.of("名录.xlsx", bytes());
    }
}
