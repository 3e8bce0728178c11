package io.sillage.contacts.tag;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.panache.common.Sort;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Rows of `tag`.
@ApplicationScoped
public class TagRepository implements PanacheRepositoryBase<Tag, Long> {

    /// Those of the tags that are not deleted.
    public Uni<List<Tag>> alive(Collection<Long> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("id in ?1 and deletedAt is null", Sort.by("id"), ids);
    }

    /// Those of the tags that exist, by [Tag#keyOf] their names.
    public Uni<List<Tag>> named(UUID audienceId, Collection<String> keys) {
        return keys.isEmpty()
                ? Uni.createFrom().item(List.of())
                : list("audienceId = ?1 and nameKey in ?2 and deletedAt is null", audienceId, keys);
    }

    /// Tags whose name starts like this, in the order of names.
    Uni<List<Tag>> startingWith(UUID audienceId, String prefix, int limit) {
        return find(
                        "audienceId = ?1 and deletedAt is null and left(nameKey, ?2) = ?3",
                        Sort.by("nameKey"),
                        audienceId,
                        prefix.length(),
                        prefix)
                .range(0, limit - 1)
                .list();
    }

    Uni<Long> countStartingWith(UUID audienceId, String prefix) {
        return count(
                "audienceId = ?1 and deletedAt is null and left(nameKey, ?2) = ?3",
                audienceId,
                prefix.length(),
                prefix);
    }

    Uni<Optional<Tag>> lock(UUID accountId, long id) {
        return find("id = ?1 and accountId = ?2", id, accountId)
                .withLock(LockModeType.PESSIMISTIC_WRITE)
                .firstResult()
                .map(Optional::ofNullable);
    }

    /// An id that no tag and no segment has.
    Uni<Long> nextId() {
        return getSession().chain(session -> session.createNativeQuery("select nextval('tag_id')", Long.class)
                .getSingleResult());
    }

    /// Emits whether the tag was added: neither the id nor the name may be in use. Waits for whoever is adding the
    /// same at this moment.
    Uni<Boolean> add(UUID accountId, UUID audienceId, long id, String name, Instant now) {
        return getSession()
                .chain(session -> session.createNativeQuery("""
                                insert into tag (id, account_id, audience_id, name, name_key, version, created_at)
                                values (:id, :account, :audience, :name, :key, 1, :now)
                                on conflict do nothing""")
                        .setParameter("id", id)
                        .setParameter("account", accountId)
                        .setParameter("audience", audienceId)
                        .setParameter("name", name.strip())
                        .setParameter("key", Tag.keyOf(name))
                        .setParameter("now", now.atOffset(ZoneOffset.UTC))
                        .executeUpdate())
                .map(rows -> rows == 1);
    }
}
