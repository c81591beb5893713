package io.shuangsuiji.model;

import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.List;
import java.util.Set;

/** The boxed expressions of DMN 1.2 to 1.5 (chapter 10.2 of the standard), told by the names of their elements. */
public final class Boxed {
    private static final Set<String> EXPRESSIONS = Set.of(
            "literalExpression",
            "decisionTable",
            "relation",
            "context",
            "list",
            "invocation",
            "functionDefinition",
            "conditional",
            "for",
            "some",
            "every",
            "filter");

    private Boxed() {}

    /** True for a boxed expression. */
    public static boolean is(Element element) {
        return EXPRESSIONS.contains(element.name());
    }

    /** Those that stand directly in an element. */
    public static List<Element> in(Element element) {
        return element.children().stream().filter(Boxed::is).toList();
    }
}
