package io.sillage.contacts.backlog;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.LockMode;

/// Rows of `backlog`.
@ApplicationScoped
class BacklogRepository implements PanacheRepositoryBase<Work, UUID> {

    /// The work that is due longest and that no other instance is doing.
    Uni<Optional<Work>> takeDue(Instant now) {
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Work where dueAt <= :now order by dueAt, id", Work.class)
                        .setParameter("now", now)
                        .setMaxResults(1)
                        .setLockMode(LockMode.UPGRADE_SKIPLOCKED)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    Uni<Optional<Instant>> nextDue() {
        return getSession()
                .chain(session -> session.createSelectionQuery("select min(dueAt) from Work", Instant.class)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }
}
