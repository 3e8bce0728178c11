package io.sillage.segments.membership;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.contracts.ActivityType;
import io.sillage.segments.membership.MembershipService.ContactUpdate;
import io.sillage.segments.projection.Contact;
import io.sillage.segments.projection.FieldTexts;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/// Which definitions have to be evaluated for which contacts after a change: those that read what has changed, and no
/// others. No I/O.
final class Touched {

    private Touched() {}

    /// By activities of contacts, one evaluation for all that touch the same definition.
    static List<Evaluation> by(
            List<ActivityRecorded> activities, Map<UUID, Contact> contacts, LiveDefinitions live, Instant now) {
        var causes = new LinkedHashMap<Standing.Key, List<Cause>>();
        for (var activity : activities) {
            var contact = contacts.get(activity.contactId());
            if (contact != null && contact.active()) {
                readersOf(activity, live.of(contact.audienceId())).forEach(definition -> causes.computeIfAbsent(
                                new Standing.Key(contact.contactId(), definition.id()), _ -> new ArrayList<>())
                        .add(new Cause(activity.occurredAt(), activity.id()).notAfter(now)));
            }
        }
        var byId = live.byId();
        return causes.entrySet().stream()
                .map(entry -> sinceTheFirst(
                        byId.get(entry.getKey().definition()),
                        contacts.get(entry.getKey().contactId()),
                        entry.getValue()))
                .toList();
    }

    private static List<Definition> readersOf(ActivityRecorded activity, DefinitionIndex definitions) {
        return activity.type().equals(ActivityType.EVENT) && activity.name() instanceof String name
                ? definitions.readersOf(name, FieldTexts.ofProperties(activity.properties()))
                : List.of();
    }

    private static Evaluation sinceTheFirst(Definition definition, Contact contact, List<Cause> causes) {
        var inOrder = causes.stream().sorted(Comparator.comparing(Cause::at)).toList();
        return new Evaluation(definition, contact, inOrder.getFirst().at(), inOrder, false);
    }

    /// By changes of contacts.
    ///
    /// @param ofLeaving what is stored of contacts that are not active any more
    static List<Evaluation> by(
            List<ContactUpdate> updates, Set<Standing.Key> ofLeaving, LiveDefinitions live, Instant now) {
        var standings = ofLeaving.stream().collect(Collectors.groupingBy(Standing.Key::contactId));
        var touched = new ArrayList<Evaluation>();
        for (var update : updates) {
            var contact = update.after();
            var definitions = live.of(contact.audienceId());
            var cause = new Cause(update.at(), null).notAfter(now);
            readersOf(update, definitions, standings.getOrDefault(contact.contactId(), List.of()))
                    .forEach(each -> touched.add(Evaluation.because(each, contact, cause, now)));
        }
        return touched;
    }

    private static Collection<Definition> readersOf(
            ContactUpdate update, DefinitionIndex definitions, List<Standing.Key> standings) {
        if (!update.after().active()) {
            return definitions.all().stream()
                    .filter(definition -> isStanding(update.after().contactId(), definition, standings))
                    .toList();
        }
        return update.before().active() ? definitions.readersOf(update.before(), update.after()) : definitions.all();
    }

    private static boolean isStanding(UUID contactId, Definition definition, List<Standing.Key> standings) {
        return standings.contains(new Standing.Key(contactId, definition.id()))
                || definition.isUntold(contactId)
                        && standings.contains(new Standing.Key(contactId, definition.predecessorId()));
    }
}
