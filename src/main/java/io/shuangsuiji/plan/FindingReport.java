package io.shuangsuiji.plan;

import io.shuangsuiji.policy.findings.FindingCatalog;
import io.shuangsuiji.policy.findings.FindingCatalog.Severity;
import io.shuangsuiji.policy.findings.Template;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * To what the rules of {@code rules/} report: they join and count facts, and the edition's table 提示 says by code how much
 * a finding matters and in what words it is told.
 */
public final class FindingReport {
    private final FindingCatalog catalog;
    private final List<Finding> findings = new ArrayList<>();

    FindingReport(FindingCatalog catalog) {
        this.catalog = catalog;
    }

    /**
     * Reports a finding.
     *
     * @param code of the table 提示
     * @param fact a record; the text may name its components, and its {@code rule} and {@code clause} stand where the
     *     table leaves them open
     * @param count how many objects, rows or strata it concerns
     * @param examples some of them
     */
    public void add(String code, Record fact, long count, List<String> examples) {
        add(code, fact, Map.of(), count, examples);
    }

    /**
     * Reports a finding of several facts.
     *
     * @param others by the name under which the text may name their components: {@code then.event}
     */
    public void add(String code, Record fact, Map<String, Record> others, long count, List<String> examples) {
        var values = values(fact, others);
        var entry = catalog.entry(code);
        findings.add(new Finding(
                code,
                entry.map(FindingCatalog.Entry::rule).orElseGet(() -> Objects.toString(values.get("rule"), null)),
                entry.map(FindingCatalog.Entry::clause).orElseGet(() -> Objects.toString(values.get("clause"), null)),
                // a code that the classification calculates can be unknown; it must not pass for something harmless
                entry.map(FindingCatalog.Entry::severity).orElse(Severity.ERROR),
                entry.map(known -> known.text().fill(values))
                        .orElseGet(() -> "「提示」表没有代码「" + code + "」的一行：" + values.getOrDefault("reason", "")),
                entry.map(FindingCatalog.Entry::advice)
                        .map((Template advice) -> advice.fill(values))
                        .orElse(null),
                count,
                examples.size() <= Finding.MAX_EXAMPLES
                        ? List.copyOf(examples)
                        : examples.subList(0, Finding.MAX_EXAMPLES)));
    }

    List<Finding> findings() {
        return findings;
    }

    /** What a text may name: the components of a fact, and those of others behind the name that is given to them. */
    public static Map<String, Object> values(Record fact, Map<String, ? extends Record> others) {
        var values = components("", fact);
        others.forEach((name, other) -> values.putAll(components(name + ".", other)));
        return values;
    }

    private static Map<String, Object> components(String prefix, Record fact) {
        var values = new HashMap<String, Object>();
        for (RecordComponent component : fact.getClass().getRecordComponents()) {
            try {
                var value = component.getAccessor().invoke(fact);
                values.put(prefix + component.getName(), value);
                if (value instanceof Record within) {
                    values.putAll(components(prefix + component.getName() + ".", within));
                }
            } catch (ReflectiveOperationException notReadable) {
                throw new IllegalStateException(notReadable);
            }
        }
        return values;
    }
}
