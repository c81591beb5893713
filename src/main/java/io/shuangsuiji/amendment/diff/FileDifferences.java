package io.shuangsuiji.amendment.diff;

import io.shuangsuiji.amendment.diff.EditionDiff.Change;
import io.shuangsuiji.amendment.diff.EditionDiff.TableChange;
import io.shuangsuiji.amendment.diff.EditionDiff.What;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.scenario.workbook.BadWorkbook;
import io.shuangsuiji.scenario.workbook.BookDifferences;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeSet;

/** What differs in an edition's files that hold no tables: its description, its scenarios, its rules and texts. */
public final class FileDifferences {
    private static final String INFO = EditionYaml.FILE;
    /** What the document number is called in a difference. */
    public static final String NUMBER = "文号";

    /** How the label of a workbook of scenarios begins. */
    static final String BOOK = "场景 ";

    private static final String SCENARIOS = EditionFolder.SCENARIOS + "/";

    private FileDifferences() {}

    /** Compares files by name, scenario workbooks as {@code test-scenarios/name}; DMN files are {@link EditionDiff}'s. */
    public static List<TableChange> between(SortedMap<String, byte[]> before, SortedMap<String, byte[]> after) {
        var all = new ArrayList<TableChange>();
        var names = new TreeSet<>(before.keySet());
        names.addAll(after.keySet());
        for (var name : names) {
            var old = before.get(name);
            var now = after.get(name);
            if (!name.endsWith(".dmn") && !Arrays.equals(old, now)) {
                boolean book = name.startsWith(SCENARIOS);
                var label =
                        name.equals(INFO) ? "版本信息" : book ? BOOK + name.substring(SCENARIOS.length()) : "文件 " + name;
                var changes = new ArrayList<Change>();
                if (old == null || now == null) {
                    changes.add(change(null, null, null, null, name, old == null ? "新增" : "已删除"));
                }
                changes.addAll(
                        book ? scenarios(name, old, now) : name.equals(INFO) ? info(old, now) : text(name, old, now));
                if (!changes.isEmpty()) {
                    all.add(new TableChange("", label, null, null, List.copyOf(changes)));
                }
            }
        }
        return all;
    }

    private static Change change(String row, String column, String before, String after, String at, String words) {
        return new Change(What.OTHER, row, column, before, after, at, words);
    }

    private static List<Change> scenarios(String name, byte[] old, byte[] now) {
        try {
            return BookDifferences.between(name.substring(SCENARIOS.length()), old, now).stream()
                    .map(line -> change(
                            line.scenario(), line.column(), line.before(), line.after(), line.at(), line.words()))
                    .toList();
        } catch (BadWorkbook unreadable) {
            return List.of(change(null, null, null, null, name, "内容有变，但读不出来，不能逐个场景比较：" + unreadable.getMessage()));
        }
    }

    /** How it was published is the service's own record, no part of what was changed. */
    private static List<Change> info(byte[] old, byte[] now) {
        try {
            var was = facts(old);
            var is = facts(now);
            var changes = new ArrayList<Change>();
            is.forEach((fact, value) -> {
                var before = was.get(fact);
                if (!Objects.equals(before, value)) {
                    changes.add(change(
                            null,
                            fact,
                            before,
                            value,
                            INFO,
                            fact + " " + DiffWords.blank(before) + " → " + DiffWords.blank(value)));
                }
            });
            return changes;
        } catch (IOException unreadable) {
            return text(INFO, old, now);
        }
    }

    private static Map<String, String> facts(byte[] yaml) throws IOException {
        var info = yaml == null ? new EditionInfo(null, null, null, null, null) : EditionInfo.read(yaml);
        var facts = new LinkedHashMap<String, String>();
        facts.put("标题", info.title());
        facts.put(NUMBER, info.documentNumber());
        facts.put("发文机关", info.issuer());
        facts.put(
                "依据",
                info.basis().isEmpty()
                        ? null
                        : info.basis().stream()
                                .map(Object::toString)
                                .collect(java.util.stream.Collectors.joining("；")));
        facts.put("说明", info.note());
        return facts;
    }

    /** The lines that one of two texts has and the other has not. */
    private static List<Change> text(String name, byte[] old, byte[] now) {
        try {
            var gone = new ArrayList<>(lines(old));
            var came = new ArrayList<>(lines(now));
            for (var line : lines(old)) {
                if (came.remove(line)) {
                    gone.remove(line);
                }
            }
            var changes = new ArrayList<Change>();
            gone.forEach(line -> changes.add(change(null, null, line, null, name, "删去「" + line + "」")));
            came.forEach(line -> changes.add(change(null, null, null, line, name, "增加「" + line + "」")));
            if (changes.isEmpty() && !lines(old).equals(lines(now))) {
                changes.add(change(null, null, null, null, name, "各行的先后有变"));
            }
            return changes;
        } catch (CharacterCodingException binary) {
            return List.of(change(null, null, null, null, name, "内容有变"));
        }
    }

    private static List<String> lines(byte[] file) throws CharacterCodingException {
        return file == null
                ? List.of()
                : StandardCharsets.UTF_8
                        .newDecoder()
                        .decode(ByteBuffer.wrap(file))
                        .toString()
                        .lines()
                        .map(String::strip)
                        .filter(line -> !line.isEmpty())
                        .toList();
    }
}
