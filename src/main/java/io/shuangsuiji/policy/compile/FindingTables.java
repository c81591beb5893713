package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.policy.ConstantRows;
import io.shuangsuiji.policy.KieEngine;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.document.QuoteColumns;
import io.shuangsuiji.policy.findings.FindingCatalog;
import io.shuangsuiji.policy.findings.FindingCatalog.Entry;
import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import io.shuangsuiji.policy.findings.Template;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the tables 提示 and 用语 of an edition and holds them against its rules: a code without a text refuses
 * the edition, so that no finding ever changes its weight in silence; a text without a code is told.
 */
final class FindingTables {
    private static final String MODEL = "findings";
    private static final String FILE = MODEL + ".dmn";

    /** The words of a plan that no label gives; those of {@link QuoteColumns} an edition may have as well. */
    private static final List<String> WORDS = List.of("undecided", "plan");

    /** A rule that reports under the codes of the facts themselves; what they may be stands in the classification. */
    private static final String OWN_CODE = "code";

    private FindingTables() {}

    static FindingCatalog read(KieEngine kie, List<Message> messages) {
        var rows = new ConstantRows(kie, MODEL, messages);
        var entries = new LinkedHashMap<String, Entry>();
        for (var row : rows.of("findings")) {
            var code = ConstantRows.text(row, "code");
            var text = ConstantRows.text(row, "text");
            var severity = Severity.of(ConstantRows.text(row, "severity"));
            if (code == null || text == null || severity.isEmpty()) {
                messages.add(Message.error(
                        FILE,
                        null,
                        "「提示」有一行缺少代码、程度（错误、警告、提示）或内容 / a row of findings lacks its code, severity or text: " + row));
                continue;
            }
            var advice = ConstantRows.text(row, "advice");
            var before = entries.put(
                    code,
                    new Entry(
                            code,
                            severity.get(),
                            new Template(text),
                            advice == null ? null : new Template(advice),
                            ConstantRows.text(row, "rule"),
                            ConstantRows.text(row, "clause")));
            if (before != null) {
                messages.add(Message.error(
                        FILE,
                        null,
                        "「提示」里代码「" + code + "」写了两行 / the code \"" + code + "\" of findings is there twice"));
            }
        }
        var words = new LinkedHashMap<String, String>();
        rows.of("words").forEach(row -> words.put(ConstantRows.text(row, "key"), ConstantRows.text(row, "text")));
        WORDS.stream()
                .filter(key -> words.get(key) == null)
                .forEach(key -> messages.add(Message.error(
                        FILE, null, "「用语」缺少「" + key + "」 / the word \"" + key + "\" is missing in words")));
        var allowed = Stream.concat(WORDS.stream(), QuoteColumns.KEYS.stream()).toList();
        words.keySet().stream()
                .filter(key -> !allowed.contains(key))
                .forEach(key -> messages.add(Message.error(
                        FILE,
                        null,
                        "「用语」里没有「" + key + "」这个键，可用：" + String.join("、", allowed) + " / there is no word \"" + key
                                + "\"")));
        return new FindingCatalog(Map.copyOf(entries), words);
    }

    /**
     * Holds the entries against what is reported.
     *
     * @param facts by the name of each rule, what its text may name
     * @param tables in which the codes of the classification stand
     */
    static List<Message> check(FindingCatalog catalog, Map<String, Set<String>> facts, EditionModel tables) {
        var allowed = new LinkedHashMap<String, Set<String>>();
        var given = new LinkedHashSet<String>();
        facts.forEach((rule, names) -> {
            if (names.contains(OWN_CODE)) {
                noticeCodes(tables).forEach(code -> allowed.put(code, names));
            } else {
                allowed.put(rule, names);
            }
        });
        given.addAll(allowed.keySet());
        var found = new ArrayList<Message>();
        given.stream()
                .filter(code -> catalog.entry(code).isEmpty())
                .forEach(code -> found.add(Message.error(
                        FILE,
                        null,
                        "「提示」没有代码「" + code + "」的一行，发现时不知道怎样说、有多要紧 / findings has no row for the code \"" + code
                                + "\"")));
        catalog.entries().values().stream()
                .filter(entry -> allowed.containsKey(entry.code()))
                .forEach(entry -> places(entry, allowed.get(entry.code()), found));
        var idle = catalog.entries().keySet().stream()
                .filter(code -> !allowed.containsKey(code))
                .sorted()
                .collect(Collectors.joining("、"));
        // an edition without rules finds nothing at all
        if (!idle.isEmpty() && !facts.isEmpty()) {
            found.add(new Message(
                    Message.Severity.WARN,
                    FILE,
                    null,
                    "「提示」里没有规则或判定给出的代码：" + idle + "；现有：" + String.join("、", given)
                            + " / nothing reports these codes of findings: " + idle));
        }
        return found;
    }

    private static void places(Entry entry, Set<String> allowed, List<Message> found) {
        for (var template : entry.advice() == null ? List.of(entry.text()) : List.of(entry.text(), entry.advice())) {
            var unknown = template.names().stream()
                    .filter(name -> !allowed.contains(name))
                    .map(name -> "{" + name + "}")
                    .toList();
            if (template.hasStrayBrace() || !unknown.isEmpty()) {
                found.add(Message.error(
                        FILE,
                        null,
                        "「提示」里「" + entry.code() + "」的内容或建议有" + (unknown.isEmpty() ? "不成对的花括号" : "无法填写的" + unknown)
                                + "，可用："
                                + allowed.stream().map(name -> "{" + name + "}").collect(Collectors.joining("、"))
                                + " / the text of the finding \"" + entry.code() + "\" has places that nothing fills"));
            }
        }
    }

    /** What the tables of notices give as codes; a code that is calculated is met when it is reported. */
    private static List<String> noticeCodes(EditionModel tables) {
        return tables.tables().stream()
                .filter(table -> table.kind() == Table.Kind.DECISION_TABLE)
                .filter(table -> table.parts().stream().map(Part::key).toList().containsAll(List.of("code", "review")))
                .flatMap(table -> table.rows().stream()
                        .flatMap(row -> table.conclusions(row).stream())
                        .filter(placed -> "code".equals(placed.column().expression()))
                        .map(placed -> placed.cell().feel().strip())
                        .filter(feel -> feel.matches("\"[^\"\\\\]*\""))
                        .map(feel -> feel.substring(1, feel.length() - 1)))
                .distinct()
                .toList();
    }
}
