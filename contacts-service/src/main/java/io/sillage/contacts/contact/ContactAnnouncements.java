package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactErased;
import io.sillage.contracts.Message;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;

/// Tells everybody of a contact, in the transaction that changed it.
@ApplicationScoped
class ContactAnnouncements {

    private final ContactCards cards;
    private final ChangeLog log;
    private final FollowUps followUps;
    private final ErasureListeners erasures;
    private final SessionOutbox outbox;
    private final InstantSource clock;

    ContactAnnouncements(
            ContactCards cards,
            ChangeLog log,
            FollowUps followUps,
            ErasureListeners erasures,
            SessionOutbox outbox,
            InstantSource clock) {
        this.cards = cards;
        this.log = log;
        this.followUps = followUps;
        this.erasures = erasures;
        this.outbox = outbox;
        this.clock = clock;
    }

    /// Says nothing if nothing changed.
    Uni<ContactCard> announce(Audience audience, Contact contact, List<Change> changes, Cause cause) {
        return cards.of(audience, contact).call(card -> announce(card, changes, cause));
    }

    private Uni<Void> announce(ContactCard card, List<Change> changes, Cause cause) {
        var now = clock.instant();
        if (changes.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        var caused = List.of(new CausedChange(new ContactChange(card.contact(), changes), cause));
        return log.note(caused, now)
                .chain(() -> outbox.append(card.changed(changes, cause, now)))
                .chain(() -> followUps.request(card.audience(), caused, now));
    }

    /// Changes that follow from one of the audience. They start no flow.
    Uni<Void> announceAll(Audience audience, List<ContactChange> changed) {
        return announceAll(audience, changed, Cause.upkeep()).replaceWithVoid();
    }

    /// Says nothing of those that did not change. Emits the cards of all of them, in their order.
    Uni<List<ContactCard>> announceAll(Audience audience, List<ContactChange> changed, Cause cause) {
        var now = clock.instant();
        var contacts = changed.stream().map(ContactChange::contact).toList();
        var lines =
                changed.stream().map(change -> new CausedChange(change, cause)).toList();
        return log.note(lines, now)
                .chain(() -> cards.of(audience, contacts))
                .call(made -> outbox.append(messages(changed, made, cause, now)))
                .call(() -> followUps.request(audience, lines, now));
    }

    private static List<Message> messages(
            List<ContactChange> changed, List<ContactCard> cardsOfChanged, Cause cause, Instant now) {
        var messages = new ArrayList<Message>(changed.size());
        for (var i = 0; i < changed.size(); i++) {
            var changes = changed.get(i).changes();
            if (!changes.isEmpty()) {
                messages.add(cardsOfChanged.get(i).changed(changes, cause, now));
            }
        }
        return messages;
    }

    Uni<Void> announceErasure(Audience audience, Contact contact) {
        var now = clock.instant();
        var message = new ContactErased(
                Ids.newId(now), contact.accountId(), contact.audienceId(), contact.id(), contact.version() + 1, now);
        return log.noteErasure(contact, now)
                .chain(() -> erasures.tell(
                        new Erasure(audience, contact.email(), contact.forgettableHash(), contact.status(), message)))
                .chain(() -> outbox.append(message));
    }
}
