package io.sillage.contacts.contact;

import io.quarkus.logging.Log;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

/// Adds the contacts that other services met first: customers of a store, those who answered a survey.
@ApplicationScoped
public class ContactAdditions {

    private final AudienceRepository audiences;
    private final ContactRepository contacts;
    private final ForgottenAddressRepository forgotten;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    ContactAdditions(
            AudienceRepository audiences,
            ContactRepository contacts,
            ForgottenAddressRepository forgotten,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.audiences = audiences;
        this.contacts = contacts;
        this.forgotten = forgotten;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// In the order given, in the current transaction. An address that cannot be written to, or that was deleted for
    /// good, is left out.
    public Uni<Void> add(List<AddContact> commands) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(this::add)
                .collect()
                .last();
    }

    private Uni<Void> add(AddContact command) {
        var email = EmailAddress.parse(command.email());
        if (email.isEmpty()) {
            Log.warnf("Contact not added command=%s reason=invalid_address", command.id());
            return Uni.createFrom().voidItem();
        }
        return audiences
                .alive(command.audienceId())
                .map(found -> found.filter(audience -> audience.accountId().equals(command.accountId())))
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : add(command, found.get(), email.get()));
    }

    private Uni<Void> add(AddContact command, Audience audience, EmailAddress email) {
        return contacts.lock(audience.id(), SubscriberKey.of(email))
                .chain(found ->
                        found.isPresent() ? raise(command, audience, found.get()) : addNew(command, audience, email));
    }

    /// Who only gets what concerns an order may agree to more; nothing else is changed about somebody who is known.
    private Uni<Void> raise(AddContact command, Audience audience, Contact contact) {
        var raises = contact.status() == EmailStatus.TRANSACTIONAL
                && command.statusIfNew() == EmailStatus.SUBSCRIBED
                && !contact.refusesSubscription();
        if (!raises) {
            return Uni.createFrom().voidItem();
        }
        var now = clock.instant();
        var changes = contact.changeStatus(EmailStatus.SUBSCRIBED, now).stream().toList();
        contact.touched(now);
        return announcements
                .announce(audience, contact, changes, cause(command))
                .replaceWithVoid();
    }

    private Uni<Void> addNew(AddContact command, Audience audience, EmailAddress email) {
        return forgotten
                .isForgotten(audience.id(), email)
                .chain(isForgotten -> isForgotten
                        ? Uni.createFrom().voidItem()
                        : save(audience, contact(command, audience, email, clock.instant()), cause(command)));
    }

    private Uni<Void> save(Audience audience, Contact contact, Cause cause) {
        return contacts.save(contact)
                .chain(() -> announcements.announce(audience, contact, List.of(new Change.Created()), cause))
                .replaceWithVoid();
    }

    private static Contact contact(AddContact command, Audience audience, EmailAddress email, Instant now) {
        var contact = new Contact(
                command.contactId(), audience, email, command.statusIfNew(), command.source(), cause(command), now);
        command.fields().forEach((tag, value) -> audience.fields().tagged(tag).ifPresent(field -> FieldValues.readOne(
                        audience, field, value)
                .ifPresent(read -> contact.changeField(field.key(), field.tag(), read))));
        return contact;
    }

    private static Cause cause(AddContact command) {
        return Cause.of(command.origin(), "command:" + command.id(), command.suppressTriggers());
    }
}
