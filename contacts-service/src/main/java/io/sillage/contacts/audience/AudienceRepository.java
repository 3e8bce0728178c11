package io.sillage.contacts.audience;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.quarkus.panache.common.Sort.Direction;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.exception.ConstraintViolationException;

/// Rows of `audience`. A deleted audience is there for nobody but those who clean up after it.
@ApplicationScoped
public class AudienceRepository implements PanacheRepositoryBase<Audience, UUID> {

    private static final int MOST_AT_ONCE = 200;

    private static final String ONE = "accountId = ?1 and listId = ?2 and deletedAt is null";

    /// The audiences of the account, as many as can be searched at once.
    public Uni<List<Audience>> all(UUID accountId) {
        return find("accountId = ?1 and deletedAt is null order by createdAt, id", accountId)
                .range(0, MOST_AT_ONCE - 1)
                .list();
    }

    /// Fails with 404 if the account has no such audience.
    public Uni<Audience> get(UUID accountId, String listId) {
        return find(ONE, accountId, listId).firstResult().onItem().ifNull().failWith(Problem::notFound);
    }

    /// The audience, which nobody else changes until the transaction ends.
    public Uni<Audience> lock(UUID accountId, String listId) {
        return find(ONE, accountId, listId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    /// Whoever owns it: for pages that need no key. Fails with 404 if there is none.
    public Uni<Audience> ofAnybody(String listId) {
        return find("listId = ?1 and deletedAt is null", listId)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    public Uni<Optional<Audience>> alive(UUID id) {
        return find("id = ?1 and deletedAt is null", id).firstResult().map(Optional::ofNullable);
    }

    /// Those of the audiences that are not deleted.
    public Uni<List<Audience>> alive(Collection<UUID> ids) {
        return ids.isEmpty() ? Uni.createFrom().item(List.of()) : list("id in ?1 and deletedAt is null", ids);
    }

    /// Deletes the row of an audience that has no contacts any more, and what else hangs on it.
    public Uni<Void> purge(Audience audience) {
        return getSession()
                .chain(session -> session.createNativeQuery("delete from tag where audience_id = :audience")
                        .setParameter("audience", audience.id())
                        .executeUpdate())
                .chain(() -> getSession())
                .chain(session -> session.createNativeQuery(
                                "delete from forgotten_address where audience_id = :audience")
                        .setParameter("audience", audience.id())
                        .executeUpdate())
                .chain(() -> delete(audience));
    }

    /// Fails with [ListIdTaken] in the rare case that a new id is in use.
    Uni<Audience> add(Audience audience) {
        return persistAndFlush(audience)
                .onFailure(AudienceRepository::isListIdTaken)
                .transform(_ -> new ListIdTaken());
    }

    private static boolean isListIdTaken(Throwable failure) {
        return failure instanceof ConstraintViolationException violation
                && violation.getMessage().contains("audience_list_id_key");
    }

    Uni<List<Audience>> page(UUID accountId, AudienceFilter filter) {
        var direction = filter.newestFirst() ? Direction.Descending : Direction.Ascending;
        var page = filter.page();
        return find(where(filter), Sort.by("createdAt", "id").direction(direction), parameters(accountId, filter))
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<Long> count(UUID accountId, AudienceFilter filter) {
        return count(where(filter), parameters(accountId, filter));
    }

    private static String where(AudienceFilter filter) {
        var where = new StringBuilder("accountId = :account and deletedAt is null");
        filter.createdBefore().ifPresent(_ -> where.append(" and createdAt < :before"));
        filter.createdSince().ifPresent(_ -> where.append(" and createdAt > :since"));
        filter.emailHash()
                .ifPresent(
                        _ -> where.append(" and id in (select c.audienceId from Contact c where c.emailHash = :hash)"));
        if (filter.sentOrSelling()) {
            where.append(" and 1 = 0");
        }
        return where.toString();
    }

    private static Map<String, Object> parameters(UUID accountId, AudienceFilter filter) {
        var parameters = new HashMap<String, Object>(Map.of("account", accountId));
        filter.createdBefore().ifPresent(before -> parameters.put("before", before));
        filter.createdSince().ifPresent(since -> parameters.put("since", since));
        filter.emailHash().ifPresent(hash -> parameters.put("hash", hash));
        return parameters;
    }
}
