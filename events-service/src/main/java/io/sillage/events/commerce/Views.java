package io.sillage.events.commerce;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.sillage.events.integration.AccountIntegrations;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.platform.http.ApiTime;
import io.sillage.platform.http.Links;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.RequestScoped;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.StreamSupport;

/// What stores have, as the Marketing API shows it.
@RequestScoped
class Views {

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    static final String SPENT = """
            select customer_id, count(*) as orders, sum(cast(doc ->> 'order_total' as numeric)) as spent
              from (select $1::uuid as store, unnest($2::text[]) as customer_id) as wanted
              join purchase using (store, customer_id) group by customer_id""";

    private final Pool pool;
    private final Things things;
    private final AccountIntegrations integrations;
    private final Links links;
    private final ObjectMapper json;

    Views(Pool pool, Things things, AccountIntegrations integrations, Links links, ObjectMapper json) {
        this.pool = pool;
        this.things = things;
        this.integrations = integrations;
        this.links = links;
        this.json = json;
    }

    private record Spent(long orders, BigDecimal total) {

        static final Spent NOTHING = new Spent(0, BigDecimal.ZERO);
    }

    static String path(Store store) {
        return "/ecommerce/stores/" + store.id();
    }

    static String path(Kind kind, Store store, Thing thing) {
        return kind == Kind.PROMO_CODE
                ? "%s/promo-rules/%s/promo-codes/%s".formatted(path(store), thing.parent(), thing.id())
                : "%s/%s/%s".formatted(path(store), kind.plural().replace('_', '-'), thing.id());
    }

    /// With the connected site whose setting `store_id` names the store.
    Uni<ObjectNode> view(Store store) {
        return integrations
                .find(store.accountId(), IntegrationType.SITE, "store_id", store.id())
                .map(site -> view(store, site));
    }

    /// In the same order.
    Uni<List<ObjectNode>> views(List<Store> stores) {
        return Multi.createFrom()
                .iterable(stores)
                .onItem()
                .transformToUniAndConcatenate(this::view)
                .collect()
                .asList();
    }

    private ObjectNode view(Store store, Optional<Integration> site) {
        var view = Shapes.STORE.complete(store.doc());
        var script = site.map(found -> links.outside("/i/" + found.hexId() + "/site.js"));
        var connected = view.putObject("connected_site");
        connected.put(
                "site_foreign_id", site.map(found -> found.text("foreign_id")).orElse(""));
        connected
                .putObject("site_script")
                .put("url", script.orElse(""))
                .put(
                        "fragment",
                        script.map("<script async src=\"%s\"></script>"::formatted)
                                .orElse(""));
        view.put("list_id", store.listId());
        view.put("list_is_active", true);
        view.put("created_at", ApiTime.format(store.createdAt()));
        view.put("updated_at", ApiTime.format(store.updatedAt()));
        return linked(view, path(store), "/ecommerce/stores");
    }

    Uni<ObjectNode> view(Kind kind, Store store, Thing thing) {
        return views(kind, store, List.of(thing)).map(List::getFirst);
    }

    /// In the same order.
    Uni<List<ObjectNode>> views(Kind kind, Store store, List<Thing> all) {
        return switch (kind) {
            case CUSTOMER ->
                spent(store, all.stream().map(Thing::id).toList()).map(spent -> all.stream()
                        .map(each -> customer(store, each, spent))
                        .toList());
            case ORDER, CART -> ofCustomers(kind, store, all);
            case PRODUCT -> now(all.stream().map(each -> product(store, each)).toList());
            case PROMO_RULE, PROMO_CODE ->
                now(all.stream().map(each -> plain(kind, store, each)).toList());
        };
    }

    private static <T> Uni<T> now(T item) {
        return Uni.createFrom().item(item);
    }

    private ObjectNode plain(Kind kind, Store store, Thing thing) {
        return linked(kind.shape().complete(thing.doc()), path(kind, store, thing), path(store));
    }

    private ObjectNode product(Store store, Thing thing) {
        var view = plain(Kind.PRODUCT, store, thing);
        view.put("currency_code", store.currency());
        var self = path(Kind.PRODUCT, store, thing);
        for (var part : List.of(Part.VARIANT, Part.IMAGE)) {
            view.withArray(part.field()).forEach(each -> linked((ObjectNode) each, part.path(self, each), self));
        }
        return view;
    }

    private ObjectNode customer(Store store, Thing thing, Map<String, Spent> spent) {
        var view = plain(Kind.CUSTOMER, store, thing);
        var bought = spent.getOrDefault(thing.id(), Spent.NOTHING);
        view.put("orders_count", bought.orders());
        view.set("total_spent", number(bought.total()));
        return stamped(view, thing);
    }

    /// A whole number as such: trees of JSON make 2E+1 of a decimal 20.
    private static JsonNode number(BigDecimal number) {
        var isWhole = number.stripTrailingZeros().scale() <= 0;
        return isWhole ? JSON.numberNode(number.toBigInteger()) : JSON.numberNode(number);
    }

    private Uni<List<ObjectNode>> ofCustomers(Kind kind, Store store, List<Thing> all) {
        var customerIds = all.stream()
                .map(each -> each.doc().path(ThingService.CUSTOMER_ID).asText())
                .distinct()
                .toList();
        var productIds = all.stream()
                .flatMap(each -> Stock.items(each.doc()).stream())
                .map(Stock.Item::productId)
                .distinct()
                .toList();
        return things.findAll(pool, Kind.CUSTOMER, store, customerIds)
                .chain(customers -> views(Kind.CUSTOMER, store, customers))
                .chain(customers -> things.findAll(pool, Kind.PRODUCT, store, productIds)
                        .map(products -> all.stream()
                                .map(each -> ofCustomer(kind, store, each, byId(customers), products))
                                .toList()));
    }

    private static Map<String, ObjectNode> byId(List<ObjectNode> views) {
        var byId = new HashMap<String, ObjectNode>();
        views.forEach(view -> byId.put(view.path("id").asText(), view));
        return byId;
    }

    private ObjectNode ofCustomer(
            Kind kind, Store store, Thing thing, Map<String, ObjectNode> customers, List<Thing> products) {
        var view = plain(kind, store, thing);
        var customerId = thing.doc().path(ThingService.CUSTOMER_ID).asText();
        view.set("customer", customers.getOrDefault(customerId, JSON.objectNode()));
        var part = kind == Kind.ORDER ? Part.ORDER_LINE : Part.CART_LINE;
        var self = path(kind, store, thing);
        view.withArray("lines").forEach(line -> line(part, (ObjectNode) line, self, products));
        if (kind == Kind.ORDER) {
            view.withObjectProperty("outreach").put("name", "").put("type", "").put("published_time", "");
            view.put("store_id", store.id());
            return view;
        }
        return stamped(view, thing);
    }

    private void line(Part part, ObjectNode line, String self, List<Thing> products) {
        var item = new Stock.Item(
                line.path("product_id").asText(),
                line.path("product_variant_id").asText());
        var product = products.stream()
                .filter(each -> each.id().equals(item.productId()))
                .findFirst();
        var variant = Stock.find(products, item);
        line.put(
                "product_title",
                product.map(each -> each.doc().path("title").asText()).orElse(""));
        line.put(
                "product_variant_title",
                variant.map(each -> each.path("title").asText()).orElse(""));
        if (part == Part.ORDER_LINE) {
            line.put(
                    "image_url",
                    variant.map(each -> each.path("image_url").asText())
                            .filter(url -> !url.isEmpty())
                            .or(() -> product.map(
                                    each -> each.doc().path("image_url").asText()))
                            .orElse(""));
        }
        linked(line, part.path(self, line), self);
    }

    /// The parts of a thing, as they stand in its view.
    static ArrayNode parts(Part part, ObjectNode view) {
        return view.withArray(part.field());
    }

    private Uni<Map<String, Spent>> spent(Store store, List<String> customerIds) {
        return pool.preparedQuery(SPENT)
                .execute(Tuple.of(store.key(), customerIds.toArray(String[]::new)))
                .map(rows -> {
                    var spent = new HashMap<String, Spent>();
                    StreamSupport.stream(rows.spliterator(), false)
                            .forEach(row -> spent.put(
                                    row.getString("customer_id"),
                                    new Spent(row.getLong("orders"), row.getBigDecimal("spent"))));
                    return spent;
                });
    }

    private static ObjectNode stamped(ObjectNode view, Thing thing) {
        view.put("created_at", ApiTime.format(thing.createdAt()));
        view.put("updated_at", ApiTime.format(thing.updatedAt()));
        return view;
    }

    ObjectNode linked(ObjectNode view, String self, String parent) {
        view.set(
                "_links",
                json.valueToTree(links.of(self).add("parent", "GET", parent).build()));
        return view;
    }

    /// @param plural what the list is called
    ObjectNode list(ObjectNode around, String plural, List<? extends JsonNode> views, long total, String self) {
        around.putArray(plural).addAll(views);
        around.put("total_items", total);
        around.set("_links", json.valueToTree(links.of(self).build()));
        return around;
    }
}
