package io.sillage.contacts.contact;

import io.quarkus.logging.Log;
import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.audience.AudienceRepository;
import io.sillage.contacts.email.EmailAddress;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.AddContact;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SmsStatus;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Adds the contacts that other services met first: customers of a store, those who answered a survey or sent a text
/// message.
@ApplicationScoped
public class ContactAdditions {

    /// Numbers say their country themselves.
    private static final String NO_COUNTRY = "ZZ";

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

    /// In the order given, in the current transaction. An address that cannot be written to is left out, and so is one
    /// that was deleted for good, and a phone of which either is true.
    public Uni<Void> add(List<AddContact> commands) {
        return Multi.createFrom()
                .iterable(commands)
                .onItem()
                .transformToUniAndConcatenate(this::add)
                .collect()
                .last();
    }

    private Uni<Void> add(AddContact command) {
        return audiences
                .alive(command.audienceId())
                .map(found -> found.filter(audience -> audience.accountId().equals(command.accountId())))
                .chain(found -> found.isEmpty() ? Uni.createFrom().voidItem() : add(command, found.get()));
    }

    private Uni<Void> add(AddContact command, Audience audience) {
        var email = EmailAddress.parse(command.email());
        var phone = Optional.ofNullable(command.phone()).flatMap(number -> PhoneNumber.parse(number, NO_COUNTRY));
        if (email.isPresent()) {
            return add(command, audience, email.get());
        }
        if (command.email().isEmpty() && phone.isPresent()) {
            return add(command, audience, phone.get());
        }
        Log.warnf("Contact not added command=%s reason=invalid_address", command.id());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> add(AddContact command, Audience audience, PhoneNumber phone) {
        return contacts.lockPhone(audience.id(), phone)
                .chain(found -> found.isPresent()
                        ? Uni.createFrom().item(true)
                        : contacts.lockAll(List.of(command.contactId())).map(same -> !same.isEmpty()))
                .chain(isKnown -> isKnown
                        ? Uni.createFrom().voidItem()
                        : addNew(audience, reachableBy(phone, command, audience), cause(command)));
    }

    private Contact reachableBy(PhoneNumber phone, AddContact command, Audience audience) {
        var now = clock.instant();
        var contact = new Contact(
                command.contactId(), audience, EmailStatus.TRANSACTIONAL, command.source(), cause(command), now);
        contact.sms().changePhone(Optional.of(phone), now);
        contact.sms().changeStatus(SmsStatus.PENDING, now);
        return contact;
    }

    private Uni<Void> add(AddContact command, Audience audience, EmailAddress email) {
        return contacts.lock(audience.id(), SubscriberKey.of(email))
                .chain(found -> found.isPresent()
                        ? raise(command, audience, found.get())
                        : addNew(audience, contact(command, audience, email, clock.instant()), cause(command)));
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
        var changes =
                contact.changeStatus(agreed(command, audience), now).stream().toList();
        contact.touched(now);
        return announcements
                .announce(audience, contact, changes, cause(command))
                .replaceWithVoid();
    }

    /// What somebody else says in a form about an address is only true when the owner of the address confirms it.
    private static EmailStatus agreed(AddContact command, Audience audience) {
        var mustConfirm = command.origin() == Origin.FORM
                && command.statusIfNew() == EmailStatus.SUBSCRIBED
                && audience.isDoubleOptIn();
        return mustConfirm ? EmailStatus.PENDING : command.statusIfNew();
    }

    private Uni<Void> addNew(Audience audience, Contact contact, Cause cause) {
        return forgotten
                .isForgotten(contact)
                .chain(isForgotten -> isForgotten ? Uni.createFrom().voidItem() : save(audience, contact, cause));
    }

    private Uni<Void> save(Audience audience, Contact contact, Cause cause) {
        return contacts.save(contact)
                .chain(() -> announcements.announce(audience, contact, List.of(new Change.Created()), cause))
                .replaceWithVoid();
    }

    private static Contact contact(AddContact command, Audience audience, EmailAddress email, Instant now) {
        var contact = new Contact(
                command.contactId(), audience, email, agreed(command, audience), command.source(), cause(command), now);
        command.fields().forEach((tag, value) -> audience.fields().tagged(tag).ifPresent(field -> FieldValues.readOne(
                        audience, field, value)
                .ifPresent(read -> contact.changeField(field.key(), field.tag(), read))));
        return contact;
    }

    private static Cause cause(AddContact command) {
        return Cause.of(command.origin(), "command:" + command.id(), command.suppressTriggers());
    }
}
