package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.cell.CellType;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.Arrays;
import java.util.stream.Collectors;

/** What a value of a fact or a type is, in staff's words. */
enum ValueKind {
    TRUTH("是否", "boolean", "", ""),
    COUNT("数量", "number", "[0..1000000000]", "? = null or ? = floor(?)"),
    SHARE("比例", "number", "[0..1]", ""),
    DAY("日期", "date", "", ""),
    WORDS("取值", "string", "", "");

    private final String word;
    private final String feel;
    private final String limits;
    private final String constraint;

    ValueKind(String word, String feel, String limits, String constraint) {
        this.word = word;
        this.feel = feel;
        this.limits = limits;
        this.constraint = constraint;
    }

    static ValueKind of(String where, String word) throws StructureRefused {
        for (var kind : values()) {
            if (kind.word.equals(word)) {
                return kind;
            }
        }
        throw new StructureRefused(
                where,
                "种类应为 " + Arrays.stream(values()).map(kind -> kind.word).collect(Collectors.joining("、")) + "，收到「"
                        + word + "」 / expected one of the kinds listed");
    }

    /** The FEEL type that it rests on. */
    String feel() {
        return feel;
    }

    /** The FEEL tests of its values; empty where every value of the FEEL type passes. */
    String limits(boolean nullable) {
        if (limits.isEmpty()) {
            return nullable ? "" : "not(null)";
        }
        return nullable ? limits + ",null" : limits;
    }

    /** A further demand on each value, or nothing. */
    String constraint() {
        return constraint;
    }

    /** True for a declared type that is just this, missing values allowed. */
    boolean fits(CellType type, Element item) {
        var allowed = item.child("allowedValues");
        return !type.list()
                && type.nullable()
                && feel.equals(item.text("typeRef"))
                && limits(true).equals(allowed == null ? "" : allowed.text("text"))
                && type.whole() == !constraint.isEmpty();
    }
}
