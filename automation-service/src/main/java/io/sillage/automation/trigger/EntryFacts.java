package io.sillage.automation.trigger;

import io.sillage.automation.contact.AccountRepository;
import io.sillage.automation.contact.Contact;
import io.sillage.automation.contact.ContactRepository;
import io.sillage.automation.enrollment.EnrollmentService;
import io.sillage.automation.flow.Definitions;
import io.sillage.automation.flow.Flow;
import io.sillage.automation.flow.FlowRepository;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/// Loads what a decision about entries depends on.
@ApplicationScoped
class EntryFacts {

    private final FlowRepository flows;
    private final Definitions definitions;
    private final AccountRepository accounts;
    private final ContactRepository contacts;
    private final EnrollmentService enrollments;

    EntryFacts(
            FlowRepository flows,
            Definitions definitions,
            AccountRepository accounts,
            ContactRepository contacts,
            EnrollmentService enrollments) {
        this.flows = flows;
        this.definitions = definitions;
        this.accounts = accounts;
        this.contacts = contacts;
        this.enrollments = enrollments;
    }

    /// Locks the contacts first, so that everything about one of them is decided in turn. Those who are not known yet
    /// are missing.
    Uni<Map<UUID, Contact>> lockContacts(SqlConnection transaction, List<Entry> entries) {
        return contacts.lock(transaction, entries.stream().map(Entry::contactId).toList());
    }

    /// Contacts among these of whom nothing may be stored any more.
    Uni<Set<UUID>> erased(SqlConnection transaction, Collection<UUID> unknown) {
        return unknown.isEmpty() ? Uni.createFrom().item(Set.of()) : contacts.erased(transaction, unknown);
    }

    Uni<Admission.Facts> load(
            SqlConnection transaction, List<Entry> entries, Map<UUID, Contact> people, Map<UUID, Boolean> answers) {
        return flows.load(transaction, entries.stream().map(Entry::flowId).toList())
                .chain(known -> load(transaction, entries, known, people, answers));
    }

    private Uni<Admission.Facts> load(
            SqlConnection transaction,
            List<Entry> entries,
            Map<Integer, Flow> known,
            Map<UUID, Contact> people,
            Map<UUID, Boolean> answers) {
        return definitions
                .load(transaction, known.values().stream().map(Flow::versionId).toList())
                .chain(versions -> accounts.load(
                                transaction,
                                entries.stream().map(Entry::accountId).toList())
                        .chain(plans -> enrollments
                                .lastWalks(
                                        transaction,
                                        entries.stream().map(Entry::flowId).toArray(Integer[]::new),
                                        entries.stream().map(Entry::contactId).toArray(UUID[]::new))
                                .map(walks -> new Admission.Facts(known, versions, plans, people, walks, answers))));
    }
}
