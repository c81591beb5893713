package io.shuangsuiji.registry;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What was read of a registry and what was not, so that nothing is passed over in silence.
 *
 * @param file what the file was called; empty where it has no name
 * @param sha256 SHA-256 of its bytes, in hexadecimal
 * @param rows how many rows were taken as objects or rejected
 * @param sheets the tables of the file, those left out included
 * @param columns the columns of the tables that were read
 * @param lacking declared facts for which the file has no column
 * @param skipped rows that are no objects: titles, totals, remarks, signatures
 * @param announced how many objects there are according to the file itself; null where it does not say
 * @param rejectedBy why rows were rejected, the most frequent cause first
 */
public record ReadReport(
        String file,
        String sha256,
        long rows,
        List<SheetRead> sheets,
        @JsonIgnore List<ColumnRead> columns,
        List<Fact> lacking,
        Skipped skipped,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long announced,
        List<Cause> rejectedBy) {

    /**
     * A table of the file.
     *
     * @param name empty for a text
     * @param read true where its rows were read
     * @param likely true where its header looks like a registry's
     * @param rows how many rows it has below the header; in all where it was not read
     * @param hiddenRows how many of these are hidden by hand; they are counted like others
     * @param filteredRows how many are hidden by a filter; they are counted like others
     * @param reason why it was not read, in Chinese; null where it was
     */
    public record SheetRead(
            String name,
            boolean read,
            @JsonIgnore boolean likely,
            long rows,
            long hiddenRows,
            long filteredRows,
            @JsonInclude(JsonInclude.Include.NON_NULL) String reason) {}

    /** What becomes of a column. */
    public enum Use {
        /** Its cells are a fact's values. */
        TAKEN("读取"),
        /** 是 in it gives a fact a value. */
        MARK("读取（是、否）"),
        /** It bears a name of a fact that another column bears better, and is compared with that. */
        COMPARED("只作对照"),
        /** It is not read. */
        UNUSED("未读取");

        private final String word;

        Use(String word) {
            this.word = word;
        }

        /** What people read. */
        public String word() {
            return word;
        }
    }

    /**
     * A column of a table, or a key of the objects of a JSON file.
     *
     * @param sheet empty for a text
     * @param header as the file has it
     * @param cell where the header stands; null for a key
     * @param use what becomes of it
     * @param fact the key of the fact that it gives or resembles; null where there is none
     * @param label the fact's label, or null
     * @param differing how many rows differ from the column that was taken, where this one is {@link Use#COMPARED}
     * @param examples places of such rows
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record ColumnRead(
            String sheet,
            String header,
            String cell,
            Use use,
            String fact,
            String label,
            Long differing,
            List<String> examples) {}

    /**
     * A fact that an object may have.
     *
     * @param declared true where the classification declares it; false for what an object is known by
     */
    public record Fact(String fact, String label, boolean declared) {}

    /** Rows that are no objects: how many, and the first of them with what stands in them. */
    public record Skipped(long count, List<String> examples) {}

    /**
     * Why rows were rejected.
     *
     * @param pointer the column, as {@link RejectedRow#errors} has it
     * @param cause what is wrong and what is allowed, in Chinese and English
     * @param count how many cells
     * @param cells the first of them
     */
    public record Cause(String pointer, String cause, long count, List<String> cells) {}
}
