package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Bad input is refused with the name of what is wrong, and leaves nothing behind.
class BadInputIT {

    private static Api api;
    private static String list;

    @BeforeAll
    static void audience() {
        api = Api.of(RunningStack.shared());
        list = api.createList("Bad input");
        api.addKnownMember(list, "bad@example.org");
    }

    record Bad(String path, String body, int status, String field) {}

    static Stream<Bad> requests() {
        var events = Api.events(list, "bad@example.org");
        var lists = "/3.0/lists/" + list;
        var flows = "/3.0/customer-journeys/journeys";
        return Stream.of(
                new Bad(events, "{\"name\": ", 400, null),
                new Bad(events, "{\"name\": 5}", 400, "name"),
                new Bad(events, "{}", 400, "name"),
                new Bad(events, "{\"name\": \"x\"}", 400, "name"),
                new Bad(events, "{\"name\": \"%s\"}".formatted("x".repeat(31)), 400, "name"),
                new Bad(events, "{\"name\": \"with space\"}", 400, "name"),
                new Bad(events, "{\"name\": \"ok\", \"properties\": {\"a\": {\"b\": 1}}}", 400, "properties.a"),
                new Bad(events, "{\"name\": \"ok\", \"occurred_at\": \"2999-01-01T00:00:00Z\"}", 400, "occurred_at"),
                new Bad(events, "{\"name\": \"ok\", \"occurred_at\": \"soon\"}", 400, "occurred_at"),
                new Bad(events, "{\"name\": \"ok\", \"is_syncing\": \"perhaps\"}", 400, "is_syncing"),
                new Bad(Api.events("0123456789", "bad@example.org"), "{\"name\": \"ok\"}", 404, null),
                new Bad(Api.events(list, "nobody@example.org"), "{\"name\": \"ok\"}", 404, null),
                new Bad(lists + "/members", "{\"email_address\": \"bad\", \"status\": \"subscribed\"}", 400, null),
                new Bad(
                        lists + "/members",
                        "{\"email_address\": \"b@example.org\", \"status\": \"happy\"}",
                        400,
                        "status"),
                new Bad(
                        lists + "/segments",
                        "{\"name\": \"S\", \"options\": {\"match\": \"all\", \"conditions\": "
                                + "[{\"field\": \"shoe_size\", \"op\": \"is\", \"value\": \"42\"}]}}",
                        400,
                        "options.conditions.0.field"),
                new Bad(
                        flows,
                        "{\"list_id\": \"%s\", \"name\": \"F\", \"triggers\": [{\"type\": \"event_api\", "
                                        .formatted(list)
                                + "\"event_name\": \"ok\"}], \"steps\": [{\"type\": \"teleport\"}]}",
                        400,
                        "steps.0.type"),
                new Bad("/3.0/lists", "[]", 400, ""));
    }

    @ParameterizedTest
    @MethodSource("requests")
    void isRefusedByName(Bad bad) {
        var problem = api.send("POST", bad.path(), bad.body()).expecting(bad.status());

        assertThat(problem.path("status").intValue()).isEqualTo(bad.status());
        assertThat(problem.path("detail").textValue()).isNotBlank();
        assertThat(problem.path("instance").textValue()).isNotBlank();
        if (bad.field() != null) {
            assertThat(problem.path("errors").findValuesAsText("field")).contains(bad.field());
        }
    }

    @Test
    void nothingIsLeftBehind() {
        requests().forEach(bad -> api.send("POST", bad.path(), bad.body()));

        var events = api.get(Api.events(list, "bad@example.org"));
        assertThat(events.path("total_items").intValue()).isZero();
        assertThat(api.get("/3.0/lists/%s/members".formatted(list))
                        .path("total_items")
                        .intValue())
                .isEqualTo(1);
        assertThat(api.get("/3.0/lists/%s/segments".formatted(list))
                        .path("total_items")
                        .intValue())
                .isZero();
    }
}
