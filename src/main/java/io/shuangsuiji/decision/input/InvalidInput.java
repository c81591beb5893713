package io.shuangsuiji.decision.input;

import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.UnreadableFile;
import java.util.List;

/** An input that a model cannot be asked; says so field by field. */
public final class InvalidInput extends RuntimeException {
    private final transient List<FieldProblem> problems;

    /** With at least one problem. */
    public InvalidInput(List<FieldProblem> problems) {
        super(problems.get(0).pointer() + ": " + problems.get(0).detail(), null, false, false);
        this.problems = Listed.few(problems);
    }

    /** The same with its first problem alone, and how many more there are. */
    public InvalidInput first() {
        return problems.size() == 1
                ? this
                : new InvalidInput(List.of(
                        problems.get(0),
                        UnreadableFile.whole(
                                "……另有 " + (problems.size() - 1) + " 处", "… and " + (problems.size() - 1) + " more")));
    }

    /** The problems found, as far as they are {@linkplain Listed listed}. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
