package io.sillage.segments.membership;

import io.sillage.contracts.ActivityRecorded;
import io.sillage.segments.projection.Contact;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
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

    private final DefinitionLocks locks;
    private final DefinitionRepository definitions;
    private final VerdictRepository verdicts;
    private final EvaluationService evaluations;

    MembershipService(
            DefinitionLocks locks,
            DefinitionRepository definitions,
            VerdictRepository verdicts,
            EvaluationService evaluations) {
        this.locks = locks;
        this.definitions = definitions;
        this.verdicts = verdicts;
        this.evaluations = evaluations;
    }

    /// Who is about to lock contacts of these audiences locks them first.
    public Uni<Void> lockAudiences(SqlConnection transaction, Collection<UUID> audienceIds) {
        return locks.lockShared(transaction, audienceIds);
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
            LiveDefinitions live,
            Collection<Standing> due,
            Instant now) {
        var byId = live.byId();
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
                .map(live -> Touched.by(activities, contacts, live, now))
                .chain(touched -> evaluations.evaluate(transaction, touched, now));
    }

    /// What a contact was and is. Who is not active any more leaves everything.
    ///
    /// @param at when it changed
    public record ContactUpdate(Contact before, Contact after, Instant at) {

        boolean isLeaving() {
            return before.active() && !after.active();
        }
    }

    /// Emits when time will change something next.
    public Uni<Optional<Instant>> afterUpdates(SqlConnection transaction, List<ContactUpdate> updates, Instant now) {
        var leaving = updates.stream()
                .filter(ContactUpdate::isLeaving)
                .map(update -> update.after().contactId())
                .toList();
        return verdicts.ofContacts(transaction, leaving)
                .chain(standings -> afterUpdates(transaction, updates, standings.keySet(), now));
    }

    private Uni<Optional<Instant>> afterUpdates(
            SqlConnection transaction, List<ContactUpdate> updates, Set<Standing.Key> ofLeaving, Instant now) {
        var contacts = updates.stream().map(ContactUpdate::after).toList();
        return definitions
                .live(transaction, audiencesOf(contacts))
                .map(live -> Touched.by(updates, ofLeaving, live, now))
                .chain(touched -> evaluations.evaluate(transaction, touched, now));
    }

    /// Forgets all answers for contacts that were erased; that they left was said before.
    public Uni<Void> forget(SqlConnection transaction, Collection<UUID> contactIds) {
        return verdicts.deleteOf(transaction, contactIds);
    }

    private static Set<UUID> audiencesOf(Collection<Contact> contacts) {
        return contacts.stream().map(Contact::audienceId).collect(Collectors.toSet());
    }
}
