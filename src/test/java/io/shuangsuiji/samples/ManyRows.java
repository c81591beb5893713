package io.shuangsuiji.samples;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A DMN model of one decision table of many rows, made up from a seed: seven inputs (words, a free code, numbers, dates, a
 * truth value) and three outputs. Under UNIQUE no two rows meet; under the other hit policies rows overlap as they come.
 */
public final class ManyRows {
    public static final String NAME = "many";
    private static final List<String> KINDS = List.of("甲类", "乙类", "丙类", "丁类", "戊类", "己类", "庚类", "辛类");
    private static final List<String> AREAS = List.of("东", "南", "西", "北", "中");
    private static final LocalDate FIRST_DAY = LocalDate.of(2020, 1, 1);

    private final int rows;
    private final String hitPolicy;
    private final Random random;

    private ManyRows(int rows, String hitPolicy, long seed) {
        this.rows = rows;
        this.hitPolicy = hitPolicy;
        this.random = new Random(seed);
    }

    /**
     * The model's DMN.
     *
     * @param hitPolicy the attributes of the table, such as {@code FIRST} or {@code COLLECT" aggregation="SUM}
     */
    public static String dmn(int rows, String hitPolicy, long seed) {
        return new ManyRows(rows, hitPolicy, seed).render();
    }

    /** One input of the model, mostly such as some row of a table of so many rows asks for. */
    public static Map<String, Object> inputs(int rows, Random random) {
        var inputs = new LinkedHashMap<String, Object>();
        inputs.put("kind", random.nextInt(20) == 0 ? null : one(KINDS, random));
        inputs.put("area", one(AREAS, random));
        inputs.put("code", random.nextInt(20) == 0 ? null : "K" + random.nextInt(60));
        inputs.put(
                "count",
                BigDecimal.valueOf(random.nextInt(10 * rows + 20))
                        .add(random.nextBoolean() ? BigDecimal.ZERO : new BigDecimal("0.5")));
        inputs.put("share", BigDecimal.valueOf(random.nextInt(101), 2));
        inputs.put("since", random.nextInt(20) == 0 ? null : FIRST_DAY.plusDays(random.nextInt(2500) - 100));
        inputs.put("listed", random.nextInt(9) == 0 ? null : (Object) random.nextBoolean());
        return inputs;
    }

    private String render() {
        var xml = new StringBuilder("""
                <?xml version="1.0" encoding="UTF-8"?>
                <definitions xmlns="https://www.omg.org/spec/DMN/20230324/MODEL/" id="many" name="many" label="多行" namespace="urn:many">
                  <itemDefinition id="t-kind" name="种类"><typeRef>string</typeRef><allowedValues><text>KINDS,null</text></allowedValues></itemDefinition>
                  <itemDefinition id="t-area" name="片区"><typeRef>string</typeRef><allowedValues><text>AREAS</text></allowedValues></itemDefinition>
                  <itemDefinition id="t-code" name="代码"><typeRef>string</typeRef></itemDefinition>
                  <itemDefinition id="t-count" name="数量"><typeRef>number</typeRef><allowedValues><text>&gt;= 0</text></allowedValues></itemDefinition>
                  <itemDefinition id="t-share" name="比例"><typeRef>number</typeRef><allowedValues><text>[0..1]</text></allowedValues></itemDefinition>
                  <itemDefinition id="t-day" name="日期"><typeRef>date</typeRef></itemDefinition>
                  <itemDefinition id="t-listed" name="名单"><typeRef>boolean</typeRef></itemDefinition>
                """.replace("KINDS", quoted(KINDS)).replace("AREAS", quoted(AREAS)));
        var inputs = new LinkedHashMap<String, String>();
        inputs.put("kind", "种类");
        inputs.put("area", "片区");
        inputs.put("code", "代码");
        inputs.put("count", "数量");
        inputs.put("share", "比例");
        inputs.put("since", "日期");
        inputs.put("listed", "名单");
        inputs.forEach((name, type) -> xml.append(
                "  <inputData id=\"in-%s\" name=\"%s\"><variable id=\"var-%s\" name=\"%s\" typeRef=\"%s\"/></inputData>\n"
                        .formatted(name, name, name, name, type)));
        xml.append(
                "  <decision id=\"d\" name=\"result\" label=\"结果\">\n    <variable id=\"d-var\" name=\"result\" typeRef=\"Any\"/>\n");
        inputs.keySet()
                .forEach(name -> xml.append(
                        "    <informationRequirement id=\"req-%s\"><requiredInput href=\"#in-%s\"/></informationRequirement>\n"
                                .formatted(name, name)));
        xml.append("    <decisionTable id=\"t\" hitPolicy=\"").append(hitPolicy).append("\">\n");
        inputs.forEach((name, type) -> xml.append(
                "      <input id=\"col-%s\" label=\"%s\"><inputExpression id=\"exp-%s\" typeRef=\"%s\"><text>%s</text></inputExpression></input>\n"
                        .formatted(name, type, name, type, name)));
        boolean single = hitPolicy.contains("aggregation");
        for (var output : single ? List.of("points") : List.of("grade", "points", "clause")) {
            boolean ranked =
                    output.equals("grade") && (hitPolicy.startsWith("PRIORITY") || hitPolicy.startsWith("OUTPUT"));
            xml.append("      <output id=\"out-%s\" name=\"%s\" typeRef=\"%s\">%s</output>\n"
                    .formatted(
                            output,
                            output,
                            output.equals("points") ? "number" : "string",
                            ranked ? "<outputValues><text>\"高\",\"中\",\"低\"</text></outputValues>" : ""));
        }
        xml.append("      <annotation name=\"说明\"/>\n");
        for (int row = 1; row <= rows; row++) {
            rule(row, single, xml);
        }
        return xml.append("    </decisionTable>\n  </decision>\n</definitions>\n")
                .toString();
    }

    private void rule(int row, boolean single, StringBuilder xml) {
        xml.append("      <rule id=\"r-").append(row).append("\">\n");
        var cells = new ArrayList<String>();
        cells.add(maybe(3, "\"" + one(KINDS, random) + "\""));
        cells.add(maybe(3, quoted(List.of(one(AREAS, random), "南"))));
        cells.add(maybe(2, "\"K" + random.nextInt(60) + "\""));
        int from = 10 * row;
        // under UNIQUE the counts of two rows never meet; else some rows take a wide range
        cells.add(
                hitPolicy.startsWith("UNIQUE")
                        ? "[" + from + ".." + (from + 10) + ")"
                        : maybe(3, "[" + random.nextInt(10 * rows) + ".." + 10 * rows + "]"));
        cells.add(maybe(2, (random.nextBoolean() ? ">= " : "< ") + BigDecimal.valueOf(random.nextInt(100), 2)));
        var day = FIRST_DAY.plusDays(random.nextInt(2000));
        cells.add(maybe(2, "[date(\"" + day + "\")..date(\"" + day.plusDays(400) + "\")]"));
        cells.add(maybe(2, String.valueOf(random.nextBoolean())));
        for (int i = 0; i < cells.size(); i++) {
            xml.append("        <inputEntry id=\"r-%d-in-%d\"><text>%s</text></inputEntry>\n"
                    .formatted(row, i + 1, cells.get(i).replace("<", "&lt;").replace(">", "&gt;")));
        }
        var outputs = single
                ? List.of(String.valueOf(row))
                : List.of("\"" + one(List.of("高", "中", "低"), random) + "\"", String.valueOf(row), "\"第" + row + "条\"");
        for (int i = 0; i < outputs.size(); i++) {
            xml.append("        <outputEntry id=\"r-%d-out-%d\"><text>%s</text></outputEntry>\n"
                    .formatted(row, i + 1, outputs.get(i)));
        }
        xml.append("        <annotationEntry><text>说明 ")
                .append(row)
                .append("</text></annotationEntry>\n      </rule>\n");
    }

    private String maybe(int inSoMany, String cell) {
        return random.nextInt(inSoMany) > 0 ? "-" : cell;
    }

    private static String quoted(List<String> words) {
        return String.join(
                ",", words.stream().distinct().map(word -> "\"" + word + "\"").toList());
    }

    private static <T> T one(List<T> list, Random random) {
        return list.get(random.nextInt(list.size()));
    }
}
