package io.sillage.platform.http;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.testing.infrastructure.SillageResource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@WithTestResource(SillageResource.class)
class OutageAnswerTest {

    @Test
    void whoOnlyReadsMayReadAgain() {
        given().get("/bodies/outage")
                .then()
                .statusCode(503)
                .header("Retry-After", "1")
                .body("detail", containsString("send it again later"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PATCH", "DELETE"})
    void whatChangesSomethingIsNeverSaidToBeUndone(String method) {
        given().request(method, "/bodies/outage")
                .then()
                .statusCode(503)
                .body("detail", containsString("not known"))
                .body("detail", not(containsString("Nothing")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bodies/outage", "/bodies/nowhere", "/bodies;x", "/q/health/live", "/bodies/fine"})
    void noAnswerIsToBeTakenForSomethingElse(String path) {
        var answer = given().urlEncodingEnabled(false).get(path);

        assertThat(answer.headers().getValues("X-Content-Type-Options")).containsExactly("nosniff");
    }
}
