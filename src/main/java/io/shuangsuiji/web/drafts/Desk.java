package io.shuangsuiji.web.drafts;

import io.quarkus.runtime.StartupEvent;
import io.quarkus.security.identity.SecurityIdentity;
import io.shuangsuiji.access.User;
import io.shuangsuiji.amendment.Actor;
import io.shuangsuiji.amendment.Amendments;
import io.shuangsuiji.amendment.Publishing;
import io.shuangsuiji.policy.EditionCatalog;
import io.shuangsuiji.policy.EditionStore;
import io.shuangsuiji.web.Problem;
import io.shuangsuiji.web.ServiceConfig;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Clock;
import java.util.EnumSet;
import java.util.Optional;
import java.util.regex.Pattern;

/** The drafts that this service keeps, and who stands before them. */
@ApplicationScoped
public class Desk {
    private static final Pattern TAG = Pattern.compile("\"(\\d{1,9})\"");

    @Inject
    ServiceConfig config;

    @Inject
    Clock clock;

    @Inject
    EditionStore store;

    @Inject
    SecurityIdentity identity;

    private Amendments amendments;

    /** Puts in order at once what a crash may have left: an edition half published must not wait for a visitor. */
    void start(@Observes StartupEvent started) throws IOException {
        if (Files.isDirectory(config.drafts())) {
            amendments();
        }
    }

    /** The drafts. */
    synchronized Amendments amendments() throws IOException {
        if (amendments == null) {
            amendments = new Amendments(config.drafts(), config.editions(), config.rules(), config.scenarios(), clock);
        }
        return amendments;
    }

    /** The steps towards publication. */
    Publishing publishing() throws IOException {
        return amendments().publishing();
    }

    /** The editions that serve. */
    EditionCatalog catalog() {
        return store.catalog();
    }

    /** Takes up at once what a step has changed in the folder of editions. */
    void editionsChanged() {
        store.load();
    }

    /** Whoever is signed in. */
    Actor actor() {
        var roles = EnumSet.noneOf(Actor.Role.class);
        if (identity.hasRole(User.EDITOR)) {
            roles.add(Actor.Role.EDITOR);
        }
        if (identity.hasRole(User.APPROVER)) {
            roles.add(Actor.Role.APPROVER);
        }
        return new Actor(identity.getPrincipal().getName(), roles);
    }

    /** The version that {@code If-Match} names. */
    static int version(String ifMatch) {
        if (ifMatch == null) {
            throw Problem.of(
                            428,
                            "VERSION_REQUIRED",
                            "需要 If-Match / If-Match is required",
                            "请在 If-Match 中写明所改的版本，即 GET 时的 ETag，如 \"3\" / name the version that you change in If-Match:"
                                    + " the ETag of the GET, such as \"3\"")
                    .thrown();
        }
        return Optional.of(TAG.matcher(ifMatch.strip()))
                .filter(tag -> tag.matches())
                .map(tag -> Integer.parseInt(tag.group(1)))
                .orElseThrow(() -> Problem.parameter(
                                "If-Match",
                                "应为 GET 时的 ETag，如 \"3\"，收到 " + ifMatch
                                        + " / expected the ETag of the GET, such as \"3\"")
                        .thrown());
    }
}
