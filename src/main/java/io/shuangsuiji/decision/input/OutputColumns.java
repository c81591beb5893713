package io.shuangsuiji.decision.input;

import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.StringJoiner;

/** The outputs of a model as columns: one for each value, a structure's fields beside each other, lists in one cell. */
public final class OutputColumns {
    private static final String BETWEEN = "；";

    private record Leaf(List<String> path, String label, String parent) {
        String name() {
            return String.join(".", path);
        }
    }

    private final boolean labelled;
    private final List<Leaf> leaves = new ArrayList<>();
    private final List<String> headers = new ArrayList<>();

    /**
     * Of a model.
     *
     * @param labelled true for headers in Chinese, false for paths
     * @param taken headers of other columns beside these
     */
    public OutputColumns(DecisionModel model, boolean labelled, Collection<String> taken) {
        this.labelled = labelled;
        model.outputs().forEach(output -> collect(output, List.of(), ""));
        for (var leaf : leaves) {
            // of several with one label the outermost bears it alone
            boolean plain = !taken.contains(leaf.label())
                    && leaves.stream()
                            .filter(other -> other != leaf && other.label().equals(leaf.label()))
                            .allMatch(other -> other.path().size() > leaf.path().size());
            headers.add(!labelled ? leaf.name() : plain ? leaf.label() : leaf.parent() + "." + leaf.label());
        }
    }

    private void collect(Field field, List<String> parents, String parent) {
        var path = new ArrayList<>(parents);
        path.add(field.name());
        if (field.type().kind() == ValueType.Kind.STRUCTURE) {
            field.type().fields().forEach(member -> collect(member, path, field.label()));
        } else {
            leaves.add(new Leaf(path, field.label(), parent));
        }
    }

    /** One for each column. */
    public List<String> headers() {
        return headers;
    }

    /** One for each column; empty for null. */
    public List<String> cells(JsonNode outputs) {
        return leaves.stream().map(leaf -> cell(outputs, leaf.path())).toList();
    }

    private String cell(JsonNode node, List<String> path) {
        if (node == null || node.isNull()) {
            return "";
        }
        if (node.isArray()) {
            var joined = new StringJoiner(BETWEEN);
            node.forEach(element -> joined.add(cell(element, path)));
            return joined.toString();
        }
        if (!path.isEmpty()) {
            return cell(node.get(path.get(0)), path.subList(1, path.size()));
        }
        if (node.isBoolean() && labelled) {
            return node.booleanValue() ? "是" : "否";
        }
        if (node.isNumber()) {
            return node.decimalValue().toPlainString();
        }
        return node.isContainerNode() ? node.toString() : node.asText();
    }
}
