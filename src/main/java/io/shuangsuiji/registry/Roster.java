package io.shuangsuiji.registry;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import io.shuangsuiji.decision.input.Values;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.sheets.FieldProblem;
import io.shuangsuiji.sheets.Limits;
import io.shuangsuiji.sheets.Listed;
import io.shuangsuiji.sheets.Source;
import io.shuangsuiji.sheets.UnreadableFile;
import io.shuangsuiji.sheets.file.FileFormat;
import io.shuangsuiji.sheets.header.Column;
import io.shuangsuiji.sheets.header.Columns;
import io.shuangsuiji.sheets.text.JsonObjects;
import io.shuangsuiji.sheets.text.JsonTree;
import io.shuangsuiji.sheets.text.Utf8Stream;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inspectors of a roster (检查人员名录), and how many officers (执法人员) it has.
 */
public final class Roster {
    /** Before what of an inspector has header names in the edition's table. */
    private static final String PREFIX = "officer.";

    private static final String ID = "id";
    private static final String PARTICIPATES = "participates";
    private static final String LICENCE_FROM = "licenceFrom";
    private static final String LICENCE_UNTIL = "licenceUntil";
    private static final List<String> FACTS = List.of(
            ID, "name", "team", PARTICIPATES, "licence", LICENCE_FROM, LICENCE_UNTIL, "recusals", "areas", "expertise");

    private static final String OFFICERS = "officers";
    private static final String PARTICIPATING = "participatingOfficers";

    private static final ValueType DATE = ValueType.any(ValueType.Kind.DATE);

    private Roster() {}

    /**
     * Counts a roster of one officer a row, or takes the two numbers of
     * <code>{"officers": 36, "participatingOfficers": 12}</code>. A blank 参与执法检查 counts as 否; without that column the
     * second number is not known.
     *
     * @param edition whose table says what the columns may be called
     * @throws UnreadableFile with every bad row, because a number that leaves some out would be wrong
     */
    public static Staffing read(Source file, Edition edition) throws IOException {
        var format = FileFormat.of(file, null);
        return isNumbers(file, format, edition) ? numbers(file, edition) : count(inspectors(file, format, edition));
    }

    /**
     * Reads a roster of one inspector a row (CSV, XLSX, a JSON array or NDJSON).
     *
     * @param edition whose table says what the columns may be called: 人员编号, 姓名, 执法队, 参与执法检查, 执法证号, 执法证有效期 …
     * @throws UnreadableFile with every bad row: whoever is left out would be kept from the draw in silence
     */
    public static List<Inspector> inspectors(Source file, Edition edition) throws IOException {
        var format = FileFormat.of(file, null);
        if (isNumbers(file, format, edition)) {
            throw UnreadableFile.because(
                    "这里要每行一人的检查人员名册（人员编号、姓名、执法队等），收到的是人数",
                    "a roster of one inspector a row is needed here, got mere numbers");
        }
        return inspectors(file, format, edition);
    }

    /** How many officers a roster has. */
    public static Staffing count(List<Inspector> roster) {
        boolean told = roster.stream().anyMatch(each -> each.participates() != null);
        long participating = roster.stream()
                .filter(each -> Boolean.TRUE.equals(each.participates()))
                .count();
        return new Staffing(roster.size(), told ? Math.toIntExact(participating) : null);
    }

    private static List<Inspector> inspectors(Source file, FileFormat format, Edition edition) throws IOException {
        var roster = new ArrayList<Inspector>();
        var places = new HashMap<String, String>();
        int lines = new PeopleTable(columns(edition), "名册", "rosters").read(file, format, line -> {
            var inspector = inspector(line);
            var before = inspector.id().isEmpty() ? null : places.putIfAbsent(inspector.id(), line.place);
            if (inspector.id().isEmpty()) {
                line.refuse(ID, "缺少人员编号", "the officer's id is required");
            } else if (before != null) {
                var shown = Listed.shortened(inspector.id());
                line.refuse(
                        ID,
                        "「" + shown + "」与" + before + "重复，同一人不能计两次",
                        "\"" + shown + "\" is already there: " + before);
            }
            if (inspector.licenceFrom() != null
                    && inspector.licenceUntil() != null
                    && inspector.licenceUntil().isBefore(inspector.licenceFrom())) {
                line.refuse(
                        LICENCE_UNTIL,
                        "执法证有效期止 " + inspector.licenceUntil() + " 早于有效期起 " + inspector.licenceFrom(),
                        "the licence ends on " + inspector.licenceUntil() + ", before it begins on "
                                + inspector.licenceFrom());
            }
            roster.add(inspector);
        });
        if (lines == 0) {
            throw UnreadableFile.because("名册表头之后没有任何人员", "there are no officers in the roster");
        }
        return List.copyOf(roster);
    }

    private static Inspector inspector(PeopleTable.Line line) {
        var participates = (Boolean) line.value(PARTICIPATES, Values.YES_OR_NO);
        var licence = line.identifier("licence");
        return new Inspector(
                line.identifier(ID),
                line.text("name"),
                line.text("team"),
                line.has(PARTICIPATES) ? Boolean.TRUE.equals(participates) : null,
                licence.isEmpty() ? null : licence,
                (LocalDate) line.value(LICENCE_FROM, DATE),
                (LocalDate) line.value(LICENCE_UNTIL, DATE),
                line.list("recusals"),
                line.list("areas"),
                line.list("expertise"));
    }

    private static Columns columns(Edition edition) {
        return new Columns(FACTS.stream()
                .map(fact -> named(edition, PREFIX, fact, fact.equals(ID)))
                .toList());
    }

    /** The column of a fact of another kind of file: its key is without the prefix that the edition's table has. */
    static Column named(Edition edition, String prefix, String fact, boolean required) {
        var named = edition.vocabulary().identity(prefix + fact, required);
        return Column.of(fact, named.label().equals(prefix + fact) ? fact : named.label(), required, named.names());
    }

    /** True for one object that is no inspector: the two numbers, or what is meant for them. */
    private static boolean isNumbers(Source file, FileFormat format, Edition edition) throws IOException {
        if (format != FileFormat.JSON && format != FileFormat.NDJSON) {
            return false;
        }
        try (var objects = JsonObjects.open(file, true, Limits.SMALL)) {
            if (!objects.path().isEmpty()) {
                return false;
            }
        }
        try (var parser = JsonTree.parser(new Utf8Stream(file.open(), null))) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return false;
            }
            var keys = new ArrayList<String>();
            JsonTree.read(parser, new ArrayList<>()).fieldNames().forEachRemaining(keys::add);
            return columns(edition).recognised(keys) == 0;
        } catch (JsonProcessingException malformed) {
            // told where it is read
            return true;
        }
    }

    private static Staffing numbers(Source file, Edition edition) throws IOException {
        var problems = new ArrayList<FieldProblem>();
        JsonNode node;
        try (var parser = JsonTree.parser(new Utf8Stream(file.open(), null))) {
            node = parser.nextToken() == JsonToken.START_OBJECT ? JsonTree.read(parser, problems) : null;
            if (node == null || parser.nextToken() != null) {
                throw UnreadableFile.because(
                        "应为一个对象 {\"officers\": 36, \"participatingOfficers\": 12}",
                        "expected one object {\"officers\": 36, \"participatingOfficers\": 12}");
            }
        } catch (JsonProcessingException malformed) {
            throw UnreadableFile.because(
                    "第 " + malformed.getLocation().getLineNr() + " 行：JSON 格式有误",
                    "malformed JSON on line " + malformed.getLocation().getLineNr() + " (" + JsonTree.reason(malformed)
                            + ")");
        }
        var quota = edition.model("quota").orElseThrow();
        var numbers = new Columns(Stream.of(OFFICERS, PARTICIPATING)
                .map(name -> Column.of(
                        name,
                        quota.input(name).map(ValueType.Field::label).orElse(name),
                        name.equals(OFFICERS),
                        List.of()))
                .toList());
        List<String> keys = new ArrayList<>();
        node.fieldNames().forEachRemaining(keys::add);
        var columns = numbers.assign(keys);
        problems.addAll(columns.problems());
        columns.missing()
                .forEach(column -> problems.add(new FieldProblem(
                        "/" + column.key(), "缺少「" + column.label() + "」 / " + column.key() + " is required")));
        var officers = number(node, keys, columns.position(OFFICERS), problems);
        var participating = number(node, keys, columns.position(PARTICIPATING), problems);
        if (officers == null && problems.isEmpty()) {
            problems.add(new FieldProblem("/" + OFFICERS, "不能为空 / must not be null"));
        }
        if (!problems.isEmpty()) {
            throw new UnreadableFile(problems);
        }
        return new Staffing(officers, participating);
    }

    private static Integer number(JsonNode node, List<String> keys, int position, List<FieldProblem> problems) {
        var value = position < 0 ? null : node.get(keys.get(position));
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isIntegralNumber() || !value.canConvertToInt() || value.intValue() < 0) {
            var shown = Listed.shortened(value.toString());
            problems.add(new FieldProblem(
                    FieldProblem.pointer("", keys.get(position)),
                    "应为不小于 0 的整数，收到 " + shown + " / expected an integer of 0 or more, got " + shown));
            return null;
        }
        return value.intValue();
    }
}
