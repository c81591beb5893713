package io.shuangsuiji.draw.crew;

import io.shuangsuiji.draw.lot.Lottery;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.registry.History;
import io.shuangsuiji.registry.Inspector;
import java.util.List;

/** Chooses the inspectors of what was drawn. */
public final class Crew {
    private Crew() {}

    /**
     * Makes visits of what was drawn and gives each its inspectors.
     *
     * @param tasks the objects drawn, in any order
     * @param inspectors the roster, in any order
     * @param history what was drawn earlier in the year
     * @throws io.shuangsuiji.decision.input.InvalidInput where the edition does not say how inspectors are chosen
     * @throws io.shuangsuiji.decision.NoMatchingRule where its tables give no answer
     */
    public static Tasks assign(
            Edition edition,
            Occasion occasion,
            Lottery lottery,
            List<DrawnTask> tasks,
            List<Inspector> inspectors,
            History history) {
        throw new UnsupportedOperationException();
    }
}
