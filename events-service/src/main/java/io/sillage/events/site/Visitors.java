package io.sillage.events.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.logging.Log;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
import io.sillage.events.contact.Identity;
import io.sillage.events.integration.Integration;
import io.sillage.events.site.Beacon.Action;
import io.sillage.events.site.VisitRepository.Visit;
import io.sillage.platform.id.Ids;
import io.sillage.platform.local.LocalReset;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Records what visitors do: as activities of the contacts that they are, or apart from all contacts as long as nobody
/// knows that. When it becomes known, what they did before becomes activities too, but starts nothing.
@ApplicationScoped
public class Visitors {

    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_VISITS = 200;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Contacts contacts;
    private final VisitRepository repository;
    private final Announcements announcements;

    /// Only those who are somebody.
    private final Cache<Key, List<Contact>> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    private record Key(UUID site, String visitor, Optional<Identity> identity) {}

    Visitors(Contacts contacts, VisitRepository repository, Announcements announcements) {
        this.contacts = contacts;
        this.repository = repository;
        this.announcements = announcements;
    }

    /// Emits when what the beacon tells is kept.
    ///
    /// @param site where the visitor is: a connected site, or the storefront of a shop
    public Uni<Void> record(Integration site, Beacon beacon, Instant now) {
        return contactsOf(site, beacon, now)
                .chain(people -> people.isEmpty()
                        ? keep(site, beacon, now)
                        : announcements.sendAll(activities(site, beacon, people, now)));
    }

    private Uni<Void> keep(Integration site, Beacon beacon, Instant now) {
        return beacon.actions().isEmpty() ? Uni.createFrom().voidItem() : repository.add(site, beacon, now);
    }

    private Uni<List<Contact>> contactsOf(Integration site, Beacon beacon, Instant now) {
        var key = new Key(site.id(), beacon.visitor(), beacon.identity());
        var known = remembered.getIfPresent(key);
        return known != null
                ? Uni.createFrom().item(known)
                : find(site, beacon, now).invoke(people -> {
                    if (!people.isEmpty()) {
                        remembered.put(key, people);
                    }
                });
    }

    private Uni<List<Contact>> find(Integration site, Beacon beacon, Instant now) {
        return beacon.identity()
                .map(identity -> contacts.find(site.accountId(), site.audienceId(), identity)
                        .call(people -> people.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : identified(site, beacon.visitor(), people, identity, now)))
                .orElseGet(() -> repository.known(site, beacon.visitor()));
    }

    private Uni<Void> identified(
            Integration site, String visitor, List<Contact> people, Identity identity, Instant now) {
        return repository
                .identify(site, visitor, people, identity, now)
                .chain(() -> repository.visits(site, visitor, MOST_VISITS))
                .call(visits -> announcements.sendAll(visits.stream()
                        .flatMap(visit -> people.stream().map(person -> activity(site, visit, person)))
                        .toList()))
                .call(visits -> visits.isEmpty() ? Uni.createFrom().voidItem() : repository.delete(visits))
                .invoke(visits -> Log.infof(
                        "Visitor identified integration=%s contact=%s visits=%d",
                        site.id(), people.getFirst().contactId(), visits.size()))
                .replaceWithVoid();
    }

    private static List<ActivityRecorded> activities(
            Integration site, Beacon beacon, List<Contact> people, Instant now) {
        return beacon.actions().stream()
                .flatMap(action -> people.stream()
                        .map(person -> activity(
                                site,
                                Ids.derived(person.contactId(), site.id(), beacon.visitor(), action.id()),
                                action,
                                person,
                                now,
                                false)))
                .toList();
    }

    private static ActivityRecorded activity(Integration site, Visit visit, Contact person) {
        return activity(
                site, Ids.derived(person.contactId(), visit.id()), visit.action(), person, visit.receivedAt(), true);
    }

    private static ActivityRecorded activity(
            Integration site, UUID id, Action action, Contact person, Instant receivedAt, boolean suppressTriggers) {
        return new ActivityRecorded(
                id,
                person.accountId(),
                person.audienceId(),
                person.contactId(),
                action.type(),
                action.name(),
                action.properties(),
                action.occurredAt(),
                receivedAt,
                site.type().word(),
                suppressTriggers);
    }

    void reset(@Observes LocalReset reset) {
        remembered.invalidateAll();
    }
}
