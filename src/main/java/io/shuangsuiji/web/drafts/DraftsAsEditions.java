package io.shuangsuiji.web.drafts;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.scenario.DraftEditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Drafts as editions, for whoever is signed in. */
@ApplicationScoped
class DraftsAsEditions implements DraftEditions {
    private final DraftContext desk;

    DraftsAsEditions(DraftContext desk) {
        this.desk = desk;
    }

    @Override
    public Edition edition(String draft) throws IOException, AmendmentRefused {
        desk.requireSignedIn();
        return desk.reports().edition(desk.amendments().draft(draft));
    }
}
