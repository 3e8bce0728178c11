package io.sillage.events.deadletter;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.specification.RequestSpecification;
import io.sillage.contracts.Topic;
import io.sillage.events.Shop;
import io.sillage.testing.TestTopics;
import io.sillage.testing.Tokens;
import io.sillage.testing.infrastructure.SillageResource;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class DeadLetterResourceTest {

    private static final String PATH = "/admin/dead-letters";

    private static RequestSpecification operator() {
        return given().auth().oauth2(Tokens.operator());
    }

    private static List<String> idsOf(String key) {
        return operator()
                .get(PATH + "?count=1000")
                .then()
                .statusCode(200)
                .extract()
                .path("dead_letters.findAll { it.key == '%s' }.id".formatted(key));
    }

    private static void poison(String key) {
        TestTopics.publishRaw(
                Topic.ACTIVITIES,
                key,
                "io.sillage.ActivityRecorded",
                "{\"id\": \"no id\"}".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aDeadLetterIsShownAndSentAgain() {
        var key = UUID.randomUUID().toString();
        poison(key);
        await().until(() -> idsOf(key).size() == 1);
        var id = idsOf(key).getFirst();

        operator()
                .get(PATH + "/" + id)
                .then()
                .statusCode(200)
                .body("service", equalTo("events-service"))
                .body("topic", endsWith("activities"))
                .body("reason", containsString("not a ActivityRecorded"))
                .body("value", equalTo("{\"id\": \"no id\"}"))
                .body("redriven_at", equalTo(""));
        operator()
                .post(PATH + "/" + id + "/actions/redrive")
                .then()
                .statusCode(200)
                .body("redriven_at", not(equalTo("")));

        await().until(() -> idsOf(key).size() == 2);
        operator().get(PATH + "/" + id).then().body("redriven_at", not(equalTo("")));
        assertThat(operator().get(PATH + "?service=gateway").then().extract().<Integer>path("total_items"))
                .isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense", "0-999999999", "999-0", "1-", "99999999999-1"})
    void whatIsNotThereIsNotFound(String id) {
        operator().get(PATH + "/" + id).then().statusCode(404);
        operator().post(PATH + "/" + id + "/actions/redrive").then().statusCode(404);
    }

    @Test
    void onlyOperatorsSeeThem() {
        given().get(PATH).then().statusCode(401);
        Shop.open().request().get(PATH).then().statusCode(403);
    }
}
