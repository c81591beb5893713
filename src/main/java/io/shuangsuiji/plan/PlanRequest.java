package io.shuangsuiji.plan;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.registry.Staffing;
import io.shuangsuiji.sheets.FieldProblem;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * What is asked of a plan beside the registry.
 *
 * @param quarter the quarter to plan
 * @param staffing the officers
 * @param evaluationDate the day as of which the objects are classified
 */
public record PlanRequest(Quarter quarter, Staffing staffing, LocalDate evaluationDate) {
    private static final int MOST_OFFICERS = 1_000_000;
    private static final Pattern COUNT = Pattern.compile("[0-9]{1,9}");

    /**
     * Reads the parameters {@code quarter}, {@code officers}, {@code participatingOfficers} (optional) and
     * {@code evaluationDate} (optional).
     *
     * @param parameters gives the text of a parameter, null or blank where it was not given
     * @param today the default of the evaluation date
     * @throws InvalidInput with every parameter that cannot be read; its pointer is {@code /} and the parameter's name
     */
    public static PlanRequest read(UnaryOperator<String> parameters, LocalDate today) {
        var problems = new ArrayList<FieldProblem>();
        var quarter = quarter(parameters.apply("quarter"), problems);
        var officers = count("officers", "执法人员数量", parameters, true, problems);
        var participating = count("participatingOfficers", "参与执法检查人员总数", parameters, false, problems);
        var day = day(parameters.apply("evaluationDate"), today, problems);
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
        return new PlanRequest(quarter, new Staffing(officers, participating), day);
    }

    private static Quarter quarter(String text, List<FieldProblem> problems) {
        var quarter = Quarter.parse(text);
        if (quarter.isEmpty()) {
            problems.add(new FieldProblem(
                    "/quarter",
                    "季度应写作 2024Q1（年份加 Q1 至 Q4），" + got(text) + " / expected a quarter such as 2024Q1, "
                            + gotInEnglish(text)));
        }
        return quarter.orElse(null);
    }

    private static Integer count(
            String name,
            String label,
            UnaryOperator<String> parameters,
            boolean required,
            List<FieldProblem> problems) {
        var text = parameters.apply(name);
        if (text == null || text.isBlank()) {
            if (required) {
                problems.add(new FieldProblem("/" + name, "缺少" + label + " / " + name + " is required"));
            }
            return null;
        }
        // no other digits: Java would read those of every script
        var written = text.strip();
        int count = COUNT.matcher(written).matches() ? Integer.parseInt(written) : -1;
        if (count >= 0 && count <= MOST_OFFICERS) {
            return count;
        }
        problems.add(new FieldProblem(
                "/" + name,
                label + "应为 0 至 " + MOST_OFFICERS + " 的整数，" + got(text) + " / expected an integer from 0 to "
                        + MOST_OFFICERS + ", " + gotInEnglish(text)));
        return null;
    }

    private static LocalDate day(String text, LocalDate today, List<FieldProblem> problems) {
        if (text == null || text.isBlank()) {
            return today;
        }
        try {
            return LocalDate.parse(text.strip());
        } catch (DateTimeException none) {
            problems.add(new FieldProblem(
                    "/evaluationDate",
                    "判定日期应为存在的日期，如 2024-03-20，" + got(text) + " / expected a date that exists, such as 2024-03-20, "
                            + gotInEnglish(text)));
            return null;
        }
    }

    private static String got(String text) {
        return text == null || text.isBlank() ? "没有给出" : "收到 \"" + shortened(text) + "\"";
    }

    private static String gotInEnglish(String text) {
        return text == null || text.isBlank() ? "got none" : "got \"" + shortened(text) + "\"";
    }

    private static String shortened(String text) {
        return text.length() <= 60 ? text : text.substring(0, 60) + "…";
    }
}
