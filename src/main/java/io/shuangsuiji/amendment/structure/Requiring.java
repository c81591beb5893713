package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.Requirements;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.Formula;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** What a decision requires follows from the names that its formulas use. */
final class Requiring {
    private final FileEdit edit;
    private final Diagram diagram;

    Requiring(FileEdit edit, Diagram diagram) {
        this.edit = edit;
        this.diagram = diagram;
    }

    /**
     * Refuses a formula that cannot be read, or names what the model does not have.
     *
     * @param where the place concerned
     */
    static void check(DmnFile file, String where, Role role, String feel) throws StructureRefused {
        var problem =
                feel.isBlank() ? "公式不能空着 / a formula may not be blank" : Formula.problem(role, feel, Names.known(file));
        if (problem != null) {
            throw new StructureRefused(where, problem);
        }
    }

    /** Adds requirements of those names that the decision does not require yet. */
    void add(Element decision, Collection<String> names) throws StructureRefused {
        var required = decision.children().stream()
                .filter(child -> child.name().endsWith("Requirement"))
                .flatMap(child -> child.children().stream())
                .map(child -> child.attribute("href"))
                .toList();
        var behind = decision.children().stream()
                .filter(child -> child.name().endsWith("Requirement"))
                .toList();
        var variable = decision.child("variable");
        for (var name : names) {
            var target = named(name);
            if (target == null || required.contains("#" + target.attribute("id"))) {
                continue;
            }
            refuseCircle(decision, target);
            edit.behind(
                    behind.isEmpty() && variable != null ? List.of(variable) : behind,
                    decision,
                    lines(target, decision.attribute("id")));
        }
    }

    /** The lines of a requirement, shown in the diagram. */
    String lines(Element target, String requiring) {
        boolean function = target.name().equals("businessKnowledgeModel");
        var requirement = function ? "knowledgeRequirement" : "informationRequirement";
        var required = function
                ? "requiredKnowledge"
                : target.name().equals("decision") ? "requiredDecision" : "requiredInput";
        var id = edit.id(series());
        diagram.connect(id, target.attribute("id"), requiring);
        return "<~" + requirement + " id=" + FileEdit.quoted(id) + ">\n  <~" + required + " href="
                + FileEdit.quoted("#" + target.attribute("id")) + "/>\n</~" + requirement + ">";
    }

    /** Takes away the requirements of those names. */
    void remove(Element decision, Collection<String> names) {
        var gone = new HashSet<String>();
        for (var name : names) {
            var target = named(name);
            for (var requirement : target == null ? List.<Element>of() : decision.children()) {
                if (requirement.name().endsWith("Requirement")
                        && requirement.children().stream()
                                .anyMatch(child -> ("#" + target.attribute("id")).equals(child.attribute("href")))) {
                    edit.remove(requirement);
                    gone.add(Objects.requireNonNullElse(requirement.attribute("id"), ""));
                }
            }
        }
        diagram.forget(gone);
    }

    /** The decision, input or function of that name, or null. */
    Element named(String name) {
        return Names.naming(edit.file()).stream()
                .filter(element -> name.equals(element.attribute("name")) && element.attribute("id") != null)
                .findFirst()
                .orElse(null);
    }

    private void refuseCircle(Element decision, Element target) throws StructureRefused {
        var open = new ArrayDeque<>(List.of(target));
        Set<Element> seen = new HashSet<>(open);
        while (!open.isEmpty()) {
            var next = open.remove();
            if (next == decision) {
                throw new StructureRefused(
                        edit.file().name() + "#" + decision.attribute("id"),
                        "「" + decision.label() + "」要用「" + target.label()
                                + "」，而后者又由前者得出：不能循环 / a decision may not rest on itself");
            }
            Requirements.of(edit.file(), next).stream().filter(seen::add).forEach(open::add);
        }
    }

    private String series() {
        return Names.naming(edit.file()).stream()
                .flatMap(owner -> owner.children().stream())
                .filter(child -> child.name().endsWith("Requirement") && child.attribute("id") != null)
                .map(child -> child.attribute("id"))
                .findFirst()
                .orElse(edit.file().modelName() + "-req-0");
    }
}
