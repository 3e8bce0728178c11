package io.sillage.contacts.erasure;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.contacts.contact.Erasure;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.platform.http.Page;
import io.sillage.platform.http.Problem;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/// Rows of `erasure` and `erasure_confirmation`.
@ApplicationScoped
class ErasureRepository implements PanacheRepositoryBase<ErasureRecord, UUID> {

    private static final UUID NOBODY = new UUID(0, 0);

    Uni<Void> add(Erasure erasure) {
        var message = erasure.message();
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into erasure (contact_id, audience_id, address_hash, requested_at)
                                values (:contact, :audience, :hash, :now)""")
                        .setParameter("contact", message.contactId())
                        .setParameter("audience", message.audienceId())
                        .setParameter("hash", erasure.forgettableHash())
                        .setParameter("now", message.occurredAt().atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// Notes what is new. Confirmations of somebody whom nobody asked to forget are left alone.
    Uni<Void> note(Collection<Confirmation> confirmations, List<String> services, Instant now) {
        var contacts =
                confirmations.stream().map(each -> each.contactId().toString()).collect(joining(","));
        var names = confirmations.stream().map(Confirmation::service).collect(joining(","));
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into erasure_confirmation (contact_id, service, confirmed_at)
                                select cast(told.contact_id as uuid), told.service, :now
                                  from unnest(string_to_array(:contacts, ','), string_to_array(:names, ','))
                                    as told (contact_id, service)
                                 where exists (select from erasure e where e.contact_id = cast(told.contact_id as uuid))
                                on conflict do nothing""")
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("contacts", contacts)
                        .setParameter("names", names)
                        .executeUpdate())
                .chain(() -> complete(contacts, services, now));
    }

    private Uni<Void> complete(String contacts, List<String> services, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                update erasure set completed_at = :now
                                 where contact_id in (select cast(id as uuid) from unnest(string_to_array(:contacts, ',')) as id)
                                   and completed_at is null
                                   and (select count(*) from erasure_confirmation c
                                         where c.contact_id = erasure.contact_id
                                           and c.service = any(string_to_array(:services, ','))) = :number""")
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .setParameter("contacts", contacts)
                        .setParameter("services", String.join(",", services))
                        .setParameter("number", services.size())
                        .executeUpdate())
                .replaceWithVoid();
    }

    /// The newest first.
    Uni<List<ErasureRecord>> page(UUID audienceId, Page page) {
        return find("audienceId = ?1 order by requestedAt desc, contactId", audienceId)
                .range(page.offset(), page.offset() + page.count() - 1)
                .list();
    }

    Uni<Long> count(UUID audienceId) {
        return count("audienceId", audienceId);
    }

    /// The last erasure that the contact's id or address names. Fails with 404 if there is none.
    Uni<ErasureRecord> get(UUID audienceId, String whom) {
        var hash = EmailAddress.parse(whom)
                .map(address -> address.hashIn(audienceId))
                .orElse("");
        return find(
                        "audienceId = ?1 and (contactId = ?2 or addressHash = ?3) order by requestedAt desc",
                        audienceId,
                        Ids.parse(whom).orElse(NOBODY),
                        hash)
                .firstResult()
                .onItem()
                .ifNull()
                .failWith(Problem::notFound);
    }

    Uni<Map<UUID, List<Confirmation>>> confirmationsOf(Collection<ErasureRecord> erasures) {
        var contacts =
                erasures.stream().map(each -> each.contactId().toString()).collect(joining(","));
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select contact_id, service, confirmed_at from erasure_confirmation
                                 where contact_id in (select cast(id as uuid) from unnest(string_to_array(:contacts, ',')) as id)""", Object[].class)
                        .setParameter("contacts", contacts)
                        .getResultList())
                .map(rows -> rows.stream()
                        .map(row ->
                                new Confirmation((UUID) row[0], (String) row[1], ((OffsetDateTime) row[2]).toInstant()))
                        .collect(groupingBy(Confirmation::contactId)));
    }
}
