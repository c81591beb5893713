package io.shuangsuiji.kernel.logic;

import java.util.stream.Stream;
import org.kie.dmn.feel.lang.ast.ASTNode;
import org.kie.dmn.feel.lang.ast.StringNode;

/** Finds the texts that decisions may compare an input with. */
final class Words {
    private Words() {}

    static Stream<String> in(Logic logic) {
        if (logic instanceof Logic.Literal literal) {
            return in(literal.expression());
        }
        if (logic instanceof Logic.ByTable byTable) {
            var table = byTable.table();
            var constants = table.columns().stream()
                    .flatMap(column -> column.bounds().stream())
                    .filter(String.class::isInstance)
                    .map(String.class::cast);
            var cells = table.columns().stream().flatMap(column -> in(column.input()));
            var outputs =
                    table.rows().stream().flatMap(row -> row.outputs().stream()).flatMap(Words::in);
            return Stream.concat(constants, Stream.concat(cells, outputs));
        }
        if (logic instanceof Logic.Context context) {
            return context.entries().stream().flatMap(entry -> in(entry.logic()));
        }
        return ((Logic.Relation) logic)
                .rows().stream().flatMap(row -> row.stream()).flatMap(Words::in);
    }

    private static Stream<String> in(ASTNode node) {
        if (node == null) {
            return Stream.empty();
        }
        return Stream.concat(
                node instanceof StringNode text ? Stream.of(text.getValue()) : Stream.empty(),
                Stream.of(node.getChildrenNode()).flatMap(Words::in));
    }
}
