package io.shuangsuiji.amendment;

import static org.assertj.core.api.Assertions.assertThat;

import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.edit.DmnEditor;
import io.shuangsuiji.amendment.edit.Edit;
import io.shuangsuiji.amendment.edit.TableWorkbook;
import io.shuangsuiji.amendment.edit.WorkbookReader;
import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.xml.MalformedXml;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;
import net.jqwik.api.AfterFailureMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Attr;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** Whatever is changed in a file is told. */
class CompleteDifferenceTest {
    /** What may change without a word: layout, and what goes without saying. Nothing else is excused. */
    private static final Set<String> LAYOUT = Set.of("exporter", "exporterVersion", "preferredOrientation", "xmlns");

    private static final Set<String> UNORDERED = Set.of(
            "definitions",
            "informationRequirement",
            "knowledgeRequirement",
            "authorityRequirement",
            "encapsulatedDecision");

    private static final Path BOXED = Path.of("src/test/resources/diff/boxed.dmn");

    private static String boxed() throws Exception {
        return Files.readString(BOXED);
    }

    private static List<String> told(String before, String after) throws MalformedXml {
        return EditionDiff.between(EditionModel.read(Shipped.one(before)), EditionModel.read(Shipped.one(after)))
                .words();
    }

    /** Swaps, sets and drops the rest of the attributes, texts and elements of DMN one by one. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "<outputValues><text>\"特殊\",\"不纳入\"|<outputValues><text>\"不纳入\",\"特殊\"|"
                        + "「类别判定」列「category」 › 允许的取值（按先后） 特殊、不纳入、一般 → 不纳入、特殊、一般",
                "<inputValues><text>\"重点\",\"一般\"|<inputValues><text>\"重点\"|「类别判定」列「级别」 › 允许的取值 重点、一般 → 重点",
                "<defaultOutputEntry><text>\"一般\"|<defaultOutputEntry><text>\"特殊\"|「类别判定」列「category」 › 默认值 一般 → 特殊",
                "aggregation=\"SUM\"|aggregation=\"MAX\"|" + "「合计 › points」几行同时适用时 求和：适用的各行的结论相加 → 最大：适用的各行的结论中最大的一个",
                "第一条|第二条|「类别判定」R1 › 说明 第一条 → 第二条",
                "属于哪一类|属于何类|「类别判定」问题 属于哪一类？ → 属于何类？",
                "<allowedAnswers>特殊、不纳入|<allowedAnswers>不纳入|「类别判定」允许的答案 特殊、不纳入、一般 → 不纳入、一般",
                "<text>7</text>|<text>8</text>|「合计 › points」第 2 行 points 7 → 8",
                "<text>n / m</text>|<text>m / n</text>|「合计 › half」= n / m → = m / n",
                "<text>b * 2</text>|<text>b * 3</text>|「系数」第 2 行 系数 = b * 2 → = b * 3",
                "\"b\"/><literalExpression><text>2|\"b\"/><literalExpression><text>3|「调用」「b」2 → 3",
                "isCollection=\"true\"||「其他」盒式 › 类型「各对象」 › 可取多个 是 → 无",
                "locationURI=\"words.dmn\"|locationURI=\"w.dmn\"|「其他」盒式 › 引用「词汇」 › 文件位置 words.dmn → w.dmn",
                "<!-- 由规则处维护 -->||「其他」盒式 › 注释 由规则处维护 → 无",
                "level=\"1\"|level=\"2\"|「其他」盒式 › 扩展内容 › {urn:x}owner › level 1 → 2",
                "看这里|看那里|「其他」盒式 › 批注 看这里 → 看那里",
                "<text>8</text>|<text>9</text>|「清单 › 第 1 行 值」「q」8 → 9"
            })
    void shouldTellEachKindOfChangeInItsWords(String from, String to, String words) throws Exception {
        var before = boxed();
        assertThat(before).contains(from);
        assertThat(told(before, before.replace(from, to == null ? "" : to))).containsExactly(words);
    }

    @Test
    void shouldTellTheNewOrderOfComponentsParametersAndColumns() throws Exception {
        var before = boxed();
        var first = "<formalParameter name=\"a\" typeRef=\"number\"/>";
        var second = "<formalParameter name=\"b\" typeRef=\"number\"/>";
        assertThat(told(before, before.replace(first + second, second + first)))
                .containsExactly("「系数」函数 › 参数的先后 a、b → b、a");
    }

    /** Of rows of one content without ids, the one that was deleted is told to be, and none to be moved. */
    @Test
    void shouldTellADeletedRowAmongEqualOnesAsThat() throws Exception {
        var rule = "<rule><inputEntry><text>%s</text></inputEntry><outputEntry><text>%s</text></outputEntry></rule>";
        var frame =
                "<definitions name='m'><decision id='d' name='d'><decisionTable id='t'><input id='i'><inputExpression>"
                        + "<text>a</text></inputExpression></input><output id='o'/>%s</decisionTable></decision></definitions>";
        var x = rule.formatted("1", "2");
        var y = rule.formatted("3", "4");
        assertThat(told(frame.formatted(x + y + x + x), frame.formatted(y + x + x)))
                .hasSize(1)
                .allMatch(words -> words.startsWith("「d」删除 第 1 行"));
        assertThat(told(frame.formatted(x + y + x), frame.formatted(y + x)))
                .hasSize(1)
                .allMatch(words -> words.startsWith("「d」删除 第 1 行"));
    }

    /** Every way to edit knows the tables within boxed expressions and business knowledge models. */
    @Test
    void shouldShowAndEditTablesWithinExpressionsLikeOthers() throws Exception {
        var files = Shipped.one(boxed());
        assertThat(Shipped.tables(files).tables())
                .extracting(Table::label)
                .contains("合计", "合计 › points", "合计 › half", "合计 › grade", "合计 › grade › 否则", "系数", "清单 › 第 1 行 值");
        var points = Shipped.table(files, "合计 › points");
        var edited = DmnEditor.apply(
                files,
                List.of(
                        new Edit.SetCell(
                                "a.dmn", points.rows().get(1).cells().get(1).address(), "9"),
                        new Edit.DeleteRow("a.dmn", points.rows().get(0).address())));
        assertThat(EditionDiff.between(files, edited).words())
                .containsExactly("「合计 › points」删除 第 1 行：size > 1 → points 5", "「合计 › points」第 1 行 points 7 → 9");
        var out = new ByteArrayOutputStream();
        TableWorkbook.write(Shipped.tables(files), new TableWorkbook.Origin("20240101-aaaaaaaa", 1), out);
        var read = WorkbookReader.read(Shipped.tables(files), out.toByteArray());
        assertThat(read.problems()).isEmpty();
        assertThat(read.edits()).isEmpty();
    }

    /** Testers' workbooks and the edition's own description are part of what is changed. */
    @Test
    void shouldTellWhatChangedInScenariosAndInTheDescriptionOfTheEdition() throws Exception {
        var head = "说明,说明,输入,期望\n编号,场景,对象类型,监管类别\n";
        SortedMap<String, byte[]> before = new TreeMap<>();
        before.put("edition.yaml", "title: 甲\nnote: 旧\n".getBytes(StandardCharsets.UTF_8));
        before.put(
                "test-scenarios/classification.csv",
                (head + "C1,重点单位受罚,排污单位,重点\nC2,无事,排污单位,一般\n").getBytes(StandardCharsets.UTF_8));
        var after = new TreeMap<>(before);
        after.put("edition.yaml", "title: 甲\nnote: 新\ndocumentNumber: 1号\n".getBytes(StandardCharsets.UTF_8));
        after.put(
                "test-scenarios/classification.csv",
                (head + "C1,重点单位受罚,排污单位,特殊\nC3,新例,加油站,一般\n").getBytes(StandardCharsets.UTF_8));
        after.put("test-scenarios/x.xlsx", new byte[] {1});
        assertThat(EditionDiff.between(before, after).words())
                .contains(
                        "「版本信息」文号 无 → 1号",
                        "「版本信息」说明 旧 → 新",
                        "「场景 classification.csv」C1 重点单位受罚：期望「监管类别」 重点 → 特殊",
                        "「场景 classification.csv」增加 C3 新例：编号 C3，场景 新例，输入「对象类型」 加油站，期望「监管类别」 一般",
                        "「场景 classification.csv」删除 C2 无事：编号 C2，场景 无事，输入「对象类型」 排污单位，期望「监管类别」 一般",
                        "「场景 x.xlsx」新增")
                .anyMatch(words -> words.startsWith("「场景 x.xlsx」内容有变，但读不出来"))
                .hasSize(7);
    }

    @Test
    void shouldTellAFileThatCameThoughItIsACopy() throws Exception {
        var before = Shipped.one(boxed());
        var after = new TreeMap<>(before);
        after.put("a - 副本.dmn", before.get("a.dmn"));
        assertThat(EditionDiff.between(before, after).words())
                .anyMatch(words -> words.startsWith("「其他」增加文件 a - 副本.dmn"))
                .anyMatch(words -> words.startsWith("「类别判定」新增"));
    }

    @Test
    void shouldTellAllOfManyDifferences() throws Exception {
        var types = new StringBuilder();
        for (int i = 0; i < 100; i++) {
            types.append("<itemDefinition name='t").append(i).append("'><typeRef>string</typeRef></itemDefinition>");
        }
        var before = "<definitions name='m'>" + types + "</definitions>";
        assertThat(told(before, before.replace("string", "number"))).hasSize(100);
    }

    @Property(tries = 400, shrinking = ShrinkingMode.OFF, afterFailure = AfterFailureMode.RANDOM_SEED)
    void shouldTellAnyChangeOfAnyNode(@ForAll Random random) throws Exception {
        var paths = new ArrayList<>(List.of(BOXED, BOXED));
        try (var shipped = Files.list(Shipped.FOLDER)) {
            shipped.filter(file -> file.toString().endsWith(".dmn")).sorted().forEach(paths::add);
        }
        var file = Files.readAllBytes(paths.get(random.nextInt(paths.size())));
        var document = parse(file);
        var before = write(document);
        var mutation = mutate(document, random);
        var after = write(document);
        if (mutation == null || before.equals(after)) {
            return;
        }
        List<String> told;
        try {
            told = told(before, after);
        } catch (MalformedXml refused) {
            return;
        }
        assertThat(told).as(mutation).isNotEmpty();
    }

    /** What was changed, or null where it was layout or nothing. */
    private static String mutate(Document document, Random random) {
        var all = document.getElementsByTagName("*");
        var elements = new ArrayList<Element>();
        for (int i = 0; i < all.getLength(); i++) {
            var element = (Element) all.item(i);
            if (!inDiagram(element)) {
                elements.add(element);
            }
        }
        var element = elements.get(random.nextInt(elements.size()));
        var path = path(element);
        switch (random.nextInt(5)) {
            case 0:
                for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
                    if (child.getNodeType() == Node.TEXT_NODE
                            && !child.getTextContent().isBlank()) {
                        child.setNodeValue(child.getNodeValue().strip() + "x");
                        return "text of " + path;
                    }
                }
                return null;
            case 1:
            case 2:
                if (element.getAttributes().getLength() == 0) {
                    return null;
                }
                var attribute = (Attr) element.getAttributes()
                        .item(random.nextInt(element.getAttributes().getLength()));
                var name = attribute.getName();
                boolean unused = name.equals("id") && !referred(document, attribute.getValue());
                if (unused || LAYOUT.contains(name) || name.startsWith("xmlns:")) {
                    return null;
                }
                if (random.nextBoolean()) {
                    attribute.setValue(attribute.getValue() + "x");
                    return name + " of " + path;
                }
                boolean unsaid =
                        Set.of("false", "FEEL", "UNIQUE", "text/plain", "None").contains(attribute.getValue())
                                || attribute.getValue().startsWith("https://www.omg.org/spec/DMN/");
                element.removeAttribute(name);
                return unsaid ? null : "no " + name + " of " + path;
            case 3:
                if (element.getParentNode() == document || saysNothing(element)) {
                    return null;
                }
                element.getParentNode().removeChild(element);
                return "no " + path;
            default:
                var next = element.getNextSibling();
                while (next != null && next.getNodeType() != Node.ELEMENT_NODE) {
                    next = next.getNextSibling();
                }
                if (next == null
                        || UNORDERED.contains(element.getNodeName())
                        || UNORDERED.contains(element.getParentNode().getNodeName())
                        || !next.getNodeName().equals(element.getNodeName())
                        || said((Element) next).equals(said(element))) {
                    return null;
                }
                element.getParentNode().insertBefore(next, element);
                return "swapped " + path;
        }
    }

    /** An empty text is as good as none. */
    private static boolean saysNothing(Element element) {
        return element.getNodeName().equals("text") && element.getTextContent().isBlank();
    }

    private static boolean inDiagram(Node node) {
        return node != null && (node.getNodeName().endsWith(":DMNDI") || inDiagram(node.getParentNode()));
    }

    private static boolean referred(Document document, String id) {
        var all = document.getElementsByTagName("*");
        for (int i = 0; i < all.getLength(); i++) {
            if (((Element) all.item(i)).getAttribute("href").endsWith("#" + id)) {
                return true;
            }
        }
        return false;
    }

    /** An element without the ids in it. */
    private static String said(Element element) {
        var copy = (Element) element.cloneNode(true);
        copy.removeAttribute("id");
        var inside = copy.getElementsByTagName("*");
        for (int i = 0; i < inside.getLength(); i++) {
            ((Element) inside.item(i)).removeAttribute("id");
        }
        return text(copy);
    }

    private static String text(Node node) {
        try {
            var out = new ByteArrayOutputStream();
            var transformer = TransformerFactory.newDefaultInstance().newTransformer();
            transformer.setOutputProperty("omit-xml-declaration", "yes");
            transformer.transform(new DOMSource(node), new StreamResult(out));
            return out.toString(StandardCharsets.UTF_8);
        } catch (javax.xml.transform.TransformerException none) {
            throw new IllegalStateException(none);
        }
    }

    private static String path(Node node) {
        return node.getParentNode() == null
                ? ""
                : path(node.getParentNode()) + "/" + node.getNodeName()
                        + (node instanceof Element element && element.hasAttribute("id")
                                ? "#" + element.getAttribute("id")
                                : "");
    }

    private static Document parse(byte[] xml) throws Exception {
        return DocumentBuilderFactory.newDefaultNSInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(xml));
    }

    private static String write(Document document) {
        return text(document);
    }
}
