package io.sillage.contacts.webhook;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.backlog.BacklogTask;
import io.sillage.contacts.backlog.Work;
import io.sillage.contacts.backlog.Work.Kind;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.UUID;

/// A webhook was deleted: its deliveries are deleted too, and then its row.
@ApplicationScoped
class WebhookRemoval implements BacklogTask {

    private static final int AT_ONCE = 2_000;

    private final WebhookRepository webhooks;

    WebhookRemoval(WebhookRepository webhooks) {
        this.webhooks = webhooks;
    }

    @Override
    public Set<Kind> kinds() {
        return Set.of(Kind.REMOVE_WEBHOOK);
    }

    @Override
    public Uni<Boolean> step(Work work) {
        var webhookId = UUID.fromString(work.subject());
        return deleteSome(webhookId)
                .chain(deleted -> deleted == AT_ONCE
                        ? Uni.createFrom().item(false)
                        : webhooks.deleteById(webhookId).replaceWith(true));
    }

    private static Uni<Integer> deleteSome(UUID webhookId) {
        return Panache.getSession().chain(session -> session.createNativeQuery("""
                                delete from webhook_delivery where delivery_id in
                                  (select delivery_id from webhook_delivery where webhook_id = :webhook limit :limit)""")
                .setParameter("webhook", webhookId)
                .setParameter("limit", AT_ONCE)
                .executeUpdate());
    }
}
