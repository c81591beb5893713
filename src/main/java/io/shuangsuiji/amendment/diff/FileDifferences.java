package io.shuangsuiji.amendment.diff;

import io.shuangsuiji.amendment.diff.EditionDiff.Change;
import io.shuangsuiji.amendment.diff.EditionDiff.TableChange;
import io.shuangsuiji.amendment.diff.EditionDiff.What;
import io.shuangsuiji.amendment.document.DocumentDiff;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.draft.EditionYaml;
import io.shuangsuiji.policy.EditionInfo;
import io.shuangsuiji.policy.document.DocumentText;
import io.shuangsuiji.policy.document.Marks;
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
import java.util.TreeMap;
import java.util.TreeSet;

/** What differs in an edition's files that hold no tables: its description, its scenarios, its rules and texts. */
public final class FileDifferences {
    private static final String INFO = EditionYaml.FILE;
    /** What the document number is called in a difference. */
    public static final String NUMBER = "文号";

    /** How the label of a workbook of scenarios begins. */
    static final String BOOK = "场景 ";

    private static final String SCENARIOS = EditionFolder.SCENARIOS + "/";

    /** What people call files whose names are the service's own. */
    private static final Map<String, String> LABELS =
            Map.of(INFO, "版本信息", DocumentText.FILE, "方案原文", Marks.FILE, "条款标记");

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
                var label = LABELS.getOrDefault(name, book ? BOOK + name.substring(SCENARIOS.length()) : "文件 " + name);
                var changes = new ArrayList<Change>();
                if (old == null || now == null) {
                    changes.add(change(null, null, null, null, name, old == null ? "新增" : "已删除"));
                }
                changes.addAll(book ? scenarios(name, old, now) : known(name, old, now));
                if (!changes.isEmpty()) {
                    all.add(new TableChange("", label, null, null, List.copyOf(changes)));
                }
            }
        }
        return all;
    }

    private static List<Change> known(String name, byte[] old, byte[] now) {
        return switch (name) {
            case INFO -> info(old, now);
            case DocumentText.FILE -> document(old, now);
            case Marks.FILE -> marks(old, now);
            default -> text(name, old, now);
        };
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

    /** Sentence by sentence; one that is the same in another clause is no change. */
    private static List<Change> document(byte[] old, byte[] now) {
        if (old == null || now == null) {
            // that it came or went says it all
            return List.of();
        }
        try {
            var changes = new ArrayList<Change>();
            for (var pair : DocumentDiff.between(DocumentText.read(old), DocumentText.read(now))
                    .pairs()) {
                var before = pair.before() == null ? null : pair.before().text();
                var after = pair.after() == null ? null : pair.after().text();
                var words = pair.clause().isEmpty() ? "" : pair.clause() + "：";
                switch (pair.what()) {
                    case CHANGED ->
                        changes.add(change(
                                null,
                                null,
                                before,
                                after,
                                DocumentText.FILE,
                                words + "「" + before + "」改为「" + after + "」"));
                    case NEW ->
                        changes.add(change(null, null, null, after, DocumentText.FILE, words + "增加「" + after + "」"));
                    case VANISHED ->
                        changes.add(change(null, null, before, null, DocumentText.FILE, words + "删去「" + before + "」"));
                    case UNCHANGED -> {
                        // nothing to tell
                    }
                }
            }
            return changes.isEmpty() ? text(DocumentText.FILE, old, now) : changes;
        } catch (DocumentText.Unreadable unreadable) {
            return text(DocumentText.FILE, old, now);
        }
    }

    private static List<Change> marks(byte[] old, byte[] now) {
        try {
            var was = marks(old);
            var is = marks(now);
            var changes = new ArrayList<Change>();
            was.forEach((key, words) -> {
                if (!is.containsKey(key)) {
                    changes.add(change(null, null, words, null, Marks.FILE, "取消：" + words));
                }
            });
            is.forEach((key, words) -> {
                if (!was.containsKey(key)) {
                    changes.add(change(null, null, null, words, Marks.FILE, words));
                }
            });
            return changes;
        } catch (IOException unreadable) {
            return text(Marks.FILE, old, now);
        }
    }

    private static Map<String, String> marks(byte[] yaml) throws IOException {
        var marks = yaml == null ? Marks.NONE : Marks.in(new TreeMap<>(Map.of(Marks.FILE, yaml)));
        var words = new LinkedHashMap<String, String>();
        marks.organisational().forEach(mark -> words.put(mark.sentence(), "「" + mark.text() + "」标为组织性条款"));
        marks.confirmed().forEach(row -> words.put(row.file() + row.row() + row.content(), row.name() + "确认不需要改"));
        return words;
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
