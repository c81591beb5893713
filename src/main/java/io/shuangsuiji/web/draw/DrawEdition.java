package io.shuangsuiji.web.draw;

import io.shuangsuiji.draw.Commitment;
import io.shuangsuiji.policy.Edition;
import io.shuangsuiji.web.RequestEdition;
import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;

/** By which edition a call is answered that brings a draw. */
@RequestScoped
public class DrawEdition {
    private final RequestEdition snapshot;
    private final UriInfo uri;

    DrawEdition(RequestEdition snapshot, @Context UriInfo uri) {
        this.snapshot = snapshot;
        this.uri = uri;
    }

    /**
     * The edition that the request asks for; by default the one that was committed to, and where that is no longer here
     * the one in force. Named on the answer.
     */
    Optional<Edition> of(Commitment commitment) {
        if (asked()) {
            return Optional.of(snapshot.edition());
        }
        var edition = snapshot.catalog()
                .named(commitment.edition())
                .or(() -> snapshot.catalog().inForceOn(snapshot.today()));
        edition.ifPresent(snapshot::answeredBy);
        return edition;
    }

    /** Names on the answer the edition in force, where nothing says which other was meant. */
    void current() {
        if (asked()) {
            snapshot.edition();
        } else {
            snapshot.preferCurrent();
        }
    }

    private boolean asked() {
        return uri.getQueryParameters().containsKey("asOf")
                || uri.getQueryParameters().containsKey("edition");
    }
}
