package io.shuangsuiji.policy.rules;

import java.lang.reflect.RecordComponent;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.drools.base.base.ClassObjectType;
import org.drools.base.definitions.rule.impl.RuleImpl;
import org.drools.base.rule.Pattern;
import org.kie.api.KieBase;

/** What the texts of rules may name: the components of the facts that each rule joins. */
public final class RuleFacts {
    private RuleFacts() {}

    /**
     * By the name of each rule: the components of its first fact ({@code event}, {@code error.year}), and those of its
     * other facts behind the name that the rule gives to them ({@code then.event} of {@code $then}).
     */
    public static Map<String, Set<String>> of(KieBase base) {
        var facts = new LinkedHashMap<String, Set<String>>();
        for (var rules : base.getKiePackages()) {
            for (var rule : rules.getRules()) {
                facts.put(rule.getName(), names((RuleImpl) rule));
            }
        }
        return facts;
    }

    private static Set<String> names(RuleImpl rule) {
        var names = new LinkedHashSet<String>();
        boolean first = true;
        for (var condition : rule.getLhs().getChildren()) {
            if (condition instanceof Pattern fact && fact.getObjectType() instanceof ClassObjectType type) {
                var called = fact.getDeclaration() == null
                        ? ""
                        : fact.getDeclaration().getIdentifier();
                var prefix = first ? "" : called.replaceFirst("^\\$", "") + ".";
                add(prefix, type.getClassType(), names);
                first = false;
            }
        }
        return names;
    }

    /** The components of a record, and those of records within it. */
    private static void add(String prefix, Class<?> fact, Set<String> names) {
        for (var component : fact.isRecord() ? fact.getRecordComponents() : new RecordComponent[0]) {
            names.add(prefix + component.getName());
            add(prefix + component.getName() + ".", component.getType(), names);
        }
    }
}
