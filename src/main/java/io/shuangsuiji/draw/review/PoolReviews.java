package io.shuangsuiji.draw.review;

import io.shuangsuiji.calendar.Period;
import io.shuangsuiji.draw.DrawInputs;
import io.shuangsuiji.draw.Pool;
import io.shuangsuiji.draw.PoolEntry;
import io.shuangsuiji.draw.lot.HashAlgorithm;
import io.shuangsuiji.draw.review.PoolReview.Kind;
import io.shuangsuiji.draw.review.PoolReview.Row;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.RegistryFile;
import io.shuangsuiji.sheets.FieldProblem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Reviews a pool: against the last period's registry, read by the same edition for the same period, so that only what changed in it shows. */
public final class PoolReviews {
    private final DrawInputs inputs;
    private final Reasons reasons;
    private final List<Row> rows = new ArrayList<>();

    private PoolReviews(DrawInputs inputs) {
        this.inputs = inputs;
        this.reasons = new Reasons(inputs.edition());
    }

    /**
     * The review.
     *
     * @param pool made of the inputs
     * @param previous the last period's registry, or null where there was none: then nothing is compared
     * @param problems is told of a file that must be another's
     * @throws io.shuangsuiji.sheets.UnreadableFile where that is no registry
     */
    public static PoolReview of(
            HashAlgorithm hash, DrawInputs inputs, Pool pool, RegistryFile previous, List<FieldProblem> problems)
            throws IOException {
        var review = new PoolReviews(inputs);
        var now = Standing.byId(pool, review.reasons);
        review.stock(pool, now);
        review.gone(now);
        if (previous == null) {
            review.add(Kind.FIRST, null, null, null, List.of("没有给出上一时段的名录库，不作比较"));
        } else {
            var before = inputs.poolOf(previous, review.drawnBeforeLast());
            var then = Standing.byId(before, review.reasons);
            refuseStranger("/previous", "上一时段的名录库", then.keySet(), now, problems);
            review.compare(then, now);
        }
        refuseStranger("/history", "本年抽中过的对象", inputs.history().ids(), now, problems);
        return PoolReview.of(
                hash,
                inputs.period().toString(),
                inputs.edition().name().toString(),
                inputs.edition().digest(),
                pool.entries().size(),
                review.rows);
    }

    /** A file of which not one object is in the registry is another bureau's, or another kind of file. */
    private static void refuseStranger(
            String pointer, String what, Set<String> ids, Map<String, Standing> now, List<FieldProblem> problems) {
        if (!ids.isEmpty() && !now.isEmpty() && ids.stream().noneMatch(now::containsKey)) {
            problems.add(new FieldProblem(
                    pointer,
                    what + "的 " + ids.size() + " 个编号没有一个在本时段的名录库中，像是交错了文件 / none of its " + ids.size()
                            + " ids is in the registry: the wrong file, it seems"));
        }
    }

    /** What was drawn before the last period: then the rest was not drawn yet. */
    private Set<String> drawnBeforeLast() {
        var last = last();
        return inputs.history().entries().stream()
                .filter(entry -> !last.equals(entry.period()))
                .map(History.Entry::id)
                .collect(Collectors.toSet());
    }

    private String last() {
        return Period.of(inputs.period().unit(), inputs.period().firstDay().minusDays(1))
                .toString();
    }

    /** What is amiss now, whatever was before. */
    private void stock(Pool pool, Map<String, Standing> now) {
        if (pool.read().members().size() + pool.read().outside().size() > now.size()) {
            duplicates(pool, now);
        }
        for (var each : now.values()) {
            if (each.nowhere()) {
                add(Kind.NO_STRATUM, each, null, null, each.why());
            }
            if (each.drawn() && each.object().team() == null) {
                add(Kind.NO_TEAM, each, null, null, List.of("名录库没有写明由哪个队负责"));
            }
            if (each.tier() == PoolEntry.CLOSED && each.drawn()) {
                add(Kind.CLOSED, each, null, null, List.of(Reasons.capped(each.capped())));
            }
        }
        for (var cause : pool.read().plan().registry().rejectedBy()) {
            rows.add(new Row(
                    Kind.UNREADABLE,
                    null,
                    null,
                    null,
                    null,
                    null,
                    Long.toString(cause.count()),
                    List.of(Reasons.plain(cause.pointer() + " " + cause.cause()))));
        }
    }

    private void duplicates(Pool pool, Map<String, Standing> now) {
        var times = new HashMap<String, Integer>();
        pool.read().members().forEach(member -> times.merge(member.object().id(), 1, Integer::sum));
        pool.read().outside().forEach(decided -> times.merge(decided.object().id(), 1, Integer::sum));
        times.forEach((id, many) -> {
            if (many > 1) {
                add(Kind.DUPLICATE, now.get(id), null, Integer.toString(many), List.of("同一编号在名录库中有 " + many + " 行"));
            }
        });
    }

    /** Those of the history who are gone cannot be drawn again, which nobody may notice otherwise. */
    private void gone(Map<String, Standing> now) {
        inputs.history().entries().stream()
                .filter(entry -> !now.containsKey(entry.id()))
                .forEach(entry -> rows.add(new Row(
                        Kind.GONE, entry.id(), null, null, null, entry.period(), null, List.of("本年抽中过，本时段的名录库中没有"))));
    }

    private void compare(Map<String, Standing> before, Map<String, Standing> now) {
        var ids = new TreeSet<>(before.keySet());
        ids.addAll(now.keySet());
        for (var id : ids) {
            compare(before.get(id), now.get(id));
        }
    }

    private void compare(Standing before, Standing now) {
        boolean was = before != null && before.drawn();
        boolean is = now != null && now.drawn();
        if (is && !was) {
            add(
                    Kind.ENTERED,
                    now,
                    null,
                    now.stratum(),
                    before == null ? List.of("上一时段的名录库中没有") : reasons.of(before, now, before.why()));
        } else if (was && !is) {
            add(
                    Kind.LEFT,
                    before,
                    before.stratum(),
                    null,
                    now == null ? List.of("本时段的名录库中没有") : reasons.of(before, now, now.why()));
        } else if (is) {
            change(before, now);
        }
    }

    private void change(Standing before, Standing now) {
        if (!before.stratum().equals(now.stratum())) {
            add(Kind.STRATUM, now, before.stratum(), now.stratum(), reasons.of(before, now, List.of()));
        }
        if (!Objects.equals(before.object().team(), now.object().team())) {
            add(Kind.TEAM, now, before.object().team(), now.object().team(), List.of("名录库所填的执法队不同"));
        }
        if (before.tier() != now.tier()) {
            add(Kind.TIER, now, Reasons.tier(before.tier()), Reasons.tier(now.tier()), List.of(order(before, now)));
        }
    }

    private String order(Standing before, Standing now) {
        return switch (now.tier()) {
            case PoolEntry.CLOSED -> Reasons.capped(now.capped());
            case PoolEntry.DRAWN_BEFORE ->
                before.tier() == PoolEntry.CLOSED ? "不再达到：" + Reasons.capped(before.capped()) : last() + " 抽中过";
            default -> "不再达到：" + Reasons.capped(before.capped());
        };
    }

    private void add(Kind kind, Standing of, String before, String after, List<String> why) {
        var object = of == null ? null : of.object();
        rows.add(new Row(
                kind,
                object == null ? null : object.id(),
                object == null ? null : Reasons.plain(object.name()),
                of == null ? null : of.stratum(),
                object == null ? null : object.team(),
                before,
                after,
                why));
    }
}
