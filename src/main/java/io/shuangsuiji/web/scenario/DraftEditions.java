package io.shuangsuiji.web.scenario;

import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.policy.Edition;
import java.io.IOException;

/** Drafts as editions, for those who may read drafts: what would be answered if one were published as it is. */
public interface DraftEditions {
    /**
     * The newest version of a draft, compiled.
     *
     * @throws AmendmentRefused where there is no such draft, or it does not compile
     */
    Edition edition(String draft) throws IOException, AmendmentRefused;
}
