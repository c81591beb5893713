package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.Splice;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How a decision table concludes: its hit policy, the order of its outputs' values, what holds where no row applies. */
public final class TableSettings {
    private static final List<String> POLICIES =
            List.of("UNIQUE", "ANY", "FIRST", "PRIORITY", "COLLECT", "RULE ORDER", "OUTPUT ORDER");
    private static final List<String> AGGREGATIONS = List.of("SUM", "MIN", "MAX", "COUNT");
    private static final List<String> LISTING = List.of("COLLECT", "RULE ORDER", "OUTPUT ORDER");

    private final EditionModel tables;
    private final DmnFile file;
    private final TypeResolver resolver;

    public TableSettings(EditionModel tables, String fileName) throws StructureRefused {
        this.tables = tables;
        this.file = Types.file(tables, fileName);
        this.resolver = new TypeResolver(tables.files().values());
    }

    /**
     * Sets the hit policy; where rows are listed by it and were not, or the other way, the type of the decision follows.
     *
     * @param aggregation how one that collects sums up, or null
     */
    public EditionModel hitPolicy(String address, String policy, String aggregation) throws StructureRefused {
        var where = file.name() + "#" + address;
        var table = file.at(address)
                .filter(found -> found.name().equals("decisionTable"))
                .orElseThrow(() -> new StructureRefused(where, "这里没有决策表 / there is no decision table here"));
        if (!POLICIES.contains(policy)) {
            throw new StructureRefused(
                    where, "命中策略应为 " + String.join("、", POLICIES) + "，收到 " + policy + " / unknown hit policy");
        }
        if (aggregation != null && (!AGGREGATIONS.contains(aggregation) || !policy.equals("COLLECT"))) {
            throw new StructureRefused(
                    where,
                    "汇总方式应为 " + String.join("、", AGGREGATIONS) + "，只用于 COLLECT，收到 " + aggregation
                            + " / an aggregation is for COLLECT only");
        }
        var edit = new FileEdit(file);
        if (!policy.equals(table.attribute("hitPolicy"))
                && !(policy.equals("UNIQUE") && table.attribute("hitPolicy") == null)) {
            edit.attribute(table, "hitPolicy", policy);
        }
        edit.attribute(table, "aggregation", aggregation);
        var variable = table.parent().child("variable");
        if (variable != null && variable.attribute("typeRef") != null && aggregation == null) {
            follow(edit, variable, LISTING.contains(policy));
        }
        return edit.written(tables);
    }

    /** Gives the decision a list of its type, or the type that its list is of. */
    private void follow(FileEdit edit, Element variable, boolean listing) {
        var type = resolver.target(file, variable.attribute("typeRef"));
        var item = TypeResolver.itemDefinition(type.file(), type.name());
        boolean list = item.filter(found -> "true".equals(found.attribute("isCollection")))
                .isPresent();
        if (list == listing) {
            return;
        }
        if (!listing) {
            TypeResolver.reference(file, resolver.target(type.file(), item.get().text("typeRef")))
                    .ifPresent(one -> edit.attribute(variable, "typeRef", one));
            return;
        }
        var known = file.xml().root().children("itemDefinition").stream()
                .filter(other -> "true".equals(other.attribute("isCollection"))
                        && other.text("typeRef") != null
                        && resolver.target(file, other.text("typeRef")).equals(type))
                .map(other -> other.attribute("name"))
                .findFirst();
        edit.attribute(variable, "typeRef", known.orElseGet(() -> list(edit, type, variable)));
    }

    private String list(FileEdit edit, Target type, Element variable) {
        var name = type.name() + "列表";
        Types.insert(
                edit,
                "<~itemDefinition id=" + FileEdit.quoted(edit.id(Types.series(file))) + " name="
                        + FileEdit.quoted(name) + " isCollection=\"true\">\n  <~typeRef>"
                        + variable.attribute("typeRef") + "</~typeRef>\n</~itemDefinition>");
        return name;
    }

    /**
     * Sets the order of an output's values, the weightiest first; they are also all that it may say.
     *
     * @param values as staff write them, 「空」 for none; an empty list takes the order away
     */
    public EditionModel order(String address, List<String> values) throws StructureRefused {
        var output = output(address);
        var column = column(address);
        // not only what the order there is lets it say
        var declared = output.attribute("typeRef");
        var variable = output.parent().parent().child("variable");
        var type =
                resolver.resolve(file, declared == null && variable != null ? variable.attribute("typeRef") : declared);
        var words = new ArrayList<String>();
        for (var value : values) {
            var read = CellText.typed(Role.VALUE, type, value.strip());
            if (!read.allowed()) {
                throw new StructureRefused(file.name() + "#" + address, column.label() + "：" + read.problem());
            }
            if (words.contains(read.feel())) {
                throw new StructureRefused(
                        file.name() + "#" + address, "「" + value + "」写了两次 / the value is there twice");
            }
            words.add(read.feel());
        }
        return set(output, "outputValues", String.join(",", words));
    }

    /**
     * Sets what an output says where no row applies.
     *
     * @param text in staff's notation; null for nothing
     */
    public EditionModel byDefault(String address, String text) throws StructureRefused {
        var output = output(address);
        var column = column(address);
        if (text == null) {
            return set(output, "defaultOutputEntry", "");
        }
        var read = CellText.typed(Role.VALUE, column.type(), text);
        if (!read.allowed()) {
            throw new StructureRefused(file.name() + "#" + address, column.label() + "：" + read.problem());
        }
        return set(output, "defaultOutputEntry", read.feel());
    }

    private EditionModel set(Element output, String name, String feel) throws StructureRefused {
        var edit = new FileEdit(file);
        var old = output.child(name);
        if (feel.isEmpty()) {
            if (old != null) {
                edit.remove(old);
            }
        } else if (old != null) {
            edit.text(old, "text", feel);
        } else {
            var lines = "<~" + name + ">\n  <~text>" + Splice.escaped(feel) + "</~text>\n</~" + name + ">";
            var earlier = Stream.of("outputValues", "extensionElements", "description")
                    .filter(before -> !before.equals(name))
                    .map(output::children)
                    .filter(found -> !found.isEmpty())
                    .findFirst()
                    .orElse(List.of());
            edit.behind(earlier, output, lines);
        }
        return edit.written(tables);
    }

    private Element output(String address) throws StructureRefused {
        return file.at(address)
                .filter(found -> found.name().equals("output"))
                .orElseThrow(() ->
                        new StructureRefused(file.name() + "#" + address, "这里没有结论列 / there is no conclusion here"));
    }

    private Table.Column column(String address) throws StructureRefused {
        return tables.tables().stream()
                .filter(table -> table.file().equals(file.name()))
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.address().equals(address))
                .findFirst()
                .orElseThrow(
                        () -> new StructureRefused(file.name() + "#" + address, "找不到这一列 / there is no such column"));
    }
}
