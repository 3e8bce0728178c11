package io.sillage.contacts.contact;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.platform.http.Page;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;

/// Rows of `consent_change`, written in the transaction of the change.
@ApplicationScoped
class ConsentHistory implements PanacheRepositoryBase<ConsentChange, UUID> {

    Uni<Void> note(List<CausedChange> changes, Instant now) {
        var lines = changes.stream().flatMap(change -> lines(change, now)).toArray();
        return lines.length == 0
                ? Uni.createFrom().voidItem()
                : getSession().chain(session -> session.persistAll(lines));
    }

    private static Stream<ConsentChange> lines(CausedChange caused, Instant now) {
        var contactId = caused.change().contact().id();
        return caused.change().changes().stream()
                .flatMap(change -> ConsentChange.of(contactId, change, caused.cause(), now).stream());
    }

    /// The newest first.
    Uni<List<ConsentChange>> page(UUID contactId, Page page) {
        return find("contactId = ?1 order by changedAt desc, id desc", contactId)
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<Long> count(UUID contactId) {
        return count("contactId", contactId);
    }

    /// The first change of the consent to email: what was before it was there from the beginning.
    Uni<List<ConsentChange>> firstOfEmail(UUID contactId) {
        return find("contactId = ?1 and subject = ?2 order by changedAt, id", contactId, ConsentChange.EMAIL)
                .range(0, 0)
                .list();
    }
}
