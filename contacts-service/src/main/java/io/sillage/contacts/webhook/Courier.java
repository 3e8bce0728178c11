package io.sillage.contacts.webhook;

import io.sillage.platform.id.Ids;
import io.sillage.platform.outbound.OutboundAnswer;
import io.sillage.platform.outbound.OutboundAnswer.Unreachable;
import io.sillage.platform.outbound.OutboundClient;
import io.sillage.platform.outbound.OutboundRequest;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/// Hands a delivery to an endpoint.
@ApplicationScoped
class Courier {

    private final OutboundClient client;
    private final WebhookConfig config;
    private final InstantSource clock;

    Courier(OutboundClient client, WebhookConfig config, InstantSource clock) {
        this.client = client;
        this.config = config;
        this.clock = clock;
    }

    /// What became of it; never fails.
    Uni<Outcome> hand(Target target, Delivery delivery) {
        return send(target, delivery).map(answer -> Outcome.of(delivery, answer, clock.instant()));
    }

    private Uni<OutboundAnswer> send(Target target, Delivery delivery) {
        try {
            var url = OutboundUrl.parse(target.url());
            var headers = headers(target, delivery, clock.instant());
            return client.send(OutboundRequest.post(url, headers, delivery.body(), config.deliveryTimeout()));
        } catch (IllegalArgumentException e) {
            // taken by a version of ours that was less strict
            return Uni.createFrom().item(new Unreachable(e.getMessage()));
        }
    }

    /// The id lets a receiver recognise what it has got before: an attempt may succeed there and fail here.
    private static Map<String, String> headers(Target target, Delivery delivery, Instant now) {
        var headers = new HashMap<>(Map.of(
                "Content-Type", "application/x-www-form-urlencoded",
                "User-Agent", "Sillage",
                "X-Sillage-Delivery", Ids.hex(delivery.id())));
        if (target.signingEnabled()) {
            headers.put(Signature.HEADER, Signature.of(target.secret(), now, delivery.body()));
        }
        return headers;
    }
}
