package io.shuangsuiji.draw.run;

import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.header.Spelling;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What is handed in for a draw, by its names: the parts of a form, or the options of a command. Nothing of it is read here.
 *
 * @param texts by name, in the order in which they came; a secret may be among them
 * @param files by name
 */
public record Handed(Map<String, List<String>> texts, Map<String, List<Source>> files) {
    /** The registry of objects (名录库). */
    public static final String REGISTRY = "registry";
    /** The last period's registry; none for the first draw. */
    public static final String PREVIOUS = "previous";
    /** The inspectors (检查人员名录). */
    public static final String ROSTER = "roster";
    /** What was drawn earlier in the year; none where nothing was. */
    public static final String HISTORY = "history";
    /** The commitment that was published. */
    public static final String COMMITMENT = "commitment";
    /** What the bureau keeps to itself until the draw. */
    public static final String SECRET = "secret";
    /** Public randomness: to come, or as it came. */
    public static final String RANDOMNESS = "randomness";
    /** Which draw of the period it is. */
    public static final String SEQUENCE = "sequence";
    /** The commitment before: its digest, or the whole of it, which is then checked. */
    public static final String PREDECESSOR = "predecessor";
    /** Digest of the commitment of a void draw. */
    public static final String REPLACES = "replaces";
    /** The name of the digest. */
    public static final String HASH = "hash";
    /** Why nothing is drawn. */
    public static final String VOID = "void";

    /** The one text of a name; null where none was given, or a blank one. */
    String text(String name) {
        var given = texts.getOrDefault(name, List.of());
        return given.isEmpty() || given.get(0).isBlank() ? null : given.get(0).strip();
    }

    /** All texts of a name. */
    List<String> all(String name) {
        return texts.getOrDefault(name, List.of());
    }

    /** The file of a name. */
    Optional<Source> file(String name) {
        return files.getOrDefault(name, List.of()).stream().findFirst();
    }

    /**
     * Refuses what nothing would read, and what is there twice: passed over, another value would stand for what was meant.
     *
     * @param textNames the names of texts that are read
     * @param fileNames the names of files that are read
     * @throws InvalidInput naming each
     */
    void refuseUnknown(Collection<String> textNames, Collection<String> fileNames) {
        var problems = new ArrayList<FieldProblem>();
        var known = new LinkedHashSet<>(fileNames);
        known.addAll(textNames);
        var given = new TreeMap<String, Integer>();
        texts.forEach((name, values) -> given.merge(name, values.size(), Integer::sum));
        files.forEach((name, values) -> given.merge(name, values.size(), Integer::sum));
        given.forEach((name, times) -> {
            var pointer = FieldProblem.pointer("", name);
            if (!known.contains(name)) {
                var meant = Spelling.nearest(name, known);
                problems.add(new FieldProblem(
                        pointer,
                        "未知的字段" + meant.map(word -> "，疑为 " + word + " 之误").orElse("") + "；允许："
                                + String.join("、", known) + " / unknown field"
                                + meant.map(word -> ": did you mean " + word + "?")
                                        .orElse("")
                                + "; allowed: " + String.join(", ", known)));
            } else if (times > 1 && !name.equals(RANDOMNESS)) {
                problems.add(new FieldProblem(pointer, "只能给一次，收到 " + times + " 次 / given " + times + " times"));
            } else if (texts.containsKey(name) && !textNames.contains(name)) {
                problems.add(new FieldProblem(pointer, "应为文件，收到文字 / expected a file, got a text"));
            } else if (files.containsKey(name) && !fileNames.contains(name)) {
                problems.add(new FieldProblem(pointer, "应为文字，收到文件 / expected a text, got a file"));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidInput(problems);
        }
    }

    /** A secret may be among the texts. */
    @Override
    public String toString() {
        return "Handed" + texts.keySet() + files.keySet();
    }
}
