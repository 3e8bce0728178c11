package io.sillage.contacts.webhook;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.platform.http.Problem;
import io.sillage.platform.outbound.OutboundUrl;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.UUID;

/// Adds, changes and deletes webhooks, each in the current session or transaction.
@ApplicationScoped
class WebhookService {

    /// Each change to a contact may become as many deliveries.
    private static final int MOST_PER_AUDIENCE = 50;

    private static final UUID NONE = new UUID(0, 0);

    private final AudienceRepository audiences;
    private final WebhookRepository webhooks;
    private final Backlog backlog;
    private final InstantSource clock;

    WebhookService(AudienceRepository audiences, WebhookRepository webhooks, Backlog backlog, InstantSource clock) {
        this.audiences = audiences;
        this.webhooks = webhooks;
        this.backlog = backlog;
        this.clock = clock;
    }

    /// Refuses a webhook that could not be added, before anybody is called.
    Uni<Void> verifyRoom(UUID accountId, String listId, OutboundUrl url) {
        return audiences.get(accountId, listId).chain(audience -> verifyRoom(audience, url));
    }

    private Uni<Void> verifyRoom(Audience audience, OutboundUrl url) {
        return webhooks.of(audience.id())
                .invoke(existing -> {
                    if (existing.size() >= MOST_PER_AUDIENCE) {
                        throw Problem.badRequest("A list has at most %d webhooks.".formatted(MOST_PER_AUDIENCE));
                    }
                })
                .chain(() -> verifyUrl(audience.id(), url.text(), NONE));
    }

    /// Refuses the URL of another webhook.
    Uni<Void> verifyUrl(UUID audienceId, String url, UUID except) {
        return webhooks.others(audienceId, url, except)
                .invoke(others -> {
                    if (others > 0) {
                        throw WebhookRepository.urlTaken();
                    }
                })
                .replaceWithVoid();
    }

    /// Whoever adds two at the same time waits for the lock, so that neither is one too many.
    Uni<Webhook> add(UUID accountId, String listId, WebhookForm form) {
        var url = form.url().orElseThrow();
        return audiences
                .lock(accountId, listId)
                .call(audience -> verifyRoom(audience, url))
                .chain(audience -> webhooks.save(
                        new Webhook(audience, url.text(), form.filter(), form.signingEnabled(), clock.instant())));
    }

    Uni<Void> delete(Webhook webhook) {
        webhook.delete(clock.instant());
        return backlog.add(
                Kind.REMOVE_WEBHOOK,
                webhook.accountId(),
                webhook.audienceId(),
                webhook.id().toString());
    }
}
