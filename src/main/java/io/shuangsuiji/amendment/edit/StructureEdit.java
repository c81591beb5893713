package io.shuangsuiji.amendment.edit;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import io.shuangsuiji.amendment.structure.Columns;
import io.shuangsuiji.amendment.structure.Decisions;
import io.shuangsuiji.amendment.structure.Facts;
import io.shuangsuiji.amendment.structure.ModelInputs;
import io.shuangsuiji.amendment.structure.Renaming;
import io.shuangsuiji.amendment.structure.StructureRefused;
import io.shuangsuiji.amendment.structure.TableSettings;
import io.shuangsuiji.amendment.structure.Types;
import io.shuangsuiji.model.EditionModel;
import java.util.List;

/**
 * A change of what the tables are made of. What is read by others (a fact, a value, a column, a type, a decision) is
 * deleted only when nothing reads it any more. Types of values are 是否, 数量, 比例, 日期 or 取值; the last lists its values.
 */
public sealed interface StructureEdit extends Edit {
    /** The tables after it. */
    EditionModel in(EditionModel tables) throws StructureRefused;

    /** A change of a name, which goes on to all places that say it. */
    sealed interface Rename extends StructureEdit {
        /** The tables after it, and what it left. */
        Renaming.Outcome renamed(EditionModel tables) throws StructureRefused;

        @Override
        default EditionModel in(EditionModel tables) throws StructureRefused {
            return renamed(tables).tables();
        }
    }

    /** One that finds its files itself. */
    sealed interface Anywhere extends StructureEdit {
        @Override
        default String file() {
            return null;
        }
    }

    /** Adds a fact to those registered of an object; it may be missing. */
    record AddFact(
            String label,
            String kind,
            @JsonInclude(Include.NON_NULL) List<String> values,
            @JsonInclude(Include.NON_NULL) String key)
            implements Anywhere {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Facts(tables).add(label, kind, listed(values), key);
        }
    }

    /** Gives a fact another label. */
    record RenameFact(String key, String label, boolean texts) implements Anywhere, Rename {
        @Override
        public Renaming.Outcome renamed(EditionModel tables) throws StructureRefused {
            return Renaming.fact(tables, key, label, texts);
        }
    }

    /** Deletes a fact. */
    record DeleteFact(String key) implements Anywhere {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Facts(tables).delete(key);
        }
    }

    /** Adds a value to those that a type lists: a category, an object type. */
    record AddValue(
            String file,
            String type,
            String value,
            @JsonInclude(Include.NON_NULL) Integer index) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Types(tables).addValue(file, type, value, index);
        }
    }

    /** Gives a value another name; {@code types} name the other types that mean the same by it. */
    record RenameValue(
            String file,
            String type,
            String value,
            String to,
            @JsonInclude(Include.NON_NULL) List<String> types,
            boolean texts)
            implements Rename {
        @Override
        public Renaming.Outcome renamed(EditionModel tables) throws StructureRefused {
            return Renaming.value(tables, file, type, value, to, listed(types), texts);
        }
    }

    /** Takes a value away from those that a type lists. */
    record DeleteValue(String file, String type, String value) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Types(tables).deleteValue(file, type, value);
        }
    }

    /** Adds an input to a model. */
    record AddModelInput(String file, String name, String label, String type) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new ModelInputs(tables, file).add(name, label, type);
        }
    }

    /** Deletes an input of a model. */
    record DeleteModelInput(String file, String name) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new ModelInputs(tables, file).delete(name);
        }
    }

    /** Adds a condition to a decision table. */
    record AddInput(
            String file,
            String table,
            String label,
            String expression,
            @JsonInclude(Include.NON_NULL) String type,
            @JsonInclude(Include.NON_NULL) Integer index)
            implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Columns(tables, file).addInput(table, label, expression, type, index);
        }
    }

    /** Adds a conclusion to a decision table, or a column to a relation. */
    record AddOutput(
            String file,
            String table,
            String label,
            String type,
            @JsonInclude(Include.NON_NULL) String name,
            @JsonInclude(Include.NON_NULL) Integer index)
            implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Columns(tables, file).addOutput(table, label, name, type, index);
        }
    }

    /** Adds a column of notes to a decision table. */
    record AddAnnotation(String file, String table, String label) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Columns(tables, file).addAnnotation(table, label);
        }
    }

    /** Gives a column, or an entry of a boxed context, another header. */
    record RenameColumn(String file, String column, String label) implements Rename {
        @Override
        public Renaming.Outcome renamed(EditionModel tables) throws StructureRefused {
            return new Columns(tables, file).rename(column, label);
        }
    }

    /** Deletes a column with its cells. */
    record DeleteColumn(String file, String column) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Columns(tables, file).delete(column);
        }
    }

    /** Sets how rows that apply together conclude. */
    record SetHitPolicy(
            String file,
            String table,
            String hitPolicy,
            @JsonInclude(Include.NON_NULL) String aggregation) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new TableSettings(tables, file).hitPolicy(table, hitPolicy, aggregation);
        }
    }

    /** Sets the order of the values of a conclusion, the weightiest first; an empty list takes it away. */
    record SetOutputOrder(String file, String column, List<String> values) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new TableSettings(tables, file).order(column, values);
        }
    }

    /** Sets what a conclusion says where no row applies; without a text it says nothing. */
    record SetDefault(
            String file,
            String column,
            @JsonInclude(Include.NON_NULL) String text) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new TableSettings(tables, file).byDefault(column, text);
        }
    }

    /** Adds a constant. */
    record AddConstant(String file, String name, String type, String text) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).addConstant(name, type, text);
        }
    }

    /** Adds a type; {@code nullable} where a value may be missing. */
    record AddType(
            String file,
            String name,
            String kind,
            @JsonInclude(Include.NON_NULL) List<String> values,
            boolean nullable) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Types(tables).add(file, name, kind, listed(values), nullable);
        }
    }

    /** Deletes a type. */
    record DeleteType(String file, String type) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Types(tables).delete(file, type);
        }
    }

    /** Adds a decision that is a table without rows: its conditions and its conclusions. */
    record AddTable(String file, String name, List<Decisions.Input> inputs, List<Decisions.Output> outputs)
            implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).addTable(name, inputs, outputs);
        }
    }

    /** Adds a decision that is a list without rows. */
    record AddRelation(String file, String name, List<Decisions.Output> columns) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).addRelation(name, columns);
        }
    }

    /** Adds a decision that is a formula. */
    record AddFormula(String file, String name, String type, String feel) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).addFormula(name, type, feel);
        }
    }

    /** Deletes a decision. */
    record DeleteDecision(String file, String decision) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).delete(decision);
        }
    }

    /** Sets a formula; what its decision requires follows from the names in it. */
    record SetFormula(String file, String formula, String feel) implements StructureEdit {
        @Override
        public EditionModel in(EditionModel tables) throws StructureRefused {
            return new Decisions(tables, file).setFormula(formula, feel);
        }
    }

    private static List<String> listed(List<String> given) {
        return given == null ? List.of() : given;
    }
}
