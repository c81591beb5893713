package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.draw.run.Handed;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.web.access.FormTokens;
import io.shuangsuiji.web.plan.ParameterField;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a form of a draw shows again beside its problems: all that was typed. Files cannot be kept by a page.
 *
 * @param given what was typed, by field
 * @param problems what is wrong
 */
record FormFields(Map<String, String> given, List<Shown> problems) {
    /** A problem as the page shows it. */
    record Shown(String where, String detail) {}

    static final String SECRET_FILE = "secretFile";
    static final String PREDECESSOR_FILE = "predecessorFile";

    private static final Map<String, String> LABELS = Map.ofEntries(
            Map.entry("registry", "检查对象名录库"),
            Map.entry("roster", "检查人员名录"),
            Map.entry("history", "本年抽过的"),
            Map.entry("previous", "上一期的名录"),
            Map.entry("commitment", "承诺"),
            Map.entry("draw", "抽取记录"),
            Map.entry("tasks", "任务文件"),
            Map.entry("quarter", "时段"),
            Map.entry("period", "时段"),
            Map.entry("sequence", "第几次抽取"),
            Map.entry("secret", "秘密数"),
            Map.entry("randomness", "公开随机数"),
            Map.entry("predecessor", "上一份承诺"),
            Map.entry(PREDECESSOR_FILE, "上一份承诺的文件"),
            Map.entry("replaces", "代替哪一次作废的抽取"),
            Map.entry("void", "作废原因"),
            Map.entry(SECRET_FILE, "秘密数文件"),
            Map.entry("hash", "摘要算法"),
            Map.entry("address", "公布承诺的网址"),
            Map.entry("timestamp", "时间戳"),
            Map.entry("edition", "政策版本"),
            Map.entry("staffing", "方案参数"));

    /** A form in which nothing is wrong. */
    static FormFields of(Map<String, String> given) {
        return new FormFields(given, List.of());
    }

    /** The same form with what is wrong. */
    FormFields with(Edition edition, List<FieldProblem> found) {
        var labels = new LinkedHashMap<>(LABELS);
        if (edition != null) {
            ParameterField.of(edition, Map.of()).forEach(field -> labels.put(field.name(), field.label()));
        }
        return new FormFields(
                given,
                found.stream()
                        .map(problem -> new Shown(where(labels, problem.pointer()), problem.chinese()))
                        .toList());
    }

    /** A number within a list is told from 1, as the form counts its rows. */
    private static String where(Map<String, String> labels, String pointer) {
        var parts = pointer.split("/");
        var name = parts.length > 1 ? parts[1] : "";
        var label = labels.getOrDefault(name, name);
        return parts.length > 2 && parts[2].matches("\\d+")
                ? label + "（" + (Integer.parseInt(parts[2]) + 1) + "）"
                : label;
    }

    /**
     * What the form hands in for a draw: its own texts put in place of those of the same meaning, and none that is the page's.
     *
     * @param form all parts of the form
     * @param own the names that are the page's own
     * @param instead what is handed in for them
     */
    static Handed handed(Handed form, Set<String> own, Map<String, List<String>> instead) {
        var texts = new LinkedHashMap<>(form.texts());
        texts.keySet().removeAll(own);
        texts.remove(FormTokens.FIELD);
        // a field that was left empty was not given
        texts.values().removeIf(values -> values.stream().allMatch(String::isBlank));
        texts.putAll(instead);
        var files = new LinkedHashMap<>(form.files());
        files.keySet().removeAll(own);
        return new Handed(texts, files);
    }

    /**
     * A text that may be typed or handed in as a small file.
     *
     * @param form all parts of the form
     * @param name of the field in which it is typed
     * @param file name of the field for the file
     * @return empty where it was given neither way
     * @throws InvalidInput where it was given both ways, and they differ, or the file is too large to be that
     */
    static List<String> typedOrFile(Handed form, String name, String file) {
        if (form.files().containsKey(file)) {
            throw refused(file, "文件太大，不会是所要的文件 / the file is too large");
        }
        var typed = texts(form, name);
        var read = texts(form, file);
        if (!typed.isEmpty() && !read.isEmpty() && !typed.equals(read)) {
            throw refused(file, "既填写了，又选了文件，两者不同：只留一种 / typed and given as a file, and they differ: give either");
        }
        return typed.isEmpty() ? read : typed;
    }

    private static List<String> texts(Handed form, String name) {
        return form.texts().getOrDefault(name, List.of()).stream()
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .toList();
    }

    /** The refusal of one field. */
    static InvalidInput refused(String field, String detail) {
        return new InvalidInput(List.of(new FieldProblem("/" + field, detail)));
    }

    /**
     * What is wrong with what was handed in: its fields, a file, or that the tables of the edition give no answer for it.
     *
     * @param refusal an {@link InvalidInput}, {@link UnreadableFile} or {@link NoMatchingRule}
     */
    static List<FieldProblem> problems(RuntimeException refusal) {
        if (refusal instanceof InvalidInput invalid) {
            return invalid.problems();
        }
        if (refusal instanceof UnreadableFile unreadable) {
            return unreadable.problems();
        }
        if (refusal instanceof NoMatchingRule undecided) {
            return undecided.reasons().stream()
                    .map(why -> new FieldProblem("", why))
                    .toList();
        }
        throw refusal;
    }

    /** What was typed into a field; empty where nothing was. */
    public String text(String field) {
        return given.getOrDefault(field, "");
    }

    /** This year's and next year's periods, and the one asked for. */
    List<Period> periods(Edition edition, LocalDate today) {
        var unit = PlanInputs.unit(edition.models());
        var offered = Stream.iterate(
                Period.of(unit, LocalDate.of(today.getYear(), 1, 1)),
                period -> period.firstDay().getYear() <= today.getYear() + 1,
                Period::next);
        return Stream.concat(offered, Period.parse(text("period")).stream())
                .distinct()
                .toList();
    }
}
