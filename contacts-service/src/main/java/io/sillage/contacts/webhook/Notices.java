package io.sillage.contacts.webhook;

import io.sillage.contacts.email.EmailAddress;
import io.sillage.contracts.Change;
import io.sillage.contracts.ContactChanged;
import io.sillage.contracts.EmailStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Decides what webhooks are told of a change. No I/O.
final class Notices {

    private Notices() {}

    /// Nothing of changes that follow from upkeep or from history. A change of the subscription stands for the whole
    /// change, since it says what the contact is like; otherwise a new address and other changes are told of apart.
    static List<Notice> of(ContactChanged message) {
        if (message.suppressTriggers()) {
            return List.of();
        }
        var ofStatus = message.changes().stream()
                .flatMap(change -> ofStatus(change, message.status()).stream())
                .findFirst();
        return ofStatus.map(List::of).orElseGet(() -> ofProfile(message));
    }

    private static Optional<Notice> ofStatus(Change change, EmailStatus now) {
        return switch (change) {
            case Change.Created _ -> now == EmailStatus.SUBSCRIBED ? Optional.of(subscribed()) : Optional.empty();
            case Change.StatusChanged(var _, var to) -> ofStatus(to);
            case Change.EmailChanged _,
                    Change.FieldChanged _,
                    Change.TagAdded _,
                    Change.TagRemoved _,
                    Change.GroupJoined _,
                    Change.GroupLeft _,
                    Change.SmsPhoneChanged _,
                    Change.SmsStatusChanged _,
                    Change.PermissionChanged _,
                    Change.NoteWritten _,
                    Change.NoteDeleted _,
                    Change.ProfileChanged _ -> Optional.empty();
        };
    }

    /// Becoming pending or transactional is no decision yet.
    private static Optional<Notice> ofStatus(EmailStatus to) {
        return switch (to) {
            case SUBSCRIBED -> Optional.of(subscribed());
            case UNSUBSCRIBED ->
                Optional.of(new Notice(WebhookEvent.UNSUBSCRIBE, Map.of("action", "unsub", "reason", "manual")));
            case ARCHIVED -> Optional.of(deleted());
            case CLEANED -> Optional.of(new Notice(WebhookEvent.CLEANED, Map.of("campaign_id", "", "reason", "hard")));
            case PENDING, TRANSACTIONAL -> Optional.empty();
        };
    }

    private static Notice subscribed() {
        return new Notice(WebhookEvent.SUBSCRIBE, Map.of());
    }

    /// The contact left the audience, whether it is kept in the archive or not.
    static Notice deleted() {
        return new Notice(WebhookEvent.UNSUBSCRIBE, Map.of("action", "delete", "reason", "manual"));
    }

    private static List<Notice> ofProfile(ContactChanged message) {
        var notices = new ArrayList<Notice>();
        message.changes().forEach(change -> newAddress(change).ifPresent(notices::add));
        if (message.changes().stream().anyMatch(Notices::isOfProfile) && !isNew(message)) {
            notices.add(new Notice(WebhookEvent.PROFILE, Map.of()));
        }
        return notices;
    }

    private static Optional<Notice> newAddress(Change change) {
        return change instanceof Change.EmailChanged(var from, var to)
                ? Optional.of(new Notice(
                        WebhookEvent.UPEMAIL,
                        Map.of(
                                "new_id", new EmailAddress(to).uniqueId(),
                                "new_email", to,
                                "old_email", from)))
                : Optional.empty();
    }

    /// Tags are the account's own business, and not of the profile.
    private static boolean isOfProfile(Change change) {
        return switch (change) {
            case Change.FieldChanged _,
                    Change.GroupJoined _,
                    Change.GroupLeft _,
                    Change.SmsPhoneChanged _,
                    Change.SmsStatusChanged _,
                    Change.PermissionChanged _,
                    Change.ProfileChanged _ -> true;
            case Change.Created _,
                    Change.StatusChanged _,
                    Change.EmailChanged _,
                    Change.TagAdded _,
                    Change.TagRemoved _,
                    Change.NoteWritten _,
                    Change.NoteDeleted _ -> false;
        };
    }

    private static boolean isNew(ContactChanged message) {
        return message.changes().stream().anyMatch(Change.Created.class::isInstance);
    }
}
