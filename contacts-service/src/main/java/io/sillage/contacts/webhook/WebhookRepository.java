package io.sillage.contacts.webhook;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/// Rows of `webhook`. A deleted one is there for nobody but those who clean up after it.
@ApplicationScoped
class WebhookRepository implements PanacheRepositoryBase<Webhook, UUID> {

    private static final String ONE = "audienceId = ?1 and hookId = ?2 and deletedAt is null";

    /// Whether anybody has one, be it a deleted one that something is still known of.
    Uni<Boolean> exist() {
        return getSession()
                .chain(session -> session.createNativeQuery("select exists (select from webhook)", Boolean.class)
                        .getSingleResult());
    }

    /// In the order in which they were made.
    Uni<List<Webhook>> of(UUID audienceId) {
        return list("audienceId = ?1 and deletedAt is null order by id", audienceId);
    }

    /// Those that changes in these audiences are delivered to.
    Uni<List<Webhook>> listening(Collection<UUID> audienceIds) {
        return list("audienceId in ?1 and deletedAt is null and disabledAt is null order by id", audienceIds);
    }

    /// Fails with 404 if the audience has no such webhook.
    Uni<Webhook> get(UUID audienceId, String hookId) {
        return find(ONE, audienceId, hookId).firstResult().onItem().ifNull().failWith(Problem::notFound);
    }

    /// The webhook, which nobody else changes until the transaction ends.
    Uni<Webhook> lock(UUID audienceId, String hookId) {
        return find(ONE, audienceId, hookId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    Uni<Long> others(UUID audienceId, String url, UUID except) {
        return count("audienceId = ?1 and url = ?2 and id <> ?3 and deletedAt is null", audienceId, url, except);
    }

    /// Fails with a problem that names `url` if the audience has another webhook with the same one.
    Uni<Webhook> save(Webhook webhook) {
        return persistAndFlush(webhook).onFailure(WebhookRepository::isUrlTaken).transform(_ -> urlTaken());
    }

    private static boolean isUrlTaken(Throwable failure) {
        return failure instanceof ConstraintViolationException
                && failure.getMessage().contains("webhook_url");
    }

    static Problem urlTaken() {
        return Problem.invalid("url", "This list has a webhook with this URL already.");
    }
}
