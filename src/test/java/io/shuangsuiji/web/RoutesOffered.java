package io.shuangsuiji.web;

import io.quarkus.arc.Unremovable;
import jakarta.inject.Singleton;
import java.util.List;

/** What the resources offer, for tests in other packages. */
@Singleton
@Unremovable
public class RoutesOffered {
    private final RouteCatalog offers;

    RoutesOffered(RouteCatalog offers) {
        this.offers = offers;
    }

    /** Each as method and path, with the parameters of the path in braces. */
    public List<String> calls() {
        return offers.calls();
    }
}
