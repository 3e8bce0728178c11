package io.sillage.contacts.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.everyItem;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.is;
import static org.hamcrest.Matchers.matchesPattern;
import static org.hamcrest.Matchers.not;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.sillage.contacts.Api;
import io.sillage.testing.infrastructure.SillageResource;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@QuarkusTest
@QuarkusTestResource(SillageResource.class)
class WebhookResourceTest {

    private Api api;
    private String list;
    private String hooks;
    private Endpoint endpoint;

    @BeforeEach
    void open() throws IOException {
        api = Api.ofNewAccount();
        list = api.newList();
        hooks = list + "/webhooks";
        endpoint = new Endpoint();
    }

    @AfterEach
    void close() {
        endpoint.close();
    }

    @Test
    void newWebhookIsShownWithItsSecretOnce() {
        var body = """
                {"url": "%s", "events": {"subscribe": true, "cleaned": true}, "sources": {"api": true}}""".formatted(endpoint.url("/hook?key=1"));

        var created = api.post(hooks, body)
                .statusCode(200)
                .body("id", matchesPattern("[0-9a-f]{10}"))
                .body("url", equalTo(endpoint.url("/hook?key=1")))
                .body("events.subscribe", is(true))
                .body("events.cleaned", is(true))
                .body("events.unsubscribe", is(false))
                .body("events.profile", is(false))
                .body("events.upemail", is(false))
                .body("events.campaign", is(false))
                .body("sources", equalTo(Map.of("user", false, "admin", false, "api", true)))
                .body("list_id", equalTo(list.substring(list.lastIndexOf('/') + 1)))
                .body("signing_enabled", is(true))
                .body("signing_secret", matchesPattern("[0-9a-f]{64}"))
                .body("_links.rel", hasItem("deliveries"))
                .extract();

        var hook = hooks + "/" + created.<String>path("id");
        api.get(hook)
                .statusCode(200)
                .body("events", equalTo(created.path("events")))
                .body("$", not(hasKey("signing_secret")))
                .body("$", not(hasKey("disabled_at")));
        api.patch(hook, "{}").statusCode(200).body("$", not(hasKey("signing_secret")));
        api.get(hooks)
                .statusCode(200)
                .body("total_items", equalTo(1))
                .body("webhooks.id", hasItem(created.<String>path("id")))
                .body("webhooks[0]", not(hasKey("signing_secret")));
        assertThat(endpoint.validations()).singleElement().satisfies(call -> {
            assertThat(call.path()).isEqualTo("/hook?key=1");
            assertThat(call.headers()).containsEntry("User-agent", "Sillage WebHook Validator");
        });
    }

    @Test
    void webhookThatSaysNothingOfEventsHearsEverythingButItsOwnEcho() {
        api.post(hooks, "{\"url\": \"%s\"}".formatted(endpoint.url("/")))
                .statusCode(200)
                .body("events.values()", everyItem(is(true)))
                .body("sources", equalTo(Map.of("user", true, "admin", true, "api", false)));
    }

    @Test
    void changeKeepsWhatItDoesNotName() {
        var hook = newHook("/", "");

        api.patch(hook, "{\"events\": {\"profile\": false}, \"sources\": {\"api\": true}, \"signing_enabled\": false}")
                .statusCode(200)
                .body("events.profile", is(false))
                .body("events.subscribe", is(true))
                .body("sources.user", is(true))
                .body("sources.api", is(true))
                .body("signing_enabled", is(false));

        api.get(hook).body("events.profile", is(false)).body("sources.api", is(true));
        assertThat(endpoint.validations()).hasSize(1);
    }

    @Test
    void otherUrlIsTakenIfSomebodyAnswersThere() {
        var hook = newHook("/one", "");

        api.patch(hook, "{\"url\": \"%s\"}".formatted(endpoint.url("/two")))
                .statusCode(200)
                .body("url", equalTo(endpoint.url("/two")));
        endpoint.answers(_ -> 500);
        api.patch(hook, "{\"url\": \"%s\", \"events\": {\"profile\": false}}".formatted(endpoint.url("/three")))
                .statusCode(400)
                .body("errors[0].field", equalTo("url"));

        api.get(hook).body("url", equalTo(endpoint.url("/two"))).body("events.profile", is(true));
    }

    @Test
    void sameUrlIsNotCalledAgain() {
        var hook = newHook("/", "");
        endpoint.answers(_ -> 500);

        api.patch(hook, "{\"url\": \"%s\", \"events\": {\"profile\": false}}".formatted(endpoint.url("/")))
                .statusCode(200)
                .body("events.profile", is(false));
    }

    @ParameterizedTest
    @ValueSource(ints = {199, 301, 302, 400, 404, 410, 500})
    void urlThatAnswersBadlyIsRefused(int status) {
        endpoint.answers(_ -> status);

        api.post(hooks, "{\"url\": \"%s\"}".formatted(endpoint.url("/")))
                .statusCode(400)
                .body("title", equalTo("Invalid Resource"))
                .body("errors[0].field", equalTo("url"))
                .body("errors[0].message", containsString("We couldn't connect to the URL"));
        api.get(hooks).body("total_items", equalTo(0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://127.0.0.1:1/",
                "http://no-such-host.invalid/",
                "http://10.0.0.1/",
                "http://169.254.169.254/latest/meta-data/",
                "http://[fd00::1]/"
            })
    void urlThatLeadsNowhereOrInsideIsRefusedInTheSameWords(String url) {
        api.post(hooks, "{\"url\": \"%s\"}".formatted(url))
                .statusCode(400)
                .body("errors[0].field", equalTo("url"))
                .body("errors[0].message", equalTo("We couldn't connect to the URL."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|url",
                "{\"url\": null}|url",
                "{\"url\": \"\"}|url",
                "{\"url\": 7}|url",
                "{\"url\": \"ftp://example.org/\"}|url",
                "{\"url\": \"http://user:secret@example.org/\"}|url",
                "{\"url\": \"http://example.org/\", \"events\": []}|events",
                "{\"url\": \"http://example.org/\", \"events\": {\"profile\": \"yes\"}}|events.profile",
                "{\"url\": \"http://example.org/\", \"sources\": {\"api\": 1}}|sources.api",
                "{\"url\": \"http://example.org/\", \"signing_enabled\": \"no\"}|signing_enabled"
            })
    void bodyThatCannotBeUnderstoodIsRefusedByField(String body, String field) {
        api.post(hooks, body).statusCode(400).body("errors[0].field", equalTo(field));
    }

    @Test
    void urlIsTakenOncePerList() {
        newHook("/one", "");
        var two = newHook("/two", "");

        api.post(hooks, "{\"url\": \"%s\"}".formatted(endpoint.url("/one")))
                .statusCode(400)
                .body("errors[0].field", equalTo("url"))
                .body("errors[0].message", containsString("already"));
        api.patch(two, "{\"url\": \"%s\"}".formatted(endpoint.url("/one")))
                .statusCode(400)
                .body("errors[0].field", equalTo("url"));
        api.post(api.newList() + "/webhooks", "{\"url\": \"%s\"}".formatted(endpoint.url("/one")))
                .statusCode(200);
    }

    @Test
    void deletedWebhookIsGoneAndItsUrlIsFree() {
        var hook = newHook("/", "");

        api.delete(hook).statusCode(204);

        api.get(hook).statusCode(404);
        api.patch(hook, "{}").statusCode(404);
        api.delete(hook).statusCode(404);
        api.get(hook + "/deliveries").statusCode(404);
        api.get(hooks).body("total_items", equalTo(0));
        newHook("/", "");
    }

    @Test
    void fiftyAreEnoughForAList() {
        for (var i = 0; i < 50; i++) {
            newHook("/" + i, "");
        }

        api.post(hooks, "{\"url\": \"%s\"}".formatted(endpoint.url("/51")))
                .statusCode(400)
                .body("detail", containsString("at most 50"));
        api.get(hooks).body("total_items", equalTo(50)).body("webhooks.size()", equalTo(50));
    }

    @Test
    void whatIsNotThereIsNotFound() {
        api.get(hooks + "/0123456789").statusCode(404);
        api.patch(hooks + "/0123456789", "{}").statusCode(404);
        api.delete(hooks + "/0123456789").statusCode(404);
        api.get("/3.0/lists/0123456789/webhooks").statusCode(404);
        api.post("/3.0/lists/0123456789/webhooks", "{\"url\": \"%s\"}".formatted(endpoint.url("/")))
                .statusCode(404);
        assertThat(endpoint.validations()).isEmpty();
    }

    @Test
    void anotherAccountSeesNothingOfIt() {
        var hook = newHook("/", "");
        var other = Api.ofNewAccount();

        other.get(hooks).statusCode(404);
        other.get(hook).statusCode(404);
        other.patch(hook, "{\"events\": {\"profile\": false}}").statusCode(404);
        other.delete(hook).statusCode(404);
        other.get(hook + "/deliveries").statusCode(404);
        other.post(hooks, "{\"url\": \"%s\"}".formatted(endpoint.url("/other"))).statusCode(404);
        api.get(hook).statusCode(200).body("events.profile", is(true));
    }

    /// Adds a webhook and emits its path.
    private String newHook(String path, String more) {
        var body = "{\"url\": \"%s\"%s}".formatted(endpoint.url(path), more);
        return hooks + "/" + api.post(hooks, body).statusCode(200).extract().<String>path("id");
    }
}
