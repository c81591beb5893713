package io.shuangsuiji.policy;

import static java.util.Map.entry;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.analysis.TableAnalysis;
import io.shuangsuiji.model.work.TooMuchWork;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.kie.dmn.api.core.DMNMessage;
import org.kie.dmn.api.core.DMNMessageType;
import org.kie.dmn.feel.runtime.events.SyntaxErrorEvent;
import org.kie.dmn.feel.runtime.events.UnknownVariableErrorEvent;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Decision;

/** Says in Chinese what the engine found, and where, as people call tables, rows and columns; its own English words follow. */
public final class KieMessages {
    private static final Map<DMNMessageType, String> CHINESE = Map.ofEntries(
            entry(DMNMessageType.UNSUPPORTED_ELEMENT, "有引擎不支持的元素"),
            entry(DMNMessageType.REQ_NOT_FOUND, "引用的输入或决策不存在"),
            entry(DMNMessageType.DECISION_NOT_FOUND, "引用的决策不存在"),
            entry(DMNMessageType.IMPORT_NOT_FOUND, "引用的 DMN 文件不存在"),
            entry(DMNMessageType.TYPE_DEF_NOT_FOUND, "引用的类型没有定义"),
            entry(DMNMessageType.TYPE_REF_NOT_FOUND, "引用的类型没有定义"),
            entry(DMNMessageType.TYPEREF_MISMATCH, "声明的类型与所引用的不一致"),
            entry(DMNMessageType.ILLEGAL_USE_OF_TYPEREF, "不能在这里声明类型"),
            entry(DMNMessageType.MISSING_TYPE_REF, "没有声明类型"),
            entry(DMNMessageType.DUPLICATED_ITEM_DEF, "类型名称重复"),
            entry(DMNMessageType.MISSING_EXPRESSION, "没有内容"),
            entry(DMNMessageType.EXPR_TYPE_NOT_SUPPORTED_IN_NODE, "内容是引擎不支持的形式"),
            entry(DMNMessageType.MISSING_VARIABLE, "缺少变量"),
            entry(DMNMessageType.VARIABLE_NAME_MISMATCH, "变量名与名称不一致"),
            entry(DMNMessageType.MISSING_NAME, "缺少名称"),
            entry(DMNMessageType.DUPLICATE_NAME, "名称重复"),
            entry(DMNMessageType.INVALID_NAME, "名称不合规"),
            entry(DMNMessageType.ILLEGAL_USE_OF_NAME, "不能在这里用名称"),
            entry(DMNMessageType.INVALID_HREF_SYNTAX, "引用的写法有误"),
            entry(DMNMessageType.INVALID_ATTRIBUTE_VALUE, "有属性的值不合规"),
            entry(DMNMessageType.MISSING_OUTPUT_VALUES, "按结论的优先次序判定，却没有列出结论的允许取值"),
            entry(DMNMessageType.DUPLICATED_PARAM, "参数名称重复"),
            entry(DMNMessageType.PARAMETER_MISMATCH, "给的参数与所调用的不一致"),
            entry(DMNMessageType.INVOCATION_ERROR, "调用有误"),
            entry(DMNMessageType.DUPLICATED_RELATION_COLUMN, "栏名重复"),
            entry(DMNMessageType.RELATION_CELL_NOT_LITERAL, "有一格不是简单的公式"),
            entry(DMNMessageType.RELATION_CELL_COUNT_MISMATCH, "有一行的格数与栏数不符"),
            entry(DMNMessageType.FAILED_VALIDATION, "有文件不合规范，其余文件没有继续检查"));

    private static final Pattern NO_ROW = Pattern.compile("(?i)no rule matched");
    private static final Pattern SEVERAL_ROWS =
            Pattern.compile("(?i)can only have one matching rule|multiple rules (?:can )?match");

    /** Where the parts of a drawing are is no policy. */
    private static final Pattern DRAWING = Pattern.compile("DMNDI_.*");

    private static final Pattern EXPRESSION = Pattern.compile("FEEL expression '(.*?)' (?:on|for) ", Pattern.DOTALL);
    private static final Pattern NODE = Pattern.compile("(?:[Nn]ode|table) '([^']+)'");
    private static final Pattern INPUT_CLAUSE = Pattern.compile("input clause #(\\d+)");
    private static final Pattern TYPE = Pattern.compile("type reference '([^']+)'");

    /** What the schema says of a file: the names, each perhaps with its namespace, go into the Chinese. */
    private static final Map<Pattern, String> SCHEMA = Map.of(
            Pattern.compile("Value '([^']*)' is not facet-valid with respect to enumeration '\\[([^]]*)]'"),
            "「$1」不在允许的取值 $2 之中",
            Pattern.compile("Attribute '([^']*)' is not allowed to appear in element '([^']*)'"),
            "元素 $2 不能有属性 $1",
            Pattern.compile("Attribute '([^']*)' must appear on element '([^']*)'"),
            "元素 $2 缺少属性 $1",
            Pattern.compile("Invalid content was found starting with element '(?:\\{\"[^\"]*\":)?([^'}]*)}?'"),
            "不应在这里有元素 $1",
            Pattern.compile("The content of element '(?:\\{\"[^\"]*\":)?([^'}]*)}?' is not complete"),
            "元素 $1 的内容不完整");

    private final EditionModel tables;
    private final String file;
    private final DMNMessage message;
    private final String english;

    private KieMessages(EditionModel tables, String file, DMNMessage message) {
        this.tables = tables;
        this.file = file;
        this.message = message;
        this.english = message.getText().strip();
    }

    /** Why a decision has no answer. */
    public static String failure(DMNMessage message) {
        Object element = message.getSourceReference();
        while (element instanceof DMNModelInstrumentedBase part && !(element instanceof Decision)) {
            element = part.getParent();
        }
        var place = element instanceof Decision decision
                ? "「" + Objects.requireNonNullElse(decision.getLabel(), decision.getName()) + "」"
                : "";
        var english = message.getText().strip();
        var words = SEVERAL_ROWS.matcher(english).find()
                ? "有不止一行适用"
                : noRow(message)
                        ? "没有一行适用"
                        : message.getMessageType() == DMNMessageType.REQ_NOT_FOUND ? "缺少所依据的结果" : "算不出来";
        return (place + words).replace(" / ", "/") + " / " + english;
    }

    /** True where a table says that none of its rows applies, from which it follows that others cannot be worked out. */
    public static boolean noRow(DMNMessage message) {
        return NO_ROW.matcher(message.getText()).find();
    }

    /** What is said of a file, or of several where the messages name theirs; the same is said once. */
    public static Stream<Message> of(EditionModel tables, String file, Collection<? extends DMNMessage> messages) {
        return messages.stream()
                .filter(message -> message.getSeverity() != DMNMessage.Severity.INFO)
                .filter(message -> !DRAWING.matcher(String.valueOf(message.getMessageType()))
                        .matches())
                .map(message -> new KieMessages(tables, file == null ? message.getPath() : file, message).message())
                .distinct();
    }

    private Message message() {
        // in a formula a slash between spaces divides; here it is what the English follows
        return new Message(
                message.getSeverity() == DMNMessage.Severity.ERROR ? Message.Severity.ERROR : Message.Severity.WARN,
                file,
                message.getSourceId(),
                inWords().replace(" / ", "/") + " / " + message.getMessageType() + ": " + english);
    }

    private String inWords() {
        var event = message.getFeelEvent();
        var expression = found(EXPRESSION);
        if (event != null && expression.isPresent()) {
            return place() + "写的 " + expression.get() + " 不是可以计算的公式：" + why(event);
        }
        if (message.getMessageType() == DMNMessageType.FAILED_XML_VALIDATION) {
            return "不是合乎规范的 DMN 文件：" + schema();
        }
        return place()
                + CHINESE.getOrDefault(message.getMessageType(), "没有通过引擎的检查")
                + found(TYPE).map(type -> "：" + type).orElse("");
    }

    private static String why(Object event) {
        if (event instanceof UnknownVariableErrorEvent unknown) {
            return "「" + unknown.getOffendingSymbol() + "」没有定义";
        }
        var near = event instanceof SyntaxErrorEvent syntax ? String.valueOf(syntax.getOffendingSymbol()) : "";
        // the parser's own description of a token: [@2,6:5='<EOF>',<-1>,1:6]
        var token = Pattern.compile("='(.*)',<").matcher(near);
        return !token.find() ? "写法有误" : token.group(1).equals("<EOF>") ? "没有写完" : "在 " + token.group(1) + " 附近写法有误";
    }

    private String schema() {
        for (var known : SCHEMA.entrySet()) {
            var said = known.getKey().matcher(english);
            if (said.find()) {
                return known.getKey().matcher(said.group()).replaceFirst(known.getValue());
            }
        }
        return "XML 的结构有误";
    }

    /** The table, row and column concerned, as far as they are known. */
    private String place() {
        var id = Objects.requireNonNullElse(message.getSourceId(), "");
        return place(tables, file, id, found(EXPRESSION).orElse(""))
                .orElseGet(() -> tables.tables().stream()
                        .filter(table -> table.file().equals(file))
                        .filter(table -> id.equals(table.address()) || id.equals(table.decision()))
                        .map(table -> "「" + table.label() + "」" + clause(table))
                        .findFirst()
                        .orElseGet(() -> found(NODE).map(this::label).orElse("")));
    }

    /** What is said of a formula that was stopped: where it stands, what was found, what is allowed. */
    public static Message of(EditionModel tables, TooMuchWork stopped) {
        return of(tables, stopped.file(), stopped.element(), stopped.formula(), stopped.reason());
    }

    /** The same of what there is to say against any formula, by the id that is nearest to it. */
    public static Message of(EditionModel tables, String file, String element, String formula, String reason) {
        var place = element == null
                ? ""
                : place(tables, file, element, formula)
                        .or(() -> tables.tables().stream()
                                .filter(table -> table.file().equals(file))
                                .filter(table -> element.equals(table.address()) || element.equals(table.decision()))
                                .map(table -> "「" + table.label() + "」")
                                .findFirst())
                        .orElse("");
        var quoted = formula == null ? "" : "公式「" + TooMuchWork.shown(formula).replace(" / ", "/") + "」";
        return Message.error(file, element, place + (place.isEmpty() || quoted.isEmpty() ? "" : "的") + quoted + reason);
    }

    /** The table, row and column of an id, and of a formula that stands there. */
    private static Optional<String> place(EditionModel tables, String file, String id, String formula) {
        for (var table : tables.tables()) {
            if (!table.file().equals(file)) {
                continue;
            }
            for (var row : table.hasRows() ? table.rows() : List.<Table.Row>of()) {
                var column = column(table, row, id, formula);
                if (id.equals(row.address())
                        || row.cells().stream().anyMatch(cell -> id.equals(cell.address()))
                        || id.equals(table.address()) && !column.isEmpty()) {
                    return Optional.of("「" + table.label() + "」" + TableAnalysis.named(row) + column);
                }
            }
            for (var column : table.columns()) {
                if (id.equals(column.address())) {
                    return Optional.of("「" + table.label() + "」的「" + column.label() + "」");
                }
            }
        }
        return Optional.empty();
    }

    /** The column of the cell that is meant, or that is quoted. */
    private static String column(Table table, Table.Row row, String id, String quoted) {
        for (int i = 0; i < row.cells().size(); i++) {
            var cell = row.cells().get(i);
            if (id.equals(cell.address()) || cell.feel().equals(quoted)) {
                return "「" + table.columns().get(i).label() + "」";
            }
        }
        return "";
    }

    private String clause(Table table) {
        return found(INPUT_CLAUSE)
                .map(Integer::parseInt)
                .filter(number -> number <= table.columns().size())
                .map(number -> "的「" + table.columns().get(number - 1).label() + "」")
                .orElse("");
    }

    private String label(String name) {
        return "「"
                + tables.tables().stream()
                        .filter(table ->
                                table.file().equals(file) && table.name().equals(name))
                        .map(Table::label)
                        .findFirst()
                        .orElse(name)
                + "」";
    }

    private Optional<String> found(Pattern pattern) {
        var matcher = pattern.matcher(english);
        return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
    }
}
