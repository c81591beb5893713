package io.shuangsuiji.web.drafts;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.amendment.diff.EditionDiff;
import io.shuangsuiji.amendment.draft.AmendmentRefused;
import io.shuangsuiji.amendment.draft.AmendmentRefused.Why;
import io.shuangsuiji.model.xml.MalformedXml;
import io.shuangsuiji.web.RequestEdition;
import jakarta.enterprise.context.RequestScoped;
import java.io.IOException;
import java.util.SortedMap;

/** Any two editions, or drafts as {@code draft:} and their id; drafts are for those who are signed in. */
@RequestScoped
public class Comparison {
    public static final String DRAFT = "draft:";

    private final RequestEdition snapshot;
    private final DraftContext desk;
    private final SecurityIdentity identity;

    Comparison(RequestEdition snapshot, DraftContext desk, SecurityIdentity identity) {
        this.snapshot = snapshot;
        this.desk = desk;
        this.identity = identity;
    }

    /** What differs. */
    public EditionDiff of(String from, String to) throws IOException, AmendmentRefused {
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
