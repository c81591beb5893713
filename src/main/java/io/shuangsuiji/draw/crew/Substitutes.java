package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.crew.Tasks.Visit;
import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.plan.Deadline;
import io.shuangsuiji.policy.Edition;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Who inspects a substitute (备选) should it be used: chosen with the draw, by the same rules and tickets, so that nobody
 * chooses by hand on the day. Each is staffed after all that was drawn and as if no other substitute were used; none adds to
 * anybody's load.
 */
final class Substitutes {
    /** In the number of a task, before its place: it is not the place among the drawn. */
    private static final String MARK = "备";

    private final List<VisitDraft> drafts;
    private final TaskWriter writer;

    /**
     * Of a draw.
     *
     * @param crew the visits of the substitutes
     * @param drawn who makes the visits of what was drawn, balanced
     */
    Substitutes(
            Edition edition, Occasion occasion, Lottery lottery, Crew crew, Seating drawn, List<Deadline> deadlines) {
        drafts = crew.visits();
        var seating = Seating.eachAlone(
                IntStream.range(0, drafts.size()).mapToObj(crew::seats).toList(),
                drawn.loads(),
                (visit, inspector) -> lottery.ticket(
                        occasion.commitment(),
                        "inspector",
                        drafts.get(visit).key(),
                        crew.roster().get(inspector).id()));
        // nobody takes over: loads are what they are
        List<BitSet> byTurn =
                IntStream.range(0, drafts.size()).mapToObj(seating::crew).toList();
        writer = new TaskWriter(edition, occasion, lottery, crew, seating, byTurn, deadlines, MARK);
    }

    /** A visit each, by stratum and place. */
    List<Visit> visits() {
        return writer.visits();
    }
}
