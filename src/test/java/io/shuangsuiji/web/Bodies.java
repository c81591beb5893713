package io.shuangsuiji.web;

import static io.restassured.RestAssured.given;

import io.restassured.RestAssured;
import io.restassured.config.JsonConfig;
import io.restassured.path.json.config.JsonPathConfig;
import io.restassured.response.ValidatableResponse;
import java.nio.charset.StandardCharsets;

/** Valid bodies, and how they are sent. */
public final class Bodies {
    public static final String QUOTA = """
            {"objectType": "排污单位", "category": "重点", "population": 161, "officers": 36, "quarter": 1}""";

    public static final String CLASSIFICATION = """
            {"object": {"objectType": "排污单位", "supervisionLevel": "重点", "creditRating": "环保良好企业",
             "complaintsInQuarter": 12, "name": "甲公司"}, "taskType": "日常", "evaluationDate": "2024-03-20"}""";

    private Bodies() {}

    public static ValidatableResponse post(String path, String body) {
        return given().config(RestAssured.config()
                        .jsonConfig(
                                JsonConfig.jsonConfig().numberReturnType(JsonPathConfig.NumberReturnType.BIG_DECIMAL)))
                .contentType("application/json")
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path)
                .then();
    }
}
