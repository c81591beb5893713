package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;

import io.restassured.specification.RequestSpecification;

/** Forms as a browser sends them: with the token of their page, in the form and as a cookie. */
public final class Forms {
    private static final String NAME = "csrf-token";
    private static final String TOKEN = "AAECAwQFBgcICQoLDA0ODw";

    private Forms() {}

    /** A form that may carry files. */
    public static RequestSpecification multipart() {
        return given().cookie(NAME, TOKEN).multiPart(NAME, TOKEN);
    }

    /** A plain form. */
    public static RequestSpecification urlEncoded() {
        return given().contentType("application/x-www-form-urlencoded; charset=UTF-8")
                .cookie(NAME, TOKEN)
                .formParam(NAME, TOKEN);
    }
}
