package io.sillage.gateway.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.sillage.gateway.forwarding.Service;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ApiRoutesTest {

    @ParameterizedTest
    @CsvSource({
        "/3.0/lists, CONTACTS",
        "/3.0/lists/, CONTACTS",
        "/3.0/lists/a1, CONTACTS",
        "/3.0/lists/a1/members, CONTACTS",
        "/3.0/lists/a1/members/h1, CONTACTS",
        "/3.0/lists/a1/members/h1/tags, CONTACTS",
        "/3.0/lists/a1/members/h1/actions/delete-permanent, CONTACTS",
        "/3.0/lists/a1/tag-search, CONTACTS",
        "/3.0/lists/a1/webhooks, CONTACTS",
        "/3.0/lists/a1/webhooks/w1, CONTACTS",
        "/3.0/lists/a1/webhooks/w1/deliveries, CONTACTS",
        "/3.0/lists/a1/members/h1/notes, CONTACTS",
        "/3.0/lists/a1/members/h1/notes/1, CONTACTS",
        "/3.0/audiences/a1/contacts, CONTACTS",
        "/3.0/audiences/a1/contacts/sms:5a/actions/forget, CONTACTS",
        "/3.0/lists/events, CONTACTS",
        "/3.0/lists/a1/members/events, CONTACTS",
        "/3.0/lists/a1/members/h1/events, EVENTS",
        "/3.0/lists/a1/members/h1/events/, EVENTS",
        "/3.0/lists/a1/members/h1/activity, EVENTS",
        "/3.0/lists/a1/members/h1/activity-feed, EVENTS",
        "/3.0/lists/a1/members/ada%40example.org/events, EVENTS",
        "/3.0/lists/a1/members/h1/activity-feed, EVENTS",
        "/3.0/lists/a1/events, EVENTS",
        "/3.0/lists/a1/events/batch, EVENTS",
        "/3.0/lists/a1/event-names, EVENTS",
        "/3.0/lists/a1/segments, SEGMENTS",
        "/3.0/lists/a1/segments/7, SEGMENTS",
        "/3.0/lists/a1/segments/7/members/h1/explanation, SEGMENTS",
        "/3.0/lists/a1/segments/actions/preview, SEGMENTS",
        "/3.0/customer-journeys/journeys, AUTOMATION",
        "/3.0/customer-journeys/journeys/1/steps/2/actions/trigger, AUTOMATION",
        "/3.0/deliveries, AUTOMATION",
        "/3.0/deliveries/5/content, AUTOMATION",
    })
    void pathBelongsToOneService(String path, Service service) {
        assertThat(ApiRoutes.serviceOf(path)).contains(service);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/3.0",
                "/3.0/ping",
                "/3.0/list",
                "/3.0/campaigns",
                "/3.0/audiences",
                "/3.0/audiences/a1",
                "/2.0/lists",
                "/",
                "/admin/lists"
            })
    void otherPathsBelongToNobody(String path) {
        assertThat(ApiRoutes.serviceOf(path)).isEmpty();
    }
}
