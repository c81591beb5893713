package io.shuangsuiji.amendment.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.util.Map;

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
    @Type(value = Edit.MoveRow.class, name = "moveRow"),
    @Type(value = StructureEdit.AddFact.class, name = "addFact"),
    @Type(value = StructureEdit.RenameFact.class, name = "renameFact"),
    @Type(value = StructureEdit.DeleteFact.class, name = "deleteFact"),
    @Type(value = StructureEdit.AddValue.class, name = "addValue"),
    @Type(value = StructureEdit.RenameValue.class, name = "renameValue"),
    @Type(value = StructureEdit.DeleteValue.class, name = "deleteValue"),
    @Type(value = StructureEdit.AddModelInput.class, name = "addModelInput"),
    @Type(value = StructureEdit.DeleteModelInput.class, name = "deleteModelInput"),
    @Type(value = StructureEdit.AddInput.class, name = "addInput"),
    @Type(value = StructureEdit.AddOutput.class, name = "addOutput"),
    @Type(value = StructureEdit.AddAnnotation.class, name = "addAnnotation"),
    @Type(value = StructureEdit.RenameColumn.class, name = "renameColumn"),
    @Type(value = StructureEdit.DeleteColumn.class, name = "deleteColumn"),
    @Type(value = StructureEdit.SetHitPolicy.class, name = "setHitPolicy"),
    @Type(value = StructureEdit.SetOutputOrder.class, name = "setOutputOrder"),
    @Type(value = StructureEdit.SetDefault.class, name = "setDefault"),
    @Type(value = StructureEdit.AddConstant.class, name = "addConstant"),
    @Type(value = StructureEdit.AddType.class, name = "addType"),
    @Type(value = StructureEdit.DeleteType.class, name = "deleteType"),
    @Type(value = StructureEdit.AddTable.class, name = "addTable"),
    @Type(value = StructureEdit.AddRelation.class, name = "addRelation"),
    @Type(value = StructureEdit.AddFormula.class, name = "addFormula"),
    @Type(value = StructureEdit.DeleteDecision.class, name = "deleteDecision"),
    @Type(value = StructureEdit.SetFormula.class, name = "setFormula")
})
public sealed interface Edit
        permits Edit.SetCell,
                Edit.SetFeel,
                Edit.SetDescription,
                Edit.AddRow,
                Edit.DeleteRow,
                Edit.MoveRow,
                StructureEdit {
    /** The file that it changes; null where it finds that itself, or changes several. */
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
     * @param cells what its cells are to say, in staff's notation, by the address of the column; null for nothing else
     */
    record AddRow(
            String file,
            String table,
            int index,
            @JsonInclude(JsonInclude.Include.NON_NULL) String copyOf,
            @JsonInclude(JsonInclude.Include.NON_NULL) Map<String, String> cells)
            implements Edit {
        /** A row of which nothing more is said. */
        public AddRow(String file, String table, int index, String copyOf) {
            this(file, table, index, copyOf, null);
        }
    }

    /** Deletes a row. */
    record DeleteRow(String file, String row) implements Edit {}

    /** Moves a row to a place among the rows of its table, from 1. */
    record MoveRow(String file, String row, int index) implements Edit {}
}
