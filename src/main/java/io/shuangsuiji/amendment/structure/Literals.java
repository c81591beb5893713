package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.cell.FeelTree;
import io.shuangsuiji.model.cell.FeelTree.Kind;
import io.shuangsuiji.model.cell.SimpleFeel;
import io.shuangsuiji.model.cell.SimpleFeel.Constant;
import io.shuangsuiji.model.xml.DmnFile;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The texts between quotes in an edition's formulas and cells, each with the type that its surroundings give it. */
final class Literals {
    private final EditionModel tables;
    private final TypeResolver resolver;
    private final TextTypes types;

    Literals(EditionModel tables) {
        this.tables = tables;
        this.resolver = new TypeResolver(tables.files().values());
        this.types = new TextTypes(tables, resolver);
    }

    /**
     * A text between quotes.
     *
     * @param file the file
     * @param text the formula or cell that it stands in
     * @param literal the text with its quotes
     * @param types the type that its surroundings give it, and those that this rests on; empty where they give none
     */
    record Found(DmnFile file, FeelText text, FeelTree literal, List<Target> types) {
        /** True where it is of one of these types. */
        boolean isOf(Set<Target> wanted) {
            return types.stream().anyMatch(wanted::contains);
        }

        /** True where a type itself lists it. */
        boolean isDeclaredIn(DmnFile other, String typeName) {
            return file == other
                    && text.of().name().equals("allowedValues")
                    && typeName.equals(text.of().parent().attribute("name"));
        }
    }

    /** Those that say exactly this. */
    List<Found> of(String word) {
        var found = new ArrayList<Found>();
        for (var file : tables.files().values()) {
            FeelText.in(file.xml().root())
                    .filter(text -> text.feel().contains(word))
                    .forEach(text -> Names.read(file, text).ifPresent(tree -> {
                        var seen = new HashSet<Integer>();
                        var visit = new Visit(file, text, found, seen, word);
                        visit.tree(tree, types.of(file, text.of()).orElse(null), Map.of());
                    }));
        }
        return found;
    }

    /** The types of an edition that list a word. */
    Set<Target> listing(String word) {
        var listing = new HashSet<Target>();
        for (var file : tables.files().values()) {
            for (var item : file.xml().root().children("itemDefinition")) {
                var name = item.attribute("name");
                if (name != null
                        && item.child("allowedValues") != null
                        && resolver.resolve(file, name).values().contains(word)) {
                    listing.add(new Target(file, name));
                }
            }
        }
        return listing;
    }

    /** A walk through one formula, which knows what its own variables are. */
    private final class Visit {
        private final DmnFile file;
        private final FeelText text;
        private final List<Found> found;
        private final Set<Integer> seen;
        private final String word;

        Visit(DmnFile file, FeelText text, List<Found> found, Set<Integer> seen, String word) {
            this.file = file;
            this.text = text;
            this.found = found;
            this.seen = seen;
            this.word = word;
        }

        /**
         * Takes a part.
         *
         * @param type the type that its value should have, or null
         * @param scope the types of what a loop or a filter names
         */
        void tree(FeelTree tree, Target type, Map<String, Target> scope) {
            if (tree.is(Kind.TEXT)) {
                boolean same = SimpleFeel.constant(tree.text())
                        .filter(constant -> constant.equals(new Constant.Text(word)))
                        .isPresent();
                if (same && seen.add(tree.start())) {
                    found.add(new Found(file, text, tree, type == null ? List.of() : resolver.chain(type)));
                }
                return;
            }
            var parts = tree.parts();
            if (tree.is(Kind.CALL, Kind.OPERATION) || isIn(tree)) {
                var sibling = parts.stream()
                        .map(part -> typeOf(part, scope))
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("not".equals(tree.operator()) ? type : null);
                parts.forEach(part -> tree(part, sibling, scope));
            } else if (isFilter(tree)) {
                var inside = new HashMap<>(scope);
                var list = typeOf(parts.get(0), scope);
                if (list != null) {
                    inside.put("item", list);
                    inside.put("", list);
                }
                tree(parts.get(0), null, scope);
                parts.subList(1, parts.size()).forEach(part -> tree(part, null, inside));
            } else if (startsWith(tree, "if")) {
                tree(parts.get(0), null, scope);
                parts.subList(1, parts.size()).forEach(part -> tree(part, type, scope));
            } else if (startsWith(tree, "for") || startsWith(tree, "some") || startsWith(tree, "every")) {
                var inside = new HashMap<>(scope);
                for (var part : parts) {
                    if (part != parts.get(parts.size() - 1) && part.parts().size() > 1) {
                        var list = typeOf(part.parts().get(1), inside);
                        if (list != null) {
                            inside.put(part.parts().get(0).text(), list);
                        }
                    }
                    tree(part, startsWith(tree, "for") ? type : null, inside);
                }
            } else {
                var passed = tree.text().startsWith("{") ? null : type;
                parts.forEach(part -> tree(part, passed, scope));
            }
        }

        private Target typeOf(FeelTree tree, Map<String, Target> scope) {
            var path = Names.path(tree);
            if (path.isEmpty()) {
                // of a filtered list, that of the list
                return isFilter(tree) ? typeOf(tree.parts().get(0), scope) : null;
            }
            var variable = scope.get(path.get(0));
            if (variable != null) {
                return path.size() == 1
                        ? variable
                        : resolver.typeWithin(variable, String.join(".", path.subList(1, path.size())))
                                .orElse(null);
            }
            var whole = String.join(".", path);
            return resolver.typeAlong(file, whole)
                    .or(() -> scope.containsKey("") ? resolver.typeWithin(scope.get(""), whole) : Optional.empty())
                    .orElse(null);
        }
    }

    private static boolean startsWith(FeelTree tree, String keyword) {
        return tree.is(Kind.OTHER) && tree.parts().size() > 1 && tree.text().matches("(?s)" + keyword + "\\b.*");
    }

    /** {@code a in ("x", "y")}. */
    private static boolean isIn(FeelTree tree) {
        return between(tree).equals("in") && !startsWith(tree, "for");
    }

    private static boolean isFilter(FeelTree tree) {
        return between(tree).equals("[");
    }

    /** What stands between the first two parts. */
    private static String between(FeelTree tree) {
        if (!tree.is(Kind.OTHER) || tree.parts().size() < 2) {
            return "";
        }
        int from = tree.parts().get(0).end() - tree.start();
        int to = tree.parts().get(1).start() - tree.start();
        return from < 0 || to < from || to > tree.text().length()
                ? ""
                : tree.text().substring(from, to).replace("(", "").strip();
    }
}
