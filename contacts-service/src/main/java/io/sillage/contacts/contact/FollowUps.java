package io.sillage.contacts.contact;

import io.sillage.contacts.audience.Audience;
import io.sillage.contacts.link.ContactRef;
import io.sillage.contacts.mail.Mails;
import io.sillage.contacts.mail.Recipient;
import io.sillage.contacts.outbox.SessionOutbox;
import io.sillage.contracts.Change;
import io.sillage.contracts.EmailStatus;
import io.sillage.contracts.Origin;
import io.sillage.contracts.SendEmail;
import io.sillage.platform.id.Ids;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// The emails that follow from changes of contacts: who is to confirm a subscription is asked, and the owner of the
/// audience is told what contacts did themselves. Imports, synchronisations and upkeep cause none.
@ApplicationScoped
class FollowUps {

    private static final Set<Origin> SILENT = Set.of(Origin.IMPORT, Origin.SYNC);
    private static final Set<Origin> BY_THE_CONTACT = Set.of(Origin.FORM, Origin.PREFERENCES, Origin.UNSUBSCRIBE_LINK);

    private final Mails mails;
    private final SessionOutbox outbox;

    FollowUps(Mails mails, SessionOutbox outbox) {
        this.mails = mails;
        this.outbox = outbox;
    }

    /// Asks for them in the current transaction.
    Uni<Void> request(Audience audience, List<CausedChange> changes, Instant now) {
        return outbox.append(changes.stream()
                .filter(caused -> !caused.cause().suppressTriggers()
                        && !SILENT.contains(caused.cause().origin()))
                .flatMap(caused -> emails(audience, caused, now))
                .toList());
    }

    private Stream<SendEmail> emails(Audience audience, CausedChange caused, Instant now) {
        var contact = caused.change().contact();
        return caused.change().changes().stream()
                .flatMap(change -> newStatus(change, contact).stream())
                .flatMap(status ->
                        email(audience, contact, status, caused.cause().origin(), now).stream());
    }

    private static Optional<EmailStatus> newStatus(Change change, Contact contact) {
        return switch (change) {
            case Change.Created _ -> Optional.of(contact.status());
            case Change.StatusChanged changed -> Optional.of(changed.to());
            default -> Optional.empty();
        };
    }

    private Optional<SendEmail> email(
            Audience audience, Contact contact, EmailStatus status, Origin origin, Instant now) {
        return switch (status) {
            case PENDING -> Optional.of(confirmation(audience, contact, now));
            case SUBSCRIBED -> notice(audience, contact, audience.notifiedOfSubscriptions(), "subscribed", origin, now);
            case UNSUBSCRIBED ->
                notice(audience, contact, audience.notifiedOfUnsubscriptions(), "unsubscribed", origin, now);
            case CLEANED, TRANSACTIONAL, ARCHIVED -> Optional.empty();
        };
    }

    private SendEmail confirmation(Audience audience, Contact contact, Instant now) {
        var id = Ids.derived("confirmation", contact.id(), contact.version());
        return mails.confirmation(id, audience, recipient(contact), now);
    }

    private Optional<SendEmail> notice(
            Audience audience, Contact contact, String to, String happened, Origin origin, Instant now) {
        if (to.isBlank() || !BY_THE_CONTACT.contains(origin)) {
            return Optional.empty();
        }
        var id = Ids.derived("notice", contact.id(), contact.version());
        return Optional.of(mails.notice(id, audience, recipient(contact), to, happened, now));
    }

    static Recipient recipient(Contact contact) {
        var ref = new ContactRef(contact.accountId(), contact.audienceId(), contact.id());
        return new Recipient(ref, contact.address());
    }
}
