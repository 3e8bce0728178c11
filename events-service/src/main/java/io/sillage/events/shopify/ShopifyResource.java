package io.sillage.events.shopify;

import io.sillage.events.commerce.StoreFeed;
import io.sillage.events.integration.Door;
import io.sillage.events.integration.Doors;
import io.sillage.events.integration.Integration;
import io.sillage.events.integration.IntegrationType;
import io.sillage.events.integration.Signatures;
import io.sillage.events.integration.Unproven;
import io.sillage.platform.http.BodyLimit;
import io.sillage.platform.http.BoundedJson;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jspecify.annotations.Nullable;

/// Webhooks of a Shopify shop. Each is signed with the secret of the app: base64 of the HMAC-SHA256 of the body, in
/// `X-Shopify-Hmac-SHA256`.
@Path("/i/{id}/webhooks")
@Door.Guarded
@PermitAll
@BodyLimit(2 * BodyLimit.MIB)
public class ShopifyResource implements Door {

    private static final String SIGNATURE = "X-Shopify-Hmac-SHA256";
    private static final String TOPIC = "X-Shopify-Topic";
    private static final String SHOP = "X-Shopify-Shop-Domain";
    private static final String ALGORITHM = "HmacSHA256";

    private final Doors doors;
    private final StoreFeed stores;

    ShopifyResource(Doors doors, StoreFeed stores) {
        this.doors = doors;
        this.stores = stores;
    }

    @Override
    public IntegrationType type() {
        return IntegrationType.SHOPIFY;
    }

    /// Such as `orders/create`.
    @Override
    public String action(UnaryOperator<@Nullable String> headers) {
        return topic(headers.apply(TOPIC));
    }

    @Override
    public Proof proof(Integration integration, UnaryOperator<@Nullable String> headers) {
        if (headers.apply(SIGNATURE) == null || !integration.text("shop").equalsIgnoreCase(headers.apply(SHOP))) {
            throw new Unproven();
        }
        return Proof.IN_BODY;
    }

    @POST
    @Consumes(MediaType.WILDCARD)
    public Uni<Void> receive(
            @RestPath String id,
            @RestHeader(SIGNATURE) @Nullable String signature,
            @RestHeader(TOPIC) @Nullable String topic,
            byte[] body) {
        var about = topic(topic);
        return doors.enter(
                about,
                integration -> genuine(integration, signature, body),
                (integration, said) -> take(integration, about, said));
    }

    private static String topic(@Nullable String header) {
        return header == null ? "" : header.toLowerCase(Locale.ROOT);
    }

    private static Uni<byte[]> genuine(Integration integration, @Nullable String signature, byte[] body) {
        if (!Signatures.isBase64(signature, ALGORITHM, integration.text("webhook_secret"), body)) {
            throw new Unproven();
        }
        return Uni.createFrom().item(body);
    }

    private Uni<Void> take(Integration integration, String topic, byte[] body) {
        var changes = ShopifyTopics.changes(topic, BoundedJson.readTree(body));
        return stores.take(integration.accountId(), integration.text("store_id"), changes);
    }
}
