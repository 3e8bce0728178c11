package io.sillage.events.contact;

import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlConnection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;

/// Makes changes of contacts known here: in the database within a transaction, and to those who wait after it.
@ApplicationScoped
class ContactProjection {

    private final ContactRepository repository;
    private final ForgottenRepository forgotten;
    private final Contacts contacts;
    private final Event<Forgotten> erasure;

    ContactProjection(
            ContactRepository repository, ForgottenRepository forgotten, Contacts contacts, Event<Forgotten> erasure) {
        this.repository = repository;
        this.forgotten = forgotten;
        this.contacts = contacts;
        this.erasure = erasure;
    }

    /// Emits the contacts that were news.
    Uni<List<Contact>> store(SqlConnection transaction, ContactChanges changes) {
        return lock(transaction, changes)
                .chain(() -> repository.put(transaction, changes.changed()))
                .call(() -> forgotten.forgetLatecomers(transaction, changes.changed()))
                .call(() -> forgotten.forgetContacts(transaction, changes.erased()));
    }

    private Uni<Void> lock(SqlConnection transaction, ContactChanges changes) {
        return changes.erased().isEmpty() ? forgotten.respect(transaction) : forgotten.excludeOthers(transaction);
    }

    void committed(List<Contact> news, ContactChanges changes) {
        contacts.changed(news);
        if (!changes.erased().isEmpty()) {
            changes.erased().forEach(gone -> contacts.erased(gone.contactId(), gone.version()));
            erasure.fire(new Forgotten());
        }
    }
}
