package io.sillage.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// What belongs to one account does not exist for another, and nothing exists for nobody.
class TenantsIT {

    private static Api owner;
    private static Api other;
    private static String list;
    private static long segment;
    private static long flow;
    private static String webhook;
    private static String integration;
    private static String survey;

    @BeforeAll
    static void twoAccounts() {
        var stack = RunningStack.shared();
        owner = Api.of(stack);
        var account = owner.as("Bearer " + stack.operatorToken()).post("/admin/accounts", "{\"name\": \"Other\"}");
        other = owner.as("Bearer " + account.path("api_key").textValue());
        list = owner.createList("Tenants");
        owner.addKnownMember(list, "tenant@example.org");
        segment = owner.createEventSegment(list, "tenant_event", "P1D");
        flow = owner.createEmailFlow(list, "tenant_event", "Hello");
        var url = owner.gateway().resolve("/q/health/live");
        webhook = owner.post("/3.0/lists/%s/webhooks".formatted(list), "{\"url\": \"%s\"}".formatted(url))
                .path("id")
                .textValue();
        owner.post("/3.0/ecommerce/stores", """
                {"id": "tenant-store", "list_id": "%s", "name": "Tenant", "currency_code": "EUR"}""".formatted(list));
        owner.post("/3.0/ecommerce/stores/tenant-store/products", """
                {"id": "p", "title": "P", "variants": [{"id": "v", "title": "V"}]}""");
        integration =
                owner.post("/3.0/integrations", """
                        {"type": "zapier", "list_id": "%s"}""".formatted(list)).path("id").textValue();
        survey = owner.post("/3.0/lists/%s/surveys".formatted(list), """
                        {"title": "Tenants", "questions": [{"id": "q", "type": "text", "query": "Why?"}]}""")
                .path("id")
                .textValue();
        owner.post("/3.0/lists/%s/surveys/%s/actions/publish".formatted(list, survey), "{}");
        owner.post("/3.0/connected-sites", "{\"foreign_id\": \"tenant-site\", \"domain\": \"example.org\"}");
    }

    record Call(String method, String path, String body) {}

    static Stream<Call> calls() {
        var lists = "/3.0/lists/" + list;
        var member = lists + "/members/tenant%40example.org";
        var contacts = "/3.0/audiences/%s/contacts".formatted(list);
        var contact = contacts + "/email:1971047ce4abd370576a93916ddb03f2";
        var segments = lists + "/segments";
        var webhooks = lists + "/webhooks";
        var flows = "/3.0/customer-journeys/journeys/" + flow;
        var store = "/3.0/ecommerce/stores/tenant-store";
        var integrations = "/3.0/integrations/" + integration;
        var surveys = lists + "/surveys";
        var reports = "/3.0/reporting/surveys/" + survey;
        return Stream.of(
                new Call("POST", lists + "/events/batch", "{\"events\": []}"),
                new Call("GET", lists + "/event-names", ""),
                new Call("GET", "/3.0/events/stream?list_id=" + list, ""),
                new Call("GET", store, ""),
                new Call("PATCH", store, "{\"name\": \"Mine\"}"),
                new Call("DELETE", store, ""),
                new Call("GET", store + "/products", ""),
                new Call("POST", store + "/products", "{}"),
                new Call("GET", store + "/products/p", ""),
                new Call("PATCH", store + "/products/p", "{\"title\": \"Mine\"}"),
                new Call("DELETE", store + "/products/p", ""),
                new Call("GET", store + "/products/p/variants/v", ""),
                new Call("PATCH", store + "/products/p/variants/v", "{\"title\": \"Mine\"}"),
                new Call("GET", store + "/orders", ""),
                new Call("GET", store + "/customers", ""),
                new Call("GET", store + "/carts", ""),
                new Call("GET", store + "/promo-rules", ""),
                new Call("GET", integrations, ""),
                new Call("GET", integrations + "/requests", ""),
                new Call("PATCH", integrations, "{\"settings\": {}}"),
                new Call("DELETE", integrations, ""),
                new Call("GET", surveys, ""),
                new Call("POST", surveys, "{\"title\": \"Theirs\"}"),
                new Call("GET", surveys + "/" + survey, ""),
                new Call("PATCH", surveys + "/" + survey, "{\"title\": \"Theirs\"}"),
                new Call("POST", surveys + "/" + survey + "/actions/unpublish", "{}"),
                new Call("POST", surveys + "/" + survey + "/actions/replicate", "{}"),
                new Call("DELETE", surveys + "/" + survey, ""),
                new Call("GET", reports, ""),
                new Call("GET", reports + "/questions", ""),
                new Call("GET", reports + "/questions/q", ""),
                new Call("GET", reports + "/questions/q/answers", ""),
                new Call("GET", reports + "/responses", ""),
                new Call("GET", "/3.0/connected-sites/tenant-site", ""),
                new Call("DELETE", "/3.0/connected-sites/tenant-site", ""),
                new Call("GET", lists, ""),
                new Call("PATCH", lists, "{\"name\": \"Mine\"}"),
                new Call("DELETE", lists, ""),
                new Call("GET", lists + "/members", ""),
                new Call(
                        "POST",
                        lists + "/members",
                        "{\"email_address\": \"x@example.org\", \"status\": \"subscribed\"}"),
                new Call("GET", member, ""),
                new Call(
                        "PUT",
                        member,
                        "{\"email_address\": \"tenant@example.org\", \"status_if_new\": \"subscribed\"}"),
                new Call("PATCH", member, "{\"merge_fields\": {\"FNAME\": \"Eve\"}}"),
                new Call("DELETE", member, ""),
                new Call("POST", member + "/actions/delete-permanent", "{}"),
                new Call("GET", member + "/tags", ""),
                new Call("POST", member + "/tags", "{\"tags\": [{\"name\": \"a\", \"status\": \"active\"}]}"),
                new Call("GET", member + "/events", ""),
                new Call("POST", member + "/events", "{\"name\": \"tenant_event\"}"),
                new Call("GET", member + "/activity", ""),
                new Call("GET", member + "/data-export", ""),
                new Call("GET", lists + "/erasures", ""),
                new Call("GET", lists + "/erasures/tenant@example.org", ""),
                new Call("GET", member + "/activity-feed", ""),
                new Call("GET", lists + "/merge-fields", ""),
                new Call("POST", lists + "/merge-fields", "{\"name\": \"City\", \"type\": \"text\"}"),
                new Call("GET", lists + "/merge-fields/1", ""),
                new Call("PATCH", lists + "/merge-fields/1", "{\"name\": \"City\"}"),
                new Call("DELETE", lists + "/merge-fields/1", ""),
                new Call("POST", lists, "{\"members\": []}"),
                new Call("GET", member + "/consent-history", ""),
                new Call("GET", member + "/notes", ""),
                new Call("POST", member + "/notes", "{\"note\": \"tenant\"}"),
                new Call("GET", member + "/notes/1", ""),
                new Call("PATCH", member + "/notes/1", "{\"note\": \"tenant\"}"),
                new Call("DELETE", member + "/notes/1", ""),
                new Call("GET", lists + "/members/export.csv", ""),
                new Call("GET", "/3.0/search-members?query=tenant&list_id=" + list, ""),
                new Call("GET", lists + "/interest-categories", ""),
                new Call("POST", lists + "/interest-categories", "{\"title\": \"Mine\", \"type\": \"radio\"}"),
                new Call("GET", lists + "/imports", ""),
                new Call("POST", lists + "/imports", "email\neve@example.org\n"),
                new Call("GET", webhooks, ""),
                new Call("POST", webhooks, "{\"url\": \"https://example.org/\"}"),
                new Call("GET", webhooks + "/" + webhook, ""),
                new Call("PATCH", webhooks + "/" + webhook, "{\"events\": {\"profile\": false}}"),
                new Call("DELETE", webhooks + "/" + webhook, ""),
                new Call("GET", webhooks + "/" + webhook + "/deliveries", ""),
                new Call("GET", segments, ""),
                new Call("POST", segments, "{\"name\": \"Mine\", \"static_segment\": []}"),
                new Call(
                        "POST",
                        segments + "/actions/preview",
                        "{\"options\": {\"match\": \"all\", \"conditions\": []}}"),
                new Call("GET", segments + "/" + segment, ""),
                new Call("PATCH", segments + "/" + segment, "{\"name\": \"Mine\"}"),
                new Call("DELETE", segments + "/" + segment, ""),
                new Call("GET", segments + "/" + segment + "/members", ""),
                new Call("GET", segments + "/" + segment + "/members/export.csv", ""),
                new Call("GET", lists + "/signup-forms/embed", ""),
                new Call("GET", lists + "/signup-forms", ""),
                new Call("POST", lists + "/signup-forms", "{}"),
                new Call("GET", lists + "/abuse-reports", ""),
                new Call("GET", lists + "/abuse-reports/1", ""),
                new Call("GET", lists + "/activity", ""),
                new Call("GET", contacts, ""),
                new Call("POST", contacts, "{\"email_channel\": {\"email\": \"eve@example.org\"}}"),
                new Call("GET", contact, ""),
                new Call("PATCH", contact, "{\"language\": \"fr\"}"),
                new Call("POST", contact + "/actions/archive", ""),
                new Call("POST", contact + "/actions/forget", ""),
                new Call("GET", lists + "/growth-history", ""),
                new Call("GET", lists + "/growth-history/2026-01", ""),
                new Call("GET", lists + "/clients", ""),
                new Call("GET", lists + "/locations", ""),
                new Call("GET", flows, ""),
                new Call("PATCH", flows, "{\"name\": \"Mine\"}"),
                new Call("DELETE", flows, ""),
                new Call("POST", flows + "/actions/pause", "{}"),
                new Call("POST", flows + "/actions/resume", "{}"),
                new Call("POST", flows + "/actions/activate", "{}"),
                new Call("GET", flows + "/entries", ""),
                new Call("GET", flows + "/enrollments", ""),
                new Call("POST", flows + "/steps/1/actions/trigger", "{\"email_address\": \"tenant@example.org\"}"));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void anotherAccountsIdsAreNotFound(Call call) {
        var answer = other.send(call.method(), call.path(), call.body());
        assertThat(answer.expecting(404).path("title").textValue()).isEqualTo("Resource Not Found");
    }

    @ParameterizedTest
    @MethodSource("calls")
    void withoutAKeyNothingIsToldApart(Call call) {
        assertThat(owner.as("").send(call.method(), call.path(), call.body()).status())
                .isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer 0123456789abcdef0123456789abcdef-us1",
                "Basic YW55Ym9keTp3cm9uZw==",
                "apikey wrong",
                "OAuth wrong",
                "Negotiate wrong",
                "Basic %%%"
            })
    void aWrongKeyIsRefused(String authorization) {
        var refused = owner.as(authorization).send("GET", "/3.0/lists", "").expecting(401);
        assertThat(refused.path("title").textValue()).startsWith("API Key");
    }

    @Test
    void anotherAccountSeesItsOwnListsOnly() {
        assertThat(other.get("/3.0/lists").path("total_items").intValue()).isZero();
    }

    @Test
    void afterAllThatEverythingIsAsItWas() {
        var unchanged = owner.get("/3.0/lists/%s/members/tenant%%40example.org".formatted(list));
        assertThat(unchanged.path("merge_fields").path("FNAME").textValue()).isEqualTo("Ada");
        assertThat(unchanged.path("status").textValue()).isEqualTo("subscribed");
        assertThat(owner.get(Api.events(list, "tenant@example.org"))
                        .path("total_items")
                        .intValue())
                .isZero();
    }

    @Test
    void aRevokedKeyIsRefused() {
        var operator = owner.as("Bearer " + RunningStack.shared().operatorToken());
        var account = operator.post("/admin/accounts", "{\"name\": \"Short-lived\"}");
        var keys = "/admin/accounts/%s/api-keys"
                .formatted(account.path("account_id").textValue());
        var guest = owner.as("Bearer " + account.path("api_key").textValue());
        guest.get("/3.0/lists");

        var key = operator.get(keys).path("api_keys").path(0).path("id").textValue();
        operator.send("DELETE", keys + "/" + key, "").expecting(204);

        org.awaitility.Awaitility.await()
                .untilAsserted(() ->
                        assertThat(guest.send("GET", "/3.0/lists", "").status()).isEqualTo(401));
    }
}
