package io.sillage.contacts.contact;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.hibernate.LockMode;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jspecify.annotations.Nullable;

/// Rows of `contact`, with their tags.
@ApplicationScoped
class ContactRepository implements PanacheRepositoryBase<Contact, UUID> {

    private static final String BY_KEY = "audienceId = ?1 and (emailHash = ?2 or id = ?3)";

    Uni<Optional<Contact>> find(UUID audienceId, SubscriberKey key) {
        return find(BY_KEY, audienceId, key.emailHash(), key.contactId())
                .firstResult()
                .call(ContactRepository::loadTags)
                .map(Optional::ofNullable);
    }

    /// Reads the contact again, since a statement changed its row.
    Uni<Void> refresh(Contact contact) {
        return getSession()
                .chain(session -> session.refresh(contact))
                .chain(() -> loadTags(contact))
                .replaceWithVoid();
    }

    /// Fails with 404 if there is none.
    Uni<Contact> get(UUID audienceId, SubscriberKey key) {
        return find(audienceId, key).map(found -> found.orElseThrow(Problem::notFound));
    }

    /// The contact, which nobody else changes until the transaction ends. Its tags are read after the lock was given:
    /// read together with it, they would be those from before the wait.
    Uni<Optional<Contact>> lock(UUID audienceId, SubscriberKey key) {
        return find(BY_KEY, audienceId, key.emailHash(), key.contactId())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .call(ContactRepository::loadTags)
                .map(Optional::ofNullable);
    }

    Uni<Contact> getLocked(UUID audienceId, SubscriberKey key) {
        return lock(audienceId, key).map(found -> found.orElseThrow(Problem::notFound));
    }

    private static Uni<?> loadTags(@Nullable Contact contact) {
        return contact == null ? Uni.createFrom().voidItem() : Mutiny.fetch(contact.tags());
    }

    Uni<List<Contact>> page(MemberFilter filter) {
        var page = filter.page();
        return find(filter.condition() + " order by " + filter.order(), filter.parameters())
                .range(page.offset(), page.offset() + page.count() - 1)
                .list()
                .call(this::loadTags);
    }

    /// Those of the page, and one more if there is one.
    Uni<List<Contact>> page(UUID audienceId, ChannelContactPage page) {
        return getSession()
                .chain(session -> {
                    var query = session.createNativeQuery(page.sql(), Contact.class)
                            .setParameter("audience", audienceId)
                            .setMaxResults(page.count() + 1);
                    page.values().forEach(query::setParameter);
                    return query.getResultList();
                })
                .call(this::loadTags);
    }

    /// The next ones that the filter lets through, in the order of their ids, whatever page it asks for.
    Uni<List<Contact>> after(MemberFilter filter, UUID position, int limit) {
        var parameters = new HashMap<>(filter.parameters());
        parameters.put("position", position);
        return find(filter.condition() + " and id > :position order by id", parameters)
                .range(0, limit - 1)
                .list()
                .call(this::loadTags);
    }

    /// As [#count(MemberFilter)], but at most so many.
    Uni<Long> count(MemberFilter filter, int most) {
        return getSession().chain(session -> {
            var query = session.createSelectionQuery(
                    "select count(*) from (select id as id from Contact where %s order by %s limit %d)"
                            .formatted(filter.condition(), filter.order(), most),
                    Long.class);
            filter.parameters().forEach(query::setParameter);
            return query.getSingleResult();
        });
    }

    Uni<Long> count(MemberFilter filter) {
        return count(filter.condition(), filter.parameters());
    }

    /// The oldest of those with the phone, locked.
    Uni<Optional<Contact>> lockPhone(UUID audienceId, PhoneNumber phone) {
        return find("audienceId = ?1 and sms.smsPhone = ?2 order by id", audienceId, phone.e164())
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .range(0, 0)
                .list()
                .map(found -> found.stream().findFirst())
                .call(found -> loadTags(found.orElse(null)));
    }

    /// The id of the oldest contact with the phone of this [PhoneNumber#hash].
    Uni<Optional<UUID>> idOfPhone(UUID audienceId, String phoneHash) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select id from contact
                                 where audience_id = :audience and sms_phone is not null
                                   and encode(sha256(decode(sms_phone, 'escape')), 'hex') = :hash
                                 order by id limit 1""", UUID.class)
                        .setParameter("audience", audienceId)
                        .setParameter("hash", phoneHash)
                        .getSingleResultOrNull())
                .map(Optional::ofNullable);
    }

    /// Those of the addresses that are in the audience, by their hashes; locked in the order of their ids. Joined, or
    /// PostgreSQL reads all of an audience that its statistics do not know yet, which it believes to be empty.
    ///
    /// @param emailHashes each once
    Uni<List<Contact>> lockAddresses(UUID audienceId, Set<String> emailHashes) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select c.*
                                  from (select cast(:audience as uuid) as audience_id,
                                               unnest(cast(:hashes as text[])) as email_hash) as wanted
                                  join contact c using (audience_id, email_hash)
                                 order by c.id for no key update of c""", Contact.class)
                        .setParameter("audience", audienceId)
                        .setParameter("hashes", emailHashes.toArray(String[]::new))
                        .getResultList())
                .call(this::loadTags);
    }

    /// Those of the contacts that exist, locked in the order of their ids.
    Uni<List<Contact>> lockAll(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return Uni.createFrom().item(List.of());
        }
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Contact where id in :ids order by id", Contact.class)
                        .setParameter("ids", ids)
                        .setLockMode(LockMode.PESSIMISTIC_WRITE)
                        .getResultList())
                .call(this::loadTags);
    }

    /// The contacts of the audience that come after `position`, locked.
    Uni<List<Contact>> lockNext(UUID audienceId, UUID position, int limit) {
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Contact where audienceId = :audience and id > :position order by id",
                                Contact.class)
                        .setParameter("audience", audienceId)
                        .setParameter("position", position)
                        .setMaxResults(limit)
                        .setLockMode(LockMode.PESSIMISTIC_WRITE)
                        .getResultList())
                .call(this::loadTags);
    }

    /// Some contacts that carry the tag, locked.
    Uni<List<Contact>> lockTagged(long tagId, int limit) {
        return getSession()
                .chain(session -> session.createNativeQuery(
                                "select contact_id from contact_tag where tag_id = :tag order by contact_id",
                                UUID.class)
                        .setParameter("tag", tagId)
                        .setMaxResults(limit)
                        .getResultList())
                .chain(this::lockAll);
    }

    /// Some contacts that are in the group, locked.
    Uni<List<Contact>> lockInGroup(String groupId, int limit) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                select id from contact where groups @> array[:group]
                                 order by id""", UUID.class)
                        .setParameter("group", groupId)
                        .setMaxResults(limit)
                        .getResultList())
                .chain(this::lockAll);
    }

    /// Deletes the next contacts of the audience after this id and emits theirs, in no order.
    Uni<List<UUID>> deleteSome(UUID audienceId, UUID after, int limit) {
        return getSession().chain(session -> session.createNativeQuery("""
                                delete from contact where id in
                                  (select id from contact where audience_id = :audience and id > :after
                                    order by id limit :limit)
                                returning id""", UUID.class)
                .setParameter("audience", audienceId)
                .setParameter("after", after)
                .setParameter("limit", limit)
                .getResultList());
    }

    /// In one query, whatever their number.
    Uni<List<Contact>> loadTags(List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return Uni.createFrom().item(contacts);
        }
        return getSession()
                .chain(session -> session.createSelectionQuery(
                                "from Contact c left join fetch c.tags where c in :contacts", Contact.class)
                        .setParameter("contacts", contacts)
                        .getResultList())
                .replaceWith(contacts);
    }

    /// Fails with [AddressTaken] if somebody else added the address in the meantime. The unique index is the judge:
    /// looking first would race.
    Uni<Contact> save(Contact contact) {
        return persistAndFlush(contact)
                .onFailure(AddressTaken::isCauseOf)
                .transform(_ -> new AddressTaken(contact.handle()));
    }
}
