package io.sillage.events.unsubscribe;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contracts.Origin;
import io.sillage.contracts.Topic;
import io.sillage.contracts.UnsubscribeContact;
import io.sillage.platform.identity.SignedToken;
import io.sillage.testing.TestTopics;
import io.sillage.testing.infrastructure.SillageResource;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class UnsubscribeResourceTest {

    private final SignedToken tokens =
            new SignedToken(ConfigProvider.getConfig().getValue("sillage.links.secret", String.class));

    private final UUID accountId = UUID.randomUUID();
    private final UUID audienceId = UUID.randomUUID();
    private final UUID contactId = UUID.randomUUID();
    private final UUID deliveryId = UUID.randomUUID();

    private final String token = tokens.sign("unsubscribe", payload(accountId, audienceId, contactId, deliveryId));

    @Test
    void openingThePageUnsubscribesNobody() {
        given().get("/u/" + token)
                .then()
                .statusCode(200)
                .contentType("text/html; charset=utf-8")
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString("<form method=\"post\">"))
                .body(not(containsString("/p/")))
                .body(not(containsString(contactId.toString())));
        given().head("/u/" + token).then().statusCode(200);

        assertThat(TestTopics.now(Topic.CONTACT_COMMANDS, UnsubscribeContact.class, this::isMine))
                .isEmpty();
    }

    @Test
    void buttonUnsubscribes() {
        given().contentType("application/x-www-form-urlencoded")
                .post("/u/" + token)
                .then()
                .statusCode(200)
                .header("Cache-Control", equalTo("no-store"))
                .body(containsString("You are unsubscribed"))
                .body(not(containsString("/p/")));

        var command = TestTopics.awaitOne(Topic.CONTACT_COMMANDS, UnsubscribeContact.class, this::isMine);
        assertThat(command.accountId()).isEqualTo(accountId);
        assertThat(command.audienceId()).isEqualTo(audienceId);
        assertThat(command.origin()).isEqualTo(Origin.UNSUBSCRIBE_LINK);
        assertThat(command.reason()).contains(deliveryId.toString());
    }

    @Test
    void oneClickPostOfMailboxProvidersUnsubscribes() {
        given().formParam("List-Unsubscribe", "One-Click")
                .post("/u/" + token)
                .then()
                .statusCode(200);
        given().multiPart("List-Unsubscribe", "One-Click")
                .post("/u/" + token)
                .then()
                .statusCode(200);

        var commands = TestTopics.await(Topic.CONTACT_COMMANDS, UnsubscribeContact.class, this::isMine, 2);
        assertThat(commands).allMatch(command -> command.contactId().equals(contactId));
    }

    @ParameterizedTest(name = "the token {0} is unknown")
    @ValueSource(strings = {"x", "a.b", "..", "YQ.YQ", "%00", "é.é"})
    void tokenThatWeDidNotMakeIsUnknown(String nonsense) {
        given().get("/u/" + nonsense).then().statusCode(404);
        given().post("/u/" + nonsense).then().statusCode(404);
    }

    @Test
    void tokenOfAnotherPurposeIsUnknown() {
        var click = tokens.sign("click", payload(accountId, audienceId, contactId, deliveryId));

        given().post("/u/" + click)
                .then()
                .statusCode(404)
                .contentType("text/html; charset=utf-8")
                .body(containsString("This link does not work"));
        given().get("/u/" + token.substring(0, token.length() - 2)).then().statusCode(404);
        given().get("/u/" + tokens.sign("unsubscribe", "something else")).then().statusCode(404);
    }

    @Test
    void selectionOfFieldsDoesNotApplyToPages() {
        given().get("/u/" + token + "?fields=x").then().statusCode(200).body(containsString("<form"));
    }

    private boolean isMine(UnsubscribeContact command) {
        return command.contactId().equals(contactId);
    }

    private static String payload(UUID... ids) {
        return Stream.of(ids).map(UUID::toString).collect(Collectors.joining(":"));
    }
}
