package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.scenario.subject.PlanSubject;
import io.shuangsuiji.scenario.subject.Subjects;
import io.shuangsuiji.scenario.workbook.Grid;
import io.shuangsuiji.scenario.workbook.Headers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A conclusion under another name in the headers of what scenarios expect: on the sheets of its own model, and on those of
 * plans, which call what they show as the models do. The same name elsewhere means something else.
 *
 * @param from the old name
 * @param to the new one
 * @param model the name of the model that concludes it
 * @param models what the models of the edition are called
 * @param alone true where nothing else of the model has the old name
 * @param everywhere true where nothing else of the edition has it
 */
record ScenarioHeaders(
        String from, String to, String model, List<Subjects.Called> models, boolean alone, boolean everywhere)
        implements ScenarioChange {
    /** How plans call a count: 其中 before what is counted, or 数 behind it. */
    private static final Pattern COUNTED = Pattern.compile("(其中)?(.*?)(数)?");

    /**
     * The change of a conclusion's label.
     *
     * @param parts the parts of structures that are renamed with it
     */
    static ScenarioHeaders of(EditionModel tables, DmnFile file, String from, String to, Set<Element> parts) {
        return new ScenarioHeaders(
                from,
                to,
                file.modelName(),
                tables.files().values().stream().map(ScenarioHeaders::called).toList(),
                others(Stream.of(file), from, parts),
                others(tables.files().values().stream(), from, parts));
    }

    private static boolean others(Stream<DmnFile> files, String label, Set<Element> parts) {
        return files.flatMap(file -> Renaming.labelled(file.xml().root()))
                .filter(element -> element.name().equals("itemComponent"))
                .noneMatch(element -> !parts.contains(element) && label.equals(element.label()));
    }

    private static Subjects.Called called(DmnFile file) {
        var root = file.xml().root();
        var required = required(root).map(element -> element.attribute("href")).collect(Collectors.toSet());
        return new Subjects.Called(
                file.modelName(),
                Objects.requireNonNullElse(root.label(), file.modelName()),
                root.children("decision").stream()
                        .filter(decision -> !required.contains("#" + decision.attribute("id")))
                        .map(Element::label)
                        .filter(Objects::nonNull)
                        .toList());
    }

    private static Stream<Element> required(Element element) {
        return Stream.concat(
                Stream.of(element).filter(each -> each.name().equals("requiredDecision")),
                element.children().stream().flatMap(ScenarioHeaders::required));
    }

    @Override
    public void look(Grid grid, Cells cells) {
        var about = Subjects.name(grid.name(), models);
        boolean plans = about.equals(Optional.of(PlanSubject.NAME));
        var groups = Headers.find(grid);
        if (groups.isEmpty() || !plans && !about.equals(Optional.of(model))) {
            return;
        }
        grid.rows().stream()
                .filter(row -> row.index() == groups.get().index() + 1)
                .forEach(row -> row.cells().forEach((column, header) -> {
                    var above = groups.get().cells().floorEntry(column);
                    var changed = changed(header, plans);
                    if (above == null
                            || !Headers.EXPECTATION.equals(Headers.group(above.getValue()))
                            || changed.equals(header)) {
                        return;
                    }
                    if (plans ? everywhere : alone) {
                        cells.change(grid, row.index(), column, changed);
                    } else {
                        cells.leave(
                                grid.name(),
                                row.index(),
                                column,
                                header,
                                "别处也叫「" + from + "」，请看是否要改 / something else is called so, too");
                    }
                }));
    }

    /** A header names a way, label by label, and may say that an order counts. */
    private String changed(String header, boolean plans) {
        var ordered = Headers.ORDERED.matcher(header);
        int end = ordered.find() ? ordered.start() : header.length();
        var way = new ArrayList<String>();
        for (var label : Arrays.asList(header.substring(0, end).split("[.]", -1))) {
            var counted = COUNTED.matcher(label.strip());
            way.add(
                    label.strip().equals(from)
                            ? to
                            : plans && counted.matches() && counted.group(2).equals(from)
                                    ? Objects.requireNonNullElse(counted.group(1), "")
                                            + to
                                            + Objects.requireNonNullElse(counted.group(3), "")
                                    : label);
        }
        return String.join(".", way) + header.substring(end);
    }
}
