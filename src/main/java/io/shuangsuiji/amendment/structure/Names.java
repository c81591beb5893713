package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.model.xml.DmnFile;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** The names in formulas: which there are to be used in a model, and which a decision uses. */
final class Names {
    private static final Set<String> NAMING = Set.of("decision", "inputData", "businessKnowledgeModel");

    private Names() {}

    /** What a formula of the file may refer to. */
    static List<String> known(DmnFile file) {
        return Stream.concat(naming(file).stream(), file.xml().root().children("import").stream())
                .map(element -> element.attribute("name"))
                .filter(Objects::nonNull)
                .toList();
    }

    /** The decisions, inputs and functions of a file. */
    static List<Element> naming(DmnFile file) {
        return file.xml().root().children().stream()
                .filter(element -> NAMING.contains(element.name()))
                .toList();
    }

    /** The names of the model that stand in the formulas of an element. */
    static Set<String> used(DmnFile file, Element element) {
        var used = new LinkedHashSet<String>();
        FeelText.in(element).forEach(text -> used.addAll(used(file, text)));
        return used;
    }

    /** Those in one formula. */
    static Set<String> used(DmnFile file, FeelText text) {
        var known = known(file);
        var used = new LinkedHashSet<String>();
        read(file, text).ifPresent(tree -> paths(tree).forEach(path -> used.add(path.get(0))));
        used.retainAll(known);
        return used;
    }

    /** A formula taken apart; empty where it cannot be read. */
    static Optional<FeelTree> read(DmnFile file, FeelText text) {
        try {
            return Optional.of(FeelEngine.read(text.role(), text.feel(), known(file)));
        } catch (RuntimeException unreadable) {
            return Optional.empty();
        }
    }

    /** The names in a formula, each with those behind its dots: {@code object, creditRating}. */
    static Stream<List<String>> paths(FeelTree tree) {
        if (tree.is(Kind.NAME)) {
            return Stream.of(List.of(tree.text()));
        }
        var path = path(tree);
        return path.isEmpty() ? tree.parts().stream().flatMap(Names::paths) : Stream.of(path);
    }

    /** The names of a path, or nothing where it is none. */
    static List<String> path(FeelTree tree) {
        if (tree.is(Kind.NAME)) {
            return List.of(tree.text());
        }
        if (!tree.is(Kind.OTHER) || tree.parts().isEmpty()) {
            return List.of();
        }
        var path = new ArrayList<String>();
        int at = tree.start();
        for (var part : tree.parts()) {
            var between = part.start() < at
                    ? "x"
                    : tree.text()
                            .substring(at - tree.start(), part.start() - tree.start())
                            .strip();
            if (!part.is(Kind.NAME) || !between.equals(path.isEmpty() ? "" : ".")) {
                return List.of();
            }
            path.add(part.text());
            at = part.end();
        }
        return at == tree.end() ? path : List.of();
    }
}
