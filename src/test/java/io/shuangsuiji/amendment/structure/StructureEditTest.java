package io.shuangsuiji.amendment.structure;

import static io.shuangsuiji.amendment.structure.Amended.classified;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.shuangsuiji.amendment.Shipped;
import io.shuangsuiji.amendment.draft.EditionFolder;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.Trial;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.TableFaults;
import io.shuangsuiji.scenario.workbook.BookDifferences;
import io.shuangsuiji.scenario.workbook.GridReader;
import io.shuangsuiji.scenario.workbook.ScenarioBook;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;

/** Changes of structure, made of the shipped edition by edits alone, then compiled and asked. */
class StructureEditTest {
    private static final String TRIGGERS = "classification-decision-triggers-table";
    private static final String NEW_FACT = "{\"edit\":\"addFact\",\"label\":\"整改未完成\",\"kind\":\"是否\"}";
    private static final String RENAME = "{\"edit\":\"renameValue\",\"file\":\"types.dmn\",\"type\":\"监管级别\","
            + "\"value\":\"特殊\",\"to\":\"重点关注\",\"types\":[\"监管类别\"]}";

    private static Amended withTrigger() {
        var amended = Amended.shipped()
                .with("[" + NEW_FACT + ",{\"edit\":\"addInput\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                        + "\",\"label\":\"整改未完成\",\"expression\":\"object.fact1\"},"
                        + "{\"edit\":\"addRow\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                        + "\",\"index\":1}]");
        var row = amended.table("触发情形").rows().get(0);
        var labels = amended.table("触发情形").columns();
        var texts = Map.of("整改未完成", "是", "规则编号", "R07e", "监管类别", "特殊", "依据条款", "新增", "情形", "整改未完成");
        var edits = new StringBuilder();
        for (int i = 0; i < labels.size(); i++) {
            var text = texts.get(labels.get(i).label());
            if (text != null) {
                edits.append(edits.isEmpty() ? "" : ",")
                        .append("{\"edit\":\"setCell\",\"file\":\"classification.dmn\",\"cell\":\""
                                + row.cells().get(i).address() + "\",\"text\":\"" + text + "\"}");
            }
        }
        return amended.with("[" + edits + "]");
    }

    @Example
    void shouldDecideByANewFact() {
        var edition = withTrigger().compiled();
        assertThat(classified(edition, Map.of("objectType", "加油站", "supervisionLevel", "一般", "fact1", true)))
                .containsEntry("category", "特殊");
        assertThat(classified(edition, Map.of("objectType", "加油站", "supervisionLevel", "一般")))
                .containsEntry("category", "一般");
    }

    @Example
    void shouldAddFactsOfEveryKindAndKeepTheRestOfTheFile() {
        var amended = Amended.shipped()
                .with(
                        "[{\"edit\":\"addFact\",\"label\":\"风险等级\",\"kind\":\"取值\",\"values\":[\"高\",\"低\"],\"key\":\"risk\"},"
                                + "{\"edit\":\"addFact\",\"label\":\"达标率\",\"kind\":\"比例\"},"
                                + "{\"edit\":\"addFact\",\"label\":\"职工人数\",\"kind\":\"数量\"},"
                                + "{\"edit\":\"addFact\",\"label\":\"投产日期\",\"kind\":\"日期\"}]");
        assertThat(amended.text("types.dmn"))
                .contains("""
                            <itemComponent name="risk" label="风险等级">
                              <typeRef>风险等级</typeRef>
                            </itemComponent>
                            <itemComponent name="fact1" label="达标率">
                        """)
                .contains("\"高\",\"低\",null")
                .contains("<typeRef>可缺数量</typeRef>\n    </itemComponent>\n    <itemComponent name=\"fact3\"");
        amended.compiled();
        assertThat(amended.with(
                                "[{\"edit\":\"deleteFact\",\"key\":\"fact3\"},{\"edit\":\"deleteFact\",\"key\":\"fact2\"},"
                                        + "{\"edit\":\"deleteFact\",\"key\":\"fact1\"},{\"edit\":\"deleteFact\",\"key\":\"risk\"},"
                                        + "{\"edit\":\"deleteType\",\"file\":\"types.dmn\",\"type\":\"风险等级\"}]")
                        .text("types.dmn"))
                .isEqualTo(Shipped.text(Shipped.files(), "types.dmn"));
    }

    @Example
    void shouldRefuseToDeleteWhatIsUsedAndNameEveryPlace() {
        var shipped = Amended.shipped();
        assertThat(shipped.refusal("[{\"edit\":\"deleteFact\",\"key\":\"creditRating\"}]"))
                .contains("环境信用等级", "「触发情形」的列「环境信用等级」", "共 ");
        assertThat(shipped.refusal(
                        "[{\"edit\":\"deleteValue\",\"file\":\"types.dmn\",\"type\":\"监管类别\",\"value\":\"不纳入\"}]"))
                .contains("「触发情形」", "「检查方式判定」");
        assertThat(shipped.refusal("[{\"edit\":\"deleteType\",\"file\":\"types.dmn\",\"type\":\"比例\"}]"))
                .contains("还在用");
        assertThat(shipped.refusal("[{\"edit\":\"deleteDecision\",\"file\":\"classification.dmn\","
                        + "\"decision\":\"classification-decision-triggers\"}]"))
                .contains("还在用", "有特殊情形");
        assertThat(shipped.refusal("[{\"edit\":\"deleteColumn\",\"file\":\"classification.dmn\",\"column\":\""
                        + TRIGGERS + "-out-2\"}]"))
                .contains("有特殊情形");
    }

    @Example
    void shouldRenameACategoryEverywhereAndDecideTheSame() {
        var before = Amended.shipped().compiled();
        var after = Amended.shipped().with("[" + RENAME + "]").compiled();
        for (Map<String, Object> facts : List.<Map<String, Object>>of(
                Map.of("objectType", "加油站", "supervisionLevel", "特殊"),
                Map.of("objectType", "排污单位", "supervisionLevel", "重点", "complaintsInQuarter", BigDecimal.valueOf(30)),
                Map.of("objectType", "排污单位", "supervisionLevel", "特殊", "creditRating", "环保诚信企业"),
                Map.of("objectType", "排污单位", "supervisionLevel", "一般"))) {
            var renamed = new TreeMap<>(facts);
            renamed.replaceAll((key, value) -> value.equals("特殊") ? "重点关注" : value);
            var was = classified(before, facts).get("category");
            assertThat(classified(after, renamed).get("category")).isEqualTo(was.equals("特殊") ? "重点关注" : was);
        }
    }

    @Example
    void shouldTellWhatARenamingLeaves() throws EditRefused {
        var one = "[" + RENAME.replace("\"types\":[\"监管类别\"]", "\"texts\":false") + "]";
        var trial = Trial.of(Shipped.tables(), Shipped.files(), new TreeMap<>(), Amended.edits(one));
        assertThat(trial.left())
                .anySatisfy(left -> assertThat(left.why()).contains("属于类型「监管类别」"))
                .anySatisfy(left -> assertThat(left.why()).contains("texts"))
                .anySatisfy(left -> assertThat(left.file()).isEqualTo("registry.dmn"));
        var texts = Amended.shipped().with("[" + RENAME.replace("}", ",\"texts\":true}") + "]");
        assertThat(texts.text("quota.dmn")).contains("\"重点关注排污单位\"").doesNotContain("特殊");
        texts.compiled();
    }

    @Property(tries = 20)
    void shouldRenameThereAndBackByteForByte(
            @ForAll @StringLength(min = 1, max = 6) @CharRange(from = '龟', to = '龥') String word,
            @ForAll boolean texts) {
        var edit = "[{\"edit\":\"renameValue\",\"file\":\"types.dmn\",\"type\":\"%s\",\"value\":\"%s\",\"to\":\"%s\","
                + "\"types\":[\"监管类别\"],\"texts\":" + texts + "}]";
        var there = Amended.shipped().with(edit.formatted("监管级别", "特殊", word));
        var back = there.with(edit.formatted("监管级别", word, "特殊"));
        assertThat(there.files()).isNotEqualTo(Shipped.files());
        Shipped.files()
                .forEach((name, bytes) ->
                        assertThat(back.files().get(name)).as(name).isEqualTo(bytes));
    }

    @Property(tries = 10)
    void shouldRenameAFactThereAndBackByteForByte(
            @ForAll @StringLength(min = 1, max = 6) @CharRange(from = '龟', to = '龥') String word) {
        var there = Amended.shipped()
                .with("[{\"edit\":\"renameFact\",\"key\":\"creditRating\",\"label\":\"" + word + "\"}]");
        assertThat(there.table("触发情形").columns())
                .anyMatch(column -> column.label().equals(word));
        var back = there.with("[{\"edit\":\"renameFact\",\"key\":\"creditRating\",\"label\":\"环境信用等级\"}]");
        Shipped.files()
                .forEach((name, bytes) ->
                        assertThat(back.files().get(name)).as(name).isEqualTo(bytes));
    }

    @Example
    void shouldRenameInScenariosWhatMeansTheSameOnly() throws EditRefused {
        var csv = "监管级别,对象类型,说明\n特殊,加油站,特殊的一个\n\"重点,特殊\",加油站,\n".getBytes(StandardCharsets.UTF_8);
        var scenarios = new TreeMap<>(Map.of("分类判定.csv", csv));
        var value = Trial.of(Shipped.tables(), Shipped.files(), scenarios, Amended.edits("[" + RENAME + "]"));
        assertThat(new String(value.scenarios().get("分类判定.csv"), StandardCharsets.UTF_8))
                .isEqualTo("监管级别,对象类型,说明\n重点关注,加油站,特殊的一个\n\"重点,重点关注\",加油站,\n");
        assertThat(value.left()).anyMatch(left -> left.text().equals("特殊的一个"));
        var fact = "[{\"edit\":\"renameFact\",\"key\":\"%s\",\"label\":\"新名\"}]";
        assertThat(new String(
                        Trial.of(
                                        Shipped.tables(),
                                        Shipped.files(),
                                        scenarios,
                                        Amended.edits(fact.formatted("supervisionLevel")))
                                .scenarios()
                                .get("分类判定.csv"),
                        StandardCharsets.UTF_8))
                .startsWith("新名,对象类型,");
        // an input of other models is called so, too
        var type = Trial.of(Shipped.tables(), Shipped.files(), scenarios, Amended.edits(fact.formatted("objectType")));
        assertThat(type.scenarios().get("分类判定.csv")).isEqualTo(csv);
        assertThat(type.left()).anyMatch(left -> left.why().contains("别处也叫「对象类型」"));
    }

    @Example
    void shouldRenameAConclusionInTheHeadersThatExpectItOnly() throws Exception {
        var scenarios = EditionFolder.scenarios(Path.of("test-scenarios"));
        var required = Amended.shipped().table("配额").rows().stream()
                .filter(row -> row.name().equals("应抽数"))
                .findFirst()
                .orElseThrow()
                .address();
        var edits = "[" + renameColumn("quota.dmn", required, "本期应抽") + ","
                + renameColumn("classification.dmn", TRIGGERS + "-out-2", "触发类别") + ","
                + renameColumn("routing.dmn", "routing-decision-routing-table-out-1", "抽取主体") + "]";
        var trial = Trial.of(Shipped.tables(), Shipped.files(), scenarios, Amended.edits(edits));
        var edition = Amended.shipped().with(edits).compiled();
        trial.scenarios()
                .forEach((name, file) -> assertThat(
                                ScenarioBook.read(edition, name, file).scenarios())
                        .as(name)
                        .isNotEmpty());
        assertThat(said(trial.scenarios().get("B-配额.xlsx"))).contains("本期应抽").doesNotContain("应抽数");
        // 监管类别 is what is asked about here, and a part of another conclusion there
        assertThat(said(trial.scenarios().get("B-配额.xlsx"))).contains("监管类别").doesNotContain("触发类别");
        assertThat(BookDifferences.between(
                        "B-配额.xlsx",
                        scenarios.get("B-配额.xlsx"),
                        trial.scenarios().get("B-配额.xlsx")))
                .extracting(BookDifferences.Line::before, BookDifferences.Line::after)
                .containsOnly(tuple("应抽数", "本期应抽"));
        assertThat(trial.left()).allSatisfy(left -> assertThat(left.why()).contains("别处也叫"));
    }

    private static String renameColumn(String file, String column, String label) {
        return "{\"edit\":\"renameColumn\",\"file\":\"" + file + "\",\"column\":\"" + column + "\",\"label\":\"" + label
                + "\"}";
    }

    /** Every header of a workbook. */
    private static List<String> said(byte[] workbook) {
        return GridReader.read("", workbook).stream()
                .flatMap(grid -> grid.rows().stream().limit(3))
                .flatMap(row -> row.cells().values().stream())
                .toList();
    }

    /** docs/add-an-object-type.zh-CN.md */
    @Example
    @SuppressWarnings("unchecked")
    void shouldDecideAboutAnObjectTypeThatIsAdded() {
        var known = "入海排污口";
        var outfall = "入河排污口";
        var amended = Amended.shipped().edit("edit", "addValue", "file", "types.dmn", "type", "对象类型", "value", outfall);
        for (var rate : List.of("5%", "2", "20%", "")) {
            var table = amended.table("抽样规则");
            int number = table.rows().size() + 1;
            var like = table.rows().stream()
                    .filter(row -> row.cells().get(0).text().equals(known))
                    .skip(List.of("5%", "2", "20%", "").indexOf(rate))
                    .findFirst()
                    .orElseThrow();
            amended = amended.edit(
                    "edit",
                    "addRow",
                    "file",
                    "quota.dmn",
                    "table",
                    table.address(),
                    "index",
                    number,
                    "copyOf",
                    like.address());
            var row = amended.table("抽样规则").rows().get(number - 1);
            for (var cell : row.cells()) {
                if (cell.address() != null && cell.feel().contains(known)) {
                    amended = amended.edit(
                            "edit",
                            "setFeel",
                            "file",
                            "quota.dmn",
                            "cell",
                            cell.address(),
                            "feel",
                            cell.feel().replace(known, outfall));
                }
            }
            if (!rate.isEmpty()) {
                int at = table.columns().stream()
                        .map(Table.Column::label)
                        .toList()
                        .indexOf("抽查比例/倍数");
                amended = amended.edit(
                        "edit",
                        "setCell",
                        "file",
                        "quota.dmn",
                        "cell",
                        row.cells().get(at).address(),
                        "text",
                        rate);
            }
        }
        for (var place : Map.of("路由", "routing.dmn", "提示", "classification.dmn").entrySet()) {
            var cell = amended.tables(place.getKey())
                    .filter(table -> table.file().equals(place.getValue()))
                    .flatMap(table -> table.rows().stream())
                    .flatMap(row -> row.cells().stream())
                    .filter(each -> each.feel().contains("\"" + known + "\""))
                    .findFirst()
                    .orElseThrow();
            amended = amended.edit(
                    "edit",
                    "setCell",
                    "file",
                    place.getValue(),
                    "cell",
                    cell.address(),
                    "text",
                    cell.text() + "、" + outfall);
        }
        var edition = amended.compiled();
        var unregistered = new HashMap<String, Object>();
        unregistered.put("objectType", outfall);
        assertThat(classified(edition, Map.of("objectType", outfall, "supervisionLevel", "重点")))
                .containsEntry("category", "重点")
                .containsEntry("inPopulation", true);
        assertThat(classified(edition, unregistered)).containsEntry("review", true);
        var required = Map.of("重点", 3L, "一般", 24L, "特殊", 10L);
        required.forEach((category, size) -> {
            var asked = new HashMap<String, Object>(Map.of(
                    "objectType",
                    outfall,
                    "category",
                    category,
                    "population",
                    BigDecimal.valueOf(50),
                    "quarter",
                    BigDecimal.ONE));
            asked.put("officers", BigDecimal.TEN);
            asked.put("participatingOfficers", BigDecimal.valueOf(12));
            var quota = (Map<String, Object>)
                    edition.evaluate("quota", asked).outputs().get("quota");
            assertThat(quota.get("stratum")).isEqualTo(category + outfall);
            assertThat((BigDecimal) quota.get("required")).isEqualByComparingTo(BigDecimal.valueOf(size));
        });
        assertThat((Map<String, Object>) edition.evaluate("routing", Map.of("objectType", outfall, "taskType", "日常"))
                        .outputs()
                        .get("routing"))
                .containsEntry("drawnBy", "执法二队");
    }

    @Example
    void shouldOpenTheTablesThatLackAnAnswerForANewValue() {
        var amended = Amended.shipped()
                .with("[{\"edit\":\"addValue\",\"file\":\"types.dmn\",\"type\":\"对象类型\",\"value\":\"入河排污口\"}]");
        var gaps = Gaps.opened(Shipped.tables(), Shipped.tables(amended.files()));
        assertThat(gaps).extracting(Gaps.Gap::label).contains("抽样规则", "路由");
        assertThat(gaps)
                .filteredOn(gap -> gap.label().equals("抽样规则"))
                .allSatisfy(gap -> assertThat(gap.example()).containsEntry("对象类型", "入河排污口"));
        amended.compiled();
    }

    @Example
    void shouldAddAndDeleteColumnsAndKeepTheRestOfTheFile() {
        var added = Amended.shipped()
                .with("[{\"edit\":\"addOutput\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                        + "\",\"label\":\"附注\",\"type\":\"string\",\"name\":\"note\",\"index\":2},"
                        + "{\"edit\":\"addInput\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                        + "\",\"label\":\"处罚回溯期\",\"expression\":\"处罚回溯期\",\"index\":1},"
                        + "{\"edit\":\"addAnnotation\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                        + "\",\"label\":\"备注\"},"
                        + "{\"edit\":\"addOutput\",\"file\":\"routing.dmn\",\"table\":\"routing-decision-task-states-expr\","
                        + "\"label\":\"颜色\",\"type\":\"string\",\"name\":\"colour\"}]");
        var table = added.table("触发情形");
        assertThat(table.columns().get(0).label()).isEqualTo("处罚回溯期");
        assertThat(table.rows())
                .allSatisfy(row -> assertThat(row.cells().get(0).text()).isEqualTo("-"));
        assertThat(added.text("classification.dmn"))
                .contains("<requiredDecision href=\"#classification-decision-penalty-window\"/>");
        assertThat(TableFaults.in(Shipped.tables(added.files()))).isEmpty();
        added.compiled();
        var edits = new StringBuilder();
        for (var column : table.columns()) {
            if (List.of("处罚回溯期", "附注", "备注").contains(column.label())) {
                // from the right, since a column without an id is known by its place
                edits.insert(
                        0,
                        "{\"edit\":\"deleteColumn\",\"file\":\"classification.dmn\",\"column\":\"" + column.address()
                                + "\"},");
            }
        }
        var states = added.table("任务状态").columns();
        var back = added.with("[" + edits + "{\"edit\":\"deleteColumn\",\"file\":\"routing.dmn\",\"column\":\""
                + states.get(states.size() - 1).address() + "\"}]");
        Shipped.files()
                .forEach((name, bytes) ->
                        assertThat(back.text(name)).as(name).isEqualTo(Shipped.text(Shipped.files(), name)));
    }

    @Example
    void shouldSetHowATableConcludes() {
        var amended = Amended.shipped()
                .with("[{\"edit\":\"setOutputOrder\",\"file\":\"classification.dmn\","
                        + "\"column\":\"classification-decision-category-table-out-1\","
                        + "\"values\":[\"不纳入\",\"特殊\",\"重点\",\"一般\",\"空\"]},"
                        + "{\"edit\":\"setDefault\",\"file\":\"classification.dmn\","
                        + "\"column\":\"classification-decision-category-table-out-1\",\"text\":\"一般\"},"
                        + "{\"edit\":\"renameColumn\",\"file\":\"classification.dmn\",\"column\":\"" + TRIGGERS
                        + "-out-5\",\"label\":\"说明\"}]");
        var edition = amended.compiled();
        assertThat(classified(
                        edition, Map.of("objectType", "排污单位", "supervisionLevel", "特殊", "creditRating", "环保诚信企业")))
                .containsEntry("category", "不纳入");
        assertThat(amended.text("classification.dmn")).contains("<itemComponent name=\"reason\" label=\"说明\">");
        assertThat(Amended.shipped()
                        .refusal("[{\"edit\":\"setHitPolicy\",\"file\":\"classification.dmn\",\"table\":\"" + TRIGGERS
                                + "\",\"hitPolicy\":\"ALL\"}]"))
                .contains("UNIQUE");
    }

    @Example
    void shouldFollowTheNamesOfAFormula() {
        var amended = Amended.shipped()
                .with(
                        "[{\"edit\":\"addConstant\",\"file\":\"classification.dmn\",\"name\":\"投诉上限\",\"type\":\"number\",\"text\":\"5\"},"
                                + "{\"edit\":\"addFormula\",\"file\":\"classification.dmn\",\"name\":\"投诉过多\",\"type\":\"boolean\","
                                + "\"feel\":\"object.complaintsInQuarter != null and object.complaintsInQuarter > 投诉上限\"},"
                                + "{\"edit\":\"setFormula\",\"file\":\"classification.dmn\","
                                + "\"formula\":\"classification-decision-has-special-expr\","
                                + "\"feel\":\"投诉过多 or list contains(触发情形.category, \\\"特殊\\\")\"}]");
        var edition = amended.compiled();
        assertThat(classified(
                        edition,
                        Map.of(
                                "objectType",
                                "加油站",
                                "supervisionLevel",
                                "一般",
                                "complaintsInQuarter",
                                BigDecimal.valueOf(6))))
                .containsEntry("category", "特殊");
        assertThat(amended.with("[{\"edit\":\"setFormula\",\"file\":\"classification.dmn\","
                                + "\"formula\":\"classification-decision-has-special-expr\","
                                + "\"feel\":\"list contains(触发情形.category, \\\"特殊\\\")\"},"
                                + "{\"edit\":\"deleteDecision\",\"file\":\"classification.dmn\",\"decision\":\""
                                + amended.table("投诉过多").decision() + "\"},"
                                + "{\"edit\":\"deleteDecision\",\"file\":\"classification.dmn\",\"decision\":\""
                                + amended.table("投诉上限").decision() + "\"}]")
                        .text("classification.dmn"))
                .isEqualTo(Shipped.text(Shipped.files(), "classification.dmn"));
        assertThat(Amended.shipped()
                        .refusal("[{\"edit\":\"setFormula\",\"file\":\"classification.dmn\","
                                + "\"formula\":\"classification-decision-recent-penalty-expr\",\"feel\":\"有特殊情形\"}]"))
                .contains("不能循环");
        assertThat(Amended.shipped()
                        .refusal("[{\"edit\":\"setFormula\",\"file\":\"classification.dmn\","
                                + "\"formula\":\"classification-decision-has-special-expr\",\"feel\":\"没有这个\"}]"))
                .contains("没有这个", "触发情形");
    }

    @Example
    void shouldAddTablesAndLists() {
        var amended = Amended.shipped()
                .with(
                        "[{\"edit\":\"addType\",\"file\":\"classification.dmn\",\"name\":\"风险\",\"kind\":\"取值\",\"values\":[\"高\",\"低\"]},"
                                + "{\"edit\":\"addTable\",\"file\":\"classification.dmn\",\"name\":\"风险判定\","
                                + "\"inputs\":[{\"label\":\"监管级别\",\"expression\":\"object.supervisionLevel\"}],"
                                + "\"outputs\":[{\"label\":\"风险\",\"name\":\"risk\",\"type\":\"风险\"}]},"
                                + "{\"edit\":\"addRelation\",\"file\":\"classification.dmn\",\"name\":\"联系方式\","
                                + "\"columns\":[{\"label\":\"部门\",\"name\":\"office\",\"type\":\"string\"}]}]");
        var table = amended.table("风险判定");
        var list = amended.table("联系方式");
        var filled = amended.with("[{\"edit\":\"addRow\",\"file\":\"classification.dmn\",\"table\":\"" + table.address()
                + "\",\"index\":1},{\"edit\":\"addRow\",\"file\":\"classification.dmn\",\"table\":\"" + list.address()
                + "\",\"index\":1}]");
        assertThat(filled.table("风险判定").rows()).hasSize(1);
        assertThat(filled.table("联系方式").rows()).hasSize(1);
        filled.with("[{\"edit\":\"setCell\",\"file\":\"classification.dmn\",\"cell\":\""
                        + filled.table("风险判定").rows().get(0).cells().get(1).address() + "\",\"text\":\"低\"}]")
                .compiled();
    }
}
