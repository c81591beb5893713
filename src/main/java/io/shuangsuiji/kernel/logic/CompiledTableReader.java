package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.Symbols;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import javax.xml.namespace.QName;
import org.kie.dmn.core.compiler.DMNEvaluatorCompiler;
import org.kie.dmn.core.impl.BaseDMNTypeImpl;
import org.kie.dmn.core.impl.DMNModelImpl;
import org.kie.dmn.core.util.NamespaceUtil;
import org.kie.dmn.feel.lang.Type;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.AtLiteralNode;
import org.kie.dmn.feel.lang.ast.BaseNode;
import org.kie.dmn.feel.lang.ast.BooleanNode;
import org.kie.dmn.feel.lang.ast.DashNode;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.ListNode;
import org.kie.dmn.feel.lang.ast.NullNode;
import org.kie.dmn.feel.lang.ast.NumberNode;
import org.kie.dmn.feel.lang.ast.RangeNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.lang.ast.StringNode;
import org.kie.dmn.feel.lang.ast.UnaryTestListNode;
import org.kie.dmn.feel.lang.ast.UnaryTestNode;
import org.kie.dmn.feel.lang.ast.UndefinedValueNode;
import org.kie.dmn.feel.runtime.UnaryTest;
import org.kie.dmn.feel.runtime.decisiontables.DTDecisionRule;
import org.kie.dmn.feel.runtime.decisiontables.DTOutputClause;
import org.kie.dmn.feel.runtime.decisiontables.HitPolicy;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.DecisionTable;
import org.kie.dmn.model.api.InputClause;
import org.kie.dmn.model.api.OutputClause;

/** Reads a decision table as KIE compiles it: the same texts, parsed by KIE with the same names in scope. */
final class CompiledTableReader {
    private static final Set<UnaryTestNode.UnaryOperator> ORDERING = EnumSet.of(
            UnaryTestNode.UnaryOperator.LT,
            UnaryTestNode.UnaryOperator.LTE,
            UnaryTestNode.UnaryOperator.GT,
            UnaryTestNode.UnaryOperator.GTE);

    private final DMNModelImpl model;
    private final KieFeel feel;
    private final DecisionTable table;
    private final Map<String, Type> names;
    // the same few words stand in many rows, and parsing takes long
    private final Map<String, KieFeel.Cell> cells = new HashMap<>();
    private final Map<String, BaseNode> expressions = new HashMap<>();

    /**
     * For one table.
     *
     * @param names what its texts may name
     */
    CompiledTableReader(DMNModelImpl model, KieFeel feel, DecisionTable table, Map<String, Type> names) {
        this.model = model;
        this.feel = feel;
        this.table = table;
        this.names = names;
    }

    CompiledTable read(String decision) {
        var clauses = table.getOutput().stream().map(this::output).toList();
        var policy = HitPolicy.fromString(table.getHitPolicy().value()
                + (table.getAggregation() != null ? " " + table.getAggregation().value() : ""));
        var rows = new ArrayList<CompiledTable.RuleRow>();
        for (var rule : table.getRule()) {
            var outputs = rule.getOutputEntry().stream()
                    .map(entry -> expression(orNull(entry.getText())))
                    .toList();
            rows.add(new CompiledTable.RuleRow(new DTDecisionRule(rows.size(), rule.getId()), outputs));
        }
        var columns = new ArrayList<CompiledTable.Column>();
        for (int i = 0; i < table.getInput().size(); i++) {
            columns.add(column(i));
        }
        var defaults = clauses.stream().allMatch(clause -> clause.getDefaultValue() != null)
                ? clauses.stream()
                        .map(clause -> expression(clause.getDefaultValue()))
                        .toList()
                : List.<BaseNode>of();
        return new CompiledTable(decision, CompiledTable.shell(decision, policy, clauses), columns, rows, defaults);
    }

    private static String orNull(String text) {
        return text == null || text.isEmpty() ? "null" : text;
    }

    private CompiledTable.Column column(int index) {
        InputClause input = table.getInput().get(index);
        BaseDMNTypeImpl type = null;
        var allowed = new ArrayList<RowIndex.Cell>();
        List<UnaryTest> allowedTests = List.of();
        if (input.getInputValues() != null && input.getInputValues().getText() != null) {
            var text = input.getInputValues().getText();
            allowedTests = parsed(text).tests();
            allowed.add(cell(text, allowedTests));
        } else {
            type = type(input.getInputExpression(), input.getInputExpression().getTypeRef());
            if (type != null && type.getAllowedValuesFEEL() != null) {
                allowedTests = type.getAllowedValuesFEEL();
                for (var test : allowedTests) {
                    // a test's own text is that of its constant
                    allowed.add(cell(test.toString(), List.of(test)));
                }
            }
        }
        var byText = new LinkedHashMap<String, RowIndex.Cell>();
        var tests = new ArrayList<List<UnaryTest>>();
        for (var rule : table.getRule()) {
            var text = rule.getInputEntry().get(index).getText();
            byText.computeIfAbsent(text, unread -> cell(unread, parsed(unread).tests()))
                    .rows()
                    .set(tests.size());
            tests.add(parsed(text).tests());
        }
        return new CompiledTable.Column(
                expression(input.getInputExpression().getText()),
                type != null && type.isCollection(),
                allowedTests,
                tests,
                Stream.concat(allowed.stream(), byText.values().stream())
                        .flatMap(cell -> cell.bounds().stream())
                        .distinct()
                        .toList(),
                new RowIndex(List.copyOf(byText.values()), allowed));
    }

    private RowIndex.Cell cell(String text, List<UnaryTest> tests) {
        var bounds = new ArrayList<Object>();
        var tree = parsed(text).tree();
        collect(tree, text, bounds);
        return new RowIndex.Cell(
                value -> CompiledTable.Column.any(tests, value, feel), bounds, ordersWords(tree, false), new BitSet());
    }

    /** True where a word stands in an interval or is compared by its order. */
    private static boolean ordersWords(ASTNode node, boolean ordering) {
        boolean inside = ordering
                || node instanceof RangeNode
                || node instanceof UnaryTestNode test && ORDERING.contains(test.getOperator());
        if (node instanceof StringNode) {
            return inside;
        }
        return Stream.of(node.getChildrenNode())
                .anyMatch(child -> !(child instanceof FunctionInvocationNode) && ordersWords(child, inside));
    }

    private DTOutputClause output(OutputClause output) {
        var type = DMNEvaluatorCompiler.inferTypeRef(model, table, output);
        List<UnaryTest> values = null;
        if (output.getOutputValues() != null && output.getOutputValues().getText() != null) {
            values = parsed(output.getOutputValues().getText()).tests();
        } else if (type != model.getTypeRegistry().unknown()) {
            values = type.getAllowedValuesFEEL();
        }
        var fallback = output.getDefaultOutputEntry();
        return new DTOutputClause(
                output.getName(),
                output.getId(),
                values,
                fallback == null
                                || fallback.getText() == null
                                || fallback.getText().isEmpty()
                        ? null
                        : fallback.getText(),
                type.getFeelType(),
                type.isCollection());
    }

    private BaseDMNTypeImpl type(DMNModelInstrumentedBase element, QName reference) {
        if (reference == null) {
            return null;
        }
        var name = NamespaceUtil.getNamespaceAndName(
                element, model.getImportAliasesForNS(), reference, model.getNamespace());
        return (BaseDMNTypeImpl) model.getTypeRegistry().resolveType(name.getNamespaceURI(), name.getLocalPart());
    }

    private BaseNode expression(String text) {
        return expressions.computeIfAbsent(text, unread -> feel.expression(unread, names));
    }

    private KieFeel.Cell parsed(String text) {
        return cells.computeIfAbsent(text, unread -> feel.cell(unread, names));
    }

    /** Collects the constants of a cell; a cell of which something else decides is outside the subset. */
    private void collect(ASTNode node, String text, List<Object> into) {
        if (node instanceof UnaryTestListNode || node instanceof ListNode || node instanceof RangeNode) {
            for (var child : node.getChildrenNode()) {
                collect(child, text, into);
            }
        } else if (node instanceof UnaryTestNode test && test.getOperator() != UnaryTestNode.UnaryOperator.TEST) {
            collect(test.getValue(), text, into);
        } else if (node instanceof NumberNode
                || node instanceof StringNode
                || node instanceof BooleanNode
                || node instanceof AtLiteralNode
                || node instanceof SignedUnaryNode
                || node instanceof FunctionInvocationNode) {
            if (!names(node)) {
                into.addAll(Symbols.bounds(feel.evaluate((BaseNode) node, Map.of())));
            } else {
                throw new FallbackToInterpreter("outside the subset: the cell " + text);
            }
        } else if (!(node instanceof DashNode || node instanceof NullNode || node instanceof UndefinedValueNode)) {
            throw new FallbackToInterpreter("outside the subset: the cell " + text);
        }
    }

    /** True where anything but built-in functions is named. */
    private static boolean names(ASTNode node) {
        if (node instanceof FunctionInvocationNode call) {
            return names(call.getParams());
        }
        if (node instanceof org.kie.dmn.feel.lang.ast.NameRefNode
                || node instanceof org.kie.dmn.feel.lang.ast.QualifiedNameNode) {
            return true;
        }
        for (var child : node.getChildrenNode()) {
            if (names(child)) {
                return true;
            }
        }
        return false;
    }
}
