package io.shuangsuiji.web;

import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;

/** Names on every answer, errors included, the edition that the request was answered by. */
@Provider
public class PolicyHeaders implements ContainerResponseFilter {
    public static final String EDITION = "Policy-Edition";
    public static final String DIGEST = "Policy-Digest";

    @Inject
    RequestEdition snapshot;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        snapshot.chosen().ifPresent(edition -> {
            response.getHeaders().putSingle(EDITION, edition.name().toString());
            response.getHeaders().putSingle(DIGEST, edition.digest());
        });
    }
}
