package io.sillage.events.contact;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.sillage.platform.local.LocalReset;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Contacts found lately. Only hits: who is not here may exist nevertheless.
///
/// A hash leads to an id, and counts only as long as the contact of that id still has the hash. So it is enough to
/// replace or remove a contact under its id when it changed.
@Singleton
class ContactCache {

    private record ListKey(UUID accountId, String listId) {}

    private record HashKey(UUID audienceId, UUID emailHash) {}

    private final Cache<ListKey, UUID> audiences;
    private final Cache<HashKey, UUID> ids;
    private final Cache<UUID, Entry> contacts;

    /// @param contact `null` for one that was erased, which must not be revived by a query that was under way
    private record Entry(long version, @Nullable Contact contact) {
        static Entry newer(Entry one, Entry other) {
            return other.version() >= one.version() ? other : one;
        }
    }

    ContactCache(ContactsConfig config) {
        this.audiences = cache(config);
        this.ids = cache(config);
        this.contacts = cache(config);
    }

    private static <K, V> Cache<K, V> cache(ContactsConfig config) {
        return Caffeine.newBuilder()
                .maximumSize(config.cacheSize())
                .expireAfterWrite(config.cacheTtl())
                .build();
    }

    Optional<Contact> find(Wanted wanted) {
        var audience = audiences.getIfPresent(new ListKey(wanted.accountId(), wanted.listId()));
        return audience == null ? Optional.empty() : find(audience, wanted.key());
    }

    private Optional<Contact> find(UUID audienceId, UUID key) {
        var id = ids.getIfPresent(new HashKey(audienceId, key));
        var entry = contacts.getIfPresent(id == null ? key : id);
        return Optional.ofNullable(entry)
                .map(Entry::contact)
                .filter(contact -> contact.audienceId().equals(audienceId))
                .filter(contact -> id == null || contact.emailHash().equals(key));
    }

    void found(Wanted wanted, Contact contact) {
        audiences.put(new ListKey(wanted.accountId(), wanted.listId()), contact.audienceId());
        put(contact);
    }

    /// An older version than the known one is ignored.
    void put(Contact contact) {
        contacts.asMap().merge(contact.contactId(), new Entry(contact.version(), contact), Entry::newer);
        ids.put(new HashKey(contact.audienceId(), contact.emailHash()), contact.contactId());
    }

    void erased(UUID contactId, long version) {
        contacts.asMap().merge(contactId, new Entry(version, null), Entry::newer);
    }

    /// Lists change rarely, so all of them are looked up again.
    void audiencesChanged() {
        audiences.invalidateAll();
    }

    void reset(@Observes LocalReset reset) {
        audiences.invalidateAll();
        ids.invalidateAll();
        contacts.invalidateAll();
    }
}
