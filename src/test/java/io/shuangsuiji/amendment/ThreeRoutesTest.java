package io.shuangsuiji.amendment;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.shuangsuiji.TestEditions;
import io.shuangsuiji.amendment.draft.Actor;
import io.shuangsuiji.amendment.draft.Actor.Role;
import io.shuangsuiji.amendment.draft.Draft;
import io.shuangsuiji.amendment.draft.Draft.Header;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.Edit.SetCell;
import io.shuangsuiji.amendment.edit.EditRefused;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.EditionName;
import io.shuangsuiji.policy.compile.EditionCompiler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import org.apache.poi.ss.usermodel.Cell;
import org.apache.poi.xssf.usermodel.XSSFWorkbook;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/** One change, made on the page, in Excel and in a DMN editor: one draft, whichever way was taken. */
class ThreeRoutesTest {
    private static final Actor EDITOR = new Actor("张三", Set.of(Role.EDITOR));
    private static final EditionName BASE = EditionName.parse("2024-01-01").orElseThrow();
    private static final String TRIGGERS = "classification-decision-triggers-table-rule-";

    @TempDir
    Path folder;

    private Amendments amendments;

    /**
     * A change of one cell.
     *
     * @param cell its id, which begins with the name of its file
     * @param page what is typed or chosen on the page
     * @param excel what is done to the cell in Excel
     * @param feel what is written in a DMN editor
     */
    private record Change(String cell, String page, Consumer<Cell> excel, String feel) {
        static Change text(String cell, String page, String feel) {
            return new Change(cell, page, excel -> excel.setCellValue(page), feel);
        }

        String file() {
            return cell.substring(0, cell.indexOf('-')) + ".dmn";
        }

        @Override
        public String toString() {
            return cell + " " + page;
        }
    }

    static Stream<Change> changes() {
        return Stream.of(
                new Change(Shipped.R05, "15%", excel -> excel.setCellValue(0.15), "0.15"),
                // a formula, in full-width punctuation
                Change.text(Shipped.R05, "＝ ０．１ ＋ ０．０５", "0.1 + 0.05"),
                Change.text(Shipped.RULES + "-rule-13-in-1", "加油站", "\"加油站\""),
                Change.text(Shipped.RULES + "-rule-1-out-6", "1、3", "[1,3]"),
                Change.text("classification-decision-penalty-window-expr", "24个月", "duration(\"P24M\")"),
                new Change(TRIGGERS + "2-in-4", "否", excel -> excel.setCellValue(false), "false"),
                Change.text(TRIGGERS + "3-in-7", "≥ 5", ">= 5"),
                Change.text(TRIGGERS + "1-out-2", "不纳入", "\"不纳入\""),
                Change.text("routing-decision-routing-table-rule-1-out-1", "某区 & 某队", "\"某区 & 某队\""),
                new Change(
                        "schedule-decision-schedule-table-rule-1-out-4",
                        "2024-03-01",
                        excel -> {
                            var style = excel.getSheet().getWorkbook().createCellStyle();
                            style.setDataFormat((short) 14);
                            excel.setCellStyle(style);
                            excel.setCellValue(LocalDate.of(2024, 3, 1));
                        },
                        "date(\"2024-03-01\")"));
    }

    @BeforeEach
    void open() throws IOException {
        var editions = Files.createDirectories(folder.resolve("dmn"));
        TestEditions.copyTo(editions, "2024-01-01");
        amendments = new Amendments(folder.resolve("drafts"), editions, Path.of("rules"), folder, Clock.systemUTC());
    }

    private Draft begun() throws Exception {
        return amendments.create(EDITOR, BASE, new Header(null, null, "改一格", null, null));
    }

    private SortedMap<String, byte[]> onPage(Change change) throws Exception {
        var edit = new SetCell(change.file(), change.cell(), change.page());
        return amendments.files(amendments.edit(EDITOR, begun().id(), 1, List.of(edit)));
    }

    private SortedMap<String, byte[]> inExcel(Change change) throws Exception {
        var draft = begun();
        var download = new ByteArrayOutputStream();
        amendments.download(draft, download);
        try (var workbook = new XSSFWorkbook(new ByteArrayInputStream(download.toByteArray()));
                var out = new ByteArrayOutputStream()) {
            change.excel().accept(cell(workbook, change.cell()));
            workbook.write(out);
            return amendments.files(amendments.upload(EDITOR, draft.id(), 1, out.toByteArray(), null));
        }
    }

    /** The cell of that address: its row by the id in the hidden column, its column by its place in the table. */
    private static Cell cell(XSSFWorkbook workbook, String address) {
        for (var table : Shipped.tables().tables()) {
            for (var row : table.rows()) {
                for (int i = 0; i < row.cells().size(); i++) {
                    if (address.equals(row.cells().get(i).address())) {
                        return workbook.getSheet(table.label())
                                .getRow(TableWorkbook.FIRST_ROW + row.number() - 1)
                                .getCell(i + 1);
                    }
                }
            }
        }
        throw new AssertionError(address);
    }

    private SortedMap<String, byte[]> inDmn(Change change) throws Exception {
        return inDmn(change, document -> {});
    }

    /** As another editor writes it: parsed, changed, and written anew with indents and attributes of its own. */
    private SortedMap<String, byte[]> inDmn(Change change, Consumer<Document> more) throws Exception {
        var draft = begun();
        var factory = DocumentBuilderFactory.newInstance();
        factory.setNamespaceAware(true);
        var document = factory.newDocumentBuilder()
                .parse(new ByteArrayInputStream(amendments.files(draft).get(change.file())));
        var all = document.getElementsByTagNameNS("*", "*");
        for (int i = 0; i < all.getLength(); i++) {
            var element = (Element) all.item(i);
            if (change.cell().equals(element.getAttribute("id"))) {
                element.getElementsByTagNameNS("*", "text").item(0).setTextContent(change.feel());
            }
        }
        more.accept(document);
        var out = new ByteArrayOutputStream();
        var transformer = TransformerFactory.newInstance().newTransformer();
        transformer.setOutputProperty(OutputKeys.INDENT, "yes");
        transformer.transform(new DOMSource(document), new StreamResult(out));
        assertThat(out.toByteArray()).isNotEqualTo(Shipped.files().get(change.file()));
        return amendments.files(amendments.upload(EDITOR, draft.id(), 1, change.file(), out.toByteArray()));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldGiveTheSameBytesByPageByExcelAndByDmn(Change change) throws Exception {
        var page = onPage(change);
        assertThat(page.get(change.file())).isNotEqualTo(Shipped.files().get(change.file()));
        for (var files : List.of(inExcel(change), inDmn(change))) {
            assertThat(Shipped.text(files, change.file())).isEqualTo(Shipped.text(page, change.file()));
            assertThat(files).containsExactlyEntriesOf(page);
        }
    }

    @Test
    void shouldDecideAlikeWhereTheRoutesSpellTheChangeDifferently() throws Exception {
        var page = onPage(new Change(Shipped.R05, "15%", null, null));
        var excel = inExcel(new Change(Shipped.R05, null, cell -> cell.setCellFormula("15/100"), null));
        var dmn = inDmn(new Change(Shipped.R05, null, null, "0.150"));
        // more than tables: such a file is taken whole
        var whole = inDmn(new Change(Shipped.R05, null, null, "0.15"), document -> {
            var inputs = document.getElementsByTagNameNS("*", "inputData");
            ((Element) inputs.item(0)).setAttribute("label", "画布上的新名称");
        });
        assertThat(Shipped.text(excel, "quota.dmn")).contains("<text>15/100</text>");
        assertThat(Shipped.text(dmn, "quota.dmn")).contains("<text>0.150</text>");
        assertThat(Shipped.text(whole, "quota.dmn")).contains("画布上的新名称");
        var expected = decisions(page);
        assertThat(expected).hasSize(48).isNotEqualTo(decisions(Shipped.files()));
        assertThat(decisions(excel)).isEqualTo(expected);
        assertThat(decisions(dmn)).isEqualTo(expected);
        assertThat(decisions(whole)).isEqualTo(expected);
    }

    static Stream<Change> outsideTheirType() {
        return Stream.of(
                Change.text("quota-decision-rounding-expr", "银行家舍入", "\"银行家舍入\""),
                Change.text("quota-decision-rules-table-rule-1-out-5", "半年", "\"半年\""),
                new Change(Shipped.R05, "15", excel -> excel.setCellValue(15), "15"),
                new Change(
                        "progress-decision-joint-share-table-rule-1-out-2",
                        "15",
                        excel -> excel.setCellValue(15),
                        "15"),
                Change.text("classification-decision-penalty-window-expr", "= \"很久\"", "\"很久\""));
    }

    /** On the page, as FEEL, in Excel, in a DMN editor and in the folder itself. */
    @ParameterizedTest
    @MethodSource("outsideTheirType")
    void shouldRefuseAValueOutsideItsTypeByEveryRoute(Change change) {
        var address = change.file() + "#" + change.cell();
        assertThatThrownBy(() -> onPage(change))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("不能填在这里")
                .extracting(refused -> ((EditRefused) refused).where())
                .isEqualTo(address);
        assertThatThrownBy(() -> amendments.edit(
                        EDITOR,
                        begun().id(),
                        1,
                        List.of(new Edit.SetFeel(change.file(), change.cell(), change.feel()))))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("不能填在这里");
        assertThatThrownBy(() -> inExcel(change))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("不能填在这里");
        assertThatThrownBy(() -> inDmn(change))
                .isInstanceOf(EditRefused.class)
                .hasMessageContaining("不能填在这里")
                .extracting(refused -> ((EditRefused) refused).where())
                .isEqualTo(address);
        var files = Shipped.files();
        var text = Shipped.text(files, change.file());
        int at = text.indexOf("<text>", text.indexOf("id=\"" + change.cell() + "\"")) + 6;
        files.put(
                change.file(),
                (text.substring(0, at) + change.feel() + text.substring(text.indexOf("</text>", at))).getBytes(UTF_8));
        var result = new EditionCompiler().compile(BASE, files, Collections.emptySortedMap());
        assertThat(result.edition()).isNull();
        assertThat(result.messages())
                .anyMatch(message -> change.file().equals(message.file())
                        && change.cell().equals(message.element())
                        && message.text().contains("不能填在这里"));
    }

    @Test
    void shouldAskWhetherAPercentageIsMeant() {
        for (var cell : List.of(Shipped.R05, "progress-decision-joint-share-table-rule-1-out-2")) {
            for (var typed : List.of("15", "１５", "= 15")) {
                assertThatThrownBy(() -> onPage(new Change(cell, typed, null, null)))
                        .hasMessageContaining("是否指 15%？");
            }
        }
    }

    /** As other programs save a file: decoded by its own encoding, edited in it, and decided alike. */
    @ParameterizedTest
    @CsvSource({
        "UTF-8,true,UTF-8",
        "UTF-16LE,true,UTF-16",
        "UTF-16BE,true,UTF-16",
        "UTF-16LE,true,",
        "UTF-16LE,false,",
        "UTF-16BE,false,UTF-16",
        "GB18030,false,GB18030"
    })
    void shouldTakeFilesInAnyEncodingByEveryRoute(String charset, boolean mark, String declared) throws Exception {
        var encoded = new TreeMap<String, byte[]>();
        Shipped.files().forEach((name, bytes) -> {
            var text = new String(bytes, UTF_8);
            var xml = declared == null
                    ? text.replaceFirst("<\\?xml.*?\\?>\\s*", "")
                    : text.replaceFirst("encoding=\"UTF-8\"", "encoding=\"" + declared + "\"");
            encoded.put(
                    name,
                    name.endsWith(".dmn") ? ((mark ? "\uFEFF" : "") + xml).getBytes(Charset.forName(charset)) : bytes);
        });
        assertThat(decisions(encoded)).isEqualTo(decisions(Shipped.files()));
        var edit = List.of(new SetCell("quota.dmn", Shipped.R05, "15%"));
        var edited = DmnEditor.apply(encoded, edit);
        assertThat(new String(edited.get("quota.dmn"), charset))
                .isEqualTo(new String(encoded.get("quota.dmn"), charset)
                        .replaceFirst("<text>0.125</text>", "<text>0.15</text>"));
        // uploaded whole it changes what the page would have changed, in the draft's own encoding
        var uploaded = amendments.upload(EDITOR, begun().id(), 1, "配额.dmn", edited.get("quota.dmn"));
        // the draft holds its rules beside them
        assertThat(amendments.files(uploaded)).containsAllEntriesOf(DmnEditor.apply(Shipped.files(), edit));
    }

    @ParameterizedTest
    @ValueSource(strings = {"inputEntry", "outputEntry", "annotationEntry"})
    void shouldRefuseRowsThatDoNotFitTheirColumns(String entry) throws Exception {
        var file = Shipped.text(Shipped.files(), "quota.dmn");
        int rule = file.indexOf("<rule id=\"" + Shipped.RULES + "-rule-2\">");
        int from = file.indexOf("<" + entry, rule);
        int to = file.indexOf("</" + entry + ">", from) + entry.length() + 3;
        var fewer = file.substring(0, from) + file.substring(to);
        var more = file.substring(0, to)
                + file.substring(from, to).replaceFirst(" id=\"[^\"]*\"", "")
                + file.substring(to);
        for (var xml : entry.startsWith("annotation") ? List.of(more) : List.of(fewer, more)) {
            assertThatThrownBy(() -> amendments.upload(EDITOR, begun().id(), 1, "quota.dmn", xml.getBytes(UTF_8)))
                    .isInstanceOf(EditRefused.class)
                    .hasMessageContaining("第 2 行有")
                    .extracting(refused -> ((EditRefused) refused).where())
                    .isEqualTo("quota.dmn#" + Shipped.RULES + "-rule-2");
            var files = Shipped.files();
            files.put("quota.dmn", xml.getBytes(UTF_8));
            assertThat(new EditionCompiler()
                            .compile(BASE, files, Collections.emptySortedMap())
                            .messages())
                    .anyMatch(message -> message.text().contains("第 2 行有"));
        }
    }

    /** What an edition of these files answers to quotas of many kinds. */
    private static Map<Map<String, Object>, String> decisions(SortedMap<String, byte[]> files) {
        var result = new EditionCompiler().compile(BASE, files, Collections.emptySortedMap());
        Edition edition = result.edition();
        assertThat(edition).as(result.messages().toString()).isNotNull();
        var quota = edition.model("quota").orElseThrow();
        var answers = new LinkedHashMap<Map<String, Object>, String>();
        for (var type : List.of("排污单位", "建设项目", "加油站")) {
            for (var category : List.of("重点", "一般", "特殊", "不纳入")) {
                for (int population : new int[] {0, 7, 160, 161}) {
                    Map<String, Object> inputs = new HashMap<>();
                    inputs.put("objectType", type);
                    inputs.put("category", category);
                    inputs.put("population", BigDecimal.valueOf(population));
                    inputs.put("officers", BigDecimal.valueOf(36));
                    inputs.put("participatingOfficers", BigDecimal.valueOf(12));
                    inputs.put("quarter", BigDecimal.ONE);
                    answers.put(
                            inputs,
                            // 0.150 is 0.15
                            edition.engine()
                                    .evaluate(quota, inputs)
                                    .outputs()
                                    .toString()
                                    .replaceAll("(\\.\\d*?[1-9])0+\\b", "$1"));
                }
            }
        }
        return answers;
    }
}
