package io.sillage.events.commerce;

import io.sillage.events.contact.Identity;
import io.sillage.platform.http.QueryParameters;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Which things of a store a list shows.
///
/// @param condition on rows, in which `$value` is the value
record ThingFilter(String condition, @Nullable String value) {

    static final ThingFilter ALL = new ThingFilter("true", null);

    /// @param parameter that has the value
    String sql(String parameter) {
        return condition.replace("$value", parameter);
    }

    static ThingFilter of(Kind kind, QueryParameters query) {
        return switch (kind) {
            case CUSTOMER ->
                query.text("email_address").map(ThingFilter::ofAddress).orElse(ALL);
            case ORDER -> ofOrders(query);
            case PRODUCT, CART, PROMO_RULE, PROMO_CODE -> ALL;
        };
    }

    /// Nobody has what is no address.
    private static ThingFilter ofAddress(String address) {
        return Identity.ofEmail(address)
                .map(identity -> new ThingFilter(
                        "email_hash = cast($value as uuid)", identity.key().toString()))
                .orElseGet(() -> new ThingFilter("false", address));
    }

    /// By the first of the parameters that is given.
    static ThingFilter ofOrders(QueryParameters query) {
        return given(query, "customer_id", "customer_id = $value")
                .or(() -> given(query, "campaign_id", "doc ->> 'campaign_id' = $value"))
                .or(() -> given(query, "outreach_id", "doc -> 'outreach' ->> 'id' = $value"))
                .or(() -> given(
                        query,
                        "has_outreach",
                        "(coalesce(doc -> 'outreach' ->> 'id', '') <> '') = cast($value as boolean)"))
                .orElse(ALL);
    }

    private static Optional<ThingFilter> given(QueryParameters query, String parameter, String sql) {
        return query.text(parameter)
                .map(value -> parameter.equals("has_outreach") ? String.valueOf(query.flag(parameter)) : value)
                .map(value -> new ThingFilter(sql, value));
    }
}
