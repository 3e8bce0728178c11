package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.contracts.ActivityType;
import io.sillage.platform.http.ApiTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/// What follows from an order as it is now: each fact once, whatever happens to the order later. Rules O1 to O4 of
/// `docs/rules.md`.
final class OrderFacts {

    /// In the document of the order: causes that were told.
    private static final String TOLD = "told";

    private OrderFacts() {}

    /// Facts that were not told before; the order takes note of them.
    static List<Fact> tell(Store store, ObjectNode order, Instant now) {
        var told = order.withArray(TOLD);
        var facts = new ArrayList<Fact>();
        for (var fact : all(store, order, now)) {
            if (!contains(told, fact.type() + ":" + fact.cause())) {
                told.add(fact.type() + ":" + fact.cause());
                facts.add(fact);
            }
        }
        return facts;
    }

    private static List<Fact> all(Store store, ObjectNode order, Instant now) {
        var id = order.path("id").asText();
        var properties = properties(store, order);
        var changedAt = instant(order, "updated_at_foreign", now);
        var financial = word(order, "financial_status");
        var facts = new ArrayList<Fact>();
        if (isCancelled(order, financial)) {
            var at = instant(order, "cancelled_at_foreign", changedAt);
            facts.add(new Fact(ActivityType.ORDER_CANCELLED, id, properties, at));
        } else {
            var at = instant(order, "processed_at_foreign", now);
            facts.add(new Fact(ActivityType.ORDER_PLACED, id, properties, at));
        }
        if (financial.equals("paid")) {
            facts.add(new Fact(ActivityType.ORDER_PAID, id, properties, changedAt));
        }
        if (financial.equals("refunded") || financial.equals("partially_refunded")) {
            facts.add(new Fact(ActivityType.ORDER_REFUNDED, id + ":" + financial, properties, changedAt));
        }
        if (word(order, "fulfillment_status").equals("shipped")) {
            facts.add(new Fact(ActivityType.ORDER_SHIPPED, id, properties, changedAt));
        }
        return facts;
    }

    private static boolean isCancelled(ObjectNode order, String financial) {
        return financial.equals("cancelled")
                || financial.equals("canceled")
                || !order.path("cancelled_at_foreign").asText().isEmpty();
    }

    private static Map<String, String> properties(Store store, ObjectNode order) {
        var properties = new LinkedHashMap<String, String>();
        properties.put("store_id", store.id());
        properties.put("store_name", store.name());
        properties.put("order_id", order.path("id").asText());
        properties.put("order_total", order.path("order_total").asText());
        properties.put("currency_code", order.path("currency_code").asText(store.currency()));
        properties.put("product_ids", ids(order, "product_id"));
        properties.put("variant_ids", ids(order, "product_variant_id"));
        for (var name : List.of(
                "financial_status",
                "fulfillment_status",
                "order_url",
                "campaign_id",
                "tracking_number",
                "tracking_carrier",
                "tracking_url")) {
            if (!order.path(name).asText().isEmpty()) {
                properties.put(name, order.path(name).asText());
            }
        }
        return properties;
    }

    /// Of the lines, each once, with commas between them.
    static String ids(ObjectNode document, String field) {
        return StreamSupport.stream(document.path("lines").spliterator(), false)
                .map(line -> line.path(field).asText())
                .distinct()
                .collect(Collectors.joining(","));
    }

    private static String word(ObjectNode order, String field) {
        return order.path(field).asText().strip().toLowerCase(Locale.ROOT);
    }

    private static Instant instant(ObjectNode order, String field, Instant otherwise) {
        var text = order.path(field).asText();
        return text.isEmpty() ? otherwise : ApiTime.parse(text);
    }

    private static boolean contains(ArrayNode texts, String wanted) {
        for (JsonNode text : texts) {
            if (text.asText().equals(wanted)) {
                return true;
            }
        }
        return false;
    }
}
