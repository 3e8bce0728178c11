package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.field.FieldValues;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.phone.PhoneNumber;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SmsStatus;
import io.sillage.platform.http.JsonBody;
import io.sillage.platform.http.Problem;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What contacts see and change of themselves. They came by a link from an email to them, so they may say yes or no
/// whatever was before.
@ApplicationScoped
public class Preferences {

    private static final String REASON = "Unsubscribed on the preference page";

    private final ContactRepository contacts;
    private final ForgottenAddressRepository forgotten;
    private final ContactCards cards;
    private final ContactAnnouncements announcements;
    private final InstantSource clock;

    Preferences(
            ContactRepository contacts,
            ForgottenAddressRepository forgotten,
            ContactCards cards,
            ContactAnnouncements announcements,
            InstantSource clock) {
        this.contacts = contacts;
        this.forgotten = forgotten;
        this.cards = cards;
        this.announcements = announcements;
        this.clock = clock;
    }

    /// What a contact wants.
    ///
    /// @param member fields, groups and permissions as in the API
    /// @param email whether it wants emails; empty = as it was
    /// @param sms whether it wants text messages; empty = as it was
    public record Wish(JsonBody member, Optional<Boolean> email, Optional<Boolean> sms) {}

    /// Fails with 404 if there is no such contact in the audience.
    public Uni<Profile> read(Audience audience, ContactRef ref) {
        return contacts.get(audience.id(), SubscriberKey.of(ref.contactId()))
                .chain(contact -> cards.of(audience, contact))
                .map(Preferences::profile);
    }

    /// In the current transaction. Fails with 404 if there is no such contact in the audience, and with 400 for what
    /// the audience does not take.
    public Uni<Profile> change(Audience audience, ContactRef ref, Wish wish, String ip) {
        var form = MemberForm.change(wish.member()).withoutStatus();
        var values = FieldValues.read(form.mergeFields(), audience);
        values.requireAll(audience.fields().shown(), false);
        return contacts.getLocked(audience.id(), SubscriberKey.of(ref.contactId()))
                .call(contact -> change(audience, contact, form, values, wish, ip))
                .chain(contact -> cards.of(audience, contact))
                .map(Preferences::profile);
    }

    private Uni<Void> change(
            Audience audience, Contact contact, MemberForm form, FieldValues values, Wish wish, String ip) {
        var now = clock.instant();
        var changes = new ArrayList<>(MemberChanges.apply(form, values, audience, contact, now));
        var wasSubscribed = contact.status() == EmailStatus.SUBSCRIBED;
        wish.email().ifPresent(wants -> changes.addAll(chooseEmail(contact, wants, ip, now)));
        wish.sms().flatMap(wants -> chooseSms(contact, wants, now)).ifPresent(changes::add);
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        contact.touched(now);
        var comesBack = !wasSubscribed && contact.status() == EmailStatus.SUBSCRIBED;
        return (comesBack ? forgotten.remove(contact) : Uni.createFrom().voidItem())
                .chain(() -> contacts.save(contact))
                .chain(() -> announcements.announce(audience, contact, changes, Cause.ownWill(Origin.PREFERENCES, ip)))
                .replaceWithVoid();
    }

    private static List<Change> chooseEmail(Contact contact, boolean wants, String ip, Instant now) {
        var isSubscribed = contact.status() == EmailStatus.SUBSCRIBED;
        if (wants == isSubscribed || !canChooseEmail(contact)) {
            return List.of();
        }
        if (!wants) {
            return contact.optOut(REASON, now).stream().toList();
        }
        var changes = new ArrayList<Change>();
        contact.optIn(now).ifPresent(change -> {
            changes.add(change);
            contact.changeOptIn(ip, now).ifPresent(changes::add);
        });
        return changes;
    }

    private static boolean canChooseEmail(Contact contact) {
        return contact.email().isPresent() && contact.status() != EmailStatus.CLEANED;
    }

    private static Optional<Change> chooseSms(Contact contact, boolean wants, Instant now) {
        var isSubscribed = contact.sms().status() == SmsStatus.SUBSCRIBED;
        if (wants == isSubscribed) {
            return Optional.empty();
        }
        return wants ? contact.sms().optIn(now) : contact.sms().optOut(now);
    }

    private static Profile profile(ContactCard card) {
        var contact = card.contact();
        if (contact.status() == EmailStatus.ARCHIVED) {
            throw Problem.notFound();
        }
        return new Profile(
                contact.address(),
                card.values(),
                contact.choices().groups(),
                contact.choices().permissions(),
                canChooseEmail(contact) ? Optional.of(contact.status() == EmailStatus.SUBSCRIBED) : Optional.empty(),
                contact.sms().phone().map(PhoneNumber::e164),
                contact.sms().status() == SmsStatus.SUBSCRIBED);
    }
}
