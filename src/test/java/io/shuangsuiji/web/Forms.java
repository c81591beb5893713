package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;

import io.restassured.filter.Filter;
import io.restassured.response.Response;
import io.restassured.specification.FilterableRequestSpecification;
import io.restassured.specification.RequestSpecification;
import java.util.regex.Pattern;

/** Forms as a browser sends them: with the token of a page that the same person has just opened. */
public final class Forms {
    private static final String NAME = "csrf-token";
    private static final Pattern TOKEN = Pattern.compile("name=\"" + NAME + "\" value=\"([^\"]+)\"");

    private Forms() {}

    /** A form that may carry files. */
    public static RequestSpecification multipart() {
        return given().filter(opened((request, token) -> request.multiPart(NAME, token)));
    }

    /** A plain form. */
    public static RequestSpecification urlEncoded() {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .filter(opened((request, token) -> request.formParam(NAME, token)));
    }

    /** The page with its cookies, opened by whoever is to send the form. */
    public static Response page(String path, FilterableRequestSpecification by) {
        var open = given().accept("text/html").redirects().follow(false);
        var password = by.getHeaders().getValue("Authorization");
        if (password != null) {
            open.header("Authorization", password);
        }
        by.getCookies().forEach(cookie -> open.cookie(cookie.getName(), cookie.getValue()));
        return open.get(path);
    }

    /** The token of a page. */
    public static String token(Response page) {
        var token = TOKEN.matcher(page.asString());
        if (!token.find()) {
            throw new AssertionError("no form on the page: " + page.statusLine());
        }
        return token.group(1);
    }

    private interface Adding {
        void add(FilterableRequestSpecification request, String token);
    }

    private static Filter opened(Adding adding) {
        return (request, response, context) -> {
            var page = page(request.getDerivedPath().startsWith("/login/check") ? "/login" : "/plan", request);
            if (page.cookies().containsKey(NAME)) {
                request.cookie(NAME, page.cookie(NAME));
            }
            adding.add(request, token(page));
            return context.next(request, response);
        };
    }
}
