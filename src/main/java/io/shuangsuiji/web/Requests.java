package io.shuangsuiji.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;

/** What can be told of a request by its head. */
public final class Requests {
    private Requests() {}

    /** True for a method by which something may be changed, or worked on. */
    public static boolean changes(HttpServerRequest request) {
        var method = request.method();
        return method != HttpMethod.GET && method != HttpMethod.HEAD && method != HttpMethod.OPTIONS;
    }

    /** True where a body is announced. */
    public static boolean hasBody(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null ? !length.equals("0") : request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
    }

    /** True for a browser that opens a page. */
    public static boolean fromBrowser(HttpServerRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        return accept != null && accept.contains("text/html");
    }
}
