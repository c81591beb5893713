package io.shuangsuiji.web.drafts.page;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Addresses of pages. */
final class Links {
    private Links() {}

    /** A path with a query, from names and values in turn; a value that is null is left out. */
    static String query(String path, String... namesAndValues) {
        var query = new StringBuilder();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i + 1] != null) {
                query.append(query.isEmpty() ? '?' : '&')
                        .append(namesAndValues[i])
                        .append('=')
                        .append(URLEncoder.encode(namesAndValues[i + 1], StandardCharsets.UTF_8));
            }
        }
        return path + query;
    }

    /** The fragment of an element whose id is an address. */
    static String fragment(String address) {
        return "#c-" + URLEncoder.encode(address, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
