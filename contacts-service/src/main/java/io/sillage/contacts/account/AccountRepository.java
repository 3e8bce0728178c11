package io.sillage.contacts.account;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Page;
import io.quarkus.panache.common.Sort;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.List;
import java.util.UUID;

/// Rows of `account`.
@ApplicationScoped
class AccountRepository implements PanacheRepositoryBase<Account, UUID> {

    Uni<Account> get(UUID id) {
        return findById(id).onItem().ifNull().failWith(Problem::notFound);
    }

    /// The account, which nobody else changes until the transaction ends.
    Uni<Account> lock(UUID id) {
        return findById(id, LockModeType.PESSIMISTIC_WRITE).onItem().ifNull().failWith(Problem::notFound);
    }

    Uni<List<Account>> page(io.sillage.platform.http.Page page) {
        return findAll(Sort.by("id"))
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    /// Accounts of the plan after `position`, locked.
    Uni<List<Account>> lockOfPlan(String plan, UUID position, int limit) {
        return find("plan = ?1 and id > ?2", Sort.by("id"), plan, position)
                .page(Page.ofSize(limit))
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .list();
    }
}
