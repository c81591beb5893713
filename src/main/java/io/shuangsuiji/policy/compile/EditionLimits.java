package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.work.BoundedParser;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.policy.KieMessages;
import io.shuangsuiji.policy.Message;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import org.antlr.v4.runtime.Token;

/**
 * Refuses files that would cost KIE unbounded time or memory, before KIE sees them: what is no harmless XML, tables of
 * too many cells, and FEEL that iterates over long ranges, nests too deep, calls itself or matches by a pattern that can
 * backtrack without end. A table of policy needs none of it. Refuses two files of one model as well, of which KIE would take
 * either.
 */
public final class EditionLimits {
    static final int MAX_FILES = 50;
    static final int MAX_CELLS = 50_000;

    private final String file;
    private final Set<String> names;
    private final List<Message> found;
    private final List<Formula> formulas;

    /** A formula that is refused, and why. */
    private record Formula(String file, String element, String feel, String why) {}

    private EditionLimits(String file, Set<String> names, List<Message> found, List<Formula> formulas) {
        this.file = file;
        this.names = names;
        this.found = found;
        this.formulas = formulas;
    }

    /**
     * What there is to refuse in the DMN files among the given ones.
     *
     * @param read the DMN files are put here
     */
    public static List<Message> check(SortedMap<String, byte[]> files, SortedMap<String, DmnFile> read) {
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
        var names = new HashSet<String>();
        read.values().forEach(dmn -> names(dmn.xml().root(), names));
        TypeLimits.check(read.values(), found);
        KnowledgeCycles.check(read.values(), found);
        var formulas = new ArrayList<Formula>();
        read.forEach((file, dmn) ->
                new EditionLimits(file, names, found, formulas).visit(dmn.xml().root(), null));
        if (!formulas.isEmpty() && found.isEmpty()) {
            var tables = EditionModel.of(read);
            formulas.forEach(
                    each -> found.add(KieMessages.of(tables, each.file(), each.element(), each.feel(), each.why())));
        }
        return found;
    }

    private static void names(Element element, Set<String> into) {
        var name = element.attribute("name");
        if (name != null) {
            into.add(name);
        }
        element.children().forEach(child -> names(child, into));
    }

    private void visit(Element element, String owner) {
        var id = element.attribute("id") == null ? owner : element.attribute("id");
        switch (element.name()) {
            case "decisionTable", "relation" -> table(element, id);
            case "text" -> {
                if (!element.parent().name().equals("annotationEntry")
                        && !element.parent().name().equals("textAnnotation")) {
                    feel(element, id);
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
                // what notes are part of a conclusion the engine evaluates as well
                + table.children("annotation").size()
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
        if (FeelText.in(function).anyMatch(text -> calls(text.feel(), name))) {
            refuse(id, "函数不能调用自己：" + name, "a function may not call itself");
        }
    }

    /** True where a name, perhaps of several words, stands before an opening bracket. */
    private static boolean calls(String feel, String name) {
        if (name == null) {
            return false;
        }
        var wanted =
                BoundedParser.tokens(name + "(").stream().map(Token::getText).toList();
        var tokens = BoundedParser.tokens(feel).stream().map(Token::getText).toList();
        return Collections.indexOfSubList(tokens, wanted) >= 0;
    }

    private void feel(Element text, String id) {
        var feel = text.content().strip();
        var refusal = FormulaLimits.refusal(FeelText.roleOf(text.parent().name()), feel, names);
        if (refusal != null) {
            formulas.add(new Formula(file, id, feel, refusal));
        }
    }

    private void refuse(String id, String chinese, String english) {
        found.add(Message.error(file, id, chinese + " / " + english));
    }
}
