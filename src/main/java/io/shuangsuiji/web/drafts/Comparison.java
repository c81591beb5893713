package io.shuangsuiji.web.drafts;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.amendment.AmendmentRefused;
import io.shuangsuiji.amendment.AmendmentRefused.Why;
import io.shuangsuiji.amendment.EditionDiff;
import io.shuangsuiji.policy.tables.MalformedXml;
import io.shuangsuiji.web.Snapshot;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.util.SortedMap;

/** Any two editions, or drafts as {@code draft:} and their id; drafts are for those who are signed in. */
@RequestScoped
class Comparison {
    static final String DRAFT = "draft:";

    private final Snapshot snapshot;
    private final Desk desk;
    private final SecurityIdentity identity;

    Comparison(Snapshot snapshot, Desk desk, SecurityIdentity identity) {
        this.snapshot = snapshot;
        this.desk = desk;
        this.identity = identity;
    }

    /** What differs. */
    EditionDiff of(String from, String to) throws IOException, AmendmentRefused {
        try {
            return EditionDiff.between(content(from), content(to));
        } catch (MalformedXml checkedAlready) {
            throw new IllegalStateException(checkedAlready);
        }
    }

    private SortedMap<String, byte[]> content(String name) throws IOException, AmendmentRefused {
        if (name.startsWith(DRAFT)) {
            if (identity.isAnonymous()) {
                throw new UnauthorizedException();
            }
            return desk.amendments().content(desk.amendments().draft(name.substring(DRAFT.length())));
        }
        var edition = snapshot.catalog()
                .named(name)
                .orElseThrow(() -> new AmendmentRefused(
                        Why.NOT_FOUND, "没有版本「" + name + "」 / there is no edition \"" + name + "\""));
        return desk.content(edition);
    }
}
