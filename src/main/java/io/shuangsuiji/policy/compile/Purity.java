package io.shuangsuiji.policy.compile;

import io.shuangsuiji.model.work.BoundedParser;
import io.shuangsuiji.policy.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.kie.dmn.model.api.DMNElement;
import org.kie.dmn.model.api.DMNModelInstrumentedBase;
import org.kie.dmn.model.api.Definitions;
import org.kie.dmn.model.api.FunctionDefinition;
import org.kie.dmn.model.api.FunctionKind;
import org.kie.dmn.model.api.LiteralExpression;
import org.kie.dmn.model.api.UnaryTests;

/**
 * Refuses what would make a decision depend on anything but its edition and its input: the clock ({@code now()},
 * {@code today()}), and functions of kind Java or PMML, boxed or in FEEL's {@code external} form, which reach any
 * static method.
 */
final class Purity {
    /** Refused wherever it stands, since functions are values too. */
    private static final Set<String> IMPURE = Set.of("now", "today", "external");

    private Purity() {}

    static List<Message> check(String file, Definitions model) {
        var found = new ArrayList<Message>();
        visit(file, model, null, found);
        return found;
    }

    private static void visit(String file, DMNModelInstrumentedBase node, String owner, List<Message> found) {
        var id = node instanceof DMNElement element && element.getId() != null ? element.getId() : owner;
        if (node instanceof FunctionDefinition function && function.getKind() != FunctionKind.FEEL) {
            found.add(Message.error(
                    file,
                    id,
                    "不允许 " + function.getKind() + " 函数：决策只能由版本和输入决定 / functions of kind " + function.getKind()
                            + " are not allowed: a decision may depend on its edition and its input only"));
        }
        var feel = node instanceof LiteralExpression literal
                ? literal.getText()
                : node instanceof UnaryTests tests ? tests.getText() : null;
        // few texts even hold the letters, and to take all into tokens takes long
        if (feel != null && IMPURE.stream().anyMatch(feel::contains)) {
            BoundedParser.tokens(feel).stream()
                    .map(Token::getText)
                    .filter(IMPURE::contains)
                    .findFirst()
                    .ifPresent(impure -> found.add(Message.error(
                            file,
                            id,
                            "不允许使用 " + impure + "：「" + feel + "」；决策只能由版本和输入决定，日期请用 evaluationDate 等输入 / " + impure
                                    + " is not allowed: a decision may depend on its edition and its input only")));
        }
        node.getChildren().forEach(child -> visit(file, child, id, found));
    }
}
