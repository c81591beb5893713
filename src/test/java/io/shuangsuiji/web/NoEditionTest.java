package io.shuangsuiji.web;

import static io.restassured.RestAssured.get;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;

import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import org.junit.jupiter.api.Test;

@QuarkusTest
@TestProfile(PolicyFolders.None.class)
class NoEditionTest {
    @Test
    void shouldAnswerThatNoEditionServes() {
        get("/decisions")
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .body("code", equalTo("NO_EDITION"));
        get("/schedules/2024/1").then().statusCode(503);
    }

    @Test
    void shouldBeAliveButNotReady() {
        get("/q/health/ready")
                .then()
                .statusCode(503)
                .body("checks.find { it.name == 'policy' }.status", equalTo("DOWN"));
        get("/q/health/live").then().statusCode(200);
        get("/editions").then().statusCode(200).body("editions", empty());
    }
}
