package io.shuangsuiji.amendment.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/**
 * One change of a DMN file, as a value. Addresses are those of {@link io.shuangsuiji.model.xml.DmnFile} in the file
 * as the edits before this one left it.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "edit")
@JsonSubTypes({
    @Type(value = Edit.SetCell.class, name = "setCell"),
    @Type(value = Edit.SetFeel.class, name = "setFeel"),
    @Type(value = Edit.SetDescription.class, name = "setDescription"),
    @Type(value = Edit.AddRow.class, name = "addRow"),
    @Type(value = Edit.DeleteRow.class, name = "deleteRow"),
    @Type(value = Edit.MoveRow.class, name = "moveRow")
})
public sealed interface Edit {
    /** The file that it changes. */
    String file();

    /** Sets a cell, an annotation, a constant, or the allowed values of a type, in staff's notation. */
    record SetCell(String file, String cell, String text) implements Edit {}

    /** Sets the text of such a cell as the file is to have it: FEEL, or plain text where the cell is no FEEL. */
    record SetFeel(String file, String cell, String feel) implements Edit {}

    /** Sets the description of an element; an empty one is left empty, not removed. */
    record SetDescription(String file, String element, String text) implements Edit {}

    /**
     * Adds a row to a decision table or a relation.
     *
     * @param table the table's address
     * @param index where it is to stand, from 1; one past the last to append
     * @param copyOf the row to copy, or null for one that matches everything and concludes nothing
     */
    record AddRow(
            String file,
            String table,
            int index,
            @JsonInclude(JsonInclude.Include.NON_NULL) String copyOf) implements Edit {}

    /** Deletes a row. */
    record DeleteRow(String file, String row) implements Edit {}

    /** Moves a row to a place among the rows of its table, from 1. */
    record MoveRow(String file, String row, int index) implements Edit {}
}
