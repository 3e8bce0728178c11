package io.sillage.events.site;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.quarkus.logging.Log;
import io.sillage.contracts.ActivityRecorded;
import io.sillage.events.announcement.Announcements;
import io.sillage.events.contact.Contact;
import io.sillage.events.contact.Contacts;
import io.sillage.events.integration.Integration;
import io.sillage.events.site.Beacon.Action;
import io.sillage.events.site.VisitRepository.Person;
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

    /// The setting that says what follows from what visitors do of whom nothing proves who they are.
    private static final String UNPROVEN = "unproven_identities";

    private static final String ONLY_RECORD = "record";
    private static final int MOST_REMEMBERED = 100_000;
    private static final int MOST_VISITS = 200;
    private static final Duration MEMORY = Duration.ofMinutes(1);

    private final Contacts contacts;
    private final VisitRepository repository;
    private final Announcements announcements;
    private final VisitorRates rates;

    /// Only those who are somebody.
    private final Cache<Key, Remembered> remembered = Caffeine.newBuilder()
            .maximumSize(MOST_REMEMBERED)
            .expireAfterWrite(MEMORY)
            .build();

    private record Key(UUID site, String visitor) {}

    /// Who a visitor is.
    ///
    /// @param claim what was said last of who it is; empty if that was longer ago
    private record Remembered(Optional<Claim> claim, List<Person> people) {

        /// Whether what somebody says now tells nothing new.
        boolean answers(Optional<Claim> said) {
            return said.isEmpty()
                    || claim.filter(before -> before.covers(said.get())).isPresent();
        }
    }

    Visitors(Contacts contacts, VisitRepository repository, Announcements announcements, VisitorRates rates) {
        this.contacts = contacts;
        this.repository = repository;
        this.announcements = announcements;
        this.rates = rates;
    }

    /// Emits when what the beacon tells is kept. Fails with 429 if the visitor tells too much.
    ///
    /// @param site where the visitor is: a connected site, or the storefront of a shop
    public Uni<Void> record(Integration site, Beacon beacon, Instant now) {
        rates.take(site, beacon);
        return peopleOf(site, beacon, now)
                .chain(people -> people.isEmpty()
                        ? keep(site, beacon, now)
                        : announcements.sendAll(activities(site, beacon, people, now)));
    }

    /// Emits whether what the visitor tells may start flows, whoever is meant. Fails with 429 if it tells too much.
    public Uni<Boolean> mayStartFlows(Integration site, Beacon beacon, Instant now) {
        rates.take(site, beacon);
        return isToBeProven(site)
                ? peopleOf(site, beacon, now)
                        .map(people -> !people.isEmpty() && people.stream().allMatch(Person::proven))
                : Uni.createFrom().item(true);
    }

    private Uni<Void> keep(Integration site, Beacon beacon, Instant now) {
        return beacon.actions().isEmpty() ? Uni.createFrom().voidItem() : repository.add(site, beacon, now);
    }

    private Uni<List<Person>> peopleOf(Integration site, Beacon beacon, Instant now) {
        var key = new Key(site.id(), beacon.visitor());
        var known = remembered.getIfPresent(key);
        return known != null && known.answers(beacon.claim())
                ? Uni.createFrom().item(known.people())
                : find(site, beacon, now).invoke(people -> {
                    if (!people.isEmpty()) {
                        remembered.put(key, new Remembered(beacon.claim(), people));
                    }
                });
    }

    private Uni<List<Person>> find(Integration site, Beacon beacon, Instant now) {
        return beacon.claim()
                .map(claim -> contacts.find(site.accountId(), site.audienceId(), claim.identity())
                        .chain(people -> people.isEmpty()
                                ? Uni.createFrom().item(List.<Person>of())
                                : identified(site, beacon.visitor(), people, claim, now)))
                .orElseGet(() -> repository.known(site, beacon.visitor()));
    }

    private Uni<List<Person>> identified(
            Integration site, String visitor, List<Contact> contacts, Claim claim, Instant now) {
        return repository.identify(site, visitor, contacts, claim, now).call(people -> repository
                .visits(site, visitor, MOST_VISITS)
                .chain(visits -> adopt(site, visits, people)));
    }

    private Uni<Void> adopt(Integration site, List<Visit> visits, List<Person> people) {
        return announcements
                .sendAll(visits.stream()
                        .flatMap(visit -> people.stream().map(person -> activity(site, visit, person)))
                        .toList())
                .call(() -> visits.isEmpty() ? Uni.createFrom().voidItem() : repository.delete(visits))
                .invoke(() -> Log.infof(
                        "Visitor identified integration=%s contact=%s visits=%d",
                        site.id(), people.getFirst().contact().contactId(), visits.size()));
    }

    private static List<ActivityRecorded> activities(
            Integration site, Beacon beacon, List<Person> people, Instant now) {
        return beacon.actions().stream()
                .flatMap(action -> people.stream()
                        .map(person -> activity(
                                site,
                                Ids.derived(person.contact().contactId(), site.id(), beacon.visitor(), action.id()),
                                action,
                                person,
                                now,
                                false)))
                .toList();
    }

    /// Of the same standing as what made it known whose it is.
    private static ActivityRecorded activity(Integration site, Visit visit, Person person) {
        var id = Ids.derived(person.contact().contactId(), visit.id());
        return activity(site, id, visit.action(), person, visit.receivedAt(), true);
    }

    private static ActivityRecorded activity(
            Integration site, UUID id, Action action, Person person, Instant receivedAt, boolean suppressTriggers) {
        var contact = person.contact();
        return new ActivityRecorded(
                id,
                contact.accountId(),
                contact.audienceId(),
                contact.contactId(),
                action.type(),
                action.name(),
                action.properties(),
                action.occurredAt(),
                receivedAt,
                site.type().word(),
                suppressTriggers,
                isToBeProven(site) && !person.proven() ? true : null);
    }

    private static boolean isToBeProven(Integration site) {
        return site.text(UNPROVEN).equals(ONLY_RECORD);
    }

    void reset(@Observes LocalReset reset) {
        remembered.invalidateAll();
    }
}
