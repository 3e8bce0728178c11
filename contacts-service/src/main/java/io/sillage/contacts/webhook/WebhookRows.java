package io.sillage.contacts.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.audience.AudienceRows;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/// The deliveries of an audience that was deleted. Its webhooks go with its own row.
@ApplicationScoped
class WebhookRows implements AudienceRows {

    @Override
    public Uni<Integer> deleteSome(UUID audienceId, int limit) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                delete from webhook_delivery where delivery_id in (
                                  select delivery_id from webhook_delivery
                                    join webhook on webhook.id = webhook_delivery.webhook_id
                                   where webhook.audience_id = :audience limit :limit)""")
                .setParameter("audience", audienceId)
                .setParameter("limit", limit)
                .executeUpdate());
    }
}
