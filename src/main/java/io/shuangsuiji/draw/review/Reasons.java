package io.shuangsuiji.draw.review;

import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.plan.Capped;
import io.shuangsuiji.plan.Classified;
import io.shuangsuiji.plan.Classified.Trigger;
import io.shuangsuiji.plan.Headings;
import io.shuangsuiji.plan.Stratum;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.policy.ValueType.Field;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** Says why objects move, by the rules that hold of them and the facts that differ. */
final class Reasons {
    private static final String BLANK = "空";

    private final List<Field> facts;
    private final String category;

    Reasons(Edition edition) {
        this.facts = edition.model("classification")
                .orElseThrow()
                .input("object")
                .orElseThrow()
                .type()
                .fields();
        this.category = new Headings(edition).of("classification.category");
    }

    /**
     * Why one is not as it was.
     *
     * @param first what is said before
     */
    List<String> of(Standing before, Standing now, List<String> first) {
        var because = new ArrayList<>(first);
        if (!Objects.equals(before.category(), now.category())) {
            because.add(category + "：" + text(before.category()) + " → " + text(now.category()));
        }
        now.triggers().stream()
                .filter(trigger -> !before.triggers().contains(trigger))
                .forEach(trigger -> because.add("成立：" + words(trigger)));
        before.triggers().stream()
                .filter(trigger -> !now.triggers().contains(trigger))
                .forEach(trigger -> because.add("不再成立：" + words(trigger)));
        for (var fact : facts) {
            var old = before.object().facts().get(fact.name());
            var other = now.object().facts().get(fact.name());
            if (!same(old, other)) {
                because.add(fact.label() + "：" + text(old) + " → " + text(other));
            }
        }
        if (because.isEmpty()) {
            because.add("执法队：" + text(before.object().team()) + " → "
                    + text(now.object().team()));
        }
        return because.stream().map(Reasons::plain).toList();
    }

    /** Why an object counts in no stratum. */
    List<String> outside(Classified decided) {
        var because = new ArrayList<String>();
        because.add(plain(category + "：" + text(decided.category()) + "，检查方式：" + text(decided.inspectionMode())));
        decided.triggers().forEach(trigger -> because.add(plain(words(trigger))));
        return List.copyOf(because);
    }

    /** Why the objects of a stratum are not drawn now. */
    static String notDrawn(Stratum stratum) {
        return plain(
                stratum.applicable()
                        ? "「" + stratum.stratum() + "」本时段不抽取（" + text(stratum.period()) + "）"
                        : "「" + stratum.stratum() + "」没有抽取的规则");
    }

    /** Why an object is passed over. */
    static String capped(Capped capped) {
        return plain("本年检查过 " + capped.inspections() + " 次，一年至多 "
                + capped.limit().stripTrailingZeros().toPlainString() + " 次（" + capped.rule() + " "
                + text(capped.clause()) + "）");
    }

    /** What people call a tier. */
    static String tier(int tier) {
        return switch (tier) {
            case PoolEntry.CLOSED -> "不再抽取";
            case PoolEntry.DRAWN_BEFORE -> "本年抽中过";
            default -> "本年未抽取";
        };
    }

    /** A text as a document may hold it: on one line. */
    static String plain(String text) {
        return text == null ? null : text.replaceAll("\\p{Cntrl}+", " ");
    }

    private static String words(Trigger trigger) {
        return trigger.rule() + " " + text(trigger.reason());
    }

    private static boolean same(Object one, Object other) {
        return one instanceof BigDecimal number && other instanceof BigDecimal second
                ? number.compareTo(second) == 0
                : Objects.equals(one, other);
    }

    private static String text(Object value) {
        if (value == null) {
            return BLANK;
        }
        if (value instanceof Boolean truth) {
            return truth ? "是" : "否";
        }
        return value instanceof BigDecimal number ? number.stripTrailingZeros().toPlainString() : value.toString();
    }
}
