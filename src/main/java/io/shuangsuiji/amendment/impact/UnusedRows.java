package io.shuangsuiji.amendment.impact;

import io.shuangsuiji.amendment.diff.DiffWords;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.plan.PlanRequest;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.RegistryObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** The rows of an edition's classification that no object of a registry reaches, traced on the reference engine. */
final class UnusedRows {
    /** Tracing is slow; objects of the same facts need it once, and beyond so many different ones it is given up. */
    private static final int MAX_FACTS = 20_000;

    private final Edition edition;
    private final DecisionModel model;
    private final PlanRequest request;
    private final Object taskType;
    private final Set<Map<String, Object>> seen = new HashSet<>();
    private final Set<String> hit = new HashSet<>();
    private boolean givenUp;

    UnusedRows(Edition edition, PlanRequest request) {
        this.edition = edition;
        this.model = edition.model("classification").orElseThrow();
        this.request = request;
        this.taskType = edition.planTaskType();
    }

    void add(RegistryObject object) {
        if (givenUp || !seen.add(object.facts())) {
            return;
        }
        if (seen.size() > MAX_FACTS) {
            givenUp = true;
            return;
        }
        var known = Map.of("object", object.facts(), "taskType", taskType, "evaluationDate", request.evaluationDate());
        var inputs = request.inputs(model, known, null);
        for (var table : edition.kie().trace(model, inputs).tables()) {
            table.matched()
                    .forEach(row -> hit.addAll(List.of(table.decision() + "#" + row, table.table() + "#" + row)));
        }
    }

    List<String> rows() {
        if (givenUp) {
            return List.of();
        }
        var unused = new ArrayList<String>();
        try {
            var files = new TreeMap<>(Map.of("classification.dmn", model.xml()));
            for (var table : EditionModel.read(files).tables()) {
                boolean named = !table.address().contains("/");
                // a part of a decision's expression is known by its id alone
                if (table.kind() == Table.Kind.DECISION_TABLE && (named || table.whole())) {
                    var traced = named ? table.address() : table.name();
                    table.rows().stream()
                            .filter(row -> !hit.contains(traced + "#" + row.number()))
                            .forEach(row -> unused.add("「" + table.label() + "」" + DiffWords.nameIn(table, row)));
                }
            }
        } catch (MalformedXml compiledAlready) {
            throw new IllegalStateException(compiledAlready);
        }
        return List.copyOf(unused);
    }

    List<String> notTold() {
        return givenUp ? List.of("对象的事实组合超过 " + MAX_FACTS + " 种，没有统计哪些行用不到") : List.of();
    }
}
