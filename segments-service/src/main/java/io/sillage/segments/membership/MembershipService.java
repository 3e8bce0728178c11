package io.sillage.segments.membership;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.FieldTexts;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Keeps memberships true when something changes, in the transaction of the change.
///
/// The caller locks the audiences, then the contacts, then reads the clock; so what one transaction decides about a
/// contact, the next one sees.
@ApplicationScoped
public class MembershipService {

    private final DefinitionRepository definitions;
    private final VerdictRepository verdicts;
    private final EvaluationService evaluations;

    MembershipService(DefinitionRepository definitions, VerdictRepository verdicts, EvaluationService evaluations) {
        this.definitions = definitions;
        this.verdicts = verdicts;
        this.evaluations = evaluations;
    }

    /// Who is about to lock contacts of these audiences locks them first.
    public Uni<Void> lockAudiences(SqlConnection transaction, Collection<UUID> audienceIds) {
        return definitions.lockShared(transaction, audienceIds);
    }

    /// Lets happen what time has brought about until now, so that what changes next changes the present.
    public Uni<Void> settle(SqlConnection transaction, Map<UUID, Contact> contacts, Instant now) {
        return verdicts.due(transaction, contacts.keySet(), now)
                .chain(due -> due.isEmpty()
                        ? Uni.createFrom().voidItem()
                        : definitions
                                .live(transaction, audiencesOf(contacts.values()))
                                .chain(live -> settle(transaction, contacts, live, due.values(), now)));
    }

    private Uni<Void> settle(
            SqlConnection transaction,
            Map<UUID, Contact> contacts,
            Map<UUID, DefinitionIndex> live,
            Collection<Standing> due,
            Instant now) {
        var byId = byId(live);
        var orphans = due.stream()
                .filter(standing -> !byId.containsKey(standing.definition()))
                .map(Standing::key)
                .toList();
        var ofTime = due.stream()
                .filter(standing -> byId.containsKey(standing.definition()))
                .map(standing -> Evaluation.ofTime(
                        byId.get(standing.definition()), contacts.get(standing.contactId()), standing.boundary()))
                .toList();
        return verdicts.expire(transaction, orphans)
                .chain(() -> evaluations.evaluate(transaction, ofTime, now))
                .chain(() -> settle(transaction, contacts, now)); // more may have happened than was loaded
    }

    /// Emits when time will change something next.
    ///
    /// @param contacts locked and settled, as they are now
    /// @param activities the new ones, stored already
    public Uni<Optional<Instant>> afterActivities(
            SqlConnection transaction, Map<UUID, Contact> contacts, List<ActivityRecorded> activities, Instant now) {
        return definitions
                .live(transaction, audiencesOf(contacts.values()))
                .chain(live -> evaluations.evaluate(transaction, touched(contacts, activities, live, now), now));
    }

    private static List<Evaluation> touched(
            Map<UUID, Contact> contacts,
            List<ActivityRecorded> activities,
            Map<UUID, DefinitionIndex> live,
            Instant now) {
        var causes = new LinkedHashMap<Standing.Key, List<Cause>>();
        for (var activity : activities) {
            var contact = contacts.get(activity.contactId());
            if (contact != null && contact.active() && activity.type().equals(ActivityRecorded.EVENT)) {
                readersOf(activity, live.getOrDefault(contact.audienceId(), DefinitionIndex.EMPTY))
                        .forEach(definition -> causes.computeIfAbsent(
                                        new Standing.Key(contact.contactId(), definition.id()), _ -> new ArrayList<>())
                                .add(new Cause(activity.occurredAt(), activity.id())));
            }
        }
        var byId = byId(live);
        return causes.entrySet().stream()
                .map(entry -> since(
                        byId.get(entry.getKey().definition()),
                        contacts.get(entry.getKey().contactId()),
                        entry.getValue(),
                        now))
                .toList();
    }

    private static List<Definition> readersOf(ActivityRecorded activity, DefinitionIndex definitions) {
        return activity.name() instanceof String name
                ? definitions.readersOf(name, FieldTexts.ofProperties(activity.properties()))
                : List.of();
    }

    private static Evaluation since(Definition definition, Contact contact, List<Cause> causes, Instant now) {
        var sorted = causes.stream()
                .map(cause -> cause.notAfter(now))
                .sorted(Comparator.comparing(Cause::at))
                .toList();
        return new Evaluation(definition, contact, sorted.getFirst().at(), sorted, false);
    }

    /// What a contact was and is. Who is not active any more leaves everything.
    ///
    /// @param at when it changed
    public record ContactUpdate(Contact before, Contact after, Instant at) {}

    /// Emits when time will change something next.
    public Uni<Optional<Instant>> afterUpdates(SqlConnection transaction, List<ContactUpdate> updates, Instant now) {
        var leaving = updates.stream()
                .filter(update -> update.before().active() && !update.after().active())
                .map(update -> update.after().contactId())
                .toList();
        return verdicts.ofContacts(transaction, leaving).chain(standings -> definitions
                .live(
                        transaction,
                        audiencesOf(updates.stream().map(ContactUpdate::after).toList()))
                .chain(live ->
                        evaluations.evaluate(transaction, touched(updates, standings.keySet(), live, now), now)));
    }

    private static List<Evaluation> touched(
            List<ContactUpdate> updates, Set<Standing.Key> ofLeaving, Map<UUID, DefinitionIndex> live, Instant now) {
        var standing = ofLeaving.stream().collect(Collectors.groupingBy(Standing.Key::contactId));
        var touched = new ArrayList<Evaluation>();
        for (var update : updates) {
            var index = live.getOrDefault(update.after().audienceId(), DefinitionIndex.EMPTY);
            touchedBy(update, index, standing.getOrDefault(update.after().contactId(), List.of()))
                    .forEach(definition -> touched.add(Evaluation.because(
                            definition, update.after(), new Cause(update.at(), null).notAfter(now), now)));
        }
        return touched;
    }

    private static Collection<Definition> touchedBy(
            ContactUpdate update, DefinitionIndex definitions, List<Standing.Key> standing) {
        if (!update.after().active()) {
            return definitions.all().stream()
                    .filter(definition -> isStanding(update.after().contactId(), definition, standing))
                    .toList();
        }
        return update.before().active() ? definitions.readersOf(update.before(), update.after()) : definitions.all();
    }

    private static boolean isStanding(UUID contactId, Definition definition, List<Standing.Key> standing) {
        return standing.contains(new Standing.Key(contactId, definition.id()))
                || definition.isUntold(contactId)
                        && standing.contains(new Standing.Key(contactId, definition.predecessorId()));
    }

    /// Forgets all answers for contacts that were erased; that they left was said before.
    public Uni<Void> forget(SqlConnection transaction, Collection<UUID> contactIds) {
        return verdicts.deleteOf(transaction, contactIds);
    }

    private static Set<UUID> audiencesOf(Collection<Contact> contacts) {
        return contacts.stream().map(Contact::audienceId).collect(Collectors.toSet());
    }

    private static Map<Definition.Id, Definition> byId(Map<UUID, DefinitionIndex> live) {
        var byId = new HashMap<Definition.Id, Definition>();
        live.values().forEach(index -> index.all().forEach(definition -> byId.put(definition.id(), definition)));
        return byId;
    }
}
