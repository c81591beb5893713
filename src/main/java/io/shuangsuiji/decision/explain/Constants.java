package io.shuangsuiji.decision.explain;

import io.shuangsuiji.model.cell.FeelEngine;
import io.shuangsuiji.model.cell.FeelText;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.TemporalAmount;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * Every constant that a model's tables and expressions name: where an answer changes, one of them is near.
 *
 * @param numbers numbers
 * @param texts words
 * @param dates days
 * @param spans durations, of which windows are made
 */
public record Constants(Set<BigDecimal> numbers, Set<String> texts, Set<LocalDate> dates, Set<TemporalAmount> spans) {

    /** Those of a model. */
    public static Constants of(Edition edition, DecisionModel model) {
        var found = new Constants(
                new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>(), new LinkedHashSet<>());
        var names = model.steps().stream().map(Field::name).toList();
        edition.file(model).xml().root().children().stream()
                .filter(element -> !element.name().equals("itemDefinition"))
                .flatMap(FeelText::in)
                .flatMap(text -> FeelEngine.constants(text.role(), text.feel(), names))
                .forEach(found::add);
        return found;
    }

    private void add(Object value) {
        if (value instanceof BigDecimal number) {
            // one form for equal numbers
            var plain = number.stripTrailingZeros();
            numbers.add(plain.scale() < 0 ? plain.setScale(0) : plain);
        } else if (value instanceof String text) {
            texts.add(text);
        } else if (value instanceof LocalDate date) {
            dates.add(date);
        } else if (value instanceof TemporalAmount span) {
            spans.add(span);
        }
    }
}
