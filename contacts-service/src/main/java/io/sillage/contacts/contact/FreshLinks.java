package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.mail.Mails;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.EmailStatus;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/// New links to preferences, for whoever has one that is out of date: sent to the contact's own address, so that nobody
/// else gets anything by asking.
@ApplicationScoped
public class FreshLinks {

    /// Whoever asks again and again gets one email in this time.
    private static final Duration BETWEEN_EMAILS = Duration.ofHours(1);

    private final ContactRepository contacts;
    private final Mails mails;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    FreshLinks(ContactRepository contacts, Mails mails, SessionOutbox outbox, InstantSource clock) {
        this.contacts = contacts;
        this.mails = mails;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// In the current transaction. Nothing is sent where no email can arrive. Fails with 404 if there is no such
    /// contact in the audience.
    public Uni<Void> send(Audience audience, ContactRef ref) {
        return contacts.get(audience.id(), SubscriberKey.of(ref.contactId()))
                .chain(contact -> canBeWrittenTo(contact)
                        ? send(audience, contact, clock.instant())
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> send(Audience audience, Contact contact, Instant now) {
        var id = Ids.derived("fresh-preferences", contact.id(), now.toEpochMilli() / BETWEEN_EMAILS.toMillis());
        return outbox.append(mails.preferences(id, audience, FollowUps.recipient(contact), now));
    }

    private static boolean canBeWrittenTo(Contact contact) {
        return contact.email().isPresent()
                && contact.status() != EmailStatus.CLEANED
                && contact.status() != EmailStatus.ARCHIVED;
    }
}
