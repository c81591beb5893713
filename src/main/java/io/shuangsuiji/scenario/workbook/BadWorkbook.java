package io.shuangsuiji.scenario.workbook;

import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.UnreadableFile;
import java.util.List;
import java.util.stream.Collectors;

/** A workbook that cannot be run; says why, sheet by sheet and cell by cell. */
public final class BadWorkbook extends RuntimeException {
    private final transient List<Problem> problems;

    /** With at least one problem. */
    public BadWorkbook(List<Problem> problems) {
        super(few(problems).stream().map(Problem::toString).collect(Collectors.joining("\n")), null, false, false);
        this.problems = few(problems);
    }

    private static List<Problem> few(List<Problem> problems) {
        return Listed.few(problems, words -> new Problem(null, null, words));
    }

    /** The same of a file that cannot be read as a whole. */
    public static BadWorkbook of(UnreadableFile unreadable) {
        return new BadWorkbook(unreadable.problems().stream()
                .map(problem -> new Problem(null, null, problem.detail()))
                .toList());
    }

    static BadWorkbook file(String text) {
        return new BadWorkbook(List.of(new Problem(null, null, text)));
    }

    static BadWorkbook sheet(String sheet, String text) {
        return new BadWorkbook(List.of(new Problem(sheet, null, text)));
    }

    /** The problems found, as far as they are {@linkplain Listed listed}. */
    public List<Problem> problems() {
        return problems;
    }
}
