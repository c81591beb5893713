package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.Message;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.regex.Pattern;

/**
 * Refuses files that would cost KIE unbounded time or memory, before KIE sees them: what is no harmless XML, tables of
 * too many cells, and FEEL that iterates over long ranges, nests too deep, calls itself or matches by a pattern that can
 * backtrack without end. A table of policy needs none of it. Refuses two files of one model as well, of which KIE would take
 * either.
 */
public final class EditionLimits {
    static final int MAX_FILES = 50;
    static final int MAX_CELLS = 50_000;
    static final int MAX_FEEL = 8000;
    static final int MAX_NESTING = 40;
    /** How often an expression may go round, all its iterations multiplied; a list of unknown length counts as a hundred. */
    static final long MAX_ITERATIONS = 100_000;

    private static final int UNKNOWN_LENGTH = 100;
    private static final Pattern QUOTED =
            Pattern.compile("\"(?:\\\\.|[^\"\\\\])*\"|//[^\\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern ITERATION =
            Pattern.compile("(?<![\\p{L}\\p{N}_])(?:for|some|every)(?![\\p{L}\\p{N}_])");
    private static final Pattern ITERATOR = Pattern.compile(
            "(?<![\\p{L}\\p{N}_])in\\s+(.+?)(?=,|(?<![\\p{L}\\p{N}_])(?:return|satisfies|in)(?![\\p{L}\\p{N}_])|$)",
            Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("\\s*(-?\\d{1,30})\\s*\\.\\.\\s*(-?\\d{1,30})\\s*");
    private static final Pattern FUNCTION = Pattern.compile("(?<![\\p{L}\\p{N}_])function\\s*\\(");
    private static final Pattern SORTING = Pattern.compile("sort\\s*\\([^()]*,\\s*$");
    private static final Pattern BACKTRACKING = Pattern.compile("\\([^()]*[+*}][^()]*\\)\\s*[+*{]");
    private static final Pattern MATCHING = Pattern.compile("(?:matches|replace|split)\\s*\\(");

    private final String file;
    private final List<Message> found;

    private EditionLimits(String file, List<Message> found) {
        this.file = file;
        this.found = found;
    }

    /**
     * What there is to refuse in the DMN files among the given ones.
     *
     * @param read the DMN files are put here
     */
    public static List<Message> check(SortedMap<String, byte[]> files, Map<String, DmnFile> read) {
        var found = new ArrayList<Message>();
        if (files.size() > MAX_FILES) {
            found.add(Message.error(
                    null,
                    null,
                    "文件太多：" + files.size() + " 个，最多 " + MAX_FILES + " 个 / at most " + MAX_FILES + " files"));
            return found;
        }
        var fileOf = new HashMap<String, String>();
        for (Map.Entry<String, byte[]> file : files.entrySet()) {
            if (file.getKey().endsWith(".dmn")) {
                try {
                    var dmn = DmnFile.read(file.getKey(), file.getValue());
                    read.put(file.getKey(), dmn);
                    new EditionLimits(file.getKey(), found).visit(dmn.xml().root(), null);
                    var other = fileOf.putIfAbsent(dmn.modelName(), file.getKey());
                    if (other != null) {
                        found.add(Message.error(
                                file.getKey(),
                                null,
                                "与 " + other + " 是同名的模型「" + dmn.modelName()
                                        + "」，请删去其中一个文件，或改名 / is a model of the same name as " + other
                                        + "; remove or rename one"));
                    }
                } catch (MalformedXml malformed) {
                    found.add(Message.error(file.getKey(), null, malformed.getMessage()));
                }
            }
        }
        return found;
    }

    private void visit(Element element, String owner) {
        var id = element.attribute("id") == null ? owner : element.attribute("id");
        switch (element.name()) {
            case "decisionTable", "relation" -> table(element, id);
            case "text" -> {
                if (!element.parent().name().equals("annotationEntry")
                        && !element.parent().name().equals("textAnnotation")) {
                    feel(element.content(), id);
                }
            }
            case "businessKnowledgeModel" -> function(element, id);
            default -> {
                // nothing of its own to bound
            }
        }
        element.children().forEach(child -> visit(child, id));
    }

    private void table(Element table, String id) {
        int rows = table.children("rule").size() + table.children("row").size();
        int columns = table.children("input").size()
                + table.children("output").size()
                + table.children("column").size();
        if ((long) rows * columns > MAX_CELLS) {
            refuse(
                    id,
                    "表太大：" + rows + " 行 " + columns + " 列，最多 " + MAX_CELLS + " 格",
                    "the table is too large: at most " + MAX_CELLS + " cells");
        }
    }

    private void function(Element function, String id) {
        var name = function.attribute("name");
        var outer = function.outer();
        boolean itself = name != null
                && Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(name) + "\\s*\\(")
                        .matcher(outer)
                        .find();
        if (itself || function.child("knowledgeRequirement") != null) {
            refuse(id, "函数不能调用自己或别的函数：" + name, "a function may call neither itself nor another");
        }
    }

    private void feel(String feel, String id) {
        if (feel.length() > MAX_FEEL) {
            refuse(id, "表达式过长：" + feel.length() + " 字，最多 " + MAX_FEEL + " 字", "the expression is too long");
            return;
        }
        if (MATCHING.matcher(feel).find() && BACKTRACKING.matcher(feel).find()) {
            refuse(id, "不允许重复之中再有重复的匹配模式：「" + shown(feel) + "」", "a pattern with nested repetition is not allowed");
        }
        var bare = QUOTED.matcher(feel).replaceAll("\"\"");
        nesting(bare, id);
        iterations(bare, id);
        var functions = FUNCTION.matcher(bare);
        while (functions.find()) {
            if (!SORTING.matcher(bare.substring(0, functions.start())).find()) {
                refuse(
                        id,
                        "不允许在表达式里定义函数（sort 的比较除外）：「" + shown(feel) + "」",
                        "a function may be defined in FEEL as the comparison of sort only");
            }
        }
    }

    private void nesting(String bare, String id) {
        int depth = 0;
        int deepest = 0;
        for (int i = 0; i < bare.length(); i++) {
            char c = bare.charAt(i);
            depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        int branches = bare.split("(?<![\\p{L}\\p{N}_])if(?![\\p{L}\\p{N}_])", -1).length - 1;
        if (deepest > MAX_NESTING || branches > MAX_NESTING) {
            refuse(id, "表达式嵌套超过 " + MAX_NESTING + " 层", "the expression is nested deeper than " + MAX_NESTING);
        }
    }

    private void iterations(String bare, String id) {
        if (!ITERATION.matcher(bare).find()) {
            return;
        }
        var times = BigInteger.ONE;
        var iterators = ITERATOR.matcher(bare);
        while (iterators.find()) {
            var over = iterators.group(1);
            if (!over.contains("..")) {
                times = times.multiply(BigInteger.valueOf(UNKNOWN_LENGTH));
                continue;
            }
            var range = RANGE.matcher(over);
            if (!range.matches()) {
                refuse(
                        id,
                        "循环的范围必须是两个整数，收到「" + shown(over.strip()) + "」",
                        "the range of an iteration must be two integers, such as 1..12");
                return;
            }
            times = times.multiply(new BigInteger(range.group(2))
                    .subtract(new BigInteger(range.group(1)))
                    .abs()
                    .add(BigInteger.ONE));
        }
        if (times.compareTo(BigInteger.valueOf(MAX_ITERATIONS)) > 0) {
            refuse(
                    id,
                    "循环次数太多：「" + shown(bare) + "」，最多 " + MAX_ITERATIONS + " 次",
                    "too many iterations: at most " + MAX_ITERATIONS);
        }
    }

    private static String shown(String feel) {
        return feel.length() > 80 ? feel.substring(0, 80) + "…" : feel;
    }

    private void refuse(String id, String chinese, String english) {
        found.add(Message.error(file, id, chinese + " / " + english));
    }
}
