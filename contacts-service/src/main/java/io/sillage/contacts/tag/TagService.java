package io.sillage.contacts.tag;

import static java.util.stream.Collectors.toUnmodifiableMap;

import io.sillage.contacts.backlog.Backlog;
import io.sillage.contacts.backlog.Work.Kind;
import io.sillage.contacts.outbox.SessionOutbox;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;

/// Changes to tags, each with its message.
///
/// Whoever tags a contact locks the contact first and then comes here, so that nobody waits for somebody who waits
/// for him.
@ApplicationScoped
public class TagService {

    /// How many other names are tried for a tag that must exist under a name that is in use.
    private static final int OTHER_NAMES = 100;

    private final TagRepository tags;
    private final SessionOutbox outbox;
    private final Backlog backlog;
    private final InstantSource clock;

    TagService(TagRepository tags, SessionOutbox outbox, Backlog backlog, InstantSource clock) {
        this.tags = tags;
        this.outbox = outbox;
        this.backlog = backlog;
        this.clock = clock;
    }

    /// The tags with these names, by [Tag#keyOf] the name; those that do not exist are made.
    public Uni<Map<String, Tag>> ensure(UUID accountId, UUID audienceId, Collection<String> names) {
        var wanted = new TreeMap<String, String>();
        names.forEach(name -> wanted.putIfAbsent(Tag.keyOf(name), name));
        return tags.named(audienceId, wanted.keySet())
                .chain(existing -> addMissing(accountId, audienceId, wanted, existing))
                .map(TagService::byKey);
    }

    private static Map<String, Tag> byKey(List<Tag> tags) {
        return tags.stream().collect(toUnmodifiableMap(Tag::nameKey, Function.identity()));
    }

    private Uni<List<Tag>> addMissing(
            UUID accountId, UUID audienceId, SortedMap<String, String> wanted, List<Tag> existing) {
        if (existing.size() == wanted.size()) {
            return Uni.createFrom().item(existing);
        }
        // in order of names, so that two who add the same tags wait for each other in the same order
        var missing = new TreeMap<>(wanted);
        existing.forEach(tag -> missing.remove(tag.nameKey()));
        return Multi.createFrom()
                .iterable(missing.values())
                .onItem()
                .transformToUniAndConcatenate(name -> addUnderNewId(accountId, audienceId, name))
                .collect()
                .last()
                .chain(() -> tags.named(audienceId, wanted.keySet()));
    }

    /// What somebody means by a tag.
    ///
    /// @param id 0 if only the name is known
    /// @param create whether a tag that does not exist is to be made
    public record Mention(UUID accountId, UUID audienceId, long id, String name, boolean create) {}

    /// The tag with this id, or else with this name, or else a new one; none if it was deleted.
    public Uni<Optional<Tag>> resolve(Mention mention) {
        return tags.findById(mention.id())
                .chain(tag ->
                        tag == null ? resolveByName(mention) : Uni.createFrom().item(alive(mention, tag)));
    }

    private static Optional<Tag> alive(Mention mention, Tag tag) {
        return tag.isDeleted() || !tag.audienceId().equals(mention.audienceId()) ? Optional.empty() : Optional.of(tag);
    }

    private Uni<Optional<Tag>> resolveByName(Mention mention) {
        var key = List.of(Tag.keyOf(mention.name()));
        return tags.named(mention.audienceId(), key)
                .chain(found ->
                        found.isEmpty() && mention.create() && !mention.name().isBlank()
                                ? add(mention).chain(() -> tags.named(mention.audienceId(), key))
                                : Uni.createFrom().item(found))
                .map(found -> found.stream().findFirst());
    }

    private Uni<Boolean> add(Mention mention) {
        return add(mention.accountId(), mention.audienceId(), mention.id(), mention.name());
    }

    private Uni<Boolean> add(UUID accountId, UUID audienceId, long id, String name) {
        return id == 0
                ? addUnderNewId(accountId, audienceId, name)
                : tags.add(accountId, audienceId, id, name, clock.instant()).call(added -> announceIf(added, id));
    }

    private Uni<Boolean> addUnderNewId(UUID accountId, UUID audienceId, String name) {
        return tags.nextId().chain(id -> add(accountId, audienceId, id, name));
    }

    /// Makes the tag exist under this id and name. If another tag has the name, a new one gets a number behind it,
    /// and one that is to be renamed keeps its name.
    public Uni<Void> define(UUID accountId, UUID audienceId, long id, String name) {
        return tags.lock(accountId, id).chain(found -> found.map(tag -> rename(tag, name))
                .orElseGet(() -> addUnderFreeName(accountId, audienceId, id, name, 1)));
    }

    private Uni<Void> addUnderFreeName(UUID accountId, UUID audienceId, long id, String name, int attempt) {
        var tried = attempt == 1 ? name : "%s (%d)".formatted(name, attempt);
        return add(accountId, audienceId, id, tried)
                .chain(added -> added || attempt == OTHER_NAMES
                        ? Uni.createFrom().voidItem()
                        : addUnderFreeName(accountId, audienceId, id, name, attempt + 1));
    }

    private Uni<Void> rename(Tag tag, String name) {
        if (tag.isDeleted() || tag.name().equals(name.strip())) {
            return Uni.createFrom().voidItem();
        }
        return tags.named(tag.audienceId(), List.of(Tag.keyOf(name)))
                .map(others -> others.stream().allMatch(other -> other.id() == tag.id()))
                .chain(free -> free ? renameNow(tag, name) : Uni.createFrom().voidItem());
    }

    private Uni<Void> renameNow(Tag tag, String name) {
        tag.rename(name.strip());
        return outbox.append(tag.changed(clock.instant()));
    }

    /// The tag is gone at once; the contacts that carry it lose it in the background.
    public Uni<Void> delete(UUID accountId, long id) {
        return tags.lock(accountId, id).chain(found -> found.filter(tag -> !tag.isDeleted())
                .map(tag -> deleteNow(accountId, tag))
                .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> deleteNow(UUID accountId, Tag tag) {
        tag.delete(clock.instant());
        return outbox.append(tag.changed(clock.instant()))
                .chain(() -> backlog.add(Kind.REMOVE_TAG, accountId, tag.audienceId(), Long.toString(tag.id())));
    }

    private Uni<Void> announceIf(boolean added, long id) {
        return added
                ? tags.findById(id).chain(tag -> outbox.append(tag.changed(clock.instant())))
                : Uni.createFrom().voidItem();
    }
}
