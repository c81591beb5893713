package io.shuangsuiji.kernel.logic;

import io.shuangsuiji.kernel.symbolic.Dates.DateOf;
import io.shuangsuiji.kernel.symbolic.FallbackToInterpreter;
import io.shuangsuiji.kernel.symbolic.SymbolicValue;
import io.shuangsuiji.kernel.symbolic.SymbolicValues;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Extreme;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Negated;
import io.shuangsuiji.kernel.symbolic.SymbolicValues.Rounded;
import io.shuangsuiji.kernel.symbolic.Symbols;
import io.shuangsuiji.kernel.symbolic.Truths;
import io.shuangsuiji.policy.ValueType.Kind;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.kie.dmn.feel.lang.ast.FunctionInvocationNode;
import org.kie.dmn.feel.lang.ast.NameRefNode;
import org.kie.dmn.feel.lang.ast.NamedParameterNode;
import org.kie.dmn.feel.lang.ast.SignedUnaryNode;
import org.kie.dmn.feel.runtime.Range;

/** The built-in functions that can be specialised when an argument is a residue; every other function needs constant arguments. */
final class Functions {
    private static final Map<String, RoundingMode> ROUNDINGS = Map.of(
            "ceiling", RoundingMode.CEILING,
            "floor", RoundingMode.FLOOR,
            "round half up", RoundingMode.HALF_UP,
            "round half down", RoundingMode.HALF_DOWN,
            "round up", RoundingMode.UP,
            "round down", RoundingMode.DOWN,
            "decimal", RoundingMode.HALF_EVEN);
    /** KIE's own limits of a scale. */
    private static final BigDecimal SCALES = BigDecimal.valueOf(6000);

    private final PartialEvaluator specialiser;

    Functions(PartialEvaluator specialiser) {
        this.specialiser = specialiser;
    }

    Object call(FunctionInvocationNode call, Map<String, Object> scope) {
        var name = call.getName().getText();
        var given = call.getParams().getElements();
        if (!(call.getName() instanceof NameRefNode)
                || scope.containsKey(name)
                || given.stream().anyMatch(NamedParameterNode.class::isInstance)) {
            throw new FallbackToInterpreter("outside the subset: " + call.getText());
        }
        var arguments = new ArrayList<>();
        given.forEach(argument -> arguments.add(specialiser.evaluate(argument, scope)));
        if (Symbols.constant(arguments)) {
            return specialiser.feel.invoke(name, arguments.toArray());
        }
        if (ROUNDINGS.containsKey(name)) {
            return rounded(name, arguments);
        }
        return switch (name) {
            case "min", "max" -> extreme(name, arguments);
            case "date" -> date(arguments);
            case "not" -> negated(arguments);
            case "list contains" -> contains(arguments);
            default ->
                // an input of few values is decided, and then all is constant
                specialiser.feel.invoke(
                        name, arguments.stream().map(specialiser::exact).toArray());
        };
    }

    Object signed(SignedUnaryNode node, Object operand) {
        var value = specialiser.solid(operand);
        if (value instanceof SymbolicValue residue && residue.kind() == Kind.NUMBER) {
            return node.getSign() == SignedUnaryNode.Sign.NEGATIVE ? new Negated(residue) : residue;
        }
        if (!Symbols.constant(value)) {
            throw new FallbackToInterpreter("outside the subset: " + node.getText());
        }
        return specialiser.feel.evaluate(
                new SignedUnaryNode(node.getSign(), new PartialEvaluator.Constant(value), node.getText()), Map.of());
    }

    /** True for a value, a list or range of values, but no test. */
    static boolean plain(Object tests) {
        if (tests instanceof Collection<?> elements) {
            return elements.stream().allMatch(Functions::plain);
        }
        return tests instanceof Range
                || Symbols.of(Kind.NUMBER, tests)
                || Symbols.of(Kind.DATE, tests)
                || Symbols.of(Kind.TEXT, tests)
                || Symbols.of(Kind.BOOLEAN, tests);
    }

    private Object rounded(String name, List<Object> arguments) {
        var number = specialiser.solid(arguments.get(0));
        var scale = arguments.size() > 1 ? arguments.get(1) : BigDecimal.ZERO;
        if (number == null && Symbols.constant(scale)) {
            arguments.set(0, null);
            return specialiser.feel.invoke(name, arguments.toArray());
        }
        if (!Symbols.of(Kind.NUMBER, number)
                || !(scale instanceof BigDecimal digits)
                || digits.abs().compareTo(SCALES) > 0
                || arguments.size() > 2) {
            throw new FallbackToInterpreter("outside the subset: " + name + " of these arguments");
        }
        return Rounded.of(Symbols.operand(number), ROUNDINGS.get(name), digits.intValue());
    }

    private Object extreme(String name, List<Object> arguments) {
        var elements = arguments.size() == 1 && arguments.get(0) instanceof Collection<?> list
                ? new ArrayList<>(list)
                : arguments;
        var values = elements.stream().map(specialiser::solid).toList();
        if (values.stream().anyMatch(value -> value == null)
                || !values.stream().allMatch(value -> Symbols.of(Kind.NUMBER, value))
                        && !values.stream().allMatch(value -> Symbols.of(Kind.DATE, value))) {
            throw new FallbackToInterpreter(name + " of null or of these types");
        }
        return values.stream()
                .map(Symbols::operand)
                .reduce((left, right) -> new Extreme(name.equals("max"), left, right))
                .orElseThrow();
    }

    private Object date(List<Object> arguments) {
        var parts = arguments.stream().map(specialiser::solid).toList();
        if (parts.size() != 3 || !parts.stream().allMatch(part -> Symbols.of(Kind.NUMBER, part))) {
            throw new FallbackToInterpreter("date() of these arguments");
        }
        var date =
                new DateOf(Symbols.operand(parts.get(0)), Symbols.operand(parts.get(1)), Symbols.operand(parts.get(2)));
        specialiser.fallible.add(date);
        return date;
    }

    private Object negated(List<Object> arguments) {
        if (arguments.size() == 1
                && arguments.get(0) instanceof SymbolicValue residue
                && residue.kind() == Kind.BOOLEAN
                && !(residue instanceof SymbolicValues.Given)) {
            return new Truths.Inverted(residue);
        }
        return specialiser.feel.invoke(
                "not", arguments.stream().map(specialiser::exact).toArray());
    }

    private Object contains(List<Object> arguments) {
        if (arguments.size() == 2 && Symbols.constant(arguments.get(0))) {
            return specialiser.asked(
                    arguments.get(1),
                    Symbols.bounds(arguments.get(0)),
                    each -> specialiser.feel.invoke("list contains", arguments.get(0), each));
        }
        throw new FallbackToInterpreter("list contains of a list that depends on the input");
    }
}
