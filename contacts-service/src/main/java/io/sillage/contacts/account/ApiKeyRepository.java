package io.sillage.contacts.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/// Rows of `api_key`.
@ApplicationScoped
class ApiKeyRepository implements PanacheRepositoryBase<ApiKey, UUID> {

    Uni<ApiKey> lock(UUID accountId, UUID id) {
        return find("accountId = ?1 and id = ?2", accountId, id)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    Uni<List<ApiKey>> page(UUID accountId, Page page) {
        return find("accountId", Sort.by("id"), accountId)
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<List<ApiKey>> labelled(UUID accountId, String label) {
        return list("accountId = ?1 and label = ?2", accountId, label);
    }
}
