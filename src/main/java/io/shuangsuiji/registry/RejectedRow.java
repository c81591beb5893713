package io.shuangsuiji.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import java.util.List;

/**
 * A row that could not be read as an object.
 *
 * @param sheet see {@link RegistryRow#sheet()}
 * @param line see {@link RegistryRow#line()}
 * @param errors at least one; a pointer is {@code /} and the column's header as the file has it, or the JSON Pointer
 *     within the row
 */
public record RejectedRow(
        @JsonInclude(JsonInclude.Include.NON_NULL) String sheet, long line, List<FieldProblem> errors)
        implements RegistryRow {
    /** Keeps its own copy of the errors, as far as they are {@linkplain Listed listed}. */
    public RejectedRow {
        errors = Listed.few(errors);
    }
}
