package io.shuangsuiji.web;

import io.vertx.ext.web.RoutingContext;

/** Where a call comes from. */
public final class CallerAddress {
    private CallerAddress() {}

    /**
     * The address; behind a proxy that the operator trusts ({@code quarkus.http.proxy}) the one that it tells. Null where
     * there is none, as on a socket of the system.
     */
    public static String of(RoutingContext routing) {
        var address = routing.request().remoteAddress();
        return address == null ? null : address.hostAddress();
    }
}
