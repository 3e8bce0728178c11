package io.sillage.gateway.api;

import io.sillage.contracts.AccountChanged;
import io.sillage.gateway.http.JsonAnswer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/// `GET /3.0/`: the account, and where everything else is. Has all fields of the Marketing API; what an account of
/// ours does not know is empty.
record ApiRoot(JsonObject body) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");

    static ApiRoot of(AccountChanged account, String apiRoot) {
        var accountId = account.accountId().toString().replace("-", "");
        return new ApiRoot(new JsonObject()
                .put("account_id", accountId)
                .put("login_id", accountId)
                .put("account_name", account.name())
                .put("email", "")
                .put("first_name", "")
                .put("last_name", "")
                .put("username", account.name())
                .put("avatar_url", "")
                .put("role", "owner")
                .put("member_since", time(account.createdAt()))
                .put("pricing_plan_type", account.plan().equals("free") ? "forever_free" : "monthly")
                .put("first_payment", "")
                .put("account_timezone", account.timeZone().getId())
                .put("account_industry", "")
                .put("contact", contact(account))
                .put("pro_enabled", false)
                .put("last_login", "")
                .put("total_subscribers", 0)
                .put(
                        "industry_stats",
                        new JsonObject()
                                .put("open_rate", 0)
                                .put("bounce_rate", 0)
                                .put("click_rate", 0))
                .put("_links", links(apiRoot)));
    }

    void answer(RoutingContext request) {
        JsonAnswer.send(request, FieldSelection.apply(request, body));
    }

    private static JsonObject contact(AccountChanged account) {
        var contact = new JsonObject().put("company", account.name());
        List.of("addr1", "addr2", "city", "state", "zip", "country").forEach(field -> contact.put(field, ""));
        return contact;
    }

    private static JsonArray links(String apiRoot) {
        return new JsonArray()
                .add(link(apiRoot, "self", "/"))
                .add(link(apiRoot, "ping", "/ping"))
                .add(link(apiRoot, "lists", "/lists"))
                .add(link(apiRoot, "customer-journeys", "/customer-journeys/journeys"))
                .add(link(apiRoot, "deliveries", "/deliveries"));
    }

    private static JsonObject link(String apiRoot, String rel, String path) {
        return new JsonObject().put("rel", rel).put("href", apiRoot + path).put("method", "GET");
    }

    private static String time(Instant instant) {
        return TIME.format(instant.atOffset(ZoneOffset.UTC));
    }
}
