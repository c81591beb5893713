package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.Table;
import io.shuangsuiji.model.Table.Column;
import io.shuangsuiji.model.Table.ColumnKind;
import io.shuangsuiji.model.Table.Part;
import io.shuangsuiji.model.Table.Row;
import io.shuangsuiji.model.analysis.TableAnalysis;
import io.shuangsuiji.model.cell.CellText;
import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.cell.NoteText;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.policy.Message;
import io.shuangsuiji.policy.ValueTypes;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Every part of what a row concludes is given, and given once. Refused are a part that neither an output nor a note of its
 * name gives, and a note left blank that is to give one. Where an output and a note of one name say it both, as files of
 * earlier editions do, each row in which they differ is named.
 */
final class ConclusionCheck {
    private final EditionModel tables;
    private final ValueTypes types;
    private final List<Message> found = new ArrayList<>();

    private ConclusionCheck(EditionModel tables, ValueTypes types) {
        this.tables = tables;
        this.types = types;
    }

    static List<Message> check(EditionModel tables, ValueTypes types) {
        var check = new ConclusionCheck(tables, types);
        tables.tables().forEach(table -> table.parts().forEach(part -> check.part(table, part)));
        return List.copyOf(check.found);
    }

    private void part(Table table, Part part) {
        var notes = notes(table, part);
        if (part.column() == null) {
            missing(table, part);
        } else if (!part.isNote()) {
            notes.forEach(note -> table.rows().forEach(row -> agree(table, row, part, note)));
        } else if (notes.size() > 1) {
            refuse(
                    table,
                    table.address(),
                    "",
                    part,
                    "有 " + notes.size() + " 个同名的说明列，说不清以哪一列为准，请给其中的改名或删去",
                    "is the name of " + notes.size() + " annotations; rename or remove all but one");
        } else {
            table.rows().forEach(row -> note(table, row, part));
        }
    }

    private static List<Column> notes(Table table, Part part) {
        return table.columns().stream()
                .filter(column -> column.kind() == ColumnKind.ANNOTATION)
                .filter(column -> column.label().equals(part.label()))
                .toList();
    }

    private void missing(Table table, Part part) {
        if (!mayBeNull(part)) {
            boolean words = Part.isWords(part.type());
            refuse(
                    table,
                    table.address(),
                    "",
                    part,
                    "没有一列给出：请加键名为「" + part.key() + "」的结论列" + (words ? "，或名为「" + part.label() + "」的说明列" : ""),
                    "is given by no output" + (words ? " and by no annotation of that name" : ""));
        }
    }

    private void note(Table table, Row row, Part part) {
        var text = table.cell(row, part.column()).text();
        var feel = part.feel(text);
        if (text.isBlank()) {
            if (!mayBeNull(part)) {
                refuse(table, at(table, row, part.column()), named(row), part, "空着，请填写", "is blank");
            }
        } else if (feel.isEmpty()) {
            refuse(
                    table,
                    at(table, row, part.column()),
                    named(row),
                    part,
                    "写的「" + text + "」不是一列文字，请用顿号分开",
                    "is no list of texts: " + text);
        } else {
            var problem = CellText.problem(Role.VALUE, part.type(), feel.get());
            if (problem != null) {
                found.add(Message.error(
                        table.file(), at(table, row, part.column()), place(table, named(row), part) + problem));
            }
        }
    }

    /** What is computed, and no constant, cannot be held against a note. */
    private void agree(Table table, Row row, Part part, Column note) {
        var output = table.cell(row, part.column()).feel().strip();
        var text = table.cell(row, note).text();
        var said = NoteText.feel(part.type(), text);
        boolean constant = SimpleFeel.constant(output).isPresent()
                || SimpleFeel.list(output).isPresent();
        if (Part.isWords(part.type())
                && constant
                && said.filter(feel -> CellText.sameMeaning(Role.VALUE, feel, output))
                        .isEmpty()) {
            found.add(new Message(
                    Message.Severity.WARN,
                    table.file(),
                    at(table, row, note),
                    place(table, named(row), part) + "结论写的是「"
                            + CellText.show(Role.VALUE, part.type(), output) + "」，说明写的是「" + text
                            + "」，两处不一致；只留说明列，就只写一处 / the output says "
                            + output + " and the annotation says " + text));
        }
    }

    /** True where the part's type says of its own that there may be none. */
    private boolean mayBeNull(Part part) {
        return Stream.ofNullable(part.file())
                .map(tables.files()::get)
                .flatMap(file -> file.at(part.address()).stream()
                        .map(component -> component.text("typeRef"))
                        .map(reference -> types.resolve(reference, file)))
                .anyMatch(type -> !type.constraint().isNone() && type.optional());
    }

    private static String at(Table table, Row row, Column note) {
        var cell = table.cell(row, note);
        return cell.address() == null ? row.address() : cell.address();
    }

    private static String named(Row row) {
        return TableAnalysis.named(row);
    }

    private static String place(Table table, String row, Part part) {
        return "「" + table.label() + "」" + row + "的「" + part.label() + "」";
    }

    private void refuse(Table table, String at, String row, Part part, String chinese, String english) {
        found.add(Message.error(
                table.file(),
                at,
                place(table, row, part) + chinese + " / " + table.name() + ": " + part.key() + " " + english));
    }
}
