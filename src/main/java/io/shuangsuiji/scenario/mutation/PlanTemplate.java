package io.shuangsuiji.scenario.mutation;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.decision.explain.InputPath;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.PlanInputs;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.subject.PlanSubject;
import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.Grid.Row;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.text.CsvText;
import io.shuangsuiji.sheets.writer.Look;
import io.shuangsuiji.sheets.writer.WorkbookWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.TreeMap;

/** The sheets of a template for whole plans: the scenarios, and a registry of one object with the edition's own columns. */
final class PlanTemplate {
    private static final String SHEET = "示例名录库";
    private static final String MODEL = "classification";
    private static final int NUMBER = 10;

    private PlanTemplate() {}

    static void write(WorkbookWriter workbook, Edition edition) {
        var registry = registry(edition);
        var subject = PlanSubject.of(edition, SHEET + ".csv", csv(registry), List.of(SHEET));
        var day = edition.name().effectiveOn();
        var input = JsonNodeFactory.instance
                .objectNode()
                .put("registry", SHEET)
                .put(
                        "quarter",
                        Period.of(PlanInputs.unit(edition.models()), day).toString())
                .put("evaluationDate", day.toString());
        PlanInputs.parameters(edition.models()).stream()
                .filter(parameter -> parameter.type().kind() == Kind.NUMBER)
                .forEach(parameter -> input.put(parameter.name(), NUMBER));
        var example = Suggestion.of("示例：名录库在另一页；期望已填今天的答案，请改成自己的", subject, input);
        new Template.Layout(workbook.sheet(PlanSubject.LABEL), 0).example(edition, subject, example);
        var sheet = workbook.sheet(SHEET);
        registry.rows()
                .forEach(row -> row.cells().forEach((column, value) -> {
                    sheet.put(row.index(), column, value, row.index() == 0 ? Look.HEADER : Look.TEXT);
                    sheet.width(column, 16);
                }));
        sheet.freeze(1, 1);
    }

    private static Grid registry(Edition edition) {
        var model = edition.models().get(MODEL);
        var plain = InputSearch.plain(edition, model);
        var headers = new TreeMap<Integer, String>();
        var object = new TreeMap<Integer, String>();
        headers.put(0, edition.vocabulary().identity("id", true).label());
        object.put(0, "D001");
        for (var fact : InputPath.of(model)) {
            if (fact.path().get(0).equals("object")) {
                int column = headers.size();
                headers.put(column, fact.label());
                if (fact.in(plain) != null) {
                    object.put(column, ShownValue.of(fact.in(plain)));
                }
            }
        }
        return new Grid(SHEET, List.of(new Row(0, headers), new Row(1, object)));
    }

    private static byte[] csv(Grid registry) {
        int width = registry.rows().get(0).cells().size();
        var text = new StringBuilder();
        for (var row : registry.rows()) {
            for (int i = 0; i < width; i++) {
                text.append(i == 0 ? "" : ",");
                CsvText.append(text, row.text(i), ',');
            }
            text.append('\n');
        }
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
