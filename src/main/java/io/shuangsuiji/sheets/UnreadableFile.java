package io.shuangsuiji.sheets;

import java.util.List;
import java.util.stream.Collectors;

/** A file that cannot be read as a whole, so that no answer may be built on what was read of it. */
public final class UnreadableFile extends RuntimeException {
    private final transient List<FieldProblem> problems;

    /** With at least one problem. */
    public UnreadableFile(List<FieldProblem> problems) {
        super(
                Listed.few(problems).stream().map(FieldProblem::detail).collect(Collectors.joining("\n")),
                null,
                false,
                false);
        this.problems = Listed.few(problems);
    }

    /** With one problem of the whole file, in Chinese and English. */
    public static UnreadableFile because(String chinese, String english) {
        return new UnreadableFile(List.of(whole(chinese, english)));
    }

    /** A problem of the whole, or of a whole row. */
    public static FieldProblem whole(String chinese, String english) {
        return new FieldProblem("", chinese + " / " + english);
    }

    /** What was found wrong, as far as it is {@linkplain Listed listed}: where, what was found and what is expected. */
    public List<FieldProblem> problems() {
        return problems;
    }
}
