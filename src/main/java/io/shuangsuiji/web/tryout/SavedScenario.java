package io.shuangsuiji.web.tryout;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.policy.DecisionModel;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.scenario.mutation.TriedScenarios;
import io.shuangsuiji.web.drafts.DraftContext;
import java.io.IOException;

/** Puts what was tried into the scenarios of a draft. */
record SavedScenario(DraftContext desk, Edition edition, DecisionModel model) {
    void save(String draft, int version, ObjectNode input, String sentence) throws IOException, AmendmentRefused {
        var kept = desk.amendments().scenarios(desk.amendments().draft(draft));
        var workbook = TriedScenarios.with(edition, model, input, sentence, kept.get(TriedScenarios.FILE));
        desk.amendments().setScenarios(desk.actor(), draft, version, TriedScenarios.FILE, workbook);
    }
}
