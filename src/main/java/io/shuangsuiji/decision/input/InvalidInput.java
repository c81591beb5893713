package io.shuangsuiji.decision.input;

import io.shuangsuiji.sheets.FieldProblem;
import java.util.List;

/** An input that a model cannot be asked; says so field by field. */
public final class InvalidInput extends RuntimeException {
    private final transient List<FieldProblem> problems;

    /** With at least one problem. */
    public InvalidInput(List<FieldProblem> problems) {
        super(problems.get(0).pointer() + ": " + problems.get(0).detail(), null, false, false);
        this.problems = List.copyOf(problems);
    }

    /** Every problem found. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
