package io.sillage.contacts.contact;

import static java.util.stream.Collectors.joining;

import io.quarkus.hibernate.reactive.panache.Panache;
import io.sillage.contacts.email.EmailAddress;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.Set;
import java.util.UUID;

/// Rows of `forgotten_address`: a hash of each address that was deleted for good, and nothing else of it.
@ApplicationScoped
class ForgottenAddressRepository {

    /// Fails if the address was deleted for good.
    Uni<Void> refuseForgotten(UUID audienceId, EmailAddress email) {
        return isForgotten(audienceId, email)
                .invoke(found -> refuse(found, email.text()))
                .replaceWithVoid();
    }

    /// Fails if the address of the new contact was deleted for good, or its phone if it has no address.
    Uni<Void> refuseForgotten(Contact contact) {
        return isForgotten(contact)
                .invoke(found -> refuse(found, contact.handle()))
                .replaceWithVoid();
    }

    Uni<Boolean> isForgotten(Contact contact) {
        return isForgotten(contact.audienceId(), contact.forgettableHash());
    }

    Uni<Boolean> isForgotten(UUID audienceId, EmailAddress email) {
        return isForgotten(audienceId, email.hashIn(audienceId));
    }

    private static Uni<Boolean> isForgotten(UUID audienceId, String hash) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select count(*) from forgotten_address
                                 where audience_id = :audience and address_hash = :hash""", Long.class)
                        .setParameter("audience", audienceId)
                        .setParameter("hash", hash)
                        .getSingleResult())
                .map(found -> found > 0);
    }

    private static void refuse(boolean forgotten, String address) {
        if (forgotten) {
            throw MemberProblems.forgotten(address);
        }
    }

    /// Those of the addresses that were deleted for good, by [EmailAddress#hashIn] the audience.
    Uni<Set<String>> forgottenOf(UUID audienceId, Collection<EmailAddress> emails) {
        var hashes = emails.stream().map(email -> email.hashIn(audienceId)).collect(joining(","));
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                select address_hash from forgotten_address
                                 where audience_id = :audience and address_hash = any(string_to_array(:hashes, ','))""", String.class)
                        .setParameter("audience", audienceId)
                        .setParameter("hashes", hashes)
                        .getResultList())
                .map(Set::copyOf);
    }

    /// The owner of the contact's address wants to be known again.
    Uni<Void> remove(Contact contact) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                delete from forgotten_address
                                 where audience_id = :audience and address_hash = :hash""")
                        .setParameter("audience", contact.audienceId())
                        .setParameter("hash", contact.forgettableHash())
                        .executeUpdate())
                .replaceWithVoid();
    }

    Uni<Void> add(Contact contact, Instant now) {
        return Panache.getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into forgotten_address (audience_id, address_hash, forgotten_at)
                                values (:audience, :hash, :now) on conflict do nothing""")
                        .setParameter("audience", contact.audienceId())
                        .setParameter("hash", contact.forgettableHash())
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .replaceWithVoid();
    }
}
