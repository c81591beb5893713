package io.shuangsuiji.web.draw.page;

import io.shuangsuiji.draw.Selection;
import io.shuangsuiji.draw.run.DrawRun;
import java.util.List;

/**
 * A stratum as the room sees it drawn.
 *
 * @param selection what was drawn
 * @param drawn with names
 * @param substitutes with names
 * @param passedOver ids of those at their cap, the first {@link #MOST}; all are in the record
 */
record Reveal(Selection selection, List<Named> drawn, List<Named> substitutes, List<String> passedOver) {
    /** A large stratum passes over thousands, whom nobody reads one by one. */
    private static final int MOST = 200;

    /** A drawn object with its name, which the record of the draw does not have. */
    record Named(int place, String id, String name, String ticket, boolean again) {}

    /** The strata of a draw from which something was drawn, in its order. */
    static List<Reveal> of(DrawRun.Made made) {
        return made.draw().strata().stream()
                .filter(stratum -> !stratum.drawn().isEmpty())
                .map(stratum -> new Reveal(
                        stratum,
                        named(made, stratum, stratum.drawn()),
                        named(made, stratum, stratum.substitutes()),
                        stratum.passedOver().stream()
                                .limit(MOST)
                                .map(Selection.PassedOver::id)
                                .toList()))
                .toList();
    }

    private static List<Named> named(DrawRun.Made made, Selection stratum, List<Selection.Drawn> places) {
        return places.stream()
                .map(each -> new Named(
                        each.place(),
                        each.id(),
                        made.pool()
                                .member(stratum.stratum(), each.id())
                                .object()
                                .name(),
                        each.ticket(),
                        each.tier() == io.shuangsuiji.draw.PoolEntry.DRAWN_BEFORE))
                .toList();
    }
}
