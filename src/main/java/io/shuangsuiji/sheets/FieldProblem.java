package io.shuangsuiji.sheets;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.regex.Pattern;

/**
 * What is wrong with one field of an input, or one cell of a file.
 *
 * @param pointer the field's JSON Pointer (RFC 6901), or {@code /} and the column's header; empty for the whole
 * @param detail what was got and what is allowed, in Chinese and English
 * @param cell the cell's address ({@code 名录!C7}); null where it is no cell
 * @param cause the detail without what was got: equal for all cells that are wrong in the same way
 */
public record FieldProblem(
        String pointer,
        String detail,
        @JsonInclude(JsonInclude.Include.NON_NULL) String cell,
        @JsonIgnore String cause) {
    private static final int LONGEST = 200;

    /** No quote: what was got is repeated between quotes, in whatever language. */
    private static final Pattern ENGLISH_END = Pattern.compile(" / [ !#-~]+$");

    /** Of a field. */
    public FieldProblem(String pointer, String detail) {
        this(pointer, detail, null, detail);
    }

    /** The same, said of a cell. */
    public FieldProblem at(String address) {
        return new FieldProblem(pointer, detail, address, cause);
    }

    /** The detail in Chinese alone, for those who read it on a page or in a workbook. */
    public String chinese() {
        return chinese(detail);
    }

    /** The Chinese half of a text that is said in Chinese and English. */
    public static String chinese(String text) {
        // what was got is quoted in both halves, and may hold the mark that parts them
        var parts = text.split(" / ", -1);
        var half = String.join(" / ", java.util.Arrays.copyOf(parts, (parts.length + 1) / 2));
        // what is allowed may be described in both languages itself
        return ENGLISH_END.matcher(half).replaceFirst("");
    }

    /** The key of the member that a pointer points at. */
    public static String key(String pointer) {
        return pointer.substring(pointer.lastIndexOf('/') + 1)
                .replace("~1", "/")
                .replace("~0", "~");
    }

    /** The pointer of a member of what {@code parent} points at; of a key longer than any that is known its beginning. */
    public static String pointer(String parent, String key) {
        var name = key.length() <= LONGEST ? key : Listed.beginning(key, LONGEST) + "…";
        return parent + "/" + name.replace("~", "~0").replace("/", "~1");
    }
}
