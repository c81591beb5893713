package io.shuangsuiji.kernel;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A DMN model made up from a seed: inputs of random types, tables of random hit policies that read inputs and earlier
 * decisions, expressions over both. Every construct that kernels support occurs, and some that they leave to KIE.
 */
final class RandomModel {
    private static final List<String> WORDS = List.of("甲", "乙", "丙", "a", "");
    private static final List<String> BOUNDS = List.of("0", "1", "2.5", "10", "10.50", "-3", "99");
    private static final List<LocalDate> DAYS =
            List.of(LocalDate.of(2024, 2, 29), LocalDate.of(2023, 12, 31), LocalDate.of(2025, 7, 1));

    private enum Type {
        TEXT,
        NUMBER,
        BOOLEAN,
        DATE
    }

    /** A name in scope: an input, a field of one, or a decision. */
    private record Name(String text, Type type) {}

    private record Input(String path, Type type, boolean closed, boolean nullable) {}

    private final Random random;
    private final List<Input> inputs = new ArrayList<>();
    private final List<Name> names = new ArrayList<>();
    private final List<String> required = new ArrayList<>();
    private final StringBuilder xml = new StringBuilder();

    RandomModel(long seed) {
        random = new Random(seed);
        render(seed);
    }

    String xml() {
        return xml.toString();
    }

    private void render(long seed) {
        var types = new StringBuilder();
        var data = new StringBuilder();
        int count = 2 + random.nextInt(4);
        boolean structured = random.nextBoolean();
        var fields = new StringBuilder();
        for (int i = 0; i < count; i++) {
            var type = Type.values()[random.nextInt(4)];
            var name = "x" + i;
            boolean field = structured && i % 2 == 0;
            var input = new Input(
                    field ? "o." + name : name,
                    type,
                    type == Type.TEXT && random.nextInt(3) > 0,
                    random.nextInt(3) > 0);
            inputs.add(input);
            names.add(new Name(input.path(), type));
            types.append(itemDefinition("t" + i, input));
            if (field) {
                fields.append("<itemComponent name=\"").append(name).append("\"><typeRef>t");
                fields.append(i).append("</typeRef></itemComponent>");
            } else {
                data.append(inputData(name, "t" + i));
                required.add("<requiredInput href=\"#in-" + name + "\"/>");
            }
        }
        if (structured) {
            types.append("<itemDefinition name=\"tO\">").append(fields).append("</itemDefinition>");
            data.append(inputData("o", "tO"));
            required.add("<requiredInput href=\"#in-o\"/>");
        }
        var decisions = new StringBuilder();
        int steps = 2 + random.nextInt(4);
        for (int i = 0; i < steps; i++) {
            decisions.append(decision("d" + i, i == steps - 1));
        }
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<definitions"
                        + " xmlns=\"https://www.omg.org/spec/DMN/20230324/MODEL/\" id=\"m\" name=\"m")
                .append(seed)
                .append("\" namespace=\"urn:m")
                .append(seed)
                .append("\">")
                .append(types)
                .append(data)
                .append(decisions)
                .append("</definitions>");
    }

    private static String inputData(String name, String type) {
        return "<inputData id=\"in-" + name + "\" name=\"" + name + "\"><variable name=\"" + name + "\" typeRef=\""
                + type + "\"/></inputData>\n";
    }

    private String itemDefinition(String name, Input input) {
        var allowed = "";
        if (input.closed()) {
            allowed = "\"甲\",\"乙\",\"丙\"" + (input.nullable() ? ",null" : "");
        } else if (input.type() == Type.NUMBER && random.nextBoolean()) {
            allowed = "[-5..100]" + (input.nullable() ? ",null" : "");
        } else if (!input.nullable()) {
            allowed = "not(null)";
        }
        return "<itemDefinition name=\"" + name + "\"><typeRef>" + feel(input.type()) + "</typeRef>"
                + (allowed.isEmpty() ? "" : "<allowedValues><text>" + escaped(allowed) + "</text></allowedValues>")
                + "</itemDefinition>\n";
    }

    private static String feel(Type type) {
        return type == Type.TEXT ? "string" : type.name().toLowerCase(java.util.Locale.ROOT);
    }

    private String decision(String name, boolean last) {
        var type = Type.values()[random.nextInt(4)];
        var body = new StringBuilder();
        String typeRef;
        boolean named = true;
        switch (random.nextInt(last ? 3 : 2)) {
            case 0 -> {
                var policy = one("UNIQUE", "FIRST", "ANY", "PRIORITY", "FIRST", "UNIQUE");
                body.append(table(policy, type, List.of("")));
                typeRef = feel(type);
            }
            case 1 -> {
                body.append(literal(expression(type, 3)));
                typeRef = feel(type);
            }
            default -> {
                named = false;
                typeRef = "Any";
                if (random.nextBoolean()) {
                    var policy = one("COLLECT", "RULE ORDER", "OUTPUT ORDER", "FIRST", "UNIQUE");
                    body.append(table(policy, type, List.of("p", "q")));
                } else {
                    body.append("<context>");
                    for (var entry : List.of("p", "q")) {
                        var entryType = Type.values()[random.nextInt(4)];
                        body.append("<contextEntry><variable name=\"" + entry + "\" typeRef=\"" + feel(entryType)
                                + "\"/>" + literal(expression(entryType, 2)) + "</contextEntry>");
                    }
                    body.append("</context>");
                }
            }
        }
        var decision = new StringBuilder("<decision id=\"dec-" + name + "\" name=\"" + name + "\"><variable name=\""
                + name + "\" typeRef=\"" + typeRef + "\"/>");
        required.forEach(requirement ->
                decision.append("<informationRequirement>").append(requirement).append("</informationRequirement>"));
        decision.append(body).append("</decision>\n");
        required.add("<requiredDecision href=\"#dec-" + name + "\"/>");
        if (named) {
            names.add(new Name(name, type));
        }
        return decision.toString();
    }

    private String table(String policy, Type type, List<String> outputs) {
        boolean ordered = policy.equals("PRIORITY") || policy.equals("OUTPUT ORDER");
        var outputType = ordered ? Type.TEXT : type;
        var columns = new ArrayList<Name>();
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            columns.add(names.get(random.nextInt(names.size())));
        }
        var table = new StringBuilder("<decisionTable hitPolicy=\"" + policy + "\">");
        for (var column : columns) {
            table.append("<input><inputExpression><text>")
                    .append(escaped(random.nextInt(6) == 0 ? expression(column.type(), 1) : column.text()))
                    .append("</text></inputExpression></input>");
        }
        for (var output : outputs) {
            table.append("<output" + (output.isEmpty() ? "" : " name=\"" + output + "\"") + ">")
                    .append(ordered ? "<outputValues><text>\"乙\",\"甲\",\"丙\"</text></outputValues>" : "")
                    .append("</output>");
        }
        int rows = 1 + random.nextInt(policy.equals("UNIQUE") ? 3 : 7);
        for (int row = 0; row < rows; row++) {
            table.append("<rule>");
            columns.forEach(column -> table.append("<inputEntry><text>")
                    .append(escaped(cell(column.type())))
                    .append("</text></inputEntry>"));
            outputs.forEach(output -> table.append("<outputEntry><text>")
                    .append(escaped(
                            ordered
                                    ? one("\"甲\"", "\"乙\"", "\"丙\"")
                                    : random.nextInt(3) > 0 ? constant(outputType) : expression(outputType, 2)))
                    .append("</text></outputEntry>"));
            table.append("</rule>");
        }
        return table.append("</decisionTable>").toString();
    }

    private String cell(Type type) {
        int kind = random.nextInt(10);
        if (kind < 3) {
            return "-";
        }
        if (kind == 3) {
            return one("null", "not(null)");
        }
        return switch (type) {
            case BOOLEAN -> one("true", "false", "not(true)");
            case TEXT ->
                switch (random.nextInt(3)) {
                    case 0 -> constant(type);
                    case 1 -> constant(type) + "," + constant(type);
                    default -> "not(" + constant(type) + "," + constant(type) + ")";
                };
            default -> {
                var bounds = new ArrayList<>(List.of(constant(type), constant(type)));
                if (type == Type.NUMBER) {
                    bounds.sort((a, b) -> new BigDecimal(a).compareTo(new BigDecimal(b)));
                } else {
                    bounds.sort(null);
                }
                yield switch (random.nextInt(5)) {
                    case 0 -> one("<", "<=", ">", ">=") + " " + bounds.get(0);
                    case 1 -> one("[", "(") + bounds.get(0) + ".." + bounds.get(1) + one("]", ")");
                    case 2 -> "not(" + bounds.get(0) + ")";
                    case 3 -> bounds.get(0) + "," + one(">", "<") + " " + bounds.get(1);
                    default -> bounds.get(0);
                };
            }
        };
    }

    private String constant(Type type) {
        return switch (type) {
            case TEXT -> '"' + WORDS.get(random.nextInt(WORDS.size())) + '"';
            case NUMBER -> BOUNDS.get(random.nextInt(BOUNDS.size()));
            case BOOLEAN -> one("true", "false");
            case DATE -> "date(\"" + DAYS.get(random.nextInt(DAYS.size())) + "\")";
        };
    }

    private String expression(Type type, int depth) {
        if (depth == 0 || random.nextInt(4) == 0) {
            var fitting = names.stream().filter(name -> name.type() == type).toList();
            return fitting.isEmpty() || random.nextInt(4) == 0
                    ? constant(type)
                    : fitting.get(random.nextInt(fitting.size())).text();
        }
        int less = depth - 1;
        if (random.nextInt(4) == 0) {
            return "if " + expression(Type.BOOLEAN, less) + " then " + expression(type, less) + " else "
                    + (random.nextInt(3) == 0 ? "null" : expression(type, less));
        }
        return switch (type) {
            case NUMBER -> number(less);
            case TEXT -> random.nextInt(5) == 0 ? "string length(\"abc\") + \"a\"" : expression(type, 0);
            case BOOLEAN -> truth(less);
            case DATE ->
                switch (random.nextInt(3)) {
                    case 0 ->
                        expression(type, less) + one(" + ", " - ") + one("duration(\"P1M\")", "duration(\"P10D\")");
                    case 1 -> "date(2024, " + one("1", "2", "12", expression(Type.NUMBER, less)) + ", 29)";
                    default -> expression(type, 0);
                };
        };
    }

    private String number(int less) {
        var a = expression(Type.NUMBER, less);
        var b = expression(Type.NUMBER, less);
        return switch (random.nextInt(7)) {
            case 0 -> "min(" + a + ", " + b + ")";
            case 1 -> "max(" + a + ", " + b + ")";
            case 2 -> one("ceiling", "floor") + "(" + a + ")";
            case 3 -> "round half up(" + a + ", " + one("0", "1", "2") + ")";
            case 4 -> "-(" + a + ")";
            default -> "(" + a + ")" + one(" + ", " - ", " * ", " / ") + "(" + b + ")";
        };
    }

    private String truth(int less) {
        var type = Type.values()[random.nextInt(4)];
        return switch (random.nextInt(6)) {
            case 0 ->
                "(" + expression(Type.BOOLEAN, less) + one(") and (", ") or (") + expression(Type.BOOLEAN, less) + ")";
            case 1 -> "not(" + expression(Type.BOOLEAN, less) + ")";
            case 2 -> "(" + expression(type, less) + one(") = null", ") != null");
            case 3 -> "list contains([" + constant(type) + "," + constant(type) + "], " + expression(type, less) + ")";
            case 4 -> {
                var ordered = one("NUMBER", "DATE");
                yield "(" + expression(Type.valueOf(ordered), less) + one(") < (", ") >= (", ") = (")
                        + expression(Type.valueOf(ordered), less) + ")";
            }
            default -> "(" + expression(Type.NUMBER, less) + ") between 1 and 10";
        };
    }

    /** A value for every input, one that its type allows. */
    Map<String, Object> values(Random from) {
        var all = new LinkedHashMap<String, Object>();
        for (var input : inputs) {
            var value = input.nullable() && from.nextInt(5) == 0 ? null : value(input, from);
            if (input.path().startsWith("o.")) {
                @SuppressWarnings("unchecked")
                var structure = (Map<String, Object>) all.computeIfAbsent("o", absent -> new LinkedHashMap<>());
                structure.put(input.path().substring(2), value);
            } else {
                all.put(input.path(), value);
            }
        }
        return all;
    }

    private static Object value(Input input, Random from) {
        return switch (input.type()) {
            case TEXT ->
                input.closed()
                        ? WORDS.get(from.nextInt(3))
                        : from.nextInt(6) == 0 ? "别的" : WORDS.get(from.nextInt(WORDS.size()));
            case BOOLEAN -> from.nextBoolean();
            case DATE ->
                DAYS.get(from.nextInt(DAYS.size()))
                        .plusDays(from.nextInt(5) - 2)
                        .minusMonths(from.nextInt(2));
            case NUMBER -> {
                var near = new BigDecimal(BOUNDS.get(from.nextInt(BOUNDS.size())));
                yield switch (from.nextInt(6)) {
                    case 0 -> near;
                    case 1 -> near.add(BigDecimal.ONE);
                    case 2 -> near.setScale(near.scale() + 1);
                    case 3 -> BigDecimal.valueOf(from.nextInt(100));
                    case 4 -> BigDecimal.valueOf(from.nextInt(10000), 2).subtract(BigDecimal.ONE);
                    default -> near.subtract(BigDecimal.ONE);
                };
            }
        };
    }

    private String one(String... of) {
        return of[random.nextInt(of.length)];
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private String literal(String text) {
        return "<literalExpression><text>" + escaped(text) + "</text></literalExpression>";
    }

    @Override
    public String toString() {
        return Arrays.toString(inputs.toArray()) + "\n" + xml;
    }
}
