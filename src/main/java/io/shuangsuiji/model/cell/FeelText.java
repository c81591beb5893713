package io.shuangsuiji.model.cell;

import io.shuangsuiji.model.cell.CellText.Role;
import io.shuangsuiji.model.xml.XmlText.Element;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A FEEL text of a file.
 *
 * @param of the element whose text it is: an {@code inputEntry}, say
 * @param role {@link Role#TESTS} or {@link Role#VALUE}
 * @param feel the text
 */
public record FeelText(Element of, Role role, String feel) {
    private static final Map<String, Role> ROLES = Map.of(
            "inputEntry", Role.TESTS,
            "inputValues", Role.TESTS,
            "outputValues", Role.TESTS,
            "allowedValues", Role.TESTS,
            "typeConstraint", Role.TESTS,
            "inputExpression", Role.VALUE,
            "outputEntry", Role.VALUE,
            "defaultOutputEntry", Role.VALUE,
            "literalExpression", Role.VALUE);

    /** How the text of an element of that name is read. */
    public static Role roleOf(String element) {
        return ROLES.getOrDefault(element, Role.VALUE);
    }

    /** Those in an element, itself included, from top to bottom; empty ones are left out. */
    public static Stream<FeelText> in(Element element) {
        var role = ROLES.get(element.name());
        var text = element.child("text");
        var own = role == null || text == null || text.content().isBlank()
                ? Stream.<FeelText>empty()
                : Stream.of(new FeelText(element, role, text.content().strip()));
        return Stream.concat(own, element.children().stream().flatMap(FeelText::in));
    }
}
