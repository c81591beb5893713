package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.ElementText;
import io.shuangsuiji.model.xml.XmlText.Element;
import io.shuangsuiji.sheets.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A value or a fact under another name: all that says the old name and means it is changed; what may mean it, but does
 * not say so, is told and left.
 */
public final class Renaming {
    /**
     * A place that says the old name and is left as it is.
     *
     * @param file the file
     * @param at the address in it, or the cell of a workbook
     * @param place where that is, in words
     * @param text what it says
     * @param why it is left, in Chinese and English
     */
    public record Left(String file, String at, String place, String text, String why) {
        /** Why it is left, for people. */
        public String chinese() {
            return FieldProblem.chinese(why);
        }
    }

    /**
     * What a renaming comes to.
     *
     * @param tables the tables after it
     * @param left what was left as it is
     * @param scenarios what changes in the scenarios; empty where these cannot say the name
     */
    public record Outcome(EditionModel tables, List<Left> left, Optional<? extends ScenarioChange> scenarios) {}

    private static final Set<String> NOTES = Set.of("annotationEntry");
    private static final Set<String> HEADED = Set.of("inputData", "itemComponent");

    private final EditionModel tables;
    private final String from;
    private final String to;
    private final boolean texts;
    private final Places places;
    private final Map<String, FileEdit> edits = new LinkedHashMap<>();
    private final List<Left> left = new ArrayList<>();

    private Renaming(EditionModel tables, String from, String to, boolean texts) {
        this.tables = tables;
        this.from = from;
        this.to = to;
        this.texts = texts;
        this.places = new Places(tables);
    }

    /**
     * Renames a value.
     *
     * @param types the names of other types that list the same value and mean the same by it
     * @param texts true where notes, descriptions and sentences give way as well
     */
    public static Outcome value(
            EditionModel tables,
            String fileName,
            String type,
            String value,
            String to,
            List<String> types,
            boolean texts)
            throws StructureRefused {
        var file = Types.file(tables, fileName);
        var all = new Types(tables);
        Types.require(fileName, type, all.words(file, type), value);
        var renaming = new Renaming(tables, value, to.strip(), texts);
        var literals = new Literals(tables);
        var listing = literals.listing(value);
        var meant = new HashSet<Target>(List.of(new Target(file, type)));
        for (var name : types) {
            var same = listing.stream()
                    .filter(target -> target.name().equals(name))
                    .toList();
            if (same.isEmpty()) {
                throw new StructureRefused(
                        fileName, "没有一个叫「" + name + "」的类型列有「" + value + "」 / no type of that name lists the value");
            }
            meant.addAll(same);
        }
        for (var target : meant) {
            Types.refuseWord(target.file().name(), target.name(), all.words(target.file(), target.name()), to);
        }
        renaming.literals(literals.of(value), meant, listing);
        renaming.others();
        boolean everywhere = meant.containsAll(listing);
        return renaming.outcome(new ScenarioWords(value, to.strip(), false, everywhere, texts));
    }

    /** Gives a fact another label. */
    public static Outcome fact(EditionModel tables, String key, String label, boolean texts) throws StructureRefused {
        var facts = new Facts(tables);
        var component = facts.component(key);
        var old = Objects.requireNonNullElse(component.label(), key);
        var file = facts.object().file();
        Checks.label(file.name(), label);
        if (facts.object().facts().stream().anyMatch(fact -> fact.label().equals(label.strip()))) {
            throw new StructureRefused(file.name(), "已有事实「" + label + "」 / there is a fact of that label already");
        }
        var renaming = new Renaming(tables, old, label.strip(), texts);
        renaming.edit(file).attribute(component, "label", label.strip());
        for (var other : tables.files().values()) {
            facts.columns(other, key, old)
                    .forEach(column -> renaming.edit(other).attribute(column, "label", label.strip()));
        }
        renaming.others();
        renaming.left.add(new Left(
                file.name(),
                file.addressOf(component),
                "名录库列名",
                old,
                "名录库里原来的列名「" + old + "」不再认：仍要认的，请加到「名录库列名」 / registries may no longer call it so"));
        boolean alone = tables.files().values().stream()
                .flatMap(other -> labelled(other.xml().root()))
                .noneMatch(other -> other != component && old.equals(other.label()));
        return renaming.outcome(new ScenarioWords(old, label.strip(), true, alone, texts));
    }

    /** What scenarios may have in their headers: inputs, and the parts of structures. */
    static Stream<Element> labelled(Element element) {
        return Stream.concat(
                Stream.of(element).filter(each -> HEADED.contains(each.name())),
                element.children().stream().flatMap(Renaming::labelled));
    }

    private FileEdit edit(DmnFile file) {
        return edits.computeIfAbsent(file.name(), any -> new FileEdit(file));
    }

    private Outcome outcome(ScenarioWords words) throws StructureRefused {
        return new Outcome(
                FileEdit.written(tables, List.copyOf(edits.values())), List.copyOf(left), Optional.of(words));
    }

    private void literals(List<Literals.Found> found, Set<Target> meant, Set<Target> listing) {
        for (var literal : found) {
            var other = literal.types().stream().filter(listing::contains).findFirst();
            if (literal.isOf(meant) || other.isEmpty() && meant.containsAll(listing)) {
                var text = literal.text().of();
                edit(literal.file())
                        .splice(ElementText.part(
                                literal.file().xml(),
                                text.child("text"),
                                literal.literal().start(),
                                literal.literal().end(),
                                SimpleFeel.write(new Constant.Text(to))));
            } else {
                leave(
                        literal.file(),
                        literal.text().of(),
                        literal.text().feel(),
                        other.map(type -> "属于类型「" + type.name() + "」，它没有一并改名 / of the type " + type.name()
                                        + ", which is not renamed")
                                .orElse("类型没有说明是哪一种「" + from + "」 / its type does not say which is meant"));
            }
        }
    }

    private void leave(DmnFile file, Element element, String text, String why) {
        left.add(new Left(file.name(), file.addressOf(element), places.words(file, element), text, why));
    }

    /** Notes, descriptions and sentences that contain the old name. */
    private void others() {
        for (var file : tables.files().values()) {
            notes(file, file.xml().root());
            FeelText.in(file.xml().root())
                    .filter(text -> text.feel().contains(from))
                    .forEach(text -> sentences(file, text));
        }
    }

    private void notes(DmnFile file, Element element) {
        var said = NOTES.contains(element.name())
                ? element.child("text")
                : element.name().equals("description") ? element : null;
        if (said != null && said.content().contains(from)) {
            replaceIn(
                    file,
                    element,
                    said,
                    said.content().strip(),
                    0,
                    said.content().strip());
        }
        element.children().forEach(child -> notes(file, child));
    }

    private void sentences(DmnFile file, FeelText text) {
        var read = Names.read(file, text);
        if (read.isEmpty()) {
            leave(file, text.of(), text.feel(), "公式读不出来 / the formula cannot be read");
            return;
        }
        var seen = new HashSet<Integer>();
        var literals = new Literals(tables);
        read.get()
                .all()
                .filter(part -> part.is(Kind.TEXT) && part.text().contains(from) && seen.add(part.start()))
                .filter(part -> !SimpleFeel.constant(part.text())
                        .filter(new Constant.Text(from)::equals)
                        .isPresent())
                .forEach(part -> {
                    if (file.modelName().equals(Facts.REGISTRY)) {
                        leave(
                                file,
                                text.of(),
                                part.text(),
                                "名录库里的写法，要改的请在表里改 / as registries write it: to be changed in its table");
                    } else if (SimpleFeel.constant(part.text())
                            .filter(Constant.Text.class::isInstance)
                            .map(word -> ((Constant.Text) word).value())
                            .filter(word -> !literals.listing(word).isEmpty())
                            .isPresent()) {
                        leave(
                                file,
                                text.of(),
                                part.text(),
                                "是另一个取值，只是字样相近 / another value, which merely contains the word");
                    } else {
                        replaceIn(file, text.of(), text.of().child("text"), part.text(), part.start(), text.feel());
                    }
                });
    }

    /** Replaces the old name in a part of what an element says, or tells that it is left. */
    private void replaceIn(DmnFile file, Element place, Element said, String part, int start, String whole) {
        if (!texts) {
            leave(
                    file,
                    place,
                    whole,
                    "只是文字里提到：勾选「说明、条款原文里提到的也改」（接口里 texts 为 true）则一并改 / in a text: changed where texts is true");
            return;
        }
        for (int at = part.indexOf(from); at >= 0; at = part.indexOf(from, at + from.length())) {
            edit(file).splice(ElementText.part(file.xml(), said, start + at, start + at + from.length(), to));
        }
    }

    /** The rules of the edition that name a value: they are no tables, and are changed by whoever wrote them. */
    public static List<Left> inRules(Map<String, byte[]> files, String word) {
        var found = new ArrayList<Left>();
        files.forEach((name, bytes) -> {
            if (name.endsWith(".drl")) {
                var lines = new String(bytes, StandardCharsets.UTF_8).lines().toList();
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).contains('"' + word + '"')) {
                        found.add(new Left(
                                name,
                                "line " + (i + 1),
                                "规则，第 " + (i + 1) + " 行",
                                lines.get(i).strip(),
                                "规则里写着，须由维护规则的人改 / in a rule, changed by whoever keeps the rules"));
                    }
                }
            }
        });
        return found;
    }

    /** The words that a type lists; none where it lists none. */
    public static List<String> wordsOf(EditionModel tables, String fileName, String type) {
        try {
            return new Types(tables).words(Types.file(tables, fileName), type);
        } catch (StructureRefused listsNone) {
            return List.of();
        }
    }

    /** The types of an edition that list a word, by name. */
    public static List<String> typesListing(EditionModel tables, String word) {
        return new Literals(tables)
                .listing(word).stream()
                        .map(TypeResolver.Target::name)
                        .distinct()
                        .sorted()
                        .toList();
    }
}
