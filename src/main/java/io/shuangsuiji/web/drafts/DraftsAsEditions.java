package io.shuangsuiji.web.drafts;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.scenario.DraftEditions;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;

/** Drafts as editions, for whoever is signed in. */
@ApplicationScoped
class DraftsAsEditions implements DraftEditions {
    private final DraftContext desk;
    private final SecurityIdentity identity;

    DraftsAsEditions(DraftContext desk, SecurityIdentity identity) {
        this.desk = desk;
        this.identity = identity;
    }

    @Override
    public Edition edition(String draft) throws IOException, AmendmentRefused {
        if (identity.isAnonymous()) {
            throw new UnauthorizedException();
        }
        return desk.reports().edition(desk.amendments().draft(draft));
    }
}
