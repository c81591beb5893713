package io.shuangsuiji.model.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.EditionModelTest;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.analysis.TableAnalysis.Finding;
import io.shuangsuiji.model.analysis.TableAnalysis.What;
import io.shuangsuiji.model.cell.SimpleFeel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class TableAnalysisTest {
    private static final String TYPES =
            "<itemDefinition name='级别'><typeRef>string</typeRef><allowedValues><text>\"重点\",\"一般\",null"
                    + "</text></allowedValues></itemDefinition><itemDefinition name='数量'><typeRef>number</typeRef><allowedValues>"
                    + "<text>[0..100]</text></allowedValues><typeConstraint><text>? = null or ? = floor(?)</text></typeConstraint>"
                    + "</itemDefinition>";

    private static List<Finding> analysed(String hitPolicy, String... rows) throws Exception {
        return analysed(xml(hitPolicy, rows));
    }

    private static String xml(String hitPolicy, String... rows) {
        var xml = new StringBuilder("<definitions name='m'>" + TYPES
                + "<decision id='d' name='d'><decisionTable id='t' hitPolicy='" + hitPolicy + "'>"
                + "<input label='级别'><inputExpression typeRef='级别'><text>level</text></inputExpression></input>"
                + "<input label='宗数'><inputExpression typeRef='数量'><text>count</text></inputExpression></input>"
                + "<output name='o' typeRef='number'/>");
        for (var row : rows) {
            var cells = row.split("\\|");
            xml.append("<rule>");
            for (int i = 0; i < 3; i++) {
                var name = i < 2 ? "inputEntry" : "outputEntry";
                xml.append("<")
                        .append(name)
                        .append("><text>")
                        .append(cells[i].strip().replace("<", "&lt;"));
                xml.append("</text></").append(name).append(">");
            }
            xml.append("</rule>");
        }
        xml.append("</decisionTable></decision></definitions>");
        return xml.toString();
    }

    private static List<Finding> analysed(String xml) throws Exception {
        var tables = EditionModel.read(new TreeMap<>(Map.of("m.dmn", xml.getBytes(StandardCharsets.UTF_8))));
        var table = tables.tables().stream()
                .filter(found -> found.kind() == Table.Kind.DECISION_TABLE)
                .findFirst()
                .orElseThrow();
        return TableAnalysis.of(tables, table);
    }

    private static List<Finding> untyped(String expression, String... cells) throws Exception {
        var xml = new StringBuilder("<definitions name='m'>" + TYPES
                + "<itemDefinition name='对象'><itemComponent name='level'><typeRef>级别</typeRef></itemComponent></itemDefinition>"
                + "<inputData name='object'><variable name='object' typeRef='对象'/></inputData>"
                + "<inputData name='count'><variable name='count' typeRef='数量'/></inputData>"
                + "<decision id='d' name='d'><decisionTable id='t' hitPolicy='UNIQUE'><input label='列'><inputExpression><text>"
                + expression + "</text></inputExpression></input><output name='o' typeRef='number'/>");
        for (var cell : cells) {
            xml.append("<rule><inputEntry><text>")
                    .append(cell.replace("<", "&lt;"))
                    .append("</text></inputEntry><outputEntry><text>1</text></outputEntry></rule>");
        }
        xml.append("</decisionTable></decision></definitions>");
        var files = new TreeMap<>(Map.of("m.dmn", xml.toString().getBytes(StandardCharsets.UTF_8)));
        var tables = EditionModel.read(files);
        return tables.tables().stream()
                .filter(found -> found.kind() == Table.Kind.DECISION_TABLE)
                .flatMap(found -> TableAnalysis.of(tables, found).stream())
                .toList();
    }

    @Test
    void shouldTakeTheTypeOfWhatAnUntypedColumnNames() throws Exception {
        assertThat(untyped("object.level", "\"重点\"", "\"一般\"", "null")).isEmpty();
        assertThat(untyped("object.level", "\"重点\"", "null"))
                .extracting(Finding::words)
                .containsExactly("没有一行适用于 列 一般");
        assertThat(untyped("count", "< 10", ">= 10", "null").stream().filter(found -> found.what() != What.NEVER))
                .isEmpty();
    }

    @Test
    void shouldClaimNothingOfAColumnWhoseTypeNobodyKnows() throws Exception {
        assertThat(untyped("floor(count / 10)", "1", "2", "3"))
                .extracting(Finding::what)
                .containsExactly(What.UNPROVED);
        assertThat(untyped("floor(count / 10)", "1", "1, 2"))
                .extracting(Finding::what)
                .containsExactly(What.OVERLAP, What.UNPROVED);
    }

    @Test
    void shouldFindNothingInACompleteTable() throws Exception {
        assertThat(analysed("UNIQUE", "\"重点\" | - | 1", "\"一般\" | <= 9 | 2", "\"一般\" | >= 10 | 3", "null | - | 4"))
                .isEmpty();
    }

    @Test
    void shouldShowAGapInWords() throws Exception {
        for (var policy : List.of("UNIQUE", "FIRST", "RULE ORDER", "COLLECT' aggregation='SUM")) {
            assertThat(analysed(policy, "\"重点\" | - | 1", "\"一般\" | < 9 | 2", "\"一般\" | > 9 | 3"))
                    .filteredOn(found -> found.what() == What.GAP)
                    .extracting(Finding::words)
                    .containsExactly("没有一行适用于 级别 一般，宗数 9", "没有一行适用于 级别 空");
        }
    }

    @Test
    void shouldNotCallItAGapWhereATableCollectsNothingOrHasADefault() throws Exception {
        for (var policy : List.of("COLLECT", "COLLECT' aggregation='COUNT")) {
            assertThat(analysed(policy, "\"重点\" | - | 1")).isEmpty();
        }
        assertThat(
                        analysed(
                                xml("UNIQUE", "\"重点\" | - | 1")
                                        .replace(
                                                "<output name='o' typeRef='number'/>",
                                                "<output name='o' typeRef='number'><defaultOutputEntry><text>0</text></defaultOutputEntry></output>")))
                .isEmpty();
    }

    @Test
    void shouldRefuseRowsThatAreThereTwiceWhereOnlyOneMayApply() throws Exception {
        assertThat(analysed("UNIQUE", "\"重点\" | - | 1", "\"重点\" | - | 1", "not(\"重点\") | - | 2"))
                .extracting(Finding::what)
                .containsExactly(What.OVERLAP);
    }

    /** Each column of its own would make these rows overlap, and leave gaps that no input can reach. */
    @Test
    void shouldTakeColumnsOfOneInputTogether() throws Exception {
        assertThat(analysed(xml("UNIQUE", ">= 10 | < 20 | 1", ">= 20 | - | 2", "- | < 10 | 3", "null | - | 4")
                        .replace("typeRef='级别'><text>level", "typeRef='数量'><text>count")
                        .replace("[0..100]", "[0..100],null")))
                .isEmpty();
    }

    @Test
    void shouldTakeNoOtherValuesThanThoseThatAColumnAllows() throws Exception {
        var xml = xml("UNIQUE", "\"重点\" | 1 | 1", "\"重点\" | 2 | 2")
                .replace(
                        "</inputExpression></input><input",
                        "</inputExpression><inputValues><text>\"重点\"</text></inputValues></input><input")
                .replace(
                        "count</text></inputExpression>",
                        "count</text></inputExpression><inputValues><text>1,2</text></inputValues>");
        assertThat(analysed(xml)).isEmpty();
        assertThat(analysed(xml.replace("<text>1,2<", "<text>1,2,3<")))
                .extracting(Finding::words)
                .containsExactly("没有一行适用于 级别 重点，宗数 3");
        assertThat(analysed("UNIQUE", "\"甲\" | - | 1", "- | - | 2"))
                .extracting(Finding::words)
                .containsExactly("第 1 行对任何允许的取值都不成立");
    }

    @Test
    void shouldClaimNothingOfAColumnWithoutAType() throws Exception {
        var untyped =
                xml("FIRST", "- | < 3 | 1", "- | >= 3 | 2", "- | null | 3").replace(" typeRef='数量'", "");
        for (var table : List.of(untyped, untyped.replace("&lt; 3", "\"三\""))) {
            assertThat(analysed(table)).extracting(Finding::what).isNotEmpty().containsOnly(What.UNPROVED);
        }
    }

    @Test
    void shouldCallAnyOtherWordByWhatItIs() throws Exception {
        assertThat(analysed(
                        xml("UNIQUE", "\"重点\" | - | 1", "null | - | 2").replace("typeRef='级别'", "typeRef='string'")))
                .extracting(Finding::words)
                .containsExactly("没有一行适用于 级别 （表中没有写到的词）");
    }

    @Test
    void shouldShowAnOverlapWithAnInput() throws Exception {
        assertThat(analysed("UNIQUE", "- | >= 10 | 1", "\"重点\" | - | 2", "not(\"重点\") | < 10 | 3"))
                .extracting(Finding::words)
                .containsExactly("第 1 行和第 2 行同时成立而结论不同，例如 级别 重点，宗数 10");
        assertThat(analysed("ANY", "- | >= 10 | 1", "\"重点\" | - | 1", "not(\"重点\") | < 10 | 3"))
                .isEmpty();
    }

    @Test
    void shouldShowRowsThatAreNeverUsedOrThereTwice() throws Exception {
        assertThat(analysed("FIRST", "- | >= 10 | 1", "\"重点\" | 20 | 2", "- | - | 3"))
                .extracting(Finding::what)
                .containsExactly(What.MASKED);
        assertThat(analysed("COLLECT", "- | - | 1", "- | - | 1", "- | > 100 | 2"))
                .extracting(Finding::what)
                .containsExactlyInAnyOrder(What.NEVER, What.DUPLICATE);
    }

    @Test
    void shouldSayWhatCannotBeProved() throws Exception {
        assertThat(analysed(
                        "UNIQUE",
                        "\"重点\" | modulo(?, 2) = 0 | 1",
                        "\"重点\" | modulo(?, 2) = 1 | 1",
                        "not(\"重点\") | - | 2"))
                .extracting(Finding::what)
                .containsExactly(What.UNPROVED, What.UNPROVED);
    }

    @Test
    void shouldFindNothingInTheShippedEdition() throws Exception {
        var told = new ArrayList<String>();
        var tables = EditionModel.read(EditionModelTest.shipped());
        for (var table : tables.tables()) {
            TableAnalysis.of(tables, table).forEach(finding -> told.add(table.label() + "：" + finding.words()));
        }
        assertThat(told).isEmpty();
    }

    record Cells(String level, String count) {}

    @Provide
    Arbitrary<List<Cells>> tables() {
        var level = Arbitraries.of("-", "\"重点\"", "\"一般\"", "null", "not(\"重点\")", "\"重点\",null", "not(null)");
        var count = Arbitraries.of("-", "0", ">= 3", "< 3", "[2..5]", "(2..5)", "not(4)", "> 5", "<= 2", "1,3,5");
        return Combinators.combine(level, count)
                .as(Cells::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** Against a walk over every value. */
    @Property(tries = 400)
    void shouldAgreeWithTryingEveryInput(@ForAll("tables") List<Cells> rows) throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(rows.get(i).level() + " | " + rows.get(i).count() + " | " + i);
        }
        var findings = analysed("UNIQUE", lines.toArray(String[]::new));
        boolean gap = false;
        boolean overlap = false;
        for (var level : new SimpleFeel.Constant[] {
            new SimpleFeel.Constant.Text("重点"), new SimpleFeel.Constant.Text("一般"), SimpleFeel.NULL
        }) {
            for (int count = 0; count <= 100; count++) {
                var number = new SimpleFeel.Constant.Number(java.math.BigDecimal.valueOf(count));
                long hits = rows.stream()
                        .filter(row -> holds(row.level(), level) && holds(row.count(), number))
                        .count();
                gap |= hits == 0;
                overlap |= hits > 1;
            }
        }
        assertThat(findings.stream().anyMatch(found -> found.what() == What.GAP))
                .isEqualTo(gap);
        assertThat(findings.stream().anyMatch(found -> found.what() == What.OVERLAP))
                .isEqualTo(overlap);
    }

    /** The pairs told are the first of those that a walk over every value meets, in the order of rows. */
    @Property(tries = 200)
    void shouldTellTheVeryPairsThatMeetAndTheVeryRowsThatAreMasked(@ForAll("tables") List<Cells> rows)
            throws Exception {
        var lines = new ArrayList<String>();
        for (int i = 0; i < rows.size(); i++) {
            lines.add(rows.get(i).level() + " | " + rows.get(i).count() + " | " + i);
        }
        var hits = new ArrayList<BitSet>();
        rows.forEach(row -> hits.add(new BitSet()));
        int input = 0;
        for (var level : new SimpleFeel.Constant[] {
            new SimpleFeel.Constant.Text("重点"), new SimpleFeel.Constant.Text("一般"), SimpleFeel.NULL
        }) {
            for (int count = 0; count <= 100; count++, input++) {
                var number = new SimpleFeel.Constant.Number(java.math.BigDecimal.valueOf(count));
                for (int i = 0; i < rows.size(); i++) {
                    hits.get(i)
                            .set(
                                    input,
                                    holds(rows.get(i).level(), level)
                                            && holds(rows.get(i).count(), number));
                }
            }
        }
        var meeting = new ArrayList<List<Integer>>();
        var masked = new ArrayList<List<Integer>>();
        for (int i = 0; i < rows.size(); i++) {
            for (int j = i + 1; j < rows.size(); j++) {
                if (hits.get(i).intersects(hits.get(j))) {
                    meeting.add(List.of(i + 1, j + 1));
                    var outside = (BitSet) hits.get(j).clone();
                    outside.andNot(hits.get(i));
                    if (outside.isEmpty()) {
                        masked.add(List.of(i + 1, j + 1));
                    }
                }
            }
        }
        var table = lines.toArray(String[]::new);
        assertThat(pairs(analysed("UNIQUE", table), What.OVERLAP))
                .isEqualTo(meeting.stream().limit(10).toList());
        assertThat(pairs(analysed("FIRST", table), What.MASKED))
                .isEqualTo(masked.stream().limit(10).toList());
    }

    private static List<List<Integer>> pairs(List<Finding> findings, What what) {
        return findings.stream()
                .filter(found -> found.what() == what)
                .map(Finding::rows)
                .toList();
    }

    private static final org.kie.dmn.feel.FEEL KIE =
            org.kie.dmn.feel.lang.impl.FEELBuilder.builder().build();
    private static final Map<String, Boolean> TRIED = new java.util.HashMap<>();

    private static boolean holds(String feel, SimpleFeel.Constant value) {
        Object plain = value instanceof SimpleFeel.Constant.Text text
                ? text.value()
                : value instanceof SimpleFeel.Constant.Number number ? number.value() : null;
        return feel.equals("-")
                || TRIED.computeIfAbsent(feel + "@" + plain, any -> {
                    var context = new java.util.HashMap<String, Object>();
                    context.put("x", plain);
                    return Boolean.TRUE.equals(KIE.evaluate(asExpression(feel), context));
                });
    }

    private static String asExpression(String feel) {
        return feel.startsWith("not(")
                ? "not(x in (" + feel.substring(4, feel.length() - 1) + "))"
                : "x in (" + feel + ")";
    }
}
