package io.shuangsuiji.web.tryout;

import io.shuangsuiji.decision.Decisions;
import io.shuangsuiji.decision.NoMatchingRule;
import io.shuangsuiji.decision.explain.TableReading;
import io.shuangsuiji.decision.explain.TableReading.RowReading;
import io.shuangsuiji.decision.input.Inputs;
import io.shuangsuiji.decision.input.InvalidInput;
import io.shuangsuiji.model.ShownCell;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType;
import io.shuangsuiji.policy.ValueType.Field;
import io.shuangsuiji.policy.ValueType.Kind;
import io.shuangsuiji.scenario.workbook.ShownValue;
import io.shuangsuiji.sheets.FieldProblem;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** What an edition makes of an input, laid out for people. */
final class TryoutView {
    private static final String NOTHING = "无";
    private static final String BETWEEN = "；";

    private TryoutView() {}

    /**
     * One edition's answer.
     *
     * @param name how the page calls the edition
     * @param said the outputs, line by line; empty where there is no answer
     * @param problems why there is none
     * @param tables the tables gone through, with what held
     */
    record Side(String name, List<Said> said, List<String> problems, List<Lit> tables) {}

    /**
     * An output, or a part of one.
     *
     * @param differs true where the other edition says something else
     */
    record Said(String label, String text, boolean differs) {}

    /**
     * A table with its rows as they are to be lit.
     *
     * @param shown the rows shown: of a long table those alone that held or nearly did
     * @param left how many are not shown
     */
    record Lit(TableReading reading, List<RowReading> shown, int left) {
        /** A table longer than this is shown without the rows that say nothing of the input. */
        private static final int MOST_ROWS = 60;

        static Lit of(TableReading reading) {
            var rows = reading.rows();
            var shown = rows.size() <= MOST_ROWS
                    ? rows
                    : rows.stream().filter(row -> row.held() || row.near()).toList();
            return new Lit(reading, shown, rows.size() - shown.size());
        }

        /** The table. */
        public Table table() {
            return reading.table();
        }

        /** How a row is lit, by a class of the style sheet. */
        public String look(RowReading row) {
            return row.counts() ? "counts" : row.held() ? "held" : row.near() ? "near" : "out";
        }

        /** The same in words: colours alone tell not everybody. */
        public String words(RowReading row) {
            if (row.counts()) {
                return "成立";
            }
            if (row.held()) {
                return "成立，但不采用";
            }
            return row.near()
                    ? "差一项：" + table().columns().get(row.against().get(0)).label()
                    : "";
        }

        /** What a cell says. */
        public String shown(Table.Cell cell) {
            return ShownCell.of(cell);
        }

        /** True for a cell that kept its row out alone. */
        public boolean against(RowReading row, int column) {
            return row.near() && row.against().contains(column);
        }
    }

    /** What an edition makes of an input; empty where it has no such model. */
    static Optional<Side> side(String name, Edition edition, String model, Map<String, String> filled) {
        return edition.model(model).map(known -> side(name, edition, known, TryoutForm.read(known, filled)));
    }

    static Side side(String name, Edition edition, DecisionModel model, Inputs inputs) {
        try {
            var values = inputs.valid();
            var outputs = Decisions.decide(edition, model, values);
            var said = new ArrayList<Said>();
            model.outputs().forEach(output -> say(output, null, outputs.get(output.name()), said));
            return new Side(name, said, List.of(), lit(edition, model, values));
        } catch (InvalidInput invalid) {
            return new Side(
                    name,
                    List.of(),
                    invalid.problems().stream().map(FieldProblem::chinese).toList(),
                    List.of());
        } catch (NoMatchingRule none) {
            return new Side(
                    name,
                    List.of(),
                    none.reasons().stream()
                            .map(reason -> reason.split(" / ", 2)[0])
                            .distinct()
                            .toList(),
                    lit(edition, model, inputs.values()));
        }
    }

    private static List<Lit> lit(Edition edition, DecisionModel model, Map<String, Object> values) {
        return TableReading.of(edition, model, values).stream().map(Lit::of).toList();
    }

    private static void say(Field field, String within, Object value, List<Said> said) {
        var label = within == null ? field.label() : within;
        if (field.type().kind() == Kind.STRUCTURE && !field.type().list() && value instanceof Map<?, ?> members) {
            field.type().fields().forEach(member -> say(member, null, members.get(member.name()), said));
        } else {
            said.add(new Said(label, text(field.type(), value), false));
        }
    }

    private static String text(ValueType type, Object value) {
        if (value instanceof Collection<?> elements) {
            return elements.isEmpty()
                    ? NOTHING
                    : elements.stream().map(element -> text(type, element)).collect(Collectors.joining(BETWEEN));
        }
        if (value instanceof Map<?, ?> members) {
            return type.fields().stream()
                    .map(field -> members.get(field.name()))
                    .filter(Objects::nonNull)
                    .map(ShownValue::of)
                    .collect(Collectors.joining(" "));
        }
        return value == null ? NOTHING : ShownValue.of(value);
    }

    /** Both sides, each line marked where the other says something else. */
    static List<Side> compared(Side before, Side after) {
        return List.of(marked(before, after), marked(after, before));
    }

    private static Side marked(Side side, Side other) {
        var texts = other.said().stream().collect(Collectors.groupingBy(Said::label));
        return new Side(
                side.name(),
                side.said().stream()
                        .map(one -> new Said(
                                one.label(),
                                one.text(),
                                texts.getOrDefault(one.label(), List.of()).stream()
                                        .noneMatch(same -> same.text().equals(one.text()))))
                        .toList(),
                side.problems(),
                side.tables());
    }

    /**
     * What may be asked for instead.
     *
     * @param path of the output
     * @param value as it is sent
     * @param words as it is shown
     */
    record Goal(String path, String value, String words) {
        /** Both in one, as a form sends them. */
        public String sent() {
            return path + "=" + value;
        }
    }

    /** The other values that outputs of few values might have. */
    static List<Goal> goals(DecisionModel model) {
        var goals = new ArrayList<Goal>();
        model.outputs().forEach(output -> goals(output, output.name(), goals));
        return goals;
    }

    private static void goals(Field field, String path, List<Goal> goals) {
        var type = field.type();
        if (type.kind() == Kind.STRUCTURE && !type.list()) {
            type.fields().forEach(member -> goals(member, path + "." + member.name(), goals));
        } else if (!type.list() && type.kind() == Kind.BOOLEAN) {
            for (boolean value : List.of(true, false)) {
                goals.add(new Goal(path, String.valueOf(value), field.label() + " 为 " + ShownValue.of(value)));
            }
        } else if (!type.list() && type.kind() == Kind.TEXT) {
            type.constraint().enumeration().stream()
                    .filter(Objects::nonNull)
                    .forEach(value -> goals.add(new Goal(path, value.toString(), field.label() + " 为「" + value + "」")));
        }
    }
}
