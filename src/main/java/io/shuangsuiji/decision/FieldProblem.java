package io.shuangsuiji.decision;

/**
 * What is wrong with one field of an input.
 *
 * @param pointer the field's JSON Pointer (RFC 6901); empty for the whole
 * @param detail what was got and what is allowed, in Chinese and English
 */
public record FieldProblem(String pointer, String detail) {
    /** The pointer of a member of what {@code parent} points at. */
    public static String pointer(String parent, String key) {
        return parent + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
