package io.sillage.events.shopify;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.sillage.events.commerce.StoreFeed;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.integration.Signatures;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.util.Locale;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Webhooks of a Shopify shop. Each is signed with the secret of the app: base64 of the HMAC-SHA256 of the body, in
/// `X-Shopify-Hmac-SHA256`.
@Path("/i/{id}/webhooks")
@PermitAll
public class ShopifyResource {

    private static final String ALGORITHM = "HmacSHA256";

    private final Doors doors;
    private final StoreFeed stores;
    private final ObjectMapper json;

    ShopifyResource(Doors doors, StoreFeed stores, ObjectMapper json) {
        this.doors = doors;
        this.stores = stores;
        this.json = json;
    }

    /// @param topic such as `orders/create`
    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> receive(
            @RestPath String id,
            @RestHeader("X-Shopify-Hmac-SHA256") @Nullable String signature,
            @RestHeader("X-Shopify-Topic") @Nullable String topic,
            @RestHeader("X-Shopify-Shop-Domain") @Nullable String shop,
            byte[] body) {
        var about = topic == null ? "" : topic.toLowerCase(Locale.ROOT);
        return doors.enter(id, IntegrationType.SHOPIFY, about, integration -> {
            requireGenuine(integration, signature, shop, body);
            var changes = ShopifyTopics.changes(about, read(body));
            return stores.take(integration.accountId(), integration.text("store_id"), changes);
        });
    }

    private static void requireGenuine(
            Integration integration, @Nullable String signature, @Nullable String shop, byte[] body) {
        var isGenuine = Signatures.isBase64(signature, ALGORITHM, integration.text("webhook_secret"), body)
                && integration.text("shop").equalsIgnoreCase(shop);
        if (!isGenuine) {
            throw Doors.unproven();
        }
    }

    private JsonNode read(byte[] body) {
        try {
            return json.readTree(body);
        } catch (IOException e) {
            throw Problem.notJson();
        }
    }
}
