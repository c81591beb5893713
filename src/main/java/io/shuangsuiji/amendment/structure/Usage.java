package io.shuangsuiji.amendment.structure;

import io.shuangsuiji.model.EditionModel;
import io.shuangsuiji.model.TypeResolver;
import io.shuangsuiji.model.TypeResolver.Target;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.model.xml.DmnFile;
import java.util.ArrayList;
import java.util.List;

/** Where formulas read a part of a structure: a fact of an object, a column of a table. */
final class Usage {
    private final EditionModel tables;
    private final TypeResolver resolver;

    Usage(EditionModel tables) {
        this.tables = tables;
        this.resolver = new TypeResolver(tables.files().values());
    }

    /** The places in words; where it cannot be told whether it is that structure's part, it is taken to be. */
    List<String> of(Target structure, String part) {
        var places = new Places(tables);
        var found = new ArrayList<String>();
        for (var file : tables.files().values()) {
            FeelText.in(file.xml().root())
                    .filter(text -> text.feel().contains(part))
                    .filter(text -> reads(file, text, structure, part))
                    .forEach(text -> found.add(places.words(file, text.of())));
        }
        return found.stream().distinct().toList();
    }

    private boolean reads(DmnFile file, FeelText text, Target structure, String part) {
        return Names.read(file, text)
                .map(tree -> Names.paths(tree).anyMatch(path -> reads(file, path, structure, part)))
                .orElse(true);
    }

    private boolean reads(DmnFile file, List<String> path, Target structure, String part) {
        for (int i = 1; i < path.size(); i++) {
            if (path.get(i).equals(part)) {
                var before = resolver.typeAlong(file, String.join(".", path.subList(0, i)));
                if (before.isEmpty() || resolver.chain(before.get()).contains(structure)) {
                    return true;
                }
            }
        }
        return false;
    }
}
